package site_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
	"gongkai/generator/site"
)

// sample is the site that this repository is.
const sample = "../.."

// sampleDay is the day the sample content was written for.
const sampleDay = "2026-11-22"

// publishTo loads a site and publishes it.
func publishTo(t *testing.T, o site.Options, target string) *site.Site {
	t.Helper()
	s, err := site.Load(context.Background(), o)
	if err != nil {
		t.Fatalf("Load(%s): %v", o.Dir, err)
	}
	t.Cleanup(func() { s.Close() })
	if s.Catalog == nil || s.Findings.Failed() {
		t.Fatalf("Load(%s): findings %+v", o.Dir, s.Findings.Sorted())
	}
	if _, err := s.Publish(context.Background(), site.PublishOptions{Target: target}); err != nil {
		t.Fatalf("Publish(%s): %v", o.Dir, err)
	}
	return s
}

// sums gives the sha256 of every file below a folder.
func sums(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		out[filepath.ToSlash(rel)] = hex.EncodeToString(sum[:])
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// copySite copies what a site is read from.
func copySite(t *testing.T, from string) string {
	t.Helper()
	to := t.TempDir()
	for _, name := range []string{"config.toml", "index-ledger.csv"} {
		if data, err := os.ReadFile(filepath.Join(from, name)); err == nil {
			if err := os.WriteFile(filepath.Join(to, name), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.CopyFS(filepath.Join(to, "content"), os.DirFS(filepath.Join(from, "content"))); err != nil {
		t.Fatal(err)
	}
	return to
}

// The sample builds without an error, and only with warnings meant to be seen.
func TestSampleIsClean(t *testing.T) {
	s, err := site.Load(context.Background(), site.Options{Dir: sample, Now: time.Now(), Day: sampleDay})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, f := range s.Findings.Sorted() {
		if f.Severity == diag.Error || f.Severity == diag.Warning && f.Code != diag.Expiring {
			t.Errorf("%s: %s %s: %s", f.Position, f.Severity.Label(), f.Code, f.Message)
		}
	}
	if n := len(s.Catalog.Entries); n < 36 {
		t.Errorf("the sample has %d documents, want at least 36", n)
	}
	for _, v := range s.Catalog.Dimension("validity").Values {
		if len(v.Entries) == 0 {
			t.Errorf("no sample document is %s", v.Label)
		}
	}
	for _, v := range s.Catalog.Dimension("kind").Values {
		if len(v.Entries) == 0 {
			t.Errorf("no sample document is a %s", v.Label)
		}
	}
}

// The same input and day give the same bytes: on one thread or many, in
// another folder, in another time zone, over an older site or none.
func TestDeterministic(t *testing.T) {
	first := t.TempDir()
	publishTo(t, site.Options{Dir: sample, Now: time.Now(), Day: sampleDay, Threads: 1}, filepath.Join(first, "public"))
	want := sums(t, filepath.Join(first, "public"))

	elsewhere := copySite(t, sample)
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	local := time.Local
	time.Local = zone
	defer func() { time.Local = local }()
	target := filepath.Join(elsewhere, "public")
	publishTo(t, site.Options{Dir: elsewhere, Now: time.Now().In(zone), Day: "2020-01-01", Threads: 8}, target)
	publishTo(t, site.Options{Dir: elsewhere, Now: time.Now().In(zone), Day: sampleDay, Threads: 8}, target)
	if diff := cmp.Diff(want, sums(t, target)); diff != "" {
		t.Errorf("another folder, zone and number of threads (-first +second):\n%s", diff)
	}
}

// The manifest names every published file but itself, with its hash.
func TestManifest(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	publishTo(t, site.Options{Dir: sample, Now: time.Now(), Day: sampleDay}, target)
	data, err := os.ReadFile(filepath.Join(target, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Format int
		AsOf   string `json:"as_of"`
		Files  map[string]string
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	got := sums(t, target)
	delete(got, "manifest.json")
	if manifest.AsOf != sampleDay {
		t.Errorf("as_of = %q, want %q", manifest.AsOf, sampleDay)
	}
	if diff := cmp.Diff(manifest.Files, got); diff != "" {
		t.Errorf("manifest (-says +is):\n%s", diff)
	}
}

// Nothing of a draft or of a document that is not 主动公开 reaches an output.
func TestNothingLeaks(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	publishTo(t, site.Options{Dir: sample, Now: time.Now(), Day: sampleDay}, target)
	found := false
	for _, mark := range []string{"青梧桐七号", "白沙洲九号"} {
		if grep(t, filepath.Join(sample, "content"), mark) == "" {
			t.Fatalf("the sample no longer has the mark %s", mark)
		}
		if file := grep(t, target, mark); file != "" {
			t.Errorf("%s occurs in %s", mark, file)
		}
		found = true
	}
	if !found {
		t.Fatal("no mark was looked for")
	}
}

// grep gives a file below dir that holds a text, in plain or as JSON escapes.
func grep(t *testing.T, dir, text string) string {
	t.Helper()
	hit := ""
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || hit != "" {
			return err
		}
		data, err := os.ReadFile(p)
		if err == nil && strings.Contains(string(data), text) {
			hit = p
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hit
}
