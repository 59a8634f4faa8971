package publish

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Index finds the output that makes a path, after the same checks of paths and collisions as Publish. The pointers are into outputs.
func Index(outputs []Output) (map[string]*Output, error) {
	x, err := newIndex(outputs)
	if err != nil {
		return nil, err
	}
	byPath := make(map[string]*Output, len(x.paths))
	for path, n := range x.number {
		byPath[path] = &outputs[x.output[n]]
	}
	return byPath, nil
}

// An index numbers every announced path: the paths of outputs[i] are first[i] up to first[i+1]. All of it is fixed before any Make runs.
type index struct {
	paths   []string         // by number
	output  []int32          // by number: which output makes it
	first   []int            // by output, and one more
	number  map[string]int32 // by path
	sorted  []int32          // numbers in the order of their paths
	folders []string         // every folder a path lies in, parents before children, the published folder itself not among them
}

func newIndex(outputs []Output) (*index, error) {
	total := 0
	for i := range outputs {
		total += len(outputs[i].Paths)
	}
	x := &index{
		paths:  make([]string, 0, total),
		output: make([]int32, 0, total),
		first:  make([]int, 1, len(outputs)+1),
	}
	for i := range outputs {
		x.paths = append(x.paths, outputs[i].Paths...)
		for range outputs[i].Paths {
			x.output = append(x.output, int32(i))
		}
		x.first = append(x.first, len(x.paths))
	}
	var wrong, folders error
	var beside sync.WaitGroup // nothing else can be done before a site of many thousand paths has its index
	beside.Go(func() { wrong = checkPaths(x.paths) })
	beside.Go(x.sortPaths)
	beside.Go(func() { folders = x.collectFolders() })
	twice := x.numberPaths()
	beside.Wait()
	if err := cmp.Or(wrong, twice, folders); err != nil {
		return nil, err
	}
	return x, x.checkFolded()
}

func checkPaths(paths []string) error {
	for _, path := range paths {
		if err := checkPath(path); err != nil {
			return err
		}
	}
	return nil
}

// numberPaths fills number, and refuses a path that comes twice.
func (x *index) numberPaths() error {
	x.number = make(map[string]int32, len(x.paths))
	for n, path := range x.paths {
		if _, taken := x.number[path]; taken {
			return fmt.Errorf("%w: %q", ErrCollision, path)
		}
		x.number[path] = int32(n)
	}
	return nil
}

func (x *index) sortPaths() {
	x.sorted = make([]int32, len(x.paths))
	for n := range x.sorted {
		x.sorted[n] = int32(n)
	}
	slices.SortFunc(x.sorted, func(a, b int32) int { return strings.Compare(x.paths[a], x.paths[b]) })
}

// collectFolders lists the folders and refuses two that a case-blind disk would merge, and a folder that is also a file.
func (x *index) collectFolders() error {
	seen := make(map[string]string) // folded → as announced
	for _, path := range x.paths {
		for folder := parent(path); folder != ""; folder = parent(folder) {
			folded := fold(folder)
			if first, ok := seen[folded]; ok && first == folder {
				break
			} else if ok {
				return fmt.Errorf("%w: folders %q and %q", ErrCollision, first, folder)
			}
			seen[folded] = folder
			x.folders = append(x.folders, folder)
		}
	}
	slices.Sort(x.folders)
	for _, path := range x.paths {
		if folder, ok := seen[fold(path)]; ok {
			return fmt.Errorf("%w: file %q and folder %q", ErrCollision, path, folder)
		}
	}
	return nil
}

// checkFolded refuses two paths that differ in case or Unicode form only. It keeps only the paths that folding changes: nearly none.
func (x *index) checkFolded() error {
	changed := make(map[string]string)
	for _, n := range x.sorted {
		path := x.paths[n]
		folded := fold(path)
		if folded == path {
			continue
		}
		other, taken := changed[folded]
		if twin, ok := x.number[folded]; ok {
			other, taken = x.paths[twin], true
		}
		if taken {
			return fmt.Errorf("%w: %q and %q differ in case or Unicode form only", ErrCollision, other, path)
		}
		changed[folded] = path
	}
	return nil
}

// parent is the folder that path lies in, "" for the published folder itself.
func parent(path string) string {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i]
	}
	return ""
}
