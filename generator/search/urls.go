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
	Lowest  []int    `json:"lowest"` // the tables of numberWriter
	Gaps    []int    `json:"gaps"`
	Wide    []int    `json:"wide"`
	Rising  []int    `json:"rising"`  // none if numbers do not rise with the days
	Numbers []string `json:"numbers"` // by set of agencies, so that a reader takes only those of documents it shows
	Whole   [][2]any `json:"whole"`   // [document, URL] of those that are otherwise
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
	var w numberWriter
	for _, g := range groups {
		w.group(g.set, members[g])
	}
	w.writeAll(out, len(shapes))
}

// numberWriter writes the serial numbers of documents, set of agencies by set,
// year by year: the lowest, how many lie between each and the next, and then, from
// the oldest document on, which of them it has. All is gathered first, since a
// table tells how often what comes.
type numberWriter struct {
	groups             []numbersOfYear
	lowest, gaps, wide []int   // all of them
	higher             []int   // for each document whether it has not the lowest that is left
	highest, set       int     // of the group before
	lows, chance       float64 // documents that have the lowest number left, and how many would by chance
	tables             struct{ lowest, gaps, wide, higher table }
	isRising           bool
}

// numbersOfYear are those of a set of agencies in a year.
type numbersOfYear struct {
	set    int
	lowest int      // less than 0: that far after the highest of the year before
	gaps   []int    // from each to the next
	places []uint32 // of each document's number among those left
}

// gapMax is the last gap that has a symbol; it stands for all from there on.
const gapMax = 31

// group takes the numbers of a set in a year, the oldest document's first.
func (w *numberWriter) group(set int, numbers []uint32) {
	if set != w.set {
		w.set, w.highest = set, 0
	}
	left := slices.Sorted(slices.Values(numbers))
	g := numbersOfYear{set: set, lowest: int(left[0])}
	if step := g.lowest - w.highest; step > 0 && step < g.lowest/8 {
		g.lowest = -step
	}
	w.highest = int(left[len(left)-1])
	w.lowest = append(w.lowest, class(g.lowest))
	for i := range left[1:] {
		gap := int(left[i+1] - left[i] - 1)
		g.gaps = append(g.gaps, gap)
		w.gaps = append(w.gaps, min(gap, gapMax))
		if gap >= gapMax {
			w.wide = append(w.wide, class(gap-gapMax))
		}
	}
	for _, number := range numbers {
		at, _ := slices.BinarySearch(left, number)
		g.places = append(g.places, uint32(at))
		if len(left) > 1 {
			w.higher = append(w.higher, min(at, 1))
			w.chance += 1 / float64(len(left))
			w.lows += float64(1 - min(at, 1))
		}
		left = slices.Delete(left, at, at+1)
	}
	w.groups = append(w.groups, g)
}

// writeAll fills in the tables and the numbers of each set. Whether numbers follow
// the days is told only if they do so often that it pays.
func (w *numberWriter) writeAll(out *urls, sets int) {
	t := &w.tables
	t.lowest, t.gaps, t.wide, t.higher = tableOf(w.lowest), tableOf(w.gaps), tableOf(w.wide), tableOf(w.higher)
	out.Lowest, out.Gaps, out.Wide, out.Rising = t.lowest.shares, t.gaps.shares, t.wide.shares, []int{}
	if w.isRising = w.lows > 1.5*w.chance; w.isRising {
		out.Rising = t.higher.shares
	}
	out.Numbers = make([]string, sets)
	for from := 0; from < len(w.groups); {
		to := from
		for to < len(w.groups) && w.groups[to].set == w.groups[from].set {
			to++
		}
		out.Numbers[w.groups[from].set] = w.write(w.groups[from:to])
		from = to
	}
}

// write writes the numbers of a set: first what comes in rows, since a reader is
// quicker with those.
func (w *numberWriter) write(years []numbersOfYear) string {
	var c coder
	var lowest, gaps []int
	for _, g := range years {
		lowest, gaps = append(lowest, g.lowest), append(gaps, g.gaps...)
	}
	c.symbols(w.tables.lowest, classes(lowest))
	for _, v := range lowest {
		c.tail(v)
	}
	for _, gap := range gaps {
		c.symbol(w.tables.gaps, min(gap, gapMax))
	}
	for _, gap := range gaps {
		if gap >= gapMax {
			c.number(w.tables.wide, gap-gapMax)
		}
	}
	for _, g := range years {
		w.places(&c, g.places)
	}
	return c.close()
}

// places tells which of the numbers left each document has.
func (w *numberWriter) places(c *coder, places []uint32) {
	for i, at := range places {
		size := uint32(len(places) - i)
		if size > 1 && w.isRising {
			if c.symbol(w.tables.higher, int(min(at, 1))); at == 0 {
				continue
			}
			at, size = at-1, size-1
		}
		c.below(at, size)
	}
}
