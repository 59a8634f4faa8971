// Package data makes what programs read: document twins, the table of all
// documents, Atom feeds, the site map and robots.txt.
//
// It takes the finished catalog and gives outputs. It must not know pages,
// layouts or the search index. The one invariant: every field of the table of
// fields is exported under its key, by its type alone, so that a new field
// needs no line here.
package data

import (
	"bytes"

	"gongkai/generator/catalog"
	"gongkai/generator/publish"
)

// Format is the version of the JSON files this package writes.
const Format = 1

// Outputs gives data/documents.json, data/documents.csv and the feeds.
func Outputs(c *catalog.Catalog) []publish.Output {
	out := []publish.Output{
		single("data/documents.json", func() []byte { return documentsJSON(c) }),
		single("data/documents.csv", func() []byte { return documentsCSV(c) }),
	}
	return append(out, feeds(c)...)
}

// single is an output of one file.
func single(path string, content func() []byte) publish.Output {
	return publish.Output{Paths: []string{path}, Make: func(emit publish.Emit) error {
		return emit(path, bytes.NewReader(content()))
	}}
}
