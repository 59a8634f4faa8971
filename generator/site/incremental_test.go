package site_test

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/diag"
	"gongkai/generator/ledger"
	"gongkai/generator/publish"
	"gongkai/generator/site"
)

// built is what a run came to.
type built struct {
	result   publish.Result
	findings diag.List
	failed   bool // nothing was published
	again    bool // the last run was told again
	counts   site.Counts
}

// buildAs does what the command does: it tells the last run again where nothing
// changed, else it reads the site and publishes it.
func buildAs(t interface{ Fatalf(string, ...any) }, dir, target, on, program string) built {
	o := site.Options{Dir: dir, Day: on, Now: time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC), Program: program, Target: target}
	o.Journal = site.NewJournal(time.Now, nil)
	told, ok, err := site.Again(context.Background(), &o)
	if err != nil {
		t.Fatalf("Again: %v", err)
	}
	if ok {
		return built{findings: told.Findings.Sorted(), again: true, result: publish.Result{Files: told.Files, Unchanged: true}, counts: o.Journal.Counts()}
	}
	seen := site.LookAhead(context.Background(), o)
	s, err := site.Load(context.Background(), o)
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	defer s.Close()
	out := built{findings: s.Findings.Sorted(), failed: s.Findings.Failed()}
	if !out.failed {
		if out.result, err = s.Publish(context.Background(), site.PublishOptions{Target: target, Seen: seen}); err != nil {
			t.Fatalf("Publish: %v", err)
		}
	}
	out.counts = o.Journal.Counts()
	return out
}

const smallConfig = `[site]
name = "示例市人民政府"
base_url = "https://www.example.gov.cn/xxgk/"
id_code = "4201110038"
organizer = "示例市人民政府办公室"
[[agency]]
key = "sfj"
name = "示例市司法局"
short = "市司法局"
code = "010897245"
[[agency]]
key = "jyj"
name = "示例市教育局"
short = "市教育局"
code = "010900264"
`

// smallDocument is one of a few documents that relate to one another.
type smallDocument struct {
	Title, Kind, Agency, Published, More, Body string
}

func (d smallDocument) text(n int) string {
	return fmt.Sprintf("---\n标题: %s\n类型: %s\n索引号: 010897245/2021-%05d\n发布机构: %s\n主题分类: 公安、安全、司法/司法\n发布日期: %s\n公开属性: 主动公开\n内容概述: 第%d份。\n%s---\n\n%s\n",
		d.Title, d.Kind, n, d.Agency, d.Published, n, d.More, d.Body)
}

func smallPath(n int) string { return fmt.Sprintf("content/a%d/%d.md", n%3, n) }

// smallSite writes a site of count documents.
func smallSite(t *testing.T, dir string, count int) {
	t.Helper()
	save(t, dir, "config.toml", smallConfig)
	for n := range count {
		d := smallDocument{Title: fmt.Sprintf("关于第%d件事的通知", n), Kind: "政策文件", Agency: "市司法局", Published: fmt.Sprintf("2021-03-%02d", n%28+1), Body: "正文。"}
		switch n {
		case 1:
			d.Kind, d.More = "规范性文件", "有效期: 5\n"
		case 2:
			d.Kind, d.More = "政策解读", "解读文件: 010897245/2021-00001\n"
		case 3:
			d.More, d.Body = "附件:\n  - 文件: 表.txt\n", "见[第4件](../a1/4.md)。"
			save(t, dir, "content/a0/表.txt", "附表")
		}
		save(t, dir, smallPath(n), d.text(n))
	}
}

// After any edit, a run that remembers comes to the findings and the bytes of a
// run that remembers nothing, and it writes only files that differ.
func TestIncremental(t *testing.T) {
	checks := flag.Lookup("rapid.checks")
	before := checks.Value.String()
	if err := checks.Value.Set("4"); err != nil {
		t.Fatal(err)
	}
	defer checks.Value.Set(before)
	rapid.Check(t, func(r *rapid.T) {
		dir := filepath.Join(t.TempDir(), "site")
		smallSite(t, dir, 8)
		e := editor{t: t, r: r, dir: dir, on: sampleDay, target: filepath.Join(dir, "public")}
		e.build("first")
		for range rapid.IntRange(3, 8).Draw(r, "edits") {
			e.step()
		}
	})
}

