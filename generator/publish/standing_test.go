package publish

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// What Publish left stands; whatever is done to it, or to what is known of it,
// does not.
func TestStands(t *testing.T) {
	harm := map[string]func(o Options) error{
		"nothing":        func(Options) error { return nil },
		"other bytes":    func(o Options) error { return os.WriteFile(filepath.Join(o.Target, "index.html"), []byte("x"), 0o644) },
		"a file gone":    func(o Options) error { return os.Remove(filepath.Join(o.Target, "index.html")) },
		"a file more":    func(o Options) error { return os.WriteFile(filepath.Join(o.Target, "more.txt"), nil, 0o644) },
		"no manifest":    func(o Options) error { return os.Remove(filepath.Join(o.Target, manifestName)) },
		"no facts":       func(o Options) error { return os.Remove(filepath.Join(o.Work, factsName)) },
		"torn facts":     func(o Options) error { return os.Truncate(filepath.Join(o.Work, factsName), 100) },
		"a killed run":   func(o Options) error { return os.Mkdir(filepath.Join(o.Work, workName, nextPrefix+"1"), 0o755) },
		"a journal":      func(o Options) error { return os.WriteFile(filepath.Join(o.Work, journalName), nil, 0o644) },
		"no target":      func(o Options) error { return os.RemoveAll(o.Target) },
		"no work folder": func(o Options) error { return os.RemoveAll(o.Work) },
	}
	for name, do := range harm {
		o := optionsIn(t.TempDir())
		want := publishOK(t, o, small.outputs())
		if err := do(o); err != nil {
			t.Fatal(err)
		}
		got, ok, err := Stands(context.Background(), o.Target, o.Work)
		if err != nil || ok != (name == "nothing") {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
		if ok && (got.Files != want.Files || got.Bytes != want.Bytes || len(got.Manifest) != 64) {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}

// A file changed within a tick of the clock, to as many bytes, is noticed.
func TestStandsInOneTick(t *testing.T) {
	for range 20 {
		o := optionsIn(t.TempDir())
		publishOK(t, o, small.outputs())
		path := filepath.Join(o.Target, "index.html")
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text[0]++
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, ok, err := Stands(context.Background(), o.Target, o.Work); ok || err != nil {
			t.Fatalf("a changed file went unnoticed (%v)", err)
		}
	}
}
