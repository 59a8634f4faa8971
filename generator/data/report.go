package data

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"sync"

	"gongkai/generator/publish"
	"gongkai/generator/report"
)

// Reports gives report.json, report.csv and report.xlsx of every report; r may
// be nil.
func Reports(r *report.Reports) []publish.Output {
	if r == nil {
		return nil
	}
	annual := map[*report.Book][]*report.Annual{}
	for _, b := range r.AnnualBooks() {
		annual[b.Book] = b.Reports
	}
	books := sync.OnceValue(r.Books) // let go of here, and asked for again when the first file of them is made
	var out []publish.Output
	for i, b := range r.Books() {
		folder, reports := "reports/"+b.Name+"/", annual[b]
		json := func() []byte { return ReportJSON(books()[i]) }
		if b.Name == "interpretation" {
			json = func() []byte { return InterpretationJSON(r.Interpretation) }
		}
		out = append(out, single(folder+"report.json", json), single(folder+"report.csv", func() []byte { return ReportCSV(books()[i]) }),
			publish.Output{Paths: []string{folder + "report.xlsx"}, Make: func(emit publish.Emit) error {
				workbook, err := ReportXLSX(books()[i], reports)
				if err != nil {
					return err
				}
				return emit(folder+"report.xlsx", bytes.NewReader(workbook))
			}})
	}
	return out
}

// ReportJSON gives {"as_of", "title", "period", "definition", "figures": {key:
// {"label", "value", "unit", "text", "note"}}, …} and a member for each sheet: the
// list of its rows, each an object with the sheet's columns as members. A row
// about a document has its "url" besides; a total is the member "total": true.
// Shares are numbers from 0 to 1; what is not known or not applicable is null.
func ReportJSON(b *report.Book) []byte {
	o := newObject(nil)
	o.text("as_of", b.AsOf.String())
	o.text("title", b.Title)
	o.text("period", b.Period)
	o.text("definition", strings.Join(b.Definition, "\n"))
	o.key("figures")
	f := newObject(o.buf)
	for _, x := range b.Figures {
		f.key(x.Key)
		one := newObject(f.buf)
		one.text("label", x.Label)
		one.quantity("value", x.Cell)
		one.text("unit", x.Unit)
		one.text("text", x.Cell.Text)
		one.text("note", x.Note)
		f.buf = one.close()
	}
	o.buf = f.close()
	for _, s := range b.Sheets {
		o.list(s.Key, len(s.Rows), func(buf []byte, i int) []byte { return sheetRow(append(buf, '\n'), s, s.Rows[i]) })
	}
	return append(o.close(), '\n')
}

func sheetRow(buf []byte, s report.Sheet, row report.Row) []byte {
	o := newObject(buf)
	for i, c := range row.Cells {
		if s.Columns[i].Sort.Numeric() {
			o.quantity(s.Columns[i].Key, c)
		} else {
			o.words(s.Columns[i].Key, c)
		}
		if c.Entry != nil {
			o.text("url", c.Entry.URL)
		}
	}
	if row.Total {
		o.truth("total", true)
	}
	return o.close()
}

// quantity writes a number, or null.
func (o *object) quantity(name string, c report.Cell) {
	o.key(name)
	if !c.Numeric {
		o.buf = append(o.buf, "null"...)
		return
	}
	o.buf = strconv.AppendFloat(o.buf, c.Number, 'f', -1, 64)
}

// words writes a text, or null.
func (o *object) words(name string, c report.Cell) {
	if c.Text == "" {
		o.null(name)
		return
	}
	o.text(name, c.Text)
}

func (o *object) null(name string) {
	o.key(name)
	o.buf = append(o.buf, "null"...)
}

// rate writes a share from 0 to 1, or null where nothing was to be counted.
func (o *object) rate(name string, r report.Rate) {
	v, ok := r.Value()
	o.quantity(name, report.Cell{Number: v, Numeric: ok})
}

