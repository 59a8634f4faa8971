// Package layouts holds the column's face as files: page templates, components
// (a folder each, with markup, style and script side by side), style sheets and
// the icon. It gives them as one file tree, over which a site may lay its own.
//
// It must not know what a document, a catalogue or a site is; it imports nothing
// of this project. Invariant: a path that exists in a site's own tree hides the
// built-in file of the same path, and nothing else.
package layouts

import (
	"embed"
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// Files is the built-in tree. It never changes while the program runs.
//
//go:embed base.html favicon.svg pages components styles search
var Files embed.FS

// Over returns the built-in tree with a site's own tree laid over it file by
// file. A nil tree gives the built-in one alone.
func Over(own fs.FS) fs.FS {
	if own == nil {
		return Files
	}
	return overlay{own: own, under: Files}
}

type overlay struct{ own, under fs.FS }

// Open opens the site's own file if there is one, else the built-in one.
func (o overlay) Open(name string) (fs.File, error) {
	if f, err := o.own.Open(name); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	return o.under.Open(name)
}

// ReadDir lists the names of both trees, each once, in order of name.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	own, errOwn := fs.ReadDir(o.own, name)
	if errOwn != nil && !errors.Is(errOwn, fs.ErrNotExist) {
		return nil, errOwn
	}
	under, errUnder := fs.ReadDir(o.under, name)
	if errUnder != nil && (errOwn != nil || !errors.Is(errUnder, fs.ErrNotExist)) {
		return nil, errUnder
	}
	entries := slices.Clone(own)
	for _, e := range under {
		if !slices.ContainsFunc(own, func(x fs.DirEntry) bool { return x.Name() == e.Name() }) {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}
