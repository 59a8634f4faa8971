package publish

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestForeign: a folder of somebody else's files is left as it is.
func TestForeign(t *testing.T) {
	tests := []struct {
		name    string
		found   files
		refused bool
	}{
		{"empty folder", files{}, false},
		{"own files", files{"thesis.docx": "years of work"}, true},
		{"a web app's manifest", files{"manifest.json": `{"name": "app"}`, "index.html": "x"}, true},
		{"another format", files{"manifest.json": `{"format": 2, "files": {}}`}, true},
		{"not JSON", files{"manifest.json": `{"format": 1`}, true},
		{"a hash that is none", files{"manifest.json": `{"format": 1, "files": {"index.html": "x"}}`}, true},
		{"ours", files{"manifest.json": `{"format": 1, "as_of": "2020-01-01", "files": {}}`}, false},
		{"ours, under version control", files{"manifest.json": `{"format": 1, "files": {}}`, ".git/HEAD": "x"}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := optionsIn(t.TempDir())
			if err := os.Mkdir(o.Target, 0o755); err != nil {
				t.Fatal(err)
			}
			for path, text := range test.found {
				file := filepath.Join(o.Target, filepath.FromSlash(path))
				if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
					t.Fatal(err)
				}
			}
			_, err := Publish(context.Background(), o, small.outputs())
			if errors.Is(err, ErrForeign) != test.refused || err != nil && !test.refused {
				t.Fatalf("error %v, want refused %v", err, test.refused)
			}
			if !test.refused {
				checkTree(t, o, small)
			} else if diff := cmp.Diff(test.found, readTree(t, o.Target)); diff != "" {
				t.Errorf("files of a refused folder changed: %s", diff)
			}
		})
	}
	t.Run("a file", func(t *testing.T) {
		o := optionsIn(t.TempDir())
		if err := os.WriteFile(o.Target, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Publish(context.Background(), o, small.outputs()); !errors.Is(err, ErrForeign) {
			t.Errorf("error %v, want ErrForeign", err)
		}
	})
}

