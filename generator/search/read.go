package search

import (
	"math/bits"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// bitReader reads what bitWriter wrote.
type bitReader struct {
	digits []byte
	at     int // the next digit
	word   uint64
	held   uint
}

// digitValues gives the six bits of a digit.
var digitValues = func() (out [256]byte) {
	for v := range byte(64) {
		out[digits.AppendEncode(nil, []byte{v << 2})[0]] = v
	}
	return out
}()

// place is how many bits were read.
func (r *bitReader) place() int { return 6*r.at - int(r.held) }

// seek goes to where so many bits were read.
func (r *bitReader) seek(place int) {
	r.at, r.held = place/6, 0
	r.get(uint(place % 6))
}

// get gives n bits, at most 32. After the end come zeros.
func (r *bitReader) get(n uint) uint32 {
	for r.held < n {
		r.word <<= 6
		if r.at < len(r.digits) {
			r.word |= uint64(digitValues[r.digits[r.at]])
		}
		r.at++
		r.held += 6
	}
	r.held -= n
	return uint32(r.word>>r.held) & uint32(1<<n-1)
}

func (r *bitReader) gamma() uint32 {
	n := uint(0)
	for r.get(1) == 0 {
		if n++; n > 31 {
			return 1 // broken; no writer does this
		}
	}
	return 1<<n | r.get(n)
}

func (r *bitReader) below(size uint32) uint32 {
	if size <= 1 {
		return 0
	}
	v, _ := r.truncated(size)
	return v
}

// truncated reads a truncated binary code; short is how many of its codes are short.
func (r *bitReader) truncated(size uint32) (v, short uint32) {
	n := uint(bits.Len32(size - 1))
	short = 1<<n - size
	if v = r.get(n - 1); v >= short {
		v = v*2 + r.get(1) - short
	}
	return v, short
}

func (r *bitReader) centred(size uint32) uint32 {
	v, short := r.truncated(size)
	if v += (size - short) / 2; v >= size {
		v -= size
	}
	return v
}

// ascending fills out with rising numbers of low to high.
func (r *bitReader) ascending(out []uint32, low, high uint32) {
	for n := uint32(len(out)); n > 0; n = uint32(len(out)) {
		if n == high-low+1 {
			for i := range out {
				out[i] = low + uint32(i)
			}
			return
		}
		half := n / 2
		v := low + half + r.centred(high-low-n+2)
		out[half] = v
		if half > 0 {
			r.ascending(out[:half], low, v-1)
		}
		out, low = out[half+1:], v+1
	}
}

// parts calls visit for each of n things that a list of a chain of three names; each
// list is a part of the one before.
func (r *bitReader) parts(n uint32, scratch *[]uint32, visit func(i uint32)) {
	last := (*scratch)[:0]
	for level := 0; level < 3 && n > 0; level++ {
		size := int(r.gamma() - 1)
		before := len(last)
		last = slices.Grow(last, size)[:before+size]
		list := last[before:]
		r.ascending(list, 0, n-1)
		for i, v := range list {
			if level > 0 {
				list[i] = last[before-int(n)+int(v)]
			}
			visit(list[i])
		}
		n = uint32(size)
	}
	*scratch = last
}

// leafReader reads the leaves of a record.
type leafReader struct {
	bits     bitReader
	root     int
	text     []uint16 // of the leaves that follow
	path     [window]uint16
	depth    int // units of path; 0 before the first leaf
	capacity uint32

	docs, flags, times []uint32 // of the leaf that was read; times only of an own list
	scratch            []uint32
}

// begin takes a record: its key, the text after it and its digits.
func (r *leafReader) begin(key, text []uint16, digits []byte) {
	r.bits = bitReader{digits: digits}
	r.text, r.root, r.depth = text, copy(r.path[:], key), 0
}

// next reads the path of the next leaf.
func (r *leafReader) next() bool {
	var same, more int
	switch b := &r.bits; {
	case r.depth == 0:
		same, more = r.root, int(b.below(uint32(window-r.root+1)))
	case len(r.text) == 0:
		return false
	default:
		same = r.depth - 1
		if same > r.root && b.get(1) == 0 {
			same -= 1 + int(b.below(uint32(same-r.root)))
		}
		switch left := window - same; {
		case left < 2 || b.get(1) == 1:
			more = 1
		case left < 3 || b.get(1) == 1:
			more = left
		default:
			more = 2 + int(b.below(uint32(left-2)))
		}
	}
	r.depth = same + copy(r.path[same:], r.text[:more])
	r.text = r.text[more:]
	return true
}

// body reads which documents have the leaf, and what is told of them.
func (r *leafReader) body(kind leafKind) {
	b := &r.bits
	n, heads := b.gamma(), uint32(0)
	switch {
	case n == withHead:
		n, heads = b.gamma(), b.gamma()
	case n > withHead:
		n--
	}
	r.docs, r.flags = slices.Grow(r.docs[:0], int(n))[:n], slices.Grow(r.flags[:0], int(n))[:n]
	b.ascending(r.docs, 0, r.capacity-1)
	clear(r.flags)
	r.scratch = slices.Grow(r.scratch[:0], int(heads))[:heads]
	if heads > 0 {
		b.ascending(r.scratch, 0, n-1)
	}
	for _, i := range r.scratch {
		r.flags[i] = inHead
	}
	switch {
	case kind == ownList:
		r.times = slices.Grow(r.times[:0], int(n))[:n]
		for i := range r.times {
			r.times[i] = 1
		}
		b.parts(n, &r.scratch, func(i uint32) { r.times[i] *= 2 })
	case kind == fullWindow && n > leafMax:
		b.parts(n, &r.scratch, func(i uint32) { r.flags[i] += 1 << turnShift })
	}
}

// kind is that of the leaf at path, in a record that is no own list.
func (r *leafReader) kind() leafKind { return kindOf(r.path[:r.depth]) }

func kindOf(path []uint16) leafKind {
	if len(path) == window && path[window-1] != fieldEnd {
		return fullWindow
	}
	return plainLeaf
}

// jsonUnits is appendUnits the other way.
func jsonUnits(out []uint16, s []byte) []uint16 {
	for len(s) > 0 {
		if s[0] != '\\' {
			r, n := utf8.DecodeRune(s)
			out, s = utf16.AppendRune(out, r), s[n:]
			continue
		}
		switch s[1] {
		case 'n':
			out = append(out, '\n')
		case 't':
			out = append(out, '\t')
		case 'u':
			u, _ := strconv.ParseUint(string(s[2:6]), 16, 16)
			out, s = append(out, uint16(u)), s[4:]
		default:
			out = append(out, uint16(s[1]))
		}
		s = s[2:]
	}
	return out
}
