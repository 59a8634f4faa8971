package search

import (
	"math/bits"
	"slices"
)

// coder writes symbols so that each costs as many bits as it is surprising. It is
// what columns and the list of heavy nodes are written with, of which every
// reader needs much; a reader of records must be able to pass over things, so
// those are plain bits.
//
// It is an asymmetric numeral system (rANS, J. Duda 2013). All that was told is
// one large number, of which the reader holds the first 30 bits. Of a table with
// 1<<bits slots the lowest bits of that number tell the slot, so the symbol; what
// else there is to tell is the rest of them together with the number above. The
// reader so takes a lookup, a multiplication and shifts of small integers for
// each symbol, where a range coder divides twice: what costs a browser is the
// first thousand rounds of a loop, before it compiles it.
//
// A writer goes the reader's way backwards, so steps are kept until close;
// layouts/search/coder.js is the reader.
type coder struct {
	steps []step
}

// step is what a symbol has of the slots 0 ≤ slot < 1<<bits.
type step struct {
	from, share uint32
	bits        uint8
}

// The reader's number stays below 1<<stateBits. It takes digits of six bits, of
// which none is left over, when it falls below 1<<(stateBits-digitBits).
const stateBits, digitBits = 30, 6

const digitSet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// close gives the text.
func (c *coder) close() string {
	var text []byte // the last digit first
	state := uint32(0)
	digit := func() {
		text = append(text, digitSet[state&(1<<digitBits-1)])
		state >>= digitBits
	}
	for _, s := range slices.Backward(c.steps) {
		for state >= s.share<<(stateBits-s.bits) {
			digit()
		}
		state = state/s.share<<s.bits + state%s.share + s.from
	}
	for state > 0 {
		digit()
	}
	slices.Reverse(text)
	return string(text)
}

// table divides slots among symbols.
type table struct {
	shares []int // how many each symbol has: what the reader is told
	starts []uint32
	bits   uint8
}

// tableBits is the least size of a table: enough that what is rare costs what it
// should.
const tableBits = 12

// newTable divides slots by how often symbols come. One that comes has one slot
// at least; one that does not has none.
func newTable(times []int) table {
	sum, kinds, most := 0, 0, 0
	for v, n := range times {
		sum += n
		if n > 0 {
			kinds++
		}
		if n > times[most] {
			most = v
		}
	}
	t := table{shares: make([]int, len(times)), starts: make([]uint32, len(times)+1), bits: tableSize(kinds)}
	if sum == 0 {
		return t
	}
	left := 1 << t.bits
	for v, n := range times {
		if n > 0 {
			t.shares[v] = 1 + n*(1<<t.bits-kinds)/sum
			left -= t.shares[v]
		}
	}
	t.shares[most] += left
	for v, n := range t.shares {
		t.starts[v+1] = t.starts[v] + uint32(n)
	}
	return t
}

func tableSize(kinds int) uint8 { return uint8(max(tableBits, bits.Len(uint(kinds))+2)) }

// tableOf counts symbols.
func tableOf(symbols []int) table {
	times := []int{}
	for _, v := range symbols {
		for len(times) <= v {
			times = append(times, 0)
		}
		times[v]++
	}
	return newTable(times)
}

func (c *coder) symbol(t table, v int) {
	c.steps = append(c.steps, step{t.starts[v], uint32(t.shares[v]), t.bits})
}

func (c *coder) symbols(t table, list []int) {
	for _, v := range list {
		c.symbol(t, v)
	}
}

// rest writes the n low bits of v.
func (c *coder) rest(v uint32, n int) {
	const most = 12
	if n > most {
		c.rest(v>>most, n-most)
		n = most
	}
	if n > 0 {
		c.steps = append(c.steps, step{v & (1<<n - 1), 1, uint8(n)})
	}
}

// class is what a table tells of a number: twice its length in bits, and one less
// where it is below 0. Its bits after the first 1 follow as they are.
func class(v int) int {
	if v < 0 {
		return 2*bits.Len(uint(-v)) - 1
	}
	return 2 * bits.Len(uint(v))
}

func classes(list []int) []int {
	out := make([]int, len(list))
	for i, v := range list {
		out[i] = class(v)
	}
	return out
}

func (c *coder) tail(v int) {
	v = max(v, -v)
	c.rest(uint32(v), bits.Len(uint(v))-1)
}

// number writes a number of which t knows the class.
func (c *coder) number(t table, v int) {
	c.symbol(t, class(v))
	c.tail(v)
}

// numbers writes a row of them, first all classes, and gives their table.
func (c *coder) numbers(list []int) table {
	of := classes(list)
	t := tableOf(of)
	c.symbols(t, of)
	for _, v := range list {
		c.tail(v)
	}
	return t
}

// rising writes strictly rising numbers as what lies between.
func (c *coder) rising(list []uint32) table {
	gaps, next := make([]int, len(list)), uint32(0)
	for i, v := range list {
		gaps[i], next = int(v-next), v+1
	}
	return c.numbers(gaps)
}

// below writes v of 0 ≤ v < size, all of them as likely, in truncated binary.
func (c *coder) below(v, size uint32) {
	if size < 2 {
		return
	}
	n := bits.Len32(size - 1)
	short := uint32(1<<n) - size
	if v < short {
		c.rest(v, n-1)
	} else {
		c.rest((v+short)>>1, n-1)
		c.rest(v+short, 1)
	}
}
