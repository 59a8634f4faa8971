// Package catalog holds all published documents together: linked both ways,
// placed in every index, with their validity told for a day.
//
// It takes Documents, the configuration, the ledger and the day, and gives a
// Catalog and the findings that concern more than one document. It must not
// know pages, files or bodies. The one invariant: a Catalog is finished and
// immutable; whoever reads it, in any order and on any thread, sees the same.
package catalog

import (
	"cmp"
	"slices"

	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/document"
	"gongkai/generator/field"
)

// Catalog is a column as of a day.
type Catalog struct {
	Config     *config.Config
	Day        day.Day
	Entries    []*Entry   // every published document, the newest first
	Sections   []*Section // the five fixed ones; the others under Content
	Dimensions []*Dimension
	Held       int // documents whose 发布日期 has not come
	Drafts     int
	Withheld   int // documents that are not 主动公开

	order []int32          // positions in Entries, by path
	byID  map[string]int32 // positions in Entries
}

// Entry is a published document in its place.
type Entry struct {
	*document.Document
	ID        string // its folder: the index number with "/" written "-"
	URL       string // relative to the column: documents/ID/
	Published day.Day
	Validity  Validity
	Relations []Relation // by word in the order of Words, then the newest first
	Cited     []Cited    // what each of Citations is
	Cites     []*Entry   // documents its text names or links to, in the order of the text
	CitedBy   []*Entry   // the newest first

	named map[string]*Entry // what its texts that may be free name; nil for what is not published yet
	at    int32             // its position in Catalog.Entries
}

// Basis gives a text of the document, or of a group of it, that may be free or
// name a document of the column. A name is given as a number, and as "" where
// that document is not published yet.
func (e *Entry) Basis(v document.Values, id field.ID) string {
	text := v.Text(id)
	to, named := e.named[text]
	switch {
	case !named:
		return text
	case to == nil:
		return ""
	}
	return cmp.Or(to.DocumentNumber(), to.Index.Plain())
}

// Title is the document's title.
func (e *Entry) Title() string { return e.Text(field.Title) }

// DocumentNumber is its 文号 as it should be shown, or "".
func (e *Entry) DocumentNumber() string { return e.ShownNumber() }

// Related gives the entries a relation leads to.
func (e *Entry) Related(word Word) []*Entry {
	var out []*Entry
	for _, r := range e.Relations {
		if r.Word == word && r.To != nil {
			out = append(out, r.To)
		}
	}
	return out
}

// NeedsInterpretation tells whether the document belongs to the population of
// the interpretation rate (domain: 解读率): a kind that needs one, or that says
// so itself. An exempt one is told apart by Exempt.
func (e *Entry) NeedsInterpretation() bool {
	switch e.Text(field.Obligation) {
	case field.InterpretationRequired:
		return true
	case field.InterpretationExempt:
		return false
	}
	return e.Kind.Row().Interprets
}

// Exempt tells whether the document was exempted from interpretation.
func (e *Entry) Exempt() bool { return e.Text(field.Obligation) == field.InterpretationExempt }

// Section is a 栏目 with what it holds; a fixed section has children only where
// it is 法定主动公开内容.
type Section struct {
	*config.Section
	Entries  []*Entry // the newest first; of Content all its children's
	Children []*Section
}

// The keys of the dimensions, as in catalogue addresses.
const (
	ByTheme    = "theme"
	ByAgency   = "agency"
	ByYear     = "year"
	ByKind     = "kind"
	ByValidity = "validity"
)

// Dimension is one way of ordering the documents.
type Dimension struct {
	Key    string
	Label  string
	Values []*Value // in display order; themes: the first level only
}

// Value is one heading of a dimension. Its address is
// catalogue/DIMENSION/KEY/.
type Value struct {
	Dimension *Dimension
	Key       string
	Label     string
	Parent    *Value
	Children  []*Value // the second level of a theme
	Entries   []*Entry // the newest first; may be empty
}

// URL is the address of the value's list, relative to the column.
func (v *Value) URL() string { return "catalogue/" + v.Dimension.Key + "/" + v.Key + "/" }

// Dimension gives a dimension by its key.
func (c *Catalog) Dimension(key string) *Dimension {
	for _, d := range c.Dimensions {
		if d.Key == key {
			return d
		}
	}
	panic("catalog: no dimension " + key)
}

// Value finds a heading of a dimension by its key, or nil.
func (d *Dimension) Value(key string) *Value {
	for _, v := range d.Values {
		if v.Key == key {
			return v
		}
		for _, child := range v.Children {
			if child.Key == key {
				return child
			}
		}
	}
	return nil
}

// Section finds a section by its key, or nil.
func (c *Catalog) Section(key string) *Section {
	for _, s := range c.Sections {
		if s.Key == key {
			return s
		}
		for _, child := range s.Children {
			if child.Key == key {
				return child
			}
		}
	}
	return nil
}

// ByPath finds a published document by the path of its source, or nil.
func (c *Catalog) ByPath(path string) *Entry {
	i, found := slices.BinarySearchFunc(c.order, path, func(at int32, path string) int { return cmp.Compare(c.Entries[at].Path, path) })
	if !found {
		return nil
	}
	return c.Entries[c.order[i]]
}

// ByID finds a published document by its folder, or nil.
func (c *Catalog) ByID(id string) *Entry {
	if at, ok := c.byID[id]; ok {
		return c.Entries[at]
	}
	return nil
}
