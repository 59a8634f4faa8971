package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// The journal is written when the new tree is complete, before the first rename, and removed when the old tree is gone. Three lines:
//
//	target, relative to the work folder, slash-separated
//	name of the new tree in the work folder
//	sha256 of its manifest.json, in hex
//
// So a run that finds it knows: the target has that manifest → only removing the old tree was left; the target is missing and its away
// folder exists → killed between the two renames, the old tree goes back; else → killed before the swap, the target is the old one.
const journalName = "publish/swap"

// errNoExchange says that the system or the file system cannot swap two folders in one step.
var errNoExchange = errors.New("folders cannot be exchanged")

type journal struct{ target, next, manifest string }

func (w *workFolder) writeJournal(target string, s *stage, manifest []byte) error {
	rel, err := filepath.Rel(w.path, target)
	if err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	sum := sha256.Sum256(manifest)
	text := fmt.Sprintf("%s\n%s\n%s\n", filepath.ToSlash(rel), s.name, hex.EncodeToString(sum[:]))
	if err := w.root.WriteFile(journalName, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	return nil
}

// readJournal gives no journal if it is missing or torn: the swap had then not begun.
func (w *workFolder) readJournal() (journal, bool) {
	text, err := w.root.ReadFile(journalName)
	if err != nil {
		return journal{}, false
	}
	lines := strings.Split(string(text), "\n")
	if len(lines) != 4 || len(lines[2]) != hex.EncodedLen(sha256.Size) {
		return journal{}, false
	}
	j := journal{target: filepath.Join(w.path, filepath.FromSlash(lines[0])), next: lines[1], manifest: lines[2]}
	ours := path.Dir(j.next) == workName && strings.HasPrefix(path.Base(j.next), nextPrefix)
	return j, ours && inside(j.target, filepath.Dir(w.path)) && !inside(j.target, w.path)
}

func (w *workFolder) removeJournal() error {
	if err := w.root.Remove(journalName); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the journal: %w", err)
	}
	return nil
}

// syncJournal makes the journal durable: between two renames it is all that knows where the old tree is.
func (w *workFolder) syncJournal() error {
	f, err := w.root.OpenFile(journalName, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return syncFolder(w.abs(workName))
}

func awayName(next string) string {
	return path.Join(workName, awayPrefix+strings.TrimPrefix(path.Base(next), nextPrefix))
}

// swap puts the new tree in the target's place and gives the name, in the work folder, under which the old one now lies ("" if there was
// none). On an error the target is the old tree.
func (w *workFolder) swap(target string, s *stage, via seams) (old string, err error) {
	next := s.path()
	s.close()
	defer func() {
		if err != nil {
			if exists(target) || !exists(w.abs(awayName(s.name))) { // else the journal is what brings the old tree back
				_ = w.removeJournal()       // the error that counts is there already;
				_ = w.removeTree(s.name, 1) // what stays is removed by the next run
			}
			if errors.Is(err, syscall.EXDEV) || errors.Is(err, syscall.EBUSY) {
				err = fmt.Errorf("%w: it is mounted here, or lies in another layer of a container: %w", ErrTarget, err)
			}
			err = fmt.Errorf("swap trees: %w", err)
		}
	}()
	if _, statErr := os.Lstat(target); errors.Is(statErr, fs.ErrNotExist) {
		err = os.Rename(next, target)
	} else if err = via.exchange(next, target); err == nil {
		old = s.name
	} else if errors.Is(err, errNoExchange) {
		old, err = w.swapInTwo(target, s, via)
	}
	if err != nil {
		return "", err
	}
	_ = syncFolder(filepath.Dir(target)) // the swap has happened; a file system that cannot sync a folder
	_ = syncFolder(w.abs(workName))      // makes it durable in its own time
	return old, nil
}

// swapInTwo is the swap of systems without an exchange: for a moment there is no target.
func (w *workFolder) swapInTwo(target string, s *stage, via seams) (old string, err error) {
	if err := w.syncJournal(); err != nil {
		return "", err
	}
	away := awayName(s.name)
	if err := w.root.RemoveAll(away); err != nil {
		return "", err
	}
	if err := os.Rename(target, w.abs(away)); err != nil {
		return "", err
	}
	via.reached("away")
	if err := os.Rename(s.path(), target); err != nil {
		return "", errors.Join(err, os.Rename(w.abs(away), target))
	}
	return away, nil
}

// recover puts right what a killed run left and tells it in words for an editor, or "" if there was nothing.
func (w *workFolder) recover(threads int) (told string, err error) {
	left, err := w.leftovers()
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(left, func(name string) bool { return !strings.HasPrefix(path.Base(name), donePrefix) }) {
		told = "上次生成未写完就中断了，网站仍是原来的内容；已清理未完成的部分。"
	}
	if j, ok := w.readJournal(); ok {
		if told, err = w.recoverSwap(j); err != nil {
			return "", err
		}
	}
	for _, name := range left {
		if exists(w.abs(name)) {
			_ = w.removeTree(name, threads) // held open or protected: a later run tries again, this one goes on beside it
		}
	}
	return told, w.removeJournal()
}

func (w *workFolder) recoverSwap(j journal) (told string, err error) {
	away := w.abs(awayName(j.next))
	if _, err := os.Lstat(j.target); errors.Is(err, fs.ErrNotExist) && exists(away) {
		if err := os.Rename(away, j.target); err != nil {
			return "", fmt.Errorf("put the old site back: %w", err)
		}
		return "上次生成在替换网站时中断，网站一度缺失；已恢复为原来的内容。", syncFolder(filepath.Dir(j.target))
	}
	text, err := os.ReadFile(filepath.Join(j.target, manifestName))
	if sum := sha256.Sum256(text); err == nil && hex.EncodeToString(sum[:]) == j.manifest {
		return "上次生成已完成发布，只是没来得及清理旧文件；现已清理。", nil
	}
	return "上次生成在替换网站之前中断，网站仍是原来的内容；已清理未完成的部分。", nil
}
