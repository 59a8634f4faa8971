package source

import (
	"io/fs"
	"time"
)

// Stamp is what the file system tells of a file without opening it. Two equal
// stamps of one path mean the same bytes where they are settled. The zero value
// is no file.
type Stamp struct {
	Size     int64
	Modified int64  // nanoseconds since 1970
	Changed  int64  // the same, of the last change of any kind, which no program can set back; 0 where the system does not tell
	Inode    uint64 // 0 where the system does not tell
}

// stampOf reads a stamp off what a listing gave.
func stampOf(info fs.FileInfo) Stamp {
	s := Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano()}
	s.Changed, s.Inode = changed(info)
	return s
}

// StampOf gives the stamp of a file, the zero value where there is none.
func StampOf(site fs.FS, name string) (Stamp, error) {
	info, err := fs.Stat(site, name)
	if isNotExist(err) {
		return Stamp{}, nil
	}
	if err != nil {
		return Stamp{}, err
	}
	return stampOf(info), nil
}

// fine and coarse are how far apart two changes must lie to have different
// times: the tick of a kernel's clock, and the seconds that old and foreign file
// systems count in.
const (
	fine   = int64(100 * time.Millisecond)
	coarse = int64(3 * time.Second)
)

// Settled tells whether a file that had this stamp at a moment (nanoseconds
// since 1970, by the file system's clock) cannot change without getting another
// one: it must not have been changed so shortly before that a second change
// would bear the same time. Without Changed nothing is certain, since programs
// set times of modification back.
func (s Stamp) Settled(at int64) bool {
	margin := fine
	if s.Modified%int64(time.Millisecond) == 0 && s.Changed%int64(time.Millisecond) == 0 {
		margin = coarse
	}
	return s.Changed != 0 && max(s.Modified, s.Changed)+margin < at
}
