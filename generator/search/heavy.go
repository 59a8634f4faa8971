package search

import (
	"maps"
	"slices"
)

// heavyNodes is the list of heavy nodes; see writeHeavy.
type heavyNodes struct {
	Nodes  []int   `json:"nodes"`  // how many of each length there are, from single units on
	Shares [][]int `json:"shares"` // the table of each length, see coder.rising
	Of     string  `json:"of"`
}

// writeHeavy writes the heavy nodes of two units or more, length by length, so
// that a reader goes only as deep as a query does: which units they have, and
// which two of those follow each other. Where a longer node is heavy, so is it
// without its first unit, which occurs wherever it does, and without its last. So
// of each further length only which of those that begin and end with a heavy one.
func writeHeavy(heavy map[string]bool) heavyNodes {
	levels := make([][]string, window)
	for _, gram := range slices.Sorted(maps.Keys(heavy)) { // bytesOf sorts like the units
		levels[len(gram)/2] = append(levels[len(gram)/2], gram)
	}
	var c coder
	out, written := heavyNodes{Nodes: []int{}, Shares: [][]int{}}, 0
	add := func(list []uint32) {
		out.Nodes = append(out.Nodes, len(list))
		out.Shares = append(out.Shares, c.rising(list).shares)
	}
	units, pairs := unitsAndPairs(levels[2])
	add(units)
	add(pairs)
	written += len(pairs)
	for n := 2; n+1 < window; n++ {
		var list []uint32
		for i, gram := range longer(levels[n]) {
			if heavy[gram] {
				list = append(list, uint32(i))
			}
		}
		add(list)
		written += len(list)
	}
	if written != len(heavy) {
		panic("search: a heavy node is in none that is") // see above
	}
	out.Of = c.close()
	return out
}

// longer joins grams of one length that overlap but for their ends, in order.
func longer(grams []string) []string {
	by := map[string][]string{}
	for _, g := range grams {
		by[g[:len(g)-2]] = append(by[g[:len(g)-2]], g[len(g)-2:])
	}
	var out []string
	for _, g := range grams {
		for _, last := range by[g[2:]] {
			out = append(out, g+last)
		}
	}
	return out
}

// unitsAndPairs gives the units that pairs have, and each pair as a number: the
// place of its first unit times how many units there are, and that of its second.
func unitsAndPairs(grams []string) (units, pairs []uint32) {
	place := map[uint16]uint32{}
	for _, g := range grams {
		for _, u := range unitsOf(g) {
			place[u] = 0
		}
	}
	for i, u := range slices.Sorted(maps.Keys(place)) {
		units, place[u] = append(units, uint32(u)), uint32(i)
	}
	for _, g := range grams {
		u := unitsOf(g)
		pairs = append(pairs, place[u[0]]*uint32(len(units))+place[u[1]]) // fits: U+000A is in none
	}
	return units, pairs
}
