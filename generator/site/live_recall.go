package site

import (
	"context"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"gongkai/generator/document"
	"gongkai/generator/memo"
)

// openRecall reads what the last build made of the documents under the same
// configuration, nil where there is none.
func (l *Live) openRecall(env string) *recall {
	c := openCache(l.options.Dir, filepath.Join(l.options.Dir, PublicDir), false)
	if c == nil || env == "" {
		return nil
	}
	defer c.close()
	around, err := lookAround(l.root)
	if err != nil {
		return nil // without it the documents are read
	}
	return newRecall(c, env, around)
}

// recalled gives a document as the last build read it, where it is the same;
// the listing must have been made just now.
func (l *Live) recalled(p string) *reading {
	e, known := l.recall.known[p]
	if !known || !e.settled || e.stamp != l.base.Tree.Stamps[p] {
		return nil
	}
	d, list, err := document.Recall(memo.NewReader(e.record), l.base.Config)
	if err != nil {
		return nil
	}
	r := &reading{stamp: stamp{e.stamp.Size, time.Unix(0, e.stamp.Modified), time.Unix(0, l.recall.at)}, sum: e.sum, doc: d, findings: list}
	if d == nil {
		return nil // where its page is must be read from its front matter
	}
	r.id = d.Keys().ID
	return r
}

// takeRecalled takes those documents in that are as the last build read them,
// and gives the others. It happens once, at the first reading.
func (l *Live) takeRecalled(ctx context.Context, paths []string) (left []string, err error) {
	made := make([]*reading, len(paths))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(l.options.Threads)
	for i, p := range paths {
		group.Go(func() error {
			made[i] = l.recalled(p)
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	for i, p := range paths {
		if made[i] == nil {
			left = append(left, p)
		} else {
			l.take(p, made[i])
		}
	}
	l.recall = nil
	return left, nil
}
