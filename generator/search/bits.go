package search

import (
	"encoding/base64"
	"encoding/binary"
	"math/bits"
)

// digits writes six bits a character, most significant first. None of its 64
// characters needs an escape in JSON, and gzip finds back the quarter that text
// costs over bytes.
var digits = base64.RawURLEncoding

// bitWriter packs numbers into text.
type bitWriter struct {
	raw []byte // what is full
	tail
	text []byte
}

// tail is the end of a stream: the low held bits of word, at most 64, stand in
// no byte yet. What is above them is shifted out later.
type tail struct {
	word uint64
	held uint
}

func (w *bitWriter) reset() {
	w.raw = w.raw[:0]
	w.held = 0
}

func (w *bitWriter) empty() bool { return len(w.raw) == 0 && w.held == 0 }

// put writes v, which has at most n bits; n is at most 32.
func (w *bitWriter) put(v uint32, n uint) { w.tail = w.after(w.tail, uint64(v), n) }

// after gives the tail with v after it; n is at most 63.
func (w *bitWriter) after(t tail, v uint64, n uint) tail {
	if t.held+n > 64 {
		return w.fill(t, v, n)
	}
	return tail{t.word<<(n&63) | v, t.held + n}
}

// fill is after where the word has no room for all of v.
func (w *bitWriter) fill(t tail, v uint64, n uint) tail {
	rest := t.held + n - 64
	w.raw = binary.BigEndian.AppendUint64(w.raw, t.word<<(n-rest)|v>>rest)
	return tail{v, rest}
}

// close pads the last digit with zero bits and returns the text, which is good
// until the next close.
func (w *bitWriter) close() []byte {
	size := 8*len(w.raw) + int(w.held)
	w.raw = binary.BigEndian.AppendUint64(w.raw, w.word<<(64-w.held))
	w.text = digits.AppendEncode(w.text[:0], w.raw[:(size+7)/8])[:(size+5)/6]
	return w.text
}

// gamma writes v ≥ 1 in Elias' gamma code.
func (w *bitWriter) gamma(v uint32) {
	n := uint(bits.Len32(v))
	w.put(0, n-1)
	w.put(v, n)
}

// below writes v of 0 ≤ v < size in truncated binary; nothing if size is 1.
func (w *bitWriter) below(v, size uint32) {
	if size > 1 {
		w.put(truncated(v, size))
	}
}

// truncated gives the truncated binary code of v of 0 ≤ v < size and its length;
// size is from 1 to 1<<31. Nobody can foresee which of the two lengths a code has, so
// it is found without a branch.
func truncated(v, size uint32) (code uint32, n uint) {
	n = length(size - 1)
	short := uint32(1)<<(n&31) - size // how many codes have n-1 bits
	long := (short - 1 - v) >> 31     // 1 if v ≥ short
	return v + short*long, n - 1 + uint(long)
}

// centred is truncated with the short codes for what lies in the middle.
func centred(v, size uint32) (code uint32, n uint) {
	n = length(size - 1)
	short := uint32(1)<<(n&31) - size
	v -= (size - short) / 2
	v += size & -(v >> 31) // what lies before the middle comes last
	long := (short - 1 - v) >> 31
	return v + short&-long, n - 1 + uint(long)
}

// length is bits.Len32, from a table where v is small: the instruction for it takes
// as long as the rest of a code where it may not be LZCNT.
func length(v uint32) uint {
	if v < uint32(len(lengths)) {
		return uint(lengths[v])
	}
	return uint(bits.Len32(v))
}

var lengths = func() (out [1 << 16]uint8) {
	for v := range out {
		out[v] = uint8(bits.Len(uint(v)))
	}
	return out
}()

// ascending writes strictly rising numbers of low ≤ v ≤ high in binary
// interpolative code; the reader must know how many there are.
func (w *bitWriter) ascending(list []uint32, low, high uint32) {
	w.tail = w.interpolate(w.tail, list, low, high)
}

// interpolate is ascending with the tail in registers, where it takes half the time.
func (w *bitWriter) interpolate(t tail, list []uint32, low, high uint32) tail {
	for len(list) > 3 {
		n := uint32(len(list))
		if n == high-low+1 {
			return t
		}
		half := n / 2
		v := list[half]
		code, size := centred(v-low-half, high-low-n+2)
		t = w.after(t, uint64(code), size)
		t = w.interpolate(t, list[:half], low, v-1)
		list, low = list[half+1:], v+1
	}
	// Three at most, as most numbers are left in: no loop, and two codes at once. Where
	// they fill the range, their codes are empty.
	switch len(list) {
	case 1:
		code, size := centred(list[0]-low, high-low+1)
		return w.after(t, uint64(code), size)
	case 2:
		v := list[1]
		code, size := centred(v-low-1, high-low)
		left, more := centred(list[0]-low, v-low)
		return w.after(t, uint64(code)<<(more&63)|uint64(left), size+more)
	case 3:
		v := list[1]
		code, size := centred(v-low-1, high-low-1)
		left, more := centred(list[0]-low, v-low)
		t = w.after(t, uint64(code)<<(more&63)|uint64(left), size+more)
		code, size = centred(list[2]-v-1, high-v)
		return w.after(t, uint64(code), size)
	}
	return t
}
