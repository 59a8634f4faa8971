package search

import (
	"cmp"
	"encoding/binary"
	"io"
	"maps"
	"slices"
	"unsafe"

	"github.com/cespare/xxhash/v2"
)

// slackMax is how far below heavyMin nodes are tracked: as long as no edit adds
// more occurrences to a node that is not tracked, all heavy nodes are known.
const slackMax = 1000

// past is what a Builder left for the next one: the normalised texts, which
// nodes are heavy or nearly so, and what its shards hash to. It lies in two
// parts, in the order of bytes of the machine that reads them again: most texts,
// which are written seldom, and the rest, with the texts that came since.
type past struct {
	base, id         uint64 // units in the first part, and what it hashes to
	shards, capacity uint32
	slack            int
	spans            []pastSpan // by number
	tracked          map[string]uint32
	sums             []uint64 // of the shards
	turns            []uint64
	units            []uint16
	bySum            map[uint64]int // number
}

// pastSpan is a document's stretch and what it was made of.
type pastSpan struct {
	sum, start uint64
	head, end  uint32
}

const pastMagic = 0x676b6d656d6f0000 + Version

// recall reads Options.Texts and Options.Rest, and lets them be if they are not
// whole or not of each other.
func (b *Builder) recall() {
	p := readPast(b.options.Texts, b.options.Rest)
	b.options.Texts, b.options.Rest = "", ""
	if p == nil || len(p.units) > b.options.Units {
		return
	}
	b.past = p
	b.text.units, b.text.turns, b.text.size = p.units, p.turns, uint64(len(p.units))
}

func readPast(texts, rest string) *past {
	first, second := &words{rest: texts}, &words{rest: rest}
	if first.next() != pastMagic || second.next() != pastMagic {
		return nil
	}
	p := &past{id: xxhash.Sum64String(texts), tracked: map[string]uint32{}, bySum: map[uint64]int{}}
	if second.next() != p.id {
		return nil
	}
	p.shards, p.capacity, p.slack = uint32(second.next()), uint32(second.next()), int(second.next())
	p.sums = second.list(second.next())
	spans := second.list(second.next())
	names := second.bytes(second.next())
	p.base = first.next()
	since := second.next()
	p.turns = slices.Concat(first.list(turnWords(p.base)), second.list(turnWords(since)))
	units := [2][]byte{first.bytes(2 * p.base), second.bytes(2 * since)}
	if first.broken || second.broken || first.rest != "" || second.rest != "" || p.base&31 != 0 || len(p.sums) != int(p.shards) {
		return nil
	}
	p.units = make([]uint16, p.base+since, p.base+since+1<<16)
	copy(bytesOfUnits(p.units), units[0])
	copy(bytesOfUnits(p.units[p.base:]), units[1])
	if !p.readSpans(spans) || !p.readTracked(names) {
		return nil
	}
	return p
}

// turnWords is how many words hold two bits for each of n units.
func turnWords(n uint64) uint64 { return (n + 31) / 32 }

func (p *past) readSpans(list []uint64) bool {
	for ; len(list) >= 3; list = list[3:] {
		s := pastSpan{sum: list[0], start: list[1], head: uint32(list[2] >> 32), end: uint32(list[2])}
		if s.start+uint64(s.end) > uint64(len(p.units)) || s.head > s.end || s.end == 0 {
			return false
		}
		p.bySum[s.sum] = len(p.spans)
		p.spans = append(p.spans, s)
	}
	return len(list) == 0
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
	s := b.past.spans[n]
	if b.enter(i, &d, int(s.end), exactOf(b.past.units[s.start:][:s.head]), nil) != nil {
		return false
	}
	b.text.spans = append(b.text.spans, span{start: s.start, head: s.head, end: s.end, doc: b.number(i)})
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

// Memory is what Options.Texts and Options.Rest of the next build take. Texts
// is nil if the last ones are to be kept.
type Memory struct {
	Texts func(w io.Writer) error
	Rest  []byte
}

// Memory gives what the next build can use, or nil: after Finish, if
// Options.Remember asked for it and texts are not too long to be held.
func (b *Builder) Memory() *Memory { return b.memory }

// remember readies what the next build can use.
func (b *Builder) remember(tracked map[string]uint32, slack int, sums []uint64) {
	t := b.text
	if !b.options.Remember || t.file != nil || slices.Contains(b.sums, 0) || len(b.literal) > 0 {
		return
	}
	spans := make([]span, len(b.metas))
	live := uint64(0)
	for _, s := range t.spans {
		spans[s.doc] = s
		live += uint64(s.end)
	}
	b.memory = &Memory{}
	var base, id uint64
	if p := b.past; p != nil && t.size-live+t.size-p.base < live/8 {
		base, id = p.base, p.id
	} else {
		t.pack(spans)
		base = t.size &^ 31
		h := xxhash.New()
		_ = t.writeTexts(h, base) // a digest never fails
		id = h.Sum64()
		b.memory.Texts = func(w io.Writer) error { return t.writeTexts(w, base) }
	}
	var names []byte
	for _, gram := range slices.Sorted(maps.Keys(tracked)) {
		names = binary.NativeEndian.AppendUint32(names, tracked[gram])
		names = append(append(names, byte(len(gram))), gram...)
	}
	since := t.turns[base>>5:][:turnWords(t.size-base)]
	out := appendWords(nil, pastMagic, id, uint64(len(sums)), uint64(capacity(len(b.metas))), uint64(slack), uint64(len(sums)))
	out = appendWords(appendWords(out, sums...), uint64(3*len(spans)))
	for n, s := range spans {
		out = appendWords(out, b.sums[len(spans)-1-n], s.start, uint64(s.head)<<32|uint64(s.end))
	}
	out = append(appendWords(out, uint64(len(names))), names...)
	out = appendWords(appendWords(out, t.size-base), since...)
	b.memory.Rest = append(out, bytesOfUnits(t.units[base:t.size])...)
}

func appendWords(out []byte, list ...uint64) []byte {
	for _, v := range list {
		out = binary.NativeEndian.AppendUint64(out, v)
	}
	return out
}

// writeTexts writes the first units and how far they are turned.
func (t *text) writeTexts(w io.Writer, base uint64) error {
	head := appendWords(nil, pastMagic, base)
	if _, err := w.Write(appendWords(head, t.turns[:turnWords(base)]...)); err != nil {
		return err
	}
	_, err := w.Write(bytesOfUnits(t.units[:base]))
	return err
}

// pack leaves out what belongs to no document any more. spans are those of the
// documents by number.
func (t *text) pack(spans []span) {
	order := make([]int, len(spans))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(spans[a].start, spans[b].start) })
	at := uint64(0)
	turns := make([]uint64, len(t.turns))
	for _, i := range order {
		s := &spans[i]
		copy(t.units[at:], t.units[s.start:][:s.end])
		copyTurns(turns, at, t.turns, s.start, uint64(s.end))
		s.start, at = at, at+uint64(s.end)
	}
	t.units, t.turns, t.size, t.spans = t.units[:at], turns, at, slices.Clone(spans)
}

// copyTurns copies two bits for each of n positions.
func copyTurns(to []uint64, at uint64, from []uint64, start, n uint64) {
	for n > 0 {
		step := min(n, 32-start&31, 32-at&31)
		bits := from[start>>5] >> (start & 31 * 2)
		if step < 32 {
			bits &= 1<<(2*step) - 1
		}
		to[at>>5] |= bits << (at & 31 * 2)
		start, at, n = start+step, at+step, n-step
	}
}
