package source

import (
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// Walk lists content/. Links are not followed but listed, files of the operating system
// and of editors (.DS_Store, Thumbs.db, ~$x.docx, x.md~) are passed over. A
// missing folder is an empty tree that says why.
func Walk(site fs.FS) (Tree, error) {
	tree := Tree{Assets: map[string]int64{}, folders: map[string][]string{}, forms: map[string]string{}, Stamps: map[string]Stamp{}}
	absent, err := absence(site)
	if err != nil || absent != 0 {
		tree.Absence = absent
		return tree, err
	}
	for level := []string{ContentDir}; len(level) > 0 && err == nil; {
		level, err = tree.list(site, level)
	}
	slices.Sort(tree.Documents)
	return tree, err
}

// list takes in the files of folders, which are read over all threads, and
// gives the folders below them.
func (t *Tree) list(site fs.FS, folders []string) (below []string, err error) {
	found := make([][]listed, len(folders))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, folder := range folders {
		group.Go(func() (err error) {
			found[i], err = listFolder(site, folder)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	for _, l := range slices.Concat(found...) {
		switch {
		case l.kind.IsDir():
			below = append(below, l.path)
		case l.kind&fs.ModeSymlink != 0:
			t.Links = append(t.Links, l.path)
		case strings.EqualFold(path.Ext(l.path), ".md"):
			t.Documents = append(t.Documents, l.path)
			t.Stamps[l.path] = l.stamp
		default:
			t.add(l.path, l.stamp.Size)
			t.Stamps[l.path] = l.stamp
		}
	}
	return below, nil
}

// listed is what a folder has: a regular file with its stamp, a folder or a link.
type listed struct {
	path  string
	kind  fs.FileMode
	stamp Stamp
}

func listFolder(site fs.FS, folder string) ([]listed, error) {
	entries, err := fs.ReadDir(site, folder)
	if err != nil {
		return nil, fmt.Errorf("walk %s: %w", folder, err)
	}
	list := make([]listed, 0, len(entries))
	for _, d := range entries {
		l := listed{path: path.Join(folder, d.Name()), kind: d.Type()}
		if ignored(d.Name()) || !l.kind.IsRegular() && !l.kind.IsDir() && l.kind&fs.ModeSymlink == 0 {
			continue
		}
		if l.kind.IsRegular() {
			info, err := d.Info()
			if err != nil {
				return nil, fmt.Errorf("look at %s: %w", l.path, err)
			}
			l.stamp = stampOf(info)
		}
		list = append(list, l)
	}
	return list, nil
}

// ignored tells names that systems and editors leave behind.
func ignored(name string) bool {
	lower := strings.ToLower(name)
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~") ||
		lower == "thumbs.db" || lower == "desktop.ini" || strings.HasSuffix(lower, ".tmp") || strings.HasSuffix(lower, ".swp")
}
