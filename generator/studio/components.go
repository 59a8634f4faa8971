package studio

import (
	"html/template"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/page"
)

// componentsView is the page of all components.
type componentsView struct {
	frame
	Components []componentView
}

// componentView is a component, its examples one below the other.
type componentView struct {
	Name, About string
	Samples     []sampleView
}

// sampleView is an example; Href is its own page.
type sampleView struct {
	Name, Href string
	Markup     template.HTML
}

// sampleFrame is a page of one example alone, with nothing around it.
type sampleFrame struct {
	componentsView
	Component string
	Sample    sampleView
	Heads     bool // the example brings the page's heading itself
	Landmark  bool // the example is a part of the page beside its main part
}

// components shows every component with its examples.
func (s *Studio) components(w http.ResponseWriter, r *http.Request) {
	view, all, ok := s.gallery(w, r, "部件")
	if !ok {
		return
	}
	if r.URL.Path != "/_components/" {
		http.NotFound(w, r)
		return
	}
	for _, c := range all {
		shown := componentView{Name: c.Name, About: c.About}
		for i, sample := range c.Samples {
			number := strconv.Itoa(i + 1)
			shown.Samples = append(shown.Samples, sampleView{
				Name: sample.Name, Href: "/_components/" + c.Name + "/" + number, Markup: apart(sample.Markup, c.Name+"-"+number)})
		}
		view.Components = append(view.Components, shown)
	}
	s.show(w, http.StatusOK, "components.html", view)
}

// component shows one example by itself, as a page has it.
func (s *Studio) component(w http.ResponseWriter, r *http.Request) {
	view, all, ok := s.gallery(w, r, "部件")
	if !ok {
		return
	}
	name := r.PathValue("name")
	number, err := strconv.Atoi(r.PathValue("number"))
	at := slices.IndexFunc(all, func(c page.Component) bool { return c.Name == name })
	if err != nil || at < 0 || number < 1 || number > len(all[at].Samples) {
		http.NotFound(w, r)
		return
	}
	sample := all[at].Samples[number-1]
	view.Title = name + "：" + sample.Name
	s.show(w, http.StatusOK, "component.html", sampleFrame{
		componentsView: view, Component: name, Sample: sampleView{Name: sample.Name, Markup: sample.Markup},
		Heads: strings.Contains(string(sample.Markup), "<h1"), Landmark: name == "header" || name == "footer",
	})
}

// gallery reads the components and gives the frame of a page that shows them.
func (s *Studio) gallery(w http.ResponseWriter, r *http.Request, title string) (componentsView, []page.Component, bool) {
	m, ok := s.moment(w, r)
	if !ok {
		return componentsView{}, nil, false
	}
	all, err := m.Components()
	if err != nil {
		s.machineTrouble(w, err)
		return componentsView{}, nil, false
	}
	view := componentsView{frame: s.frame(m, title)}
	view.Sheets, view.Script = m.Sheets()
	view.Sheets = view.Sheets[1:] // the first is in every frame
	return view, all, true
}

// attributes that hold an id or refer to one.
var references = regexp.MustCompile(`(\s(?:id|for|aria-labelledby|aria-describedby|data-copy)=")([^"]+)(")|(\shref="#|url\(#)([^")]+)([")])`)

// apart gives an example's ids and what refers to them a name of their own, so
// that many examples stand on one page.
func apart(markup template.HTML, name string) template.HTML {
	return template.HTML(references.ReplaceAllStringFunc(string(markup), func(attribute string) string {
		m := references.FindStringSubmatch(attribute)
		if m[4] != "" {
			if m[5] == "hatch" || m[5] == "main" { // of the page
				return attribute
			}
			return m[4] + name + "-" + m[5] + m[6]
		}
		ids := strings.Fields(m[2])
		for i := range ids {
			ids[i] = name + "-" + ids[i]
		}
		return m[1] + strings.Join(ids, " ") + m[3]
	}))
}
