// Package studio is the preview: the column's pages as they are published,
// with what is wrong with them beside, and the pages of an editor's own
// (problems, rules, drafts, forms).
//
// It takes a live site and requests, and gives answers; writing forms change
// files of content/ and the ledger, nothing else. It must not know how files
// are watched or how a browser is told. The one invariant: a page of the column
// is sent byte for byte as it is published; only an element for what was found
// about it and the script of the preview stand before its </body>.
package studio

import (
	"context"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"gongkai/generator/preview"
	"gongkai/generator/site"
)

// Studio answers requests.
type Studio struct {
	Options

	pages   *template.Template
	mu      sync.Mutex
	batches []upload // of imports, the oldest first
}

//go:embed pages
var pages embed.FS

// Options say what a studio works on.
type Options struct {
	Dir    string // the site's folder
	Live   *site.Live
	Sync   func() // returns when Live was told of all changes made before
	Writes bool   // whether forms may change files
	Token  string // of this run, in every form
	Now    func() time.Time
}

// New prepares a studio.
func New(o Options) (*Studio, error) {
	t, err := template.New("").Funcs(template.FuncMap{"sum": sumOf}).ParseFS(pages, "pages/*.html")
	if err != nil {
		return nil, fmt.Errorf("read pages: %w", err)
	}
	return &Studio{Options: o, pages: t}, nil
}

// Handler answers for the column and for the studio's own pages; the stream and
// the state of pages are the hub's.
func (s *Studio) Handler(hub *preview.Hub) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /_preview/events", hub.Events)
	mux.HandleFunc("GET /_preview/state", hub.Ask)
	mux.HandleFunc("GET "+preview.Folder, preview.Files)
	mux.HandleFunc("GET /_problems/", s.problems)
	mux.HandleFunc("GET /_drafts/", s.drafts)
	mux.HandleFunc("GET /_explain/{code}", s.explain)
	mux.HandleFunc("GET /_source/{path...}", s.source)
	mux.HandleFunc("GET /_components/", s.components)
	mux.HandleFunc("GET /_components/{name}/{number}", s.component)
	if s.Writes {
		mux.HandleFunc("GET /_edit/{path...}", s.edit)
		mux.HandleFunc("POST /_edit/{path...}", s.save)
		mux.HandleFunc("POST /_check/{path...}", s.check)
		mux.HandleFunc("GET /_new/", s.offer)
		mux.HandleFunc("POST /_new/", s.create)
		mux.HandleFunc("GET /_find/", s.search)
		mux.HandleFunc("GET /_import/", s.offerImport)
		mux.HandleFunc("POST /_import/", s.tryImport)
		mux.HandleFunc("POST /_import/write", s.writeImport)
	}
	mux.HandleFunc("GET /", s.column)
	return mux
}

// frame is what every page of the studio has.
type frame struct {
	Title  string
	Style  string
	Sheets []string // further style sheets, where the page shows components
	Script string   // of the column's pages, likewise
	Site   string
	Writes bool
	Token  string
	Count  counts
}

type counts struct{ Errors, Warnings, Notes int }

// All is the number of findings that want something of an editor.
func (c counts) All() int { return c.Errors + c.Warnings }

func (s *Studio) frame(m *site.Moment, title string) frame {
	f := frame{Title: title, Style: "/" + m.Style(), Site: "预览", Writes: s.Writes, Token: s.Token, Count: countsOf(m)}
	if m.Site != nil {
		f.Site = m.Config.Site.Name
	}
	return f
}

// moment looks at the files and gives the site as it is, or answers with what
// went wrong.
func (s *Studio) moment(w http.ResponseWriter, r *http.Request) (*site.Moment, bool) {
	return s.momentBy(w, r, s.Live.Now)
}

// momentBy gives the site by one of the ways to look at it.
func (s *Studio) momentBy(w http.ResponseWriter, r *http.Request, look func(context.Context) (*site.Moment, error)) (*site.Moment, bool) {
	s.Sync()
	m, err := look(r.Context())
	if err != nil {
		s.machineTrouble(w, err)
		return nil, false
	}
	return m, true
}

// show sends a page of the studio.
func (s *Studio) show(w http.ResponseWriter, status int, name string, view any) {
	var b strings.Builder
	if err := s.pages.ExecuteTemplate(&b, name, view); err != nil {
		s.machineTrouble(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(b.String())) // a reader that went away
}

// machineTrouble is an answer where the machine failed.
func (s *Studio) machineTrouble(w http.ResponseWriter, err error) {
	http.Error(w, "预览没能完成（"+err.Error()+"）", http.StatusInternalServerError)
}

// editLink is the address of a file's form.
func editLink(file string) string { return "/_edit/" + escapePath(file) }

func sourceLink(file string) string { return "/_source/" + escapePath(file) }

func escapePath(file string) string {
	parts := strings.Split(file, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return strings.Join(parts, "/")
}
