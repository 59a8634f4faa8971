package page

import (
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

func TestNewNamesFileAndLine(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"syntax", "pages/home.html", "{{define \"page\"}}\n\n{{if}}{{end}}", "layouts/pages/home.html:3"},
		{"field", "components/footer/footer.html", "{{define \"footer\"}}\n{{.Fotter}}{{end}}", "layouts/components/footer/footer.html:2"},
		{"escaping", "pages/list.html", "{{define \"page\"}}\n<script>{{if .Title}}'{{end}}</script>{{end}}", "layouts/pages/list.html:2"},
		{"component", "components/footer/footer.html", "{{define \"footer\"}}{{template \"absent\"}}{{end}}", "absent"},
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
