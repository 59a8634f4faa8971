package site_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/bench/corpus"
	"gongkai/generator/site"
)

// workDocuments is enough that lists have several pages, the index has several
// shards, and relations of every kind occur.
const workDocuments = 120

// A work is a column of the benchmark's documents, built again and again.
type work struct {
	t      *testing.T
	dir    string
	corpus corpus.Summary
}

func newWork(t *testing.T) *work {
	t.Helper()
	w := &work{t: t, dir: t.TempDir()}
	var err error
	if w.corpus, err = corpus.Write(corpus.Options{Documents: workDocuments, Seed: "1"}, corpus.Gongkai, w.dir, 1); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *work) build() built {
	w.t.Helper()
	b := buildAs(w.t, w.dir, filepath.Join(w.dir, "public"), corpus.AsOf, "p")
	if b.failed {
		w.t.Fatalf("errors in the corpus: %+v", b.findings)
	}
	return b
}

// settle builds until the last run is told again: what was changed a moment ago
// is not trusted yet, and would be read once more.
func (w *work) settle() {
	w.t.Helper()
	for range 1000 {
		if w.build().again {
			return
		}
	}
	w.t.Fatal("never settled")
}

func (w *work) content(p corpus.Place) string {
	return filepath.Join(w.dir, "content", filepath.FromSlash(p.Path))
}

func (w *work) read(name string) string {
	w.t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		w.t.Fatal(err)
	}
	return string(text)
}

func (w *work) write(name, text string) {
	w.t.Helper()
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = os.WriteFile(name, []byte(text), 0o644)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *work) edit() {
	subject := w.content(w.corpus.Subject)
	w.write(subject, w.read(subject)+"\n增加一句。\n")
}

func (w *work) add() {
	newest := w.corpus.Newest[0]
	w.write(w.content(newest), w.read(filepath.Join(w.dir, corpus.NewestDir, filepath.FromSlash(newest.Path))))
}

func (w *work) remove() {
	if err := os.Remove(w.content(w.corpus.Newest[0])); err != nil {
		w.t.Fatal(err)
	}
}

func (w *work) relayout() {
	base := w.read(filepath.Join(sample, "layouts", "base.html"))
	w.write(filepath.Join(w.dir, "layouts", "base.html"), strings.Replace(base, "<body", `<body data-changed="1"`, 1))
}

// The work of a build, counted: whatever the machine, it is the same. most is
// what a build may do. A build that does less passes, and the number comes down;
// one that does more has grown slower, and needs a reason beside the new number.
// What every build makes of new (files, outputs) leaves room for a few pages
// more.
func TestWork(t *testing.T) {
	w := newWork(t)
	const all = workDocuments
	for _, c := range []struct {
		name   string
		change func()
		most   site.Counts
	}{
		{"clean", func() {}, site.Counts{Read: 2 * all, ReadBytes: 2 * w.corpus.Bytes, Parsed: all, Rendered: all, Made: 650, Indexed: 60, Written: 850}},
		{"unchanged", func() {}, site.Counts{}},
		{"changed", w.edit, site.Counts{Read: 6, ReadBytes: w.corpus.Bytes / 10, Parsed: 1, Rendered: 5, Made: 40, Indexed: 60, Written: 15}},
		{"added", w.add, site.Counts{Read: 4, ReadBytes: w.corpus.Bytes / 10, Parsed: 1, Rendered: 3, Made: 450, Indexed: 60, Written: 140}},
		{"removed", w.remove, site.Counts{Read: 2, ReadBytes: w.corpus.Bytes / 10, Rendered: 2, Made: 450, Indexed: 60, Written: 140, Removed: 5}},
		{"layout", w.relayout, site.Counts{Read: all, ReadBytes: 11 * w.corpus.Bytes / 10, Rendered: all, Made: 650, Written: 500}},
	} {
		c.change()
		b := w.build()
		got := b.counts
		t.Logf("%s: %+v", c.name, got)
		for _, n := range []struct {
			what      string
			got, most int64
		}{
			{"documents read", got.Read, c.most.Read}, {"bytes read", got.ReadBytes, c.most.ReadBytes}, {"documents parsed", got.Parsed, c.most.Parsed},
			{"bodies rendered", got.Rendered, c.most.Rendered}, {"outputs made", got.Made, c.most.Made}, {"files of the index made", got.Indexed, c.most.Indexed},
			{"files written", got.Written, c.most.Written}, {"files removed", got.Removed, c.most.Removed},
		} {
			if n.got > n.most {
				t.Errorf("%s: %s: %d, at most %d", c.name, n.what, n.got, n.most)
			}
		}
		if changed := got.Written + got.Removed; (changed == 0) != (c.name == "unchanged") {
			t.Errorf("%s: %d files written or removed", c.name, changed)
		}
		if got.Findings != int64(len(b.findings)) || got.Findings == 0 || got.Files == 0 || got.Bytes == 0 {
			t.Errorf("%s: %d findings, %d files, %d bytes; told %d findings", c.name, got.Findings, got.Files, got.Bytes, len(b.findings))
		}
		w.settle()
	}
}
