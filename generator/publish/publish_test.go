package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// files is a site's published files by path.
type files map[string]string

func (f files) outputs() []Output {
	var outputs []Output
	for _, path := range slices.Sorted(maps.Keys(f)) {
		outputs = append(outputs, Output{Paths: []string{path}, Make: func(emit Emit) error {
			return emit(path, bytes.NewReader([]byte(f[path])))
		}})
	}
	return outputs
}

// with gives a copy in which some files are changed, added, or, where the new text is "-", gone.
func (f files) with(changes files) files {
	g := maps.Clone(f)
	for path, text := range changes {
		if g[path] = text; text == "-" {
			delete(g, path)
		}
	}
	return g
}

var small = files{
	"index.html":                 `<a href="documents/a-1/">一</a><a href="feed.xml#x">订阅</a><img src="assets/l.png">`,
	"documents/a-1/index.html":   `<h1 id="一">一</h1><a href="#一">一</a><a href="../../">首页</a><a href="附件%201.pdf">附件</a>`,
	"documents/a-1/index.json":   `{"title": "一"}`,
	"documents/a-1/附件 1.pdf":     "pdf",
	"assets/l.png":               "png",
	"feed.xml":                   "<feed/>",
	"404.html":                   `<a href="/xxgk/">首页</a><a href="/">政府网站</a>`,
	".well-known/security.txt":   "Contact: mailto:a@example.gov.cn\n",
	"search/shards/0/empty.json": "",
}

func optionsIn(site string) Options {
	return Options{Target: filepath.Join(site, "public"), Work: filepath.Join(site, ".gongkai"), AsOf: "2026-11-22", BasePath: "/xxgk/"}
}

// publishOK publishes and fails the test on an error.
func publishOK(t *testing.T, o Options, outputs []Output) Result {
	t.Helper()
	result, err := Publish(context.Background(), o, outputs)
	if err != nil {
		t.Fatalf("Publish: %v", err)
	}
	manifest, err := os.ReadFile(filepath.Join(o.Target, manifestName))
	if sum := sha256.Sum256(manifest); err != nil || result.Manifest != hex.EncodeToString(sum[:]) {
		t.Fatalf("told the manifest %s, which is not the one published: %v", result.Manifest, err)
	}
	result.Manifest = ""
	return result
}

