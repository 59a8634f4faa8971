//go:build unix

package publish

import (
	"errors"
	"os"
	"syscall"
)

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// sameDevice tells whether a rename can lead from one folder into the other.
func sameDevice(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	after, err := os.Stat(b)
	if err != nil {
		return false
	}
	return first.Sys().(*syscall.Stat_t).Dev == after.Sys().(*syscall.Stat_t).Dev
}

// syncFolder makes the names in a folder durable.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
