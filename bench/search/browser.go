package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/systeminfo"
	"github.com/chromedp/chromedp"
)

// answer is what a query found and cost.
type answer struct {
	Query   string  `json:"q"`
	Class   string  `json:"class"`
	Want    int     `json:"want"`
	Found   int     `json:"found"`
	Right   int     `json:"right"`             // of those found
	Rank    count   `json:"rank"`              // until the results are counted and ordered
	Shown   count   `json:"shown"`             // for the first ten besides
	Next    count   `json:"next"`              // to rank after another query in the same page
	RankMS  float64 `json:"rank_ms"`           // from nothing until the results are counted and ordered
	ShownMS float64 `json:"shown_ms"`          // from nothing until the first ten are there, in one go
	Skipped bool    `json:"skipped,omitempty"` // only time was measured
}

// engine is a search in a page: its script opens it, then asks.
type engine struct {
	name string
	open string // an expression: a promise of {rank(q), show(q), first(q), all(q)}; show after rank, first instead of both
}

var engines = map[string]engine{
	"gongkai": {"gongkai", `import("/search/engine.js").then(async ({ open, parseQuery }) => {
		const index = await open("/search/"), list = limit => async q => (await index.search(q, { limit, suggest: false }));
		return { rank: async q => (await list(0)(q)).total, show: list(10), first: list(10), all: async q => index.addresses((await index.find(parseQuery(q, index.entry.literal))).docs) };
	})`},
	"pagefind": {"pagefind", `import("/pagefind/pagefind.js").then(async pagefind => {
		await pagefind.init();
		let last = null;
		const rank = async q => (last = await pagefind.search(q)).results.length, show = () => Promise.all(last.results.slice(0, 10).map(r => r.data()));
		return { rank, show, first: async q => { await rank(q); return show(); },
			all: async () => (await Promise.all(last.results.map(r => r.data()))).map(d => d.url.replace(/^\//, "").replace(/index\.html$/, "")) };
	})`},
}

// queryTimeout bounds one query on a slow link.
const queryTimeout = 2 * time.Minute

// browse asks all queries, of our engine and, if peer is a folder, of Pagefind.
func (m *measurement) browse(ctx context.Context, peer string) error {
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if found, err := exec.LookPath(name); err == nil && program == "" {
			program = found
		}
	}
	if program == "" {
		fmt.Fprintln(m.talk, "Chromium is not installed: only the index was measured")
		return nil
	}
	allocator, stop := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.Flag("disable-background-networking", true))...)
	defer stop()
	browser, stopBrowser := chromedp.NewContext(allocator)
	defer stopBrowser()
	if err := chromedp.Do(browser, chromedp.Navigate("about:blank")); err != nil {
		return fmt.Errorf("start %s: %w", program, err)
	}
	roots, names := []string{m.root}, []string{"gongkai"}
	if peer != "" {
		roots, names = append(roots, peer), append(names, "pagefind")
	}
	h, err := newHost(roots...)
	if err != nil {
		return err
	}
	defer h.close()
	for _, name := range names {
		for _, l := range []link{loopback, slow} {
			h.use(l)
			answers, err := m.ask(browser, h, engines[name], l)
			if err != nil {
				return err
			}
			m.add(table{Engine: name, Link: l.name, Answers: answers})
		}
	}
	return m.firstPaint(browser, h)
}

// ask asks every query, each time in a profile of its own. What was found and the
// bytes do not depend on the link and are told over loopback.
func (m *measurement) ask(browser context.Context, h *host, e engine, l link) (out []answer, err error) {
	before := "通知"
	for _, q := range m.queries {
		a := answer{Query: q.Text, Class: q.Class, Want: len(q.want), Skipped: l != loopback}
		if !a.Skipped {
			err = m.cold(browser, h, e, q, before, &a)
		}
		if err == nil {
			a.RankMS, err = m.time(browser, h, e, "rank", q)
		}
		if err == nil {
			a.ShownMS, err = m.time(browser, h, e, "first", q)
		}
		if err != nil {
			return nil, fmt.Errorf("%s, %s: %w", e.name, q.Text, err)
		}
		before = q.Text
		out = append(out, a)
	}
	fmt.Fprintf(m.talk, "asked %s over %s\n", e.name, l.name)
	return out, nil
}

