package search

import (
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
)

// record is one entry of a shard: a root of the tree and the leaves below it
// (docs/search-format.md, "Records").
type record struct {
	open     bool
	capacity uint32 // documents, rounded up
	root     int
	last     [window]uint16 // the leaf before
	lastLen  int
	text     []uint16
	bits     bitWriter
}

func (r *record) begin(key []uint16) {
	r.open, r.root = true, len(key)
	r.lastLen = copy(r.last[:], key)
	r.text = append(append(r.text[:0], key...), keyEnd)
	r.bits.reset()
}

// leaf adds the leaf with the units key, the root's among them. Leaves come in
// rising order. kind tells what else is worth knowing of it.
func (r *record) leaf(key []uint16, t *tally, kind leafKind) {
	same := r.root
	for same < r.lastLen && same < len(key) && r.last[same] == key[same] {
		same++
	}
	r.bits.below(uint32(same-r.root), uint32(r.lastLen-r.root+1))
	r.bits.below(uint32(len(key)-same), uint32(window-same+1))
	r.text = append(r.text, key[same:]...)
	r.lastLen = copy(r.last[:], key)

	n := uint32(len(t.docs))
	r.bits.gamma(n)
	r.bits.ascending(t.docs, 0, r.capacity-1)
	r.bits.gamma(uint32(len(t.head)) + 1)
	r.bits.ascending(t.head, 0, n-1)
	switch {
	case kind == ownList:
		r.times(t.times)
	case kind == fullWindow && n > leafMax:
		r.turns(t, n)
	}
}

// turns writes where the leaf is turned: for each reach but the first as
// indexes into those of the one before.
func (r *record) turns(t *tally, n uint32) {
	list := t.turns[0]
	for level := range t.turns {
		r.bits.gamma(uint32(len(list)) + 1)
		if len(list) == 0 {
			return
		}
		r.bits.ascending(list, 0, n-1)
		if level+1 == len(t.turns) {
			return
		}
		n, list = uint32(len(list)), places(t.turns[level], t.turns[level+1])
	}
}

// places gives where the members of a part stand in a list.
func places(list, part []uint32) []uint32 {
	out := make([]uint32, 0, len(part))
	for i, v := range list {
		if len(out) < len(part) && v == part[len(out)] {
			out = append(out, uint32(i))
		}
	}
	return out
}

// leafKind tells what a leaf says beyond its documents.
type leafKind int

const (
	plainLeaf  leafKind = iota
	ownList             // of a heavy node: how often each document has it; other nodes add up their leaves
	fullWindow          // longer queries go on from here: the turns
)

// times writes how often each document has the leaf, in powers of two: a bit
// that tells whether any has it twice, then each one's power in unary, at most
// timesMax.
func (r *record) times(times []uint32) {
	var any uint32
	for _, n := range times {
		any |= n >> 1
	}
	if any == 0 {
		r.bits.put(0, 1)
		return
	}
	r.bits.put(1, 1)
	for _, n := range times {
		power := uint(min(bits.Len32(n)-1, timesMax))
		r.bits.put(1<<power-1, power)
		if power < timesMax {
			r.bits.put(0, 1)
		}
	}
}

const timesMax = 3

// keyEnd parts keys and texts in a shard. Normalised text never holds it.
const keyEnd = '\t'

// appendJSON writes units as a JSON string in UTF-8; a lone half of a surrogate
// pair, which a window may cut off, as an escape.
func appendJSON(out []byte, units []uint16) []byte {
	return append(appendUnits(append(out, '"'), units), '"')
}

func appendUnits(out []byte, units []uint16) []byte {
	const hex = "0123456789abcdef"
	for i := 0; i < len(units); i++ {
		switch u := units[i]; {
		case u == '\n':
			out = append(out, '\\', 'n')
		case u == '\t':
			out = append(out, '\\', 't')
		case u == '"' || u == '\\':
			out = append(out, '\\', byte(u))
		case u >= 0x20 && u < 0x80:
			out = append(out, byte(u))
		case u < 0x20 || utf16.IsSurrogate(rune(u)):
			if i+1 < len(units) {
				if pair := utf16.DecodeRune(rune(u), rune(units[i+1])); pair != utf8.RuneError {
					out = utf8.AppendRune(out, pair)
					i++
					continue
				}
			}
			out = append(out, '\\', 'u', hex[u>>12], hex[u>>8&15], hex[u>>4&15], hex[u&15])
		default:
			out = utf8.AppendRune(out, rune(u))
		}
	}
	return out
}
