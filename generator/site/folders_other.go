//go:build !linux

package site

import "os"

// folder is a folder that is kept open.
type folder struct{ root *os.Root }

func openFolder(root *os.Root, name string) (*folder, error) {
	in, err := root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &folder{in}, nil
}

func (f *folder) close() { f.root.Close() }

func (f *folder) readFile(name string, buffer []byte) ([]byte, error) {
	return readInto(f.root, name, buffer)
}
