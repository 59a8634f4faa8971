package site

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/cespare/xxhash/v2"

	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/field"
	"gongkai/generator/number"
	"gongkai/generator/source"
)

// reading is a document's file as it was last read.
type reading struct {
	stamp    stamp
	sum      uint64             // of its bytes
	doc      *document.Document // nil where it cannot be placed
	findings diag.List
	id       string // the folder of its page, as far as it can be told
	head     bool   // only its front matter was read; findings are not known yet
}

func newReading(path string, data []byte, s stamp, env document.Env, head bool) *reading {
	r := &reading{stamp: s, sum: xxhash.Sum64(data), head: head}
	if head {
		r.doc = document.Head(path, data, env)
	} else {
		r.doc, r.findings = document.New(path, data, env)
	}
	if r.doc != nil {
		r.id = r.doc.Index.ID()
		return r
	}
	file, _, _ := source.Read(path, data)
	for _, e := range file.Head {
		if row, ok := field.Lookup(0, e.Name); ok && row.ID == field.Number {
			r.id = number.ParseIndex(e.Value.Text).ID()
		}
	}
	return r
}

// stamp is what a file system tells of a file without opening it, and when it
// was asked.
type stamp struct {
	size     int64
	modified time.Time
	looked   time.Time
}

// tick is how coarse the clock of a file system may be: a file changed less
// than that before it was looked at may change again under the same time.
const tick = 50 * time.Millisecond

// differs tells whether the file may be another than the one with the old
// stamp.
func (s stamp) differs(old stamp) bool {
	if s.size != old.size || !s.modified.Equal(old.modified) {
		return true
	}
	return old.looked.Sub(old.modified) < tick
}

// stampOf looks at a file; the zero stamp stands for none.
func (l *Live) stampOf(p string) stamp {
	looked := time.Now()
	info, err := os.Lstat(l.absolute(p))
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime(), looked}
}

// file reads a file and its stamp, the stamp first: a change in between is seen
// by the next look.
func (l *Live) file(p string) ([]byte, stamp, error) {
	f, err := l.root.Open(filepath.FromSlash(p))
	if err != nil {
		return nil, stamp{}, err
	}
	defer f.Close()
	looked := time.Now()
	info, err := f.Stat()
	if err != nil {
		return nil, stamp{}, err
	}
	data := make([]byte, 0, info.Size()+1)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			return data, stamp{info.Size(), info.ModTime(), looked}, nil
		}
		if err != nil {
			return nil, stamp{}, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}

// stamps looks at every file below a folder, or at the file of that name.
func (l *Live) stamps(into map[string]stamp, top string) error {
	err := fs.WalkDir(l.root.FS(), top, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			into[p] = l.stampOf(p)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
