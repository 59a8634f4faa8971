package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestImportedSeedsBuild imports the real documents into a new site, and then
// the site checks and builds.
func TestImportedSeedsBuild(t *testing.T) {
	seeds, err := filepath.Abs("../../shared/seeds")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(seeds); err != nil {
		t.Skip("../shared/seeds is absent")
	}
	dir := filepath.Join(t.TempDir(), "site")
	gongkai := func(args ...string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		now := func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }
		if code := run(args, environment{stdout: &stdout, stderr: &stderr, now: now}); code != exitDone {
			t.Fatalf("gongkai %v: exit %d\n%s", args, code, stderr.String())
		}
	}
	gongkai("init", dir)
	config := filepath.Join(dir, "config.toml")
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, []byte("\n[[agency]]\nkey = \"qj\"\nname = \"潜江市司法局\"\ncode = \"010900264\"\n\n[[agency]]\nkey = \"xy\"\nname = \"襄阳市司法局\"\ncode = \"011158671\"\n")...)
	if err := os.WriteFile(config, text, 0o644); err != nil {
		t.Fatal(err)
	}
	gongkai("import", seeds, "--site", dir, "--theme", "公安、安全、司法/司法", "--published", "2026-11-20")
	gongkai("check", "--site", dir)
	gongkai("build", "--site", dir)
	for _, id := range []string{"010897245-2021-58637", "010900264-2026-00001", "011158671-2021-05900"} {
		if _, err := os.Stat(filepath.Join(dir, "public", "documents", id, "index.html")); err != nil {
			t.Error(err)
		}
	}
}
