package browser

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
)

// policy is the one the pages are promised to hold under.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; worker-src 'self'; " +
	"img-src 'self' data:; media-src 'self'; connect-src 'self'; font-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// site is a built site: its files, its pages and where it is served.
type site struct {
	files fs.FS
	base  string // its address, ending in "/"
	pages []page // sorted by path
}

// page is one HTML file of a site.
type page struct {
	path      string   // below base: "", "documents/x/", "404.html"
	file      string   // in the tree: "documents/x/index.html"
	families  []string // pages of one family are made alike
	size      int
	redirect  bool // a stub that sends the reader on at once
	withdrawn bool // a document without a twin: only its tombstone is left
}

func openSite(root, base string) (*site, error) {
	s := &site{files: os.DirFS(root), base: base}
	err := fs.WalkDir(s.files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		text, err := fs.ReadFile(s.files, name)
		s.pages = append(s.pages, page{
			path:      strings.TrimSuffix(name, "index.html"),
			file:      name,
			families:  s.families(name),
			size:      len(text),
			withdrawn: strings.HasPrefix(name, "documents/") && !s.has(path.Dir(name)+"/index.json"),
			redirect:  bytes.Contains(text, []byte(`http-equiv="refresh"`)),
		})
		return err
	})
	slices.SortFunc(s.pages, func(a, b page) int { return cmp.Compare(a.path, b.path) })
	return s, err
}

// families names what a page has in common with others: for a document its kind
// and its validity, for an index its dimension.
func (s *site) families(file string) []string {
	parts := strings.Split(file, "/")
	if parts[0] == "documents" {
		var twin struct{ Kind, Validity string }
		data, err := fs.ReadFile(s.files, path.Join(path.Dir(file), "index.json"))
		if err == nil && json.Unmarshal(data, &twin) == nil {
			return []string{"documents: " + twin.Kind, "documents: " + twin.Validity}
		}
	}
	if len(parts) > 2 {
		parts = parts[:2]
	}
	if strings.Contains(file, "/page/") {
		parts = append(parts, "page")
	}
	return []string{strings.Join(parts, " ")}
}

// samples gives the largest page of each family.
func (s *site) samples() []page {
	largest := map[string]page{}
	for _, p := range s.pages {
		for _, family := range p.families {
			if known, ok := largest[family]; !p.redirect && (!ok || p.size > known.size) {
				largest[family] = p
			}
		}
	}
	chosen := func(p page) bool {
		return slices.ContainsFunc(p.families, func(family string) bool { return largest[family].file == p.file })
	}
	return slices.DeleteFunc(slices.Clone(s.pages), func(p page) bool { return !chosen(p) })
}

// layout names the template a page is made with, and for documents the kinds
// that look unlike others.
func (p page) layout() string {
	parts := strings.Split(p.path, "/")
	switch {
	case parts[0] == "documents":
		for _, family := range p.families {
			switch family {
			case "documents: 建议提案答复", "documents: 新闻发布会", "documents: 政策解读", "documents: 公开年报":
				return family
			}
		}
		return "document"
	case len(parts) > 3:
		return parts[0] + " deep" // the values of a catalogue, the documents behind a number
	case parts[0] == "sections" && (parts[1] == "apply" || parts[1] == "content" || parts[1] == "guide"):
		return p.path
	}
	return parts[0]
}

// serve answers for the site alone, below the path of its base, with the
// headers of docs/deploy.md; the function returned stops it.
func serve(listener net.Listener, s *site) func() {
	server := &http.Server{Handler: handler(s)}
	go server.Serve(listener) //nolint:errcheck // ends with Close
	return func() { server.Close() }
}

func handler(s *site) http.Handler {
	base, err := url.Parse(s.base)
	if err != nil {
		panic(err)
	}
	files := http.FileServerFS(s.files)
	mux := http.NewServeMux()
	mux.Handle(base.Path, http.StripPrefix(strings.TrimSuffix(base.Path, "/"), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", policy)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		if !s.has(r.URL.Path) {
			s.notFound(w)
			return
		}
		files.ServeHTTP(w, r)
	})))
	return mux
}

func (s *site) has(name string) bool {
	name = strings.TrimPrefix(name, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	info, err := fs.Stat(s.files, name)
	return err == nil && !info.IsDir()
}

func (s *site) notFound(w http.ResponseWriter) {
	text, err := fs.ReadFile(s.files, "404.html")
	if err != nil {
		text = []byte("not found")
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	w.Write(text) //nolint:errcheck // the browser went away
}
