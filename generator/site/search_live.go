package site

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"

	"gongkai/generator/publish"
)

// indexStore keeps the search index of a live site in a temporary file: it is
// made when one of its files is asked for, and again only when a document has
// changed since.
type indexStore struct {
	mu   sync.Mutex
	key  string // of what the file holds
	file *os.File
	at   map[string]stretch // by path
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

// fill makes the index anew.
func (st *indexStore) fill(x indexMaker) error {
	if st.file == nil {
		file, err := os.CreateTemp("", "gongkai-search-*")
		if err != nil {
			return fmt.Errorf("keep the index: %w", err)
		}
		_ = os.Remove(file.Name()) // a killed preview leaves nothing behind, where the system allows that
		st.file = file
	}
	st.key, st.at = "", map[string]stretch{}
	if err := st.file.Truncate(0); err != nil {
		return fmt.Errorf("keep the index: %w", err)
	}
	var size int64
	return x.make(func(path string, content io.ReadSeeker) error {
		n, err := io.Copy(io.NewOffsetWriter(st.file, size), content)
		st.at[path] = stretch{from: size, size: n}
		size += n
		return err
	})
}

// close removes the file.
func (st *indexStore) close() error {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.file == nil {
		return nil
	}
	err := st.file.Close()
	if gone := os.Remove(st.file.Name()); !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	st.key, st.file = "", nil
	return err
}
