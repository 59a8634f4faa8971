package site

import (
	"slices"
	"sync"

	"gongkai/generator/catalog"
	"gongkai/generator/data"
	"gongkai/generator/markdown"
	"gongkai/generator/page"
	"gongkai/generator/publish"
	"gongkai/generator/report"
)

// maker makes the outputs of a site: all of them, or one family after the
// other, so that a preview prepares none that nobody asks for.
type maker struct {
	*Site
	face    *face
	pages   *page.Pages
	reports func() *report.Reports
	index   func() *indexer // made once
}

func (s *Site) maker(f *face, reports func() *report.Reports) *maker {
	body := s.renderer()
	m := &maker{Site: s, face: f, reports: reports}
	m.index = sync.OnceValue(func() *indexer {
		return s.indexer(func(e *catalog.Entry, use func(text string)) error {
			return body(e, func(b markdown.Body) error {
				use(b.Text)
				return nil
			})
		})
	})
	twin := data.Twin
	if s.store == nil {
		twin = func(b []byte, e *catalog.Entry, text string) []byte {
			m.index().offer(e, text)
			return data.Twin(b, e, text)
		}
	}
	m.pages = page.Open(page.Input{
		Catalog: s.Catalog, Reports: reports, Renderer: f.renderer, Assets: f.assets, Twin: twin, Body: body, Fingerprint: s.fingerprint, State: s.state,
		Calendar: s.Calendar, Form: applicationForm(),
	})
	return m
}

// applicationForm is the same for every site.
var applicationForm = sync.OnceValue(data.Form)

// all gives every output. The search index stands last. Reports as data follow
// those as pages: the books they are made of are still there then.
func (m *maker) all() []publish.Output {
	index := make(chan []publish.Output)
	go func() { index <- m.search() }() // its key looks at every document, as the pages' keys do
	pages := m.pages.All()
	outputs := slices.Concat(pages, m.keyed(data.Reports(m.reports())), m.keyed(data.Outputs(m.Catalog)), m.attachments(), files(m.face.scripts))
	outputs = append(outputs, m.keyed(data.Robots(m.Catalog, m.addresses(pages)))...)
	return append(outputs, <-index...)
}

// column gives what is of no single document, no report and not of the search
// index; the site map, which lists all pages, is not among it.
func (m *maker) column() []publish.Output {
	return slices.Concat(m.pages.Column(), data.Outputs(m.Catalog), files(m.face.scripts))
}

// document gives what a document publishes: its page, its twin, its
// attachments.
func (m *maker) document(e *catalog.Entry) []publish.Output {
	return append(m.pages.Document(e), m.attachmentsOf(e)...)
}

// counted gives the reports, as pages and as data.
func (m *maker) counted() []publish.Output {
	return append(m.pages.Reports(), data.Reports(m.reports())...)
}

// robots gives robots.txt and the site map.
func (m *maker) robots() []publish.Output {
	return data.Robots(m.Catalog, m.addresses(m.pages.All()))
}

// search gives the search index, that of attachments before that of documents,
// whose texts the pages bring.
func (m *maker) search() []publish.Output {
	attached := m.attachmentIndexer()
	switch {
	case len(attached.list) == 0 && m.store != nil:
		return m.store.outputs(m.index())
	case len(attached.list) == 0:
		return []publish.Output{m.index().output()}
	case m.store != nil:
		return append(m.attached.outputs(attached), m.store.outputs(m.index())...)
	}
	return []publish.Output{attached.output(), m.index().output()}
}
