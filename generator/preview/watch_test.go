package preview

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// ear notes what a watcher tells.
type ear struct {
	mu    sync.Mutex
	soon  []string
	later [][]string
	polls []error
	heard chan struct{}
}

func listen(t *testing.T, w Watching) (*ear, *Watcher) {
	t.Helper()
	e := &ear{heard: make(chan struct{}, 1000)}
	w.Wants = In("config.toml", "content", "layouts")
	w.Fence = ".work"
	note := func(do func()) {
		e.mu.Lock()
		do()
		e.mu.Unlock()
		e.heard <- struct{}{}
	}
	w.Soon = func(paths ...string) { note(func() { e.soon = append(e.soon, paths...) }) }
	w.Later = func(paths []string) { note(func() { e.later = append(e.later, paths) }) }
	w.Polls = func(err error) { note(func() { e.polls = append(e.polls, err) }) }
	x := Watch(w)
	t.Cleanup(x.Close)
	return e, x
}

// until waits for an event after which ok holds.
func (e *ear) until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	limit := time.After(20 * time.Second)
	for {
		e.mu.Lock()
		done := ok()
		e.mu.Unlock()
		if done {
			return
		}
		select {
		case <-e.heard:
		case <-limit:
			t.Fatalf("not told in time: %s\nsoon %v\nlater %v", what, e.soon, e.later)
		}
	}
}

// tells waits until a path was told both soon and later.
func (e *ear) tells(t *testing.T, path string) {
	t.Helper()
	e.until(t, path, func() bool {
		return slices.Contains(e.soon, path) && slices.ContainsFunc(e.later, func(paths []string) bool { return paths == nil || slices.Contains(paths, path) })
	})
	e.mu.Lock()
	defer e.mu.Unlock()
	e.soon, e.later = nil, nil
}

func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "content/a/x.md", "1")
	put(t, dir, "config.toml", "1")
	return dir
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	to := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func rename(t *testing.T, dir, from, to string) {
	t.Helper()
	if err := os.Rename(filepath.Join(dir, filepath.FromSlash(from)), filepath.Join(dir, filepath.FromSlash(to))); err != nil {
		t.Fatal(err)
	}
}

// Every way in which editors and tools change files, by events and by polling.
func TestWatchTellsEveryChange(t *testing.T) {
	for _, poll := range []bool{false, true} {
		for _, c := range []struct {
			name   string
			change func(t *testing.T, dir string)
			want   string
		}{
			{"written in place", func(t *testing.T, dir string) { put(t, dir, "content/a/x.md", "22") }, "content/a/x.md"},
			{"renamed over", func(t *testing.T, dir string) {
				put(t, dir, "content/a/x.md~", "22")
				rename(t, dir, "content/a/x.md~", "content/a/x.md")
			}, "content/a/x.md"},
			{"moved away and written anew", func(t *testing.T, dir string) {
				rename(t, dir, "content/a/x.md", "content/a/x.md~")
				put(t, dir, "content/a/x.md", "22")
			}, "content/a/x.md"},
			{"removed", func(t *testing.T, dir string) {
				if err := os.Remove(filepath.Join(dir, "content", "a", "x.md")); err != nil {
					t.Fatal(err)
				}
			}, "content/a/x.md"},
			{"a file in a new folder", func(t *testing.T, dir string) { put(t, dir, "content/new/deep/y.md", "1") }, "content/new/deep/y.md"},
			{"a folder renamed", func(t *testing.T, dir string) { rename(t, dir, "content/a", "content/b") }, "content/b/x.md"},
			{"the configuration", func(t *testing.T, dir string) { put(t, dir, "config.toml", "22") }, "config.toml"},
			{"a folder that was not there", func(t *testing.T, dir string) { put(t, dir, "layouts/base.html", "1") }, "layouts/base.html"},
		} {
			t.Run(fmt.Sprintf("%s, polling %t", c.name, poll), func(t *testing.T) {
				t.Parallel()
				dir := folder(t)
				e, x := listen(t, Watching{Dir: dir, Poll: poll, Every: 10 * time.Millisecond})
				x.Sync()
				c.change(t, dir)
				e.tells(t, c.want)
			})
		}
	}
}

