package page

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/config"
	"gongkai/generator/report"
	"gongkai/generator/workday"
)

// reportPages makes every page of the site that this repository is, with its
// reports.
func reportPages(t *testing.T) map[string][]byte {
	t.Helper()
	site := os.DirFS("../..")
	if _, err := fs.Stat(site, config.File); err != nil {
		t.Fatal(err)
	}
	in := load(t, site, "2026-11-22")
	r, _, err := report.Make(report.Input{Catalog: in.Catalog, Calendar: workday.Default(), Read: func(p string) ([]byte, error) { return fs.ReadFile(site, p) }})
	if err != nil {
		t.Fatal(err)
	}
	in.Reports = func() *report.Reports { return r }
	return makeAll(t, Open(in).All())
}

var partLink = regexp.MustCompile(`href="([^"#]*)#(part-[^"]+)"`)

func TestReportPages(t *testing.T) {
	pages := reportPages(t)
	for _, name := range []string{"interpretation", "replies", "validity", "health", "annual/2025"} {
		if pages["reports/"+name+"/index.html"] == nil {
			t.Errorf("no page of %s", name)
		}
	}
	titles, links := map[string]string{}, 0
	for name, content := range pages {
		if !isPage(name) || !strings.HasPrefix(name, "reports/") {
			continue
		}
		t.Run(name, func(t *testing.T) { soundPage(t, content) })
		text := string(content)
		if strings.Contains(text, "&lt;") {
			t.Errorf("%s shows markup as text", name)
		}
		title := text[strings.Index(text, "<title>"):strings.Index(text, "</title>")]
		if first, twice := titles[title]; twice {
			t.Errorf("%s and %s have one title %s", first, name, title)
		}
		titles[title] = name
		for _, m := range partLink.FindAllStringSubmatch(text, -1) {
			to := path.Join(path.Dir(name), m[1], "index.html")
			if page := pages[to]; page == nil || !strings.Contains(string(page), `id="`+m[2]+`"`) {
				t.Errorf("%s leads to %s#%s, where nothing is called so", name, to, m[2])
			}
			links++
		}
	}
	if links < 100 {
		t.Errorf("only %d numbers lead to their documents", links)
	}
	if home := string(pages["index.html"]); !strings.Contains(home, `href="./reports/interpretation/"`) || !strings.Contains(home, "15 ÷ 18，截至2026年11月22日") {
		t.Error("the home page does not tell the rate with its day")
	}
	page := string(pages["reports/interpretation/index.html"])
	for _, want := range []string{`83.3%`, `15 ÷ 18`, `role="img"`, "<title id=", "<desc id=", "解读率 = 已解读件数 ÷ 应解读件数", `all/#part-missing`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
}
