package preview

import (
	"errors"

	"golang.org/x/sys/windows"
)

func isBusy(err error) bool {
	return errors.Is(err, windows.WSAEADDRINUSE) || errors.Is(err, windows.WSAEACCES)
}
