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
	texts, rest string
	previous    func(path string) ([]byte, error) // a file of the index that it tells of
	next        *search.Memory                    // not saved yet
}

const (
	indexTexts = "index-texts"
	indexRest  = "index"
)

// indexMemory gives the memory of the site's index, or nil where nothing is
// remembered.
func (s *Site) indexMemory() *indexMemory { return s.remembered }

// openIndexMemory reads what lies beside a published folder.
func openIndexMemory(dir, target string) *indexMemory {
	c := openCache(dir, target, false)
	defer c.close()
	return &indexMemory{texts: c.load(indexTexts), rest: c.load(indexRest), previous: func(path string) ([]byte, error) {
		return os.ReadFile(filepath.Join(target, filepath.FromSlash(path)))
	}}
}

// recall tells a builder of the last index.
func (m *indexMemory) recall(o *search.Options) {
	if m == nil {
		return
	}
	o.Remember, o.Texts, o.Rest, o.Previous = true, m.texts, m.rest, m.previous
	m.texts, m.rest = "", "" // the builder holds what it needs
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
