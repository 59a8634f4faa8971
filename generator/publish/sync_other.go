//go:build !linux

package publish

import (
	"context"
	"os"
)

// sync makes the new tree durable: written files and folders one by one, manifest.json last, which on macOS flushes the drive as well.
func (s *stage) sync(x *index, files []file, threads int) error {
	err := each(context.Background(), threads, len(files), func(n int) error {
		if files[n].state != written {
			return nil
		}
		return s.syncFile(x.paths[n], flushFile)
	})
	if err != nil {
		return err
	}
	err = each(context.Background(), threads, len(x.folders), func(i int) error {
		return syncFolder(s.work.abs(s.name + "/" + x.folders[i]))
	})
	if err != nil {
		return err
	}
	if err := syncFolder(s.path()); err != nil {
		return err
	}
	return s.syncFile(manifestName, (*os.File).Sync)
}

func (s *stage) syncFile(path string, flush func(*os.File) error) error {
	f, err := s.root.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return flush(f)
}
