package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/catalog"
	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/field"
	"gongkai/generator/page"
	"gongkai/generator/publish"
	"gongkai/generator/report"
	"gongkai/layouts"
)

// Moment is a live site as of one look at its files. It is finished: what
// changes later is in the next Moment.
type Moment struct {
	*Site             // nil as long as the configuration could not be used once
	Trouble diag.List // why a newer configuration or newer layouts are not used
	Serial  uint64    // counts the moments at which something had changed

	// heads: of some documents only the front matter was read.
	heads bool

	// aside: it was made besides the last one, for another day or for the page of
	// a document that is not public yet.
	aside bool

	// Foreseen is Draft or Held where the moment was made for the page of such
	// a document: it then holds it as if it were public.
	Foreseen Standing

	face     *face
	readings map[string]*reading
	shelf    *shelf
	linked   func() diag.List // what the catalog finds
	counted  func() diag.List // what the reports find
	verdict  *verdict
	byFolder func() map[string]string
}

// NoOutputError says that the site has no file of a path.
type NoOutputError struct{ Path string }

func (e *NoOutputError) Error() string { return "no output " + e.Path }

// link makes the moment of what was last read, or gives the last one where
// nothing changed.
func (l *Live) link() (*Moment, error) {
	if l.base == nil {
		return l.bare()
	}
	on, err := l.today()
	if err != nil {
		return nil, err
	}
	if l.moment != nil && !l.whole && len(l.pending) == 0 && l.moment.Catalog.Day == on {
		return l.moment, nil
	}
	m := l.patched(on)
	if m == nil {
		m = l.relinked(on)
	}
	l.serial++
	m.Trouble, m.Serial = l.allTrouble(), l.serial
	for _, r := range l.readings {
		m.heads = m.heads || r.head
	}
	m.verdict = newVerdict(m, l.moment)
	l.moment = m
	clear(l.pending)
	l.whole, l.side = false, map[string]*Moment{}
	return m, nil
}

// relinked links all documents anew.
func (l *Live) relinked(on day.Day) *Moment {
	readings := maps.Clone(l.readings)
	docs := make([]*document.Document, 0, len(readings))
	for _, p := range l.base.Tree.Documents {
		if r := readings[p]; r != nil && r.doc != nil {
			docs = append(docs, r.doc)
		}
	}
	return l.base.moment(l.face, readings, docs, on)
}

// patched makes the moment of the last one's catalog and the documents that
// were read since, nil where that cannot be told to be the same as linking all
// documents anew.
func (l *Live) patched(on day.Day) *Moment {
	old := l.moment
	if old == nil || old.Site == nil || l.whole || old.Catalog.Day != on {
		return nil
	}
	docs, readings := slices.Clone(old.Documents), maps.Clone(old.readings)
	var changes []catalog.Change
	for p := range l.pending {
		now := l.readings[p]
		at, found := slices.BinarySearchFunc(docs, p, func(d *document.Document, path string) int { return strings.Compare(d.Path, path) })
		if now.doc == nil || !found {
			return nil
		}
		changes = append(changes, catalog.Change{From: docs[at], To: now.doc})
		docs[at], readings[p] = now.doc, now
	}
	made, ok := catalog.Patch(old.Catalog, changes)
	if !ok {
		return nil
	}
	issued := l.base.Ledger
	m := l.base.momentOf(l.face, readings, docs, made, sync.OnceValue(func() diag.List {
		_, found := catalog.Link(made.Config, docs, issued, on)
		return found()
	}))
	m.byFolder = old.byFolder // numbers and paths are the same
	return m
}

// bare is the moment of a site whose configuration could never be used: it has
// the files that pages ask for, and nothing else.
func (l *Live) bare() (*Moment, error) {
	f, err := readFace(layouts.Over(nil))
	if err != nil {
		return nil, err
	}
	l.serial++
	m := &Moment{Trouble: l.allTrouble(), Serial: l.serial, face: f}
	m.shelf = &shelf{column: byPath(func() []publish.Output { return files(f.assets.Files) })}
	m.verdict = newVerdict(m, nil)
	return m, nil
}

// today is the day everything is told for.
func (l *Live) today() (day.Day, error) {
	o := l.options
	o.Now = l.now()
	return l.base.today(o)
}

func (l *Live) allTrouble() (list diag.List) {
	for _, name := range slices.Sorted(maps.Keys(l.trouble)) {
		list.Add(l.trouble[name]...)
	}
	return list
}

// moment links documents as of a day.
func (s *Site) moment(f *face, readings map[string]*reading, docs []*document.Document, on day.Day) *Moment {
	made, found := catalog.Link(s.Config, docs, s.Ledger, on)
	return s.momentOf(f, readings, docs, made, found)
}

