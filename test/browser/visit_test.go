package browser

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// pageTimeout bounds all that is done with one page.
const pageTimeout = 60 * time.Second

// facts are what a loaded page says of itself; facts.js fills them in.
type facts struct {
	Lang       string   `json:"lang"`
	Title      string   `json:"title"`
	Headings   []string `json:"headings"` // texts of h1
	ImagesBare []string `json:"imagesBare"`
	Repeated   []string `json:"repeated"` // ids used more than once
	IDs        []string `json:"ids"`
	Links      []string `json:"links"` // absolute
	Canonical  string   `json:"canonical"`
	Levels     []int    `json:"levels"`  // of the headings that are shown, in order
	Sheets     []string `json:"sheets"`  // style sheets, absolute
	Scripts    []string `json:"scripts"` // scripts of the markup, absolute
	Jumps      []string `json:"jumps"`   // elements that leave the order of the document
	Tables     []string `json:"tables"`  // tables without headers or without a name

	Metas map[string]string `json:"metas"`
}

//go:embed testdata/facts.js
var factsScript string

//go:embed testdata/shift.js
var shiftScript string

//go:embed testdata/overflow.js
var overflowScript string

// tab is one browser tab and what it has complained about.
type tab struct {
	ctx  context.Context
	base string

	mutex    sync.Mutex
	problems []string
}

// openTab opens a tab for pages below base; it is closed with the test.
func openTab(t *testing.T, browser context.Context, base string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewWindow(true))
	t.Cleanup(cancel)
	b := &tab{ctx: ctx, base: base}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	return b
}

// listen notes what a reader's browser would complain about.
func (b *tab) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.note("exception: %s", exceptionText(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			b.note("console %s: %s", e.Type, consoleText(e.Args))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			b.note("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		address := e.Request.URL
		if !strings.HasPrefix(address, b.base) && !strings.HasPrefix(address, "data:") && address != "about:blank" {
			b.note("request outside the site: %s", address)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			b.note("status %d: %s", e.Response.Status, e.Response.URL)
		}
	}
}

func exceptionText(details *runtime.ExceptionDetails) string {
	if details.Exception != nil && details.Exception.Description != "" {
		return details.Exception.Description
	}
	return details.Text
}

func consoleText(args []*runtime.RemoteObject) string {
	var words []string
	for _, arg := range args {
		words = append(words, strings.Trim(string(arg.Value), `"`)+arg.Description)
	}
	return strings.Join(words, " ")
}

func (b *tab) note(format string, args ...any) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.problems = append(b.problems, fmt.Sprintf(format, args...))
}

// take gives the problems noted since the last call.
func (b *tab) take() []string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	problems := b.problems
	b.problems = nil
	return problems
}

// do runs steps within the time of one page.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(b.ctx, pageTimeout)
	defer cancel()
	return chromedp.Do(ctx, steps...)
}

// evaluate runs a script in the tab and waits for its promise.
func evaluate[T any](b *tab, script string) (T, error) {
	ctx, cancel := context.WithTimeout(b.ctx, pageTimeout)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// settled waits until fonts are there and a frame has been painted.
const settled = `document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))).then(() => true)`

// open loads a page at a width and waits until it is quiet.
func (b *tab) open(path string, width int64) error {
	if err := b.do(chromedp.EmulateViewport(width, 900), chromedp.Navigate(b.base+path)); err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	_, err := evaluate[bool](b, settled)
	return err
}

// follow opens a page that sends the reader on and gives the address where the
// browser arrives.
func (b *tab) follow(path string) (string, error) {
	ctx, cancel := context.WithTimeout(b.ctx, pageTimeout)
	defer cancel()
	elsewhere := func(e cdppage.EventFrameNavigated) bool {
		return e.Frame.ParentID == "" && e.Frame.URL != b.base+path
	}
	arrived, err := chromedp.Run(ctx, chromedp.WaitEvent(cdppage.FrameNavigated, elsewhere, chromedp.Navigate(b.base+path)))
	if err != nil {
		return "", err
	}
	return arrived.Frame.URL, nil
}

// scripts turns JavaScript of pages on or off; our own evaluations still run.
func (b *tab) scripts(on bool) error {
	return b.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return chromedp.Void{}, err
	})
}

// look sets the width, the scheme and the reader's choices, and waits for the
// repaint.
func (b *tab) look(l look) error {
	scheme, forced, motion := l.scheme, "none", "no-preference"
	if scheme == "" {
		scheme = "light"
	}
	if l.forced {
		forced = "active"
	}
	if l.still {
		motion = "reduce"
	}
	err := b.do(chromedp.EmulateViewport(l.width, 900), func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "forced-colors", Value: forced}, {Name: "prefers-reduced-motion", Value: motion}},
		})
		return chromedp.Void{}, err
	})
	if err != nil {
		return err
	}
	_, err = evaluate[bool](b, fmt.Sprintf(`for (const [key, value] of [["mode", %q], ["contrast", %q]]) {
		if (value) document.documentElement.dataset[key] = value; else delete document.documentElement.dataset[key];
	}
	%s`, l.mode, l.contrast, settled))
	return err
}

// visit is what one page showed.
type visit struct {
	page     page
	facts    facts
	problems []string
	overflow map[int64]string // width → what sticks out
	shift    float64          // how far the layout moved while the page loaded
}

// widths at which a page may not scroll sideways: a phone, the width of WCAG
// 1.4.10 (1280 px at 400 %), and 1280 px at 200 %.
var widths = []int64{390, 320, 640}

func (b *tab) visit(p page) (visit, error) {
	v := visit{page: p, overflow: map[int64]string{}}
	b.take()
	if err := b.open(p.path, widths[0]); err != nil {
		return v, err
	}
	var err error
	if v.facts, err = evaluate[facts](b, factsScript); err != nil {
		return v, err
	}
	if v.shift, err = evaluate[float64](b, shiftScript); err != nil {
		return v, err
	}
	for _, width := range widths {
		if err := b.do(chromedp.EmulateViewport(width, 900)); err != nil {
			return v, err
		}
		wide, err := evaluate[string](b, overflowScript)
		if err != nil {
			return v, err
		}
		if wide != "" {
			v.overflow[width] = wide
		}
	}
	v.problems = b.take()
	return v, nil
}
