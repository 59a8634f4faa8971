//go:build unix

package publish

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// withSpare publishes until the work folder holds a spare, and gives what is published then.
func withSpare(t *testing.T, o Options) files {
	t.Helper()
	site := versioned(0)
	publishOK(t, o, site.outputs())
	site = site.with(files{"feed.xml": "<feed/>"})
	publishOK(t, o, site.outputs())
	if !exists(filepath.Join(o.Work, spareName)) {
		t.Fatal("no spare was kept")
	}
	return site
}

// TestSpare: a run that changes little links little, and its tree is that of any other run, whatever was done to the spare.
func TestSpare(t *testing.T) {
	const same = "documents/60/index.json" // in every version
	tests := []struct {
		name   string
		damage func(spare, target string) error
		links  int64 // at most
	}{
		{"as it was left", func(string, string) error { return nil }, 1},
		{"gone", func(spare, _ string) error { return os.RemoveAll(spare) }, 200},
		{"a file", func(spare, _ string) error { return errors.Join(os.RemoveAll(spare), os.WriteFile(spare, nil, 0o644)) }, 200},
		{"a link out", func(spare, target string) error {
			return errors.Join(os.RemoveAll(spare), os.Symlink(filepath.Dir(filepath.Dir(target)), spare))
		}, 200},
		{"file edited, the target's own", func(spare, _ string) error {
			return os.WriteFile(filepath.Join(spare, same), []byte("edited"), 0o644)
		}, 1},
		{"file replaced", func(spare, _ string) error {
			return errors.Join(os.Remove(filepath.Join(spare, same)), os.WriteFile(filepath.Join(spare, same), []byte("always the same"), 0o644))
		}, 2},
		{"file removed", func(spare, _ string) error { return os.Remove(filepath.Join(spare, same)) }, 2},
		{"file added", func(spare, _ string) error {
			return os.WriteFile(filepath.Join(spare, "documents/hack.php"), nil, 0o644)
		}, 1},
		{"folder added", func(spare, _ string) error {
			return errors.Join(os.MkdirAll(filepath.Join(spare, "a/b"), 0o755), os.WriteFile(filepath.Join(spare, "a/b/c"), nil, 0o644))
		}, 1},
		{"folder in a file's place", func(spare, _ string) error {
			return errors.Join(os.Remove(filepath.Join(spare, same)), os.MkdirAll(filepath.Join(spare, same, "x"), 0o755))
		}, 2},
		{"folder gone", func(spare, _ string) error { return os.RemoveAll(filepath.Join(spare, "documents/60")) }, 2},
		{"folder that leads elsewhere", func(spare, target string) error {
			return errors.Join(os.RemoveAll(filepath.Join(spare, "documents/60")), os.Symlink(filepath.Join(target, "documents/60"), filepath.Join(spare, "documents/60")))
		}, 2},
		{"folder of another mode", func(spare, _ string) error { return os.Chmod(filepath.Join(spare, "documents/60"), 0o700) }, 200},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := optionsIn(t.TempDir())
			site := withSpare(t, o)
			if err := test.damage(filepath.Join(o.Work, spareName), o.Target); err != nil {
				t.Fatal(err)
			}
			site = site.with(files{"feed.xml": "<feed>新</feed>", "robots.txt": "", "documents/03/index.json": "-", "new/folder/x": "x"})
			var links atomic.Int64
			s := system()
			s.link = func(old, new string) error { links.Add(1); return os.Link(old, new) }
			if _, err := publish(context.Background(), o, site.outputs(), s); err != nil {
				t.Fatal(err)
			}
			checkTree(t, o, site)
			if n := links.Load(); n > test.links {
				t.Errorf("%d links made, want at most %d", n, test.links)
			}
			if again := publishOK(t, o, site.outputs()); !again.Unchanged || again.Recovered != "" {
				t.Errorf("the same once more: %+v", again)
			}
		})
	}
}

// TestSpareHoldsNothingElse: what is published no more lies in no spare, and none is kept where most has changed, where something of
// somebody else's was in the target, or where files could not be linked.
func TestSpareHoldsNothingElse(t *testing.T) {
	o := optionsIn(t.TempDir())
	site := withSpare(t, o)
	spare := filepath.Join(o.Work, spareName)
	site = site.with(files{"documents/02/index.json": "-", "documents/04/index.json": "withdrawn from here"})
	publishOK(t, o, site.outputs())
	for path, text := range readTree(t, spare) {
		if site[path] != text {
			t.Errorf("%s of the spare is %q, published is %q", path, text, site[path])
		}
	}
	most := files{}
	for path, text := range site {
		most[path] = text + " and more"
	}
	for _, step := range []struct {
		name  string
		site  files
		seams func(s *seams)
	}{
		{"most changed", most, func(*seams) {}},
		{"a stranger", most.with(files{"feed.xml": "1"}), func(*seams) {}},
		{"copies", most.with(files{"feed.xml": "2"}), func(s *seams) { s.link = func(string, string) error { return os.ErrPermission } }},
	} {
		if step.name == "a stranger" {
			if err := os.WriteFile(filepath.Join(o.Target, "hack.php"), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		s := system()
		step.seams(&s)
		if _, err := publish(context.Background(), o, step.site.outputs(), s); err != nil {
			t.Fatal(err)
		}
		checkTree(t, o, step.site)
		if exists(spare) {
			t.Errorf("%s: a spare was kept", step.name)
		}
	}
}

// TestSpareVerified: a tree built on a spare is verified like any other before it is swapped in.
func TestSpareVerified(t *testing.T) {
	for _, link := range []func(old, new string) error{
		func(string, string) error { return nil },
		func(old, new string) error { return errors.Join(os.Link(old, new), os.Link(old, new+".extra")) },
	} {
		o := optionsIn(t.TempDir())
		site := withSpare(t, o)
		if err := os.Remove(filepath.Join(o.Work, spareName, "documents/60/index.json")); err != nil {
			t.Fatal(err)
		}
		after := site.with(files{"robots.txt": "x"})
		s := system()
		s.link = link
		if _, err := publish(context.Background(), o, after.outputs(), s); err == nil || !strings.Contains(err.Error(), "verify") {
			t.Errorf("error %v, want one of the verification", err)
		}
		checkTree(t, o, site)
		publishOK(t, o, after.outputs())
		checkTree(t, o, after)
	}
}
