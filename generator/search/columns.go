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
	Format    string  `json:"format"`
	Version   int     `json:"version"`
	Documents int     `json:"documents"`
	Capacity  int     `json:"capacity"`
	Shards    uint32  `json:"shards"`
	Window    int     `json:"window"`
	Heavy     *string `json:"heavy"` // for each the units it shares with the one before (a digit), then the rest, parted by tabs
	Literal   string  `json:"literal"`

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

// lengths tells how long each document is, as a power of two units.
type lengths struct {
	Steps []int  `json:"steps"`
	Of    string `json:"of"` // indexes into steps, see partition
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
	Of     string      `json:"of"`     // indexes into sets, see partition
}

// validity is a column whose sets are chains of [from day, value index].
type validity struct {
	Values [][2]string `json:"values"`
	Force  []int       `json:"force"` // 1 for each value that is in force
	Chains [][][2]any  `json:"chains"`
	Of     string      `json:"of"` // indexes into chains, see partition
}

func (b *Builder) emitEntry(heavy [][]uint16, shards uint32, emit func(string, []byte) error) error {
	e := entry{
		Format: "gongkai-search", Version: Version, Documents: len(b.metas), Capacity: capacity(len(b.metas)), Shards: shards, Window: window,
		Attachments: b.options.Attachments,
	}
	literal := make([]rune, 0, len(b.literal))
	for r := range b.literal {
		literal = append(literal, r)
	}
	slices.Sort(literal)
	e.Literal = string(literal)
	// Written by hand, since a heavy node may end within a surrogate pair.
	head := string(marshal(e))
	var list, last []uint16
	for _, h := range heavy {
		same := 0
		for same < min(len(h), len(last)) && h[same] == last[same] {
			same++
		}
		if last != nil {
			list = append(list, keyEnd)
		}
		list = append(append(list, '0'+uint16(same)), h[same:]...)
		last = h
	}
	return emit(entryPath, []byte(strings.Replace(head, `"heavy":null`, `"heavy":`+string(appendJSON(nil, list)), 1)))
}

func (b *Builder) emitColumns(emit func(string, []byte) error) error {
	c := columns{Years: b.years(), Length: b.lengths(), Validity: b.validity()}
	var agency []int
	c.Facets.Agency, agency = b.column(func(m *meta) []Value { return m.agencies })
	c.Facets.Theme, _ = b.column(func(m *meta) []Value { return m.themes })
	c.Facets.Kind, _ = b.column(func(m *meta) []Value { return []Value{m.kind} })
	c.URLs = b.urls(agency)
	return emit(columnsPath, marshal(c))
}

func (b *Builder) years() [][2]int {
	out := [][2]int{}
	for i := range b.metas {
		year, _ := strconv.Atoi(b.metas[i].year())
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

func (b *Builder) lengths() lengths {
	steps := make([]string, len(b.metas))
	for i := range b.metas {
		steps[i] = strconv.Itoa(lengthStep(b.metas[i].units))
	}
	kinds, of := rank(steps)
	l := lengths{Steps: []int{}, Of: partition(of, len(kinds))}
	for _, k := range kinds {
		n, err := strconv.Atoi(k)
		must(err)
		l.Steps = append(l.Steps, n)
	}
	return l
}

func lengthStep(units int) int {
	return max(0, bits.Len(uint(units))-1)
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
	c.Of = partition(of, len(kinds))
	return c, of
}

func (b *Builder) validity() validity {
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
	for i := range b.metas {
		chain := [][2]any{}
		for n, s := range b.metas[i].validity {
			if n == 0 {
				s.From = ""
			}
			chain = append(chain, [2]any{s.From, index[s.Value.Key]})
		}
		chains[i] = string(marshal(chain))
	}
	kinds, of := rank(chains)
	for _, s := range kinds {
		var chain [][2]any
		must(json.Unmarshal([]byte(s), &chain))
		v.Chains = append(v.Chains, chain)
	}
	v.Of = partition(of, len(kinds))
	return v
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

// partition writes a number of 0 ≤ n < kinds for each document as bits: for
// each kind but the last how many have it, and where they stand among those
// that no kind before took.
func partition(of []int, kinds int) string {
	var w bitWriter
	left := make([]int, len(of))
	for i := range left {
		left[i] = i
	}
	for kind := 0; kind < kinds-1; kind++ {
		var list []uint32
		rest := left[:0:0]
		for at, i := range left {
			if of[i] == kind {
				list = append(list, uint32(at))
			} else {
				rest = append(rest, i)
			}
		}
		w.gamma(uint32(len(list)) + 1)
		w.ascending(list, 0, uint32(len(left))-1)
		left = rest
	}
	return string(w.close())
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
