package page

import (
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"gongkai/generator/asset"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/document"
	"gongkai/generator/ledger"
	"gongkai/generator/markdown"
	"gongkai/generator/publish"
	"gongkai/generator/source"
	"gongkai/generator/workday"
	"gongkai/layouts"
)

// readSite reads a site kept as one archive of files.
func readSite(t testing.TB, name string) fstest.MapFS {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	site := fstest.MapFS{}
	for _, f := range txtar.Parse(data).Files {
		site[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return site
}

// load passes a site through the stations before pages, as of a day.
func load(t testing.TB, site fs.FS, on string) Input {
	t.Helper()
	data, err := fs.ReadFile(site, config.File)
	if err != nil {
		t.Fatal(err)
	}
	c, list := config.Parse(data)
	if list.Failed() {
		t.Fatal(list)
	}
	tree, err := source.Walk(site)
	if err != nil {
		t.Fatal(err)
	}
	env := document.Env{Config: c, Calendar: workday.Default(), Tree: tree, Files: site}
	var docs []*document.Document
	for _, p := range tree.Documents {
		data, err := fs.ReadFile(site, p)
		if err != nil {
			t.Fatal(err)
		}
		d, list := document.New(p, data, env)
		if d == nil {
			t.Fatalf("%s: %v", p, list)
		}
		docs = append(docs, d)
	}
	issued, _ := ledger.Read(nil)
	asOf, ok := day.Parse(on)
	if !ok {
		t.Fatalf("day %q", on)
	}
	cat, list := catalog.New(c, docs, issued, asOf)
	if list.Failed() {
		t.Fatal(list)
	}
	return input(t, cat, site)
}

func input(t testing.TB, cat *catalog.Catalog, site fs.FS) Input {
	t.Helper()
	r, err := New(layouts.Files)
	if err != nil {
		t.Fatal(err)
	}
	assets, err := asset.Join(layouts.Files)
	if err != nil {
		t.Fatal(err)
	}
	bodies := markdown.New()
	return Input{Catalog: cat, Calendar: workday.Default(), Form: []byte("PK"), Renderer: r, Assets: assets, Fingerprint: "test",
		Body: func(e *catalog.Entry, use func(markdown.Body) error) error {
			data, err := fs.ReadFile(site, e.Path)
			if err != nil {
				return err
			}
			return bodies.RenderTo(source.Body(data), markdown.Options{Link: func(to string, _ bool) (string, bool) {
				switch target := document.Resolve(e.Path, to); target.Sort {
				case document.ToMarkdown:
					if linked := cat.ByPath(target.Path); linked != nil {
						return place(e.URL).to(linked.URL), true
					}
					return "", false
				case document.ToFile:
					return "./" + path.Base(target.Path), true
				}
				return to, true
			}}, use)
		},
		Twin: func(b []byte, e *catalog.Entry, text string) []byte { return append(b, `{"text":""}`...) },
	}
}

// make makes all outputs and gives the files by path.
func makeAll(t testing.TB, outputs []publish.Output) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, o := range outputs {
		err := o.Make(func(path string, content io.ReadSeeker) error {
			b, err := io.ReadAll(content)
			if _, twice := files[path]; twice {
				t.Errorf("%s is made twice", path)
			}
			files[path] = b
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range o.Paths {
			if _, ok := files[p]; !ok {
				t.Errorf("%s was announced and is not made", p)
			}
		}
	}
	return files
}

func isPage(name string) bool { return strings.HasSuffix(name, ".html") }
