//go:build !linux && !darwin

package source

import "io/fs"

// changed is not told by this system: there every file is read to know whether
// it is the same.
func changed(fs.FileInfo) (time int64, inode uint64) { return 0, 0 }
