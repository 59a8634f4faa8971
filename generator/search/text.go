package search

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"unsafe"
)

// text is the corpus: the normalised units of many documents, each field
// closed by fieldEnd. Those that the last index left stand in old, up to base;
// the others follow in the order in which they arrived. Beyond bound units these
// lie in a file, of which units holds what was not yet written.
type text struct {
	units []uint16
	turns []uint64 // two bits a position: how far the window there is turned
	spans []span
	size  uint64 // units in all, those of old too

	old  io.ReaderAt // from the first unit on; nil where nothing is left of the last index
	base uint64

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

// after is where the next document may begin.
func (s *span) after() uint64 { return s.start + uint64(s.end) }

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
		t.file, t.bound = file, min(t.bound, 1<<16)
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

// each calls visit with the units of every document; what is not in memory is
// read into *buffer. The units are not used after visit returns.
func (t *text) each(buffer *[]uint16, visit func(s *span, units []uint16)) error {
	return t.eachOf(t.spans, buffer, visit)
}

// eachOf does it for some of the spans. Those that lie near each other are read
// at once, in whatever order they stand.
func (t *text) eachOf(spans []span, buffer *[]uint16, visit func(s *span, units []uint16)) error {
	const piece = 1 << 18
	for len(spans) > 0 {
		low, high := spans[0].start, spans[0].after()
		n := 1
		for ; n < len(spans); n++ {
			from, to := min(low, spans[n].start), max(high, spans[n].after())
			if to-from > piece {
				break
			}
			low, high = from, to
		}
		units, err := t.read(buffer, low, high)
		if err != nil {
			return err
		}
		for i := range spans[:n] {
			s := &spans[i]
			visit(s, units[s.start-low:][:s.end])
		}
		spans = spans[n:]
	}
	return nil
}

// read gives a stretch of units, in *buffer unless they are in memory.
func (t *text) read(buffer *[]uint16, from, to uint64) ([]uint16, error) {
	if t.file == nil && from >= t.base {
		return t.units[from-t.base : to-t.base], nil
	}
	*buffer = slices.Grow((*buffer)[:0], int(to-from))[:to-from]
	rest := *buffer
	if from < t.base {
		n := min(to, t.base) - from
		if err := readUnits(t.old, rest[:n], from); err != nil {
			return nil, err
		}
		from, rest = from+n, rest[n:]
	}
	switch {
	case len(rest) == 0:
	case t.file != nil:
		if err := readUnits(t.file, rest, from-t.base); err != nil {
			return nil, err
		}
	default:
		copy(rest, t.units[from-t.base:])
	}
	return *buffer, nil
}

func readUnits(file io.ReaderAt, into []uint16, at uint64) error {
	if n, err := file.ReadAt(bytesOfUnits(into), int64(2*at)); n < 2*len(into) {
		return fmt.Errorf("read the texts of the index: %w", err)
	}
	return nil
}

// hold takes what the last index left into memory, if it fits: an index that is
// cut reads all texts many times.
func (t *text) hold() error {
	if t.old == nil || t.file != nil || t.size > uint64(t.bound) {
		return nil
	}
	units := make([]uint16, t.size)
	if err := readUnits(t.old, units[:t.base], 0); err != nil {
		return err
	}
	copy(units[t.base:], t.units)
	t.units, t.old, t.base = units, nil, 0
	return nil
}

// flush readies the text for reading.
func (t *text) flush() error {
	if t.file == nil || len(t.units) == 0 {
		return nil
	}
	return t.spill()
}

// order lets each visit documents in the order of their numbers, so that
// postings rise.
func (t *text) order() {
	slices.SortFunc(t.spans, func(a, b span) int { return cmp.Compare(a.doc, b.doc) })
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