// readTree gives every file below folder.
func readTree(t *testing.T, folder string) files {
	t.Helper()
	tree := files{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		rel, _ := filepath.Rel(folder, path)
		tree[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// checkTree fails unless folder holds exactly want and a manifest that says so, and the work folder holds no tree.
func checkTree(t *testing.T, o Options, want files) {
	t.Helper()
	got := readTree(t, o.Target)
	manifest := got[manifestName]
	delete(got, manifestName)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("published files (-want +got):\n%s", diff)
	}
	if wantManifest := manifestOf(o.AsOf, want); manifest != wantManifest {
		t.Fatalf("manifest (-want +got):\n%s", cmp.Diff(wantManifest, manifest))
	}
	for _, prefix := range []string{nextPrefix, awayPrefix, donePrefix, "swap"} {
		if left, _ := filepath.Glob(filepath.Join(o.Work, workName, prefix+"*")); len(left) > 0 {
			t.Fatalf("left in the work folder: %v", left)
		}
	}
}

// manifestOf says, independently of formatManifest, what INTERFACE.md section 4 asks for.
func manifestOf(asOf string, published files) string {
	var lines []string
	for _, path := range slices.Sorted(maps.Keys(published)) {
		sum := sha256.Sum256([]byte(published[path]))
		lines = append(lines, fmt.Sprintf("    %q: %q", path, hex.EncodeToString(sum[:])))
	}
	return fmt.Sprintf("{\n  \"format\": 1,\n  \"as_of\": %q,\n  \"files\": {\n%s\n  }\n}\n", asOf, strings.Join(lines, ",\n"))
}

func TestPublishFromNothing(t *testing.T) {
	o := optionsIn(t.TempDir())
	var told []int
	o.Progress = func(done, total int) { told = append(told, done, total) }
	result := publishOK(t, o, small.outputs())
	checkTree(t, o, small)
	bytes := int64(0)
	for _, text := range small {
		bytes += int64(len(text))
	}
	if want := (Result{Files: len(small), Made: len(small), Written: len(small), Bytes: bytes}); result != want {
		t.Errorf("result %+v, want %+v", result, want)
	}
	if n := len(small); len(told) != 2*n || told[0] != 1 || told[2*n-2] != n || told[2*n-1] != n {
		t.Errorf("progress told %v", told)
	}
}

func TestPublishAgain(t *testing.T) {
	tests := []struct {
		name    string
		changes files
		asOf    string
		want    Result
	}{
		{"nothing", files{}, "", Result{Kept: 9, Unchanged: true}},
		{"another day", files{}, "2026-11-23", Result{Kept: 9}},
		{"one changed", files{"feed.xml": "<feed>新</feed>"}, "", Result{Kept: 8, Written: 1}},
		{"same length", files{"feed.xml": "<FEED/>"}, "", Result{Kept: 8, Written: 1}},
		{"one new", files{"robots.txt": "User-agent: *\n"}, "", Result{Kept: 9, Written: 1}},
		{"one withdrawn", files{"documents/a-1/index.json": "-"}, "", Result{Kept: 8, Removed: 1}},
		{"a folder withdrawn", files{"search/shards/0/empty.json": "-"}, "", Result{Kept: 8, Removed: 1}},
		{"a file becomes a folder", files{"documents/a-1/index.json": "-", "documents/a-1/index.json/x": "x"}, "", Result{Kept: 8, Written: 1, Removed: 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := optionsIn(t.TempDir())
			publishOK(t, o, small.outputs())
			before := looks(t, o.Target)
			if test.asOf != "" {
				o.AsOf = test.asOf
			}
			after := small.with(test.changes)
			result := publishOK(t, o, after.outputs())
			checkTree(t, o, after)
			result.Files, result.Made, result.Bytes = 0, 0, 0
			if result != test.want {
				t.Errorf("result %+v, want %+v", result, test.want)
			}
			now := looks(t, o.Target)
			for path := range small {
				if text, stays := after[path]; stays && text == small[path] && !sameLook(before[path], now[path]) {
					t.Errorf("%s did not change, but its file did", path)
				}
			}
			if test.want.Unchanged && !sameLook(before[manifestName], now[manifestName]) {
				t.Errorf("%s was written again", manifestName)
			}
			if again := publishOK(t, o, after.outputs()); !again.Unchanged {
				t.Errorf("the same once more: %+v", again)
			}
		})
	}
}

func looks(t *testing.T, folder string) map[string]fs.FileInfo {
	t.Helper()
	found := map[string]fs.FileInfo{}
	for path := range readTree(t, folder) {
		info, err := os.Lstat(filepath.Join(folder, filepath.FromSlash(path)))
		if err != nil {
			t.Fatal(err)
		}
		found[path] = info
	}
	return found
}

func sameLook(a, b fs.FileInfo) bool {
	return a != nil && b != nil && os.SameFile(a, b) && a.ModTime().Equal(b.ModTime())
}

// TestDamagedTarget: what was done to the published folder behind our back is put right, whether the facts are there or not.
func TestDamagedTarget(t *testing.T) {
	tests := []struct {
		name      string
		damage    func(target string) error
		unchanged bool
	}{
		{"file removed", func(target string) error { return os.Remove(filepath.Join(target, "feed.xml")) }, false},
		{"file edited", func(target string) error {
			return os.WriteFile(filepath.Join(target, "feed.xml"), []byte("<FEED/>"), 0o644)
		}, false},
		{"file touched", func(target string) error {
			return os.Chtimes(filepath.Join(target, "feed.xml"), time.Time{}, time.Unix(1e9, 0))
		}, true},
		{"file added", func(target string) error { return os.WriteFile(filepath.Join(target, "hack.php"), nil, 0o644) }, false},
		{"dot file added", func(target string) error { return os.WriteFile(filepath.Join(target, ".DS_Store"), nil, 0o644) }, true},
		{"file behind a link", func(target string) error {
			outside := filepath.Join(filepath.Dir(target), "outside.xml")
			return errors.Join(os.WriteFile(outside, []byte("<feed/>"), 0o644), os.Remove(filepath.Join(target, "feed.xml")),
				os.Symlink(outside, filepath.Join(target, "feed.xml")))
		}, false},
	}
	for _, test := range tests {
		for _, facts := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, facts %v", test.name, facts), func(t *testing.T) {
				o := optionsIn(t.TempDir())
				publishOK(t, o, small.outputs())
				if err := test.damage(o.Target); err != nil {
					t.Fatal(err)
				}
				if !facts {
					if err := os.RemoveAll(o.Work); err != nil {
						t.Fatal(err)
					}
				}
				result := publishOK(t, o, small.outputs())
				if result.Unchanged != test.unchanged {
					t.Errorf("result %+v, want unchanged %v", result, test.unchanged)
				}
				if !test.unchanged {
					checkTree(t, o, small)
				}
			})
		}
	}
}

// TestFactsRenewed: a touched file is read once, not at every run from then on.
func TestFactsRenewed(t *testing.T) {
	o := optionsIn(t.TempDir())
	publishOK(t, o, small.outputs())
	feed, facts := filepath.Join(o.Target, "feed.xml"), filepath.Join(o.Work, filepath.FromSlash(factsName))
	if err := os.Chtimes(feed, time.Time{}, time.Unix(1e9, 0)); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(facts)
	publishOK(t, o, small.outputs())
	renewed, _ := os.ReadFile(facts)
	look, _ := os.Stat(facts)
	publishOK(t, o, small.outputs())
	if now, _ := os.Stat(facts); bytes.Equal(before, renewed) || !sameLook(look, now) {
		t.Errorf("facts renewed %v, then left alone %v; want both", !bytes.Equal(before, renewed), sameLook(look, now))
	}
}

