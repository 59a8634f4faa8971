//go:build !linux

package publish

import "os"

func newFile(root *os.Root, _ *os.File, name string) (sink, error) {
	return newFileByRoot(root, name)
}

func removeFile(root *os.Root, _ *os.File, name string) error { return root.Remove(name) }
