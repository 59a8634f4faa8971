package search

import (
	"bufio"
	"encoding/binary"
	"io"
	"maps"
	"slices"
	"unsafe"

	"github.com/cespare/xxhash/v2"
)

// Memory is what Options.Texts and Options.Rest of the next build take. Texts
// is nil if the last ones are to be kept.
type Memory struct {
	Texts func(w io.Writer) error
	Rest  []byte

	text *text
}

// Close lets go of what Texts reads.
func (m *Memory) Close() error {
	if m == nil {
		return nil
	}
	return m.text.discard()
}

// Memory gives what the next build can use, or nil: after Finish, if
// Options.Remember asked for it. Options.Texts must stay readable until it is closed.
func (b *Builder) Memory() *Memory { return b.memory }

// remember readies what the next build can use.
func (b *Builder) remember(tracked map[string]uint32, slack int, sums []uint64) error {
	t := b.text
	if !b.options.Remember || slices.Contains(b.sums, 0) || len(b.literal) > 0 {
		return nil
	}
	spans, live := make([]span, len(b.metas)), uint64(0)
	for _, s := range t.spans {
		spans[s.doc] = s
		live += uint64(s.end)
	}
	memory := &Memory{text: t}
	var head, since []byte
	if p := b.past; p != nil && t.size-live+t.size-p.base < live/8 {
		units, err := t.read(new([]uint16), p.base, t.size)
		if err != nil {
			return err
		}
		head = appendWords(nil, pastMagic, p.id, p.base)
		since = appendSince(t.turns[p.base>>5:], units)
	} else {
		packed := t.packed(spans)
		h := xxhash.New()
		if err := packed.write(h); err != nil {
			return err
		}
		head = appendWords(nil, pastMagic, h.Sum64(), packed.base)
		since = appendSince(packed.turns[packed.base>>5:], packed.rest)
		spans, memory.Texts = packed.moved, packed.write
	}
	memory.Rest = slices.Concat(head, b.restOf(spans, tracked, slack, sums), since)
	b.memory = memory
	return nil
}

// restOf writes what is neither a text nor how far it is turned.
func (b *Builder) restOf(spans []span, tracked map[string]uint32, slack int, sums []uint64) []byte {
	out := appendWords(nil, uint64(len(sums)), uint64(capacity(len(b.metas))), uint64(slack), uint64(len(sums)))
	out = appendWords(appendWords(out, sums...), uint64(3*len(spans)))
	var heads []uint16
	for n, s := range spans {
		out = appendWords(out, b.sums[len(spans)-1-n], s.start, uint64(s.head)<<32|uint64(s.end))
		heads = append(heads, b.heads[n]...)
	}
	out = append(appendWords(out, uint64(len(heads))), bytesOfUnits(heads)...)
	var names []byte
	for _, gram := range slices.Sorted(maps.Keys(tracked)) {
		names = binary.NativeEndian.AppendUint32(names, tracked[gram])
		names = append(append(names, byte(len(gram))), gram...)
	}
	return append(appendWords(out, uint64(len(names))), names...)
}

// appendSince writes units with their turns, of which there may be more.
func appendSince(turns []uint64, units []uint16) []byte {
	n := uint64(len(units))
	return append(appendWords(appendWords(nil, n), turns[:turnWords(n)]...), bytesOfUnits(units)...)
}

func appendWords(out []byte, list ...uint64) []byte {
	for _, v := range list {
		out = binary.NativeEndian.AppendUint64(out, v)
	}
	return out
}

// packed are the texts without what belongs to no document any more, in the
// order of documents. The first base units are a file of their own; of the rest,
// less than a word's turns, the remainder is kept beside it.
type packed struct {
	text  *text
	spans []span // by number, where they are
	moved []span // where they will be
	turns []uint64
	base  uint64
	rest  []uint16 // set by write
}

func (t *text) packed(spans []span) *packed {
	p := &packed{text: t, spans: spans, moved: slices.Clone(spans), turns: make([]uint64, len(t.turns)+1)}
	at := uint64(0)
	for i := range spans {
		copyTurns(p.turns, at, t.turns, spans[i].start, uint64(spans[i].end))
		p.moved[i].start = at
		at += uint64(spans[i].end)
	}
	p.base = at &^ 31
	return p
}

// write writes the turns of the first units and these.
func (p *packed) write(to io.Writer) error {
	w := bufio.NewWriterSize(to, 1<<18)
	_, err := w.Write(bytesOfWords(p.turns[:turnWords(p.base)]))
	left := p.base
	p.rest = p.rest[:0]
	var buffer []uint16
	if readErr := p.text.eachOf(p.spans, &buffer, func(_ *span, units []uint16) {
		n := min(left, uint64(len(units)))
		if err == nil {
			_, err = w.Write(bytesOfUnits(units[:n]))
		}
		left -= n
		p.rest = append(p.rest, units[n:]...)
	}); readErr != nil {
		return readErr
	}
	if err != nil {
		return err
	}
	return w.Flush()
}

func bytesOfWords(words []uint64) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(words))), 8*len(words))
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