func TestWatchPassesOverWhatDoesNotMatter(t *testing.T) {
	dir := folder(t)
	e, _ := listen(t, Watching{Dir: dir})
	put(t, dir, "public/index.html", "1")
	put(t, dir, "content/a/.x.md.swp", "1")
	put(t, dir, "content/a/4913", "1")
	put(t, dir, "other.txt", "1")
	put(t, dir, "content/a/x.md", "22")
	e.until(t, "the last change", func() bool { return len(e.later) > 0 })
	for _, p := range e.soon {
		if p != "content/a/x.md" {
			t.Errorf("told of %s", p)
		}
	}
}

// After a folder that was added later is renamed, changes in it are still told.
func TestWatchFollowsFolders(t *testing.T) {
	dir := folder(t)
	e, _ := listen(t, Watching{Dir: dir})
	put(t, dir, "content/new/y.md", "1")
	e.tells(t, "content/new/y.md")
	rename(t, dir, "content/new", "content/newer")
	e.tells(t, "content/newer/y.md")
	put(t, dir, "content/newer/y.md", "22")
	e.tells(t, "content/newer/y.md")
}

// A checkout of thousands of files is told whole, in few calls.
func TestWatchSurvivesACheckout(t *testing.T) {
	const count = 5000
	dir := folder(t)
	e, _ := listen(t, Watching{Dir: dir})
	for i := range count {
		put(t, dir, fmt.Sprintf("content/c%02d/%d.md", i%50, i), "1")
	}
	seen := map[string]bool{}
	e.until(t, "all files", func() bool {
		for _, paths := range e.later {
			if paths == nil {
				return true // the system lost count and everything is looked at
			}
			for _, p := range paths {
				seen[p] = true
			}
		}
		return len(seen) >= count
	})
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.later) > 100 {
		t.Errorf("told in %d calls", len(e.later))
	}
}

func TestSyncIsAfterEarlierChanges(t *testing.T) {
	for _, poll := range []bool{false, true} {
		dir := folder(t)
		e, x := listen(t, Watching{Dir: dir, Poll: poll, Every: time.Hour})
		for i := range 50 {
			put(t, dir, "content/a/x.md", fmt.Sprint("text ", i, time.Now()))
			x.Sync()
			e.mu.Lock()
			told := slices.Contains(e.soon, "content/a/x.md")
			e.soon = nil
			e.mu.Unlock()
			if !told {
				t.Fatalf("polling %t: change %d was not told before Sync returned", poll, i)
			}
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".work", "*")); len(left) > 0 {
			t.Errorf("marks are left: %v", left)
		}
	}
}

func TestWatchPollsWhereEventsFail(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "later")
	e, _ := listen(t, Watching{Dir: dir, Every: 5 * time.Millisecond})
	e.until(t, "that it polls", func() bool { return len(e.polls) == 1 && e.polls[0] != nil })
	put(t, dir, "content/x.md", "1")
	e.tells(t, "content/x.md")
}

// Where a folder that is added later is one too many for the system, everything
// is polled from then on, that is said once, and nothing that changed meanwhile
// is lost.
func TestWatchPollsOnceTheLimitIsReached(t *testing.T) {
	limit := fmt.Errorf("inotify_add_watch: %w", syscall.ENOSPC) // no space left: fs.inotify.max_user_watches
	for _, c := range []struct {
		name, path string
	}{
		{"a new folder", "content/full/y.md"},
		{"a folder below a new one", "content/new/full/y.md"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := folder(t)
			e, x := listen(t, Watching{Dir: dir, Every: 5 * time.Millisecond, admit: func(events *fsnotify.Watcher, p string) error {
				if filepath.Base(p) == "full" {
					return limit
				}
				return events.Add(p)
			}})
			put(t, dir, "content/a/x.md", "22")
			e.tells(t, "content/a/x.md")
			put(t, dir, c.path, "1")
			e.until(t, "that it polls", func() bool { return len(e.polls) > 0 })
			e.until(t, "that anything may have changed", func() bool { return slices.ContainsFunc(e.later, func(paths []string) bool { return paths == nil }) })
			put(t, dir, c.path, "22")
			put(t, dir, "content/a/x.md", "333")
			x.Sync()
			e.mu.Lock()
			defer e.mu.Unlock()
			for _, p := range []string{c.path, "content/a/x.md"} {
				if !slices.Contains(e.soon, p) {
					t.Errorf("%s was not told before Sync returned: %v", p, e.soon)
				}
			}
			if len(e.polls) != 1 || !errors.Is(e.polls[0], syscall.ENOSPC) {
				t.Errorf("it said %v, want once that the limit is reached", e.polls)
			}
		})
	}
}
