// Package document turns a raw file into a Document: every field typed and
// known, everything there that its kind requires.
//
// It takes a source.File, the configuration and the listing of files beside
// it, and gives a Document and findings about this one document: values, dates
// among each other, its text. What concerns two documents belongs to catalog.
// It must not know other documents, the day, or how anything is shown. The one
// invariant: a Document whose findings hold no error has every required field.
package document

import (
	"slices"

	"gongkai/generator/citation"
	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/markdown"
	"gongkai/generator/number"
)

// Document is a document's metadata and what its text was found to hold. Its
// body is not kept: it is read again when it is rendered or indexed.
type Document struct {
	Values
	Path     string // relative to the site: content/答复/2021/a.md
	Sum      uint64 // of the file's bytes, to notice a change between reading and rendering
	Told     uint64 // a fingerprint of all that is told of the document elsewhere than on its own page: everything here but Sum, Size and places
	Size     int64  // of the file in bytes
	Kind     field.Kind
	Index    number.Index
	Number   number.DocumentNumber // the zero value means none
	Agencies []*config.Agency      // the lead first
	Theme    Theme
	Section  *config.Section
	Public   bool // 公开属性 is 主动公开
	Draft    bool

	Attachments []Asset            // in the order of the front matter
	Files       []Asset            // what links and images of the body name besides
	Links       []Reference        // other documents the body links to, by path
	Citations   []Citation         // what the body names by title or number, each name once
	Articles    []markdown.Article // of the body that can be linked to by number

	keys *Keys
}

// Theme is a place in the classification, counted from 1; Second is 0 for a
// first-level theme.
type Theme struct{ First, Second int }

// Asset is a file beside a document that is published with it.
type Asset struct {
	Path  string // relative to the site
	Name  string // its name beside the document's page
	Title string // as listed
	Text  string // 替代文本
	Type  string // the extension in capitals: PDF
	Size  int64
	Zip   bool // a browser would run it: published only inside a zip of its own
	At    diag.Position
}

// Citation is a name that a text calls another document by.
type Citation struct {
	citation.Name
	Shown string        // as typed: 《…》, a number, or both
	At    diag.Position // of its first place, or of the first where it is a basis
	Basis bool          // it stands after 根据, 依据 or 按照 in its clause
	Times int           // how often the text has it
}

// Reference names another document the way an editor does.
type Reference struct {
	Text string
	At   diag.Position
}

// Day gives a date field.
func (v Values) Day(id field.ID) (day.Day, bool) {
	s := v.slot(id)
	if s == nil {
		return 0, false
	}
	return s.day, true
}

// Clock gives the time of day of a date field as "16:35", or "".
func (v Values) Clock(id field.ID) string {
	if s := v.slot(id); s != nil {
		return s.text
	}
	return ""
}

// Flag tells whether a flag is set.
func (v Values) Flag(id field.ID) bool {
	s := v.slot(id)
	return s != nil && s.number == 1
}

// Years gives a number of years, 0 where it is not given.
func (v Values) Years(id field.ID) int {
	if s := v.slot(id); s != nil {
		return int(s.number)
	}
	return 0
}

// Text gives a text field, the word of a vocabulary as it is spelt there, or "".
func (v Values) Text(id field.ID) string {
	if s := v.slot(id); s != nil {
		return s.text
	}
	return ""
}

// Texts gives the texts of a list, or the one of a text field.
func (v Values) Texts(id field.ID) []string {
	s := v.slot(id)
	if s == nil {
		return nil
	}
	if s.list == nil {
		return []string{s.text}
	}
	out := make([]string, len(s.list))
	for i, r := range s.list {
		out[i] = r.Text
	}
	return out
}

// References gives the documents a field names.
func (v Values) References(id field.ID) []Reference {
	s := v.slot(id)
	if s == nil {
		return nil
	}
	if s.list == nil {
		return []Reference{{s.text, s.position(v.file)}}
	}
	return s.list
}

// Group gives a group of fields.
func (v Values) Group(id field.ID) (Values, bool) {
	s := v.slot(id)
	if s == nil || len(s.groups) == 0 {
		return Values{}, false
	}
	return s.groups[0], true
}

// Groups gives a list of groups of fields.
func (v Values) Groups(id field.ID) []Values {
	if s := v.slot(id); s != nil {
		return s.groups
	}
	return nil
}

// Has tells whether a field is given.
func (v Values) Has(id field.ID) bool { return v.slot(id) != nil }

// given tells whether a field was written at all, be it with a value that
// could not be read.
func (v Values) given(id field.ID) bool { return v.Has(id) || slices.Contains(v.unread, id) }

// At gives the place of a field's value, or the head of the file.
func (v Values) At(id field.ID) diag.Position {
	if s := v.slot(id); s != nil {
		return s.position(v.file)
	}
	return diag.Position{File: v.file, Line: 1, Column: 1}
}

// Values is a set of typed values, of a document or of a group.
type Values struct {
	file   string
	slots  []slot     // in table order
	unread []field.ID // given, but with a value that could not be read
}

// slot is one value; which members are used follows from the field's type.
type slot struct {
	id           field.ID
	line, column int32
	number       int32
	day          day.Day
	text         string
	list         []Reference
	groups       []Values
}

func (s *slot) position(file string) diag.Position {
	return diag.Position{File: file, Line: int(s.line), Column: int(s.column)}
}

func (v Values) slot(id field.ID) *slot {
	for i := range v.slots {
		if v.slots[i].id == id {
			return &v.slots[i]
		}
	}
	return nil
}
