//go:build unix

package search

import (
	"syscall"
	"time"
)

// cpuTime is what this process took of the processors, the system's part too.
func cpuTime() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u) // zero where it cannot be told
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
