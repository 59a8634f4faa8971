//go:build unix && !linux

package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// flushFile hands the file to the drive. On macOS File.Sync also waits for the drive's cache, which once at the end is enough.
func flushFile(f *os.File) error { return unix.Fsync(int(f.Fd())) }
