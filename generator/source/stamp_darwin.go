package source

import (
	"io/fs"
	"syscall"
)

func changed(info fs.FileInfo) (time int64, inode uint64) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ctimespec.Nano(), s.Ino
	}
	return 0, 0
}
