package search

import (
	"math"
	"math/bits"
	"slices"
)

// tally is the list of documents of a node. Its loops fill slices of their own:
// while the garbage collector marks, which with many documents is nearly always,
// each slice put into a struct tells it so, and one for each document took a
// tenth of a build of 50,000.
type tally struct {
	docs  []uint32 // rising
	flags []uint32 // of each, those of all its occurrences; what else is in them says nothing
	times []uint32 // occurrences in each; only takeMany tells

	any   uint32   // all flags together
	total []uint32 // scratch, by document: occurrences<<docShift | flags
	seen  []uint64 // scratch: bit set for a document with a total
	posts []uint32 // scratch
}

func newTally(documents int) tally {
	return tally{total: make([]uint32, documents), seen: make([]uint64, (documents+63)/64)}
}

// take takes postings that rise.
func (t *tally) take(posts []uint32) {
	t.resize(min(len(posts), len(t.total)))
	docs, flags := t.docs, t.flags[:len(t.docs)]
	n, any, last, together := -1, uint32(0), uint32(math.MaxUint32), uint32(0)
	for _, p := range posts { // without a branch: nobody can foresee which are of one document
		doc := p >> docShift
		other := min(doc^last, 1) // 0 for the document before
		together = together&(other-1) | p
		n += int(other)
		docs[n], flags[n], last = doc, together, doc
		any |= p
	}
	n++
	t.any = any
	t.docs = t.docs[:n]
	t.flags = t.flags[:n]
}

// resize makes the lists n long. A slice cut from itself moves no pointer.
func (t *tally) resize(n int) {
	if cap(t.docs) < n {
		t.docs, t.flags = slices.Grow(t.docs[:0], n), slices.Grow(t.flags[:0], n)
	}
	t.docs = t.docs[:n]
	t.flags = t.flags[:n]
}

// takeFew takes few postings in any order.
func (t *tally) takeFew(posts []uint32) {
	t.posts = t.posts[:0]
	t.posts = append(t.posts, posts...)
	rising := t.posts
	for i, p := range rising {
		k := i
		for ; k > 0 && p < rising[k-1]; k-- {
			rising[k] = rising[k-1]
		}
		rising[k] = p
	}
	t.take(rising)
}

// takeMany takes postings in any order, and counts them.
func (t *tally) takeMany(posts []uint32) {
	for _, p := range posts {
		t.count(p)
	}
	t.flush()
}

// count adds one posting to the totals; flush turns them into the lists.
func (t *tally) count(posting uint32) {
	doc := posting >> docShift
	t.total[doc] = (t.total[doc] + 1<<docShift) | posting&flagsMask
	t.seen[doc>>6] |= 1 << (doc & 63)
}

func (t *tally) flush() {
	size := 0
	for _, word := range t.seen {
		size += bits.OnesCount64(word)
	}
	t.resize(size)
	t.times = slices.Grow(t.times[:0], size)[:size]
	docs, flags, times, seen, totals := t.docs, t.flags, t.times, t.seen, t.total
	n, any := 0, uint32(0)
	for i, word := range seen {
		for ; word != 0; word &= word - 1 {
			doc := uint32(i*64 + bits.TrailingZeros64(word))
			total := totals[doc]
			docs[n], flags[n], times[n] = doc, total, total>>docShift
			any |= total
			totals[doc] = 0
			n++
		}
		seen[i] = 0
	}
	t.any = any
}

// head gives the indexes of the documents where the node occurs in the title or
// a number.
func (t *tally) head(out []uint32) []uint32 {
	out = out[:0]
	for i, f := range t.flags {
		if f&inHead != 0 {
			out = append(out, uint32(i))
		}
	}
	return out
}

// turned gives, of the documents where the node is turned at all reaches before a
// level, the indexes of those where it is at that level too.
func (t *tally) turned(out []uint32, level uint32) []uint32 {
	out = slices.Grow(out[:0], len(t.flags))[:len(t.flags)]
	i, n := uint32(0), 0
	for _, f := range t.flags { // without a branch: nobody can foresee which
		reaches := f & turned >> turnShift
		out[n] = i
		n += int((level - reaches) >> 31) // 1 if it is turned at this level
		i += 1 - (reaches-level)>>31      // and at those before
	}
	return out[:n]
}
