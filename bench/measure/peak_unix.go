//go:build unix

package measure

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

// peak gives the largest resident set in MiB. The system counts what this
// process had resident when it started the child as well, so this process is
// kept small.
func peak(state *os.ProcessState) float64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	kib := float64(usage.Maxrss)
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		kib /= 1024 // bytes there
	}
	return kib / 1024
}

// Processor is the processor time that this process has used, of user and
// system.
func Processor() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
