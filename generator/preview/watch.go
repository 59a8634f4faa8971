package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Watching says what is watched. Paths are relative to Dir, with slashes.
type Watching struct {
	Dir   string
	Wants func(path string) bool // whether a file, or anything in a folder, matters

	Soon  func(paths ...string) // told at once; without a path: anything may have changed
	Later func(paths []string)  // told when it has been quiet, one call at a time; nil: anything may have changed
	Polls func(reason error)    // told when watching fails and the files are polled instead

	Fence string        // a folder below Dir for the marks of Sync; made where it is missing
	Poll  bool          // poll from the start
	Quiet time.Duration // default 40 ms
	Every time.Duration // between polls, default 1 s; longer where a poll takes long

	admit func(*fsnotify.Watcher, string) error // has the system watch a folder; default Watcher.Add
}

// quietMax is how long changes may go on before they are told all the same: a
// checkout of thousands of files is shown while it runs.
const quietMax = time.Second

// Watcher tells of changes until it is closed.
type Watcher struct {
	Watching
	events *fsnotify.Watcher // nil while polling
	marks  atomic.Uint64
	waits  sync.Map // mark name → chan struct{}
	told   chan []string
	poll   *poll
	ended  <-chan struct{}
	stop   context.CancelFunc
	done   sync.WaitGroup
}

// Watch begins to watch. Where the system refuses (too many folders for its
// limit), it polls and says so.
func Watch(w Watching) *Watcher {
	if w.Quiet == 0 {
		w.Quiet = 40 * time.Millisecond
	}
	if w.Every == 0 {
		w.Every = time.Second
	}
	if w.admit == nil {
		w.admit = (*fsnotify.Watcher).Add
	}
	ctx, stop := context.WithCancel(context.Background())
	x := &Watcher{Watching: w, told: make(chan []string, 1024), ended: ctx.Done(), stop: stop, poll: &poll{dir: w.Dir, wants: w.Wants}}
	x.done.Go(func() { x.gather(ctx) })
	if err := x.startEvents(); err != nil || w.Poll {
		x.startPolling()
		x.done.Go(func() { x.pollUntil(ctx, err) })
		return x
	}
	x.done.Go(func() { x.follow(ctx) })
	return x
}

// Close ends watching and waits until nothing more is told.
func (x *Watcher) Close() {
	x.stop()
	x.done.Wait()
}

// startEvents asks the system for events.
func (x *Watcher) startEvents() error {
	if x.Poll {
		return nil
	}
	events, err := fsnotify.NewBufferedWatcher(4096)
	if err != nil {
		return err
	}
	x.events = events
	err = x.admit(events, x.Dir)
	if err == nil && x.Fence != "" {
		fence := filepath.Join(x.Dir, filepath.FromSlash(x.Fence))
		if os.MkdirAll(fence, 0o755) != nil || x.admit(events, fence) != nil {
			x.Fence = "" // a site on a medium that cannot be written to
		}
	}
	if err == nil {
		_, err = x.add("")
	}
	if err != nil {
		return errors.Join(err, events.Close())
	}
	return nil
}

// add watches a folder and all below it that matter, and gives the files there.
func (x *Watcher) add(folder string) (files []string, err error) {
	top := filepath.Join(x.Dir, filepath.FromSlash(folder))
	err = filepath.WalkDir(top, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return gone(err)
		}
		name := x.relative(p)
		switch {
		case name == ".":
		case !x.Wants(name):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
			return gone(x.admit(x.events, p))
		default:
			files = append(files, name)
		}
		return nil
	})
	return files, err
}

// gone forgives what vanished while it was looked at.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (x *Watcher) relative(p string) string {
	rel, err := filepath.Rel(x.Dir, p)
	if err != nil {
		return "."
	}
	return filepath.ToSlash(rel)
}

// follow passes events on until ctx ends; where events fail, it polls.
func (x *Watcher) follow(ctx context.Context) {
	err := x.followEvents(ctx)
	err = errors.Join(err, x.events.Close())
	if ctx.Err() == nil {
		x.startPolling()
		x.pollUntil(ctx, err)
	}
}

func (x *Watcher) followEvents(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case err, ok := <-x.events.Errors:
			if !ok {
				return errors.New("events ended")
			}
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return err
			}
			if _, err := x.add(""); err != nil {
				return err
			}
			x.tell()
		case event, ok := <-x.events.Events:
			if !ok {
				return errors.New("events ended")
			}
			if err := x.take(event); err != nil {
				return err
			}
		}
	}
}

// take passes one event on. A new folder is watched with all it holds.
func (x *Watcher) take(event fsnotify.Event) error {
	name := x.relative(event.Name)
	if wait, ok := x.waits.LoadAndDelete(name); ok {
		close(wait.(chan struct{}))
		return nil
	}
	if event.Op == fsnotify.Chmod || name == "." || !x.Wants(name) {
		return nil
	}
	paths := []string{name}
	if event.Has(fsnotify.Create) {
		if info, err := os.Lstat(event.Name); err == nil && info.IsDir() {
			files, err := x.add(name)
			if err != nil {
				return err
			}
			paths = append(paths, files...)
		}
	}
	x.tell(paths...)
	return nil
}

// tell tells of changes at once and has them told again later.
func (x *Watcher) tell(paths ...string) {
	x.Soon(paths...)
	select {
	case x.told <- paths:
	case <-x.ended:
	}
}

// gather tells of changes when no more have come for a while.
func (x *Watcher) gather(ctx context.Context) {
	var (
		paths []string
		seen  = map[string]bool{}
		any   bool
		first time.Time
	)
	quiet := time.NewTimer(time.Hour)
	defer quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case more := <-x.told:
			if first.IsZero() {
				first = time.Now()
			}
			any = any || len(more) == 0
			for _, p := range more {
				if !seen[p] {
					seen[p], paths = true, append(paths, p)
				}
			}
			quiet.Reset(min(x.Quiet, max(0, quietMax-time.Since(first))))
		case <-quiet.C:
			if any {
				paths = nil
			}
			if any || paths != nil {
				x.Later(paths)
			}
			paths, any, first = nil, false, time.Time{}
			clear(seen)
		}
	}
}

// syncMax is how long Sync waits for the system's events.
const syncMax = 2 * time.Second

// Sync returns when all changes made before the call have been told to Soon.
// Of a system that tells folders apart in no order, or where marks cannot be
// made, it is the events of a moment ago at the latest.
func (x *Watcher) Sync() {
	if x.poll.active.Load() {
		x.scan()
		return
	}
	if x.Fence == "" {
		return
	}
	mark := path.Join(x.Fence, fmt.Sprintf("mark-%d-%d", os.Getpid(), x.marks.Add(1)))
	passed := make(chan struct{})
	x.waits.Store(mark, passed)
	defer x.waits.Delete(mark)
	file := filepath.Join(x.Dir, filepath.FromSlash(mark))
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		return // without a mark there is nothing to wait for
	}
	defer func() { _ = os.Remove(file) }() // it is empty, and in a folder that may be deleted
	select {
	case <-passed:
	case <-time.After(syncMax):
	}
}

// below tells whether a path is a folder or lies in it.
func below(p, folder string) bool { return p == folder || strings.HasPrefix(p, folder+"/") }

// In makes Wants for some files and folders of a site.
func In(names ...string) func(string) bool {
	return func(p string) bool {
		for _, name := range names {
			if below(p, name) {
				return !fleeting(path.Base(p))
			}
		}
		return false
	}
}

// fleeting tells the names of files that editors make while they save.
func fleeting(name string) bool {
	return strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".swx") || strings.HasPrefix(name, ".#") || name == "4913"
}
