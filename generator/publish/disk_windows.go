package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

func isDiskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) ||
		errors.Is(err, windows.ERROR_DISK_QUOTA_EXCEEDED)
}

// sameDevice tells whether a rename can lead from one folder into the other.
func sameDevice(a, b string) bool {
	first, err := volume(a)
	if err != nil {
		return false
	}
	after, err := volume(b)
	return err == nil && first == after
}

func volume(path string) (serial uint32, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	var info windows.ByHandleFileInformation
	err = windows.GetFileInformationByHandle(windows.Handle(f.Fd()), &info)
	return info.VolumeSerialNumber, err
}

// syncFolder does nothing: Windows has no such call, and NTFS keeps its names in a journal.
func syncFolder(string) error { return nil }
