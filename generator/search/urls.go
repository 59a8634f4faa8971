package search

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// urls writes the addresses small. Most are an index number, whose parts the
// other columns tell: before+year+after+number, the first and third by the set
// of agencies. Numbers holds, for each set and then each year (newest first)
// that has documents of that shape: the lowest number as below 10 to the power
// of the least digits; if there are several, the distance to the highest in gamma, those between as ascending;
// then for each document, newest first, which of the numbers not yet given it
// has, as below.
type urls struct {
	Shapes  [][4]any `json:"shapes"` // by set of agencies: before, year in it (0 or 1), after, least digits of the number
	Numbers string   `json:"numbers"`
	Whole   [][2]any `json:"whole"` // [document, URL] of those that are otherwise
}

type shape struct {
	before, after string
	year          bool
	width         int
}

// split reads a URL as a shape and a number.
func split(url, year string) (shape, int, bool) {
	end := strings.TrimRight(url, "/")
	from := len(end)
	for from > 0 && end[from-1] >= '0' && end[from-1] <= '9' {
		from--
	}
	number, err := strconv.Atoi(end[from:])
	if err != nil || end+"/" != url || len(end)-from > 9 {
		return shape{}, 0, false
	}
	s := shape{before: end[:from], width: len(end) - from}
	if at := strings.LastIndex(s.before, year); at >= 0 && year != "" {
		s.before, s.after, s.year = end[:at], end[at+len(year):from], true
	}
	return s, number, true
}

func (b *Builder) urls(agency []int) urls {
	votes := map[int]map[shape]int{}
	for i := range b.metas {
		s, _, ok := split(b.metas[i].url, b.metas[i].year())
		if !ok {
			continue
		}
		if votes[agency[i]] == nil {
			votes[agency[i]] = map[shape]int{}
		}
		votes[agency[i]][s]++
	}
	out := urls{Shapes: [][4]any{}, Whole: [][2]any{}}
	sets := 0
	if len(agency) > 0 {
		sets = slices.Max(agency) + 1
	}
	shapes := make([]shape, sets)
	for set := range shapes {
		shapes[set] = elected(votes[set])
		s := shapes[set]
		out.Shapes = append(out.Shapes, [4]any{s.before, map[bool]int{true: 1}[s.year], s.after, s.width})
	}
	b.writeURLs(&out, agency, shapes)
	return out
}

func elected(votes map[shape]int) shape {
	var best shape
	most := 0
	for s, n := range votes {
		if n > most || n == most && compareShapes(s, best) < 0 {
			best, most = s, n
		}
	}
	return best
}

func compareShapes(a, b shape) int {
	return cmp.Or(cmp.Compare(a.before, b.before), cmp.Compare(a.after, b.after), cmp.Compare(a.width, b.width))
}

// writeURLs fills in the numbers, and the URLs that do not fit.
func (b *Builder) writeURLs(out *urls, agency []int, shapes []shape) {
	type group struct{ set, year int } // year: minus its number, so that new ones sort first
	members := map[group][]uint32{}
	for i := range b.metas {
		s, n, ok := split(b.metas[i].url, b.metas[i].year())
		year, _ := strconv.Atoi(b.metas[i].year())
		g := group{agency[i], -year}
		if !ok || s != shapes[agency[i]] || slices.Contains(members[g], uint32(n)) {
			out.Whole = append(out.Whole, [2]any{i, b.metas[i].url})
			continue
		}
		members[g] = append(members[g], uint32(n))
	}
	groups := make([]group, 0, len(members))
	for g := range members {
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b group) int {
		return cmp.Or(cmp.Compare(a.set, b.set), cmp.Compare(a.year, b.year))
	})
	var w bitWriter
	for _, g := range groups {
		writeNumbers(&w, members[g], shapes[g.set].width)
	}
	out.Numbers = string(w.close())
}

func writeNumbers(w *bitWriter, numbers []uint32, width int) {
	power := uint32(1)
	for range width {
		power *= 10
	}
	left := slices.Clone(numbers)
	slices.Sort(left)
	low, high, n := left[0], left[len(left)-1], len(left)
	w.below(low, power)
	if n > 1 {
		w.gamma(high - low)
		w.ascending(left[1:n-1], low+1, high-1)
	}
	for _, number := range numbers {
		at, _ := slices.BinarySearch(left, number)
		w.below(uint32(at), uint32(len(left)))
		left = slices.Delete(left, at, at+1)
	}
}
