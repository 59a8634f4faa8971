package site

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"

	"gongkai/generator/publish"
	"gongkai/generator/search"
)

// indexMemory is what the search index leaves for the next one: the normalised
// texts, so that no unchanged document is rendered again for it, and what its
// shards were, so that only those are made anew in which something differs. A
// preview keeps it while it runs, a build in the work folder.
type indexMemory struct {
	load     func() (texts *search.Texts, rest string)
	close    func() error                      // lets go of the texts
	previous func(path string) ([]byte, error) // a file of the index that it tells of
	next     *search.Memory                    // not saved yet
	standing bool                              // it tells of the index that is published, and only publishing it is asked for
	renewed  bool                              // an index was made
}

// What a build keeps: the two parts of the memory, and of which publication the
// index is, by the hash of its manifest.
const (
	indexTexts = "index-texts"
	indexRest  = "index"
	indexOf    = "index-of"
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
	c := openCache(dir, target, false)
	defer c.close()
	of := c.load(indexOf)
	m.standing = of != "" && of == publish.ManifestSum(target)
	var file *os.File
	m.load = sync.OnceValues(func() (*search.Texts, string) {
		c := openCache(dir, target, false)
		defer c.close()
		var texts search.Texts
		file, texts.Size, texts.Sum = c.open(indexTexts)
		if texts.ReaderAt = file; file == nil {
			return nil, ""
		}
		return &texts, c.load(indexRest)
	})
	m.close = func() error {
		_, _ = m.load() // or it will not happen any more
		was := file
		if file = nil; was == nil {
			return nil
		}
		return was.Close()
	}
	return m
}

// recall tells a builder of the last index.
func (m *indexMemory) recall(o *search.Options) {
	if m == nil || m.load == nil {
		return
	}
	o.Remember, o.Previous, o.Standing = true, m.previous, m.standing
	o.Texts, o.Rest = m.load()
}

func (m *indexMemory) made(next *search.Memory) {
	if m != nil {
		m.next, m.renewed = next, true
	}
}

// save keeps what was made, or that the last index is that of another
// publication now. Only a published index may be remembered.
func (m *indexMemory) save(c *cache, result publish.Result) {
	if m == nil || result.Unchanged && !m.renewed || !m.renewed && !m.standing || m.renewed && m.next == nil {
		return // as it was, of another publication, or of no use
	}
	if m.next != nil {
		c.drop(indexOf) // else a killed run would leave one memory under the other's name
		if m.next.Texts != nil {
			c.saveFrom(indexTexts, func(w io.Writer) error {
				return errors.Join(m.next.Texts(w), m.letGo()) // before the file it may read is replaced
			})
		}
		c.save(indexRest, m.next.Rest)
	}
	c.save(indexOf, []byte(result.Manifest))
}

// letGo closes what the memory reads.
func (m *indexMemory) letGo() error {
	if m == nil {
		return nil
	}
	err := m.next.Close()
	if m.close != nil {
		err = errors.Join(err, m.close())
	}
	return err
}
