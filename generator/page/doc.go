// Package page makes the column's HTML.
//
// It takes the finished catalog, the layouts and the names of the asset files,
// and gives outputs: a path and a function that writes the page. A page is a
// view (a struct of finished strings and links, made for one template) and the
// template of the same name under layouts/pages. It must not know JSON files,
// search indexes, feeds or how outputs are published, and it reads no file.
// Invariant: a template looks nothing up and computes nothing; the same catalog
// and day give the same bytes, page by page, in any order and on any thread.
package page
