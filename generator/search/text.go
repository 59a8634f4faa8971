package search

import (
	"slices"
	"sync"
)

// Window is how many UTF-16 units the index looks ahead from each position.
// Longer queries are answered from several windows that overlap by stride
// units or more.
const (
	window = 8
	stride = 4
)

// text is a stretch of the corpus: the normalised units of many documents,
// each field closed by fieldEnd, in the order in which they arrived.
type text struct {
	units  []uint16
	turns  []uint64 // bit set: the gram of stride units here follows different strides elsewhere in its document
	spans  []span   // by position
	blocks []int32  // position>>blockBits → the span it begins in
}

// span is the stretch of one document in a text.
type span struct {
	start, head, end uint32 // units[start:head] are title and numbers, the rest is the body
	doc              uint32
}

const blockBits = 9

// add copies one prepared document to the end. There must be room.
func (t *text) add(p *prepared) {
	at := uint32(len(t.units))
	t.units = append(t.units, p.units...)
	t.spans = append(t.spans, span{start: at, head: at + p.head, end: at + uint32(len(p.units)), doc: p.doc})
	for _, x := range p.turns {
		t.turns[(at+x)>>6] |= 1 << ((at + x) & 63)
	}
}

// close pads the end so that a window may look past it, and makes the way from
// a position to its document.
func (t *text) close() {
	for range window {
		t.units = append(t.units, fieldEnd)
	}
	t.blocks = make([]int32, len(t.units)>>blockBits+1)
	s := 0
	for b := range t.blocks {
		for s+1 < len(t.spans) && t.spans[s].end <= uint32(b)<<blockBits {
			s++
		}
		t.blocks[b] = int32(s)
	}
}

// The low bits of a posting; the document stands above them.
const (
	inHead    = 1 // the occurrence is in the title or a number
	turned    = 2 // see text.turns
	docShift  = 2
	flagsMask = 1<<docShift - 1
)

// posting tells of the occurrence at p: its document and flags, turned only if
// that is asked for.
func (t *text) posting(p uint32, turns bool) uint32 {
	s := t.blocks[p>>blockBits]
	for t.spans[s].end <= p {
		s++
	}
	span := &t.spans[s]
	v := span.doc << docShift
	if p < span.head {
		v |= inHead
	}
	if q := p + stride; turns && t.turns[q>>6]>>(q&63)&1 != 0 {
		v |= turned
	}
	return v
}

// near gives units 1 to 3 after p as a number that sorts like them; all after
// a fieldEnd is left out.
func (t *text) near(p uint32) uint64 {
	u := t.units[p+1 : p+4]
	switch uint16(fieldEnd) {
	case u[0]:
		return fieldEnd << 32
	case u[1]:
		return uint64(u[0])<<32 | fieldEnd<<16
	}
	return uint64(u[0])<<32 | uint64(u[1])<<16 | uint64(u[2])
}

// far gives units 4 to 7 after p likewise; the first four hold no fieldEnd.
func (t *text) far(p uint32) uint64 {
	u := t.units[p+4 : p+8]
	switch uint16(fieldEnd) {
	case u[0]:
		return fieldEnd << 48
	case u[1]:
		return uint64(u[0])<<48 | fieldEnd<<32
	case u[2]:
		return uint64(u[0])<<48 | uint64(u[1])<<32 | fieldEnd<<16
	}
	return uint64(u[0])<<48 | uint64(u[1])<<32 | uint64(u[2])<<16 | uint64(u[3])
}

// prepared is one document, normalised outside any lock.
type prepared struct {
	doc   uint32
	units []uint16
	head  uint32
	turns []uint32
	tell  normaliser
	seen  turnTable
}

// prepare normalises the fields of a document and finds its turns.
func (p *prepared) prepare(doc int, d *Document) {
	p.doc, p.tell.units, p.tell.literal = uint32(doc), p.tell.units[:0], p.tell.literal[:0]
	for _, s := range [...]string{d.Title, d.IndexNumber, d.DocumentNumber} {
		if s != "" {
			p.tell.write(s)
			p.tell.units = append(p.tell.units, fieldEnd)
		}
	}
	p.head = uint32(len(p.tell.units))
	p.tell.write(d.Text)
	p.tell.units = append(p.tell.units, fieldEnd)
	p.units = p.tell.units
	p.turns = p.seen.turns(p.units, p.turns[:0])
}

// turnTable finds the grams of stride units that stand after different strides
// within one document: a match there cannot be joined to what comes before it.
type turnTable struct {
	slots []turnSlot
	at    []uint32
	round uint32
}

type turnSlot struct {
	gram, before uint64
	round        uint32
	turns        bool
}

func (t *turnTable) turns(units []uint16, out []uint32) []uint32 {
	size := 1 << 10
	for size < 2*len(units) {
		size *= 2
	}
	if len(t.slots) < size {
		t.slots, t.round = make([]turnSlot, size), 0
	}
	t.round++
	t.at = slices.Grow(t.at[:0], len(units))[:len(units)]
	mask := uint64(len(t.slots) - 1)
	var gram, before uint64
	clear := 0 // how many units since the last fieldEnd
	for i, u := range units {
		before = before<<16 | gram>>48
		gram = gram<<16 | uint64(u)
		t.at[i] = ^uint32(0)
		if clear++; u == fieldEnd {
			clear = 0
		}
		if clear < stride {
			continue
		}
		h := gram * 0x9e3779b97f4a7c15 >> 20 & mask
		for t.slots[h].round == t.round && t.slots[h].gram != gram {
			h = (h + 1) & mask
		}
		t.at[i] = uint32(h)
		switch s := &t.slots[h]; {
		case s.round != t.round:
			*s = turnSlot{gram: gram, before: before, round: t.round}
		case s.before != before:
			s.turns = true
		}
	}
	for i, h := range t.at {
		if h != ^uint32(0) && t.slots[h].turns {
			out = append(out, uint32(i-stride+1))
		}
	}
	return out
}

var preparedPool = sync.Pool{New: func() any { return new(prepared) }}
