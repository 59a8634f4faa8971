package search

import (
	"maps"
	"slices"
)

// writeHeavy writes the heavy nodes of two units or more. Which units they have
// and which two of them follow each other is written outright. The longer ones
// are few: where a node is heavy, so is it without its first unit, which occurs
// wherever it does, and without its last. So of each length only those are asked
// for that begin and end with a heavy one, a decision for each.
func writeHeavy(heavy map[string]bool) string {
	c := newCoder()
	levels := make([][]string, window)
	for _, gram := range slices.Sorted(maps.Keys(heavy)) { // bytesOf sorts like the units
		levels[len(gram)/2] = append(levels[len(gram)/2], gram)
	}
	writePairs(c, levels[2])
	yes, written := newOdds(window), len(levels[2])
	for n := 2; n+1 < window; n++ {
		for _, gram := range longer(levels[n]) {
			c.bit(&yes[n], heavy[gram])
			if heavy[gram] {
				written++
			}
		}
	}
	if written != len(heavy) {
		panic("search: a heavy node is in none that is") // see above
	}
	return c.close()
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

// writePairs writes the units that pairs have, and for each of them which follow
// it.
func writePairs(c *coder, pairs []string) {
	place := map[uint16]uint32{}
	for _, p := range pairs {
		for _, u := range unitsOf(p) {
			place[u] = 0
		}
	}
	units := slices.Sorted(maps.Keys(place))
	list := make([]uint32, len(units))
	for i, u := range units {
		list[i], place[u] = uint32(u), uint32(i)
	}
	c.number(newOdds(numberOdds), uint32(len(units)))
	c.ascending(list, 0, 0xffff)
	many := newOdds(numberOdds)
	for _, u := range units {
		var next []uint32
		for len(pairs) > 0 && unitsOf(pairs[0])[0] == u {
			next = append(next, place[unitsOf(pairs[0])[1]])
			pairs = pairs[1:]
		}
		c.number(many, uint32(len(next)))
		c.ascending(next, 0, uint32(len(units))-1)
	}
}
