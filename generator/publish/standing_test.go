package publish

import (
	"context"
	"errors"
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

// TestStandingContent: a file may be handed over without its bytes as long as it is what was published, and is no page.
func TestStandingContent(t *testing.T) {
	for _, test := range []struct {
		name, path string
		damage     func(o Options) error
		stands     bool
	}{
		{"as published", "feed.xml", func(Options) error { return nil }, true},
		{"edited", "feed.xml", func(o Options) error {
			return os.WriteFile(filepath.Join(o.Target, "feed.xml"), []byte("<FEED/>"), 0o644)
		}, false},
		{"gone", "feed.xml", func(o Options) error { return os.Remove(filepath.Join(o.Target, "feed.xml")) }, false},
		{"no facts", "feed.xml", func(o Options) error { return os.RemoveAll(o.Work) }, true},
		{"new", "robots.txt", func(Options) error { return nil }, false},
		{"a page", "404.html", func(Options) error { return nil }, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := optionsIn(t.TempDir())
			publishOK(t, o, small.outputs())
			if err := test.damage(o); err != nil {
				t.Fatal(err)
			}
			after := small.with(files{"robots.txt": "x"})
			if test.path != "robots.txt" {
				after["index.html"] += "new"
			}
			outputs, answer := after.outputs(), errors.New("not asked")
			for i := range outputs {
				if make := outputs[i].Make; outputs[i].Paths[0] == test.path {
					outputs[i].Make = func(emit Emit) error {
						if answer = emit(test.path, nil); answer == nil {
							return nil
						}
						return make(emit)
					}
				}
			}
			publishOK(t, o, outputs)
			if (answer == nil) != test.stands || answer != nil && !errors.Is(answer, ErrNotStanding) {
				t.Errorf("answer %v, want standing %v", answer, test.stands)
			}
			checkTree(t, o, after)
		})
	}
}
