package catalog

import (
	"slices"

	"gongkai/generator/document"
	"gongkai/generator/field"
)

// Change is a document of a catalog in two versions.
type Change struct{ From, To *document.Document }

// Patch gives the catalog that Link would make of the documents of an older
// one, some of them in newer versions. ok is false where a newer version may
// change more than what its own page and lists tell: its links, its place in
// time, its numbers. The older catalog stays what it was.
func Patch(old *Catalog, changes []Change) (made *Catalog, ok bool) {
	lists, renamed := false, map[string]bool{}
	for _, d := range changes {
		if from, to := d.From.Keys(), d.To.Keys(); from != to {
			renamed[from.Title], renamed[to.Title], renamed[from.Issued], renamed[to.Issued] = true, true, true, true
		}
		if !sameLinks(d.From, d.To) {
			return nil, false
		}
		lists = lists || d.From.Section != d.To.Section || d.From.Theme != d.To.Theme || !slices.Equal(d.From.Agencies, d.To.Agencies)
	}
	if old.names(renamed) {
		return nil, false
	}
	c := *old
	p := patch{made: make([]Entry, len(old.Entries))}
	for i, e := range old.Entries {
		p.made[i] = *e
	}
	for _, d := range changes {
		if e := old.ByPath(d.To.Path); e != nil { // else it is in no list: a draft, or held back
			p.made[e.at].Document = d.To
		}
	}
	for i := range p.made {
		p.relink(&p.made[i])
	}
	c.Entries = p.entries(old.Entries)
	if lists {
		c.Sections, c.Dimensions = nil, nil
		c.place()
		return &c, true
	}
	c.Sections = p.sections(old.Sections)
	c.Dimensions = p.dimensions(old.Dimensions)
	return &c, true
}

// names tells whether a text of the column names a document by one of the
// titles.
func (c *Catalog) names(titles map[string]bool) bool {
	if delete(titles, ""); len(titles) == 0 {
		return false
	}
	for _, e := range c.Entries {
		if slices.ContainsFunc(e.Citations, func(x document.Citation) bool { return titles[x.Title] }) {
			return true
		}
	}
	return false
}

// patch copies a catalog, with every entry in it another one.
type patch struct{ made []Entry }

func (p *patch) entry(e *Entry) *Entry {
	if e == nil {
		return nil
	}
	return &p.made[e.at]
}

func (p *patch) entries(list []*Entry) []*Entry {
	if list == nil {
		return nil
	}
	out := make([]*Entry, len(list))
	for i, e := range list {
		out[i] = &p.made[e.at]
	}
	return out
}

// relink leads a copied entry to the copies of the others.
func (p *patch) relink(e *Entry) {
	e.Cites, e.CitedBy = p.entries(e.Cites), p.entries(e.CitedBy)
	e.Cited = slices.Clone(e.Cited)
	for i := range e.Cited {
		e.Cited[i].To = p.entry(e.Cited[i].To)
	}
	e.Relations = slices.Clone(e.Relations)
	for i := range e.Relations {
		e.Relations[i].To = p.entry(e.Relations[i].To)
	}
	e.Validity.Cause = p.entry(e.Validity.Cause)
	if slices.ContainsFunc(e.Validity.Events, func(x Event) bool { return x.By != nil }) {
		e.Validity.Events = slices.Clone(e.Validity.Events)
		for i := range e.Validity.Events {
			e.Validity.Events[i].By = p.entry(e.Validity.Events[i].By)
		}
	}
	if e.named == nil {
		return
	}
	named := make(map[string]*Entry, len(e.named))
	for text, to := range e.named {
		named[text] = p.entry(to)
	}
	e.named = named
}

func (p *patch) sections(list []*Section) []*Section {
	var out []*Section
	for _, s := range list {
		out = append(out, &Section{Section: s.Section, Entries: p.entries(s.Entries), Children: p.sections(s.Children)})
	}
	return out
}

func (p *patch) dimensions(list []*Dimension) []*Dimension {
	var out []*Dimension
	for _, d := range list {
		now := &Dimension{Key: d.Key, Label: d.Label}
		now.Values = p.values(now, nil, d.Values)
		out = append(out, now)
	}
	return out
}

func (p *patch) values(of *Dimension, parent *Value, list []*Value) []*Value {
	var out []*Value
	for _, v := range list {
		now := &Value{Dimension: of, Key: v.Key, Label: v.Label, Parent: parent, Entries: p.entries(v.Entries)}
		now.Children = p.values(of, now, v.Children)
		out = append(out, now)
	}
	return out
}

// ownFields are told by a document's own page and by lists alone: no other
// document is linked or placed in time by them. What they put into lists is
// compared by itself.
var ownFields = map[field.ID]bool{
	field.Title: true, field.Genre: true, field.ThemeOf: true, field.SectionOf: true, field.Agency: true, field.Keywords: true,
	field.Summary: true, field.Source: true, field.Form: true, field.Proposal: true, field.Attachments: true,
}

// sameLinks tells whether two versions of a document are the same to the
// others of a catalog.
func sameLinks(a, b *document.Document) bool {
	same := a.Path == b.Path && a.Kind == b.Kind && a.Public == b.Public && a.Draft == b.Draft && sameNumbers(a.Keys(), b.Keys()) &&
		slices.EqualFunc(a.Citations, b.Citations, func(x, y document.Citation) bool { return x.Name == y.Name }) &&
		slices.EqualFunc(a.Links, b.Links, func(x, y document.Reference) bool { return x.Text == y.Text })
	for _, row := range field.All() {
		same = same && (ownFields[row.ID] || sameField(a.Values, b.Values, row))
	}
	return same
}

func sameNumbers(a, b document.Keys) bool {
	return a.Index == b.Index && a.Number == b.Number && a.ID == b.ID
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
