package data

import (
	"net/url"

	"gongkai/generator/catalog"
	"gongkai/generator/document"
	"gongkai/generator/field"
)

// Twin appends a document's index.json to a buffer: "url" relative to the column, every
// field it has under its key, "states" (the dated words of its validity), what
// others are to it, and "text" (title and body as plain text, a line a block).
func Twin(b []byte, e *catalog.Entry, text string) []byte {
	o := newObject(b)
	o.number("format", Format)
	fields(o, e)
	o.lines("text", e.Title(), text) // AppendText
	return append(o.close(), '\n')
}

// AppendText appends a twin's "text", made of the plain text of the body.
func AppendText(b []byte, e *catalog.Entry, body string) []byte {
	return append(append(append(b, e.Title()...), '\n'), body...)
}

// relationOf tells which relation holds the two-sided truth of a field.
var relationOf = map[field.ID]catalog.Word{
	field.Repeals: catalog.Repeals, field.Amends: catalog.Amends, field.Replaces: catalog.Replaces,
	field.RepealedBy: catalog.RepealedBy, field.AmendedBy: catalog.AmendedBy, field.ReplacedBy: catalog.ReplacedBy,
	field.Interprets: catalog.Interprets, field.Related: catalog.RelatedTo,
}

// fields writes what is known of a document but its text.
func fields(o *object, e *catalog.Entry) {
	o.text("url", e.URL)
	for _, row := range field.All() {
		switch word, linked := relationOf[row.ID]; {
		case linked:
			if to := e.Related(word); len(to) > 0 {
				documents(o, row.Key, to)
			}
		case row.ID == field.Validity:
			validity(o, e)
		case row.ID == field.Agency:
			names := make([]string, len(e.Agencies))
			for i, a := range e.Agencies {
				names[i] = a.Name
			}
			o.texts(row.Key, names)
		case row.ID == field.Attachments:
			attachments(o, e)
		case row.ID == field.Cleanup:
			cleanup(o, row, e)
		case row.ID == field.SectionOf:
			if e.Section != nil {
				o.text(row.Key, e.Section.Name)
			}
		case row.ID == field.Document:
			if n := e.DocumentNumber(); n != "" {
				o.text(row.Key, n)
			}
		case row.ID == field.Form && !e.Has(row.ID) && e.Kind == field.Interpretation:
			o.texts(row.Key, []string{"文字"})
		case e.Has(row.ID):
			value(o, row, e, e.Values)
		}
	}
	for _, word := range []catalog.Word{catalog.InterpretedBy, catalog.Cleaned} {
		if to := e.Related(word); len(to) > 0 {
			documents(o, word.Key(), to)
		}
	}
}

// value writes a field by its type.
func value(o *object, row *field.Row, e *catalog.Entry, v document.Values) {
	switch row.Type {
	case field.Texts, field.Words, field.References, field.Agencies:
		o.texts(row.Key, v.Texts(row.ID))
	case field.Date, field.Day:
		o.text(row.Key, moment(v, row.ID))
	case field.Years:
		o.number(row.Key, int64(v.Years(row.ID)))
	case field.Flag:
		o.truth(row.Key, v.Flag(row.ID))
	case field.Record:
		group, _ := v.Group(row.ID)
		o.key(row.Key)
		o.buf = members(o.buf, row.ID, e, group)
	case field.Records:
		groups := v.Groups(row.ID)
		o.list(row.Key, len(groups), func(buf []byte, i int) []byte { return members(buf, row.ID, e, groups[i]) })
	case field.Basis:
		if text := e.Basis(v, row.ID); text != "" {
			o.text(row.Key, text)
		}
	default:
		o.text(row.Key, v.Text(row.ID))
	}
}

func members(buf []byte, group field.ID, e *catalog.Entry, v document.Values) []byte {
	o := newObject(buf)
	for _, row := range field.Members(group) {
		if v.Has(row.ID) {
			value(o, row, e, v)
		}
	}
	return o.close()
}

// moment gives a date field as 2024-03-20 or 2024-03-20 09:00.
func moment(v document.Values, id field.ID) string {
	d, ok := v.Day(id)
	if !ok {
		return ""
	}
	if clock := v.Clock(id); clock != "" {
		return d.String() + " " + clock
	}
	return d.String()
}

func documents(o *object, key string, list []*catalog.Entry) {
	o.list(key, len(list), func(buf []byte, i int) []byte {
		d := newObject(buf)
		d.text(field.Of(field.Number).Key, list[i].Index.String())
		d.text(field.Of(field.Title).Key, list[i].Title())
		d.text("url", list[i].URL)
		return d.close()
	})
}

// cleanup tells what a clean-up decided of the documents that are published.
func cleanup(o *object, row *field.Row, e *catalog.Entry) {
	cleaned := cleanedUp(e)
	if len(cleaned) == 0 {
		return
	}
	o.list(row.Key, len(cleaned), func(buf []byte, i int) []byte {
		to := cleaned[i].To
		d := newObject(buf)
		d.text(field.Of(field.CleanupFile).Key, to.Index.String())
		d.text(field.Of(field.Title).Key, to.Title())
		d.text("url", to.URL)
		d.text(field.Of(field.CleanupResult).Key, cleaned[i].Note)
		return d.close()
	})
}

func cleanedUp(e *catalog.Entry) []catalog.Relation {
	var out []catalog.Relation
	for _, r := range e.Relations {
		if r.Word == catalog.CleanedUp {
			out = append(out, r)
		}
	}
	return out
}

func validity(o *object, e *catalog.Entry) {
	if e.Validity.Word == "" {
		return
	}
	o.text(field.Of(field.Validity).Key, e.Validity.Word)
	states := e.Validity.States
	o.list("states", len(states), func(buf []byte, i int) []byte {
		s := newObject(buf)
		s.text("from", states[i].From.String())
		s.text(field.Of(field.Validity).Key, states[i].Word)
		return s.close()
	})
}

func attachments(o *object, e *catalog.Entry) {
	if len(e.Attachments) == 0 {
		return
	}
	o.list(field.Of(field.Attachments).Key, len(e.Attachments), func(buf []byte, i int) []byte {
		a := e.Attachments[i]
		x := newObject(buf)
		x.text(field.Of(field.AttachmentFile).Key, a.Name)
		x.text(field.Of(field.AttachmentTitle).Key, a.Title)
		if a.Text != "" {
			x.text(field.Of(field.AttachmentText).Key, a.Text)
		}
		x.text("url", e.URL+url.PathEscape(a.Name))
		x.text("type", a.Type)
		x.number("size", a.Size)
		return x.close()
	})
}
