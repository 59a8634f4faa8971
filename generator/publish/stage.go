package publish

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
)

// A stage is the new tree while it is made. Its root keeps every write inside it.
type stage struct {
	work *workFolder
	name string // below the work folder
	root *os.Root
	top  *os.File // the same folder
	mask bool     // the process's umask takes away what visitors need

	linked  []bool          // of an adopted tree: files that are those of the target, by number; nil for a tree made anew
	touched map[string]bool // of an adopted tree: folders from which something was removed
}

// openStage makes the new tree with all its folders, of the spare where there is one, when it is first needed; workers that come
// meanwhile wait.
func (r *run) openStage() (*stage, error) {
	r.stageOnce.Do(func() {
		if r.stage = r.adoptSpare(); r.stage == nil {
			if r.stage, r.stageErr = r.work.newStage(); r.stageErr == nil {
				r.stageErr = r.stage.makeFolders(r.index.folders, r.Threads)
			}
		}
		r.reached("staged")
	})
	return r.stage, r.stageErr
}

// abandon removes the new tree of a run that did not come to its swap.
func (r *run) abandon() {
	if r.stage != nil && r.stage.close() {
		_ = r.work.removeJournal()                     // the run has its error already;
		_ = r.work.removeTree(r.stage.name, r.Threads) // what stays is removed by the next run
	}
}

func (w *workFolder) newStage() (*stage, error) {
	for n := 1; ; n++ {
		name := fmt.Sprintf("%s/%s%d", workName, nextPrefix, n)
		err := w.root.Mkdir(name, 0o755)
		if errors.Is(err, fs.ErrExist) {
			continue // an old tree that could not be removed
		}
		if err != nil {
			return nil, fmt.Errorf("make the new tree: %w", err)
		}
		return w.openTree(name)
	}
}

func (w *workFolder) openTree(name string) (*stage, error) {
	root, err := w.root.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("open the new tree: %w", err)
	}
	top, err := root.Open(".")
	if err != nil {
		root.Close()
		return nil, fmt.Errorf("open the new tree: %w", err)
	}
	s := &stage{work: w, name: name, root: root, top: top}
	return s, s.probeMask()
}

// probeMask finds out whether folders come out as made. The umask cannot be asked for without changing it for every goroutine.
func (s *stage) probeMask() error {
	info, err := s.root.Stat(".")
	if err != nil {
		return err
	}
	s.mask = info.Mode().Perm()&0o755 != 0o755
	if s.mask {
		return s.root.Chmod(".", 0o755)
	}
	return nil
}

func (s *stage) path() string { return s.work.abs(s.name) }

// close lets go of the tree, which Windows would not rename while it is held. It tells whether it was open.
func (s *stage) close() bool {
	if s.root == nil {
		return false
	}
	s.root.Close()
	s.top.Close()
	s.root = nil
	return true
}

// makeFolders makes the folders level by level, those of a level over all threads.
func (s *stage) makeFolders(folders []string, threads int) error {
	levels := [][]string{}
	for _, folder := range folders {
		depth := strings.Count(folder, "/")
		for len(levels) <= depth {
			levels = append(levels, nil)
		}
		levels[depth] = append(levels[depth], folder)
	}
	for _, level := range levels {
		if err := s.makeLevel(level, threads); err != nil {
			return fmt.Errorf("make folders of the new tree: %w", err)
		}
	}
	return nil
}

// makeLevel makes folders, sorted, of one level. Each run of them in the same parent is made from there: the way to it is not looked up,
// step by step, for every one of the ten thousand in documents/.
func (s *stage) makeLevel(folders []string, threads int) error {
	for len(folders) > 0 {
		above := parent(folders[0])
		n := slices.IndexFunc(folders, func(folder string) bool { return parent(folder) != above })
		if n < 0 {
			n = len(folders)
		}
		in, err := s.root.OpenRoot(cmp.Or(above, "."))
		if err != nil {
			return err
		}
		err = each(context.Background(), threads, n, func(i int) error {
			name := path.Base(folders[i])
			if err := in.Mkdir(name, 0o755); err != nil || !s.mask {
				return err
			}
			return in.Chmod(name, 0o755)
		})
		in.Close()
		if err != nil {
			return err
		}
		folders = folders[n:]
	}
	return nil
}

