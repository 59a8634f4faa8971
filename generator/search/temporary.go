package search

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// temporary makes a file that no killed run leaves behind, where the system
// lets a file lose its name while it is open (Windows does not; discard removes
// it there).
func temporary(folder string) (*os.File, error) {
	file, err := os.CreateTemp(folder, "gongkai-search-*")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(file.Name())
	return file, nil
}

// discard closes a temporary file and removes what is left of it.
func discard(file *os.File) error {
	err := file.Close()
	if gone := os.Remove(file.Name()); !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	if err != nil {
		return fmt.Errorf("remove a temporary file of the index: %w", err)
	}
	return nil
}
