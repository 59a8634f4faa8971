package studio

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/preview"
	"gongkai/generator/site"
)

// asked is a path of the column, and for which day; 0 is today.
type asked struct {
	file string
	on   day.Day
}

// readAsked reads the address of a page: a folder's is that of its index.html.
func readAsked(u *url.URL) asked {
	a := asked{file: strings.TrimPrefix(path.Clean("/"+u.Path), "/")}
	if a.file == "" || strings.HasSuffix(u.Path, "/") {
		a.file = path.Join(a.file, "index.html")
	}
	a.on, _ = day.Parse(u.Query().Get("_date"))
	return a
}

// answer is what stands at a path: bytes of a page, or a moment that has the
// file.
type answer struct {
	moment *site.Moment
	file   string // of the column, "" where it has none
	source string // the document the path belongs to, ""
	page   []byte // of HTML; as it is published
	wrong  diag.List
}

// triesMax is how often a page is made again while its sources change under it.
const triesMax = 5

// find finds what stands at a path.
func (s *Studio) find(ctx context.Context, a asked) (*answer, error) {
	for try := 1; ; try++ {
		found, err := s.findOnce(ctx, a)
		var changed *site.ChangedError
		switch {
		case errors.As(err, &changed) && try < triesMax:
			s.Live.Touch(changed.Path)
		case errors.As(err, &changed):
			return nil, fmt.Errorf("%s keeps changing: %w", changed.Path, err)
		default:
			return found, err
		}
	}
}

func (s *Studio) findOnce(ctx context.Context, a asked) (*answer, error) {
	m, err := s.Live.For(ctx, a.file, a.on)
	if err != nil {
		return nil, err
	}
	found := &answer{moment: m, source: m.SourceOf(a.file)}
	switch {
	case m.Has(a.file):
		found.file = a.file
	case m.Site != nil && found.source == "" && path.Ext(a.file) != "" && path.Base(a.file) != "index.html":
		return found, nil
	case m.Site != nil && found.source == "":
		found.file = "404.html"
	default:
		return found, nil
	}
	if path.Ext(found.file) != ".html" {
		return found, nil
	}
	err = m.Make(found.file, func(content io.ReadSeeker) error {
		found.page, err = io.ReadAll(content)
		return err
	})
	var changed *site.ChangedError
	if err != nil && !errors.As(err, &changed) && strings.Contains(err.Error(), "layouts") {
		found.wrong.Add((&site.LayoutError{Err: err}).Finding())
		return found, nil
	}
	return found, err
}

// column answers for a path of the column.
func (s *Studio) column(w http.ResponseWriter, r *http.Request) {
	a := readAsked(r.URL)
	if !strings.HasPrefix(a.file, "assets/") && !strings.HasPrefix(a.file, "documents/") {
		s.Sync()
	}
	found, err := s.find(r.Context(), a)
	if err != nil {
		s.machineTrouble(w, err)
		return
	}
	folder := path.Join(a.file, "index.html")
	switch {
	case found.file == a.file && found.page == nil && found.wrong == nil:
		err = found.moment.Make(a.file, func(content io.ReadSeeker) error {
			preview.Send(w, r, a.file, content)
			return nil
		})
		if err != nil {
			s.machineTrouble(w, err)
		}
	case found.file != a.file && !strings.HasSuffix(r.URL.Path, "/") && s.isFolder(r.Context(), folder):
		to := *r.URL
		to.Path += "/"
		http.Redirect(w, r, to.RequestURI(), http.StatusFound)
	case found.page == nil && found.source == "" && found.wrong == nil && found.moment.Site != nil:
		http.Error(w, "没有这个文件", http.StatusNotFound)
	default:
		s.sendPage(w, a, found)
	}
}

func (s *Studio) isFolder(ctx context.Context, file string) bool {
	m, err := s.Live.For(ctx, file, 0)
	return err == nil && (m.Has(file) || m.SourceOf(file) != "")
}

