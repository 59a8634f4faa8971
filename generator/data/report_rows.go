package data

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"gongkai/generator/day"
	"gongkai/generator/report"
)

// The rows of long tables are written here, in the very form the library gives
// them (a test holds them to it): it makes half a dozen values of each cell,
// which were two thirds of the work of a workbook.

// ordinary tells whether all texts of some rows need nothing of the library but
// XML's own escapes: no space at an end, no control characters, no _xHHHH_, and
// at most as many characters as a cell takes.
func ordinary(rows []report.Row) bool {
	for _, row := range rows {
		for i := range row.Cells {
			s := row.Cells[i].Text
			if strings.TrimSpace(s) != s || len(s) > excelize.TotalCellChars || strings.Contains(s, "_x") || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' }) {
				return false
			}
		}
	}
	return true
}

// rowsXML writes the rows of a table, the first as row n, as they stand within
// <sheetData>.
func (w *workbook) rowsXML(t report.Sheet, n int) *bytes.Buffer {
	columns := make([]string, len(t.Columns))
	for i := range columns {
		columns[i], _ = excelize.ColumnNumberToName(i + 1) // there are fewer than a sheet can have
	}
	var out bytes.Buffer
	var digits, text []byte
	for i, row := range t.Rows {
		if i == sampled {
			out.Grow(foreseen(out.Len(), len(t.Rows)))
		}
		name := strconv.Itoa(n + i)
		out.WriteString(`<row r="` + name + `">`)
		for j := range row.Cells {
			out.WriteString(`<c r="`)
			out.WriteString(columns[j])
			out.WriteString(name)
			number, style, ok := w.number(row.Cells[j], t.Columns[j].Sort)
			if ok {
				out.WriteString(`" s="`)
				out.Write(strconv.AppendInt(digits[:0], int64(style), 10))
				out.WriteString(`"><v>`)
				digits = strconv.AppendFloat(digits[:0], number, 'f', -1, 64)
				out.Write(digits)
				out.WriteString(`</v></c>`)
				continue
			}
			out.WriteString(`" t="inlineStr"><is><t>`)
			text = append(text[:0], row.Cells[j].Text...)
			_ = xml.EscapeText(&out, text) // a buffer takes everything
			out.WriteString(`</t></is></c>`)
		}
		out.WriteString(`</row>`)
	}
	return &out
}

// number gives the number of a cell and its style; ok is false for words.
func (w *workbook) number(c report.Cell, sort report.Sort) (number float64, style int, ok bool) {
	if sort == report.Date {
		if d, ok := day.Parse(c.Text); ok {
			return serial(d), w.styles["date"], true
		}
	}
	if !c.Numeric {
		return 0, 0, false
	}
	name := map[report.Sort]string{report.Count: "count", report.Share: "share", report.Days: "days", report.Amount: "amount"}[sort]
	if sort == report.Share && c.Number >= 0.9995 && c.Number < 1 {
		name = "near"
	}
	return c.Number, w.styles[name], true
}

// serial is a day as workbooks count days: 1900-01-01 is 1, and there is a
// 1900-02-29.
func serial(d day.Day) float64 {
	n := d - day.Make(1899, 12, 31)
	if d >= day.Make(1900, 3, 1) {
		n++
	}
	return float64(n)
}
