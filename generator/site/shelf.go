package site

import (
	"slices"
	"strings"
	"sync"

	"gongkai/generator/publish"
)

// shelf finds the output of a path. A family of outputs is made when the first
// of its paths is asked for, those of a document each time.
type shelf struct {
	maker                            *maker // nil for a site that has the column's files alone
	column, counted, robots, indexed func() map[string]*publish.Output
}

func (m *maker) shelf() *shelf {
	return &shelf{maker: m, column: byPath(m.column), counted: byPath(m.counted), robots: byPath(m.robots), indexed: byPath(m.search)}
}

// byPath makes outputs when first asked, and finds them by their paths.
func byPath(outputs func() []publish.Output) func() map[string]*publish.Output {
	return sync.OnceValue(func() map[string]*publish.Output {
		list := outputs()
		out := make(map[string]*publish.Output, len(list))
		for i := range list {
			for _, p := range list[i].Paths {
				out[p] = &list[i]
			}
		}
		return out
	})
}

// at gives the output that makes a path, nil where there is none.
func (s *shelf) at(path string) *publish.Output {
	var found *publish.Output
	if s.maker != nil {
		found = s.inFamily(path)
	}
	if found == nil {
		found = s.column()[path]
	}
	return found
}

// inFamily looks among the outputs that are not the column's own.
func (s *shelf) inFamily(path string) *publish.Output {
	top, rest, _ := strings.Cut(path, "/")
	switch top {
	case "documents":
		id, _, _ := strings.Cut(rest, "/")
		return s.ofDocument(id, path)
	case "reports":
		return s.counted()[path]
	case searchDir:
		return s.indexed()[path]
	}
	if path == "robots.txt" || strings.HasPrefix(path, "sitemap") {
		return s.robots()[path]
	}
	return nil
}

func (s *shelf) ofDocument(id, path string) *publish.Output {
	e := s.maker.Catalog.ByID(id)
	if e == nil {
		return nil
	}
	for _, o := range s.maker.document(e) {
		if slices.Contains(o.Paths, path) {
			return &o
		}
	}
	return nil
}
