package search

import (
	"math/bits"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// naiveBits writes a bit at a time what bitWriter packs.
type naiveBits struct{ text strings.Builder }

func (w *naiveBits) put(v uint32, n uint) {
	for n > 0 {
		n--
		w.text.WriteByte('0' + byte(v>>n&1))
	}
}

func (w *naiveBits) gamma(v uint32) {
	n := uint(bits.Len32(v))
	w.put(0, n-1)
	w.put(v, n)
}

func (w *naiveBits) below(v, size uint32) {
	if size == 1 {
		return
	}
	n := uint(bits.Len32(size - 1))
	if short := 1<<n - size; v < short {
		w.put(v, n-1)
	} else {
		w.put(v+short, n)
	}
}

// centred has the short codes in the middle.
func (w *naiveBits) centred(v, size uint32) {
	short := 1<<bits.Len32(size-1) - size
	w.below((v+size-(size-short)/2)%size, size)
}

func (w *naiveBits) ascending(list []uint32, low, high uint32) {
	n := uint32(len(list))
	if n == 0 || n == high-low+1 {
		return
	}
	half := n / 2
	v := list[half]
	w.centred(v-low-half, high-low-n+2)
	if half > 0 {
		w.ascending(list[:half], low, v-1)
	}
	if half+1 < n {
		w.ascending(list[half+1:], v+1, high)
	}
}

// close gives six bits a digit.
func (w *naiveBits) close() string {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	stream := w.text.String()
	stream += strings.Repeat("0", (6-len(stream)%6)%6)
	var out strings.Builder
	for ; stream != ""; stream = stream[6:] {
		d := 0
		for _, bit := range stream[:6] {
			d = d<<1 | int(bit-'0')
		}
		out.WriteByte(digits[d])
	}
	return out.String()
}

// Whatever is written, the digits are those of writing a bit at a time.
func TestBitWriter(t *testing.T) {
	var w bitWriter // as in a record, one for many streams
	rapid.Check(t, func(t *rapid.T) {
		var naive naiveBits
		w.reset()
		for range rapid.IntRange(0, 30).Draw(t, "numbers") {
			switch rapid.IntRange(0, 3).Draw(t, "code") {
			case 0:
				n := rapid.UintRange(0, 32).Draw(t, "bits")
				v := uint32(rapid.Uint64Range(0, 1<<n-1).Draw(t, "v"))
				w.put(v, n)
				naive.put(v, n)
			case 1:
				v := rapid.Uint32Range(1, 1<<31).Draw(t, "v")
				w.gamma(v)
				naive.gamma(v)
			case 2:
				size := rapid.Uint32Range(1, 1<<31).Draw(t, "size")
				v := rapid.Uint32Range(0, size-1).Draw(t, "v")
				w.below(v, size)
				naive.below(v, size)
			case 3:
				low := rapid.Uint32Range(0, 1000).Draw(t, "low")
				high := low + rapid.Uint32Range(0, 300).Draw(t, "range")
				list := rapid.SliceOfNDistinct(rapid.Uint32Range(low, high), 0, int(high-low)+1, rapid.ID).Draw(t, "list")
				slices.Sort(list)
				w.ascending(list, low, high)
				naive.ascending(list, low, high)
			}
		}
		if got, want := string(w.close()), naive.close(); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	})
}
