package search

import (
	"encoding/json"
	"fmt"
	"math/bits"
)

// validity is a column whose sets are chains of [from day, value index]. The
// first day is empty. A chain with days that few documents share has nil for
// them, and each document tells its own.
type validity struct {
	Values [][2]string `json:"values"`
	Force  []int       `json:"force"` // 1 for each value that is in force
	Chains [][][2]any  `json:"chains"`
	Times  [][]int     `json:"times"` // of each chain, for each set of kinds
	Of     string      `json:"of"`    // see writeValidity
}

// chainsMin is how many documents share a chain that is listed with its days.
const chainsMin = 16

func (b *Builder) validity(kind []int) validity {
	label, force := map[string]string{}, map[string]bool{}
	for i := range b.metas {
		for _, s := range b.metas[i].validity {
			label[s.Value.Key], force[s.Value.Key] = s.Value.Label, s.InForce
		}
	}
	v := validity{Values: [][2]string{}, Force: []int{}, Chains: [][][2]any{}}
	index := map[string]int{}
	for _, k := range sortedKeys(label) {
		index[k] = len(v.Values)
		v.Values = append(v.Values, [2]string{k, label[k]})
		v.Force = append(v.Force, map[bool]int{true: 1}[force[k]])
	}
	chains := make([]string, len(b.metas))
	times := map[string]int{}
	for i := range b.metas {
		chains[i] = chainOf(b.metas[i].validity, index, true)
		times[chains[i]]++
	}
	for i, chain := range chains {
		if times[chain] < chainsMin {
			chains[i] = chainOf(b.metas[i].validity, index, false)
		}
	}
	kinds, of := rank(chains)
	for _, s := range kinds {
		var chain [][2]any
		must(json.Unmarshal([]byte(s), &chain))
		v.Chains = append(v.Chains, chain)
	}
	v.Times = [][]int{}
	for i, k := range kind {
		for len(v.Times) <= k {
			v.Times = append(v.Times, make([]int, len(kinds)))
		}
		v.Times[k][of[i]]++
	}
	v.Of = b.writeValidity(&v, of, kind)
	return v
}

// chainOf writes a chain with its days, or with those alone that cannot be told
// as numbers.
func chainOf(states []State, values map[string]int, days bool) string {
	chain := [][2]any{}
	for n, s := range states {
		link := [2]any{s.From, values[s.Value.Key]}
		if n == 0 {
			link[0] = ""
		} else if _, _, ok := splitDay(s.From); ok && !days {
			link[0] = nil
		}
		chain = append(chain, link)
	}
	return string(marshal(chain))
}

// yearSlots are the places for days in a year: 31 for each month, so that
// neither side needs a calendar.
const yearSlots = 12 * 31

// splitDay reads a day as its year and its place in it.
func splitDay(day string) (year, slot int, ok bool) {
	var month, date int
	if n, err := fmt.Sscanf(day, "%d-%d-%d", &year, &month, &date); n < 3 || err != nil || month < 1 || date < 1 {
		return 0, 0, false
	}
	slot = (month-1)*31 + date - 1
	return year, slot, year >= 0 && joinDay(year, slot) == day
}

func joinDay(year, slot int) string {
	return fmt.Sprintf("%04d-%02d-%02d", year, slot/31+1, slot%31+1)
}

// writeValidity writes for each document which chain it has, known its kind, and
// the days that the chain leaves open.
func (b *Builder) writeValidity(v *validity, of, kind []int) string {
	c := newCoder()
	days, known := newDayWriter(c), make([][]uint32, len(v.Times))
	for k, times := range v.Times {
		known[k] = starts(times)
	}
	for i := range b.metas {
		c.among(known[kind[i]], of[i])
		for n, link := range v.Chains[of[i]] {
			if link[0] == nil {
				year, slot, _ := splitDay(b.metas[i].validity[n].From)
				days.write(i, b.metas[i].yearNumber(), year, slot)
			}
		}
	}
	return c.close()
}

// dayWriter writes days that follow a publication: by how many years, and how
// much earlier in the year than the day before. Most states last whole years and
// documents stand from the newest on, so that this is little, and the less the
// fewer documents lie between.
type dayWriter struct {
	*coder
	terms          []odds
	back           [8][]odds // by the length of the number of documents between
	doc, published int       // of the last day
	slot           int
}

func newDayWriter(c *coder) *dayWriter {
	d := &dayWriter{coder: c, terms: newOdds(signedOdds), published: -1}
	for i := range d.back {
		d.back[i] = newOdds(signedOdds)
	}
	return d
}

func (d *dayWriter) write(doc, published, year, slot int) {
	d.signed(d.terms, year-published)
	if published != d.published {
		d.slot = yearSlots - 1
	}
	between := min(bits.Len(uint(doc-d.doc)), len(d.back)-1)
	d.signed(d.back[between], d.slot-slot)
	d.doc, d.published, d.slot = doc, published, slot
}
