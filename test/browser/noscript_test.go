package browser

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"
)

// reading is what a reader can see of a page's main part with all folds open.
type reading struct {
	Text  string   `json:"text"`
	Links []string `json:"links"`
}

const readScript = `(() => {
	const main = document.querySelector("main") ?? document.body;
	for (const fold of main.querySelectorAll("details")) fold.open = true;
	const seen = (e) => e.checkVisibility({ checkVisibilityCSS: true });
	const links = [...new Set([...main.querySelectorAll("a[href]")].filter(seen).map((a) => a.href))];
	// A twin has neither the marks of notes inside its text nor the validity of what it cites.
	for (const mark of main.querySelectorAll("[role=doc-noteref], .prose .status")) mark.remove();
	return {
		links,
		text: [document.querySelector("h1").innerText, main.innerText, ...[...main.querySelectorAll("img")].map((e) => e.alt)].join("\n"),
	};
})()`

func (b *tab) read(path string, scripts bool) (reading, error) {
	if err := b.scripts(scripts); err != nil {
		return reading{}, err
	}
	if err := b.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(b.base+path)); err != nil {
		return reading{}, err
	}
	return evaluate[reading](b, readScript)
}

// Every page reads completely without JavaScript: no link of its main part is
// missing, and the whole text of a document is there.
func TestPagesReadWithoutScript(t *testing.T) {
	s := opened(t)
	b := openTab(t, s.browser, s.site.base)
	for _, p := range s.site.samples() {
		with, err := b.read(p.path, true)
		if err != nil {
			t.Fatal(err)
		}
		without, err := b.read(p.path, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range with.Links {
			if !slices.Contains(without.Links, link) {
				t.Errorf("/%s: without script there is no link to %s", p.path, link)
			}
		}
		for _, line := range s.site.missingLines(t, p, without.Text) {
			t.Errorf("/%s: without script this is not shown: %s", p.path, line)
		}
	}
}

// marker is what a twin writes before a list item or a footnote; pages leave it
// to the browser, which does not count it as text.
var marker = regexp.MustCompile(`^\s*(\d+\.|\[\d+\]|[-*•])\s`)

// missingLines gives the lines of a document's text that a page does not show;
// other pages must show some text.
func (s *site) missingLines(t *testing.T, p page, shown string) []string {
	t.Helper()
	shown = squeezed(shown)
	data, err := fs.ReadFile(s.files, path.Join(path.Dir(p.file), "index.json"))
	if errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(p.file, "documents/") {
		if len([]rune(shown)) < 10 {
			return []string{"anything to read"}
		}
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var twin struct{ Text string }
	if err := json.Unmarshal(data, &twin); err != nil {
		t.Fatal(err)
	}
	if twin.Text == "" {
		t.Errorf("/%s: its twin has no text", p.path)
	}
	var missing []string
	for line := range strings.Lines(twin.Text) {
		for cell := range strings.SplitSeq(marker.ReplaceAllString(line, ""), "\t") {
			if !strings.Contains(shown, squeezed(cell)) {
				missing = append(missing, strings.TrimSpace(cell))
			}
		}
	}
	return missing
}

// squeezed drops white space and what is not printed, which layout may change.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
}
