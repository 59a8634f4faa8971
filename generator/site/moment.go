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
	"gongkai/layouts"
)

// Moment is a live site as of one look at its files. It is finished: what
// changes later is in the next Moment.
type Moment struct {
	*Site             // nil as long as the configuration could not be used once
	Trouble diag.List // why a newer configuration or newer layouts are not used
	Serial  uint64    // counts the moments at which something had changed

	// Foreseen is Draft or Held where the moment was made for the page of such
	// a document: it then holds it as if it were public.
	Foreseen Standing

	face     *face
	readings map[string]*reading
	all      []publish.Output
	outputs  map[string]*publish.Output // by path
	judged   diag.List                  // what the catalog found
	count    func() [3]int              // findings by severity
	byFile   func() map[string]diag.List
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
	readings := maps.Clone(l.readings)
	docs := make([]*document.Document, 0, len(readings))
	for _, p := range l.base.Tree.Documents {
		if r := readings[p]; r != nil && r.doc != nil {
			docs = append(docs, r.doc)
		}
	}
	l.moment = l.base.moment(l.face, readings, docs, on)
	l.serial++
	l.moment.Trouble, l.moment.Serial = l.allTrouble(), l.serial
	l.moment.count = sync.OnceValue(l.moment.countFindings)
	clear(l.pending)
	l.whole, l.side = false, map[string]*Moment{}
	return l.moment, nil
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
	var outputs []publish.Output
	for _, file := range f.assets.Files {
		outputs = append(outputs, publish.Output{Paths: []string{file.Path}, Make: func(emit publish.Emit) error {
			return emit(file.Path, bytes.NewReader(file.Content))
		}})
	}
	m.made(outputs)
	m.count = m.countFindings
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
	now := *s
	m := &Moment{Site: &now, face: f, readings: readings}
	now.Documents = docs
	now.Catalog, m.judged = catalog.New(s.Config, docs, s.Ledger, on)
	now.Reports = nil // those of an older catalog
	counted, err := now.count()
	if err == nil { // else a file went away meanwhile, and the next moment is coming
		m.judged.Add(counted...)
	}
	m.made(now.outputs(f))
	return m
}

// made takes the outputs in.
func (m *Moment) made(outputs []publish.Output) {
	m.all, m.outputs = outputs, make(map[string]*publish.Output, 2*len(outputs))
	for i := range outputs {
		for _, p := range outputs[i].Paths {
			m.outputs[p] = &outputs[i]
		}
	}
	m.byFile = sync.OnceValue(m.findingsByFile)
	m.byFolder = sync.OnceValue(m.documentsByFolder)
}

func (m *Moment) findingsByFile() map[string]diag.List {
	out := map[string]diag.List{}
	for _, f := range m.judged {
		out[f.File] = append(out[f.File], f)
	}
	return out
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

func (m *Moment) countFindings() (n [3]int) {
	add := func(list diag.List) {
		for _, f := range list {
			n[f.Severity]++
		}
	}
	add(m.Trouble)
	add(m.judged)
	if m.Site != nil {
		add(m.Findings)
	}
	for _, r := range m.readings {
		add(r.findings)
	}
	return n
}

// Count tells how many findings of a severity the site has.
func (m *Moment) Count(s diag.Severity) int { return m.count()[s] }

// Problems gives everything found wrong with the site, sorted.
func (m *Moment) Problems() diag.List {
	list := slices.Clone(m.Trouble)
	if m.Site == nil {
		return list.Sorted()
	}
	list.Add(m.Findings...)
	for _, r := range m.readings {
		list.Add(r.findings...)
	}
	list.Add(m.judged...)
	return list.Sorted()
}

// About gives what was found about one document.
func (m *Moment) About(path string) diag.List {
	if m.Site == nil {
		return nil
	}
	var list diag.List
	if r := m.readings[path]; r != nil {
		list.Add(r.findings...)
	}
	return append(list, m.byFile()[path]...).Sorted()
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
	return m.outputs[path] != nil || path == manifestFile && m.Site != nil
}

// errTaken ends an output once the file asked for was emitted.
var errTaken = errors.New("taken")

// Make makes one file of the column and hands it over. The errors are a
// NoOutputError, a ChangedError where a source changed since the moment, a
// LayoutError, those of take and of reading.
func (m *Moment) Make(path string, take func(io.ReadSeeker) error) error {
	if path == manifestFile && m.Site != nil {
		text, err := publish.Manifest(context.Background(), m.Catalog.Day.String(), m.all)
		if err != nil {
			return err
		}
		return take(bytes.NewReader(text))
	}
	o := m.outputs[path]
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
