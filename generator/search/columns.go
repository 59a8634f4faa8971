package search

import (
	"cmp"
	"encoding/json"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// entry is search/index.json; see docs/search-format.md.
type entry struct {
	Format    string `json:"format"`
	Version   int    `json:"version"`
	Documents int    `json:"documents"`
	Capacity  int    `json:"capacity"`
	Shards    uint32 `json:"shards"`
	Window    int    `json:"window"`
	Literal   string `json:"literal"`

	Heavy heavyNodes `json:"heavy"`

	Attachments int `json:"attachments,omitempty"` // texts in the index at attachments/
}

// columns is search/columns.json: what ranking, facets and addresses need of
// every document, newest first.
type columns struct {
	Facets   facets   `json:"facets"`
	Years    [][2]int `json:"years"` // year, documents
	Forms    forms    `json:"forms"`
	Validity validity `json:"validity"`
	URLs     urls     `json:"urls"`
}

type facets struct {
	Agency column `json:"agency"`
	Theme  column `json:"theme"`
}

// forms tells for each document its kind, about how long it is, and its chain of
// validity. They hang together, and few combinations come, so that one symbol
// costs less than three, and a reader takes a third of the steps.
type forms struct {
	Kinds  [][2]string `json:"kinds"`  // key, label
	Steps  []int       `json:"steps"`  // lengths in units, see lengthStep
	Units  int         `json:"units"`  // the sum of all lengths
	Sets   [][3]int    `json:"sets"`   // indexes into kinds, steps, chains
	Shares []int       `json:"shares"` // of each set, see table
	Of     string      `json:"of"`     // indexes into sets
}

// column tells for each document which set of values it has.
type column struct {
	Values [][2]string `json:"values"` // key, label
	Sets   [][]int     `json:"sets"`   // indexes into values
	Shares []int       `json:"shares"` // of each set, see table
	Of     string      `json:"of"`     // indexes into sets
}

func (b *Builder) emitEntry(heavy map[string]bool, shards uint32, emit func(string, []byte) error) error {
	e := entry{
		Format: "gongkai-search", Version: Version, Documents: len(b.metas), Capacity: capacity(len(b.metas)), Shards: shards, Window: window, Heavy: writeHeavy(heavy),
		Attachments: b.options.Attachments,
	}
	literal := make([]rune, 0, len(b.literal))
	for r := range b.literal {
		literal = append(literal, r)
	}
	slices.Sort(literal)
	e.Literal = string(literal)
	return emit(entryPath, marshal(e))
}

// columnsAhead begins to write the columns, which depend on no text, and gives
// what waits for them.
func (b *Builder) columnsAhead() (wait func() []byte) {
	written := make(chan []byte, 1)
	go func() { written <- b.columnsJSON() }()
	return func() []byte { return <-written }
}

func (b *Builder) columnsJSON() []byte {
	c := columns{Years: b.years()}
	var agency, chain []int
	c.Facets.Agency, agency = b.column(func(m *meta) []Value { return m.agencies })
	c.Facets.Theme, _ = b.column(func(m *meta) []Value { return m.themes })
	c.Validity, chain = b.validity()
	c.Forms = b.forms(chain)
	c.URLs = b.urls(agency)
	return marshal(c)
}

func (b *Builder) years() [][2]int {
	out := [][2]int{}
	for i := range b.metas {
		year := b.metas[i].yearNumber()
		if n := len(out); n > 0 && out[n-1][0] == year {
			out[n-1][1]++
		} else {
			out = append(out, [2]int{year, 1})
		}
	}
	return out
}

func (m *meta) year() string {
	year, _, _ := strings.Cut(m.published, "-")
	return year
}

// yearNumber is 0 where there is none.
func (m *meta) yearNumber() int {
	year, _ := strconv.Atoi(m.year())
	return year
}

// forms joins what documents are, given the chain of each.
func (b *Builder) forms(chain []int) forms {
	f := forms{Kinds: [][2]string{}, Steps: []int{}, Sets: [][3]int{}}
	kinds, of := b.values(func(m *meta) []Value { return []Value{m.kind} })
	f.Kinds = append(f.Kinds, kinds...)
	place := map[int]int{}
	sets := make([]string, len(b.metas))
	for i := range b.metas {
		step := lengthStep(b.metas[i].units)
		if _, ok := place[step]; !ok {
			place[step] = len(f.Steps)
			f.Steps = append(f.Steps, step)
		}
		f.Units += step
		sets[i] = string(numbersJSON([]int{of[b.metas[i].kind.Key], place[step], chain[i]}))
	}
	ranked, numbers := rank(sets)
	for _, s := range ranked {
		var set [3]int
		must(json.Unmarshal([]byte(s), &set))
		f.Sets = append(f.Sets, set)
	}
	f.Shares, f.Of = symbols(numbers)
	return f
}

// lengthStep rounds to a power of two, or of four where a text is as long as most:
// 512 to 2,047 units count as 1,024.
func lengthStep(units int) int {
	n := bits.Len(uint(units))
	if units < 512 {
		return 1 << max(0, n-1)
	}
	return 1 << (n &^ 1)
}

// values gives the values that documents have, by key, and the place of each.
func (b *Builder) values(of func(*meta) []Value) (list [][2]string, place map[string]int) {
	label := map[string]string{}
	for i := range b.metas {
		for _, v := range of(&b.metas[i]) {
			label[v.Key] = v.Label
		}
	}
	list, place = [][2]string{}, map[string]int{}
	for _, k := range sortedKeys(label) {
		place[k] = len(list)
		list = append(list, [2]string{k, label[k]})
	}
	return list, place
}

// column gathers one facet; it also gives each document's set.
func (b *Builder) column(values func(*meta) []Value) (column, []int) {
	list, index := b.values(values)
	c := column{Values: list, Sets: [][]int{}}
	sets := make([]string, len(b.metas))
	for i := range b.metas {
		set := []int{}
		for _, v := range values(&b.metas[i]) {
			if n := index[v.Key]; !slices.Contains(set, n) {
				set = append(set, n)
			}
		}
		sets[i] = string(numbersJSON(set))
	}
	kinds, of := rank(sets)
	for _, s := range kinds {
		var set []int
		must(json.Unmarshal([]byte(s), &set))
		c.Sets = append(c.Sets, set)
	}
	c.Shares, c.Of = symbols(of)
	return c, of
}

// rank numbers the distinct strings, the most frequent first, and gives the
// number of each.
func rank(list []string) ([]string, []int) {
	times := map[string]int{}
	for _, s := range list {
		times[s]++
	}
	kinds := sortedKeys(times)
	slices.SortStableFunc(kinds, func(a, b string) int { return cmp.Compare(times[b], times[a]) })
	number := make(map[string]int, len(kinds))
	for i, s := range kinds {
		number[s] = i
	}
	out := make([]int, len(list))
	for i, s := range list {
		out[i] = number[s]
	}
	return kinds, out
}

// symbols writes a number for each document, and gives the table of them.
func symbols(of []int) ([]int, string) {
	var c coder
	t := tableOf(of)
	c.symbols(t, of)
	return t.shares, c.close()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// marshal is JSON without the escapes meant for HTML.
func marshal(v any) []byte {
	var out strings.Builder
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	must(e.Encode(v))
	return []byte(strings.TrimSuffix(out.String(), "\n"))
}

// numbersJSON is marshal of whole numbers, of which there are a few for every document.
func numbersJSON[N int | uint32](list []N) []byte {
	out := []byte{'['}
	for i, n := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendInt(out, int64(n), 10)
	}
	return append(out, ']')
}

// must is for calls that only a bug in this program makes fail.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