// create makes one file, lets fill write it, and checks its close.
func (s *stage) create(path string, fill func(f sink) error) error {
	f, err := newFile(s.root, s.top, path)
	if s.linked != nil && errors.Is(err, fs.ErrExist) { // the target's own file: its bytes stay, this name of it goes
		if err = removeFile(s.root, s.top, path); err == nil {
			f, err = newFile(s.root, s.top, path)
		}
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	err = fill(f)
	if err == nil && s.mask {
		err = f.Chmod(0o644)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// A sink is a file of the new tree while it is written; an *os.File is one.
type sink interface {
	io.WriteCloser
	Chmod(mode fs.FileMode) error
}

func newFileByRoot(root *os.Root, name string) (sink, error) {
	return root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
}

func (s *stage) writeFile(path string, content []byte, write func(io.Writer, []byte) (int, error)) error {
	return s.create(path, func(f sink) error {
		_, err := write(f, content)
		return err
	})
}

// linkKept gives every kept file its place in the new tree: the same file under a second name, or a copy with its time where links are
// impossible (no such thing on this disk, too many already, another owner).
func (r *run) linkKept(ctx context.Context) error {
	from, to := r.old.target+string(filepath.Separator), r.stage.path()+string(filepath.Separator)
	return each(ctx, r.Threads, len(r.files), func(n int) error {
		if r.files[n].state != kept || r.isAdopted(n) {
			return nil
		}
		path := filepath.FromSlash(r.index.paths[n])
		if r.link(from+path, to+path) == nil {
			return nil
		}
		r.copied.Store(true)
		return r.stage.copyFile(from+path, r.index.paths[n], r.write)
	})
}

func (s *stage) copyFile(from, path string, write func(io.Writer, []byte) (int, error)) error {
	source, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("copy %s: %w", path, err)
	}
	defer source.Close()
	info, err := source.Stat()
	if err != nil {
		return fmt.Errorf("copy %s: %w", path, err)
	}
	err = s.create(path, func(f sink) error {
		_, err := io.Copy(writerFunc(func(b []byte) (int, error) { return write(f, b) }), source)
		return err
	})
	if err != nil {
		return err
	}
	return s.root.Chtimes(path, info.ModTime(), info.ModTime())
}

type writerFunc func(b []byte) (int, error)

func (w writerFunc) Write(b []byte) (int, error) { return w(b) }

// verify compares the new tree on disk with what was emitted and gives the facts of its files, by number. What an adopted tree had
// when it was looked at is not looked at again.
func (r *run) verify(ctx context.Context) ([]record, error) {
	records := r.factsNow()
	for n := range records {
		if !r.isAdopted(n) {
			records[n].fact = fact{size: -1}
		}
	}
	var others atomic.Int64
	see := func(path string, e *entry) {
		if n, ok := r.index.number[path]; ok && e.regular {
			records[n].fact = e.fact
		} else if !e.folder {
			others.Add(1)
		}
	}
	var err error
	if r.stage.linked != nil {
		err = r.lookAtTouched(ctx, see)
	} else {
		err = walkTree(ctx, r.stage.path(), r.Threads, see)
	}
	if err != nil {
		return nil, err
	}
	if n := others.Load(); n > 0 {
		return nil, fmt.Errorf("it has %d files too many", n)
	}
	bad := slices.IndexFunc(r.index.sorted, func(n int32) bool { return records[n].size != r.files[n].size })
	if bad >= 0 {
		n := r.index.sorted[bad]
		return nil, fmt.Errorf("%s has %d bytes, not %d", r.index.paths[n], records[n].size, r.files[n].size)
	}
	return records, nil
}

// factsNow gives the facts of the files as they lie in the target, by number, with the keys of this run.
func (r *run) factsNow() []record {
	records := make([]record, len(r.files))
	for n := range records {
		if i, ok := r.old.number[r.index.paths[n]]; ok {
			records[n].fact = r.old.disk[i]
		}
		records[n].key = sumKey(r.outputs[r.index.output[n]].Key)
	}
	return records
}
