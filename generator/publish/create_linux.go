package publish

import (
	"io/fs"
	"os"
	"path"
	"sync/atomic"

	"golang.org/x/sys/unix"
)

// noOpenat2 is set where the kernel, or a container's filter, does not know the
// call.
var noOpenat2 atomic.Bool

// staysBelow is what openat2 refuses: every symbolic link and every way out.
const staysBelow = unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS

// newFile makes a file below a folder in one call, which refuses every symbolic
// link and every way out, where os.Root opens each folder on the way: three
// calls instead of ten, for every file of a site.
func newFile(root *os.Root, folder *os.File, name string) (sink, error) {
	if noOpenat2.Load() {
		return newFileByRoot(root, name)
	}
	how := unix.OpenHow{Flags: unix.O_WRONLY | unix.O_CREAT | unix.O_EXCL | unix.O_CLOEXEC, Mode: 0o644, Resolve: staysBelow}
	fd, err := retry(func() (int, error) { return unix.Openat2(int(folder.Fd()), name, &how) })
	switch err {
	case nil:
		return &descriptor{fd, name}, nil
	case unix.ENOSYS, unix.EPERM, unix.EINVAL:
		noOpenat2.Store(true)
		return newFileByRoot(root, name)
	case unix.EAGAIN: // something on the way was renamed meanwhile
		return newFileByRoot(root, name)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: err}
}

// removeFile removes a file below a folder, as newFile makes one: three calls instead of one or two a folder on the way.
func removeFile(root *os.Root, folder *os.File, name string) error {
	if noOpenat2.Load() {
		return root.Remove(name)
	}
	how := unix.OpenHow{Flags: unix.O_PATH | unix.O_DIRECTORY | unix.O_CLOEXEC, Resolve: staysBelow}
	in, err := retry(func() (int, error) { return unix.Openat2(int(folder.Fd()), path.Dir(name), &how) })
	if err != nil {
		return root.Remove(name) // which says why
	}
	defer unix.Close(in)
	if _, err := retry(func() (int, error) { return 0, unix.Unlinkat(in, path.Base(name), 0) }); err != nil {
		return &fs.PathError{Op: "remove", Path: name, Err: err}
	}
	return nil
}
