package limit

import (
	"os"
	"path/filepath"
	"testing"

	"gongkai/bench/corpus"
	"gongkai/bench/measure"
)

// Every file is read and rendered; as many bytes are written in as many files.
func TestLimits(t *testing.T) {
	dir := t.TempDir()
	site, copied := filepath.Join(dir, "site"), filepath.Join(dir, "copied")
	if _, err := corpus.Write(corpus.Options{Documents: 20, Seed: "1"}, corpus.Gongkai, site, 0); err != nil {
		t.Fatal(err)
	}
	for _, threads := range []int{1, 3} {
		if err := Read(site, threads); err != nil {
			t.Error(err)
		}
		if err := Render(filepath.Join(site, "content"), threads); err != nil {
			t.Error(err)
		}
		if err := Write(site, copied, threads); err != nil {
			t.Fatal(err)
		}
		want, err := measure.Look(site)
		if err != nil {
			t.Fatal(err)
		}
		got, err := measure.Look(copied)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(want) || got.Bytes() != want.Bytes() {
			t.Errorf("written %d files of %d bytes, want %d of %d", len(got), got.Bytes(), len(want), want.Bytes())
		}
		if err := os.RemoveAll(copied); err != nil {
			t.Fatal(err)
		}
	}
	if err := Read(filepath.Join(dir, "none"), 1); err == nil {
		t.Error("a folder that is not there gives no error")
	}
}
