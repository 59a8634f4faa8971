package search

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// validity is a column whose sets are chains of [from day, value index]. The
// first day is empty. A chain with days that few documents share has nil for
// them, and each document tells its own.
type validity struct {
	Values [][2]string `json:"values"`
	Force  []int       `json:"force"` // 1 for each value that is in force
	Chains [][][2]any  `json:"chains"`
	Terms  []int       `json:"terms"`  // by how many years a day follows the publication
	Shares []int       `json:"shares"` // of the terms, see table
	Back   []int       `json:"back"`   // the table of numbers, see writeDays
	Days   string      `json:"days"`
}

// chainsMin is how many documents share a chain that is listed with its days.
const chainsMin = 16

// validity gathers the column; it also gives each document's chain.
func (b *Builder) validity() (validity, []int) {
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
	b.writeDays(&v, of)
	return v, of
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

// writeDays writes the days that the chains of documents leave open: by how many
// years each follows the publication, and how much earlier in the year it is than
// the day before. Most states last whole years and documents stand from the newest
// on, so that this is little. First all terms, then all numbers.
func (b *Builder) writeDays(v *validity, of []int) {
	terms, back := []string{}, []int{}
	last, before := -1, 0
	for i := range b.metas {
		for n, link := range v.Chains[of[i]] {
			if link[0] != nil {
				continue
			}
			published := b.metas[i].yearNumber()
			year, slot, _ := splitDay(b.metas[i].validity[n].From)
			if published != last {
				before = yearSlots - 1
			}
			terms, back = append(terms, strconv.Itoa(year-published)), append(back, before-slot)
			last, before = published, slot
		}
	}
	kinds, numbers := rank(terms)
	v.Terms = []int{}
	for _, k := range kinds {
		n, err := strconv.Atoi(k)
		must(err)
		v.Terms = append(v.Terms, n)
	}
	var c coder
	t := tableOf(numbers)
	c.symbols(t, numbers)
	v.Shares, v.Back = t.shares, c.numbers(back).shares
	v.Days = c.close()
}
