package site

import (
	"io"
	"os"
	"path/filepath"

	"gongkai/generator/search"
)

// indexMemory is what the search index leaves for the next one: the normalised
// texts, so that no unchanged document is rendered again for it, and what its
// shards were, so that only those are made anew in which something differs. A
// preview keeps it while it runs, a build in the work folder.
type indexMemory struct {
	load     func() (texts, rest string)
	previous func(path string) ([]byte, error) // a file of the index that it tells of
	next     *search.Memory                    // not saved yet
}

const (
	indexTexts = "index-texts"
	indexRest  = "index"
)

// indexMemory gives the memory of the site's index, or nil where nothing is
// remembered.
func (s *Site) indexMemory() *indexMemory {
	if s.store != nil {
		return &s.store.memory
	}
	return s.remembered
}

// openIndexMemory gives what lies beside a published folder; it is read when an
// index is to be made.
func openIndexMemory(dir, target string) *indexMemory {
	m := &indexMemory{previous: func(path string) ([]byte, error) {
		return os.ReadFile(filepath.Join(target, filepath.FromSlash(path)))
	}}
	m.load = func() (texts, rest string) {
		c := openCache(dir, target, false)
		defer c.close()
		return c.load(indexTexts), c.load(indexRest)
	}
	return m
}

// recall tells a builder of the last index.
func (m *indexMemory) recall(o *search.Options) {
	if m == nil || m.load == nil {
		return
	}
	o.Remember, o.Previous = true, m.previous
	o.Texts, o.Rest = m.load()
}

func (m *indexMemory) made(next *search.Memory) {
	if m != nil {
		m.next = next
	}
}

// save keeps what was made. Only a published index may be remembered.
func (m *indexMemory) save(dir, target string) {
	if m == nil || m.next == nil {
		return
	}
	c := openCache(dir, target, true)
	defer c.close()
	if m.next.Texts != nil {
		c.saveFrom(indexTexts, m.next.Texts)
	}
	c.saveFrom(indexRest, func(w io.Writer) error {
		_, err := w.Write(m.next.Rest)
		return err
	})
	m.next = nil
}