// InterpretationJSON gives the 解读率 in the shape that INTERFACE.md fixes, and
// further members after those.
func InterpretationJSON(r *report.Interpretation) []byte {
	t := r.Total
	o := newObject(nil)
	o.text("as_of", r.AsOf.String())
	o.text("definition", strings.Join(r.Definition(), "\n"))
	o.number("policies", int64(t.Policies))
	o.number("interpreted", int64(t.Interpreted))
	o.rate("rate", t.Rate())
	o.text("rate_text", t.Rate().Text())
	o.number("on_time", int64(t.OnTime))
	o.number("same_day", int64(t.SameDay))
	o.number("exempt", int64(t.Exempt))
	headings(o, "by_year", "year", r.Years)
	headings(o, "by_agency", "agency", r.Agencies)
	headings(o, "by_kind", "kind", r.Kinds)
	o.list("forms", len(r.Forms), func(buf []byte, i int) []byte {
		f := newObject(buf)
		f.text("form", r.Forms[i].Form)
		f.number("pieces", int64(len(r.Forms[i].Pieces)))
		f.rate("share", r.Forms[i].Share)
		return f.close()
	})
	o.rate("graphic_share", r.GraphicPieces)
	o.list("items", len(r.Items), func(buf []byte, i int) []byte { return item(append(buf, '\n'), r.Items[i]) })
	headings(o, "by_theme", "theme", r.Themes)
	o.number("pending", int64(t.Pending))
	o.number("overdue", int64(t.Overdue))
	o.number("late", int64(t.Late()))
	o.number("pieces", int64(len(r.Pieces)))
	o.rate("graphic_documents_share", r.GraphicDocuments)
	o.rate("principal_share", r.PrincipalPieces)
	o.rate("principal_documents_share", r.PrincipalDocuments)
	o.number("interpret_days", int64(r.Days))
	for _, list := range []struct {
		key  string
		sort report.PieceSort
	}{{"orphans", report.Orphan}, {"of_void", report.OfVoid}, {"early", report.Early}} {
		var pieces []report.Piece
		for _, p := range r.Pieces {
			if p.Sort == list.sort {
				pieces = append(pieces, p)
			}
		}
		o.list(list.key, len(pieces), func(buf []byte, i int) []byte {
			x := newObject(buf)
			x.text("index_number", pieces[i].Entry.Index.String())
			x.text("title", pieces[i].Entry.Title())
			x.text("url", pieces[i].Entry.URL)
			return x.close()
		})
	}
	return append(o.close(), '\n')
}

// headings writes the tallies of years, agencies, kinds or themes; a year is a
// number.
func headings(o *object, key, member string, list []report.Heading) {
	o.list(key, len(list), func(buf []byte, i int) []byte {
		h := list[i]
		x := newObject(append(buf, '\n'))
		if year, err := strconv.ParseInt(h.Key, 10, 64); err == nil && member == "year" {
			x.number(member, year)
		} else {
			x.text(member, h.Label)
		}
		x.number("policies", int64(h.Policies))
		x.number("interpreted", int64(h.Interpreted))
		x.rate("rate", h.Rate())
		x.number("on_time", int64(h.OnTime))
		x.number("same_day", int64(h.SameDay))
		x.number("pending", int64(h.Pending))
		x.number("overdue", int64(h.Overdue))
		x.number("exempt", int64(h.Exempt))
		return x.close()
	})
}

func item(buf []byte, i *report.Item) []byte {
	x := newObject(buf)
	x.text("index_number", i.Entry.Index.String())
	x.text("title", i.Entry.Title())
	agency := ""
	if len(i.Entry.Agencies) > 0 {
		agency = i.Entry.Agencies[0].Name
	}
	x.text("agency", agency)
	x.text("published", i.Entry.Published.String())
	x.text("status", string(i.Status))
	x.list("interpretations", len(i.By), func(buf []byte, n int) []byte {
		p := newObject(buf)
		p.text("index_number", i.By[n].Index.String())
		p.text("title", i.By[n].Title())
		p.text("published", i.By[n].Published.String())
		p.text("url", i.By[n].URL)
		return p.close()
	})
	if len(i.By) > 0 {
		x.number("working_days", int64(i.WorkingDays))
	} else {
		x.null("working_days")
	}
	x.text("url", i.Entry.URL)
	x.text("kind", i.Entry.Kind.Label())
	if i.Reason != "" {
		x.text("exempt_reason", i.Reason)
	}
	return x.close()
}

// ReportCSV gives all tables of a report as one rectangle: the first column
// names the table a row belongs to, and the first row of each table is its head.
// Shares are numbers from 0 to 1.
func ReportCSV(b *report.Book) []byte {
	width := 5
	for _, s := range b.Sheets {
		width = max(width, len(s.Columns)+1)
	}
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	record := make([]string, width)
	write := func(cells ...string) {
		clear(record[copy(record, cells):])
		if err := w.Write(record); err != nil {
			panic("data: " + err.Error()) // a buffer takes every record
		}
	}
	write("表", "指标", "数值", "单位", "说明")
	write("报表", b.Title, "", "", b.Period)
	for _, p := range b.Definition {
		write("报表", "计算方法", "", "", p)
	}
	for _, f := range b.Figures {
		write("概况", f.Label, csvCell(f.Cell), f.Unit, f.Note)
	}
	var cells []string
	for _, s := range b.Sheets {
		cells = append(cells[:0], s.Title)
		for _, c := range s.Columns {
			cells = append(cells, headed(c))
		}
		write(cells...)
		for _, row := range s.Rows {
			cells = append(cells[:0], s.Title)
			for _, c := range row.Cells {
				cells = append(cells, csvCell(c))
			}
			write(cells...)
		}
	}
	w.Flush()
	return out.Bytes()
}

// headed is a column's head with its unit.
func headed(c report.Column) string {
	if c.Unit == "" {
		return c.Label
	}
	return c.Label + "（" + c.Unit + "）"
}

func csvCell(c report.Cell) string {
	if c.Numeric {
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	}
	return harmless(c.Text)
}
