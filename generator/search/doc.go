// Package search builds the full-text index: static JSON files from which
// layouts/search/engine.js answers any query exactly, without a server.
//
// It takes documents as plain values, in any order and from any number of
// goroutines, and gives files (path relative to the column, content). The
// format is described once, in docs/search-format.md; trie.go, record.go and
// columns.go write it, the engine reads it.
//
// What an index leaves for the next one (remember.go, past.go) lets a Builder
// make only the shards in which something differs: changes.go and divide.go say
// which keys these are of, find.go gathers their windows, patch.go puts the
// shards together.
//
// It must not know Markdown, the catalog, templates or how files are
// published, and no file of the index holds a text: excerpts and the last check
// of rare long queries read the documents' JSON twins.
//
// The one invariant: both sides normalise by the same rules (normalise.go and
// the engine share testdata/normalise.json), and the same documents give the
// same bytes whatever the order of Add and the number of threads.
package search
