package browser

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
)

// componentsScript lists the pages of single examples that /_components/ links.
const componentsScript = `[...document.querySelectorAll('a[href^="/_components/"]')].map((a) => a.getAttribute("href").slice(1)).filter((path) => /\/\d+$/.test(path))`

// Every example of every component, by itself on a page: valid HTML and nothing
// for axe to find on a phone. The page of all of them holds on a wide screen,
// headings and landmarks apart, which many examples share there.
func TestComponentsAreValidAndAccessible(t *testing.T) {
	s := opened(t)
	source := axe(t)
	p := previewSample(t)
	v := openValidator(t, s)
	b := openTab(t, s.browser, p.base)
	if err := b.open("_components/", 1280); err != nil {
		t.Fatal(err)
	}
	examples, err := evaluate[[]string](b, componentsScript)
	if err != nil || len(examples) < 40 {
		t.Fatalf("%d examples, %v", len(examples), err)
	}
	violations, err := b.examine(source)
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range violations {
		if found.ID != "landmark-unique" && found.ID != "heading-order" && !strings.HasPrefix(found.ID, "landmark-") {
			t.Errorf("/_components/: %s: %s\n\t%s", found.ID, found.Help, strings.Join(found.Nodes, "\n\t"))
		}
	}
	for _, path := range examples {
		if err := b.open(path, 390); err != nil {
			t.Fatal(err)
		}
		violations, err := b.examine(source)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range violations {
			t.Errorf("/%s: %s: %s\n\t%s", path, found.ID, found.Help, strings.Join(found.Nodes, "\n\t"))
		}
		for _, f := range valid(t, v, p.base+path) {
			t.Errorf("/%s:%d:%d: %s: %s", path, f.Line, f.Column, f.RuleID, f.Message)
		}
	}
	b.quiet(t)
}

// valid asks for a page and validates it.
func valid(t *testing.T, v *validator, address string) []fault {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	faults, err := v.faults(fstest.MapFS{"page.html": {Data: text}}, "page.html")
	if err != nil {
		t.Fatal(err)
	}
	return faults
}
