package site_test

import (
	"os"
	"path/filepath"
	"testing"
)

// settled builds until a run is told again: files that were changed a moment
// ago are not trusted yet.
func settled(t *testing.T, dir, target string) built {
	t.Helper()
	for range 100 {
		if b := buildAs(t, dir, target, sampleDay, "p"); b.again {
			return b
		} else if b.failed || b.result.Written > 0 {
			t.Fatalf("failed %v, wrote %d files", b.failed, b.result.Written)
		}
	}
	t.Fatal("never settled")
	return built{}
}

// Where nothing changed a run makes nothing, reads no document, writes no file
// and tells the same.
func TestAgain(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "public")
	smallSite(t, dir, 8)
	first := buildAs(t, dir, target, sampleDay, "p")
	before := facts(t, dir)
	again := settled(t, dir, target)
	again = settled(t, dir, target)
	if len(again.findings) != len(first.findings) || again.result.Files != first.result.Files {
		t.Errorf("told %d findings and %d files, at first %d and %d", len(again.findings), again.result.Files, len(first.findings), first.result.Files)
	}
	if c := again.counts; c.Read+c.Parsed+c.Made+c.Written != 0 {
		t.Errorf("a run that changed nothing did %+v", c)
	}
	for name, at := range facts(t, target) {
		if before[filepath.Join("public", name)] != at {
			t.Errorf("%s was written", name)
		}
	}
}

// facts gives the time of every file of a folder.
func facts(t *testing.T, dir string) map[string]int64 {
	t.Helper()
	out := map[string]int64{}
	for name := range sums(t, dir) {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.FromSlash(name)] = info.ModTime().UnixNano()
	}
	return out
}

// Of many documents one that changed is typed again, and no other is read but
// for its text.
func TestOneChanged(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "public")
	smallSite(t, dir, 30)
	buildAs(t, dir, target, sampleDay, "p")
	settled(t, dir, target)
	edit(t, dir, smallPath(7), "正文。", "正文改了。")
	b := buildAs(t, dir, target, sampleDay, "p")
	if b.counts.Parsed != 1 {
		t.Errorf("%d documents were typed, want 1", b.counts.Parsed)
	}
	if err := os.Remove(filepath.Join(dir, filepath.FromSlash(smallPath(8)))); err != nil {
		t.Fatal(err)
	}
	if b = buildAs(t, dir, target, sampleDay, "p"); b.counts.Parsed != 0 || b.counts.Removed == 0 {
		t.Errorf("a document less: %+v", b.counts)
	}
}
