package page

import (
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/jba/templatecheck"

	"gongkai/layouts"
)

func TestTemplatesMatchTheirViews(t *testing.T) {
	r, err := New(layouts.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range views() {
		t.Run(v.template(), func(t *testing.T) {
			tmpl := r.pages[v.template()].Lookup("base")
			if err := templatecheck.CheckHTML(tmpl, v); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestComponentsMatchTheirParameters(t *testing.T) {
	r, err := New(layouts.Files)
	if err != nil {
		t.Fatal(err)
	}
	for name, parameter := range parameters {
		t.Run(name, func(t *testing.T) {
			value := reflect.ValueOf(parameter()).Elem().Interface()
			if err := templatecheck.CheckHTML(r.pages["list"].Lookup(name), value); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestNewNamesFileAndLine(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"syntax", "pages/home.html", "{{define \"page\"}}\n\n{{if}}{{end}}", "layouts/pages/home.html:3"},
		{"field", "pages/list.html", "{{define \"page\"}}\n{{.Tilte}}{{end}}", "layouts/pages/list.html:2"},
		{"escaping", "pages/list.html", "{{define \"page\"}}\n<script>{{if .Title}}'{{end}}</script>{{end}}", "layouts/pages/list.html:2"},
		{"component", "pages/list.html", "{{define \"page\"}}{{template \"absent\"}}{{end}}", "absent"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			own := fstest.MapFS{tt.file: {Data: []byte(tt.text)}}
			_, err := New(layouts.Over(own))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want a message with %q", err, tt.want)
			}
		})
	}
}

// TestSharedComponentThatFails expects the error of a site's own footer from
// every page, not a panic and not a page without footer.
func TestSharedComponentThatFails(t *testing.T) {
	own := fstest.MapFS{"components/footer/footer.html": {Data: []byte("{{define \"footer\"}}\n{{.Fotter}}{{end}}")}}
	in := load(t, readSite(t, siteFile), "2025-06-30")
	r, err := New(layouts.Over(own))
	if err != nil {
		t.Fatal(err)
	}
	in.Renderer = r
	for _, o := range Open(in).All() {
		if !isPage(o.Paths[0]) {
			continue
		}
		err := o.Make(func(string, io.ReadSeeker) error { return nil })
		if err == nil || !strings.Contains(err.Error(), "layouts/components/footer/footer.html:2") {
			t.Fatalf("%s: got %v", o.Paths[0], err)
		}
	}
}
