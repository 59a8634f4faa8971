package page

// The parameters of the components under layouts/components, in order of name.

// AgencyGroup is what one agency has in a fixed section.
type AgencyGroup struct {
	ID     string
	Agency string
	None   string // what stands there when List is empty
	List   List
	More   Link // where the rest stands, for a long list
}

// Attachment is a file beside the document.
type Attachment struct {
	Text        string
	Href        string
	Note        string // type and size: PDF，180 KB
	Alternative string // the text of a picture or a scan, empty for none
	Name        string // what the file is called once saved, empty for its own name
}

// Choice is an option of a facet, with its count.
type Choice struct {
	Text    string
	Href    string
	Count   string
	Current bool
}

// CitedBy is the documents that cite the page's, the newest first.
type CitedBy struct {
	Count string
	List  List
	More  Link // where all are listed, for more than the page shows
}

// Entry is a value of a directory, with values below it.
type Entry struct {
	Text     string
	Href     string
	Count    string
	Note     string
	Children []Choice
}

// Facet is a row of choices.
type Facet struct {
	ID    string
	Level string // of its heading, "2" or "3"
	Label string
	Links []Choice
}

// Hero is the head of the home page.
type Hero struct {
	Lead     string
	Search   string
	Frequent []Link
}

// Item is a document in a list.
type Item struct {
	Text   string
	Href   string
	Number string // document number, empty for none
	Date   string // 2024-03-20
	About  string // kind and agency
	Status Status
	Void   bool   // no longer in force: shown in grey
	Note   []Link // why, and what replaced it
}

// ContentItem is a section under 法定主动公开内容.
type ContentItem struct {
	Text  string
	Href  string
	Count string
	About string
	Facts [3]string // item of 条例 20, update period, newest date; empty where there is none
}

// List is a list of documents.
type List struct {
	Table bool   // in columns, with document number and validity
	Level string // of the headings, "2" or "3"
	Items []Item
}

// MetaRow is a row of the metadata table.
type MetaRow struct {
	Label  string
	Wide   bool // over both columns
	Code   bool // a number whose spacing is not touched
	Values []Value
}

// Value is one value of a metadata row: a link, a day, a status or a text.
type Value struct {
	Text   string
	Href   string
	Before string // what separates it from the value before
	Day    string // 2024-03-20, where Text is a day
	Status Status
}

// Notice is a banner.
type Notice struct {
	ID    string
	Class string // danger, warning, or empty
	Title string
	Text  []Link
}

// PageLink is an entry of the pagination.
type PageLink struct {
	Text    string
	Href    string
	Label   string // what a screen reader says
	Rel     string // prev, next or empty
	Current bool
	Gap     bool // pages left out
}

// Relation is a document related to the page's.
type Relation struct {
	Text   string
	Href   string
	Number string
	Tag    string // form of an interpretation
	Status Status
	// Compare leads to the comparison of both texts, empty where there is none.
	Compare string
}

// RelationGroup is the documents that stand in one relation, under its word.
type RelationGroup struct {
	Word  string
	Links []Relation
}

// SectionCard is a fixed section on the home page.
type SectionCard struct {
	Text  string
	Href  string
	About string
	Apply bool // the entrance 依申请公开
}

// Figure is a number with its name, unit and how it was counted.
type Figure struct {
	Label string
	Href  string
	Value string
	Unit  string
	Note  string
}

// Status is a 效力状态 as a tag; without Word there is none.
type Status struct {
	Word    string
	Class   string // key of the word: valid, expired …
	Changes string // "2026-12-01 expired 已失效;…": what it becomes after the day of the build
}

// Event is an entry of a document's history.
type Event struct {
	Day  string // 2024-03-20, empty for the present
	Date string // 2024年3月20日
	Mark string // now, next or empty
	Text []Link
	Now  Status // in the entry between what was and what is to come, which has no day
}

// Heading is an entry of the table of contents.
type Heading struct {
	ID       string
	Text     string
	Children []Heading
}

// QR is a QR code: a square picture, as a PNG in base64, and the side it is
// shown with, in pixels. Both are "" where there is none.
type QR struct {
	Side string
	PNG  string
}

// Tools is the row of tools of a document page.
type Tools struct {
	Downloads []Link
	QR        QR
	Citation  string
}
