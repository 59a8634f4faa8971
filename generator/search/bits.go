package search

import "math/bits"

// digits are the 64 characters a stream of bits is written in, six bits each,
// most significant first. None needs an escape in JSON, and gzip finds back
// the quarter that text costs over bytes.
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// bitWriter packs numbers into text.
type bitWriter struct {
	text []byte
	word uint64
	held uint
}

func (w *bitWriter) reset() { w.text, w.word, w.held = w.text[:0], 0, 0 }

// put writes the low n bits of v; n is at most 32.
func (w *bitWriter) put(v uint32, n uint) {
	w.word, w.held = w.word<<n|uint64(v), w.held+n
	for w.held >= 6 {
		w.held -= 6
		w.text = append(w.text, digits[w.word>>w.held&63])
	}
}

// close pads the last digit with zero bits and returns the text.
func (w *bitWriter) close() []byte {
	if w.held > 0 {
		w.put(0, 6-w.held)
	}
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
	if size <= 1 {
		return
	}
	n := uint(bits.Len32(size - 1))
	short := uint32(1)<<n - size
	if v < short {
		w.put(v, n-1)
		return
	}
	w.put(v+short, n)
}

// ascending writes strictly rising numbers of low ≤ v ≤ high in binary
// interpolative code; the reader must know how many there are.
func (w *bitWriter) ascending(list []uint32, low, high uint32) {
	n := uint32(len(list))
	if n == 0 || n == high-low+1 {
		return
	}
	half := n / 2
	v := list[half]
	w.below(v-low-half, high-low-n+2)
	if half > 0 {
		w.ascending(list[:half], low, v-1)
	}
	if half+1 < n {
		w.ascending(list[half+1:], v+1, high)
	}
}
