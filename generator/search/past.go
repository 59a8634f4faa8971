package search

import (
	"encoding/binary"
	"io"
	"slices"
	"unsafe"
)

// slackMax is how far below heavyMin nodes are tracked: as long as no edit adds
// more occurrences to a node that is not tracked, all heavy nodes are known.
const slackMax = 1000

// past is what a Builder left for the next one: the normalised texts, which
// nodes are heavy or nearly so, and what its shards hash to. It lies in two
// parts, in the order of bytes of the machine that reads them again: most texts,
// which are written seldom and read where they lie, and the rest, with the texts
// that came since.
type past struct {
	base, id         uint64 // units in the first part, and what it hashes to
	shards, capacity uint32
	slack            int
	spans            []pastSpan // by number
	tracked          map[string]uint32
	sums             []uint64 // of the shards
	turns            []uint64
	texts            io.ReaderAt    // of the units of the first part
	since            []uint16       // those after them
	bySum            map[uint64]int // number
}

// pastSpan is a document's stretch, its title and numbers, and what it was made of.
type pastSpan struct {
	sum, start uint64
	head       []uint16
	end        uint32
}

const pastMagic = 0x676b6d656d6f0100 + Version

// Texts is the first part of what a Builder left: where it lies, how long it is,
// and its xxhash, which the caller has proven.
type Texts struct {
	io.ReaderAt
	Size int64
	Sum  uint64
}

// recall reads Options.Texts and Options.Rest, and lets them be if they are not
// whole or not of each other.
func (b *Builder) recall() {
	p := readPast(b.options.Texts, b.options.Rest)
	b.options.Texts, b.options.Rest = nil, ""
	if p == nil {
		return
	}
	b.past = p
	b.text.old, b.text.base, b.text.units, b.text.turns = p.texts, p.base, p.since, p.turns
	b.text.size = p.base + uint64(len(p.since))
}

func readPast(texts *Texts, rest string) *past {
	if texts == nil {
		return nil
	}
	p := &past{id: texts.Sum, tracked: map[string]uint32{}, bySum: map[uint64]int{}}
	r := &words{rest: rest}
	if r.next() != pastMagic || r.next() != p.id {
		return nil
	}
	p.base = r.next()
	p.shards, p.capacity, p.slack = uint32(r.next()), uint32(r.next()), int(r.next())
	p.sums = r.list(r.next())
	spans, heads := r.list(r.next()), r.units(r.next())
	names := r.bytes(r.next())
	since := r.next()
	turns := r.list(turnWords(since))
	p.since = r.units(since)
	if r.broken || r.rest != "" || p.base&31 != 0 || len(p.sums) != int(p.shards) || !p.readTexts(texts, turns) {
		return nil
	}
	if !p.readSpans(spans, heads) || !p.readTracked(names) {
		return nil
	}
	return p
}

// readTexts reads how far the texts are turned, which stands before them.
func (p *past) readTexts(texts *Texts, since []uint64) bool {
	n := turnWords(p.base)
	if p.base > uint64(texts.Size) || texts.Size != int64(8*n+2*p.base) {
		return false
	}
	p.turns = make([]uint64, n, n+uint64(len(since))+1<<12)
	if _, err := texts.ReadAt(bytesOfWords(p.turns), 0); err != nil && err != io.EOF {
		return false
	}
	p.turns = append(p.turns, since...)
	p.texts = io.NewSectionReader(texts, int64(8*n), int64(2*p.base))
	return true
}

// turnWords is how many words hold two bits for each of n units.
func turnWords(n uint64) uint64 { return (n + 31) / 32 }

func (p *past) readSpans(list []uint64, heads []uint16) bool {
	all := p.base + uint64(len(p.since))
	for ; len(list) >= 3; list = list[3:] {
		s := pastSpan{sum: list[0], start: list[1], end: uint32(list[2])}
		head := list[2] >> 32
		if s.start > all || s.start+uint64(s.end) > all || head > uint64(s.end) || head > uint64(len(heads)) || s.end == 0 {
			return false
		}
		s.head, heads = heads[:head], heads[head:]
		p.bySum[s.sum] = len(p.spans)
		p.spans = append(p.spans, s)
	}
	return len(list) == 0 && len(heads) == 0
}

// headOf gives the title and numbers of a document as they were.
func (p *past) headOf(n int) []uint16 {
	if n >= len(p.spans) {
		return nil
	}
	return p.spans[n].head
}

// span gives the stretch of a document as it was, an empty one if there was none.
func (p *past) span(n int) span {
	if n >= len(p.spans) {
		return span{}
	}
	s := &p.spans[n]
	return span{start: s.start, head: uint32(len(s.head)), end: s.end, doc: uint32(n)}
}

func (p *past) readTracked(names []byte) bool {
	for len(names) > 4 {
		n := 5 + int(names[4])
		if len(names) < n {
			return false
		}
		p.tracked[string(names[5:n])] = binary.NativeEndian.Uint32(names)
		names = names[n:]
	}
	return len(names) == 0
}

// words reads what was written as words and bytes. What it gives are parts of
// the text it reads.
type words struct {
	rest   string
	broken bool
}

func (w *words) bytes(n uint64) []byte {
	if n > uint64(len(w.rest)) {
		w.broken, w.rest = true, ""
		return nil
	}
	out := unsafe.Slice(unsafe.StringData(w.rest), n)
	w.rest = w.rest[n:]
	return out
}

func (w *words) next() uint64 {
	if raw := w.bytes(8); raw != nil {
		return binary.NativeEndian.Uint64(raw)
	}
	return 0
}

// units gives so many, in memory of their own, since words may lie at any place.
func (w *words) units(n uint64) []uint16 {
	raw := w.bytes(min(n, 1<<40) * 2)
	out := make([]uint16, len(raw)/2)
	copy(bytesOfUnits(out), raw)
	return out
}

func (w *words) list(n uint64) []uint64 {
	raw := w.bytes(min(n, 1<<40) * 8)
	out := make([]uint64, len(raw)/8)
	for i := range out {
		out[i] = binary.NativeEndian.Uint64(raw[8*i:])
	}
	return out
}

// Known takes document i as Add does, but for its text, which it remembers of
// the last index; it tells whether it does. It is asked for all documents before
// any is added. An index with characters unknown to this program is not remembered.
func (b *Builder) Known(i int, d Document) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.past == nil || d.Sum == 0 {
		return false
	}
	n, ok := b.past.bySum[d.Sum]
	if !ok {
		return false
	}
	s := &b.past.spans[n]
	if b.enter(i, &d, int(s.end), exactOf(s.head), nil) != nil {
		return false
	}
	delete(b.past.bySum, d.Sum) // a stretch belongs to one document: what is left of the texts is counted by that
	b.heads[b.number(i)] = s.head
	b.text.spans = append(b.text.spans, span{start: s.start, head: uint32(len(s.head)), end: s.end, doc: b.number(i)})
	return true
}

// exactOf gives the title and numbers at the head of a document, as keys.
func exactOf(head []uint16) (out []string) {
	for len(head) > 0 {
		end := slices.Index(head, fieldEnd)
		if end > 0 {
			out = append(out, bytesOf(head[:end]))
		}
		head = head[end+1:]
	}
	return out
}