// TestKey: an output whose key did not change is not made, unless its files are no longer what was published; its links are followed
// all the same when something they may lead to goes.
func TestKey(t *testing.T) {
	made := 0
	outputs := func(key string, f files) []Output {
		outputs := f.outputs()
		for i := range outputs {
			make := outputs[i].Make
			outputs[i].Key = key
			outputs[i].Make = func(emit Emit) error { made++; return make(emit) }
		}
		return outputs
	}
	o := optionsIn(t.TempDir())
	o.Threads = 1
	steps := []struct {
		name   string
		before func() error
		key    string
		site   files
		made   int
		broken int
	}{
		{"first", nil, "a", small, 9, 0},
		{"same key", nil, "a", small, 0, 0},
		{"other key, same bytes", nil, "b", small, 9, 0},
		{"the other key is remembered", nil, "b", small, 0, 0},
		{"no key", nil, "", small, 9, 0},
		{"key again", nil, "b", small, 9, 0},
		{"one file touched", func() error { return os.Chtimes(filepath.Join(o.Target, "feed.xml"), time.Time{}, time.Unix(1e9, 0)) }, "b", small, 0, 0},
		{"one file edited", func() error { return os.WriteFile(filepath.Join(o.Target, "feed.xml"), []byte("<FEED/>"), 0o644) }, "b", small, 1, 0},
		{"one new", nil, "b", small.with(files{"robots.txt": "x"}), 1, 0},
		{"what a kept page links to is gone", nil, "b", small.with(files{"robots.txt": "x", "feed.xml": "-"}), 0, 1},
		{"what no page links to is gone", nil, "b", small, 0, 0},
	}
	for _, step := range steps {
		made = 0
		if step.before != nil {
			if err := step.before(); err != nil {
				t.Fatal(err)
			}
		}
		_, err := Publish(context.Background(), o, outputs(step.key, step.site))
		var broken *BrokenLinks
		if errors.As(err, &broken); (broken != nil) != (step.broken > 0) || broken == nil && err != nil {
			t.Fatalf("%s: error %v, want %d broken links", step.name, err, step.broken)
		}
		if broken != nil && broken.Total != step.broken {
			t.Errorf("%s: %v", step.name, broken)
		}
		if made != step.made {
			t.Errorf("%s: made %d outputs, want %d", step.name, made, step.made)
		}
		if broken == nil {
			checkTree(t, o, step.site)
		}
	}
}

// TestLargeFiles covers the two ways of content that is not held in memory.
func TestLargeFiles(t *testing.T) {
	site := t.TempDir()
	o := optionsIn(site)
	source := filepath.Join(site, "attachment.pdf")
	output := []Output{{Paths: []string{"a.pdf"}, Make: func(emit Emit) error {
		f, err := os.Open(source)
		if err != nil {
			return err
		}
		defer f.Close()
		if _, err := io.ReadFull(f, make([]byte, 7)); err != nil { // emitted from its beginning all the same
			return err
		}
		return emit("a.pdf", f)
	}}}
	for i, step := range []struct {
		size int
		fill byte
		want Result
	}{
		{3 << 20, 'a', Result{Written: 1}},
		{3 << 20, 'a', Result{Kept: 1, Unchanged: true}},
		{3 << 20, 'b', Result{Written: 1}},
		{2<<20 + 1, 'b', Result{Written: 1}},
		{1000, 'b', Result{Written: 1}},
		{1000, 'b', Result{Kept: 1, Unchanged: true}},
	} {
		text := bytes.Repeat([]byte{step.fill}, step.size)
		if err := os.WriteFile(source, text, 0o644); err != nil {
			t.Fatal(err)
		}
		result := publishOK(t, o, output)
		step.want.Files, step.want.Made, step.want.Bytes = 1, 1, int64(step.size)
		if result != step.want {
			t.Errorf("step %d: result %+v, want %+v", i, result, step.want)
		}
		checkTree(t, o, files{"a.pdf": string(text)})
	}
}

func TestThreadsGiveTheSameBytes(t *testing.T) {
	site := files{}
	for i := range 300 {
		site[fmt.Sprintf("documents/%03d/index.html", i)] = fmt.Sprintf(`<a href="../%03d/">%d</a>`, (i+1)%300, i)
		site[fmt.Sprintf("documents/%03d/index.json", i)] = fmt.Sprint(i)
	}
	one, many := optionsIn(t.TempDir()), optionsIn(t.TempDir())
	one.Threads, many.Threads = 1, 16
	reversed := site.outputs()
	slices.Reverse(reversed)
	publishOK(t, one, site.outputs())
	publishOK(t, many, reversed)
	checkTree(t, one, site)
	checkTree(t, many, site)
}
