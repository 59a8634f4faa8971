package studio

import (
	"html/template"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// Every example stands on the page of components, with ids of its own, and on a
// page by itself.
func TestComponents(t *testing.T) {
	d := openDesk(t, false)
	all := d.page("/_components/")
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(`\sid="([^"]+)"`).FindAllStringSubmatch(all, -1) {
		if ids[m[1]] {
			t.Errorf("id %q is used twice", m[1])
		}
		ids[m[1]] = true
	}
	links := regexp.MustCompile(`href="(/_components/[a-z-]+/\d+)"`).FindAllStringSubmatch(all, -1)
	if len(links) < 40 {
		t.Errorf("%d examples, want at least 40", len(links))
	}
	for _, m := range links {
		if one := d.page(m[1]); strings.Count(one, "<main") != 1 || strings.Count(one, "<h1") != 1 {
			t.Errorf("%s: not one main part and one heading", m[1])
		}
	}
	for _, absent := range []string{"/_components/status/0", "/_components/status/999", "/_components/none/1", "/_components/status/x"} {
		if w := d.get(absent); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", absent, w.Code)
		}
	}
}

// The page follows the site's own layouts.
func TestComponentsFollowTheLayouts(t *testing.T) {
	d := openDesk(t, false)
	d.put("layouts/components/breadcrumb/breadcrumb.html", `{{define "breadcrumb"}}<p class="own">自己的面包屑</p>{{end}}`)
	if !strings.Contains(d.page("/_components/breadcrumb/1"), "自己的面包屑") {
		t.Error("the site's own component is not shown")
	}
}

func TestApart(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{`<p id="a">`, `<p id="x-a">`},
		{`<i aria-labelledby="a b" for="a">`, `<i aria-labelledby="x-a x-b" for="x-a">`},
		{`<a href="#a"><a href="../#a">`, `<a href="#x-a"><a href="../#a">`},
		{`<a href="#main"><rect fill="url(#hatch)"><line marker-end="url(#head)">`, `<a href="#main"><rect fill="url(#hatch)"><line marker-end="url(#x-head)">`},
	} {
		if got := apart(template.HTML(tt.in), "x"); string(got) != tt.want {
			t.Errorf("%s: got %s, want %s", tt.in, got, tt.want)
		}
	}
}
