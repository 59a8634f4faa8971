package search

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// urls writes the addresses small. Most are an index number, whose parts the
// other columns tell: before+year+after+number, the first and third by the set
// of agencies, the number as a distance from the lowest of its agencies and
// year.
type urls struct {
	Shapes [][4]any `json:"shapes"` // by set of agencies: before, year in it (0 or 1), after, least digits of the number
	Lowest [][3]int `json:"lowest"` // set of agencies, year, number
	Digits []string `json:"digits"` // number minus lowest
	Whole  [][2]any `json:"whole"`  // [document, URL] of those that are otherwise
}

type shape struct {
	before, after string
	year          bool
	width         int
}

const shapeDistanceMax = 1 << 18

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
	out := urls{Shapes: [][4]any{}, Lowest: [][3]int{}, Whole: [][2]any{}}
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
	b.number(&out, agency, shapes)
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

// number fills in the distances, and the URLs that do not fit.
func (b *Builder) number(out *urls, agency []int, shapes []shape) {
	type group struct{ set, year int }
	of := func(i int) group {
		year, _ := strconv.Atoi(b.metas[i].year())
		return group{agency[i], year}
	}
	lowest := map[group]int{}
	numbers := make([]int, len(b.metas))
	for i := range b.metas {
		s, n, ok := split(b.metas[i].url, b.metas[i].year())
		numbers[i] = n
		if !ok || s != shapes[agency[i]] {
			numbers[i] = -1
		} else if low, known := lowest[of(i)]; !known || n < low {
			lowest[of(i)] = n
		}
	}
	for g, n := range lowest {
		out.Lowest = append(out.Lowest, [3]int{g.set, g.year, n})
	}
	slices.SortFunc(out.Lowest, func(a, b [3]int) int { return slices.Compare(a[:], b[:]) })
	for i := range numbers {
		if numbers[i] >= 0 {
			numbers[i] -= lowest[of(i)]
		}
		if numbers[i] < 0 || numbers[i] >= shapeDistanceMax {
			numbers[i] = 0
			out.Whole = append(out.Whole, [2]any{i, b.metas[i].url})
		}
	}
	out.Digits = planes(numbers)
}
