package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// ContentDir is the folder of a site that holds its documents.
const ContentDir = "content"

// Tree is what stands in content/: the documents, and every other file with
// its size, which may be an attachment. Paths are relative to the site.
type Tree struct {
	Documents []string
	Assets    map[string]int64
	Links     []string // symbolic links, which are not followed
	Absence   Absence
	Stamps    map[string]Stamp // of every document and asset, as the listing found them

	folders map[string][]string // the names of the assets of a folder, sorted
	forms   map[string]string   // the paths that are not in NFC, by their NFC form
}

// Absence says why there is no folder content/.
type Absence uint8

// The reasons; the zero value says that there is one.
const (
	Missing    Absence = iota + 1
	NoFolder           // a file has its name
	LinkedAway         // it is a symbolic link out of the site
)

// absence tells why a site has no content/, if it has none.
func absence(site fs.FS) (Absence, error) {
	info, err := fs.Stat(site, ContentDir)
	if err == nil {
		if info.IsDir() {
			return 0, nil
		}
		return NoFolder, nil
	}
	link, linkErr := fs.Lstat(site, ContentDir)
	switch {
	case linkErr == nil && link.Mode()&fs.ModeSymlink != 0:
		return LinkedAway, nil
	case isNotExist(err):
		return Missing, nil
	}
	return 0, fmt.Errorf("look at %s: %w", ContentDir, err)
}

// Asset finds a file exactly as its path is spelt, or with other Unicode forms
// of the same letters, as macOS writes them. It gives the path it has on disk.
func (t Tree) Asset(name string) (actual string, size int64, ok bool) {
	if size, ok := t.Assets[name]; ok {
		return name, size, true
	}
	composed := norm.NFC.String(name)
	if actual, ok := t.forms[composed]; ok {
		return actual, t.Assets[actual], true
	}
	size, ok = t.Assets[composed]
	return composed, size, ok
}

// Folder gives the names of the assets in a folder, sorted.
func (t Tree) Folder(name string) []string { return t.folders[name] }

// add takes in a file that is no document.
func (t *Tree) add(name string, size int64) {
	t.Assets[name] = size
	folder, base := path.Split(name)
	folder = strings.TrimSuffix(folder, "/")
	t.folders[folder] = append(t.folders[folder], base)
	if composed := norm.NFC.String(name); composed != name {
		t.forms[composed] = name
	}
}

// Relist gives the listing with one document that came or went since; ok is
// false where only Walk can tell what became of the path. Stamps stay those of
// the Walk.
func (t Tree) Relist(site fs.FS, p string) (Tree, bool) {
	if t.Absence != 0 || !strings.EqualFold(path.Ext(p), ".md") || ignored(path.Base(p)) {
		return t, false
	}
	at, known := slices.BinarySearch(t.Documents, p)
	info, err := fs.Lstat(site, p)
	switch {
	case isNotExist(err) && known:
		t.Documents = slices.Concat(t.Documents[:at], t.Documents[at+1:])
		return t, true
	case isNotExist(err):
		return t, !t.below(p)
	case err != nil, !info.Mode().IsRegular(), !t.lists(path.Dir(p)):
		return t, false
	case !known:
		t.Documents = slices.Concat(t.Documents[:at], []string{p}, t.Documents[at:])
	}
	return t, true
}

// below tells whether a path was a folder with documents in it.
func (t Tree) below(folder string) bool {
	at, _ := slices.BinarySearch(t.Documents, folder+"/")
	return at < len(t.Documents) && strings.HasPrefix(t.Documents[at], folder+"/")
}

// lists tells whether a folder has a document that was listed, and so is no
// link and none that is passed over.
func (t Tree) lists(folder string) bool {
	at, _ := slices.BinarySearch(t.Documents, folder+"/")
	for ; at < len(t.Documents) && strings.HasPrefix(t.Documents[at], folder+"/"); at++ {
		if path.Dir(t.Documents[at]) == folder {
			return true
		}
	}
	return false
}

func isNotExist(err error) bool { return errors.Is(err, fs.ErrNotExist) }
