package corpus_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/bench/corpus"
	"gongkai/generator/diag"
	"gongkai/generator/site"
)

var update = flag.Bool("update", false, "rewrite testdata")

// next makes documents of a corpus.
func next(t *testing.T, o corpus.Options) []*corpus.Document {
	t.Helper()
	c, err := corpus.New(o)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]*corpus.Document, o.Documents)
	for i := range out {
		out[i] = c.Next()
	}
	return out
}

func files(docs []*corpus.Document) map[string]string {
	out := map[string]string{}
	for _, d := range docs {
		out[d.Path] = string(d.File(corpus.Gongkai))
	}
	return out
}

// The same seed gives the same files; a smaller corpus is the beginning of a
// larger one; another seed gives others.
func TestDeterministic(t *testing.T) {
	long := next(t, corpus.Options{Documents: 600, Seed: "1"})
	if diff := cmp.Diff(files(long), files(next(t, corpus.Options{Documents: 600, Seed: "1"}))); diff != "" {
		t.Errorf("the same seed (-first +second):\n%s", diff)
	}
	if diff := cmp.Diff(files(long[:200]), files(next(t, corpus.Options{Documents: 200, Seed: "1"}))); diff != "" {
		t.Errorf("the first 200 of 600 and 200 (-600 +200):\n%s", diff)
	}
	if len(files(long)) != len(long) {
		t.Errorf("%d paths of %d documents", len(files(long)), len(long))
	}
	if cmp.Equal(long[0].Body, next(t, corpus.Options{Documents: 1, Seed: "2"})[0].Body) {
		t.Error("another seed gives the same text")
	}
}

// The first documents, as a person can read them: what changes them changes
// every figure measured before.
func TestGolden(t *testing.T) {
	var all strings.Builder
	for _, d := range next(t, corpus.Options{Documents: 3, Seed: "1"}) {
		all.WriteString("-- " + d.Path + ".md --\n")
		all.Write(d.File(corpus.Gongkai))
	}
	name := filepath.Join("testdata", "first.txt")
	if *update {
		if err := os.WriteFile(name, []byte(all.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), all.String()); diff != "" {
		t.Errorf("first documents (-want +got):\n%s", diff)
	}
}

// Lengths, kinds, dates and relations are spread as in a town hall's archive.
func TestDistribution(t *testing.T) {
	dir := t.TempDir()
	const n = 2000
	sum, err := corpus.Write(corpus.Options{Documents: n, Seed: "1"}, corpus.Gongkai, dir, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what           string
		got, low, high int
	}{
		{"median of characters", sum.Median, 2550, 2850},
		{"5 of a hundred", sum.Low, 1050, 1400},
		{"95 of a hundred", sum.High, 5500, 6700},
		{"characters", sum.Characters, 2900 * n, 3200 * n},
		{"policies", sum.Kinds["policy"], n * 25 / 100, n * 29 / 100},
		{"interpretations", sum.Kinds["interpretation"], n * 10 / 100, n * 14 / 100},
		{"replies", sum.Kinds["reply"], n * 20 / 100, n * 24 / 100},
		{"reports", sum.Kinds["report"], n * 6 / 100, n * 10 / 100},
		{"notices", sum.Kinds["notice"], n * 16 / 100, n * 20 / 100},
		{"guides", sum.Kinds["guide"], n * 6 / 100, n * 10 / 100},
		{"decisions", sum.Kinds["decision"], n * 3 / 100, n * 7 / 100},
		{"kinds", len(sum.Kinds), 7, 7},
	} {
		if c.got < c.low || c.got > c.high {
			t.Errorf("%s: %d, want %d to %d", c.what, c.got, c.low, c.high)
		}
	}
	all := files(next(t, corpus.Options{Documents: n, Seed: "1"}))
	for mark, least := range map[string]int{"\n**（": n / 4, "\n- ": n / 10, "\n|---|": n / 20, "\n废止: [": 5, "\n修改: [": 5, "\n解读文件: [": n / 10} {
		found := 0
		for _, text := range all {
			if strings.Contains(strings.NewReplacer("(", "（").Replace(text), mark) {
				found++
			}
		}
		if found < least {
			t.Errorf("%q occurs in %d of %d documents, want at least %d", mark, found, n, least)
		}
	}
}

// newest is how many documents are added.
const newest = 20

// The program that is measured finds no error in a corpus, of our sentences or
// of a folder's.
func TestCheckFindsNoError(t *testing.T) {
	for name, o := range map[string]corpus.Options{
		"own": {Documents: 800, Seed: "1"}, "another seed": {Documents: 300, Seed: "二"},
		"folder": {Documents: 300, Seed: "1", Sentences: filepath.Join("testdata", "sentences")},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			sum, err := corpus.Write(o, corpus.Gongkai, dir, newest)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(dir, corpus.NewestDir))); err != nil {
				t.Fatal(err)
			}
			s, err := site.Load(context.Background(), site.Options{Dir: dir, Now: time.Now(), Day: corpus.AsOf})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			shown := 0
			for _, f := range s.Findings.Sorted() {
				if f.Severity == diag.Error && shown < 10 {
					shown++
					t.Errorf("%s: %s: %s", f.Position, f.Code, f.Message)
				}
			}
			if s.Catalog == nil || len(s.Catalog.Entries) != o.Documents+newest {
				t.Fatalf("not all of %d documents are published", o.Documents+newest)
			}
			if e := s.Catalog.ByPath("content/" + sum.Subject.Path); e == nil || e.URL != sum.Subject.Page {
				t.Errorf("the page of %s is not %s", sum.Subject.Path, sum.Subject.Page)
			}
			if e := s.Catalog.Entries[0]; e.Published.String() != corpus.AsOf {
				t.Errorf("the newest document is of %s, want %s", e.Published, corpus.AsOf)
			}
		})
	}
}

// A folder without running text is refused.
func TestFolderWithoutText(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("# 标题\n\n短。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{dir, filepath.Join(dir, "none")} {
		if _, err := corpus.New(corpus.Options{Documents: 1, Sentences: folder}); err == nil {
			t.Errorf("New with sentences of %s gives no error", folder)
		}
	}
}
