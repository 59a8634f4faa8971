package site

import (
	"slices"

	"gongkai/generator/catalog"
	"gongkai/generator/document"
	"gongkai/generator/field"
)

// shadow gives a moment that holds the page of one document as it is now, on
// the catalog of the last moment. It is for the commonest edit, of text and of
// what only the document's own page and lists tell: there nothing of what
// links documents changed, so the page is the one a new catalog would give,
// without linking ten thousand documents first. ok is false where that does not
// hold.
func (l *Live) shadow(p string) (*Moment, bool) {
	m, r := l.moment, l.readings[p]
	old := m.Catalog.ByPath(p)
	if l.whole || old == nil || r == nil || r.doc == nil || !sameLinks(old.Document, r.doc) {
		return nil, false
	}
	if on, err := l.today(); err != nil || on != m.Catalog.Day {
		return nil, false
	}
	for other := range l.pending {
		if other != p && l.tells(old, other) {
			return nil, false
		}
	}
	entry := *old
	entry.Document = r.doc
	small := *m.Catalog
	small.Entries = []*catalog.Entry{&entry}
	for _, e := range m.Catalog.Entries { // a page tells its title apart from the same title elsewhere
		if e != old && e.Title() == entry.Title() {
			small.Entries = append(small.Entries, e)
		}
	}
	now := *m.Site
	now.Catalog = &small
	out := &Moment{Site: &now, Trouble: m.Trouble, Serial: m.Serial, face: m.face, count: m.count, readings: map[string]*reading{p: r}, judged: m.judged}
	out.made(now.outputs(m.face))
	return out, true
}

// tells tells whether a document's page may show something of another one.
func (l *Live) tells(e *catalog.Entry, other string) bool {
	to := l.moment.Catalog.ByPath(other)
	if to == nil || l.readings[other] == nil || l.readings[other].doc == nil || !sameLinks(to.Document, l.readings[other].doc) {
		return true
	}
	if to.Title() == e.Title() || slices.Contains(e.Cites, to) || e.Validity.Cause == to {
		return true
	}
	for _, r := range e.Relations {
		if r.To == to {
			return true
		}
	}
	return slices.ContainsFunc(e.Validity.Events, func(x catalog.Event) bool { return x.By == to })
}

// ownFields are told by a document's own page and by lists alone: no other
// document is linked, judged or placed in time by them.
var ownFields = map[field.ID]bool{
	field.Title: true, field.Genre: true, field.ThemeOf: true, field.SectionOf: true, field.Agency: true, field.Keywords: true,
	field.Summary: true, field.Source: true, field.Form: true, field.Proposal: true, field.Attachments: true,
}

// sameLinks tells whether two versions of a document are the same to the
// catalog but for what ownFields hold.
func sameLinks(a, b *document.Document) bool {
	same := a.Path == b.Path && a.Kind == b.Kind && a.Public == b.Public && a.Draft == b.Draft && a.Index.String() == b.Index.String() &&
		slices.EqualFunc(a.Citations, b.Citations, func(x, y document.Citation) bool { return x.Basis == y.Basis && slices.Equal(x.Keys, y.Keys) }) &&
		slices.EqualFunc(a.Links, b.Links, func(x, y document.Reference) bool { return x.Text == y.Text }) &&
		slices.EqualFunc(a.Attachments, b.Attachments, sameAsset) && slices.EqualFunc(a.Files, b.Files, sameAsset)
	for _, row := range field.All() {
		same = same && (ownFields[row.ID] || sameField(a.Values, b.Values, row))
	}
	return same
}

func sameAsset(a, b document.Asset) bool {
	return a.Path == b.Path && a.Name == b.Name && a.Size == b.Size
}

// sameField compares one field by its type, without regard to its place.
func sameField(a, b document.Values, row *field.Row) bool {
	if a.Has(row.ID) != b.Has(row.ID) {
		return false
	}
	switch row.Type {
	case field.Date, field.Day:
		x, _ := a.Day(row.ID)
		y, _ := b.Day(row.ID)
		return x == y && a.Clock(row.ID) == b.Clock(row.ID)
	case field.Years:
		return a.Years(row.ID) == b.Years(row.ID)
	case field.Flag:
		return a.Flag(row.ID) == b.Flag(row.ID)
	case field.Record, field.Records:
		return slices.EqualFunc(a.Groups(row.ID), b.Groups(row.ID), func(x, y document.Values) bool {
			for _, member := range field.Members(row.ID) {
				if !sameField(x, y, member) {
					return false
				}
			}
			return true
		})
	}
	return slices.Equal(a.Texts(row.ID), b.Texts(row.ID))
}
