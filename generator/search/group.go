package search

import (
	"math/bits"
	"slices"
)

// occurrence is a place in the texts: what follows its first unit, and its
// posting.
type occurrence struct {
	ahead
	post uint32
}

// distinct is a window of one or more occurrences.
type distinct struct {
	ahead
	from uint32 // where its postings begin; its number, until they are placed
}

// grouper brings the occurrences of a window together. Official texts repeat
// each other: of a window that stands in thirty documents one is sorted, and not
// thirty.
type grouper struct {
	windows []distinct // sorted; one more tells where the postings end
	posts   []uint32   // of one window after another, each one's rising like those of the occurrences

	numbers []uint32 // by occurrence: its window's
	times   []uint32 // by number: how often the window occurs; then where its next posting goes
	slots   []uint32 // a hash table: 1 + number, or 0
}

// group groups the occurrences of one first unit.
func (g *grouper) group(list []occurrence, s *sorter) {
	g.number(list)
	s.sort(g.windows, 1)
	sum := uint32(0)
	for i := range g.windows {
		w := &g.windows[i]
		n := w.from
		w.from, sum, g.times[n] = sum, sum+g.times[n], sum
	}
	g.windows = append(g.windows, distinct{from: sum})
	g.posts = slices.Grow(g.posts[:0], len(list))[:len(list)]
	for i, n := range g.numbers {
		g.posts[g.times[n]] = list[i].post
		g.times[n]++
	}
}

// inOrder gives the postings of occurrences as they come, until others are grouped.
func (g *grouper) inOrder(list []occurrence) []uint32 {
	g.posts = slices.Grow(g.posts[:0], len(list))[:len(list)]
	posts := g.posts
	for i := range posts {
		posts[i] = list[i].post
	}
	return posts
}

// number gives each distinct window a number, in the order in which they come.
func (g *grouper) number(list []occurrence) {
	g.windows, g.times = g.windows[:0], g.times[:0]
	g.numbers = slices.Grow(g.numbers[:0], len(list))[:len(list)]
	g.resize(len(list) / 8)
	for i := range list {
		a := list[i].ahead
		slot := g.find(a)
		n := *slot
		if n == 0 {
			g.windows = append(g.windows, distinct{a, uint32(len(g.times))}) // one by one, see tally
			g.times = append(g.times, 0)
			n = uint32(len(g.times))
			*slot = n
			if len(g.slots) < 2*len(g.times) {
				g.resize(4 * len(g.times))
			}
		}
		g.numbers[i] = n - 1
		g.times[n-1]++
	}
}

// find gives the slot of a window, empty if it has no number yet.
func (g *grouper) find(a ahead) *uint32 {
	h := (a.near*0x9e3779b97f4a7c15 ^ bits.RotateLeft64(a.far*0xc2b2ae3d27d4eb4f, 32)) * 0x9e3779b97f4a7c15
	mask := uint64(len(g.slots) - 1)
	for at := h >> 32 & mask; ; at = (at + 1) & mask {
		slot := &g.slots[at]
		if *slot == 0 || g.windows[*slot-1].ahead == a {
			return slot
		}
	}
}

// resize makes room for at least so many slots, filled again.
func (g *grouper) resize(slots int) {
	slots = 1 << max(8, bits.Len(uint(slots)))
	if cap(g.slots) < slots {
		g.slots = make([]uint32, slots)
	}
	g.slots = g.slots[:slots]
	clear(g.slots)
	for i := range g.windows {
		*g.find(g.windows[i].ahead) = uint32(i) + 1
	}
}

// postings gives those of neighbouring windows. More windows, or the end, follow
// list where it lies.
func (g *grouper) postings(list []distinct) []uint32 {
	return g.posts[list[0].from:list[:len(list)+1][len(list)].from]
}
