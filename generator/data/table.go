package data

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/document"
	"gongkai/generator/field"
)

// documentsJSON gives {"format", "as_of", "documents"}, a line a document.
func documentsJSON(c *catalog.Catalog) []byte {
	o := newObject(nil)
	o.number("format", Format)
	o.text("as_of", c.Day.String())
	o.list("documents", len(c.Entries), func(buf []byte, i int) []byte {
		d := newObject(append(buf, '\n'))
		fields(d, c.Entries[i])
		return d.close()
	})
	return append(o.close(), '\n')
}

// documentsCSV gives the same as a table: a column for each field of the
// document itself, headed by its label, and its address. A byte order mark
// tells spreadsheet programs that it is UTF-8.
func documentsCSV(c *catalog.Catalog) []byte {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	head := []string{}
	for _, row := range field.All() {
		if row.ID != field.Draft {
			head = append(head, row.Label)
		}
	}
	write := func(record []string) {
		if err := w.Write(record); err != nil {
			panic("data: " + err.Error()) // a buffer takes every record
		}
	}
	write(append(head, "网址"))
	record := make([]string, 0, len(head)+1)
	for i, e := range c.Entries {
		if i == sampled {
			w.Flush()
			out.Grow(foreseen(out.Len(), len(c.Entries)))
		}
		record = record[:0]
		for _, row := range field.All() {
			if row.ID != field.Draft {
				record = append(record, harmless(cell(e, row)))
			}
		}
		write(append(record, c.Config.Site.BaseURL+e.URL))
	}
	w.Flush()
	return out.Bytes()
}

// cell gives a field as one text.
func cell(e *catalog.Entry, row *field.Row) string {
	if word, linked := relationOf[row.ID]; linked {
		var titles []string
		for _, to := range e.Related(word) {
			titles = append(titles, to.Index.String())
		}
		return strings.Join(titles, "；")
	}
	switch row.ID {
	case field.Validity:
		return e.Validity.Word
	case field.Document:
		return e.DocumentNumber()
	case field.SectionOf:
		if e.Section != nil {
			return e.Section.Name
		}
	case field.Cleanup:
		var results []string
		for _, r := range cleanedUp(e) {
			results = append(results, field.Of(field.CleanupFile).Label+"："+r.To.Index.String()+"，"+field.Of(field.CleanupResult).Label+"："+r.Note)
		}
		return strings.Join(results, "；")
	case field.Agency:
		var names []string
		for _, a := range e.Agencies {
			names = append(names, a.Name)
		}
		return strings.Join(names, "；")
	}
	return plain(e, e.Values, row)
}

// plain gives a field as one text by its type.
func plain(e *catalog.Entry, v document.Values, row *field.Row) string {
	if !v.Has(row.ID) {
		return ""
	}
	switch row.Type {
	case field.Texts, field.Words, field.References, field.Agencies:
		return strings.Join(v.Texts(row.ID), "；")
	case field.Basis:
		return e.Basis(v, row.ID)
	case field.Date, field.Day:
		return moment(v, row.ID)
	case field.Years:
		return strconv.Itoa(v.Years(row.ID))
	case field.Flag:
		if v.Flag(row.ID) {
			return "是"
		}
		return "否"
	case field.Record, field.Records:
		var groups []string
		for _, g := range v.Groups(row.ID) {
			var parts []string
			for _, member := range field.Members(row.ID) {
				if g.Has(member.ID) {
					parts = append(parts, member.Label+"："+plain(e, g, member))
				}
			}
			groups = append(groups, strings.Join(parts, "，"))
		}
		return strings.Join(groups, "；")
	}
	return v.Text(row.ID)
}

// harmless keeps a cell from being read as a formula by a spreadsheet program.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
