package search

import (
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"unsafe"
)

// window is how many UTF-16 units the index looks ahead from each position.
// Longer queries are answered from several windows that overlap.
const window = 8

// text is the corpus: the normalised units of many documents, each field
// closed by fieldEnd, in the order in which they arrived. Beyond bound units it
// lies in a file, of which units holds what was not yet written.
type text struct {
	units []uint16
	turns []uint64 // two bits a position: how far the window there is turned
	spans []span
	size  uint64 // units in all

	bound  int
	folder string
	file   *os.File
}

// span is the stretch of one document in a text.
type span struct {
	start     uint64
	head, end uint32 // from start: units before head are title and numbers, the rest up to end is the body
	doc       uint32
}

// add copies one prepared document to the end.
func (t *text) add(p *prepared) error {
	t.spans = append(t.spans, span{start: t.size, head: p.head, end: uint32(len(p.units)), doc: p.doc})
	for need := (t.size+uint64(len(p.units)))>>5 + 1; uint64(len(t.turns)) < need; {
		t.turns = append(t.turns, 0)
	}
	for _, list := range p.turns {
		for _, x := range list {
			at := t.size + uint64(x)
			t.turns[at>>5] += 1 << (at & 31 * 2)
		}
	}
	t.size += uint64(len(p.units))
	if len(t.units)+len(p.units) > t.bound {
		if err := t.spill(); err != nil {
			return err
		}
	}
	t.units = append(t.units, p.units...)
	return nil
}

// spill writes the units held so far to the file; from then on only few are held.
func (t *text) spill() error {
	if t.file == nil {
		file, err := temporary(t.folder)
		if err != nil {
			return fmt.Errorf("keep the texts of the index: %w", err)
		}
		t.file, t.bound = file, min(t.bound, 1<<20)
	}
	if _, err := t.file.Write(bytesOfUnits(t.units)); err != nil {
		return fmt.Errorf("keep the texts of the index: %w", err)
	}
	t.units = t.units[:0]
	if cap(t.units) > 2*t.bound {
		t.units = make([]uint16, 0, t.bound)
	}
	return nil
}

// bytesOfUnits is the memory of units; the file is read by the process that
// wrote it, so the order of bytes does not matter.
func bytesOfUnits(units []uint16) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(units))), 2*len(units))
}

// each calls visit with the units of every document; with a file they are read
// into *buffer. The units are not used after visit returns.
func (t *text) each(buffer *[]uint16, visit func(s *span, units []uint16)) error {
	if t.file == nil {
		for i := range t.spans {
			s := &t.spans[i]
			visit(s, t.units[s.start:s.start+uint64(s.end)])
		}
		return nil
	}
	const piece = 1 << 18
	for from := 0; from < len(t.spans); {
		start, to, size := t.spans[from].start, from, uint64(0)
		for to < len(t.spans) && (to == from || size+uint64(t.spans[to].end) <= piece) {
			size += uint64(t.spans[to].end)
			to++
		}
		*buffer = slices.Grow((*buffer)[:0], int(size))[:size]
		if _, err := t.file.ReadAt(bytesOfUnits(*buffer), int64(2*start)); err != nil && err != io.EOF {
			return fmt.Errorf("read the texts of the index: %w", err)
		}
		for ; from < to; from++ {
			s := &t.spans[from]
			visit(s, (*buffer)[s.start-start:][:s.end])
		}
	}
	return nil
}

// close readies the text for reading.
func (t *text) close() error {
	if t.file == nil || len(t.units) == 0 {
		return nil
	}
	return t.spill()
}

// discard lets go of the file.
func (t *text) discard() error {
	if t == nil || t.file == nil {
		return nil
	}
	file := t.file
	t.file = nil
	return discard(file)
}

// The low bits of a posting; the document stands above them.
const (
	inHead    = 1     // the occurrence is in the title or a number
	turned    = 2 | 4 // see text.turns
	turnShift = 1
	docShift  = 3
	flagsMask = 1<<docShift - 1
)

// prepared is one document, normalised outside any lock.
type prepared struct {
	doc   uint32
	units []uint16
	head  uint32
	exact []string // the normalised title and numbers
	turns [turnLevels][]uint32
	tell  normaliser
	seen  turnTable
}

// prepare normalises the fields of a document and finds its turns.
func (p *prepared) prepare(doc int, d *Document) {
	p.doc, p.exact, p.tell.units, p.tell.literal = uint32(doc), p.exact[:0], p.tell.units[:0], p.tell.literal[:0]
	for _, s := range [...]string{d.Title, d.IndexNumber, d.DocumentNumber} {
		if s == "" {
			continue
		}
		from := len(p.tell.units)
		p.tell.write(s)
		if whole := p.tell.units[from:]; len(whole) > 0 {
			p.exact = append(p.exact, bytesOf(whole))
		}
		p.tell.units = append(p.tell.units, fieldEnd)
	}
	p.head = uint32(len(p.tell.units))
	p.tell.write(d.Text)
	p.tell.units = append(p.tell.units, fieldEnd)
	p.units = p.tell.units
	p.seen.turns(p.units, &p.turns)
}

var preparedPool = sync.Pool{New: func() any { return new(prepared) }}
