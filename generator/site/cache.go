package site

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unsafe"

	"github.com/cespare/xxhash/v2"

	"gongkai/generator/publish"
)

// A cache is the part of the work folder in which a run keeps what the next one
// need not work out again. Whatever lies in it is doubted: a file is written
// aside, synced and renamed, ends in a hash of itself, and says what it holds
// for; one that is torn, foreign or of another version is as good as none. It
// never fails a run: without it the work is done again.
type cache struct{ root *os.Root }

const cacheDir = "memo"

// openCache opens the cache that belongs to a published folder, nil where there
// is none; make says to make it, and to remove what a killed run was writing.
func openCache(dir, target string, make bool) *cache {
	if _, err := os.Stat(target); target == "" || err != nil {
		return nil // nothing was published yet
	}
	work, err := publish.WorkFolder(target, filepath.Join(dir, WorkDir))
	if err != nil {
		return nil
	}
	root, err := os.OpenRoot(work)
	if err != nil {
		return nil
	}
	defer root.Close()
	if make {
		if err := root.Mkdir(cacheDir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil
		}
	}
	own, err := root.OpenRoot(cacheDir)
	if err != nil {
		return nil
	}
	c := &cache{own}
	if make {
		c.tidy()
	}
	return c
}

func (c *cache) close() {
	if c != nil {
		c.root.Close()
	}
}

// load gives what save was given under a name, "" where it cannot be trusted.
func (c *cache) load(name string) string {
	if c == nil {
		return ""
	}
	data, err := c.root.ReadFile(name)
	if err != nil || len(data) < 8 {
		return ""
	}
	body := data[:len(data)-8]
	if xxhash.Sum64(body) != binary.LittleEndian.Uint64(data[len(body):]) {
		return ""
	}
	return unsafe.String(unsafe.SliceData(body), len(body)) // nobody else has data
}

// open gives what save was given under a name, to be read where it lies, nil
// where it cannot be trusted; sum is its xxhash.
func (c *cache) open(name string) (file *os.File, size int64, sum uint64) {
	if c == nil {
		return nil, 0, 0
	}
	f, err := c.root.Open(name)
	if err != nil {
		return nil, 0, 0
	}
	if size, sum, err = proven(f); err != nil {
		f.Close()
		return nil, 0, 0
	}
	return f, size, sum
}

// proven reads a file to see whether it is what saveFrom wrote.
func proven(f *os.File) (size int64, sum uint64, err error) {
	info, err := f.Stat()
	if err != nil {
		return 0, 0, err
	}
	h, last := xxhash.New(), make([]byte, 8)
	if size = info.Size() - int64(len(last)); size < 0 {
		return 0, 0, io.ErrUnexpectedEOF
	}
	if _, err := io.CopyBuffer(h, io.NewSectionReader(f, 0, size), make([]byte, 1<<20)); err != nil {
		return 0, 0, err
	}
	if _, err := f.ReadAt(last, size); err != nil {
		return 0, 0, err
	}
	if sum = h.Sum64(); sum != binary.LittleEndian.Uint64(last) {
		return 0, 0, io.ErrUnexpectedEOF
	}
	return size, sum, nil
}

// save keeps data under a name.
func (c *cache) save(name string, data []byte) {
	if c == nil {
		return
	}
	c.saveFrom(name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// saveFrom keeps what write writes.
func (c *cache) saveFrom(name string, write func(w io.Writer) error) {
	if c == nil {
		return
	}
	aside := name + asideSuffix
	f, err := c.root.OpenFile(aside, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return
	}
	h := xxhash.New()
	if err = write(io.MultiWriter(f, h)); err == nil {
		_, err = f.Write(binary.LittleEndian.AppendUint64(nil, h.Sum64()))
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = c.root.Rename(aside, name)
	}
	if err != nil {
		_ = c.root.Remove(aside) // a full disk: the room is needed elsewhere
	}
}

const asideSuffix = ".new"

// tidy removes files that were not finished.
func (c *cache) tidy() {
	entries, err := fs.ReadDir(c.root.FS(), ".")
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasSuffix(path.Base(e.Name()), asideSuffix) {
			_ = c.root.Remove(e.Name()) // or a later run will
		}
	}
}

// drop forgets what was kept under a name.
func (c *cache) drop(name string) {
	if c != nil {
		_ = c.root.Remove(name) // it is doubted in any case
	}
}