// momentOf is the moment of a catalog. Reports are made when a page asks that
// shows them, or someone who wants to know what is wrong with the site.
func (s *Site) momentOf(f *face, readings map[string]*reading, docs []*document.Document, made *catalog.Catalog, linked func() diag.List) *Moment {
	now := *s
	now.Documents, now.Catalog = docs, made
	now.sums = new(sync.Map)
	now.Reports = nil // those of an older catalog
	counted := sync.OnceValues(func() (*report.Reports, diag.List) {
		reports, list, err := now.count()
		if err != nil { // a file went away meanwhile, and the next moment is coming
			return nil, nil
		}
		return reports, list
	})
	m := &Moment{Site: &now, face: f, readings: readings, linked: linked}
	m.counted = func() diag.List { _, list := counted(); return list }
	m.shelf = now.maker(f, func() *report.Reports { r, _ := counted(); return r }).shelf()
	m.byFolder = sync.OnceValue(m.documentsByFolder)
	return m
}

func (m *Moment) documentsByFolder() map[string]string {
	out := make(map[string]string, len(m.readings))
	for _, p := range slices.Sorted(maps.Keys(m.readings)) {
		if id := m.readings[p].id; id != "" && out[id] == "" {
			out[id] = p
		}
	}
	for _, e := range m.Catalog.Entries {
		out[e.ID] = e.Path
	}
	return out
}

// Standing is how a document stands to the published column.
type Standing uint8

// The standings.
const (
	Unknown  Standing = iota // there is no such document
	Public                   // it is in the column
	Draft                    // 草稿: true
	Held                     // its 发布日期 has not come
	Withheld                 // it is not 主动公开
	Unplaced                 // what it needs to be placed is missing, or its number is another's
)

// Standing tells how the document of a file stands.
func (m *Moment) Standing(path string) Standing {
	r := m.readings[path]
	switch {
	case r == nil:
		return Unknown
	case m.Catalog.ByPath(path) != nil:
		return Public
	case r.doc == nil:
		return Unplaced
	case r.doc.Draft:
		return Draft
	case !r.doc.Public:
		return Withheld
	}
	if published, ok := r.doc.Day(field.Published); ok && published > m.Catalog.Day {
		return Held
	}
	return Unplaced
}

// Document gives the document of a file, or nil where it cannot be placed.
func (m *Moment) Document(path string) *document.Document {
	if r := m.readings[path]; r != nil {
		return r.doc
	}
	return nil
}

// Folder gives the folder of a document's page below documents/, or "" where
// its number cannot be told.
func (m *Moment) Folder(path string) string {
	if r := m.readings[path]; r != nil {
		return r.id
	}
	return ""
}

// Files lists the sources of all documents in order.
func (m *Moment) Files() []string { return slices.Sorted(maps.Keys(m.readings)) }

// Style gives the path of the style sheet that pages link.
func (m *Moment) Style() string { return m.face.assets.Style }

// Sheets gives the paths of all style sheets, the one of every page first, and
// the script of pages.
func (m *Moment) Sheets() (sheets []string, script string) {
	further := m.face.assets.Sheets
	sheets = []string{m.face.assets.Style}
	for _, name := range slices.Sorted(maps.Keys(further)) {
		sheets = append(sheets, further[name])
	}
	return sheets, m.face.assets.Script
}

// Components renders the examples of the components that the site's pages are
// made of.
func (m *Moment) Components() ([]page.Component, error) {
	tree := layouts.Over(nil)
	if m.Site != nil {
		tree = m.Layouts
	}
	return m.face.renderer.Components(tree)
}

// SourceOf gives the file of the document whose page, twin or attachment a path
// of the column is, or "".
func (m *Moment) SourceOf(path string) string {
	id, found := strings.CutPrefix(path, "documents/")
	if !found || m.Site == nil {
		return ""
	}
	id, _, _ = strings.Cut(id, "/")
	return m.byFolder()[id]
}

// manifestFile lists all other files with their hashes.
const manifestFile = "manifest.json"

// Has tells whether the site has a file of a path.
func (m *Moment) Has(path string) bool {
	return path == manifestFile && m.Site != nil || m.shelf.at(path) != nil
}

// errTaken ends an output once the file asked for was emitted.
var errTaken = errors.New("taken")

// Make makes one file of the column and hands it over. The errors are a
// NoOutputError, a ChangedError where a source changed since the moment, a
// LayoutError, those of take and of reading.
func (m *Moment) Make(path string, take func(io.ReadSeeker) error) error {
	if path == manifestFile && m.Site != nil {
		text, err := publish.Manifest(context.Background(), m.Catalog.Day.String(), m.shelf.maker.all())
		if err != nil {
			return err
		}
		return take(bytes.NewReader(text))
	}
	o := m.shelf.at(path)
	if o == nil {
		return &NoOutputError{path}
	}
	found := false
	err := o.Make(func(name string, content io.ReadSeeker) error {
		if name != path {
			return nil
		}
		found = true
		if err := take(content); err != nil {
			return err
		}
		return errTaken
	})
	switch {
	case errors.Is(err, errTaken):
		return nil
	case err != nil:
		return err
	case !found:
		return fmt.Errorf("output of %s did not emit it", path)
	}
	return nil
}
