package studio

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
)

// errChanged says that a file is not the one a form was made of.
var errChanged = errors.New("changed meanwhile")

// inSite does something in the site's folder; no path leads out of it.
func (s *Studio) inSite(do func(root *os.Root) error) error {
	root, err := os.OpenRoot(s.Dir)
	if err != nil {
		return fmt.Errorf("open site: %w", err)
	}
	return errors.Join(do(root), root.Close())
}

func (s *Studio) readFile(file string) (data []byte, err error) {
	err = s.inSite(func(root *os.Root) error {
		data, err = root.ReadFile(filepath.FromSlash(file))
		return err
	})
	return data, err
}

// replaceFile puts new bytes in the place of a file in one step, if the file
// still is the one with the hash base.
func (s *Studio) replaceFile(file, base string, data []byte) error {
	return s.inSite(func(root *os.Root) error {
		name := filepath.FromSlash(file)
		info, err := root.Stat(name)
		if err != nil {
			return fmt.Errorf("look at %s: %w", file, err)
		}
		staged := filepath.FromSlash(path.Join(path.Dir(file), fmt.Sprintf(".gongkai-%d~", os.Getpid())))
		if err := stage(root, staged, data, info.Mode().Perm()); err != nil {
			return fmt.Errorf("write %s: %w", file, err)
		}
		old, err := root.ReadFile(name)
		if err == nil && hashOf(old) != base {
			err = errChanged
		}
		if err == nil {
			err = root.Rename(staged, name)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", file, errors.Join(err, root.Remove(staged)))
		}
		return nil
	})
}

func stage(root *os.Root, name string, data []byte, mode os.FileMode) error {
	f, err := root.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, root.Remove(name))
	}
	return nil
}