// TestFaultyOutputs: whatever an output does wrong, the old site stays and no half-made tree lies about.
func TestFaultyOutputs(t *testing.T) {
	fault := errors.New("a fault")
	one := bytes.NewReader([]byte("1"))
	tests := []struct {
		name string
		make func(emit Emit) error
		want error
	}{
		{"its own error", func(emit Emit) error { return fault }, fault},
		{"an error after its file", func(emit Emit) error { return errors.Join(emit("new.txt", one), fault) }, fault},
		{"nothing emitted", func(emit Emit) error { return nil }, ErrOutput},
		{"emitted twice", func(emit Emit) error { return errors.Join(emit("new.txt", one), emit("new.txt", one)) }, ErrOutput},
		{"not announced", func(emit Emit) error { return errors.Join(emit("new.txt", one), emit("other.txt", one)) }, ErrOutput},
		{"another's path", func(emit Emit) error { return errors.Join(emit("new.txt", one), emit("index.html", one)) }, ErrOutput},
		{"climbing", func(emit Emit) error { return errors.Join(emit("new.txt", one), emit("../escaped.txt", one)) }, ErrOutput},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			site := t.TempDir()
			o := optionsIn(site)
			publishOK(t, o, small.outputs())
			changed := small.with(files{"feed.xml": "<feed>新</feed>"}).outputs()
			_, err := Publish(context.Background(), o, append(changed, Output{Paths: []string{"new.txt"}, Make: test.make}))
			if !errors.Is(err, test.want) || test.name == "another's path" && !strings.Contains(err.Error(), "not announced") {
				t.Errorf("error %v, want %v", err, test.want)
			}
			checkTree(t, o, small)
			if exists(filepath.Join(site, "escaped.txt")) {
				t.Error("a file escaped")
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	o := optionsIn(t.TempDir())
	publishOK(t, o, small.outputs())
	for steps := range 9 {
		ctx, cancel := context.WithCancel(context.Background())
		o.Progress = func(done, total int) {
			if done > steps {
				cancel()
			}
		}
		_, err := Publish(ctx, o, small.with(files{"404.html": "x", "feed.xml": "y"}).outputs())
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("after %d outputs: error %v, want cancelled", steps, err)
		}
		checkTree(t, o, small)
	}
}

func TestPlaces(t *testing.T) {
	folder := t.TempDir()
	site := filepath.Join(folder, "site")
	work := filepath.Join(site, ".gongkai")
	if err := errors.Join(os.MkdirAll(filepath.Join(site, "real"), 0o755), os.Symlink("real", filepath.Join(site, "link")),
		os.Symlink("nowhere", filepath.Join(site, "dangling"))); err != nil {
		t.Fatal(err)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, target string
		want         place
	}{
		{"inside the site", filepath.Join(site, "public"), place{filepath.Join(site, "public"), work}},
		{"deep inside", filepath.Join(site, "a/b/public"), place{filepath.Join(site, "a/b/public"), work}},
		{"beside the site", filepath.Join(folder, "www"), place{filepath.Join(folder, "www"), filepath.Join(folder, ".www.gongkai")}},
		{"a name that begins like the site's", filepath.Join(folder, "site2"), place{filepath.Join(folder, "site2"), filepath.Join(folder, ".site2.gongkai")}},
		{"a link", filepath.Join(site, "link"), place{filepath.Join(site, "real"), work}},
		{"below a link", filepath.Join(site, "link", "public"), place{filepath.Join(site, "real", "public"), work}},
		{"a link to nowhere", filepath.Join(site, "dangling"), place{}},
		{"the root", "/", place{}},
		{"the home", home, place{}},
		{"around the work folder", site, place{}},
		{"in the work folder", filepath.Join(work, "public"), place{}},
		{"no name", "", place{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := locate(test.target, work)
			if refused := test.want == (place{}); refused != errors.Is(err, ErrTarget) || !refused && err != nil {
				t.Fatalf("error %v", err)
			}
			real, _ := filepath.EvalSymlinks(folder)
			want := place{strings.Replace(test.want.target, folder, real, 1), strings.Replace(test.want.work, folder, real, 1)}
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

// TestTargetElsewhere publishes outside the site and leaves the site alone.
func TestTargetElsewhere(t *testing.T) {
	o := optionsIn(t.TempDir())
	site := filepath.Dir(o.Work)
	o.Target = filepath.Join(t.TempDir(), "www")
	publishOK(t, o, small.outputs())
	publishOK(t, o, small.with(files{"feed.xml": "x"}).outputs())
	if entries, _ := os.ReadDir(site); len(entries) > 0 {
		t.Errorf("the site got %v", entries)
	}
	o.Work = filepath.Join(filepath.Dir(o.Target), ".www.gongkai")
	checkTree(t, o, small.with(files{"feed.xml": "x"}))
}

// TestLinkedTarget: a link to the published folder stays a link.
func TestLinkedTarget(t *testing.T) {
	o := optionsIn(t.TempDir())
	link := o.Target
	o.Target = filepath.Join(filepath.Dir(link), "real")
	if err := os.Symlink("real", link); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(o.Target, 0o755); err != nil {
		t.Fatal(err)
	}
	linked := o
	linked.Target = link
	publishOK(t, linked, small.outputs())
	checkTree(t, o, small)
	if to, err := os.Readlink(link); err != nil || to != "real" {
		t.Errorf("the link leads to %q, %v", to, err)
	}
}

// TestCopiedWhereLinksAreImpossible: the copy has the time of what it copies.
func TestCopiedWhereLinksAreImpossible(t *testing.T) {
	o := optionsIn(t.TempDir())
	publishOK(t, o, small.outputs())
	before := looks(t, o.Target)
	s := system()
	s.link = func(string, string) error { return errors.ErrUnsupported }
	after := small.with(files{"feed.xml": "x"})
	if _, err := publish(context.Background(), o, after.outputs(), s); err != nil {
		t.Fatal(err)
	}
	checkTree(t, o, after)
	for path, info := range looks(t, o.Target) {
		if old := before[path]; after[path] == small[path] && path != manifestName && !old.ModTime().Equal(info.ModTime()) {
			t.Errorf("%s: time %v, want %v", path, info.ModTime(), old.ModTime())
		}
	}
	if again := publishOK(t, o, after.outputs()); !again.Unchanged {
		t.Errorf("once more: %+v", again)
	}
}

// TestLock: a second run is told at once who holds the lock, and it is free when the first is over.
func TestLock(t *testing.T) {
	o := optionsIn(t.TempDir())
	unlock, err := Lock(o.Work)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Publish(context.Background(), o, small.outputs())
	var held *LockedError
	if !errors.As(err, &held) || !errors.Is(err, ErrLocked) || held.PID != os.Getpid() || held.Since == "" {
		t.Errorf("error %v, want locked by %d", err, os.Getpid())
	}
	if exists(o.Target) {
		t.Error("published all the same")
	}
	unlock()
	publishOK(t, o, small.outputs())
}
