package publish

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

const (
	workName   = "publish" // the part of the work folder that is ours beside the lock
	nextPrefix = "next-"
	awayPrefix = "away-"
	donePrefix = "done-"
)

// A workFolder is reached through a root, so that nothing in it leads out of it.
type workFolder struct {
	path string // absolute
	root *os.Root
}

func openWork(path string) (*workFolder, error) {
	w, err := openWorkAsIs(path)
	if err != nil {
		return nil, err
	}
	if err := w.root.MkdirAll(workName, 0o755); err != nil {
		w.close()
		return nil, fmt.Errorf("make the work folder: %w", err)
	}
	return w, nil
}

// openWorkAsIs opens a work folder without making anything in it.
func openWorkAsIs(path string) (*workFolder, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("open the work folder: %w", err)
	}
	return &workFolder{path: path, root: root}, nil
}

func (w *workFolder) close() { w.root.Close() }

func (w *workFolder) abs(name string) string { return filepath.Join(w.path, filepath.FromSlash(name)) }

func (w *workFolder) readFacts(manifest digest, count int) ([]record, digest) {
	text, err := w.root.ReadFile(factsName)
	if err != nil {
		return nil, digest{} // the old files will be read instead
	}
	info, err := w.root.Stat(factsName)
	if err != nil {
		return nil, digest{}
	}
	records, sum := parseFacts(text, manifest, count)
	doubtFresh(records, info.ModTime().UnixNano())
	return records, sum
}

// saveFacts writes a facts file unless it is the one that ended in last. It never fails a run: the facts only save work, and a torn file
// is known by its hash.
func (w *workFolder) saveFacts(text []byte, last digest) {
	if bytes.HasSuffix(text, last[:]) {
		return
	}
	if err := w.root.WriteFile(factsName, text, 0o644); err != nil {
		_ = w.root.Remove(factsName) // what is left of it would be refused anyway
	}
}

// leftovers lists the trees, whole or partial, that lie in the work folder.
func (w *workFolder) leftovers() ([]string, error) {
	entries, err := fs.ReadDir(w.root.FS(), workName)
	if err != nil {
		return nil, fmt.Errorf("read the work folder: %w", err)
	}
	var names []string
	for _, entry := range entries {
		name, _, _ := strings.Cut(entry.Name(), "-")
		if name += "-"; name == nextPrefix || name == awayPrefix || name == donePrefix {
			names = append(names, path.Join(workName, entry.Name()))
		}
	}
	return names, nil
}

// dispose removes an old tree after the swap. One that cannot be removed (held open, protected) gets a name by which the next run knows
// that it is not the trace of a killed one; its path is returned.
func (w *workFolder) dispose(name string, threads int) (leftover string) {
	if w.removeTree(name, threads) == nil {
		return ""
	}
	for n := 1; n < 1000; n++ {
		done := fmt.Sprintf("%s/%s%d", workName, donePrefix, n)
		if !exists(w.abs(done)) && w.root.Rename(name, done) == nil {
			return w.abs(done)
		}
	}
	return w.abs(name)
}

// removeTree removes a tree of the work folder: the folders of its first level that has many of them over all threads, then the rest.
func (w *workFolder) removeTree(name string, threads int) error {
	if err := w.removeFolders(name, threads); err != nil {
		return err
	}
	return w.root.RemoveAll(name)
}

func (w *workFolder) removeFolders(name string, threads int) error {
	const many, depthMax = 64, 3
	type child struct {
		parent *os.Root // a path from there is short to walk
		name   string
	}
	level, children := []string{name}, []child{}
	for depth := 0; depth < depthMax && len(children) < many; depth++ {
		children = children[:0]
		var below []string
		for _, folder := range level {
			parent, err := w.root.OpenRoot(folder)
			if err != nil {
				return err
			}
			defer parent.Close()
			entries, err := fs.ReadDir(parent.FS(), ".")
			if err != nil {
				return err
			}
			for _, entry := range entries {
				if entry.IsDir() {
					children = append(children, child{parent, entry.Name()})
					below = append(below, path.Join(folder, entry.Name()))
				}
			}
		}
		level = below
	}
	// Not cancelled with the run: the new tree is in place, what remains is to tidy up.
	return each(context.Background(), threads, len(children), func(i int) error {
		return children[i].parent.RemoveAll(children[i].name)
	})
}
