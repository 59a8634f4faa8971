package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sync"
)

// The spare is the old tree of the last swap, stripped of all that is published no more: folders, and second names of files that are in
// the target. A run that changes little makes it its new tree, instead of making every folder and linking every file again; that costs
// as much as the change and a look, where making a tree of 24,000 files and removing the old one costs 0.7 CPU seconds.
//
// It is never trusted. Adopting looks at every entry: one that is not the very file of the target (same inode, size and time), or a folder
// that is none of the new tree's, is removed, and whatever is odd (another account's folder, a mode of its own) makes a run do without.
const spareName = workName + "/spare"

var errSpare = errors.New("the spare tree cannot be used")

// spareShare: an old tree is kept if at most one file in so many has changed or gone; else most of it would have to be made anew.
const spareShare = 4

// keepSpare keeps the old tree, which lies in the work folder under old, as the spare: changed files are written or removed by this
// run. It tells whether it did.
func (r *run) keepSpare(old string, changed int) bool {
	if !tellsInodes || r.copied.Load() || changed*spareShare > len(r.files) || r.old.strangers.Load() > 0 {
		return false
	}
	gone := []string{manifestName}
	for p := range r.old.number {
		if n, ok := r.index.number[p]; !ok || r.files[n].state == written {
			gone = append(gone, p)
		}
	}
	return r.work.removeFiles(old, gone, r.Threads) == nil && r.work.root.Rename(old, spareName) == nil
}

// removeFiles removes files of a tree; those that are gone already are no error.
func (w *workFolder) removeFiles(tree string, paths []string, threads int) error {
	root, err := w.root.OpenRoot(tree)
	if err != nil {
		return err
	}
	defer root.Close()
	top, err := root.Open(".")
	if err != nil {
		return err
	}
	defer top.Close()
	return each(context.Background(), threads, len(paths), func(i int) error {
		if err := removeFile(root, top, paths[i]); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

// adoptSpare makes the spare the new tree, nil where there is none to be used.
func (r *run) adoptSpare() *stage {
	name, err := r.work.takeSpare()
	if err != nil {
		return nil
	}
	s, err := r.work.openTree(name)
	if err == nil {
		s.mask = true // or not: the few new files and folders have their mode set in any case
		if err = r.strip(s); err == nil {
			return s
		}
		s.close()
	}
	r.work.dispose(name, r.Threads) // what stays is removed by the next run
	return nil
}

// takeSpare gives the spare a new tree's name.
func (w *workFolder) takeSpare() (name string, err error) {
	if info, err := w.root.Lstat(spareName); err != nil || !info.IsDir() || info.Mode().Perm() != 0o755 {
		return "", errors.Join(errSpare, w.root.RemoveAll(spareName))
	}
	for n := 1; ; n++ {
		name = fmt.Sprintf("%s/%s%d", workName, nextPrefix, n)
		if _, err := w.root.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, w.root.Rename(spareName, name)
		}
	}
}

// strip leaves of an adopted tree what is part of the new one, and makes the folders that it lacks.
func (r *run) strip(s *stage) error {
	folders := make(map[string]int, len(r.index.folders))
	for i, folder := range r.index.folders {
		folders[folder] = i
	}
	var (
		mu   sync.Mutex
		odd  error
		have = make([]bool, len(r.index.folders))
	)
	s.linked, s.touched = make([]bool, len(r.files)), map[string]bool{}
	var strange []string
	err := walkTree(context.Background(), s.path(), r.Threads, func(p string, e *entry) {
		if i, ok := folders[p]; ok && e.folder && e.plain {
			have[i] = true
			return
		}
		if n, ok := r.index.number[p]; ok && e.regular && r.old.factOf(p) == e.fact {
			s.linked[n] = true
			return
		}
		mu.Lock()
		defer mu.Unlock()
		strange = append(strange, p)
		if e.folder && !e.plain {
			odd = errSpare
		}
	})
	if err = errors.Join(err, odd); err != nil {
		return err
	}
	for _, p := range strange {
		s.touched[parent(p)] = true
		if err := s.root.RemoveAll(p); err != nil {
			return err
		}
	}
	var missing []string
	for i, folder := range r.index.folders {
		if !have[i] {
			missing = append(missing, folder)
		}
	}
	return s.makeFolders(missing, r.Threads)
}

// lookAtTouched looks at the folders of an adopted tree in which something was made or removed; in the others it is as it was adopted.
func (r *run) lookAtTouched(ctx context.Context, see func(path string, e *entry)) error {
	s := r.stage
	for n := range r.files {
		if !r.isAdopted(n) {
			s.touched[parent(r.index.paths[n])] = true
		}
	}
	folders := make([]string, 0, len(s.touched))
	for folder := range s.touched {
		if s.hasFolder(folder) {
			folders = append(folders, folder)
		}
	}
	return each(ctx, r.Threads, len(folders), func(i int) error {
		return readFolder(s.work.abs(path.Join(s.name, folders[i])), func(e *entry) { see(path.Join(folders[i], e.name), e) })
	})
}

// hasFolder tells whether a folder was not removed with one above it.
func (s *stage) hasFolder(folder string) bool {
	info, err := os.Lstat(s.work.abs(path.Join(s.name, folder)))
	return err == nil && info.IsDir()
}

// isAdopted tells whether the new tree has a file that is kept from the tree it was.
func (r *run) isAdopted(n int) bool {
	return r.stage.linked != nil && r.stage.linked[n] && r.files[n].state == kept
}