// editor changes a site and builds it after each change.
type editor struct {
	t               *testing.T
	r               *rapid.T
	dir, on, target string
	program         int
}

func (e *editor) step() {
	edits := map[string]func(){
		"nothing":       func() {},
		"text":          func() { e.rewrite("正文", "正文改") },
		"same length":   func() { e.rewrite("正文。", "正文，") },
		"title":         func() { e.rewrite("件事的", "件大事的") },
		"date":          func() { e.rewrite("2021-03-", "2021-04-") },
		"agency":        func() { e.rewrite("市司法局", "市教育局") },
		"a wrong value": func() { e.rewrite("发布日期: 2021", "发布日期: 某2021") },
		"a right value": func() { e.rewrite("发布日期: 某2021", "发布日期: 2021") },
		"draft":         func() { e.rewrite("公开属性: 主动公开\n", "公开属性: 主动公开\n草稿: true\n") },
		"withheld":      func() { e.rewrite("公开属性: 主动公开", "公开属性: 不予公开") },
		"repeal": func() {
			e.rewrite("公开属性: 主动公开\n", "公开属性: 主动公开\n废止: 010897245/2021-00001\n")
		},
		"related": func() {
			e.rewrite("公开属性: 主动公开\n", "公开属性: 主动公开\n相关文件: 010897245/2021-00005\n")
		},
		"add":    func() { e.add() },
		"delete": func() { e.delete() },
		"rename": func() { e.rename() },
		"attachment": func() {
			save(e.t, e.dir, "content/a0/表.txt", rapid.StringMatching("附[表件]{1,3}").Draw(e.r, "table"))
		},
		"no attachment": func() { _ = os.Remove(filepath.Join(e.dir, "content/a0/表.txt")) },
		"another day": func() {
			e.on = rapid.SampledFrom([]string{"2021-03-05", "2025-06-01", sampleDay, "2027-01-01"}).Draw(e.r, "day")
		},
		"configuration": func() {
			save(e.t, e.dir, "config.toml", strings.Replace(smallConfig, "示例市人民政府办公室", "示例市政府办"+rapid.StringMatching("[一二三]").Draw(e.r, "office"), 1))
		},
		"layout": func() {
			save(e.t, e.dir, "layouts/components/side-nav/side-nav.css", rapid.SampledFrom([]string{"", ".side-nav { margin: 1px }\n"}).Draw(e.r, "style"))
		},
		"template": func() { e.template() },
		"holidays": func() {
			save(e.t, e.dir, "holidays.json", rapid.SampledFrom([]string{`{}`, ` {}`}).Draw(e.r, "holidays"))
		},
		"ledger": func() {
			save(e.t, e.dir, ledger.File, "number,path,title,date,removed\n010897245/2021-00002,content/a2/2.md,旧题,2021-03-03,\n")
		},
		"program":          func() { e.program++ },
		"no cache":         func() { _ = os.RemoveAll(filepath.Join(e.dir, ".gongkai")) },
		"no memo":          func() { _ = os.RemoveAll(filepath.Join(e.dir, ".gongkai", "memo")) },
		"a torn memo":      func() { e.harm("documents", "run") },
		"no facts":         func() { _ = os.Remove(filepath.Join(e.dir, ".gongkai", "publish", "facts")) },
		"a published file": func() { _ = os.WriteFile(filepath.Join(e.target, "robots.txt"), []byte("x"), 0o644) },
		"a killed run": func() {
			_ = os.WriteFile(filepath.Join(e.dir, ".gongkai", "memo", "documents.new"), []byte("half"), 0o644)
		},
	}
	name := rapid.SampledFrom(slices.Sorted(maps.Keys(edits))).Draw(e.r, "edit")
	edits[name]()
	e.build(name)
}

