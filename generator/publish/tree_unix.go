//go:build unix

package publish

import (
	"fmt"
	"os"
	"sync"

	"golang.org/x/sys/unix"
)

// tellsInodes: two names with the same fact are the same file.
const tellsInodes = true

// direntBuffers hold the raw names of a folder.
var direntBuffers = sync.Pool{New: func() any { return new([16 << 10]byte) }}

// readFolder calls see for every entry of a folder. It goes below the os package, whose files are made for polling, because a run looks
// into every folder of the site and this takes half the time.
func readFolder(path string, see func(e *entry)) error {
	fd, err := retry(func() (int, error) {
		return unix.Open(path, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		return fmt.Errorf("open folder %s: %w", path, err)
	}
	defer unix.Close(fd)
	buffer := direntBuffers.Get().(*[16 << 10]byte)
	defer direntBuffers.Put(buffer)
	var names []string
	for {
		n, err := retry(func() (int, error) { return unix.ReadDirent(fd, buffer[:]) })
		if err != nil {
			return fmt.Errorf("read folder %s: %w", path, err)
		}
		if n <= 0 {
			break
		}
		_, _, names = unix.ParseDirent(buffer[:n], -1, names)
	}
	var e entry
	for _, name := range names {
		if err := e.look(fd, name); err != nil {
			return fmt.Errorf("look at %s/%s: %w", path, name, err)
		}
		see(&e)
	}
	return nil
}

func (e *entry) look(folder int, name string) error {
	var stat unix.Stat_t
	if _, err := retry(func() (int, error) { return 0, unix.Fstatat(folder, name, &stat, unix.AT_SYMLINK_NOFOLLOW) }); err != nil {
		return err
	}
	kind := uint32(stat.Mode) & unix.S_IFMT
	*e = entry{
		fact:    fact{size: stat.Size, mtime: stat.Mtim.Nano(), inode: uint64(stat.Ino)},
		name:    name,
		folder:  kind == unix.S_IFDIR,
		regular: kind == unix.S_IFREG,
		plain:   kind == unix.S_IFDIR && stat.Mode&0o777 == 0o755 && int(stat.Uid) == os.Geteuid(),
	}
	return nil
}

// retry repeats a call that a signal interrupted.
func retry(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if err != unix.EINTR {
			return n, err
		}
	}
}
