package studio

import (
	"net/http"

	"gongkai/generator/field"
	"gongkai/generator/site"
)

// draftView is a document that is not public.
type draftView struct{ File, Title, Standing, Page, Edit, When string }

// drafts lists the documents that are not in the column.
func (s *Studio) drafts(w http.ResponseWriter, r *http.Request) {
	m, ok := s.moment(w, r)
	if !ok {
		return
	}
	view := struct {
		frame
		Drafts []draftView
	}{frame: s.frame(m, "草稿和待公开")}
	if m.Site != nil {
		for _, file := range m.Files() {
			if standing := m.Standing(file); standing != site.Public {
				view.Drafts = append(view.Drafts, s.draft(m, file, standing))
			}
		}
	}
	page, err := s.render("drafts.html", view)
	if err != nil {
		s.machineTrouble(w, err)
		return
	}
	s.sendOwn(w, m, page)
}

func (s *Studio) draft(m *site.Moment, file string, standing site.Standing) draftView {
	v := draftView{File: file, Title: file, Standing: standingWords[standing], Page: sourceLink(file)}
	if id := m.Folder(file); id != "" && (standing == site.Draft || standing == site.Held) {
		v.Page = "/documents/" + id + "/"
	}
	if s.Writes {
		v.Edit = editLink(file)
	}
	d := m.Document(file)
	if d == nil || standing == site.Withheld {
		return v
	}
	if title := d.Text(field.Title); title != "" {
		v.Title = title
	}
	if published, ok := d.Day(field.Published); ok {
		v.When = published.Chinese()
	}
	return v
}
