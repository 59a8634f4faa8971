//go:build !windows

package preview

import (
	"errors"
	"syscall"
)

func isBusy(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, syscall.EACCES)
}