// build builds with what is remembered and without, and compares.
func (e *editor) build(after string) {
	before := map[string]string{}
	if _, err := os.Stat(e.target); err == nil {
		before = sums(e.t, e.target)
	}
	program := fmt.Sprint("program ", e.program)
	got := buildAs(e.r, e.dir, e.target, e.on, program)
	clean := filepath.Join(e.t.TempDir(), "clean", "public")
	want := buildAs(e.r, e.dir, clean, e.on, program)
	if got.failed != want.failed {
		e.r.Fatalf("after %s: failed %v, a clean run %v", after, got.failed, want.failed)
	}
	if diff := cmp.Diff(want.findings, got.findings); diff != "" {
		e.r.Fatalf("after %s: findings (-clean +got):\n%s", after, diff)
	}
	if want.failed {
		if diff := cmp.Diff(before, sumsIfAny(e.t, e.target)); diff != "" {
			e.r.Fatalf("after %s: a failed run changed the site:\n%s", after, diff)
		}
		return
	}
	now := sums(e.t, e.target)
	if diff := cmp.Diff(sums(e.t, clean), now); diff != "" {
		e.r.Fatalf("after %s: files (-clean +got):\n%s", after, diff)
	}
	differ := 0
	for path, sum := range now {
		if before[path] != sum && path != "manifest.json" {
			differ++
		}
	}
	if got.result.Written != differ {
		e.r.Fatalf("after %s: wrote %d files, %d differ", after, got.result.Written, differ)
	}
}

func sumsIfAny(t *testing.T, dir string) map[string]string {
	if _, err := os.Stat(dir); err != nil {
		return map[string]string{}
	}
	return sums(t, dir)
}

// some draws one of the documents there are.
func (e *editor) some() (string, bool) {
	paths, err := filepath.Glob(filepath.Join(e.dir, "content", "*", "*.md"))
	if err != nil || len(paths) == 0 {
		return "", false
	}
	return rapid.SampledFrom(paths).Draw(e.r, "document"), true
}

func (e *editor) rewrite(old, new string) {
	path, ok := e.some()
	if !ok {
		return
	}
	text, err := os.ReadFile(path)
	if err != nil {
		e.r.Fatalf("%v", err)
	}
	// In place, as some editors save: the file keeps its inode.
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), old, new, 1)), 0o644); err != nil {
		e.r.Fatalf("%v", err)
	}
}

func (e *editor) add() {
	n := rapid.IntRange(0, 30).Draw(e.r, "new")
	d := smallDocument{Title: "关于新事的通知", Kind: "政策文件", Agency: "市司法局", Published: "2022-01-01", Body: "新的正文。"}
	save(e.t, e.dir, smallPath(n), d.text(n))
}

func (e *editor) delete() {
	if path, ok := e.some(); ok {
		_ = os.Remove(path)
	}
}

func (e *editor) rename() {
	if path, ok := e.some(); ok {
		_ = os.Rename(path, filepath.Join(e.dir, "content", "a0", "moved-"+filepath.Base(path)))
	}
}

func (e *editor) template() {
	text := readFile(e.t, "../../layouts", "components/breadcrumb/breadcrumb.html")
	save(e.t, e.dir, "layouts/components/breadcrumb/breadcrumb.html", strings.Replace(text, "您所在的位置：", rapid.SampledFrom([]string{"位置：", "您在："}).Draw(e.r, "words"), 1))
}

func (e *editor) harm(names ...string) {
	path := filepath.Join(e.dir, ".gongkai", "memo", rapid.SampledFrom(names).Draw(e.r, "memo"))
	data, err := os.ReadFile(path)
	if err != nil || len(data) == 0 {
		return
	}
	i := rapid.IntRange(0, len(data)-1).Draw(e.r, "where")
	if rapid.Bool().Draw(e.r, "cut") {
		data = data[:i]
	} else {
		data[i] ^= 0x55
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		e.r.Fatalf("%v", err)
	}
}
