package measure

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"
)

// Folder is what lies in a folder at one time, by slash-separated path.
type Folder map[string]File

// File is a file as it can be told from outside whether it was written.
type File struct {
	Size     int64
	Modified time.Time
}

// Look reads a folder; one that does not exist is empty.
func Look(dir string) (Folder, error) {
	f := Folder{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		path, err := filepath.Rel(dir, name)
		f[filepath.ToSlash(path)] = File{info.Size(), info.ModTime()}
		return err
	})
	if len(f) == 0 && errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look at %s: %w", dir, err)
	}
	return f, nil
}

// Bytes is the sum of the sizes.
func (f Folder) Bytes() (sum int64) {
	for _, file := range f {
		sum += file.Size
	}
	return sum
}

// Since tells what happened between two looks: files that are new or were
// written again, even with the same bytes, and files that are gone.
func (f Folder) Since(before Folder) (written, removed int) {
	for path, file := range f {
		if old, ok := before[path]; !ok || old != file {
			written++
		}
	}
	for path := range before {
		if _, ok := f[path]; !ok {
			removed++
		}
	}
	return written, removed
}
