package search

import "math/bits"

// coder is an adaptive range coder: it writes each decision in as many bits as
// it was surprising by what came before. It is what columns and the list of
// heavy nodes are written with, of which every reader needs all; a reader of
// records must be able to pass over things, so those are plain bits.
//
// What is written narrows an interval below 2 to the power of 30, so that the
// reader gets by with the small integers of JavaScript; layouts/search/coder.js
// is the other way.
type coder struct {
	low, span uint32 // the interval: low ≤ v < low+span
	text      []byte // finished digits, as numbers
}

// Whenever span falls below spanMin, one more digit of the interval is settled.
const (
	spanMax = 1<<30 - 1
	spanMin = 1 << 24
)

// odds is what is known of a decision: how often it fell either way, doubled
// and one more (the estimate of Krichevsky and Trofimov).
type odds [2]uint16

// oddsMax bounds the sum, so that the quotient of span keeps ten bits.
const oddsMax = 1 << 14

func newCoder() *coder { return &coder{span: spanMax} }

func newOdds(n int) []odds {
	out := make([]odds, n)
	for i := range out {
		out[i] = odds{1, 1}
	}
	return out
}

// narrow keeps the part of the interval that begins at from.
func (c *coder) narrow(from, span uint32) {
	c.low, c.span = c.low+from, span
	for c.span < spanMin {
		c.digit()
		c.span <<= 6
	}
}

// digit settles the first digit of low. What has overflowed is added to the
// digits before, as in adding on paper.
func (c *coder) digit() {
	if c.low>>30 != 0 {
		i := len(c.text) - 1
		for ; c.text[i] == 63; i-- {
			c.text[i] = 0
		}
		c.text[i]++
	}
	c.text = append(c.text, byte(c.low>>24&63))
	c.low = c.low & (spanMin - 1) << 6
}

// close gives the text; the reader takes what is missing for zeros.
func (c *coder) close() string {
	c.low += spanMin - 1 // the shortest number of the interval
	c.digit()
	n := len(c.text)
	for n > 0 && c.text[n-1] == 0 {
		n--
	}
	var w bitWriter
	for _, v := range c.text[:n] {
		w.put(uint32(v), 6)
	}
	return string(w.close())
}

// bit writes a decision and learns from it.
func (c *coder) bit(o *odds, yes bool) {
	sum := uint32(o[0]) + uint32(o[1])
	part := c.span / sum * uint32(o[0])
	if yes {
		c.narrow(part, c.span-part)
		o[1] += 2
	} else {
		c.narrow(0, part)
		o[0] += 2
	}
	if sum >= oddsMax {
		o[0], o[1] = (o[0]+1)/2, (o[1]+1)/2
	}
}

// starts adds up how often each of some symbols comes; see among.
func starts(times []int) []uint32 {
	out := make([]uint32, len(times)+1)
	for i, n := range times {
		out[i+1] = out[i] + uint32(n)
	}
	return out
}

// among writes a symbol where the reader knows how often each comes: a step for
// each and not a decision for each bit of it.
func (c *coder) among(starts []uint32, v int) {
	total := starts[len(starts)-1]
	part := c.span / total
	if from, to := starts[v], starts[v+1]; to == total {
		c.narrow(part*from, c.span-part*from)
	} else {
		c.narrow(part*from, part*(to-from))
	}
}

// numberOdds are the odds of numbers: of how many bits there are after the first
// 1 of v+1, in unary, and for each such length of the first numberTop of those.
const (
	numberTop  = 4
	numberOdds = 32 + 32<<numberTop
)

// number writes v < 2 to the power of 31 so that what is frequent is short.
func (c *coder) number(o []odds, v uint32) {
	length := bits.Len32(v+1) - 1
	for i := range length {
		c.bit(&o[i], true)
	}
	c.bit(&o[length], false)
	top := min(length, numberTop)
	for i := range top {
		before, yes := (v+1)>>(length-i), (v+1)>>(length-i-1)&1 == 1
		c.bit(&o[32+uint32(length)<<numberTop+before], yes)
	}
	rest := uint32(1) << (length - top)
	c.below((v+1)&(rest-1), rest)
}

// signedOdds are the odds of numbers that may be less than 0.
const signedOdds = numberOdds + 1

func (c *coder) signed(o []odds, v int) {
	c.number(o, uint32(max(v, -v)))
	if v != 0 {
		c.bit(&o[numberOdds], v < 0)
	}
}

// below writes v of 0 ≤ v < size, all of them as likely.
func (c *coder) below(v, size uint32) {
	const bits, most = 12, 1 << 12
	if size > most {
		high := (size - 1) >> bits
		c.below(v>>bits, high+1)
		if v>>bits == high { // the last stretch may be shorter
			size = (size-1)&(most-1) + 1
		} else {
			size = most
		}
		v &= most - 1
	}
	part := c.span / size
	if v == size-1 {
		c.narrow(part*v, c.span-part*v)
		return
	}
	c.narrow(part*v, part)
}

// ascending writes strictly rising numbers of low ≤ v ≤ high; the reader must
// know how many there are. See bitWriter.ascending.
func (c *coder) ascending(list []uint32, low, high uint32) {
	n := uint32(len(list))
	if n == 0 || n == high-low+1 {
		return
	}
	half := n / 2
	v := list[half]
	c.below(v-low-half, high-low-n+2)
	c.ascending(list[:half], low, v-1)
	if half+1 < n {
		c.ascending(list[half+1:], v+1, high)
	}
}
