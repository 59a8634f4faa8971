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
	"gongkai/generator/citation"
	"gongkai/generator/config"
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
