package site_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gongkai/generator/publish"
	"gongkai/generator/site"
)

// rebuild publishes a site the way the program does, with outputs kept whose
// inputs did not change.
func rebuild(t *testing.T, dir, target string) (*site.Site, publish.Result) {
	t.Helper()
	s, err := site.Load(context.Background(), site.Options{Dir: dir, Now: time.Now(), Day: sampleDay, Program: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	result, err := s.Publish(context.Background(), site.PublishOptions{Target: target})
	if err != nil {
		t.Fatal(err)
	}
	return s, result
}

// The index holds the published documents and no other.
func TestIndexHoldsWhatIsPublished(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	s := publishTo(t, site.Options{Dir: sample, Now: time.Now(), Day: sampleDay}, target)
	var entry struct {
		Format            string
		Documents, Shards int
	}
	if err := json.Unmarshal(read(t, filepath.Join(target, "search", "index.json")), &entry); err != nil {
		t.Fatal(err)
	}
	if entry.Format != "gongkai-search" || entry.Documents != len(s.Catalog.Entries) || entry.Shards < 1 {
		t.Errorf("index.json says %+v of %d documents", entry, len(s.Catalog.Entries))
	}
	var columns struct {
		Validity struct {
			Force  []int
			Chains [][][2]any // from, value
		}
	}
	if err := json.Unmarshal(read(t, filepath.Join(target, "search", "columns.json")), &columns); err != nil {
		t.Fatal(err)
	}
	void := false // a document that was in force before the day of the build tells no more of that
	for _, chain := range columns.Validity.Chains {
		if len(chain) > 0 && chain[0][0] != "" {
			t.Errorf("the first state has a day: %v", chain)
		}
		void = void || len(chain) == 1 && columns.Validity.Force[int(chain[0][1].(float64))] == 0
	}
	if !void || len(columns.Validity.Chains) < 3 {
		t.Errorf("chains of validity %v", columns.Validity.Chains)
	}
	for _, script := range []string{"engine.js", "worker.js", "ui.js"} {
		if _, err := os.Stat(filepath.Join(target, "search", script)); err != nil {
			t.Error(err)
		}
	}
}

// An index is kept while nothing it depends on changes, wherever it is
// published and whatever becomes of the work folder; pages made anew do not
// change it, and one built beside kept pages is the one of a clean build.
func TestIndexIsKept(t *testing.T) {
	dir, elsewhere := copySite(t, sample), filepath.Join(t.TempDir(), "column")
	rebuild(t, dir, elsewhere)
	before := sums(t, elsewhere)
	if _, result := rebuild(t, dir, elsewhere); !result.Unchanged {
		t.Errorf("the second run of an unchanged site wrote %d files", result.Written)
	}
	if err := os.RemoveAll(filepath.Join(dir, site.WorkDir)); err != nil {
		t.Fatal(err)
	}
	if _, result := rebuild(t, dir, elsewhere); !result.Unchanged {
		t.Errorf("without its work folder an unchanged site wrote %d files", result.Written)
	}
	s, _ := rebuild(t, dir, elsewhere)
	e := s.Catalog.Entries[3]
	save(t, dir, e.Path, readFile(t, dir, e.Path)+"\n\n新加的一段里有麒麟二字。\n")
	rebuild(t, dir, elsewhere)
	clean := filepath.Join(t.TempDir(), "column")
	rebuild(t, copySite(t, dir), clean)
	after := sums(t, elsewhere)
	changed := 0
	for path, sum := range sums(t, clean) {
		if after[path] != sum {
			t.Errorf("%s differs from that of a clean build", path)
		}
		if filepath.Dir(filepath.Dir(path)) == "search/shards" && before[path] != sum {
			changed++
		}
	}
	if changed == 0 {
		t.Error("no shard has changed with a text")
	}
}

// A text that changes while the site is published fails the run; the index can
// be made once it is as it was.
func TestIndexOfChangedText(t *testing.T) {
	dir := copySite(t, sample)
	s, err := site.Load(context.Background(), site.Options{Dir: dir, Now: time.Now(), Day: sampleDay})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	outputs, err := s.Outputs()
	if err != nil {
		t.Fatal(err)
	}
	byPath, err := publish.Index(outputs)
	if err != nil {
		t.Fatal(err)
	}
	index := byPath["search/index.json"]
	e := s.Catalog.Entries[0]
	text := readFile(t, dir, e.Path)
	save(t, dir, e.Path, text+"\n\n改了。\n")
	manifest := func() error {
		_, err := publish.Manifest(context.Background(), sampleDay, []publish.Output{*index})
		return err
	}
	var changed *site.ChangedError
	if err := manifest(); !errors.As(err, &changed) {
		t.Errorf("an index of a changed text: %v, want a ChangedError", err)
	}
	save(t, dir, e.Path, text)
	if err := manifest(); err != nil {
		t.Errorf("the index once the text is back: %v", err)
	}
}
