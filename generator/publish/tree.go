package publish

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// walkTree looks at every entry below root that is not a folder and calls visit with its slash-separated path, from several goroutines.
// It follows no symbolic link. Folders are walked level by level, those of a level over all threads.
func walkTree(ctx context.Context, root string, threads int, visit func(path string, info fs.FileInfo)) error {
	level := []string{""}
	for len(level) > 0 {
		below := make([][]string, len(level))
		err := each(ctx, threads, len(level), func(i int) error {
			var err error
			below[i], err = walkFolder(root, level[i], visit)
			return err
		})
		if err != nil {
			return err
		}
		level = slices.Concat(below...)
	}
	return nil
}

func walkFolder(root, folder string, visit func(path string, info fs.FileInfo)) (below []string, err error) {
	f, err := os.Open(filepath.Join(root, filepath.FromSlash(folder)))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.ReadDir(-1)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		path := entry.Name()
		if folder != "" {
			path = folder + "/" + path
		}
		if entry.IsDir() {
			below = append(below, path)
			continue
		}
		info, err := entry.Info()
		if err != nil {
			return nil, err
		}
		visit(path, info)
	}
	return below, nil
}

func factOf(info fs.FileInfo) fact {
	return fact{size: info.Size(), mtime: info.ModTime().UnixNano(), inode: inode(info)}
}
