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
	t := table{column: c, place: p, entry: e, rows: make([]MetaRow, 0, rowsFew), values: make([]Value, 0, valuesFew)}
	for _, f := range field.All() {
		if f.Shown != field.Block || f.Type != field.Record {
			continue
		}
		if group, ok := e.Group(f.ID); ok {
			for _, member := range field.Members(f.ID) {
				t.row(group, member)
			}
		}
	}
	for _, f := range field.All() {
		if f.Shown == field.Table {
			t.row(e.Values, f)
		}
	}
	return filled(t.rows)
}

// table is a metadata table under way. Values of all rows lie in one row.
type table struct {
	*column
	place  place
	entry  *catalog.Entry
	rows   []MetaRow
	values []Value
}

// rowsFew and valuesFew are what most documents do with.
const rowsFew, valuesFew = 16, 20

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

// row adds the row of a field, none where it has no value or says nothing.
func (t *table) row(values document.Values, f *field.Row) {
	from := len(t.values)
	t.add(values, f)
	own := t.values[from:len(t.values):len(t.values)]
	if len(own) == 0 || f.ID == field.Genre && own[0].Text == idle {
		return
	}
	length := 0
	for i := range own {
		length += len(own[i].Text)
	}
	t.rows = append(t.rows, MetaRow{Label: f.Label, Values: own, Wide: length > wideFrom || f.ID == field.Title,
		Code: f.Type == field.IndexNumber || f.Type == field.DocumentNumber})
}

// add adds a field's values by its type. What the program itself tells (kind,
// validity) is not taken as written.
func (t *table) add(values document.Values, f *field.Row) {
	e := t.entry
	switch f.ID {
	case field.KindOf:
		t.linked(t.Catalog.Dimension(catalog.ByKind).Value(e.Kind.Row().Key), e.Kind.Label(), "")
		return
	case field.Validity:
		if s := t.status(e); s.Word != "" {
			t.values = append(t.values, Value{Status: s})
		}
		return
	case field.Form:
		t.several(forms(e))
		return
	}
	switch f.Type {
	case field.IndexNumber:
		t.one(e.Index.Plain())
	case field.DocumentNumber:
		t.one(e.DocumentNumber())
	case field.Agencies:
		for _, a := range e.Agencies {
			t.linked(t.Catalog.Dimension(catalog.ByAgency).Value(a.Key), a.Name, "、")
		}
	case field.Theme:
		t.theme()
	case field.Section:
		t.values = append(t.values, Value{Text: e.Section.Name, Href: t.place.to(sectionAddress(e.Section.Key))})
	case field.Date, field.Day:
		t.day(values, f.ID)
	case field.Years:
		if n := values.Years(f.ID); n > 0 {
			t.one(strconv.Itoa(n) + "年")
		}
	case field.Flag:
		if values.Flag(f.ID) {
			t.one("是")
		}
	case field.Texts, field.Words:
		t.several(values.Texts(f.ID))
	case field.Basis:
		t.basis(e.Basis(values, f.ID))
	default:
		t.one(values.Text(f.ID))
	}
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

func (t *table) one(text string) {
	if text != "" {
		t.values = append(t.values, Value{Text: text})
	}
}

func (t *table) several(texts []string) {
	for _, text := range texts {
		t.values = append(t.values, Value{Text: text, Before: "；"})
	}
}

func (t *table) day(values document.Values, id field.ID) {
	d, ok := values.Day(id)
	if !ok {
		return
	}
	text := d.Chinese()
	if clock := values.Clock(id); clock != "" {
		text += " " + clock
	}
	t.values = append(t.values, Value{Text: text, Day: d.String()})
}

// linked adds a value that leads to its list, where it has one.
func (t *table) linked(v *catalog.Value, text, before string) {
	value := Value{Text: text, Before: before}
	if v != nil && len(v.Entries) > 0 {
		value.Href = t.place.to(v.URL())
	}
	t.values = append(t.values, value)
}

func (t *table) theme() {
	theme := t.entry.Theme
	if theme.First == 0 {
		return
	}
	top := t.Catalog.Dimension(catalog.ByTheme).Values[theme.First-1]
	t.linked(top, top.Label, "")
	if theme.Second > 0 {
		second := top.Children[theme.Second-1]
		t.linked(second, second.Label, " / ")
	}
}

// basis links a basis where it names a document of the column.
func (t *table) basis(text string) {
	for _, r := range t.entry.Relations {
		if text != "" && r.To != nil && (text == r.To.DocumentNumber() || text == r.To.Title() || text == r.To.Index.Plain()) {
			t.values = append(t.values, Value{Text: bookTitle(r.To), Href: t.place.to(r.To.URL)})
			return
		}
	}
	t.one(text)
}
