package measure

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   Figure
	}{
		{nil, Figure{}}, {[]float64{2}, Figure{2, 2, 2}}, {[]float64{3, 1, 2}, Figure{2, 1, 3}}, {[]float64{4, 1, 3, 2}, Figure{2, 1, 4}},
	} {
		if got := Of(c.values...); got != c.want {
			t.Errorf("Of(%v) = %v, want %v", c.values, got, c.want)
		}
	}
}

// A program's own time and memory are told; one that fails says why.
func TestOnce(t *testing.T) {
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("go is not on the path")
	}
	run, err := Once(context.Background(), Command{Name: goTool, Args: []string{"version"}})
	if err != nil || run.Wall <= 0 || run.CPU < 0 || run.Peak <= 0 {
		t.Errorf("go version: %+v, %v", run, err)
	}
	if _, err = Once(context.Background(), Command{Name: goTool, Args: []string{"no-such-command"}}); err == nil || !strings.Contains(err.Error(), "unknown command") {
		t.Errorf("a failed program: %v", err)
	}
}

// A file written again with the same bytes counts as written.
func TestSince(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string, at time.Time) {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	look := func() Folder {
		t.Helper()
		f, err := Look(dir)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	then := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	put("kept", "a", then)
	put("same", "a", then)
	put("gone", "a", then)
	before := look()
	put("same", "a", then.Add(time.Second))
	put("new", "ab", then)
	if err := os.Remove(filepath.Join(dir, "gone")); err != nil {
		t.Fatal(err)
	}
	after := look()
	if written, removed := after.Since(before); written != 2 || removed != 1 {
		t.Errorf("written %d, removed %d; want 2, 1", written, removed)
	}
	if after.Bytes() != 4 {
		t.Errorf("bytes %d, want 4", after.Bytes())
	}
	if none, err := Look(filepath.Join(dir, "none")); err != nil || len(none) != 0 {
		t.Errorf("a folder that is not there: %v, %v", none, err)
	}
}
