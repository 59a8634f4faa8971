package search

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNode builds an index and lets Node run the engine on it: the vectors of
// normalise.json, thousands of substrings against grep, the golden rankings,
// facets and failures (testdata/engine.test.mjs).
func TestNode(t *testing.T) {
	node := engineInNode(t)
	documents := slices.Concat(sampleDocuments(400), rankingDocuments(), sharedLaws(t))
	slices.SortStableFunc(documents, func(a, b Document) int { return strings.Compare(b.Published, a.Published) })
	out := t.TempDir()
	for path, content := range build(t, Options{Threads: 2}, documents) {
		write(t, filepath.Join(out, path), content)
	}
	for _, d := range documents {
		write(t, filepath.Join(out, d.URL, "index.json"), marshal(twin(d)))
	}
	write(t, filepath.Join(out, "cases.json"), marshal(nodeCases(t, documents)))
	command := exec.Command(node, "--test", "testdata/engine.test.mjs")
	command.Env = append(os.Environ(), "GONGKAI_SEARCH_TEST_OUT="+out)
	if report, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
}

// engineInNode gives the program that runs the engine, and reads the engine's
// files. Without Node a test that needs it is skipped, loudly; where everything
// must be tested, it fails.
func engineInNode(t *testing.T) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") != "" || os.Getenv("GONGKAI_TEST_ALL") != "" {
			t.Fatal("node is not installed")
		}
		t.Skip("NODE IS NOT INSTALLED: THE ENGINE WAS NOT TESTED")
	}
	readEngine(t)
	return node
}

// readEngine reads what Node will run, so that a change of it runs the test
// anew, and holds the engine to its size.
func readEngine(t *testing.T) {
	files, err := filepath.Glob("../../layouts/search/*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, "testdata/engine.test.mjs", "testdata/tolerance.json", "variants.json") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(file) == "engine.js" && len(data) > 15_000 {
			t.Errorf("engine.js has %d bytes, at most 15,000 are wanted", len(data))
		}
	}
}

