package browser

import (
	"bytes"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// searchPage is what a reader sees of the search page.
type searchPage struct {
	Query    string   `json:"query"`
	Search   string   `json:"search"` // the address's query
	Status   string   `json:"status"` // how many documents were found
	Note     string   `json:"note"`   // how many attachments besides, a moment later
	Titles   []string `json:"titles"`
	Links    []string `json:"links"`
	Marks    []string `json:"marks"`
	Filters  []string `json:"filters"`
	Facets   []string `json:"facets"` // texts of the choices that are shown
	Current  string   `json:"current"`
	Others   []string `json:"others"` // suggestions
	Best     string   `json:"best"`
	Attached []string `json:"attached"` // attachments
	Failed   bool     `json:"failed"`
	Ways     bool     `json:"ways"` // the ways through the catalogues are shown
	Focus    string   `json:"focus"`
}

const searchScript = `(() => {
	const texts = (selector) => [...document.querySelectorAll(selector)].map((e) => e.textContent.replace(/\s+/g, " ").trim());
	return {
		query: document.querySelector("#q")?.value ?? "", search: location.search, status: (texts("#search-status")[0] ?? "").split("；")[0], note: (texts("#search-status")[0] ?? "").split("；")[1] ?? "",
		titles: texts("#search-results .doc-item__title a"), links: [...document.querySelectorAll("#search-results .doc-item__title a")].map((a) => a.href),
		marks: texts(".doc-item mark"), filters: texts(".search-filter"), facets: texts("#search-facets a"),
		current: texts(".pagination [aria-current]")[0] ?? "", others: texts("[aria-labelledby=search-others] li"), best: texts(".doc-item--best .doc-item__why")[0] ?? "",
		attached: texts("#search-attached li"), failed: document.querySelector("#search-failed") !== null, ways: document.querySelector("#search-ways")?.hidden === false,
		focus: document.activeElement.id || document.activeElement.textContent,
	};
})()`

// searchTab opens the search page of a served site with a query in its address.
func searchTab(t *testing.T, s *stage, on *site, query string) *tab {
	t.Helper()
	b := openTab(t, s.browser, on.base)
	if err := b.open("search/"+query, 1280); err != nil {
		t.Fatal(err)
	}
	return b
}

// results waits until a condition on the page p holds, and gives the page. The
// browser may be on its way to it.
func (b *tab) results(t *testing.T, condition string) searchPage {
	t.Helper()
	for began := time.Now(); time.Since(began) < pageTimeout/2; time.Sleep(30 * time.Millisecond) {
		p, err := evaluate[*searchPage](b, fmt.Sprintf(`((p) => (%s) ? p : null)(%s)`, condition, searchScript))
		if err == nil && p != nil {
			return *p
		}
	}
	now, err := evaluate[searchPage](b, searchScript)
	t.Fatalf("waited for %s: %+v (%v)", condition, now, err)
	return now
}

// slash presses "/". As an event of the page: the driver's key would type the
// letter even where the page forbids it.
func (b *tab) slash(t *testing.T) {
	t.Helper()
	_, err := evaluate[bool](b, `document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }))`)
	if err != nil {
		t.Fatal(err)
	}
}

// back goes a step back in the history, within a page or to another.
func (b *tab) back(t *testing.T) {
	t.Helper()
	if _, err := evaluate[bool](b, `setTimeout(() => history.back(), 0) > 0`); err != nil {
		t.Fatal(err)
	}
}

// click presses an element when the page has come to rest: one that is still
// scrolling takes it from under the pointer between press and release.
func (b *tab) click(t *testing.T, selector string) {
	t.Helper()
	place := fmt.Sprintf(`(e => { e.scrollIntoView({ block: "center", behavior: "instant" }); const r = e.getBoundingClientRect(); return r.x + " " + r.y; })(document.querySelector(%q))`, selector)
	last := ""
	for range 100 {
		now, err := evaluate[string](b, place)
		if err != nil {
			t.Fatalf("find %s: %v", selector, err)
		}
		if now == last {
			break
		}
		last = now
		time.Sleep(50 * time.Millisecond)
	}
	if err := b.do(chromedp.Click(selector)); err != nil {
		t.Fatalf("click %s: %v", selector, err)
	}
}

// A reader types, narrows down, turns pages, follows a hit and comes back.
func TestSearch(t *testing.T) {
	s := opened(t)
	b := searchTab(t, s, s.site, "")
	b.slash(t)
	b.press(t, "示例市")
	first := b.results(t, `p.status.includes("找到") && p.query === "示例市"`)
	if len(first.Titles) != 10 || first.Search == "" || first.Ways {
		t.Errorf("as typed: %+v", first)
	}
	if !slices.Contains(first.Marks, "示例市") {
		t.Errorf("no hit is marked: %q", first.Marks)
	}
	b.click(t, "#search-facets a")
	narrowed := b.results(t, `p.filters.length === 1`)
	if narrowed.Status == first.Status || !strings.Contains(narrowed.Search, "kind=") {
		t.Errorf("a filter: %q → %q at %s", first.Status, narrowed.Status, narrowed.Search)
	}
	b.click(t, ".search-filter")
	b.results(t, fmt.Sprintf(`p.filters.length === 0 && p.status === %q`, first.Status))
	b.click(t, `.pagination [rel="next"]`)
	second := b.results(t, `p.current === "2"`)
	if slices.Equal(second.Links, first.Links) || !strings.Contains(second.Search, "page=2") {
		t.Errorf("the second page is like the first, at %s", second.Search)
	}
	target, err := url.Parse(second.Links[0])
	if err != nil {
		t.Fatal(err)
	}
	b.click(t, `a[data-result]`)
	b.results(t, fmt.Sprintf(`location.pathname === %q`, target.Path))
	b.back(t)
	back := b.results(t, `p.current === "2"`)
	if !slices.Equal(back.Links, second.Links) || back.Query != "示例市" {
		t.Errorf("coming back: %+v", back)
	}
	for _, want := range []string{`p.filters.length === 0 && p.current === "1"`, `p.filters.length === 1`, `p.filters.length === 0 && p.current === "1"`, `p.query === "" && p.ways`} {
		b.back(t)
		b.results(t, want)
	}
	b.quiet(t)
}

// Values of one facet are alternatives, facets narrow each other down; the
// sentence says so and each of its parts can be taken off.
func TestSearchFacets(t *testing.T) {
	s := opened(t)
	b := searchTab(t, s, s.site, "?q="+url.QueryEscape("公共数据"))
	all := b.results(t, `p.titles.length > 0`)
	count := func(query string) int {
		t.Helper()
		if err := b.open("search/?q="+url.QueryEscape("公共数据")+query, 390); err != nil {
			t.Fatal(err)
		}
		p := b.results(t, `p.status.includes("找到")`)
		var n int
		if _, err := fmt.Sscanf(p.Status, "找到 %d 件", &n); err != nil {
			t.Fatalf("%s: status %q", query, p.Status)
		}
		return n
	}
	one, other, both := count("&year=2025"), count("&year=2026"), count("&year=2025&year=2026")
	if one == 0 || other == 0 || both != one+other {
		t.Errorf("of two years %d and %d, of both %d", one, other, both)
	}
	if narrowed := count("&year=2025&year=2026&kind=interpretation"); narrowed == 0 || narrowed >= both {
		t.Errorf("%d of both years, %d of a kind", both, narrowed)
	}
	sentence, err := evaluate[string](b, `document.querySelector("#search-filters").textContent.replaceAll("取消条件：", "")`)
	if err != nil || sentence != "只看类型是政策解读×，年份是2025年×或2026年×。取消全部条件" {
		t.Errorf("the sentence %q (%v)", sentence, err)
	}
	b.click(t, ".search-filter__part:nth-child(2) a")
	b.results(t, `p.filters.length === 2 && !p.search.includes("year=2025")`)
	b.click(t, "#search-filters > a")
	if p := b.results(t, `p.filters.length === 0`); p.Status != all.Status {
		t.Errorf("without conditions %q, at first %q", p.Status, all.Status)
	}
	b.quiet(t)
}

// Beside few hits other ways to write the query are offered below them, named
// as what they are.
func TestSearchFewHits(t *testing.T) {
	s := opened(t)
	b := searchTab(t, s, s.site, "?q="+url.QueryEscape("示政办规[2024]5号"))
	p := b.results(t, `p.titles.length > 0`)
	if len(p.Titles) > 3 {
		t.Fatalf("%d hits are not few", len(p.Titles))
	}
	for _, other := range p.Others {
		if !strings.Contains(other, "（") {
			t.Errorf("a suggestion does not say what it is: %q", other)
		}
	}
	below, err := evaluate[bool](b, `(document.querySelector("#search-results").compareDocumentPosition(document.querySelector("#search-about")) & Node.DOCUMENT_POSITION_FOLLOWING) > 0`)
	if err != nil || !below {
		t.Errorf("suggestions stand before results (%v)", err)
	}
	b.quiet(t)
}

// A result page can be linked; its title and its live region tell the count.
func TestSearchByAddress(t *testing.T) {
	s := opened(t)
	b := searchTab(t, s, s.site, "?q="+url.QueryEscape("示政办规[2024]5号"))
	p := b.results(t, `p.titles.length > 0`)
	if p.Best != "文号匹配" || !strings.Contains(p.Titles[0], "综合查一次") {
		t.Errorf("a document number with other brackets: best %q, %q", p.Best, p.Titles)
	}
	title, err := evaluate[string](b, `document.title`)
	if err != nil || !strings.Contains(title, "示政办规[2024]5号") || !strings.Contains(title, "件") {
		t.Errorf("title %q (%v)", title, err)
	}
	role, err := evaluate[string](b, `document.querySelector("#search-status").getAttribute("role")`)
	if err != nil || role != "status" {
		t.Errorf("the count is no live region: role %q (%v)", role, err)
	}
	b.quiet(t)
}

// The keyboard alone: arrows go through the results, Esc to the box and empties
// it.
func TestSearchByKeyboard(t *testing.T) {
	s := opened(t)
	b := searchTab(t, s, s.site, "?q="+url.QueryEscape("公共数据"))
	p := b.results(t, `p.titles.length > 2`)
	b.slash(t)
	for _, step := range []struct{ key, want string }{
		{kb.ArrowDown, p.Titles[0]}, {kb.ArrowDown, p.Titles[1]}, {kb.ArrowUp, p.Titles[0]}, {kb.ArrowUp, "q"}, {kb.ArrowDown, p.Titles[0]}, {kb.Escape, "q"},
	} {
		b.press(t, step.key)
		if got := b.results(t, "true").Focus; strings.TrimSpace(got) != step.want {
			t.Fatalf("focus on %q, want %q", got, step.want)
		}
	}
	b.press(t, kb.Escape)
	b.results(t, `p.query === "" && p.ways && p.titles.length === 0`)
	b.quiet(t)
}

// Nothing found: what was searched is said, other ways to write it are named as
// such, the ways on are shown.
func TestSearchFindsNothing(t *testing.T) {
	s := opened(t)
	b := searchTab(t, s, s.site, "?q="+url.QueryEscape("公共數據"))
	p := b.results(t, `p.others.length > 0`)
	if !strings.Contains(p.Status, "没有找到") || len(p.Titles) != 0 || !p.Ways {
		t.Errorf("%+v", p)
	}
	if !strings.Contains(p.Others[0], "换成简体字") {
		t.Errorf("suggestions %q", p.Others)
	}
	b.click(t, "#search-about a")
	b.results(t, `p.query === "公共数据" && p.titles.length > 0`)
	b.quiet(t)
}

// All hits of a text are listed on request; a void document is marked and names
// what came after it.
func TestSearchHitsAndVoid(t *testing.T) {
	s := opened(t)
	b := searchTab(t, s, s.site, "?q="+url.QueryEscape("示例市城市建筑垃圾管理办法"))
	b.results(t, `p.best === "名称匹配"`)
	shown, err := evaluate[string](b, `document.querySelector(".doc-item--void").textContent`)
	if err != nil || !strings.Contains(shown, "已废止") || !strings.Contains(shown, "代替") {
		t.Errorf("a void document: %q (%v)", shown, err)
	}
	if err := b.open("search/?q="+url.QueryEscape("停车"), 1280); err != nil {
		t.Fatal(err)
	}
	b.results(t, `p.titles.length > 0`)
	b.click(t, ".search-more")
	if _, err := evaluate[bool](b, `new Promise((done) => { const look = () => document.querySelectorAll(".search-hits li mark").length > 3 ? done(true) : setTimeout(look, 20); look(); })`); err != nil {
		t.Error(err)
	}
	b.quiet(t)
}

// What only an attachment says is found below the documents, named as an
// attachment and not counted with them.
func TestSearchAttachments(t *testing.T) {
	s := opened(t)
	b := searchTab(t, s, s.site, "?q="+url.QueryEscape("胸部检查"))
	p := b.results(t, `p.attached.length > 0`)
	if len(p.Titles) != 0 || !strings.Contains(p.Status, "没有找到") || p.Note != "另有 1 个附件" {
		t.Errorf("status %q, titles %q", p.Status, p.Titles)
	}
	if !strings.Contains(p.Attached[0], "附件") || !strings.Contains(p.Attached[0], "DOCX") || !slices.Contains(p.Marks, "胸部检查") {
		t.Errorf("attachments %q, marks %q", p.Attached, p.Marks)
	}
	b.press(t, kb.ArrowDown)
	b.click(t, "#search-attached a[data-result]")
	b.results(t, `location.pathname.includes("/documents/")`)
	if err := b.open("search/?q="+url.QueryEscape("胸部检查")+"&kind=reply", 1280); err != nil {
		t.Fatal(err)
	}
	b.results(t, `p.status.includes("没有找到") && p.note === "" && p.attached.length === 0`)
	b.quiet(t)
}

// brittle is a site some of whose files cannot be had for a while.
type brittle struct {
	fs.FS
	broken *atomic.Bool
}

func (f brittle) Open(name string) (fs.File, error) {
	if f.broken.Load() && strings.HasPrefix(name, "search/shards/") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f.FS.Open(name)
}

// A fetch that fails is told, the query is kept, and the reader may try again.
func TestSearchRetries(t *testing.T) {
	s := opened(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var broken atomic.Bool
	broken.Store(true)
	on := &site{files: brittle{s.site.files, &broken}, base: "http://" + listener.Addr().String() + "/xxgk/"}
	t.Cleanup(serve(listener, on))
	b := searchTab(t, s, on, "?q="+url.QueryEscape("法律援助"))
	p := b.results(t, `p.failed`)
	if p.Query != "法律援助" || !p.Ways {
		t.Errorf("after a failed fetch: %+v", p)
	}
	b.take() // the failed fetch, which the browser tells of
	broken.Store(false)
	b.click(t, "#search-results .button")
	if p := b.results(t, `p.titles.length > 0`); p.Failed {
		t.Errorf("after trying again: %+v", p)
	}
	b.quiet(t)
}

// crowded is a site whose search page takes every archive for a large one.
type crowded struct{ fs.FS }

func (f crowded) Open(name string) (fs.File, error) {
	if name != "search/ui.js" {
		return f.FS.Open(name)
	}
	script, err := fs.ReadFile(f.FS, name)
	if err != nil {
		return nil, err
	}
	const many = "=2e4;"
	if !bytes.Contains(script, []byte(many)) {
		return nil, fmt.Errorf("%s has no bound %s", name, many)
	}
	script = bytes.Replace(script, []byte(many), []byte("=0;"), 1)
	return fstest.MapFS{name: {Data: script}}.Open(name)
}

// A large archive is searched in a worker.
func TestSearchInWorker(t *testing.T) {
	s := opened(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	on := &site{files: crowded{s.site.files}, base: "http://" + listener.Addr().String() + "/xxgk/"}
	t.Cleanup(serve(listener, on))
	b := searchTab(t, s, on, "?q="+url.QueryEscape("法律援助"))
	p := b.results(t, `p.titles.length > 0 && performance.getEntriesByType("resource").some((e) => e.name.endsWith("worker.js"))`)
	if here := searchTab(t, s, s.site, p.Search).results(t, `p.titles.length > 0`); !slices.Equal(here.Titles, p.Titles) {
		t.Errorf("a worker finds %q, the page %q", p.Titles, here.Titles)
	}
	b.quiet(t)
}

// Without script the page says why it does not search and leads to the
// catalogues.
func TestSearchWithoutScript(t *testing.T) {
	s := opened(t)
	b := openTab(t, s.browser, s.site.base)
	r, err := b.read("search/?q="+url.QueryEscape("法律援助"), false)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(r.Text, "JavaScript") {
		t.Errorf("no word about script: %q", r.Text)
	}
	if !slices.ContainsFunc(r.Links, func(link string) bool { return strings.Contains(link, "/catalogue/") }) {
		t.Errorf("no way to the catalogues: %q", r.Links)
	}
}

// The search box of other pages leads to results.
func TestSearchBoxOnEveryPage(t *testing.T) {
	s := opened(t)
	for _, path := range []string{"", "catalogue/year/"} {
		b := openTab(t, s.browser, s.site.base)
		if err := b.open(path, 1280); err != nil {
			t.Fatal(err)
		}
		b.click(t, `input[name="q"]`)
		b.press(t, "法律援助"+kb.Enter)
		b.results(t, `p.titles.length > 0 && p.query === "法律援助"`)
		b.quiet(t)
	}
}

// Results, the empty state and the filters are as accessible as other pages.
func TestSearchAccessibility(t *testing.T) {
	s := opened(t)
	source := axe(t)
	for _, query := range []string{"?q=" + url.QueryEscape("示例市") + "&kind=reply", "?q=" + url.QueryEscape("无此文字"), "?q=" + url.QueryEscape("示例市城市建筑垃圾管理办法")} {
		b := searchTab(t, s, s.site, query)
		b.results(t, `p.status.includes("找到")`)
		for _, look := range looks {
			if err := b.look(look); err != nil {
				t.Fatal(err)
			}
			violations, err := b.examine(source)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range violations {
				t.Errorf("%s (%s): %s, %s: %s\n\t%s", query, look.name, v.ID, v.Impact, v.Help, strings.Join(v.Nodes, "\n\t"))
			}
		}
		for _, width := range widths {
			if err := b.look(look{width: width}); err != nil {
				t.Fatal(err)
			}
			if wide, err := evaluate[string](b, overflowScript); err != nil || wide != "" {
				t.Errorf("%s at %d px: %s (%v)", query, width, wide, err)
			}
		}
	}
}
