package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A place is where one publication happens; both paths are absolute and free of symbolic links.
type place struct {
	target string // the published folder; it may not exist yet, its parent does
	work   string // on the target's file system; it may not exist yet
}

// locate resolves the target and chooses the work folder: the site's own, or .NAME.gongkai beside a target that lies outside the site or
// on another file system, where a rename from the site's own could not reach it.
func locate(target, work string) (place, error) {
	target, err := resolveTarget(target)
	if err != nil {
		return place{}, err
	}
	if work == "" {
		return place{}, fmt.Errorf("%w: it has no work folder", ErrTarget)
	}
	if work, err = filepath.Abs(work); err != nil {
		return place{}, fmt.Errorf("resolve work folder: %w", err)
	}
	work = resolveExisting(work)
	if inside(work, target) || inside(target, work) {
		return place{}, fmt.Errorf("%w: %s and the work folder %s contain one another", ErrTarget, target, work)
	}
	site, folder := filepath.Dir(work), filepath.Dir(target)
	if !inside(target, site) || !sameDevice(nearestExisting(work), folder) {
		work = filepath.Join(folder, "."+filepath.Base(target)+".gongkai")
	}
	if exists(target) && !sameDevice(target, folder) {
		return place{}, fmt.Errorf("%w: %s is a mount point, which cannot be swapped; publish to a folder inside it", ErrTarget, target)
	}
	return place{target: target, work: work}, nil
}

// resolveTarget follows symbolic links, makes the parent folder, and refuses what nobody means by a published folder.
func resolveTarget(target string) (string, error) {
	if target == "" {
		return "", fmt.Errorf("%w: it has no name", ErrTarget)
	}
	target, err := filepath.Abs(target)
	if err != nil {
		return "", fmt.Errorf("resolve target: %w", err)
	}
	switch real, err := filepath.EvalSymlinks(target); {
	case err == nil:
		target = real
	case !errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("resolve target: %w", err)
	default:
		if _, err := os.Lstat(target); err == nil {
			return "", fmt.Errorf("%w: %s is a symbolic link that leads nowhere", ErrTarget, target)
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return "", fmt.Errorf("make the target's parent: %w", err)
		}
		target = resolveExisting(target)
	}
	if filepath.Dir(target) == target {
		return "", fmt.Errorf("%w: %s is the root of a file system", ErrTarget, target)
	}
	// The home folder is asked of the system here and nowhere else: replacing it is never what was meant, whoever calls.
	if home, err := os.UserHomeDir(); err == nil && sameFile(home, target) {
		return "", fmt.Errorf("%w: %s is a home folder", ErrTarget, target)
	}
	return target, nil
}

// resolveExisting follows the symbolic links of the part of path that exists.
func resolveExisting(path string) string {
	exists := nearestExisting(path)
	real, err := filepath.EvalSymlinks(exists)
	if err != nil {
		return path
	}
	return filepath.Join(real, strings.TrimPrefix(path, exists))
}

func nearestExisting(path string) string {
	for !exists(path) && filepath.Dir(path) != path {
		path = filepath.Dir(path)
	}
	return path
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func sameFile(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	after, err := os.Stat(b)
	return err == nil && os.SameFile(first, after)
}

// inside tells whether path is folder or lies below it; both are absolute and clean.
func inside(path, folder string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
