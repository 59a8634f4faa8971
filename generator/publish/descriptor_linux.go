package publish

import (
	"io"
	"io/fs"

	"golang.org/x/sys/unix"
)

// A descriptor is a file that is written and closed within one call. An os.File, made for polling and for being forgotten, costs a seventh
// of making a file (4 of 28 µs), and a site has many.
type descriptor struct {
	fd   int
	name string
}

func (d *descriptor) Write(b []byte) (written int, err error) {
	for written < len(b) && err == nil {
		var n int
		if n, err = retry(func() (int, error) { return unix.Write(d.fd, b[written:]) }); n == 0 && err == nil {
			err = io.ErrShortWrite
		}
		written += max(n, 0)
	}
	return written, d.told("write", err)
}

func (d *descriptor) Chmod(mode fs.FileMode) error {
	_, err := retry(func() (int, error) { return 0, unix.Fchmod(d.fd, uint32(mode.Perm())) })
	return d.told("chmod", err)
}

// Close is not tried again after a signal: Linux has closed the file by then.
func (d *descriptor) Close() error { return d.told("close", unix.Close(d.fd)) }

func (d *descriptor) told(op string, err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: op, Path: d.name, Err: err}
}
