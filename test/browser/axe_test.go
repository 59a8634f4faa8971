package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// violation is one rule of axe-core that a page breaks.
type violation struct {
	ID     string   `json:"id"`
	Impact string   `json:"impact"`
	Help   string   `json:"help"`
	Nodes  []string `json:"nodes"` // "selector: markup"
}

// axeScript loads axe-core without a trace in the page and returns violations.
const axeScript = `(async () => {
	const { violations } = await axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
		resultTypes: ["violations"],
	});
	return violations.map(({ id, impact, help, nodes }) => ({
		id, impact, help,
		nodes: nodes.map((n) => n.target.join(" ") + ": " + n.html.slice(0, 160) + " " + (n.any[0]?.message ?? "")),
	}));
})()`

// a look is a way in which a page is examined.
type look struct {
	name     string
	width    int64
	scheme   string
	forced   bool   // forced colours
	still    bool   // no motion
	mode     string // elder: 长辈版
	contrast string // more: 高对比度
}

// looks are those in which a page of each layout is examined; the first two are
// for every sample.
var looks = []look{
	{name: "desktop", width: 1280},
	{name: "phone", width: 390},
	{name: "dark", width: 1280, scheme: "dark"},
	{name: "elder", width: 1280, mode: "elder"},
	{name: "elder phone", width: 390, mode: "elder"},
	{name: "high contrast", width: 390, contrast: "more"},
	{name: "forced colours", width: 1280, forced: true},
}

// axe gives the source of axe-core, or ends the test.
func axe(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		skipOrFail(t, fmt.Errorf("%w: axe-core", errMissing))
	}
	return string(source)
}

// examine runs axe, once loaded, over the page that is open.
func (b *tab) examine(source string) ([]violation, error) {
	return evaluate[[]violation](b, `typeof axe === "undefined" && (() => {`+source+`})();`+axeScript)
}

// plainLooks is how many of the looks every sample is examined in.
const plainLooks = 2

// WCAG 2.2 A and AA and best practice, on one page of each kind; the readers'
// modes on the largest page of each layout.
func TestAccessibility(t *testing.T) {
	s := opened(t)
	source := axe(t)
	samples := s.site.samples()
	largest := map[string]page{}
	for _, p := range samples {
		if known, ok := largest[p.layout()]; !ok || p.size > known.size {
			largest[p.layout()] = p
		}
	}
	var group sync.WaitGroup
	for worker := range crawlWorkers {
		b := openTab(t, s.browser, s.site.base)
		group.Go(func() {
			for i := worker; i < len(samples); i += crawlWorkers {
				in := looks[:plainLooks]
				if largest[samples[i].layout()].path == samples[i].path {
					in = looks
				}
				b.examineIn(t, samples[i], source, in)
			}
		})
	}
	group.Wait()
}

// examineAll looks at one page in every way.
func (b *tab) examineAll(t *testing.T, p page, source string) {
	t.Helper()
	b.examineIn(t, p, source, looks)
}

func (b *tab) examineIn(t *testing.T, p page, source string, in []look) {
	t.Helper()
	if err := b.open(p.path, in[0].width); err != nil {
		t.Error(err)
		return
	}
	for _, look := range in {
		if err := b.look(look); err != nil {
			t.Errorf("/%s (%s): %v", p.path, look.name, err)
			return
		}
		if wide, err := evaluate[string](b, overflowScript); err != nil || wide != "" {
			t.Errorf("/%s (%s): %s %v", p.path, look.name, wide, err)
		}
		violations, err := b.examine(source)
		if err != nil {
			t.Errorf("/%s (%s): %v", p.path, look.name, err)
		}
		for _, v := range violations {
			t.Errorf("/%s (%s): %s, %s: %s\n\t%s", p.path, look.name, v.ID, v.Impact, v.Help, strings.Join(v.Nodes, "\n\t"))
		}
	}
}
