package site_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/site"
)

// atRoot copies the sample as a site that is published at the root of its
// host, where the preview serves every site: 404.html links absolutely.
func atRoot(t *testing.T) string {
	t.Helper()
	dir := copySite(t, sample)
	edit(t, dir, config.File, "https://www.example.gov.cn/xxgk/", "https://www.example.gov.cn/")
	return dir
}

// edit replaces a text in a file.
func edit(t *testing.T, dir, name, old, new string) {
	t.Helper()
	data := readFile(t, dir, name)
	if !strings.Contains(data, old) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	save(t, dir, name, strings.Replace(data, old, new, 1))
}

func readFile(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// save writes a file in one step, as editors do.
func save(t *testing.T, dir, name, text string) {
	t.Helper()
	to := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to+".new~", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(to+".new~", to); err != nil {
		t.Fatal(err)
	}
}

func openLive(t *testing.T, dir string) *site.Live {
	t.Helper()
	l, err := site.OpenLive(context.Background(), site.Options{Dir: dir, Day: sampleDay}, time.Now)
	if err != nil {
		t.Fatalf("OpenLive: %v", err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// get gives what the live site has at a path.
func get(t *testing.T, l *site.Live, path string) (*site.Moment, string) {
	t.Helper()
	m, err := l.For(context.Background(), path, 0)
	if err != nil {
		t.Fatalf("For(%s): %v", path, err)
	}
	text, err := content(m, path)
	if err != nil {
		t.Fatalf("Make(%s): %v", path, err)
	}
	return m, text
}

func content(m *site.Moment, path string) (string, error) {
	var b bytes.Buffer
	err := m.Make(path, func(r io.ReadSeeker) error {
		_, err := io.Copy(&b, r)
		return err
	})
	return b.String(), err
}

// compare compares every file of a publication with what the live site has.
func compare(t *testing.T, l *site.Live, published string) {
	t.Helper()
	count := 0
	err := filepath.WalkDir(published, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(published, p)
		if err != nil {
			return err
		}
		want, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		count++
		if _, got := get(t, l, filepath.ToSlash(rel)); got != string(want) {
			t.Errorf("%s: the live site has %d bytes, published are %d", rel, len(got), len(want))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if count < 100 {
		t.Errorf("compared %d files only", count)
	}
}

// Every file of the live site is the one that is published, before and after
// edits of every sort.
func TestLiveIsWhatIsPublished(t *testing.T) {
	dir := atRoot(t)
	l := openLive(t, dir)
	publish := func() string {
		out := filepath.Join(t.TempDir(), "public")
		publishTo(t, site.Options{Dir: dir, Now: time.Now(), Day: sampleDay}, out)
		return out
	}
	compare(t, l, publish())
	m, err := l.Now(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	first, second := m.Catalog.Entries[0], m.Catalog.Entries[len(m.Catalog.Entries)/2]
	edit(t, dir, first.Path, "标题: ", "标题: 修改过的")
	save(t, dir, second.Path, readFile(t, dir, second.Path)+"\n\n新加的一段。\n")
	for _, e := range []string{first.URL, second.URL} {
		get(t, l, e+"index.html") // from the shadow, before all is linked anew
	}
	l.Touch(first.Path, second.Path)
	compare(t, l, publish())
}

func TestLiveSeesEdits(t *testing.T) {
	dir := atRoot(t)
	l := openLive(t, dir)
	m, _ := get(t, l, "index.html")
	e := m.Catalog.Entries[3]
	page := e.URL + "index.html"
	original := readFile(t, dir, e.Path)
	for _, c := range []struct {
		name, from, to string
		path           string
		touch          bool
		want           string
	}{
		{"the text, untold", "\n---\n", "\n---\n\n全新的一句。\n", page, false, "全新的一句。"},
		{"the title, untold", "标题: ", "标题: 改名的", page, false, "改名的"},
		{"the title in a list", "标题: ", "标题: 又改的", "index.html", true, "又改的"},
	} {
		t.Run(c.name, func(t *testing.T) {
			save(t, dir, e.Path, strings.Replace(original, c.from, c.to, 1))
			if c.touch {
				l.Touch(e.Path)
			}
			if _, got := get(t, l, c.path); !strings.Contains(got, c.want) {
				t.Errorf("%s does not hold %q", c.path, c.want)
			}
		})
	}
	t.Run("the same length within a tick of the clock", func(t *testing.T) {
		for _, word := range []string{"甲甲甲", "乙乙乙", "丙丙丙"} {
			save(t, dir, e.Path, original+"\n\n"+word+"\n")
			if _, got := get(t, l, page); !strings.Contains(got, word) {
				t.Errorf("%s does not hold %q", page, word)
			}
		}
	})
}

func TestLiveFollowsFiles(t *testing.T) {
	dir := atRoot(t)
	l := openLive(t, dir)
	m, _ := get(t, l, "index.html")
	e := m.Catalog.Entries[3]
	page, original := e.URL+"index.html", readFile(t, dir, e.Path)
	moved := "content/移动/新位置.md"
	save(t, dir, moved, original)
	if err := os.Remove(filepath.Join(dir, filepath.FromSlash(e.Path))); err != nil {
		t.Fatal(err)
	}
	l.Touch(e.Path, "content/移动")
	m, _ = get(t, l, page)
	if got := m.SourceOf(page); got != moved {
		t.Errorf("after a move the page is of %q, want %q", got, moved)
	}
	if err := os.RemoveAll(filepath.Join(dir, "content", "移动")); err != nil {
		t.Fatal(err)
	}
	l.Touch("content/移动")
	m, err := l.For(context.Background(), page, 0)
	if err != nil {
		t.Fatal(err)
	}
	var none *site.NoOutputError
	if _, err := content(m, page); !errors.As(err, &none) {
		t.Errorf("after its folder is gone: %v, want NoOutputError", err)
	}
	save(t, dir, moved, original)
	if _, got := get(t, l, page); !strings.Contains(got, e.Title()) {
		t.Error("a new file nobody told of is not found")
	}
}

func TestLiveKeepsTheLastGoodSite(t *testing.T) {
	dir := atRoot(t)
	l := openLive(t, dir)
	good := readFile(t, dir, config.File)
	for _, c := range []struct {
		name, file, text string
		want             diag.Code
	}{
		{"configuration", config.File, "name =\n", diag.ConfigWrong},
		{"template", "layouts/pages/home.html", "{{define \"page\"}}{{.Nothing}}{{end}}", diag.LayoutWrong},
		{"style", "layouts/components/own/own.css", ".x { color: ", diag.LayoutWrong},
	} {
		t.Run(c.name, func(t *testing.T) {
			save(t, dir, c.file, c.text)
			l.Touch(c.file)
			m, got := get(t, l, "index.html")
			if !strings.Contains(got, "政府信息公开") {
				t.Error("the last good home is gone")
			}
			if len(m.Trouble) == 0 || m.Trouble[0].Code != c.want {
				t.Errorf("trouble %+v, want %s", m.Trouble, c.want)
			}
			if c.file == config.File {
				save(t, dir, c.file, good)
			} else if err := os.Remove(filepath.Join(dir, filepath.FromSlash(c.file))); err != nil {
				t.Fatal(err)
			}
			l.Touch(c.file)
			if m, _ := get(t, l, "index.html"); len(m.Trouble) != 0 {
				t.Errorf("trouble stays: %+v", m.Trouble)
			}
		})
	}
	edit(t, dir, config.File, "示例市人民政府", "样例市人民政府")
	l.Touch(config.File)
	if _, got := get(t, l, "index.html"); !strings.Contains(got, "样例市人民政府") {
		t.Error("the new name is not on the home page")
	}
}

func TestLiveOpensABrokenSite(t *testing.T) {
	dir := atRoot(t)
	good := readFile(t, dir, config.File)
	save(t, dir, config.File, "nonsense")
	l := openLive(t, dir)
	m, err := l.Now(context.Background())
	if err != nil || m.Site != nil || !m.Problems().Failed() {
		t.Fatalf("a broken configuration: site %v, problems %v, %v", m.Site, m.Problems(), err)
	}
	save(t, dir, config.File, good)
	l.Touch(config.File)
	if _, got := get(t, l, "index.html"); !strings.Contains(got, "政府信息公开") {
		t.Error("the site does not come with its configuration")
	}
}

func TestLiveForeseesWhatIsNotPublicYet(t *testing.T) {
	dir := atRoot(t)
	l := openLive(t, dir)
	m, _ := get(t, l, "index.html")
	e := m.Catalog.Entries[3]
	page, original := e.URL+"index.html", readFile(t, dir, e.Path)
	for _, c := range []struct {
		name, from, to string
		want           site.Standing
		shown          bool
	}{
		{"draft", "\n---\n", "\n草稿: true\n---\n", site.Draft, true},
		{"held back", "发布日期: 202", "发布日期: 203", site.Held, true},
		{"withheld", "主动公开", "不予公开", site.Withheld, false},
		{"unplaced", "标题: ", "标题错: ", site.Unplaced, false},
		{"unreadable", "---\n", "", site.Unplaced, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			save(t, dir, e.Path, strings.Replace(original, c.from, c.to, 1))
			l.Touch(e.Path)
			m, err := l.For(context.Background(), page, 0)
			if err != nil {
				t.Fatal(err)
			}
			if got := m.SourceOf(page); got != e.Path {
				t.Errorf("the page is of %q", got)
			}
			base, err := l.Now(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if got := base.Standing(e.Path); got != c.want {
				t.Errorf("standing %d, want %d", got, c.want)
			}
			if m.Has(page) != c.shown || c.shown && m.Foreseen != c.want {
				t.Errorf("shown %t, foreseen %d", m.Has(page), m.Foreseen)
			}
			if base.Has(page) {
				t.Error("it is in the column")
			}
			if c.want == site.Unplaced && !base.About(e.Path).Failed() {
				t.Errorf("no error about it: %v", base.About(e.Path))
			}
		})
	}
}

func TestLiveTellsAnotherDay(t *testing.T) {
	dir := atRoot(t)
	l := openLive(t, dir)
	on, _ := day.Parse("2019-01-01")
	m, err := l.For(context.Background(), "index.html", on)
	if err != nil {
		t.Fatal(err)
	}
	now, err := l.Now(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if m.Catalog.Day != on || len(m.Catalog.Entries) >= len(now.Catalog.Entries) {
		t.Errorf("on %s %d documents, today %d", m.Catalog.Day, len(m.Catalog.Entries), len(now.Catalog.Entries))
	}
}

// A preview of a site that was built begins with what the build made of the
// documents, and serves the same.
func TestLiveBeginsWithWhatTheBuildKnew(t *testing.T) {
	dir := atRoot(t)
	for _, p := range []string{config.File, "content"} { // so long ago that nothing can have changed unseen
		err := filepath.WalkDir(filepath.Join(dir, p), func(name string, _ fs.DirEntry, err error) error {
			return errors.Join(err, os.Chtimes(name, time.Now(), time.Now().Add(-time.Hour)))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, site.PublicDir)
	o := site.Options{Dir: dir, Now: time.Now(), Day: sampleDay, Program: "test", Target: out}
	publishTo(t, o, out)
	m, _ := get(t, openLive(t, dir), "index.html")
	changed := m.Catalog.Entries[3]
	edit(t, dir, changed.Path, "标题: ", "标题: 后来改的")
	l, err := site.OpenLive(context.Background(), site.Options{Dir: dir, Day: sampleDay, Program: "test"}, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	if _, got := get(t, l, changed.URL+"index.html"); !strings.Contains(got, "后来改的") {
		t.Error("a document that changed since the build is shown as it was")
	}
	o.Program, o.Target = "", ""
	out = filepath.Join(t.TempDir(), "public")
	publishTo(t, o, out)
	compare(t, l, out)
}
