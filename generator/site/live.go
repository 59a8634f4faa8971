package site

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"gongkai/generator/config"
	"gongkai/generator/diag"
)

// Live is a site kept in memory while its files change, for the preview. It
// reads again what changed and nothing else: a document passes source and
// document alone, the catalog is patched, or linked anew where more than lists
// may have changed, and an output is made when it is asked for. Three things
// are put off until someone needs them: the texts of documents when many are
// read at once (Whole), reports, and what is found about the site (Settle).
//
// Whoever watches the files tells it by Touch which paths may have changed;
// besides, every request looks at the file of the document it asks for.
// Configuration or layouts that cannot be used leave the last good ones in
// place; Moment.Trouble tells what is wrong with the newer ones.
type Live struct {
	options  Options
	now      func() time.Time
	root     *os.Root
	store    *indexStore
	attached *indexStore

	completing sync.Mutex // held before mu

	mu       sync.Mutex // guards all below
	base     *Site      // configuration, ledger, layouts and listing as last read; nil until the first that can be used
	face     *face
	readings map[string]*reading  // by path: every document
	assets   map[string]stamp     // every other file of content/
	recall   *recall              // what the last build made of documents, for the first reading
	beheld   uint64               // counts changes of them
	others   map[string]stamp     // configuration, ledger, layouts
	touched  map[string]bool      // paths that may have changed
	lost     bool                 // any path may have changed
	trouble  map[string]diag.List // by config.File or LayoutsDir: why the newer one is not used
	moment   *Moment              // the last one made; nil before the first
	serial   uint64               // counts them
	pending  map[string]bool      // documents read since then
	whole    bool                 // more than documents changed since then
	side     map[string]*Moment   // made besides: other days, documents that are not public yet
}

// OpenLive reads a site. now is the clock; the day follows it unless o.Day says
// otherwise. A site whose configuration cannot be used opens too: its moment
// then has no catalog.
func OpenLive(ctx context.Context, o Options, now func() time.Time) (*Live, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("open site: %w", err)
	}
	if o.Threads <= 0 {
		o.Threads = runtime.GOMAXPROCS(0)
	}
	built := openIndexMemory(o.Dir, filepath.Join(o.Dir, PublicDir))
	l := &Live{options: o, now: now, root: root, store: &indexStore{built: built}, attached: &indexStore{}, readings: map[string]*reading{},
		others: map[string]stamp{}, touched: map[string]bool{}, lost: true, trouble: map[string]diag.List{}, pending: map[string]bool{}}
	if _, err := root.Stat(config.File); os.IsNotExist(err) {
		root.Close()
		return nil, &NoSiteError{Dir: o.Dir}
	}
	if _, err := l.Now(ctx); err != nil {
		root.Close()
		return nil, err
	}
	l.options.Journal = nil // a look at what changed is no journey
	return l, nil
}

// Close lets go of the site's folder.
func (l *Live) Close() error { return errors.Join(l.root.Close(), l.store.close(), l.attached.close()) }

// Touch says that paths, relative to the site with slashes, may have changed.
// Without a path anything may have.
func (l *Live) Touch(paths ...string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lost = l.lost || len(paths) == 0
	for _, p := range paths {
		l.touched[p] = true
	}
}

// Now gives the site as its files are.
func (l *Live) Now(ctx context.Context) (*Moment, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.look(ctx); err != nil {
		return nil, err
	}
	return l.link()
}
