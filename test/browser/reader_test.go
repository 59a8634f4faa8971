package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// rootSize is the size of the root's letters in pixels: 16, or 22 in 长辈版.
const rootSize = `parseFloat(getComputedStyle(document.documentElement).fontSize)`

// 长辈版 works by a press without script, on the page; with script it is
// remembered on the next page, and taken back.
func TestLargePrint(t *testing.T) {
	s := opened(t)
	b := openTab(t, s.browser, s.site.base)
	for _, scripts := range []bool{false, true} {
		if err := b.scripts(scripts); err != nil {
			t.Fatal(err)
		}
		// Not open, which waits for frames that a page without script does not count.
		if err := b.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(b.base)); err != nil {
			t.Fatal(err)
		}
		b.wantSize(t, 16, scripts)
		b.click(t, "#mode-elder")
		b.wantSize(t, 22, scripts)
		columns, err := evaluate[bool](b, `getComputedStyle(document.querySelector(".cols")).gridTemplateColumns.split(" ").length === 1`)
		if err != nil || !columns {
			t.Errorf("with script %v, 长辈版 has more than one column (%v)", scripts, err)
		}
		small, err := evaluate[[]string](b, `[...document.querySelectorAll("button, summary, .toggle label, .site-footer a, .facet__list a")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML.slice(0, 80))`)
		if err != nil || len(small) > 0 {
			t.Errorf("targets below 44 px: %q (%v)", small, err)
		}
	}
	if err := b.open("sections/normative/", 1280); err != nil {
		t.Fatal(err)
	}
	b.wantSize(t, 22, true)
	b.click(t, "#mode-elder")
	if err := b.open("", 1280); err != nil {
		t.Fatal(err)
	}
	b.wantSize(t, 16, true)
	b.quiet(t)
}

func (b *tab) wantSize(t *testing.T, want float64, scripts bool) {
	t.Helper()
	if got, err := evaluate[float64](b, rootSize); err != nil || got != want {
		t.Errorf("with script %v: letters of %v px, want %v (%v)", scripts, got, want, err)
	}
}

// focused is what the keyboard stands on.
type focused struct {
	Body    bool   `json:"body"` // on nothing: the end was reached
	After   bool   `json:"after"`
	Visible bool   `json:"visible"`
	Outline bool   `json:"outline"`
	Name    string `json:"name"`
}

// focusScript tells of the focused element, and whether it follows the one
// before in the order of the document.
const focusScript = `(() => {
	const e = document.activeElement, before = window.lastFocused;
	if (e === document.body) return { body: true };
	const shown = e.matches(".toggle input") ? e.nextElementSibling : e;
	const box = shown.getBoundingClientRect(), style = getComputedStyle(shown);
	const after = !before || e === before || Boolean( // a date has stops of its own
		before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
	window.lastFocused = e;
	return {
		after, outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
		visible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
		name: e.outerHTML.slice(0, 100),
	};
})()`

// tabsMax bounds the way of the keyboard through a page.
const tabsMax = 400

// The keyboard alone reaches the end of a page, in the order of the document,
// and what it stands on is seen. For a reader who wants no motion it is seen at
// once.
func TestKeyboardGoesThroughPages(t *testing.T) {
	s := opened(t)
	b := openTab(t, s.browser, s.site.base)
	for _, path := range []string{"", "sections/apply/", "documents/010897245-2024-00011/", "reports/interpretation/"} {
		if err := b.open(path, 390); err != nil {
			t.Fatal(err)
		}
		if err := b.look(look{width: 390, still: true}); err != nil {
			t.Fatal(err)
		}
		b.press(t, kb.Tab)
		first, err := evaluate[bool](b, `document.activeElement.matches(".skip-link") && (window.lastFocused = document.activeElement, true)`)
		if err != nil || !first {
			t.Errorf("/%s: the way does not begin with the skip link (%v)", path, err)
		}
		steps := 0
		for ; steps < tabsMax; steps++ {
			b.press(t, kb.Tab)
			at, err := evaluate[focused](b, focusScript)
			if err != nil {
				t.Fatal(err)
			}
			if at.Body {
				break
			}
			if problem := at.problem(); problem != "" {
				t.Errorf("/%s: %s: %s", path, problem, at.Name)
			}
		}
		if steps < 10 || steps == tabsMax {
			t.Errorf("/%s: %d steps", path, steps)
		}
	}
}

func (f focused) problem() string {
	switch {
	case !f.After:
		return "stands before the element it follows"
	case !f.Visible:
		return "is focused and not seen"
	case !f.Outline:
		return "is focused without an outline"
	}
	return ""
}

// The calculators of 依申请公开 tell what they counted to a screen reader, and
// ask nothing of the network.
func TestCalculators(t *testing.T) {
	s := opened(t)
	b := openTab(t, s.browser, s.site.base)
	if err := b.open("sections/apply/", 390); err != nil {
		t.Fatal(err)
	}
	requests, err := evaluate[int](b, `performance.getEntriesByType("resource").length`)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ field, value, region, want string }{
		{"#received", "2026-09-30", "[data-module=deadline] [role=status]", "最迟答复2026年11月3日（星期二）"},
		{"#received", "2026-12-31", "[data-module=deadline] [role=status]", "2027年的放假安排没有收入"},
		{"#fee-items-n", "35", `[data-told="items"][role=status]`, "35件，20件×100元＋5件×200元＝3,000元。"},
		{"#fee-pages-n", "30", `[data-told="pages"][role=status]`, "30页，不收费。"},
		{"#fee-pages-n", "-1", `[data-told="pages"][role=status]`, "请填写 0 到 100,000 的整数。"},
	} {
		told, err := evaluate[string](b, fmt.Sprintf(`(() => {
			const field = document.querySelector(%q);
			field.value = %q;
			for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
			return document.querySelector(%q).textContent.replace(/\s+/g, "");
		})()`, c.field, c.value, c.region))
		if err != nil || !containsSqueezed(told, c.want) {
			t.Errorf("%s = %s: told %q, want %q (%v)", c.field, c.value, told, c.want, err)
		}
	}
	after, err := evaluate[int](b, `performance.getEntriesByType("resource").length`)
	if err != nil || after != requests {
		t.Errorf("%d requests, %d before anything was typed (%v)", after, requests, err)
	}
	address, err := evaluate[string](b, `location.search + location.hash + Object.values(localStorage).join()`)
	if err != nil || address != "" {
		t.Errorf("what was typed is kept: %q (%v)", address, err)
	}
	b.quiet(t)
}

func containsSqueezed(text, want string) bool {
	return strings.Contains(squeezed(text), squeezed(want))
}