func build(t testing.TB, options Options, documents []Document) map[string][]byte {
	options.Documents, options.Folder = len(documents), t.TempDir()
	b := New(options)
	addAll(t, b, documents)
	files := map[string][]byte{}
	if err := b.Finish(func(path string, content []byte) error {
		if files[path] != nil {
			t.Errorf("%s came twice", path)
		}
		files[path] = content
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return files
}

type grepCase struct {
	Query string   `json:"query"`
	URLs  []string `json:"urls"`
}

type facetCase struct {
	Query   string                    `json:"query"`
	Filters map[string][]string       `json:"filters"`
	Today   string                    `json:"today"`
	Total   int                       `json:"total"`
	Facets  map[string]map[string]int `json:"facets"`
}

func nodeCases(t testing.TB, documents []Document) map[string]any {
	ranking, err := os.ReadFile("testdata/ranking.json")
	if err != nil {
		t.Fatal(err)
	}
	return map[string]any{
		"grep": grepCases(documents), "ranking": json.RawMessage(ranking), "facets": facetCases(documents),
		"besides": []map[string]string{
			{"query": "第十二号蓝天行动", "kind": "numerals", "other": "第12号蓝天行动"},
			{"query": "第十二号蓝天行动", "kind": "unwrapped", "other": "12蓝天行动"},
		},
		"suggestions": []map[string]string{
			{"query": "資訊無障礙專項行動", "kind": "simplified", "other": "资讯无障碍专项行动"},
			{"query": "第7431号提案", "kind": "unwrapped", "other": "7431提案"},
			{"query": "第一百二十三次圆桌会议", "kind": "numerals", "other": "第123次圆桌会议"},
		},
	}
}

// grepCases draws substrings of 1 to 20 characters from all fields, some
// altered so that they may not occur, some of two parts.
func grepCases(documents []Document) []grepCase {
	r := rand.New(rand.NewPCG(1, 20))
	fields := normalisedFields(documents)
	draw := func() string {
		list := fields[r.IntN(len(fields))]
		text := []rune(list[[]int{0, 1, 2, 3, 3, 3, 3}[r.IntN(7)]])
		if len(text) == 0 {
			return "号"
		}
		n := min(len(text), 1+r.IntN(20))
		at := r.IntN(len(text) - n + 1)
		return strings.ReplaceAll(string(text[at:at+n]), `"`, "")
	}
	var out []grepCase
	for i := range 3000 {
		parts := []string{draw()}
		switch i % 8 {
		case 5: // two halves from different places: mostly absent
			other := []rune(draw())
			parts[0] = string([]rune(parts[0])[:(len([]rune(parts[0]))+1)/2]) + string(other[len(other)/2:])
		case 6:
			parts = append(parts, draw())
		}
		var query []string
		var plain []string
		for _, part := range parts {
			if p := Normalise(part); p != "" {
				query, plain = append(query, `"`+part+`"`), append(plain, p)
			}
		}
		if len(plain) == 0 {
			continue
		}
		c := grepCase{Query: strings.Join(query, " "), URLs: []string{}}
		for _, n := range grep(fields, plain...) {
			c.URLs = append(c.URLs, documents[n].URL)
		}
		slices.Sort(c.URLs)
		out = append(out, c)
	}
	return out
}

func facetCases(documents []Document) []facetCase {
	var out []facetCase
	fields := normalisedFields(documents)
	for _, c := range []facetCase{
		{Query: "依法"},
		{Query: "依法", Filters: map[string][]string{"agency": {"sfj"}}},
		{Query: "依法", Filters: map[string][]string{"agency": {"sfj", "czj"}, "year": {"2021", "2023"}}},
		{Query: "营商环境", Filters: map[string][]string{"validity": {"lapsed"}, "kind": {"policy"}}, Today: "2026-01-01"},
		{Query: "营商环境", Filters: map[string][]string{"validity": {"lapsed"}}, Today: "2026-07-01"},
		{Query: "营商环境", Today: "2026-06-30"},
	} {
		if c.Today == "" {
			c.Today = "2026-01-01"
		}
		c.Facets = map[string]map[string]int{"agency": {}, "theme": {}, "kind": {}, "year": {}, "validity": {}}
		for _, n := range grep(fields, Normalise(c.Query)) {
			countFacets(&c, &documents[n])
		}
		out = append(out, c)
	}
	return out
}

// countFacets counts a document that has the query: for each facet if no other
// facet's filter keeps it out.
func countFacets(c *facetCase, d *Document) {
	have := map[string][]string{"kind": {d.Kind.Key}, "year": {d.Published[:4]}}
	for _, v := range d.Agencies {
		have["agency"] = append(have["agency"], v.Key)
	}
	for _, v := range d.Themes {
		have["theme"] = append(have["theme"], v.Key)
	}
	now := d.Validity[0].Value.Key
	for _, s := range d.Validity[1:] {
		if s.From <= c.Today {
			now = s.Value.Key
		}
	}
	have["validity"] = []string{now}
	failed := ""
	fails := 0
	for name, wanted := range c.Filters {
		if !slices.ContainsFunc(have[name], func(v string) bool { return slices.Contains(wanted, v) }) {
			failed, fails = name, fails+1
		}
	}
	if fails == 0 {
		c.Total++
	}
	for name, values := range have {
		if fails == 0 || fails == 1 && failed == name {
			for _, v := range values {
				c.Facets[name][v]++
			}
		}
	}
}

// The same documents give the same bytes with any number of threads, in any
// order of Add, in memory or spilled.
func TestDeterminism(t *testing.T) {
	documents := sampleDocuments(300)
	want := build(t, Options{Threads: 1}, documents)
	for name, options := range map[string]Options{
		"threads": {Threads: 4}, "spilled records": {Threads: 2, Memory: 1000}, "spilled texts": {Threads: 2, Units: 40000, Memory: 5000}, "small batches": {Threads: 3, Batch: 500}, "all small": {Threads: 2, Units: 3000, Batch: 900},
	} {
		got := build(t, options, documents)
		if len(got) != len(want) {
			t.Errorf("%s: %d files, want %d", name, len(got), len(want))
		}
		for path, content := range want {
			if string(got[path]) != string(content) {
				t.Errorf("%s: %s differs", name, path)
			}
		}
	}
	options := Options{Documents: len(documents), Folder: t.TempDir()}
	b := New(options)
	for _, i := range rand.New(rand.NewPCG(3, 4)).Perm(len(documents)) {
		if err := b.Add(i, documents[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Finish(func(path string, content []byte) error {
		if string(want[path]) != string(content) {
			t.Errorf("another order: %s differs", path)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(options.Folder); len(left) > 0 {
		t.Errorf("%d temporary files are left", len(left))
	}
}

func TestAddRefuses(t *testing.T) {
	d := sampleDocuments(2)
	for name, add := range map[string]func(*Builder) error{
		"twice":        func(b *Builder) error { b.Add(0, d[0]); return b.Add(0, d[1]) },
		"out of range": func(b *Builder) error { return b.Add(2, d[0]) },
		"missing":      func(b *Builder) error { b.Add(0, d[0]); return b.Finish(ignore) },
		"old first": func(b *Builder) error {
			d[0].Published = "1999-01-01"
			b.Add(0, d[0])
			b.Add(1, d[1])
			return b.Finish(ignore)
		},
	} {
		if add(New(Options{Documents: 2, Folder: t.TempDir(), Units: 1 << 16})) == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func ignore(string, []byte) error { return nil }

// An empty archive is an index too.
func TestEmpty(t *testing.T) {
	if files := build(t, Options{}, nil); files["search/index.json"] == nil || files["search/columns.json"] == nil {
		t.Errorf("files: %d", len(files))
	}
}
