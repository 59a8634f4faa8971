package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/bench/measure"
)

// TestMain lets the words that run in a process of their own run in this one.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && (os.Args[1] == "corpus" || os.Args[1] == "limit") {
		main()
		return
	}
	os.Exit(m.Run())
}

// A measurement of a small corpus measures every case, and the changes it makes
// are really made: it is seen from outside what each build wrote.
func TestMeasure(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("go is not on the path")
	}
	file := filepath.Join(t.TempDir(), "results.json")
	var table bytes.Buffer
	work := t.TempDir()
	if err := run(context.Background(), []string{"--sizes", "40", "--runs", "1", "--work", work, "--json", file}, &table, io.Discard); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var r results
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	for _, name := range caseNames() {
		b := r.build(40, ours, name)
		if b == nil {
			t.Fatalf("%s was not measured", name)
		}
		all, written := float64(b.Files), b.Written.Median
		ok := map[string]bool{
			"clean": written == all, "unchanged": written == 0, "changed": written > 0 && written < all/2,
			"added": written > 0 && written < all, "removed": b.Removed.Median >= 2 && b.Removed.Median < all/2, "layout": written >= 40 && written < all,
		}[name]
		if !ok || b.Wall.Median <= 0 || b.CPU.Median <= 0 || b.Bytes == 0 {
			t.Errorf("%s: %+v", name, b)
		}
		if !strings.Contains(table.String(), name) {
			t.Errorf("%s is not in the table:\n%s", name, table.String())
		}
	}
	if c := r.build(40, ours, "clean"); c.Timing == nil || c.Timing.Counts["parsed"] != 40 {
		t.Errorf("the stations of a clean build: %+v", c.Timing)
	}
	if len(r.Limits) == 0 || len(r.Preview) != 1 || r.Preview[0].Milliseconds.Min <= 0 {
		t.Errorf("limits %+v, preview %+v", r.Limits, r.Preview)
	}
	if left, err := os.ReadDir(work); err != nil || len(left) > 0 {
		t.Errorf("left in the work folder: %v, %v", left, err)
	}
}

// Hugo stands alone, and with Pagefind for a site with a search: seconds add up,
// memory does not.
func TestCompare(t *testing.T) {
	row := func(program, name string, wall, cpu, peak float64) buildRow {
		return buildRow{Documents: 10, Program: program, Case: name, cost: cost{measure.Of(wall), measure.Of(cpu), measure.Of(peak)}}
	}
	r := results{Builds: []buildRow{
		row(ours, "clean", 2, 4, 100), row(ours, "changed", 1, 1, 50), row("hugo", "clean", 6, 8, 400), row("hugo", "changed", 5, 8, 400), row("pagefind", "clean", 10, 12, 1000),
	}}
	r.compare()
	want := []ratioRow{
		{10, "hugo", "clean", 3, 2, 4}, {10, "hugo + pagefind", "clean", 8, 5, 10},
		{10, "hugo", "changed", 5, 8, 8}, {10, "hugo + pagefind", "changed", 15, 20, 20},
	}
	if diff := cmp.Diff(want, r.Ratios); diff != "" {
		t.Errorf("ratios (-want +got):\n%s", diff)
	}
}

// Wrong flags are told before anything is done.
func TestWrongFlags(t *testing.T) {
	for _, args := range []string{"--sizes 1", "--sizes many", "--runs 0", "--cases cleaning", "--against jekyll", "more", "corpus", "limit read", "limit sing . 1", "limit read . 0"} {
		if err := run(context.Background(), strings.Fields(args), io.Discard, io.Discard); err == nil {
			t.Errorf("bench %s gives no error", args)
		}
	}
}

func TestCorpusWord(t *testing.T) {
	dir := t.TempDir()
	var said bytes.Buffer
	args := []string{"corpus", "--documents", "5", "--output", dir}
	if err := run(context.Background(), args, &said, io.Discard); err != nil || !strings.HasPrefix(said.String(), "5 documents") {
		t.Errorf("corpus: %q, %v", said.String(), err)
	}
	if err := run(context.Background(), args, io.Discard, io.Discard); err == nil {
		t.Error("a second corpus in the same folder gives no error")
	}
}
