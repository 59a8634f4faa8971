package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/search"
)

// text is a published document as grep sees it.
type text struct {
	url    string   // documents/ID/
	fields []string // title, index number, document number, text: normalised
	twin   twin
}

// twin is what this program reads of a document's index.json.
type twin struct {
	URL      string   `json:"url"`
	Title    string   `json:"title"`
	Index    string   `json:"index_number"`
	Document string   `json:"document_number"`
	Date     string   `json:"published"`
	Agency   []string `json:"agency"`
	Kind     string   `json:"kind"`
	Theme    string   `json:"theme"`
	Validity string   `json:"validity"`
	Text     string   `json:"text"`
}

// readTexts reads every twin, the newest document first.
func readTexts(root string) ([]text, error) {
	names, err := filepath.Glob(filepath.Join(root, "documents", "*", "index.json"))
	if err != nil {
		return nil, err
	}
	out := make([]text, 0, len(names))
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read twin: %w", err)
		}
		var t twin
		if err := json.Unmarshal(data, &t); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		d := text{url: t.URL, twin: t}
		for _, s := range []string{t.Title, t.Index, t.Document, t.Text} {
			d.fields = append(d.fields, search.Normalise(s))
		}
		out = append(out, d)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s holds no published documents", root)
	}
	slices.SortStableFunc(out, func(a, b text) int { return strings.Compare(b.twin.Date, a.twin.Date) })
	return out, nil
}

// query is one question and its right answer.
type query struct {
	Text  string `json:"q"`
	Class string `json:"class"`
	want  map[string]bool
}

// grep gives the documents that a query must find.
func grep(documents []text, q string) map[string]bool {
	want := map[string]bool{}
	parts := search.ParseQuery(q)
	for _, d := range documents {
		if search.Matches(parts, d.fields...) {
			want[d.url] = true
		}
	}
	return want
}

func (m *measurement) chooseQueries() ([]query, error) {
	list := drawQueries(m.documents, m.each)
	if m.options.queries != "" {
		data, err := os.ReadFile(m.options.queries)
		if err != nil {
			return nil, fmt.Errorf("read queries: %w", err)
		}
		list = nil
		if err := json.Unmarshal(data, &list); err != nil {
			return nil, fmt.Errorf("read queries: %w", err)
		}
	}
	for i := range list {
		list[i].want = grep(m.documents, list[i].Text)
	}
	return list, nil
}

// words are what people ask for: those of two and of four characters that many
// documents have.
var words = []string{"复议", "听证", "养老", "消防", "行政", "行政复议", "法律援助", "营商环境", "规范性文件", "政务公开", "监督检查", "社会保险"}

var (
	clauseEnds = regexp.MustCompile(`[，。；：、,;:\n\t“”《》()（）\s]`)
	onlyHan    = regexp.MustCompile(`^\p{Han}+$`)
)

// drawQueries draws so many queries of each class, always the same for the same
// documents.
func drawQueries(documents []text, each int) (out []query) {
	r := rand.New(rand.NewPCG(20, 26))
	had := map[string]bool{}
	add := func(class, q string) bool {
		if q == "" || had[q] {
			return false
		}
		had[q] = true
		out = append(out, query{Text: q, Class: class})
		return true
	}
	for _, w := range words {
		add("word", w)
	}
	some := func() text { return documents[r.IntN(len(documents))] }
	cut := func(s string, low, high int) string {
		runes, n := []rune(s), low+r.IntN(high-low+1)
		if len(runes) <= n {
			return ""
		}
		at := r.IntN(len(runes) - n)
		if s = string(runes[at : at+n]); onlyHan.MatchString(s) {
			return s
		}
		return ""
	}
	for _, class := range []struct {
		name string
		draw func() string
	}{
		{"one character", func() string { return cut(some().twin.Text, 1, 1) }},
		{"title phrase", func() string { return cut(some().twin.Title, 4, 8) }},
		{"clause", func() string {
			clauses := clauseEnds.Split(some().twin.Text, -1)
			if c := clauses[r.IntN(len(clauses))]; len([]rune(c)) >= 5 && len([]rune(c)) <= 8 && onlyHan.MatchString(c) {
				return c
			}
			return ""
		}},
		{"cut phrase", func() string { return cut(some().twin.Text, 5, 8) }},
		{"long phrase", func() string { return cut(some().twin.Text, 12, 20) }},
		{"document number", func() string { return strings.ReplaceAll(some().twin.Document, " ", "") }},
		{"index number", func() string { return some().twin.Index }},
		{"two words", func() string {
			a, b := cut(some().twin.Title, 2, 3), cut(some().twin.Text, 2, 3)
			if a == "" || b == "" {
				return ""
			}
			return a + " " + b
		}},
	} {
		for tries, found := 0, 0; found < each && tries < 5000; tries++ {
			if add(class.name, class.draw()) {
				found++
			}
		}
	}
	return out
}
