package studio

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"gongkai/generator/preview"
	"gongkai/generator/site"
)

// sample is the site that this repository is; sampleDay the day it is tested
// for.
const (
	sample    = "../.."
	sampleDay = "2026-11-22"
)

// desk is a studio over a copy of the sample.
type desk struct {
	*Studio
	t   *testing.T
	dir string
	web http.Handler
}

func openDesk(t *testing.T, writes bool) *desk {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"config.toml", "index-ledger.csv"} {
		data, err := os.ReadFile(filepath.Join(sample, name))
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, name, string(data))
	}
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(sample, "content"))); err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }
	live, err := site.OpenLive(context.Background(), site.Options{Dir: dir, Day: sampleDay}, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { live.Close() })
	s, err := New(Options{Dir: dir, Live: live, Sync: func() { live.Touch() }, Writes: writes, Token: "token", Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return &desk{s, t, dir, s.Handler(&preview.Hub{State: s.State})}
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	to := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (d *desk) put(name, text string) { d.t.Helper(); put(d.t, d.dir, name, text) }

func (d *desk) read(name string) string {
	d.t.Helper()
	data, err := os.ReadFile(filepath.Join(d.dir, filepath.FromSlash(name)))
	if err != nil {
		d.t.Fatal(err)
	}
	return string(data)
}

// get asks for an address.
func (d *desk) get(address string) *httptest.ResponseRecorder {
	d.t.Helper()
	w := httptest.NewRecorder()
	d.web.ServeHTTP(w, httptest.NewRequest("GET", address, nil))
	return w
}

// page gives the body at an address, which must be there.
func (d *desk) page(address string) string {
	d.t.Helper()
	w := d.get(address)
	if w.Code != http.StatusOK {
		d.t.Fatalf("GET %s: %d %s", address, w.Code, w.Body)
	}
	return w.Body.String()
}

var script = regexp.MustCompile(`<script src="/_preview/preview\.js"[^>]*></script>\n`)

// Every file of the column is sent as it is published, the script apart.
func TestColumnIsSentAsItIsPublished(t *testing.T) {
	d := openDesk(t, true)
	s, err := site.Load(context.Background(), site.Options{Dir: d.dir, Day: sampleDay})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.Config.Site.BasePath = "/"
	outputs, err := s.Outputs()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{} // pages of documents about which there is something to say
	for _, f := range s.Findings {
		if e := s.Catalog.ByPath(f.File); e != nil {
			found[e.URL+"index.html"] = true
		}
	}
	count := 0
	for _, o := range outputs {
		err := o.Make(func(path string, content io.ReadSeeker) error {
			want, err := io.ReadAll(content)
			if err != nil || found[path] {
				return err
			}
			count++
			address := "/" + strings.TrimSuffix(path, "index.html")
			if got := script.ReplaceAllString(d.page((&url.URL{Path: address}).EscapedPath()), ""); got != string(want) {
				t.Errorf("%s: sent %d bytes, published are %d", path, len(got), len(want))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if count < 100 {
		t.Errorf("compared %d files only", count)
	}
}

// first gives a document of the column, its file and its page.
func (d *desk) first() (file, page string) {
	d.t.Helper()
	m, err := d.Live.Now(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	for _, e := range m.Catalog.Entries {
		if len(m.About(e.Path)) == 0 && len(e.Relations) == 0 {
			return e.Path, "/" + e.URL
		}
	}
	d.t.Fatal("no document without findings")
	return "", ""
}

func TestPagesTellWhatIsWrong(t *testing.T) {
	d := openDesk(t, true)
	file, page := d.first()
	original := d.read(file)
	for _, c := range []struct {
		name, from, to string
		want           []string
		without        string
	}{
		{"nothing", "", "", nil, "preview-panel"},
		{"a warning", "\n---\n", "\n---\n\nTODO\n", []string{"preview-panel", "finding--warning", "TODO", "/_explain/"}, "有错误"},
		{"a required field is gone", "标题: ", "题目: ", []string{"META-01", "缺少“标题”", "源文件", "/_edit/content/"}, ""},
		{"front matter that cannot be read", "\n---\n", "\n标题：全角\n---\n", []string{"SRC-02", "全角冒号", "源文件"}, ""},
		{"a draft", "\n---\n", "\n草稿: true\n---\n", []string{"preview-panel", "草稿：删去"}, "源文件"},
		{"a day to come", "发布日期: 202", "发布日期: 203", []string{"preview-panel", "未到发布日期：203"}, "源文件"},
		{"not public", "主动公开", "不予公开", []string{"不是主动公开"}, "源文件"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(original, c.from, c.to, 1)
			if c.from != "" && text == original {
				t.Fatalf("%s does not hold %q", file, c.from)
			}
			d.put(file, text)
			got := d.page(page)
			for _, want := range append(c.want, "/_preview/preview.js") {
				if !strings.Contains(got, want) {
					t.Errorf("the page does not hold %q", want)
				}
			}
			if c.without != "" && strings.Contains(got, c.without) {
				t.Errorf("the page holds %q", c.without)
			}
			if len(c.want) > 0 && c.name != "a draft" && c.name != "a day to come" && !strings.Contains(d.page("/_problems/"), file) {
				t.Error("/_problems/ does not name it")
			}
		})
	}
	d.put(file, strings.Replace(original, "\n---\n", "\n草稿: true\n---\n", 1))
	if !strings.Contains(d.page("/_drafts/"), file) {
		t.Error("/_drafts/ does not name a draft")
	}
}

func TestTroubleStandsOverTheLastGoodSite(t *testing.T) {
	d := openDesk(t, true)
	d.put("layouts/pages/home.html", "{{define \"page\"}}\n<p>{{.Nothing}}</p>{{end}}")
	got := d.page("/")
	for _, want := range []string{"现在显示的是改动以前的网站", "layouts/pages/home.html 第 2 行", "{{.Nothing}}", `class="hero`} {
		if !strings.Contains(got, want) {
			t.Errorf("the home page does not hold %q", want)
		}
	}
	if !strings.Contains(d.page("/_problems/"), "layouts/pages/home.html") {
		t.Error("/_problems/ does not name the template")
	}
}

func TestABrokenConfigurationIsShown(t *testing.T) {
	d := openDesk(t, true)
	d.put("config.toml", "[site]\nname = \n")
	if got := d.page("/"); !strings.Contains(got, "config.toml 第 2 行") || !strings.Contains(got, `class="hero`) {
		t.Error("the home page does not tell of the configuration, or is not the last good one")
	}
	live, err := site.OpenLive(context.Background(), site.Options{Dir: d.dir}, d.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	s, err := New(Options{Live: live, Sync: func() {}, Now: d.Now})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	s.Handler(&preview.Hub{State: s.State}).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if !strings.Contains(w.Body.String(), "config.toml 第 2 行") {
		t.Errorf("at the start: %s", w.Body)
	}
}

func TestAddresses(t *testing.T) {
	d := openDesk(t, false)
	_, page := d.first()
	for _, c := range []struct {
		address string
		status  int
		holds   string
	}{
		{"/", 200, "政府信息公开"},
		{strings.TrimSuffix(page, "/"), 302, ""},
		{page + "index.json", 200, `"format"`},
		{"/nothing/", 404, "没有找到"},
		{"/nothing.css", 404, ""},
		{"/documents/nothing/", 404, "没有找到"},
		{"/_problems/?code=OPEN-01", 200, "OPEN-01"},
		{"/_problems/?page=99", 200, ""},
		{"/_explain/DATE-01", 200, "正例"},
		{"/_explain/NONE-99", 404, ""},
		{"/_source/config.toml", 404, ""},
		{"/_source/..%2f..%2fetc%2fpasswd", 404, ""},
		{"/?_date=2019-01-01", 200, "这里是2019年1月1日的样子"},
		{"/_preview/preview.css", 200, ".preview-bar"},
		{"/_preview/..%2fguard.go", 404, ""},
	} {
		w := d.get(c.address)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.holds) {
			t.Errorf("GET %s: %d, want %d and %q", c.address, w.Code, c.status, c.holds)
		}
	}
	if strings.Contains(d.page("/"), "data-fresh") {
		t.Error("a preview that may not write offers to")
	}
}

// A page's state changes when its own bytes do, and only then.
func TestStateFollowsThePage(t *testing.T) {
	d := openDesk(t, true)
	file, page := d.first()
	state := func(address string) preview.State {
		t.Helper()
		s, err := d.State(httptest.NewRequest("GET", "/", nil), address)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	before, guide := state(page), state("/sections/guide/")
	if !strings.Contains(d.page(page), before.Version) {
		t.Error("a page does not carry its version")
	}
	d.put(file, d.read(file)+"\n\n新的一段。\n")
	if after := state(page); after.Version == before.Version {
		t.Error("the version stays after an edit")
	}
	if after := state("/sections/guide/"); after.Version != guide.Version {
		t.Error("another page's version changed")
	}
	before = state(page)
	d.put("layouts/components/own/own.css", ".own { color: var(--red); }")
	if after := state(page); after.Version != before.Version || after.Style == before.Style {
		t.Errorf("after a change of style: %+v, before %+v", after, before)
	}
}