// cold tells the bytes of a query on a browser that has nothing in its cache, and
// what was found. It comes before time is measured, so that the host has packed
// every file by then.
func (m *measurement) cold(browser context.Context, h *host, e engine, q query, before string, a *answer) error {
	tab, done, err := openTab(browser, h.base+blankPath)
	if err != nil {
		return err
	}
	defer done()
	text := quoted(q.Text)
	h.take()
	if _, err := evaluate[bool](tab, fmt.Sprintf(`(async () => { self.searching = await %s; await searching.rank(%s); return true; })()`, e.open, text)); err != nil {
		return err
	}
	a.Rank = h.take()
	if _, err := evaluate[bool](tab, fmt.Sprintf(`(async () => { await searching.show(%s); return true; })()`, text)); err != nil {
		return err
	}
	a.Shown = h.take()
	urls, err := evaluate[[]string](tab, fmt.Sprintf(`searching.all(%s)`, text))
	if err != nil {
		return err
	}
	a.compare(urls, q.want)
	return m.warm(browser, h, e, text, before, a)
}

// time tells how many milliseconds a search takes that begins with nothing: its
// scripts are loaded, it opens, and is asked one thing.
func (m *measurement) time(browser context.Context, h *host, e engine, what string, q query) (float64, error) {
	tab, done, err := openTab(browser, h.base+blankPath)
	if err != nil {
		return 0, err
	}
	defer done()
	if err := rest(browser); err != nil {
		return 0, err
	}
	return evaluate[float64](tab, fmt.Sprintf(`(async () => { const began = performance.now(); await (await %s).%s(%s); return performance.now() - began; })()`, e.open, what, quoted(q.Text)))
}

// rest waits until all processes of the browser have computed nothing for a
// moment, at most five seconds. A tab in a profile of its own gets a window, of
// which the browser prepares parts for a third of a second after the page stands
// there (in Chromium 156 the menu of its address bar, a page with scripts of its
// own): that is no part of a search.
func rest(browser context.Context) error {
	const look, most = 100 * time.Millisecond, 50
	last := -1.0
	for range most {
		info, err := chromedp.CallBrowser(browser, systeminfo.GetProcessInfo, cdp.Empty{})
		if err != nil {
			return fmt.Errorf("ask what the browser computes: %w", err)
		}
		now := 0.0
		for _, process := range info.ProcessInfo {
			now += process.CPUTime
		}
		if now == last { // told in hundredths of a second
			return nil
		}
		last = now
		time.Sleep(look)
	}
	return nil
}

// warm asks a query after another in the same page.
func (m *measurement) warm(browser context.Context, h *host, e engine, text, before string, a *answer) error {
	tab, done, err := openTab(browser, h.base+blankPath)
	if err != nil {
		return err
	}
	defer done()
	if _, err := evaluate[bool](tab, fmt.Sprintf(`(async () => { self.searching = await %s; await searching.rank(%s); await searching.show(%[2]s); return true; })()`, e.open, quoted(before))); err != nil {
		return err
	}
	h.take()
	_, err = evaluate[float64](tab, fmt.Sprintf(`searching.rank(%s)`, text))
	a.Next = h.take()
	return err
}

func (a *answer) compare(urls []string, want map[string]bool) {
	a.Found = len(urls)
	for _, u := range urls {
		if want[u] {
			a.Right++
		}
	}
}

// firstPaint goes to the search page itself with a query in its address, from
// another page of the column, and tells when its first result stands there, the
// page's own files included.
func (m *measurement) firstPaint(browser context.Context, h *host) error {
	for _, l := range []link{loopback, slow} {
		h.use(l)
		t := table{Engine: "search page", Link: l.name}
		for _, q := range m.queries {
			if len(q.want) == 0 {
				continue
			}
			tab, done, err := openTab(browser, h.base+blankPath)
			if err != nil {
				return err
			}
			if err := errors.Join(rest(browser), chromedp.Do(tab, chromedp.Navigate(h.base+"/search/?q="+url.QueryEscape(q.Text)))); err != nil {
				done()
				return fmt.Errorf("open the search page: %w", err)
			}
			at, err := evaluate[float64](tab, `new Promise(done => { const look = () => document.querySelector("#search-results li") ? done(performance.now()) : requestAnimationFrame(look); look(); })`)
			done()
			if err != nil {
				return fmt.Errorf("search page, %s: %w", q.Text, err)
			}
			t.Answers = append(t.Answers, answer{Query: q.Text, Class: q.Class, Want: len(q.want), ShownMS: at, Skipped: true})
		}
		m.add(t)
	}
	return nil
}

// openTab opens an address in a profile of its own.
func openTab(browser context.Context, address string) (context.Context, func(), error) {
	tab, done := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	bounded, stop := context.WithTimeout(tab, queryTimeout)
	both := func() { stop(); done() }
	if err := chromedp.Do(bounded, chromedp.Navigate(address)); err != nil {
		both()
		return nil, nil, fmt.Errorf("open %s: %w", address, err)
	}
	return bounded, both, nil
}

// evaluate runs a script and waits for its promise.
func evaluate[T any](tab context.Context, script string) (T, error) {
	return chromedp.Run(tab, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// quoted is a text as a script writes it.
func quoted(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string can always be written
	}
	return string(data)
}
