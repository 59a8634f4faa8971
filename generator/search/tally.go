package search

import (
	"math/bits"
	"slices"
)

// tally is the list of documents of a node.
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
	t.docs = slices.Grow(t.docs[:0], len(posts))[:len(posts)]
	t.flags = slices.Grow(t.flags[:0], len(posts))[:len(posts)]
	docs, flags := t.docs, t.flags[:len(t.docs)]
	n, any := 0, uint32(0)
	for _, p := range posts {
		doc := p >> docShift
		any |= p
		if n > 0 && docs[n-1] == doc {
			flags[n-1] |= p
			continue
		}
		docs[n], flags[n] = doc, p
		n++
	}
	t.docs, t.flags, t.any = docs[:n], flags[:n], any
}

// takeFew takes few postings in any order.
func (t *tally) takeFew(posts []uint32) {
	t.posts = append(t.posts[:0], posts...)
	for i, p := range t.posts {
		k := i
		for ; k > 0 && p < t.posts[k-1]; k-- {
			t.posts[k] = t.posts[k-1]
		}
		t.posts[k] = p
	}
	t.take(t.posts)
}

// takeMany takes postings in any order, and counts them.
func (t *tally) takeMany(posts []uint32) {
	t.clear()
	for _, p := range posts {
		t.count(p)
	}
	t.flush()
}

func (t *tally) clear() {
	t.docs, t.flags, t.times, t.any = t.docs[:0], t.flags[:0], t.times[:0], 0
}

// count adds one posting to the totals; flush turns them into the lists.
func (t *tally) count(posting uint32) {
	doc := posting >> docShift
	t.total[doc] = (t.total[doc] + 1<<docShift) | posting&flagsMask
	t.seen[doc>>6] |= 1 << (doc & 63)
}

func (t *tally) flush() {
	for i, word := range t.seen {
		for ; word != 0; word &= word - 1 {
			doc := uint32(i*64 + bits.TrailingZeros64(word))
			total := t.total[doc]
			t.push(doc, total>>docShift, total)
			t.total[doc] = 0
		}
		t.seen[i] = 0
	}
}

func (t *tally) push(doc, times, flags uint32) {
	t.docs, t.flags, t.times = append(t.docs, doc), append(t.flags, flags), append(t.times, times)
	t.any |= flags
}

// head gives the indexes of the documents where the node occurs in the title or
// a number.
func (t *tally) head(out []uint32) []uint32 {
	if t.any&inHead == 0 {
		return out[:0]
	}
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
	out = out[:0]
	i := uint32(0)
	for _, f := range t.flags {
		switch reaches := f & turned >> turnShift; {
		case reaches > level:
			out = append(out, i)
			i++
		case reaches == level:
			i++
		}
	}
	return out
}