// sendPage sends a page of the column, or what stands in its place.
func (s *Studio) sendPage(w http.ResponseWriter, a asked, found *answer) {
	page, status, err := s.compose(a, found)
	if err != nil {
		s.machineTrouble(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(page.whole) // a reader that went away
}

// composed is a page with what the preview adds.
type composed struct {
	whole []byte
	state preview.State
}

// compose puts a page together: as it is published, or in its place what is
// known of a document that has none, and what was found.
func (s *Studio) compose(a asked, found *answer) (composed, int, error) {
	var (
		panel  template.HTML
		status = http.StatusOK
		err    error
	)
	page := found.page
	switch {
	case found.moment.Site == nil, found.wrong != nil:
		page, err = s.troublePage(found)
	case page == nil:
		page, err = s.insteadPage(found)
	default:
		panel, err = s.panel(a, found)
		if found.file == "404.html" && a.file != "404.html" {
			status = http.StatusNotFound
		}
	}
	if err != nil {
		return composed{}, 0, err
	}
	c := composed{state: s.state(found, page, panel)}
	c.whole, err = s.insert(a, found, c.state, page, panel)
	return c, status, err
}

// state tells what a tab compares its page with.
func (s *Studio) state(found *answer, page []byte, panel template.HTML) preview.State {
	m := found.moment
	h := sha256.New()
	h.Write(bytes.ReplaceAll(page, []byte(m.Style()), nil))
	_, _ = io.WriteString(h, string(panel)) // a hash takes everything
	if d := m.Document(found.source); d != nil {
		for _, list := range [][]byte{[]byte(fmt.Sprint(d.Attachments)), []byte(fmt.Sprint(d.Files))} {
			h.Write(list)
		}
	}
	n := countsOf(m)
	return preview.State{Version: hex.EncodeToString(h.Sum(nil)[:12]), Style: m.Style(), Counted: m.Judged(), Errors: n.Errors, Problems: n.All()}
}

// insert puts the panel and the script before the end of a page.
func (s *Studio) insert(a asked, found *answer, state preview.State, page []byte, panel template.HTML) ([]byte, error) {
	view := struct {
		preview.State
		Edit, Fresh, Date, Day string
	}{State: state}
	if s.Writes {
		view.Fresh = "/_new/"
		if found.source != "" {
			view.Edit = editLink(found.source)
		}
	}
	if m := found.moment; m.Site != nil {
		view.Day = m.Catalog.Day.String()
		if a.on != 0 {
			view.Date = a.on.String()
		}
	}
	var script strings.Builder
	if err := s.pages.ExecuteTemplate(&script, "script", view); err != nil {
		return nil, err
	}
	end := bytes.LastIndex(page, []byte("</body>"))
	if end < 0 {
		end = len(page)
	}
	out := make([]byte, 0, len(page)+len(panel)+script.Len())
	out = append(out, page[:end]...)
	out = append(out, panel...)
	out = append(out, script.String()...)
	return append(out, page[end:]...), nil
}

// State answers for a tab what state its page is in.
func (s *Studio) State(r *http.Request, address string) (preview.State, error) {
	u, err := url.Parse(address)
	if err != nil {
		return preview.State{}, fmt.Errorf("read address: %w", err)
	}
	s.Sync()
	if strings.HasPrefix(u.Path, "/_") {
		m, err := s.Live.Now(r.Context())
		if err != nil {
			return preview.State{}, err
		}
		return ownState(m), nil
	}
	a := readAsked(u)
	found, err := s.find(r.Context(), a)
	if err != nil {
		return preview.State{}, err
	}
	page, _, err := s.compose(a, found)
	return page.state, err
}

// ownState is the state of the studio's own pages that follow the files: they
// change with every moment.
func ownState(m *site.Moment) preview.State {
	n := countsOf(m)
	return preview.State{Version: strconv.FormatUint(m.Serial, 10), Style: m.Style(), Counted: m.Judged(), Errors: n.Errors, Problems: n.All()}
}

func countsOf(m *site.Moment) counts {
	return counts{m.Count(diag.Error), m.Count(diag.Warning), m.Count(diag.Info)}
}
