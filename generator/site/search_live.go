package site

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"

	"github.com/cespare/xxhash/v2"

	"gongkai/generator/publish"
	"gongkai/generator/search"
)

// indexStore keeps the search index of a live site in a temporary file: it is
// made when one of its files is asked for, and again only when a document has
// changed since; then from what is remembered, so that a search soon sees an
// edit. The first one is made from what the last build remembers.
type indexStore struct {
	built  *indexMemory // of the last build; nil where it has none, and once it was taken over
	mu     sync.Mutex
	key    string // of what the file holds
	file   *os.File
	at     map[string]stretch // by path
	memory indexMemory        // of the index in the file
	texts  *search.Texts      // what it remembers, the larger part
	kept   *os.File           // in which that lies
	rest   string
}

// stretch is where a file of the index lies.
type stretch struct{ from, size int64 }

// indexMaker makes the files of an index; its key changes when they do.
type indexMaker interface {
	paths() []string
	key() string
	make(emit publish.Emit) error
}

// outputs gives each file of the index by itself.
func (st *indexStore) outputs(x indexMaker) []publish.Output {
	key := sync.OnceValue(x.key)
	var out []publish.Output
	for _, path := range x.paths() {
		out = append(out, publish.Output{Paths: []string{path}, Make: func(emit publish.Emit) error {
			content, err := st.read(path, key(), x)
			if err != nil {
				return err
			}
			return emit(path, bytes.NewReader(content))
		}})
	}
	return out
}

func (st *indexStore) read(path, key string, x indexMaker) ([]byte, error) {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.key != key {
		if err := st.fill(x); err != nil {
			return nil, err
		}
		st.key = key
	}
	return st.content(path)
}

// content reads a file of the index.
func (st *indexStore) content(path string) ([]byte, error) {
	at, ok := st.at[path]
	if !ok {
		return nil, fmt.Errorf("the index has no %s", path)
	}
	content := make([]byte, at.size)
	if _, err := st.file.ReadAt(content, at.from); err != nil {
		return nil, fmt.Errorf("read the index: %w", err)
	}
	return content, nil
}

// fill makes the index anew, in another file, since the old one may be read for
// it.
func (st *indexStore) fill(x indexMaker) error {
	file, err := keptFile()
	if err != nil {
		return err
	}
	st.memory.load, st.memory.previous, st.memory.next = st.recall, st.content, nil
	if err := st.takeOver(); err != nil {
		return errors.Join(err, dropFile(file))
	}
	at := map[string]stretch{}
	var size int64
	if err := x.make(func(path string, content io.ReadSeeker) error {
		n, err := io.Copy(io.NewOffsetWriter(file, size), content)
		at[path] = stretch{from: size, size: n}
		size += n
		return err
	}); err != nil {
		return errors.Join(err, dropFile(file))
	}
	err = dropFile(st.file)
	st.file, st.at = file, at
	return errors.Join(err, st.keep())
}

// takeOver makes what the last build remembers of its index our own, so that the
// next build may change it. It happens once, before the first index.
func (st *indexStore) takeOver() error {
	if st.built == nil {
		return nil
	}
	texts, rest := st.built.load()
	st.memory.previous, st.rest = st.built.previous, rest
	built := st.built
	if st.built = nil; texts == nil {
		return nil
	}
	return errors.Join(st.keepTexts(func(w io.Writer) error {
		_, err := io.Copy(w, io.NewSectionReader(texts, 0, texts.Size))
		return err
	}), built.letGo())
}

// recall gives what is remembered of the index in the file.
func (st *indexStore) recall() (texts *search.Texts, rest string) { return st.texts, st.rest }

// keep remembers the index that was just made.
func (st *indexStore) keep() error {
	next := st.memory.next
	if st.rest = ""; next == nil {
		return nil
	}
	if next.Texts != nil {
		if err := st.keepTexts(next.Texts); err != nil {
			return err
		}
	}
	st.rest, st.memory.next = string(next.Rest), nil
	return next.Close()
}

// keepTexts keeps other texts than before, which write may read.
func (st *indexStore) keepTexts(write func(io.Writer) error) error {
	file, err := keptFile()
	if err != nil {
		return err
	}
	h := xxhash.New()
	if err := write(io.MultiWriter(file, h)); err != nil {
		return errors.Join(fmt.Errorf("keep the texts of the index: %w", err), dropFile(file))
	}
	size, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return errors.Join(fmt.Errorf("keep the texts of the index: %w", err), dropFile(file))
	}
	err = dropFile(st.kept)
	st.kept, st.texts = file, &search.Texts{ReaderAt: file, Size: size, Sum: h.Sum64()}
	return err
}

// keptFile makes a file that a killed preview does not leave behind, where the
// system allows that.
func keptFile() (*os.File, error) {
	file, err := os.CreateTemp("", "gongkai-search-*")
	if err != nil {
		return nil, fmt.Errorf("keep the index: %w", err)
	}
	_ = os.Remove(file.Name())
	return file, nil
}

// dropFile removes such a file, if there is one.
func dropFile(file *os.File) error {
	if file == nil {
		return nil
	}
	err := file.Close()
	if gone := os.Remove(file.Name()); !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// close removes the files.
func (st *indexStore) close() error {
	st.mu.Lock()
	defer st.mu.Unlock()
	err := errors.Join(dropFile(st.file), dropFile(st.kept))
	st.key, st.file, st.kept, st.texts = "", nil, nil, nil
	return err
}
