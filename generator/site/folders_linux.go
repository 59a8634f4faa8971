package site

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// folder is a folder that is kept open: root and top are the same one.
type folder struct {
	root *os.Root
	top  *os.File
}

func openFolder(root *os.Root, name string) (*folder, error) {
	in, err := root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	top, err := in.Open(".")
	if err != nil {
		in.Close()
		return nil, err
	}
	return &folder{in, top}, nil
}

func (f *folder) close() {
	f.top.Close()
	f.root.Close()
}

// readFile reads a file of the folder. It is opened in one call that follows no
// link, and read without an os.File, which is made for polling: each document
// is read twice. What cannot be opened so is read the long way, which says why.
func (f *folder) readFile(name string, buffer []byte) ([]byte, error) {
	how := unix.OpenHow{Flags: unix.O_RDONLY | unix.O_CLOEXEC, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS}
	fd, err := unix.Openat2(int(f.top.Fd()), name, &how)
	if err != nil {
		return readInto(f.root, name, buffer)
	}
	defer unix.Close(fd)
	return readAll(descriptor(fd), buffer)
}

// descriptor reads an open file.
type descriptor int

func (d descriptor) Read(b []byte) (int, error) {
	for {
		n, err := unix.Read(int(d), b)
		switch {
		case err == unix.EINTR:
			continue
		case err != nil:
			return 0, err
		case n == 0:
			return 0, io.EOF
		}
		return n, nil
	}
}
