// Package memo writes finished values down as bytes, so that a later run of the
// program need not work them out again, and reads them back.
//
// It takes numbers, flags, texts and findings in an order its caller knows, and
// gives them back in that order. It must not know what they mean, where the
// bytes are kept, or whether they are still true: that is for the caller to
// prove. The one invariant: bytes that are not what a Writer made never make a
// Reader panic or allocate more than a multiple of their length; they make it
// say that it is broken.
package memo

import (
	"encoding/binary"
	"errors"

	"gongkai/generator/diag"
)

// ErrBroken says that bytes are not what a Writer made.
var ErrBroken = errors.New("memo is broken")

// Writer collects values. A text that came before is written as its number.
type Writer struct {
	// Bare leaves out places, for a fingerprint of what is told of a value
	// wherever it stands. What is written so cannot be read.
	Bare bool

	buf   []byte
	known map[string]int
}

// NewWriter makes a Writer with room for so many bytes; the zero Writer grows.
func NewWriter(size int) *Writer { return &Writer{buf: make([]byte, 0, size)} }

// Bytes gives what was written; it is valid until the next Reset.
func (w *Writer) Bytes() []byte { return w.buf }

// Reset begins anew: what is written from here on can be read alone.
func (w *Writer) Reset() {
	w.buf = w.buf[:0]
	clear(w.known)
}

// Number writes a whole number.
func (w *Writer) Number(n int64) { w.buf = binary.AppendVarint(w.buf, n) }

// Sum writes a fingerprint: a number whose bits all count.
func (w *Writer) Sum(n uint64) { w.buf = binary.LittleEndian.AppendUint64(w.buf, n) }

// Flag writes a truth.
func (w *Writer) Flag(b bool) {
	if b {
		w.buf = append(w.buf, 1)
	} else {
		w.buf = append(w.buf, 0)
	}
}

// Text writes a text.
func (w *Writer) Text(s string) {
	if n, ok := w.known[s]; ok {
		w.buf = binary.AppendUvarint(w.buf, uint64(n))
		return
	}
	if w.known == nil {
		w.known = map[string]int{}
	}
	w.known[s] = len(w.known) + 1
	w.buf = append(w.buf, 0)
	w.Record(s)
}

// Record writes a text that does not come twice, or what another Writer wrote.
func (w *Writer) Record(s string) {
	w.buf = binary.AppendUvarint(w.buf, uint64(len(s)))
	w.buf = append(w.buf, s...)
}

// Position writes a place.
func (w *Writer) Position(p diag.Position) {
	if w.Bare {
		return
	}
	w.Text(p.File)
	w.Number(int64(p.Line))
	w.Number(int64(p.Column))
}

// Place writes a line and a column of the file that all is told of.
func (w *Writer) Place(line, column int32) {
	if !w.Bare {
		w.Number(int64(line))
		w.Number(int64(column))
	}
}

// Findings writes a list of findings.
func (w *Writer) Findings(list diag.List) {
	w.Number(int64(len(list)))
	for i := range list {
		f := &list[i]
		w.Position(f.Position)
		w.Text(string(f.Code))
		w.Number(int64(f.Severity))
		w.Number(int64(f.Width))
		w.Text(f.Field)
		w.Text(f.Message)
		w.Text(f.Hint)
		w.Number(int64(len(f.Notes)))
		for _, n := range f.Notes {
			w.Position(n.Position)
			w.Text(n.Message)
		}
	}
}
