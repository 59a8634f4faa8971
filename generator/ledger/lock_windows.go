package ledger

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

const (
	lockTries = 1000
	lockPause = 10 * time.Millisecond

	sharingViolation = syscall.Errno(32)
)

// lock waits, ten seconds at most, until no other process holds the lock file,
// which is opened without sharing. The system lets go of it when the process
// ends, however that happens.
func lock(root *os.Root, name string) (unlock func() error, err error) {
	path, err := syscall.UTF16PtrFromString(filepath.Join(root.Name(), filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	for range lockTries {
		handle, err := syscall.CreateFile(path, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
			syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
		if err == nil {
			return func() error { return syscall.CloseHandle(handle) }, nil
		}
		if !errors.Is(err, sharingViolation) {
			return nil, err
		}
		time.Sleep(lockPause)
	}
	return nil, os.ErrDeadlineExceeded
}
