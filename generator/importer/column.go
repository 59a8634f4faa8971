package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gongkai/generator/field"
	"gongkai/generator/number"
	"gongkai/generator/source"
)

// column is what importing needs to know of the documents that are there: the
// numbers they carry, and how to name them.
type column struct {
	numbers  []string
	names    map[string]string // title or document number, folded → a reference
	carriers map[string]string // index number or document number, folded → the path of the document
}

// survey reads the front matter of every document of a site.
func survey(root *os.Root) (*column, error) {
	tree, err := source.Walk(root.FS())
	if err != nil {
		return nil, err
	}
	c := &column{names: map[string]string{}, carriers: map[string]string{}}
	for _, p := range tree.Documents {
		data, err := root.ReadFile(filepath.FromSlash(p))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", p, err)
		}
		if file, _, ok := source.Read(p, data); ok {
			c.add(p, file.Head)
		}
	}
	return c, nil
}

// add learns a document.
func (c *column) add(path string, head []source.Entry) {
	known := map[field.ID]string{}
	for _, e := range head {
		if row, ok := field.Lookup(0, e.Name); ok && e.Value.Form == source.Scalar {
			known[row.ID] = e.Value.Text
		}
	}
	reference := path
	if index := known[field.Number]; index != "" {
		c.numbers = append(c.numbers, index)
		reference = index
	}
	for _, id := range []field.ID{field.Number, field.Document} {
		if key := number.Key(known[id]); key != "" && number.ParseDocument(known[id]).Sort != number.Other || id == field.Number && key != "" {
			c.carriers[key] = path
		}
	}
	if known[field.Draft] == "true" {
		return // a draft is not published: nothing can refer to it
	}
	for _, name := range []string{alike(known[field.Title]), number.Key(known[field.Document])} {
		if name != "" && c.names[name] == "" {
			c.names[name] = reference
		}
	}
}

// find looks a document up by title or document number.
func (c *column) find(name string) (string, bool) {
	for _, key := range []string{alike(name), number.Key(name)} {
		if reference := c.names[key]; key != "" && reference != "" {
			return reference, true
		}
	}
	return "", false
}
