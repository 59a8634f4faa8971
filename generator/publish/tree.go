package publish

import (
	"context"
	"path/filepath"
	"slices"
)

// An entry is one name in a folder, as the file system tells without opening it or following a link.
type entry struct {
	fact
	name    string
	folder  bool
	regular bool
	plain   bool // a folder as we make them: this account's own, and open to visitors
}

// walkTree looks at every entry below root, folders too, and calls visit with its slash-separated path, from several goroutines.
// It follows no symbolic link. Folders are walked level by level, those of a level over all threads.
func walkTree(ctx context.Context, root string, threads int, visit func(path string, e *entry)) error {
	level := []string{""}
	for len(level) > 0 {
		below := make([][]string, len(level))
		err := each(ctx, threads, len(level), func(i int) error {
			prefix := level[i]
			return readFolder(filepath.Join(root, filepath.FromSlash(prefix)), func(e *entry) {
				visit(prefix+e.name, e)
				if e.folder {
					below[i] = append(below[i], prefix+e.name+"/")
				}
			})
		})
		if err != nil {
			return err
		}
		level = slices.Concat(below...)
	}
	return nil
}
