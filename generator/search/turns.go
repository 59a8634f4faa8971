package search

import (
	"math/bits"
	"slices"
)

// turnReach tells how far apart two windows may stand that are joined without a
// look at the text, by how far the first is turned in the document: a window is
// turned at a reach if the rest of it, after so many units, occurs somewhere in
// the document after others.
var turnReach = [turnLevels]int{4, 2, 1}

const turnLevels = 3

// turnTable finds how far the windows of one document are turned.
type turnTable struct {
	rests  []rest
	turned []bool   // by rest, of those that are the first of their kind: whether one stands after other units
	slots  []uint32 // a hash table of the first of each kind: 1 + index, or 0

	once, twice []uint64 // a bit for each hash of a rest: met, met again
	shift       uint
}

// rest is what follows the first units of a window, at one reach.
type rest struct {
	key   uint64 // the same for the same units and for no others
	end   uint32 // where its last unit stands
	first uint32 // the first rest of its kind
}

// noUnits stands for units that do not all belong to one field: what begins a field
// stands after nothing that is the same elsewhere.
const noUnits = fieldEnd

// turns gives, for each reach, where the windows begin that are turned at it;
// they are among those of the reach before. It may name places where no whole
// window begins.
func (t *turnTable) turns(units []uint16, out *[turnLevels][]uint32) {
	for level, reach := range turnReach {
		if level == 0 {
			t.begin(units)
		} else {
			t.lengthen(units, window-reach, turnReach[level-1]-reach)
		}
		t.keepTurned(units, window-reach)
		out[level] = out[level][:0]
		for i := range t.rests {
			if end := t.rests[i].end; end >= window-1 {
				out[level] = append(out[level], end-(window-1))
			}
		}
	}
}

// begin takes the rests of the longest reach, as many units as a word holds, but
// for those that surely stand only once.
func (t *turnTable) begin(units []uint16) {
	const n = window / 2
	t.sift(units)
	t.rests = slices.Grow(t.rests[:0], len(units)+1)[:len(units)+1]
	rests, count := t.rests, 0
	since := 0 // units of the field so far
	key := uint64(0)
	for i, u := range units {
		key = key<<16 | uint64(u)
		if since++; u == fieldEnd {
			since = 0
		}
		if since < n {
			continue
		}
		rests[count] = rest{key: key, end: uint32(i)}
		at := t.sieve(key)
		count += int(t.twice[at>>6] >> (at & 63) & 1)
	}
	t.rests = rests[:count]
}

// sift notes which rests may stand more than once: those of which another has the
// same hash of a few bits. Most stand once, and need not enter the table.
func (t *turnTable) sift(units []uint16) {
	size := 1 << max(6, bits.Len(uint(8*len(units))))
	t.shift = uint(64 - bits.Len(uint(size-1)))
	t.once, t.twice = blank(t.once, size/64), blank(t.twice, size/64)
	key := uint64(0)
	for _, u := range units {
		key = key<<16 | uint64(u)
		at := t.sieve(key)
		bit := uint64(1) << (at & 63)
		t.twice[at>>6] |= t.once[at>>6] & bit
		t.once[at>>6] |= bit
	}
}

func (t *turnTable) sieve(key uint64) uint64 { return key * 0x9e3779b97f4a7c15 >> t.shift }

// blank gives n words without a bit.
func blank(words []uint64, n int) []uint64 {
	if cap(words) < n {
		return make([]uint64, n)
	}
	words = words[:n]
	clear(words)
	return words
}

// lengthen adds the units before each rest, so that it has n; those with which
// it leaves its field are left out.
func (t *turnTable) lengthen(units []uint16, n, more int) {
	kept := t.rests[:0]
	for _, r := range t.rests {
		from := int(r.end) + 1 - n
		if from < 0 {
			continue
		}
		front := pack(units[from : from+more])
		if front == noUnits {
			continue
		}
		r.key = uint64(r.first)<<32 | front
		kept = append(kept, r)
	}
	t.rests = kept
}

// pack joins at most four units of one field; with a fieldEnd they are noUnits.
func pack(units []uint16) (v uint64) {
	for _, u := range units {
		if u == fieldEnd {
			return noUnits
		}
		v = v<<16 | uint64(u)
	}
	return v
}

// keepTurned leaves the rests, of n units each, of which one of their kind stands
// after other units than another.
func (t *turnTable) keepTurned(units []uint16, n int) {
	t.clear(len(t.rests))
	shift, mask := 64-bits.Len(uint(len(t.slots)-1)), len(t.slots)-1
	for i := range t.rests {
		r := &t.rests[i]
		h := int(r.key * 0x9e3779b97f4a7c15 >> shift)
		for t.slots[h] != 0 && t.rests[t.slots[h]-1].key != r.key {
			h = (h + 1) & mask
		}
		if t.slots[h] == 0 {
			t.slots[h], r.first = uint32(i)+1, uint32(i)
			continue
		}
		r.first = t.slots[h] - 1
		if !follow(units, int(r.end)+1-n, int(t.rests[r.first].end)+1-n, window-n) {
			t.turned[r.first] = true
		}
	}
	kept := t.rests[:0]
	for _, r := range t.rests {
		if t.turned[r.first] {
			kept = append(kept, r)
		}
	}
	t.rests = kept
}

// follow tells whether the same units, so many of one field, stand before one place
// and before another, which is lower.
func follow(units []uint16, place, lower, n int) bool {
	if lower >= 4 { // four at once, of which the last are the highest
		past := uint(64-16*n) & 63
		a, b := four(units[place-4:])>>past, four(units[lower-4:])>>past
		return a == b && !hasEnd(a)
	}
	if lower < n {
		return false
	}
	before := pack(units[lower-n : lower])
	return before != noUnits && before == pack(units[place-n:place])
}

// four gives the first four units.
func four(units []uint16) uint64 {
	u := units[:4]
	return uint64(u[0]) | uint64(u[1])<<16 | uint64(u[2])<<32 | uint64(u[3])<<48
}

// clear makes room for n rests.
func (t *turnTable) clear(n int) {
	size := 1 << 6
	for size < 2*n {
		size *= 2
	}
	if cap(t.slots) < size {
		t.slots = make([]uint32, size)
	}
	t.slots = t.slots[:size]
	clear(t.slots)
	if cap(t.turned) < n {
		t.turned = make([]bool, n)
	}
	t.turned = t.turned[:n]
	clear(t.turned)
}
