package site

import (
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// folders reads the files of a site through roots of the folders they lie in,
// each opened once, instead of opening every folder on the way for every file.
type folders struct {
	root *os.Root
	mu   sync.Mutex
	open map[string]*folder
}

// foldersMax is how many folders are kept open; files of others are read from
// the top.
const foldersMax = 128

func newFolders(root *os.Root) *folders { return &folders{root: root, open: map[string]*folder{}} }

// readFile reads a file into a buffer, or a larger one.
func (f *folders) readFile(name string, buffer []byte) ([]byte, error) {
	folder, base := path.Split(name)
	if in := f.folder(folder); in != nil {
		return in.readFile(base, buffer)
	}
	return readInto(f.root, filepath.FromSlash(name), buffer)
}

// readInto is root.ReadFile with the reader's own buffer, which is seldom too
// small for the next file of a site.
func readInto(root *os.Root, name string, buffer []byte) ([]byte, error) {
	file, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readAll(file, buffer)
}

func readAll(file io.Reader, buffer []byte) ([]byte, error) {
	data := buffer[:0]
	for {
		if len(data) == cap(data) {
			data = append(data, make([]byte, firstTextBytes)...)[:len(data)]
		}
		n, err := file.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

const firstTextBytes = 32 << 10

// folder gives a folder, nil where it is not kept open.
func (f *folders) folder(name string) *folder {
	f.mu.Lock()
	defer f.mu.Unlock()
	if in, ok := f.open[name]; ok {
		return in
	}
	if name == "" || len(f.open) >= foldersMax {
		return nil
	}
	in, err := openFolder(f.root, filepath.FromSlash(name))
	if err != nil {
		in = nil // reading from the top says why
	}
	f.open[name] = in
	return in
}

func (f *folders) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for name, in := range f.open {
		if in != nil {
			in.close()
		}
		delete(f.open, name)
	}
}
