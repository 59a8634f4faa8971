package site

import (
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
	open map[string]*os.Root
}

// foldersMax is how many folders are kept open; files of others are read from
// the top.
const foldersMax = 128

func newFolders(root *os.Root) *folders { return &folders{root: root, open: map[string]*os.Root{}} }

func (f *folders) readFile(name string) ([]byte, error) {
	folder, base := path.Split(name)
	if in := f.folder(folder); in != nil {
		return in.ReadFile(base)
	}
	return f.root.ReadFile(filepath.FromSlash(name))
}

// folder gives the root of a folder, nil where it is not kept open.
func (f *folders) folder(name string) *os.Root {
	f.mu.Lock()
	defer f.mu.Unlock()
	if in, ok := f.open[name]; ok {
		return in
	}
	if name == "" || len(f.open) >= foldersMax {
		return nil
	}
	in, err := f.root.OpenRoot(filepath.FromSlash(name))
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
			in.Close()
		}
		delete(f.open, name)
	}
}
