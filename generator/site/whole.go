package site

import (
	"context"
	"strings"

	"golang.org/x/sync/errgroup"

	"gongkai/generator/document"
)

// Whole gives the site as its files are, every text read. At the start, and
// after changes to many files, Now and For may know of documents only what
// their front matter says.
func (l *Live) Whole(ctx context.Context) (*Moment, error) {
	for {
		m, err := l.Now(ctx)
		if err != nil || !m.heads {
			return m, err
		}
		if err := l.complete(ctx); err != nil {
			return nil, err
		}
	}
}

// Settle gives the site as its files are, with everything that is found about
// it. That takes as long as checking a whole site does.
func (l *Live) Settle(ctx context.Context) (*Moment, error) {
	m, err := l.Whole(ctx)
	if err == nil {
		m.Judge()
	}
	return m, err
}

// needsTexts tells whether a path of the column shows more of documents than
// their front matter says.
func needsTexts(path string) bool {
	return strings.HasPrefix(path, "documents/") || path == manifestFile
}

// complete reads the texts of documents of which only the front matter was
// read, those apart that change meanwhile. Pages that do not need them are
// served while it does.
func (l *Live) complete(ctx context.Context) error {
	l.completing.Lock() // whoever comes second finds little left to do
	defer l.completing.Unlock()
	l.mu.Lock()
	var paths []string
	before := map[string]*reading{}
	for p, r := range l.readings {
		if r.head {
			paths = append(paths, p)
			before[p] = r
		}
	}
	if len(paths) == 0 {
		l.mu.Unlock()
		return nil
	}
	env, beheld := l.env(), l.beheld
	l.mu.Unlock()
	made, err := l.readTexts(ctx, paths, env)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.beheld != beheld { // attachments are others by now
		return nil
	}
	for i, p := range paths {
		switch {
		case l.readings[p] != before[p]: // it was read again meanwhile
		case made[i] == nil:
			l.touched[p] = true
			before[p].head = false
		default:
			l.take(p, made[i])
		}
	}
	return nil
}

// readTexts reads documents whole; nil stands for one that is gone.
func (l *Live) readTexts(ctx context.Context, paths []string, env document.Env) ([]*reading, error) {
	made := make([]*reading, len(paths))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(l.options.Threads)
	for i, p := range paths {
		group.Go(func() error {
			if data, s, err := l.file(p); err == nil {
				made[i] = newReading(p, data, s, env, false)
			}
			return ctx.Err()
		})
	}
	return made, group.Wait()
}
