package studio

import (
	"bytes"
	"html/template"
	"net/http"
	"path"

	"gongkai/generator/markdown"
	"gongkai/generator/site"
	"gongkai/generator/source"
)

// troublePage stands in the place of every page while the configuration or the
// layouts cannot be used and no good ones are known.
func (s *Studio) troublePage(found *answer) ([]byte, error) {
	m := found.moment
	return s.render("trouble.html", struct {
		frame
		Findings []findingView
	}{s.frame(m, "网站不能显示"), findingViews(m, append(m.Trouble, found.wrong...))})
}

// insteadPage stands in the place of a document that has no page: its source
// and what was found about it.
func (s *Studio) insteadPage(found *answer) ([]byte, error) {
	return s.sourcePage(found.moment, found.source)
}

// standingWords say how a document stands to the column.
var standingWords = map[site.Standing]string{
	site.Draft: "草稿", site.Held: "未到发布日期", site.Withheld: "不是主动公开", site.Unplaced: "有错误，不能发布", site.Public: "公开",
}

// sourcePage shows a document's text and source.
func (s *Studio) sourcePage(m *site.Moment, file string) ([]byte, error) {
	view := struct {
		frame
		File, Standing, Edit, Page string
		Findings                   []findingView
		Body                       template.HTML
		Text                       string
	}{frame: s.frame(m, path.Base(file)), File: file, Findings: findingViews(m, m.About(file))}
	standing := m.Standing(file)
	view.Standing = standingWords[standing]
	if s.Writes {
		view.Edit = editLink(file)
	}
	if e := m.Catalog.ByPath(file); e != nil {
		view.Page = "/" + e.URL
	} else if id := m.Folder(file); id != "" && (standing == site.Draft || standing == site.Held) {
		view.Page = "/documents/" + id + "/"
	}
	if standing != site.Withheld {
		data := m.Source(file)
		view.Text = string(bytes.ToValidUTF8(data, []byte("\uFFFD")))
		body, err := markdown.New().Render(source.Body(data), markdown.Options{Link: func(to string, _ bool) (string, bool) { return "", false }})
		if err == nil { // a text too long to render is shown as it is written
			view.Body = template.HTML(body.HTML)
		}
	}
	return s.render("source.html", view)
}

func (s *Studio) render(name string, view any) ([]byte, error) {
	var b bytes.Buffer
	err := s.pages.ExecuteTemplate(&b, name, view)
	return b.Bytes(), err
}

// source shows a document by its file.
func (s *Studio) source(w http.ResponseWriter, r *http.Request) {
	m, ok := s.momentBy(w, r, s.Live.Whole)
	if !ok {
		return
	}
	file := r.PathValue("path")
	if m.Site == nil || m.Standing(file) == site.Unknown {
		http.Error(w, "没有这份文件", http.StatusNotFound)
		return
	}
	page, err := s.sourcePage(m, file)
	if err != nil {
		s.machineTrouble(w, err)
		return
	}
	s.sendOwn(w, m, page)
}

// sendOwn sends a page of the studio that follows the files.
func (s *Studio) sendOwn(w http.ResponseWriter, m *site.Moment, page []byte) {
	page, err := s.insert(asked{}, &answer{moment: m}, ownState(m), page, "")
	if err != nil {
		s.machineTrouble(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(page) // a reader that went away
}
