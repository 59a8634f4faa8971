package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// A Standing is a publication as it stands.
type Standing struct {
	Manifest string // SHA-256 of its manifest.json, in hex
	Files    int    // manifest.json not counted
	Bytes    int64
}

// Stands looks at the publication in a target without making anything, taking
// the lock or writing. ok is false where there is anything for Publish to see
// to: no publication, a file that is not what was published, one too many or
// too few, what a killed run left, or no facts to know it by.
func Stands(ctx context.Context, target, work string) (s Standing, ok bool, err error) {
	old, err := readStanding(ctx, Options{Target: target, Work: work})
	if errors.Is(err, ErrForeign) || err == nil && (old == nil || !old.present || old.published == nil || old.strangers.Load() > 0) {
		return s, false, nil
	}
	if err != nil {
		return s, false, err
	}
	for path, n := range old.number {
		if !old.holds(path, old.sums[n], old.published[n].size) {
			return s, false, nil
		}
		s.Bytes += old.disk[n].size
	}
	s.Manifest, s.Files = hex.EncodeToString(old.manifest[:]), len(old.number)
	return s, true, nil
}

// readStanding reads what a run left that came to its end, without the lock; nil where there is none.
func readStanding(ctx context.Context, o Options) (*oldTree, error) {
	if !exists(o.Target) {
		return nil, nil
	}
	where, err := locate(o.Target, o.Work)
	if err != nil {
		return nil, err
	}
	work, err := openWorkAsIs(where.work)
	if err != nil {
		return nil, nil
	}
	defer work.close()
	if !work.tidy() {
		return nil, nil
	}
	return readOld(ctx, where.target, work, o.threads())
}

// ManifestSum is Standing.Manifest alone, of what is published in a target; empty where nothing is.
func ManifestSum(target string) string {
	text, err := os.ReadFile(filepath.Join(target, manifestName))
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// WorkFolder gives the work folder that Publish uses for a target, see
// Options.Work.
func WorkFolder(target, work string) (string, error) {
	where, err := locate(target, work)
	return where.work, err
}

// tidy tells whether no run was killed and left something.
func (w *workFolder) tidy() bool {
	left, err := w.leftovers()
	if err != nil || len(left) > 0 {
		return false
	}
	_, err = w.root.Lstat(journalName)
	return errors.Is(err, fs.ErrNotExist)
}
