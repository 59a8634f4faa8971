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
	Heavy     string `json:"heavy"` // see writeHeavy
	Literal   string `json:"literal"`

	Attachments int `json:"attachments,omitempty"` // texts in the index at attachments/
}

// columns is search/columns.json: what ranking, facets and addresses need of
// every document, newest first.
type columns struct {
	Facets   facets   `json:"facets"`
	Years    [][2]int `json:"years"` // year, documents
	Validity validity `json:"validity"`
	Length   lengths  `json:"length"`
	URLs     urls     `json:"urls"`
}

// lengths tells about how long each document is, in units.
type lengths struct {
	Steps []int  `json:"steps"`
	Times []int  `json:"times"` // of each step
	Of    string `json:"of"`    // indexes into steps, see symbols
}

type facets struct {
	Agency column `json:"agency"`
	Theme  column `json:"theme"`
	Kind   column `json:"kind"`
}

// column tells for each document which set of values it has.
type column struct {
	Values [][2]string `json:"values"` // key, label
	Sets   [][]int     `json:"sets"`   // indexes into values
	Times  []int       `json:"times"`  // of each set
	Of     string      `json:"of"`     // indexes into sets, see symbols
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

func (b *Builder) emitColumns(emit func(string, []byte) error) error {
	c := columns{Years: b.years(), Length: b.lengths()}
	var agency, kind []int
	c.Facets.Agency, agency = b.column(func(m *meta) []Value { return m.agencies })
	c.Facets.Theme, _ = b.column(func(m *meta) []Value { return m.themes })
	c.Facets.Kind, kind = b.column(func(m *meta) []Value { return []Value{m.kind} })
	c.Validity = b.validity(kind)
	c.URLs = b.urls(agency)
	return emit(columnsPath, marshal(c))
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

func (b *Builder) lengths() lengths {
	steps := make([]string, len(b.metas))
	for i := range b.metas {
		steps[i] = strconv.Itoa(lengthStep(b.metas[i].units))
	}
	kinds, of := rank(steps)
	l := lengths{Steps: []int{}}
	l.Times, l.Of = symbols(of, len(kinds))
	for _, k := range kinds {
		n, err := strconv.Atoi(k)
		must(err)
		l.Steps = append(l.Steps, n)
	}
	return l
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

// column gathers one facet; it also gives each document's set.
func (b *Builder) column(values func(*meta) []Value) (column, []int) {
	label := map[string]string{}
	for i := range b.metas {
		for _, v := range values(&b.metas[i]) {
			label[v.Key] = v.Label
		}
	}
	c := column{Values: [][2]string{}}
	index := map[string]int{}
	for _, k := range sortedKeys(label) {
		index[k] = len(c.Values)
		c.Values = append(c.Values, [2]string{k, label[k]})
	}
	sets := make([]string, len(b.metas))
	for i := range b.metas {
		set := []int{}
		for _, v := range values(&b.metas[i]) {
			if n := index[v.Key]; !slices.Contains(set, n) {
				set = append(set, n)
			}
		}
		sets[i] = string(marshal(set))
	}
	kinds, of := rank(sets)
	for _, s := range kinds {
		var set []int
		must(json.Unmarshal([]byte(s), &set))
		c.Sets = append(c.Sets, set)
	}
	c.Times, c.Of = symbols(of, len(kinds))
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

// symbols writes a number of 0 ≤ n < kinds for each document, and tells how
// often each comes.
func symbols(of []int, kinds int) ([]int, string) {
	times := make([]int, kinds)
	for _, n := range of {
		times[n]++
	}
	c, known := newCoder(), starts(times)
	for _, n := range of {
		c.among(known, n)
	}
	return times, c.close()
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

// must is for calls that only a bug in this program makes fail.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
