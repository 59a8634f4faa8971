package preview

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// poll finds changes by looking at every file.
type poll struct {
	dir    string
	wants  func(string) bool
	active atomic.Bool

	mu   sync.Mutex
	seen map[string]look
}

// look is what tells two versions of a file apart.
type look struct {
	size     int64
	modified time.Time
	folder   bool
}

// changes gives the paths that came, went or changed since the last call.
func (p *poll) changes() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := map[string]look{}
	_ = filepath.WalkDir(p.dir, func(name string, d fs.DirEntry, err error) error { // what cannot be looked at is as good as not there
		rel, relErr := filepath.Rel(p.dir, name)
		rel = filepath.ToSlash(rel)
		switch {
		case err != nil || relErr != nil, rel == ".":
			return nil
		case !p.wants(rel):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			now[rel] = look{folder: true}
			return nil
		}
		if info, err := os.Lstat(name); err == nil {
			now[rel] = look{size: info.Size(), modified: info.ModTime()}
		}
		return nil
	})
	var changed []string
	if p.seen != nil {
		for name, l := range now {
			if p.seen[name] != l {
				changed = append(changed, name)
			}
		}
		for name := range p.seen {
			if _, still := now[name]; !still {
				changed = append(changed, name)
			}
		}
	}
	p.seen = now
	return changed
}

// pollCost bounds what polling takes of a processor, in parts of a hundred.
const pollCost = 5

// startPolling notes the files as they are.
func (x *Watcher) startPolling() {
	x.poll.changes()
	x.poll.active.Store(true)
}

// pollUntil polls until ctx ends. reason is why there are no events, nil where
// polling was asked for.
func (x *Watcher) pollUntil(ctx context.Context, reason error) {
	if reason != nil {
		x.Polls(reason)
		x.tell() // what changed between the last event and now
	}
	for {
		started := time.Now()
		x.scan()
		pause := max(x.Every, time.Since(started)*(100/pollCost-1))
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}

// scan looks at the files now and tells what changed.
func (x *Watcher) scan() {
	if changed := x.poll.changes(); len(changed) > 0 {
		x.tell(changed...)
	}
}
