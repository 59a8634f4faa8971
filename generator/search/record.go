package search

import (
	"slices"
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

	list, left []uint32 // scratch
}

func (r *record) begin(key []uint16) {
	r.open, r.root = true, len(key)
	r.lastLen = copy(r.last[:], key)
	r.text = r.text[:0]
	r.text = append(r.text, key...)
	r.text = append(r.text, keyEnd)
	r.bits.reset()
}

// leaf adds the leaf with the units key, the root's among them. Leaves come in
// rising order. kind tells what else is worth knowing of it.
func (r *record) leaf(key []uint16, t *tally, kind leafKind) {
	r.path(key)
	n := uint32(len(t.docs))
	heads := r.list[:0]
	if t.any&inHead != 0 {
		heads = t.head(heads)
		r.list = heads
	}
	r.counts(n, uint32(len(heads)))
	r.bits.ascending(t.docs, 0, r.capacity-1)
	r.bits.ascending(heads, 0, n-1)
	switch {
	case kind == ownList:
		r.times(t.times)
	case kind == fullWindow && n > leafMax:
		r.turns(t, n)
	}
}

// path writes the units of a leaf.
func (r *record) path(key []uint16) {
	same := r.root
	for same < r.lastLen && same < len(key) && r.last[same] == key[same] {
		same++
	}
	if len(r.text) == r.root+1 {
		r.bits.below(uint32(len(key)-same), uint32(window-same+1))
	} else {
		r.place(same, len(key)-same)
	}
	r.text = append(r.text, key[same:]...)
	r.lastLen = copy(r.last[:], key)
}

// place writes how many units a leaf shares with the one before and how many
// follow. Neither begins the other, so it shares one less at most; mostly it does
// that, and one more unit tells it from its neighbours, or all of the window do.
func (r *record) place(same, more int) {
	if most := r.lastLen - 1; most > r.root {
		r.yes(same == most)
		if same < most {
			r.bits.below(uint32(most-1-same), uint32(most-r.root))
		}
	}
	left := window - same
	if left > 1 {
		r.yes(more == 1)
	}
	if left > 2 && more > 1 {
		r.yes(more == left)
	}
	if more > 1 && more < left {
		r.bits.below(uint32(more)-2, uint32(left)-2)
	}
}

func (r *record) yes(v bool) {
	if v {
		r.bits.put(1, 1)
	} else {
		r.bits.put(0, 1)
	}
}

// withHead stands for the number of documents where some have the leaf in the
// title or a number, which is rare; numbers from here on are written as one more.
const withHead = 7

// counts writes how many documents have a leaf, and how many of them in the title
// or a number.
func (r *record) counts(n, heads uint32) {
	switch {
	case heads > 0:
		r.bits.gamma(withHead)
		r.bits.gamma(n)
		r.bits.gamma(heads)
	case n < withHead:
		r.bits.gamma(n)
	default:
		r.bits.gamma(n + 1)
	}
}

// part writes which of n something holds for; it tells whether for any.
func (r *record) part(list []uint32, n uint32) bool {
	r.bits.gamma(uint32(len(list)) + 1)
	r.bits.ascending(list, 0, n-1)
	return len(list) > 0
}

// turns writes where the leaf is turned: for each reach but the first as
// indexes into those of the one before.
func (r *record) turns(t *tally, n uint32) {
	for level := range uint32(turnLevels) {
		r.list = t.turned(r.list, level)
		if !r.part(r.list, n) {
			return
		}
		n = uint32(len(r.list))
	}
}

// leafKind tells what a leaf says beyond its documents.
type leafKind int

const (
	plainLeaf  leafKind = iota
	ownList             // of a heavy node: how often each document has it; other nodes add up their leaves
	fullWindow          // longer queries go on from here: the turns
)

// times writes how often each document has the leaf, in powers of two: which
// have it twice, which of those four times, and so on.
func (r *record) times(times []uint32) {
	left := append(r.left[:0], times...)
	for power := 1; power <= timesMax; power++ {
		r.list = slices.Grow(r.list[:0], len(left))[:len(left)]
		list, n := r.list, 0
		for i, t := range left { // without a branch: nobody can foresee which
			list[n], left[n] = uint32(i), t
			n += int(min(t>>power, 1))
		}
		all := uint32(len(left))
		list, left = list[:n], left[:n]
		if !r.part(list, all) {
			break
		}
	}
	r.left = left
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
