//go:build !linux

package publish

import "os"

func newFile(root *os.Root, _ *os.File, name string) (*os.File, error) {
	return newFileByRoot(root, name)
}
