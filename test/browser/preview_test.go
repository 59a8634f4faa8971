package browser

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// previewed is a copy of the sample with `gongkai serve` running over it.
type previewed struct {
	t    *testing.T
	dir  string
	base string // ending in "/"
	run  *exec.Cmd
}

// program builds gongkai once.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "gongkai-preview-")
	if err != nil {
		return "", err
	}
	started.close = append(started.close, func() { os.RemoveAll(dir) })
	name := filepath.Join(dir, "gongkai")
	compile := exec.Command("go", "build", "-o", name, "./generator")
	compile.Dir = filepath.Join("..", "..")
	if out, err := compile.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build ./generator: %w\n%s", err, out)
	}
	return name, nil
})

// previewSample copies the sample and serves it.
func previewSample(t *testing.T) *previewed {
	t.Helper()
	p := &previewed{t: t, dir: t.TempDir()}
	for _, name := range []string{"config.toml", "index-ledger.csv"} {
		data, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		p.write(name, string(data))
	}
	if err := os.CopyFS(filepath.Join(p.dir, "content"), os.DirFS(filepath.Join("..", "..", "content"))); err != nil {
		t.Fatal(err)
	}
	p.start("127.0.0.1:0")
	t.Cleanup(p.stop)
	return p
}

// start runs the server and waits for its address, which is its first line.
func (p *previewed) start(address string) {
	p.t.Helper()
	name, err := program()
	if err != nil {
		p.t.Fatal(err)
	}
	p.run = exec.Command(name, "serve", "--site", p.dir, "--addr", address, "--date", asOf)
	out, err := p.run.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	p.run.Stderr = os.Stderr
	if !testing.Verbose() {
		p.run.Stderr = io.Discard
	}
	if err := p.run.Start(); err != nil {
		p.t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		p.t.Fatalf("gongkai serve tells no address: %v", err)
	}
	p.base = strings.TrimSpace(line)
}

// stop ends the server as Ctrl-C does.
func (p *previewed) stop() {
	if p.run == nil {
		return
	}
	if err := errors.Join(p.run.Process.Signal(os.Interrupt), p.run.Wait()); err != nil {
		p.t.Errorf("gongkai serve did not end cleanly: %v", err)
	}
	p.run = nil
}

func (p *previewed) write(name, text string) {
	p.t.Helper()
	to := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func (p *previewed) read(name string) string {
	p.t.Helper()
	data, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(name)))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(data)
}

// edited finds a document that can be edited, its file and its page.
func (p *previewed) edited() (file, page string) {
	p.t.Helper()
	var found string
	err := filepath.WalkDir(filepath.Join(p.dir, "content", "公开制度"), func(name string, d os.DirEntry, err error) error {
		if err == nil && found == "" && strings.HasSuffix(name, ".md") {
			found = name
		}
		return err
	})
	if err != nil || found == "" {
		p.t.Fatalf("no document to edit: %v", err)
	}
	rel, err := filepath.Rel(p.dir, found)
	if err != nil {
		p.t.Fatal(err)
	}
	file = filepath.ToSlash(rel)
	for line := range strings.Lines(p.read(file)) {
		if number, ok := strings.CutPrefix(line, "索引号:"); ok {
			return file, "documents/" + strings.ReplaceAll(strings.Trim(strings.TrimSpace(number), `"`), "/", "-") + "/"
		}
	}
	p.t.Fatalf("%s has no index number", file)
	return "", ""
}

