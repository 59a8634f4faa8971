package site

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/ledger"
	"gongkai/generator/source"
)

// look reads again what was touched.
func (l *Live) look(ctx context.Context) error {
	paths := slices.Sorted(maps.Keys(l.touched))
	lost := l.lost
	if !lost && len(paths) == 0 {
		return nil
	}
	var err error
	if lost {
		err = l.lookAtAll(ctx)
	} else {
		err = l.lookAt(ctx, paths)
	}
	if err != nil {
		return err // and look again next time
	}
	clear(l.touched)
	l.lost = false
	return nil
}

// lookAtAll compares every file of the site with what is known of it.
func (l *Live) lookAtAll(ctx context.Context) error {
	if err := l.lookAtOthers(); err != nil {
		return err
	}
	if l.base == nil {
		return nil
	}
	return l.lookAtTree(ctx, nil)
}

// lookAt reads again what became of some paths.
func (l *Live) lookAt(ctx context.Context, paths []string) error {
	var content []string
	others, listing := false, false
	for _, p := range paths {
		switch {
		case p == config.File, p == HolidaysFile, p == ledger.File, p == LayoutsDir, strings.HasPrefix(p, LayoutsDir+"/"):
			others = true
		case p == source.ContentDir, strings.HasPrefix(p, source.ContentDir+"/"):
			content = append(content, p)
			listing = listing || l.listingChanged(p)
		}
	}
	if others {
		if err := l.lookAtOthers(); err != nil {
			return err
		}
	}
	switch {
	case l.base == nil:
		return nil
	case l.lost: // by a new configuration
		return l.lookAtTree(ctx, nil)
	case len(content) == 0:
		return nil
	case listing && !l.relist(content):
		return l.lookAtTree(ctx, content)
	}
	return l.lookAtFiles(ctx, content)
}

// listingChanged tells whether a path came, went or is a folder, so that the
// listing of content/ has to be made again.
func (l *Live) listingChanged(p string) bool {
	info, err := os.Lstat(l.absolute(p))
	_, document := l.readings[p]
	_, asset := l.assets[p]
	switch known := document || asset; {
	case err == nil && info.IsDir():
		return true
	case err == nil:
		return !known
	case known:
		return true
	}
	for other := range l.readings { // a folder that is gone
		if strings.HasPrefix(other, p+"/") {
			return true
		}
	}
	return false
}

func (l *Live) absolute(p string) string {
	return filepath.Join(l.options.Dir, filepath.FromSlash(p))
}

// lookAtTree lists content/ anew. Of the paths given, or of all where none is,
// the files are compared with what is known.
func (l *Live) lookAtTree(ctx context.Context, touched []string) error {
	tree, err := source.Walk(l.root.FS())
	if err != nil {
		return err
	}
	l.base.Tree = tree
	var read []string
	for _, p := range tree.Documents {
		old := l.readings[p]
		if old == nil || (touched == nil || slices.Contains(touched, p)) && l.stampOf(p).differs(old.stamp) {
			read = append(read, p)
		}
	}
	for p := range l.readings {
		if _, found := slices.BinarySearch(tree.Documents, p); !found {
			delete(l.readings, p)
			l.whole = true
		}
	}
	read = append(read, l.beside(l.newAssets(tree, touched))...)
	slices.Sort(read)
	return l.read(ctx, slices.Compact(read))
}

// newAssets takes the listing of attachments in and gives those that came,
// went or changed.
func (l *Live) newAssets(tree source.Tree, touched []string) map[string]bool {
	out := map[string]bool{}
	known := make(map[string]stamp, len(tree.Assets))
	for p := range tree.Assets {
		old, had := l.assets[p]
		if had && touched != nil && !slices.Contains(touched, p) {
			known[p] = old
			continue
		}
		known[p] = l.stampOf(p)
		if !had || known[p].differs(old) {
			out[p] = true
		}
	}
	for p := range l.assets {
		if _, still := known[p]; !still {
			out[p] = true
		}
	}
	l.assets = known
	return out
}

