package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// sync makes the new tree durable with one call for its whole file system: a thousand times cheaper than one a file.
func (s *stage) sync(*index, []file, int) error {
	f, err := os.Open(s.path())
	if err != nil {
		return err
	}
	defer f.Close()
	return unix.Syncfs(int(f.Fd()))
}
