package studio

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/site"
)

// problemsView is the list of everything found.
type problemsView struct {
	frame
	Codes    []codeView
	Chosen   string
	Files    []fileView
	Total    int
	Page     int
	Last     int
	Previous string
	Next     string
}

// codeView is a rule and how often it was broken.
type codeView struct {
	Code  diag.Code
	Title string
	Class string
	Count int
	Href  string
}

// fileView is a file and what was found in it.
type fileView struct {
	File, Title, Page, Edit string
	Findings                []findingView
}

// problemsShown is how many findings a page shows.
const problemsShown = 100

// problems lists what was found in the whole site, errors first, then by place.
func (s *Studio) problems(w http.ResponseWriter, r *http.Request) {
	m, ok := s.momentBy(w, r, s.Live.Settle)
	if !ok {
		return
	}
	all := m.Problems()
	chosen := strings.ToUpper(r.URL.Query().Get("code"))
	view := problemsView{frame: s.frame(m, "问题"), Codes: codeViews(all), Chosen: chosen}
	if chosen != "" {
		all = slices.DeleteFunc(all, func(f diag.Finding) bool { return string(f.Code) != chosen })
	}
	slices.SortStableFunc(all, func(a, b diag.Finding) int { return int(b.Severity) - int(a.Severity) })
	view.Total = len(all)
	view.Last = max(1, (len(all)+problemsShown-1)/problemsShown)
	page, _ := strconv.Atoi(r.URL.Query().Get("page"))
	view.Page = min(max(page, 1), view.Last)
	if view.Page > 1 {
		view.Previous = problemsLink(chosen, view.Page-1)
	}
	if view.Page < view.Last {
		view.Next = problemsLink(chosen, view.Page+1)
	}
	from := (view.Page - 1) * problemsShown
	view.Files = s.fileViews(m, all[from:min(len(all), from+problemsShown)])
	body, err := s.render("problems.html", view)
	if err != nil {
		s.machineTrouble(w, err)
		return
	}
	s.sendOwn(w, m, body)
}

func problemsLink(code string, page int) string {
	return "?code=" + code + "&page=" + strconv.Itoa(page)
}

func codeViews(list diag.List) []codeView {
	var out []codeView
	for _, rule := range diag.Rules() {
		n, worst := 0, diag.Info
		for _, f := range list {
			if f.Code == rule.Code {
				n, worst = n+1, max(worst, f.Severity)
			}
		}
		if n > 0 {
			out = append(out, codeView{rule.Code, rule.Title, worst.String(), n, problemsLink(string(rule.Code), 1)})
		}
	}
	return out
}

// fileViews groups neighbouring findings by their file.
func (s *Studio) fileViews(m *site.Moment, list diag.List) []fileView {
	var out []fileView
	for _, v := range findingViews(m, list) {
		if n := len(out); n == 0 || out[n-1].File != v.File {
			file := fileView{File: v.File, Title: titleOf(m, v.File), Page: v.Href}
			if s.Writes && v.Href != "" {
				file.Edit = editLink(v.File)
			}
			out = append(out, file)
		}
		last := &out[len(out)-1]
		last.Findings = append(last.Findings, v)
	}
	return out
}

// titleOf gives a file by the title of its document, where it may be told, or
// by its path.
func titleOf(m *site.Moment, file string) string {
	switch {
	case file == "":
		return "整个网站"
	case m.Site == nil || m.Standing(file) == site.Withheld:
		return file
	}
	if d := m.Document(file); d != nil {
		return cmp.Or(d.Text(field.Title), file)
	}
	return file
}

// explain shows a rule, as `gongkai explain` prints it.
func (s *Studio) explain(w http.ResponseWriter, r *http.Request) {
	m, ok := s.moment(w, r)
	if !ok {
		return
	}
	rule, found := diag.Lookup(diag.Code(strings.ToUpper(r.PathValue("code"))))
	if !found {
		http.Error(w, "没有这条规则", http.StatusNotFound)
		return
	}
	wrong, right := diag.Examples(rule.Code)
	s.show(w, http.StatusOK, "explain.html", struct {
		frame
		Rule         diag.Rule
		Word         string
		Wrong, Right diag.Example
	}{s.frame(m, string(rule.Code)+"："+rule.Title), rule, rule.Severity.Label(), wrong, right})
}
