package data

import (
	"bytes"
	"io"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"gongkai/generator/day"
	"gongkai/generator/report"
)

// TestRowsXML holds the rows written here to those that the library writes.
func TestRowsXML(t *testing.T) {
	tame := rapid.StringMatching(`[a-z<>&"'_0-9\x{4e00}-\x{4e20}]{0,12}`)
	wild := rapid.OneOf(tame, rapid.String(), rapid.SampledFrom([]string{"文\n本", "_x0041_", " a", "a ", "\u3000", "\ufffe", "a\xffb", "a\tb"}))
	days := rapid.Map(rapid.Int32Range(int32(day.Make(1900, 1, 1)), int32(day.Make(2199, 12, 31))), func(n int32) string { return day.Day(n).String() })
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SampledFrom([]*rapid.Generator[string]{tame, tame, wild}).Draw(t, "texts")
		sheet := report.Sheet{Columns: make([]report.Column, rapid.IntRange(1, 30).Draw(t, "columns"))}
		for i := range sheet.Columns {
			sheet.Columns[i].Sort = rapid.SampledFrom([]report.Sort{report.Words, report.Count, report.Share, report.Days, report.Amount, report.Date}).Draw(t, "sort")
		}
		for range rapid.IntRange(1, 3).Draw(t, "rows") {
			row := report.Row{Cells: make([]report.Cell, len(sheet.Columns))}
			for i := range row.Cells {
				c := &row.Cells[i]
				if c.Text = texts.Draw(t, "text"); sheet.Columns[i].Sort == report.Date {
					c.Text = rapid.OneOf(days, texts).Draw(t, "day")
				}
				if sheet.Columns[i].Sort.Numeric() && rapid.Bool().Draw(t, "numeric") {
					c.Numeric, c.Number = true, rapid.OneOf(rapid.Float64(), rapid.Map(rapid.Int(), func(n int) float64 { return float64(n) })).Draw(t, "number")
				}
			}
			sheet.Rows = append(sheet.Rows, row)
		}
		if !ordinary(sheet.Rows) {
			return
		}
		want, got := rowsOfLibrary(t, sheet)
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

// TestSerial holds days to the library's reading of them.
func TestSerial(t *testing.T) {
	for d, end := day.Make(1900, 3, 1), day.Make(2199, 12, 31); d <= end; d++ {
		if got, err := excelize.ExcelDateToTime(serial(d), false); err != nil || day.Of(got) != d {
			t.Fatalf("%s is %v, which is %s (%v)", d, serial(d), got, err)
		}
	}
	if first, last := serial(day.Make(1900, 1, 1)), serial(day.Make(1900, 2, 28)); first != 1 || last != 59 {
		t.Errorf("the first days of 1900 are %v to %v, want 1 to 59", first, last)
	}
}

// rowsOfLibrary gives the rows of a sheet as the library writes them, and as
// they are written here.
func rowsOfLibrary(t *rapid.T, sheet report.Sheet) (want, got string) {
	f := excelize.NewFile()
	defer f.Close()
	w := workbook{File: f}
	if err := w.prepare(&report.Book{}); err != nil {
		t.Fatal(err)
	}
	s := w.rows(w.page("表"), nil)
	got = w.rowsXML(sheet, s.next).String()
	for _, row := range sheet.Rows {
		s.row(w.values(row, sheet.Columns)...)
	}
	s.flush()
	made := &parts{to: io.Discard, made: map[string]*bytes.Buffer{}}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return kept{made} })
	if err := f.Write(io.Discard); err != nil || w.err != nil {
		t.Fatal(err, w.err)
	}
	_, rest, _ := bytes.Cut(made.made["xl/worksheets/sheet1.xml"].Bytes(), []byte("<sheetData>"))
	rows, _, _ := bytes.Cut(rest, []byte("</sheetData>"))
	return string(rows), got
}

// kept are parts that nobody puts into a zip.
type kept struct{ *parts }

func (kept) Close() error { return nil }
