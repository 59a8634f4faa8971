// Package field is the one table of what a document may say about itself: a
// row for each metadata field and one for each kind of document.
//
// The parser, the checks, the metadata block of the page, the data files, the
// JSON Schema, `gongkai new`, the importer and the reference page range over
// it; adding a field is adding a row. It must not know files, documents or
// sites. The one invariant: a cell is data, never a function, and no label or
// alias names two fields of the same scope.
package field

import (
	"strings"

	"golang.org/x/text/width"
)

// Type says how the value of a field is written and read.
type Type uint8

// The types of values.
const (
	Text           Type = iota + 1 // one line of text
	Texts                          // several texts: a list, or one text split at 、，；
	Word                           // one word of the field's vocabulary
	Words                          // several words of the vocabulary
	Date                           // 2024-03-18, or with a time 2024-03-18 16:35
	Day                            // 2024-03-18
	Years                          // a whole number of years
	Flag                           // true or false, 是 or 否
	Agencies                       // one or several agencies, the lead first
	Theme                          // a theme, with or without its second level
	Section                        // the key or name of a configured section
	IndexNumber                    // domain: index number shapes
	DocumentNumber                 // domain: document number grammar; 无 means none
	Reference                      // one document: index number, document number or path
	References                     // several documents
	Basis                          // a document, or free text where the act stands outside the column
	File                           // the name of a file beside the document
	Record                         // a group of fields
	Records                        // a list of groups
)

// Place says where a page shows a field by itself.
type Place uint8

// The places. Fields with their own block on the page (relations, attachments,
// the proposal) are not repeated in the metadata table.
const (
	Nowhere   Place = iota // in the machine-readable twin only
	Table                  // a row of the metadata table
	Relations              // the relations block
	Block                  // a block of its own
)

// ID is a field; the constants are in table.go.
type ID uint8

// Row is a row of the table.
type Row struct {
	ID         ID
	In         ID       // the group this field belongs to, 0 for the document itself
	Key        string   // the name in data files and the English name in front matter
	Label      string   // the name shown and written
	Aliases    []string // other names it may be written by
	Type       Type
	Vocabulary Vocabulary // the words of Word and Words
	Need       []Kind     // kinds that must have it; Every for all
	For        []Kind     // kinds that usually have it: what `new` and forms offer; nil for all
	Shown      Place
	Norm       string // the clause it comes from; empty where it is the program's own
	Example    string // a value as it is written
	Note       string // what to write, one sentence for the reference page and forms
}

// Required tells whether documents of a kind must have the field.
func (r Row) Required(k Kind) bool { return has(r.Need, k) }

// Offered tells whether a form for a kind shows the field.
func (r Row) Offered(k Kind) bool { return r.For == nil || has(r.For, k) || has(r.Need, k) }

func has(kinds []Kind, k Kind) bool {
	for _, each := range kinds {
		if each == k || each == Every {
			return true
		}
	}
	return false
}

// Of gives the row of a field. An unknown ID is a bug in this program.
func Of(id ID) *Row {
	if id == 0 || int(id) > len(table) {
		panic("field: no such field")
	}
	return &table[id-1]
}

// All gives the rows of the document itself, in display order.
func All() []*Row { return members[0] }

// Members gives the rows of a group, in display order.
func Members(group ID) []*Row { return members[group] }

// Lookup finds a field of a scope (0 for the document, else a group) by its
// key, label or alias; inner spaces, width and case do not matter.
func Lookup(scope ID, name string) (*Row, bool) {
	id, ok := names[scope][fold(name)]
	if !ok {
		return nil, false
	}
	return Of(id), true
}

// Names gives every name a field of a scope may be written by, in table order.
func Names(scope ID) []string {
	var out []string
	for _, r := range members[scope] {
		out = append(append(out, r.Label, r.Key), r.Aliases...)
	}
	return out
}

// fold is the form in which names are compared: no white space, narrow, small.
func fold(name string) string {
	if isFolded(name) {
		return name
	}
	name = strings.TrimSuffix(strings.ToLower(width.Narrow.String(name)), ":")
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\u3000', '\u00a0', '\n':
			return -1
		}
		return r
	}, name)
}

// isFolded tells of the names as they stand in the table and in nearly every
// file: of small letters, digits and the common Han characters (U+4000 to
// U+9FFF, in UTF-8 what begins with e4 to e9), which are their own fold.
func isFolded(name string) bool {
	for i := range len(name) {
		switch b := name[i]; {
		case b >= 'a' && b <= 'z', b >= '0' && b <= '9', b == '_', b >= 0x80 && b < 0xc0:
		case b < 0xe4 || b > 0xe9:
			return false
		}
	}
	return true
}

var members, names = index()

// index lays the table out by scope.
func index() (map[ID][]*Row, map[ID]map[string]ID) {
	rows, byName := map[ID][]*Row{}, map[ID]map[string]ID{}
	for i := range table {
		r := &table[i]
		rows[r.In] = append(rows[r.In], r)
		if byName[r.In] == nil {
			byName[r.In] = map[string]ID{}
		}
		for _, n := range append([]string{r.Key, r.Label}, r.Aliases...) {
			byName[r.In][fold(n)] = r.ID
		}
	}
	return rows, byName
}
