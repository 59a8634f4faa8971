package search

import "slices"

// turnReach tells how far apart two windows may stand that are joined without a
// look at the text, by how far the first is turned in the document: a window is
// turned at a reach if the rest of it, after so many units, occurs somewhere in
// the document after others.
var turnReach = [turnLevels]int{4, 2, 1}

const turnLevels = 3

// turnTable finds how far the windows of one document are turned.
type turnTable struct {
	slots []turnSlot
	at    []int32
	ends  []uint32
	round uint32
}

type turnSlot struct {
	hash  uint64
	first uint32 // where the gram ends the first time
	round uint32
	turns bool
}

// turns gives, for each reach, where the windows begin that are turned at it;
// they are among those of the reach before. It may name places where no whole
// window begins.
func (t *turnTable) turns(units []uint16, out *[turnLevels][]uint32) {
	t.ends = slices.Grow(t.ends[:0], len(units))[:0]
	since := 0
	for i, u := range units {
		if since++; u == fieldEnd {
			since = 0
		}
		if since >= window-turnReach[0] {
			t.ends = append(t.ends, uint32(i))
		}
	}
	for level, reach := range turnReach {
		t.ends = slices.DeleteFunc(t.ends, func(end uint32) bool {
			from := int(end) - (window - reach) + 1
			return from < 0 || slices.Contains(units[from:from+turnReach[0]-reach], fieldEnd)
		})
		t.ends = t.turned(units, t.ends, window-reach, reach)
		out[level] = out[level][:0]
		for _, end := range t.ends {
			if end >= window-1 {
				out[level] = append(out[level], end-(window-1))
			}
		}
	}
}

// turned leaves those of the ends of grams of n units that stand somewhere
// after other units than elsewhere, of so many before.
func (t *turnTable) turned(units []uint16, ends []uint32, n, before int) []uint32 {
	size := 1 << 6
	for size < 2*len(ends) {
		size *= 2
	}
	if len(t.slots) < size {
		t.slots, t.round = make([]turnSlot, size), 0
	}
	t.round++
	t.at = slices.Grow(t.at[:0], len(ends))[:len(ends)]
	mask := uint64(size - 1)
	for k, end := range ends {
		i := int(end)
		hash := hashGram(units[i-n+1 : i+1])
		h := hash >> 20 & mask
		for t.slots[h].round == t.round && !(t.slots[h].hash == hash && sameGram(units[int(t.slots[h].first)-n+1:][:n], units[i-n+1:][:n])) {
			h = (h + 1) & mask
		}
		t.at[k] = int32(h)
		switch s := &t.slots[h]; {
		case s.round != t.round:
			*s = turnSlot{hash: hash, first: end, round: t.round}
		case !s.turns:
			s.turns = !sameBefore(units, int(s.first)-n, i-n, before)
		}
	}
	kept := ends[:0]
	for k, h := range t.at {
		if t.slots[h].turns {
			kept = append(kept, ends[k])
		}
	}
	return kept
}

func hashGram(gram []uint16) uint64 {
	h := uint64(gram[0])<<48 | uint64(gram[1])<<32 | uint64(gram[2])<<16 | uint64(gram[3])
	for _, u := range gram[4:] {
		h = h<<7 ^ h>>57 ^ uint64(u)
	}
	return h * 0x9e3779b97f4a7c15
}

func sameGram(a, b []uint16) bool {
	for i, u := range a {
		if u != b[i] {
			return false
		}
	}
	return true
}

// sameBefore compares the n units that end at a and at b; a field that begins
// there is the same as nothing.
func sameBefore(units []uint16, a, b, n int) bool {
	if a < n-1 || b < n-1 {
		return false
	}
	for i := range n {
		if units[a-i] != units[b-i] || units[a-i] == fieldEnd {
			return false
		}
	}
	return true
}
