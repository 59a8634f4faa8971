package page

import (
	"strconv"

	"gongkai/generator/catalog"
	"gongkai/generator/document"
	"gongkai/generator/field"
)

// metadata makes the rows of the metadata table from the table of fields:
// groups with a block of their own first (the proposal, the consultation), then
// the fields shown in the table.
func (c *column) metadata(p place, e *catalog.Entry) []MetaRow {
	var rows []MetaRow
	for _, f := range field.All() {
		if f.Shown != field.Block || f.Type != field.Record {
			continue
		}
		if group, ok := e.Group(f.ID); ok {
			for _, member := range field.Members(f.ID) {
				rows = append(rows, c.row(p, e, group, member)...)
			}
		}
	}
	for _, f := range field.All() {
		if f.Shown == field.Table {
			rows = append(rows, c.row(p, e, e.Values, f)...)
		}
	}
	return filled(rows)
}

// filled lets a row that would stand alone in its line take the whole of it.
func filled(rows []MetaRow) []MetaRow {
	alone := false
	for i := range rows {
		if alone && rows[i].Wide {
			rows[i-1].Wide, alone = true, false
		}
		if !rows[i].Wide {
			alone = !alone
		}
	}
	if alone {
		rows[len(rows)-1].Wide = true
	}
	return rows
}

// wideFrom is the length in bytes from which a text takes the whole row.
const wideFrom = 60

// idle is a 体裁 that tells a reader nothing.
const idle = "其他"

// row gives the row of a field, none where it has no value or says nothing.
func (c *column) row(p place, e *catalog.Entry, values document.Values, f *field.Row) []MetaRow {
	row := MetaRow{Label: f.Label, Values: c.valuesOf(p, e, values, f)}
	if len(row.Values) == 0 || f.ID == field.Genre && row.Values[0].Text == idle {
		return nil
	}
	length := 0
	for _, v := range row.Values {
		length += len(v.Text)
	}
	row.Wide = length > wideFrom || f.ID == field.Title
	row.Code = f.Type == field.IndexNumber || f.Type == field.DocumentNumber
	return []MetaRow{row}
}

// valuesOf gives a field's values by its type. What the program itself tells
// (kind, validity) is not taken as written.
func (c *column) valuesOf(p place, e *catalog.Entry, values document.Values, f *field.Row) []Value {
	switch f.ID {
	case field.KindOf:
		return []Value{c.linked(p, c.Catalog.Dimension(catalog.ByKind).Value(e.Kind.Row().Key), e.Kind.Label())}
	case field.Validity:
		if s := c.status(e); s.Word != "" {
			return []Value{{Status: s}}
		}
		return nil
	case field.Form:
		return several(forms(e))
	}
	switch f.Type {
	case field.IndexNumber:
		return one(e.Index.Plain())
	case field.DocumentNumber:
		return one(e.DocumentNumber())
	case field.Agencies:
		return c.agencyValues(p, e)
	case field.Theme:
		return c.themeValues(p, e)
	case field.Section:
		return []Value{{Text: e.Section.Name, Href: p.to(sectionAddress(e.Section.Key))}}
	case field.Date, field.Day:
		return dayValue(values, f.ID)
	case field.Years:
		if n := values.Years(f.ID); n > 0 {
			return one(strconv.Itoa(n) + "年")
		}
		return nil
	case field.Flag:
		if values.Flag(f.ID) {
			return one("是")
		}
		return nil
	case field.Texts, field.Words:
		return several(values.Texts(f.ID))
	case field.Basis:
		return c.basisValue(p, e, e.Basis(values, f.ID))
	}
	return one(values.Text(f.ID))
}

// forms gives the 解读形式 of an interpretation; where none is written it is text.
func forms(e *catalog.Entry) []string {
	if e.Kind != field.Interpretation {
		return nil
	}
	if forms := e.Texts(field.Form); len(forms) > 0 {
		return forms
	}
	return []string{"文字"}
}

func one(text string) []Value {
	if text == "" {
		return nil
	}
	return []Value{{Text: text}}
}

func several(texts []string) []Value {
	out := make([]Value, len(texts))
	for i, text := range texts {
		out[i] = Value{Text: text, Before: "；"}
	}
	return out
}

func dayValue(values document.Values, id field.ID) []Value {
	d, ok := values.Day(id)
	if !ok {
		return nil
	}
	text := d.Chinese()
	if clock := values.Clock(id); clock != "" {
		text += " " + clock
	}
	return []Value{{Text: text, Day: d.String()}}
}

// linked is a value that leads to its list, where it has one.
func (c *column) linked(p place, v *catalog.Value, text string) Value {
	if v == nil || len(v.Entries) == 0 {
		return Value{Text: text}
	}
	return Value{Text: text, Href: p.to(v.URL())}
}

func (c *column) agencyValues(p place, e *catalog.Entry) []Value {
	dim := c.Catalog.Dimension(catalog.ByAgency)
	out := make([]Value, len(e.Agencies))
	for i, a := range e.Agencies {
		out[i] = c.linked(p, dim.Value(a.Key), a.Name)
		out[i].Before = "、"
	}
	return out
}

func (c *column) themeValues(p place, e *catalog.Entry) []Value {
	if e.Theme.First == 0 {
		return nil
	}
	top := c.Catalog.Dimension(catalog.ByTheme).Values[e.Theme.First-1]
	out := []Value{c.linked(p, top, top.Label)}
	if e.Theme.Second > 0 {
		second := top.Children[e.Theme.Second-1]
		v := c.linked(p, second, second.Label)
		v.Before = " / "
		out = append(out, v)
	}
	return out
}

// basisValue links a basis where it names a document of the column.
func (c *column) basisValue(p place, e *catalog.Entry, text string) []Value {
	if text == "" {
		return nil
	}
	for _, r := range e.Relations {
		if r.To != nil && (text == r.To.DocumentNumber() || text == r.To.Title() || text == r.To.Index.Plain()) {
			return []Value{{Text: bookTitle(r.To), Href: p.to(r.To.URL)}}
		}
	}
	return one(text)
}