// relist takes documents that came or went into the listing; false where
// content/ has to be listed anew.
func (l *Live) relist(paths []string) bool {
	tree := l.base.Tree
	for _, p := range paths {
		ok := true
		if tree, ok = tree.Relist(l.root.FS(), p); !ok {
			return false
		}
	}
	l.base.Tree = tree
	return true
}

// lookAtFiles compares files of the listing, and those that went from it.
func (l *Live) lookAtFiles(ctx context.Context, paths []string) error {
	var read []string
	assets := map[string]bool{}
	for _, p := range paths {
		_, listed := slices.BinarySearch(l.base.Tree.Documents, p)
		if r := l.readings[p]; listed {
			if r == nil || l.stampOf(p).differs(r.stamp) {
				read = append(read, p)
			}
		} else if r != nil {
			delete(l.readings, p)
			l.whole = true
		} else if old, ok := l.assets[p]; ok {
			if s := l.stampOf(p); s.differs(old) {
				l.assets[p], assets[p] = s, true
				l.base.Tree.Assets = maps.Clone(l.base.Tree.Assets)
				l.base.Tree.Assets[p] = s.size
			}
		}
	}
	return l.read(ctx, append(read, l.beside(assets)...))
}

// beside gives the documents that have to be read again where attachments
// changed: those that name one of them, and those that miss a file.
func (l *Live) beside(assets map[string]bool) []string {
	if len(assets) == 0 {
		return nil
	}
	l.whole = true
	l.beheld++
	var out []string
	for p, r := range l.readings {
		names := r.doc == nil || slices.ContainsFunc(r.findings, func(f diag.Finding) bool {
			return f.Code == diag.AttachmentWrong || f.Code == diag.LinkBroken
		})
		if !names {
			for _, list := range [][]document.Asset{r.doc.Attachments, r.doc.Files} {
				names = names || slices.ContainsFunc(list, func(a document.Asset) bool { return assets[a.Path] })
			}
		}
		if names {
			r.sum = 0 // what was made of the same bytes no longer holds
			out = append(out, p)
		}
	}
	return out
}

// headsFrom is from how many documents on only their front matter is read at
// first.
const headsFrom = 100

// read reads documents over all threads. One that is gone meanwhile is left to
// the next look. Of many at once, as at the start, only the front matter is
// read, which is what lists show; whoever needs more asks for Whole.
func (l *Live) read(ctx context.Context, paths []string) error {
	if l.recall != nil {
		var err error
		if paths, err = l.takeRecalled(ctx, paths); err != nil {
			return err
		}
	}
	heads := len(paths) >= headsFrom
	made, err := l.readAll(ctx, paths, l.env(), heads)
	if err != nil {
		return err
	}
	for i, p := range paths {
		l.take(p, made[i])
	}
	return nil
}

// env is what documents are judged against.
func (l *Live) env() document.Env {
	return document.Env{Config: l.base.Config, Calendar: l.base.Calendar, Tree: l.base.Tree, Files: l.root.FS()}
}

func (l *Live) readAll(ctx context.Context, paths []string, env document.Env, heads bool) ([]*reading, error) {
	made := make([]*reading, len(paths))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(l.options.Threads)
	for i, p := range paths {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			data, s, err := l.file(p)
			if err != nil {
				return fmt.Errorf("read %s: %w", p, err)
			}
			made[i] = newReading(p, data, s, env, heads)
			return nil
		})
	}
	return made, group.Wait()
}

// take takes the reading of a document in.
func (l *Live) take(p string, now *reading) {
	old := l.readings[p]
	if now.id == "" && old != nil {
		now.id = old.id // its page stays where it was while its front matter cannot be read
	}
	if old == nil || old.sum != now.sum || old.head != now.head {
		l.pending[p] = true
		l.whole = l.whole || old == nil
	}
	l.readings[p] = now
}
