package publish

import "os"

// tellsInodes: two names with the same fact may be two files.
const tellsInodes = false

// readFolder calls see for every entry of a folder. The inode is left out: a listing does not tell it, size and time decide alone.
func readFolder(path string, see func(e *entry)) error {
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	for _, found := range entries {
		info, err := found.Info()
		if err != nil {
			return err
		}
		see(&entry{
			fact:    fact{size: info.Size(), mtime: info.ModTime().UnixNano()},
			name:    found.Name(),
			folder:  found.IsDir(),
			regular: info.Mode().IsRegular(),
		})
	}
	return nil
}
