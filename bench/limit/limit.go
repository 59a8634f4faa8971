// Package limit does what no generator can do without, and nothing else: it
// reads the documents, renders them with goldmark, writes as many bytes in as
// many files. What a program takes beyond that is its own.
//
// It takes folders and a number of threads and does the work once; whoever calls
// it measures. It must not know the program that is compared.
package limit

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"golang.org/x/sync/errgroup"
)

// Read reads every file of a folder whole.
func Read(dir string, threads int) error {
	return each(dir, threads, func(name string, _ int64) error {
		_, err := os.ReadFile(name)
		return err
	})
}

// Render reads every Markdown file and renders its body.
func Render(dir string, threads int) error {
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	buffers := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	return each(dir, threads, func(name string, _ int64) error {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		out := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(out)
		out.Reset()
		return markdown.Convert(body(text), out)
	})
}

// body is what follows the front matter.
func body(text []byte) []byte {
	if rest, ok := bytes.CutPrefix(text, []byte("---\n")); ok {
		if _, after, found := bytes.Cut(rest, []byte("\n---\n")); found {
			return after
		}
	}
	return text
}

// Write makes as many files, of the same names and sizes, as a folder has in
// another one that does not exist yet. The bytes are others: no disk or tmpfs
// minds.
func Write(like, to string, threads int) error {
	var largest int64
	folders := map[string]bool{}
	err := each(like, 1, func(name string, size int64) error {
		largest = max(largest, size)
		folders[filepath.Dir(name)] = true
		return nil
	})
	if err != nil {
		return err
	}
	place := func(name string) (string, error) {
		path, err := filepath.Rel(like, name)
		return filepath.Join(to, path), err
	}
	for folder := range folders {
		path, err := place(folder)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(path, 0o755); err != nil {
			return err
		}
	}
	bytes := bytes.Repeat([]byte("公"), int(largest)/len("公")+1)
	return each(like, threads, func(name string, size int64) error {
		path, err := place(name)
		if err != nil {
			return err
		}
		return os.WriteFile(path, bytes[:size], 0o644)
	})
}

// each does something with every file of a folder.
func each(dir string, threads int, do func(name string, size int64) error) error {
	var group errgroup.Group
	group.SetLimit(threads)
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if threads == 1 {
			return do(name, info.Size())
		}
		group.Go(func() error { return do(name, info.Size()) })
		return nil
	})
	if waited := group.Wait(); err == nil {
		err = waited
	}
	if err != nil {
		return fmt.Errorf("limit: %w", err)
	}
	return nil
}