// until waits until an expression holds in the page, over reloads.
func (b *tab) until(t *testing.T, what, expression string) {
	t.Helper()
	limit := time.Now().Add(30 * time.Second)
	for time.Now().Before(limit) {
		if ok, err := evaluate[bool](b, "Boolean("+expression+")"); err == nil && ok {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	text, _ := evaluate[string](b, "location.href + '\\n' + document.body.innerText.slice(0, 300) + '\\n…\\n' + document.body.innerText.slice(-500)")
	t.Fatalf("the page does not come to show %s:\n%s", what, text)
}

func holds(text string) string { return fmt.Sprintf("document.body.innerText.includes(%q)", text) }

// quiet fails where the tab complained of anything.
func (b *tab) quiet(t *testing.T) {
	t.Helper()
	for _, problem := range b.take() {
		t.Errorf("the page complains: %s", problem)
	}
}

func (p *previewed) open(browser *stage, path string) *tab {
	p.t.Helper()
	b := openTab(p.t, browser.browser, p.base)
	if err := b.open(path, 1280); err != nil {
		p.t.Fatal(err)
	}
	return b
}

// A saved file shows in every open tab, and nobody touches a page.
func TestPreviewShowsEdits(t *testing.T) {
	s := opened(t)
	p := previewSample(t)
	file, page := p.edited()
	document, other, home := p.open(s, page), p.open(s, page), p.open(s, "sections/system/")
	if _, err := evaluate[bool](document, `scrollTo({ top: 300, behavior: "instant" }), window.first = true`); err != nil {
		t.Fatal(err)
	}
	original := p.read(file)
	p.write(file, strings.Replace(original, "标题: ", "标题: 新改的", 1)+"\n\n刚刚写的一段。\n")
	document.until(t, "the new text", holds("刚刚写的一段。")+" && !window.first")
	document.until(t, "the same place", "scrollY === 300")
	other.until(t, "the new text in a second tab", holds("刚刚写的一段。"))
	home.until(t, "the new title in a list", holds("新改的"))

	for _, b := range []*tab{document, home} {
		if _, err := evaluate[bool](b, "window.first = true"); err != nil {
			t.Fatal(err)
		}
		b.quiet(t)
	}
	p.write("layouts/components/own/own.css", ".site-header { outline: 7px solid var(--red); }")
	for _, b := range []*tab{document, home} {
		b.until(t, "the new style", `getComputedStyle(document.querySelector(".site-header")).outlineWidth === "7px"`)
		b.until(t, "the page as it was, not loaded again", "window.first === true")
	}
}

// Problems stand where the editor looks, and go when they are put right.
func TestPreviewShowsProblems(t *testing.T) {
	s := opened(t)
	p := previewSample(t)
	file, page := p.edited()
	original, settings := p.read(file), p.read("config.toml")
	b, list := p.open(s, page), p.open(s, "_problems/")
	p.write(file, strings.Replace(original, "\n---\n", "\n---\n\n[坏的链接](没有.pdf)\n", 1))
	b.until(t, "a panel", holds("LINK-")+` && document.querySelector(".preview-panel .finding--error")`)
	list.until(t, "the file among the problems", holds(file))
	p.write(file, strings.Replace(original, "标题: ", "题目: ", 1))
	b.until(t, "the source of a document that cannot be placed", holds("缺少“标题”")+" && "+holds("源文件"))
	p.write(file, original)
	b.until(t, "the page again", `!document.querySelector(".finding") && document.querySelector(".doc-main")`)
	list.until(t, "one file less", "!"+holds(file))
	p.write("config.toml", settings+"\nnothing =\n")
	b.until(t, "what is wrong with the configuration, over the last good page", holds("config.toml 第")+` && document.querySelector(".doc-main")`)
	p.write("config.toml", settings)
	b.until(t, "the page without it", `!document.querySelector(".finding")`)
	p.write(file, strings.Replace(original, "\n---\n", "\n草稿: true\n---\n", 1))
	b.until(t, "the mark of a draft", holds("草稿：删去")+` && document.querySelector(".doc-main")`)
	b.quiet(t)
}

// A tab catches up when the server was away.
func TestPreviewSurvivesARestart(t *testing.T) {
	s := opened(t)
	p := previewSample(t)
	file, page := p.edited()
	b := p.open(s, page)
	address := strings.Trim(strings.TrimPrefix(p.base, "http://"), "/")
	p.stop()
	p.write(file, p.read(file)+"\n\n停机时写的一段。\n")
	p.start(address)
	b.until(t, "what was written while the server was away", holds("停机时写的一段。"))
}

// tabTo presses Tab until an element has the focus.
func (b *tab) tabTo(t *testing.T, selector string) {
	t.Helper()
	for range 200 {
		if err := b.do(chromedp.KeyEvent(kb.Tab)); err != nil {
			t.Fatal(err)
		}
		if ok, err := evaluate[bool](b, fmt.Sprintf("document.activeElement.matches(%q)", selector)); err == nil && ok {
			return
		}
	}
	t.Fatalf("Tab never comes to %s", selector)
}

func (b *tab) press(t *testing.T, keys string) {
	t.Helper()
	if err := b.do(chromedp.KeyEvent(keys)); err != nil {
		t.Fatal(err)
	}
}

// A document is made and edited with the keyboard alone.
func TestPreviewFormsByKeyboard(t *testing.T) {
	s := opened(t)
	p := previewSample(t)
	b := p.open(s, "")
	b.tabTo(t, `.preview-bar a[href="/_new/"]`)
	b.press(t, kb.Enter)
	b.until(t, "the kinds", `document.querySelector(".kinds")`)
	b.tabTo(t, `.kinds li:nth-child(2) a`)
	b.press(t, kb.Enter)
	b.until(t, "the form", `document.querySelector('input[name="f.title"]')`)
	b.tabTo(t, `input[name="f.title"]`)
	b.press(t, "示例市停车管理办法")
	b.tabTo(t, `input[name="f.agency"]`)
	b.press(t, "市司法局")
	b.tabTo(t, `input[name="f.document_number.code"]`)
	b.press(t, "示司规")
	b.press(t, kb.Tab+"2026"+kb.Tab+"9")
	b.press(t, kb.Enter)
	b.until(t, "the page of the new draft", holds("示例市停车管理办法")+" && "+holds("草稿：删去"))
	files, err := filepath.Glob(filepath.Join(p.dir, "content", "*", "2026", "示例市停车管理办法*.md"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files %v, %v", files, err)
	}
	b.tabTo(t, `.preview-bar a[href^="/_edit/"]`)
	b.press(t, kb.Enter)
	b.until(t, "the form of the draft", `document.querySelector("#body")`)
	b.tabTo(t, "#body")
	b.press(t, "用键盘写的正文。")
	if _, err := evaluate[bool](b, "window.first = true"); err != nil {
		t.Fatal(err)
	}
	if err := b.do(chromedp.KeyEvent("s", chromedp.KeyModifiers(chromedp.ModifierCtrl))); err != nil {
		t.Fatal(err)
	}
	b.until(t, "the form again", `!window.first && document.querySelector("#body").value.includes("用键盘写的正文。")`)
	data, err := os.ReadFile(files[0])
	if err != nil || !strings.Contains(string(data), "用键盘写的正文。") || !strings.Contains(string(data), "文号: 示司规〔2026〕9号") {
		t.Errorf("the file: %v\n%s", err, data)
	}
	b.quiet(t)
}

// A form tells what is wrong while it is filled in, and finds documents to
// refer to.
func TestPreviewFormHelps(t *testing.T) {
	s := opened(t)
	p := previewSample(t)
	file, page := p.edited()
	b := p.open(s, "_edit/"+file)
	if _, err := evaluate[bool](b, `(() => { const i = document.querySelector('[name="f.summary"]'); i.value = "长".repeat(400); i.dispatchEvent(new Event("input", { bubbles: true })); return true; })()`); err != nil {
		t.Fatal(err)
	}
	b.until(t, "the finding", `document.querySelector("#found").innerText.includes("META-07")`)
	if _, err := evaluate[bool](b, `(() => { const fold = document.querySelector('[name="f.related"] + .finder'); fold.closest("details:not(.finder)").open = true; fold.open = true; const i = fold.querySelector("input"); i.value = "办法"; i.dispatchEvent(new Event("input", { bubbles: true })); return true; })()`); err != nil {
		t.Fatal(err)
	}
	b.until(t, "documents", `document.querySelector('[name="f.related"] + .finder button')`)
	if _, err := evaluate[bool](b, `document.querySelector('[name="f.related"] + .finder button').click(), true`); err != nil {
		t.Fatal(err)
	}
	b.until(t, "the reference in its field", `document.querySelector('[name="f.related"]').value.length > 5`)
	if _, err := evaluate[bool](b, `document.querySelector('button[value="page"]').click(), true`); err != nil {
		t.Fatal(err)
	}
	b.until(t, "the page", `location.pathname === "/`+page+`" && document.querySelector("#rel")`)
	if !strings.Contains(p.read(file), "相关文件: [") {
		t.Errorf("the file lacks the reference:\n%s", p.read(file))
	}
	b.quiet(t)
}

// A saved page is dropped, its report read, and only then it is written.
func TestPreviewImports(t *testing.T) {
	s := opened(t)
	p := previewSample(t)
	b := p.open(s, "_import/")
	drop := `(() => {
		const files = new DataTransfer();
		files.items.add(new File(["<!doctype html><meta charset=utf-8><h1>示例市司法局关于开展普法宣传的通知</h1><p>各区司法局：</p><p>请认真执行。</p>"], "通知.html", { type: "text/html" }));
		document.querySelector("#files").files = files.files;
		document.querySelector(".studio-form button").click();
		return true;
	})()`
	if _, err := evaluate[bool](b, drop); err != nil {
		t.Fatal(err)
	}
	b.until(t, "the report", holds("还没有写入任何文件")+" && "+holds("关于开展普法宣传的通知"))
	if files, err := filepath.Glob(filepath.Join(p.dir, "content", "*", "*", "*普法宣传*.md")); err != nil || len(files) != 0 {
		t.Errorf("written before the word: %v, %v", files, err)
	}
	if _, err := evaluate[bool](b, `document.querySelector('form[action="/_import/write"] button').click(), true`); err != nil {
		t.Fatal(err)
	}
	b.until(t, "what was written", holds("导入完了"))
	if files, err := filepath.Glob(filepath.Join(p.dir, "content", "*", "*", "*普法宣传*.md")); err != nil || len(files) != 1 {
		t.Errorf("files %v, %v", files, err)
	}
	b.quiet(t)
}

// Every page of the preview's own is open to everybody and valid.
func TestPreviewPagesAreAccessible(t *testing.T) {
	s := opened(t)
	source := axe(t)
	p := previewSample(t)
	file, found := p.edited()
	p.write(file, strings.Replace(p.read(file), "\n---\n", "\n---\n\n[坏的链接](没有.pdf)\n\nTODO\n", 1))
	p.write("content/公开制度/坏的.md", "---\n题目: 甲\n---\n")
	p.write("content/公开制度/草稿.md", "---\n标题: 一份草稿\n草稿: true\n---\n\n正文。\n")
	b := openTab(t, s.browser, p.base)
	v := openValidator(t, s)
	pages := fstest.MapFS{}
	for _, path := range []string{"", found, "_problems/", "_drafts/", "_explain/DATE-01", "_source/content/公开制度/坏的.md", "_import/", "_new/", "_new/?kind=建议提案答复", "_edit/" + file, "_edit/" + file + "?raw"} {
		b.examineAll(t, page{path: path}, source)
		if wide, err := evaluate[string](b, overflowScript); err != nil || wide != "" {
			t.Errorf("/%s is too wide: %s %v", path, wide, err)
		}
		res, err := http.Get(p.base + path)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		pages["page.html"] = &fstest.MapFile{Data: text}
		faults, err := v.faults(pages, "page.html")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range faults {
			t.Errorf("/%s:%d:%d: %s: %s", path, f.Line, f.Column, f.RuleID, f.Message)
		}
	}
	b.quiet(t)
}
