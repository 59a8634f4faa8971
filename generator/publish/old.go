package publish

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
)

// An oldTree is what stands in the target when a run begins.
type oldTree struct {
	target    string
	present   bool // the target holds a publication
	manifest  digest
	number    map[string]int32 // by path, into the three below
	sums      []digest         // as manifest.json has them
	disk      []fact           // as they lie there; absent if size is -1
	published []record         // as they were when swapped in; empty if the facts file tells nothing
	facts     digest           // what the facts file ends in; zero if it tells nothing
	strangers atomic.Int64     // entries that manifest.json does not list
}

// readOld reads the manifest and looks at every file of the target. A target with files but without a manifest is somebody else's, and
// so is one that a version-control folder has been put into: its history would go.
func readOld(ctx context.Context, target string, work *workFolder, threads int) (*oldTree, error) {
	old := &oldTree{target: target}
	entries, err := os.ReadDir(target)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return old, nil
	}
	if err != nil {
		if info, statErr := os.Stat(target); statErr == nil && !info.IsDir() {
			return nil, fmt.Errorf("%w: %s is a file", ErrForeign, target)
		}
		return nil, fmt.Errorf("read target: %w", err)
	}
	for _, entry := range entries {
		if name := entry.Name(); name == ".git" || name == ".hg" || name == ".svn" {
			return nil, fmt.Errorf("%w: %s", ErrForeign, filepath.Join(target, name))
		}
	}
	if err := old.readManifest(work); err != nil {
		return nil, err
	}
	if err := walkTree(ctx, target, threads, old.see); err != nil {
		return nil, fmt.Errorf("look at target: %w", err)
	}
	return old, nil
}

func (old *oldTree) readManifest(work *workFolder) error {
	text, err := os.ReadFile(filepath.Join(old.target, manifestName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read the old manifest: %w", err)
	}
	if err != nil {
		return fmt.Errorf("%w: %s has files but no %s", ErrForeign, old.target, manifestName)
	}
	paths, sums, err := parseManifest(text)
	if err != nil {
		return fmt.Errorf("%w: %s of %s: %w", ErrForeign, manifestName, old.target, err)
	}
	old.present, old.manifest, old.sums = true, sha256.Sum256(text), sums
	old.number = make(map[string]int32, len(paths))
	old.disk = make([]fact, len(paths))
	for i, path := range paths {
		old.number[path] = int32(i)
		old.disk[i].size = -1
	}
	old.published, old.facts = work.readFacts(old.manifest, len(paths))
	return nil
}

// see notes one entry of the target. Dot-named ones (.DS_Store) do not count: we publish none, and they are no reason to publish again.
func (old *oldTree) see(path string, e *entry) {
	n, listed := old.number[path]
	switch {
	case e.folder:
	case listed && e.regular:
		old.disk[n] = e.fact
	case path != manifestName && !strings.HasPrefix(e.name, "."):
		old.strangers.Add(1)
	}
}

// holds tells whether the target has exactly these bytes at path. Only where the facts do not tell it reads them to know.
func (old *oldTree) holds(path string, sum digest, size int64) bool {
	n, ok := old.number[path]
	if !ok || old.sums[n] != sum || old.disk[n].size != size {
		return false
	}
	if old.published != nil && old.published[n].fact == old.disk[n] {
		return true
	}
	return hashFile(filepath.Join(old.target, filepath.FromSlash(path))) == sum
}

// standing gives what was published at path, if it is still there.
func (old *oldTree) standing(path string) (sum digest, size int64, ok bool) {
	n, ok := old.number[path]
	if !ok || !old.holds(path, old.sums[n], old.disk[n].size) {
		return sum, 0, false
	}
	return old.sums[n], old.disk[n].size, true
}

// size is that of the file at path, -1 if there is none.
func (old *oldTree) size(path string) int64 { return old.factOf(path).size }

func (old *oldTree) factOf(path string) fact {
	if n, ok := old.number[path]; ok {
		return old.disk[n]
	}
	return fact{size: -1}
}

// madeWith tells whether the file at path came from an output of that key, and gives its hash.
func (old *oldTree) madeWith(key keySum, path string) (digest, bool) {
	n, ok := old.number[path]
	if !ok || old.published == nil || key == (keySum{}) || old.published[n].key != key {
		return digest{}, false
	}
	return old.sums[n], true
}

// countAbsent counts the files of the target that the new tree will not have.
func (old *oldTree) countAbsent(x *index) int {
	absent := int(old.strangers.Load())
	for path := range old.number {
		if _, ok := x.number[path]; !ok {
			absent++
		}
	}
	return absent
}

func (old *oldTree) isManifest(text []byte) bool {
	return old.present && sha256.Sum256(text) == old.manifest
}

// hashFile gives the zero digest for a file that cannot be read: it is then written anew.
func hashFile(path string) (sum digest) {
	f, err := os.Open(path)
	if err != nil {
		return sum
	}
	defer f.Close()
	h := sha256.New()
	if _, err := f.WriteTo(h); err != nil {
		return sum
	}
	return digest(h.Sum(nil))
}
