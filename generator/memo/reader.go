package memo

import (
	"encoding/binary"

	"gongkai/generator/diag"
)

// Reader gives back what a Writer wrote. After the first value that cannot be
// read it gives zero values alone, and Err says so.
type Reader struct {
	rest   string
	texts  []string
	broken bool
}

// NewReader reads from data. Texts are parts of it, not copies.
func NewReader(data string) *Reader { return &Reader{rest: data} }

// Err is ErrBroken where a value could not be read.
func (r *Reader) Err() error {
	if r.broken {
		return ErrBroken
	}
	return nil
}

// End tells whether everything was read, and well.
func (r *Reader) End() bool { return !r.broken && r.rest == "" }

func (r *Reader) fail() {
	r.broken = true
	r.rest = ""
}

// uvarint reads an unsigned number; the standard library reads them from bytes
// alone.
func (r *Reader) uvarint() uint64 {
	var n uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		b := r.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.fail()
	return 0
}

// Number reads a whole number.
func (r *Reader) Number() int64 {
	n := r.uvarint()
	return int64(n>>1) ^ -int64(n&1)
}

// Count reads the length of a list. Each of its members takes a byte at least,
// so that no length is greater than what is left.
func (r *Reader) Count() int { return r.Within(r.Number()) }

// Within gives a number that was read as the length of a list, like Count.
func (r *Reader) Within(n int64) int {
	if n < 0 || n > int64(len(r.rest)) {
		r.fail()
		return 0
	}
	return int(n)
}

// Sum reads a fingerprint.
func (r *Reader) Sum() uint64 {
	if len(r.rest) < 8 {
		r.fail()
		return 0
	}
	var n uint64
	for i := range 8 {
		n |= uint64(r.rest[i]) << (8 * i)
	}
	r.rest = r.rest[8:]
	return n
}

// Flag reads a truth.
func (r *Reader) Flag() bool {
	if r.rest == "" || r.rest[0] > 1 {
		r.fail()
		return false
	}
	b := r.rest[0] == 1
	r.rest = r.rest[1:]
	return b
}

// Text reads a text.
func (r *Reader) Text() string {
	n := r.uvarint()
	if n > uint64(len(r.texts)) {
		r.fail()
		return ""
	}
	if n > 0 {
		return r.texts[n-1]
	}
	s := r.Record()
	r.texts = append(r.texts, s)
	return s
}

// Record reads what Writer.Record wrote.
func (r *Reader) Record() string {
	n := r.uvarint()
	if n > uint64(len(r.rest)) {
		r.fail()
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// Position reads a place.
func (r *Reader) Position() diag.Position {
	return diag.Position{File: r.Text(), Line: int(r.Number()), Column: int(r.Number())}
}

// Place reads what Writer.Place wrote.
func (r *Reader) Place() (line, column int32) { return int32(r.Number()), int32(r.Number()) }

// Findings reads a list of findings.
func (r *Reader) Findings() diag.List {
	n := r.Count()
	if n == 0 {
		return nil
	}
	list := make(diag.List, 0, n)
	for range n {
		f := diag.Finding{Position: r.Position(), Code: diag.Code(r.Text()), Severity: diag.Severity(r.Number()), Width: int(r.Number()),
			Field: r.Text(), Message: r.Text(), Hint: r.Text()}
		for range r.Count() {
			f.Notes = append(f.Notes, diag.Note{Position: r.Position(), Message: r.Text()})
		}
		if f.Severity > diag.Error {
			r.fail()
		}
		if r.broken {
			return nil
		}
		list = append(list, f)
	}
	return list
}
