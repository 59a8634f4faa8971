package publish

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

// The lock file holds "PID RFC3339\n", padded to lockRecordBytes so that a later holder overwrites it without needing room on the disk.
const (
	lockName        = "lock"
	lockRecordBytes = 64
)

// errHeld is what the systems' locks have in common: somebody else has it.
var errHeld = errors.New("lock is held")

// Lock takes the exclusive lock of a work folder, making the folder if need be, or answers at once with a LockedError. The system frees
// it when the process ends, however it ends. Publish takes it itself: do not hold it around a call to Publish.
func Lock(workFolder string) (unlock func(), err error) {
	if err := os.MkdirAll(workFolder, 0o755); err != nil {
		return nil, fmt.Errorf("make the work folder: %w", classify(err))
	}
	root, err := os.OpenRoot(workFolder)
	if err != nil {
		return nil, fmt.Errorf("open the work folder: %w", err)
	}
	defer root.Close()
	f, err := root.OpenFile(lockName, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("open the lock: %w", classify(err))
	}
	if err := lockFile(f); err != nil {
		defer f.Close()
		if errors.Is(err, errHeld) {
			return nil, readHolder(f)
		}
		return nil, fmt.Errorf("take the lock: %w", err)
	}
	record := fmt.Sprintf("%d %s", os.Getpid(), time.Now().Format(time.RFC3339))
	record += strings.Repeat(" ", lockRecordBytes-1-len(record)) + "\n"
	if _, err := f.WriteAt([]byte(record), 0); err != nil {
		f.Close()
		return nil, fmt.Errorf("write the lock: %w", classify(err))
	}
	return func() { f.Close() }, nil
}

// readHolder reads who holds the lock; a holder that has just been started may not have said so yet.
func readHolder(f *os.File) *LockedError {
	held := new(LockedError)
	record := make([]byte, lockRecordBytes)
	n, _ := f.ReadAt(record, 0) // a short record is read as far as it goes
	_, _ = fmt.Sscan(string(record[:n]), &held.PID, &held.Since)
	return held
}
