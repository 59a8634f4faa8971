package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gongkai/bench/corpus"
)

// benchDocuments is enough that a build spends its time where large ones do.
const benchDocuments = 2000

// BenchmarkBuild publishes a column that was not published before. TMPDIR on a
// tmpfs keeps a disk's own pace out of it.
func BenchmarkBuild(b *testing.B) {
	dir := b.TempDir()
	if _, err := corpus.Write(corpus.Options{Documents: benchDocuments, Seed: "1"}, corpus.Gongkai, dir, 0); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.StopTimer()
		for _, made := range []string{"public", ".gongkai"} {
			if err := os.RemoveAll(filepath.Join(dir, made)); err != nil {
				b.Fatal(err)
			}
		}
		b.StartTimer()
		args := []string{"build", "--site", dir, "--date", corpus.AsOf}
		if code := run(args, environment{stdout: io.Discard, stderr: io.Discard, now: time.Now}); code != 0 {
			b.Fatalf("gongkai %q: %d", args, code)
		}
	}
	b.ReportMetric(float64(benchDocuments*b.N)/b.Elapsed().Seconds(), "documents/s")
}
