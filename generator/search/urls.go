package search

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// urls writes the addresses small. Most are an index number, whose parts the
// other columns tell: before+year+after+number, the first and third by the set
// of agencies.
type urls struct {
	Shapes  [][4]any `json:"shapes"` // by set of agencies: before, year in it (0 or 1), after, least digits of the number
	Gaps    []int    `json:"gaps"`   // how often each gap between numbers comes, see numberWriter
	Rising  int      `json:"rising"` // 1 if numbers mostly rise with the days
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
	if at := strings.LastIndex(s.before, year); at >= 0 && dated(year) {
		s.before, s.after, s.year = end[:at], end[at+len(year):from], true
	}
	return s, number, true
}

// dated tells whether the reader writes a year like that.
func dated(year string) bool {
	n, err := strconv.Atoi(year)
	return err == nil && strconv.Itoa(n) == year
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
	type group struct{ set, year int }
	members := map[group][]uint32{} // from the oldest on
	for i := len(b.metas) - 1; i >= 0; i-- {
		s, n, ok := split(b.metas[i].url, b.metas[i].year())
		g := group{agency[i], b.metas[i].yearNumber()}
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
	w, set := newNumberWriter(), -1
	for _, g := range groups {
		w.weigh(members[g])
	}
	w.known = starts(w.gaps)
	for _, g := range groups {
		if g.set != set {
			set, w.last = g.set, 0
		}
		w.write(members[g])
	}
	out.Gaps, out.Numbers = w.gaps, w.close()
	if w.rising() {
		out.Rising = 1
	}
}

// numberWriter writes the serial numbers of documents, set of agencies by set,
// year by year: the lowest, how many lie between each and the next, and then, from
// the oldest document on, which of them it has. It learns whether numbers go on
// where the year before ended.
type numberWriter struct {
	*coder
	goesOn            odds
	step, start, wide []odds
	gaps              []int    // how often each gap comes; from the last one on as numbers
	known             []uint32 // their starts
	lowest            []odds   // of how many are left: has the document not the lowest?
	last              uint32   // highest of the year before

	lows, chance float64 // documents that have the lowest number left, and how many would by chance
}

const (
	gapMax       = 31 // the last gap that is told apart
	orderBuckets = 64 // as many numbers that are left are told apart
)

func newNumberWriter() *numberWriter {
	return &numberWriter{
		coder: newCoder(), goesOn: odds{1, 1}, step: newOdds(numberOdds), start: newOdds(numberOdds), wide: newOdds(numberOdds),
		gaps: make([]int, gapMax+1), lowest: newOdds(orderBuckets),
	}
}

// weigh counts what is written later.
func (w *numberWriter) weigh(numbers []uint32) {
	left := slices.Sorted(slices.Values(numbers))
	for i := range left[1:] {
		w.gaps[min(left[i+1]-left[i]-1, gapMax)]++
	}
	for _, number := range numbers {
		at, _ := slices.BinarySearch(left, number)
		if w.chance += 1 / float64(len(left)); at == 0 {
			w.lows++
		}
		left = slices.Delete(left, at, at+1)
	}
}

// rising tells whether numbers follow the days so often that it pays to ask.
func (w *numberWriter) rising() bool { return w.lows > 1.5*w.chance }

func (w *numberWriter) write(numbers []uint32) {
	left := slices.Sorted(slices.Values(numbers))
	low := left[0]
	goesOn := low > w.last && low-w.last < low/8
	w.bit(&w.goesOn, goesOn)
	if goesOn {
		w.number(w.step, low-w.last)
	} else {
		w.number(w.start, low)
	}
	for i := range left[1:] {
		gap := left[i+1] - left[i] - 1
		w.among(w.known, int(min(gap, gapMax)))
		if gap >= gapMax {
			w.number(w.wide, gap-gapMax)
		}
	}
	w.last = left[len(left)-1]
	w.order(numbers, left)
}

func (w *numberWriter) order(numbers, left []uint32) {
	rising := w.rising()
	for _, number := range numbers {
		at, _ := slices.BinarySearch(left, number)
		size := len(left)
		left = slices.Delete(left, at, at+1)
		if size == 1 {
			continue
		}
		if !rising {
			w.below(uint32(at), uint32(size))
			continue
		}
		w.bit(&w.lowest[min(size, orderBuckets)-1], at > 0)
		if at > 0 {
			w.below(uint32(at)-1, uint32(size)-1)
		}
	}
}
