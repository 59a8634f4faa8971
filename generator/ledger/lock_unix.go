//go:build !windows

package ledger

import (
	"errors"
	"os"
	"syscall"
)

// lock waits until no other process holds the lock file. The system lets go of
// it when the process ends, however that happens.
func lock(root *os.Root, name string) (unlock func() error, err error) {
	f, err := root.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f.Close, nil
}
