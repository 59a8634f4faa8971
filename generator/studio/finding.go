package studio

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/site"
	"gongkai/generator/source"
)

// findingView is a finding as a page shows it.
type findingView struct {
	Class   string // error, warning, info
	Word    string
	Code    diag.Code
	Message string
	Hint    string
	Norm    string
	File    string
	Place   string // content/a.md 第 3 行
	Line    int
	Before  string // the source line in three parts, the middle one marked
	Marked  string
	After   string
	Notes   []noteView
	Href    string // of the document's page, or of its source
}

type noteView struct{ Place, Message, Href string }

// findingViews words findings; sources are read once each.
func findingViews(m *site.Moment, list diag.List) []findingView {
	lines := lineReader{read: func(file string) []byte {
		if m.Site == nil {
			return nil
		}
		return m.Source(file)
	}, files: map[string][]string{}}
	return lines.views(m, list)
}

func (l *lineReader) views(m *site.Moment, list diag.List) []findingView {
	out := make([]findingView, 0, len(list))
	for _, f := range list {
		if f.Code == diag.LayoutWrong {
			f = placed(f)
		}
		rule, _ := diag.Lookup(f.Code)
		v := findingView{Class: f.Severity.String(), Word: f.Severity.Label(), Code: f.Code, Message: f.Message, Hint: f.Hint, Norm: rule.Norm,
			File: f.File, Place: place(f.Position), Line: f.Line, Href: pageOf(m, f.File)}
		v.Before, v.Marked, v.After = l.excerpt(f)
		for _, n := range f.Notes {
			v.Notes = append(v.Notes, noteView{place(n.Position), n.Message, pageOf(m, n.File)})
		}
		out = append(out, v)
	}
	return out
}

// sumOf counts findings in words; "" where there are none.
func sumOf(list []findingView) string {
	var parts []string
	for _, severity := range []diag.Severity{diag.Error, diag.Warning, diag.Info} {
		n := 0
		for _, v := range list {
			if v.Class == severity.String() {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, severity.Label()+" "+strconv.Itoa(n))
		}
	}
	return strings.Join(parts, "，")
}

// inLayouts finds the place that an error of a template or a style tells.
var inLayouts = regexp.MustCompile(`(layouts/[^\s:]+):(\d+)(?::(\d+))?`)

// placed gives a finding about layouts the place that its message tells.
func placed(f diag.Finding) diag.Finding {
	if at := inLayouts.FindStringSubmatch(f.Message); at != nil {
		f.File = at[1]
		f.Line, _ = strconv.Atoi(at[2])
		f.Column, _ = strconv.Atoi(at[3])
	}
	return f
}

func place(p diag.Position) string {
	switch {
	case p.File == "":
		return "整个网站"
	case p.Line == 0:
		return p.File
	}
	return p.File + " 第 " + strconv.Itoa(p.Line) + " 行"
}

// pageOf gives the address of a document's page, or of its source where it has
// none; "" for files that are no documents.
func pageOf(m *site.Moment, file string) string {
	if m.Site == nil || !strings.HasPrefix(file, source.ContentDir+"/") {
		return ""
	}
	if e := m.Catalog.ByPath(file); e != nil {
		return "/" + e.URL
	}
	if m.Standing(file) == site.Unknown {
		return ""
	}
	return sourceLink(file)
}

// lineReader gives lines of files.
type lineReader struct {
	read  func(file string) []byte
	files map[string][]string
}

// excerptMax bounds the characters of a line that are shown on each side.
const excerptMax = 60

func (l *lineReader) excerpt(f diag.Finding) (before, marked, after string) {
	if f.File == "" || f.Line < 1 {
		return "", "", ""
	}
	lines, ok := l.files[f.File]
	if !ok {
		text := bytes.TrimPrefix(bytes.ToValidUTF8(l.read(f.File), []byte("\uFFFD")), []byte("\uFEFF"))
		lines = strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
		l.files[f.File] = lines
	}
	if f.Line > len(lines) {
		return "", "", ""
	}
	if strings.TrimSpace(lines[f.Line-1]) == "---" {
		return "", "", "" // something is missing; the fence says nothing
	}
	line := []rune(lines[f.Line-1])
	from := min(max(f.Column-1, 0), len(line))
	to := min(from+f.Width, len(line))
	start, end := max(0, from-excerptMax), min(len(line), to+excerptMax)
	before, marked, after = string(line[start:from]), string(line[from:to]), string(line[to:end])
	if start > 0 {
		before = "…" + before
	}
	if end < len(line) {
		after += "…"
	}
	return before, marked, after
}
