package data

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"gongkai/generator/report"
)

// ReportXLSX gives a report as a workbook: a sheet with its definition and
// figures, a sheet a table, and of an annual report a sheet an agency in the
// statutory form. Numbers are numbers, shares are percentages, days are dates.
// The bytes depend on the report alone.
func ReportXLSX(b *report.Book, annual []*report.Annual) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := workbook{File: f, own: map[string]*bytes.Buffer{}}
	if err := w.prepare(b); err != nil {
		return nil, fmt.Errorf("make workbook: %w", err)
	}
	w.about(b)
	for _, r := range annual {
		w.statutory(r)
	}
	for _, s := range b.Sheets {
		w.sheet(s)
	}
	if w.err != nil {
		return nil, fmt.Errorf("make workbook: %w", w.err)
	}
	var out bytes.Buffer
	f.SetZipWriter(func(to io.Writer) excelize.ZipWriter {
		return &parts{to: to, made: map[string]*bytes.Buffer{}, own: w.own}
	})
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return out.Bytes(), nil
}

// workbook keeps the first error, so that a sheet reads as what it is.
type workbook struct {
	*excelize.File
	styles map[string]int
	names  map[string]bool
	sheets int
	own    map[string]*bytes.Buffer // rows that the library does not write, by the part of their sheet
	err    error
}

// formats are the number formats of the sorts of columns; near is for a share
// that would be shown as 100.0% though something is missing.
var formats = map[string]string{"count": "#,##0", "share": "0.0%", "near": "0.0000%", "days": "#,##0.##", "amount": "#,##0.######", "date": "yyyy-mm-dd"}

func (w *workbook) prepare(b *report.Book) error {
	w.styles, w.names = map[string]int{}, map[string]bool{}
	stamp := b.AsOf.Time().Format(time.RFC3339)
	err := w.SetDocProps(&excelize.DocProperties{Title: b.Title, Creator: "gongkai", LastModifiedBy: "gongkai", Created: stamp, Modified: stamp, Language: "zh-CN", Description: b.Period})
	border := []excelize.Border{{Type: "left", Color: "888888", Style: 1}, {Type: "right", Color: "888888", Style: 1}, {Type: "top", Color: "888888", Style: 1}, {Type: "bottom", Color: "888888", Style: 1}}
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	styles := []struct {
		name  string
		style excelize.Style
	}{
		{"title", excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}}},
		{"wrap", excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}},
		{"head", excelize.Style{Font: &excelize.Font{Bold: true}, Border: border, Alignment: middle, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F0EDE5"}}}},
		{"cell", excelize.Style{Border: border, Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "center"}, CustomNumFmt: pointer(formats["amount"])}},
		{"label", excelize.Style{Border: border, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}},
	}
	for _, name := range []string{"count", "share", "near", "days", "amount", "date"} {
		styles = append(styles, struct {
			name  string
			style excelize.Style
		}{name, excelize.Style{CustomNumFmt: pointer(formats[name])}})
	}
	for _, s := range styles {
		id, wrong := w.NewStyle(&s.style)
		if err == nil {
			err = wrong
		}
		w.styles[s.name] = id
	}
	return err
}

func pointer(s string) *string { return &s }

// page adds a sheet; its name is cut to what workbooks allow.
func (w *workbook) page(title string) string {
	name := strings.NewReplacer("/", "、", "\\", "、", "?", "？", "*", "", "[", "（", "]", "）", ":", "：").Replace(title)
	for n := 1; ; n++ {
		tail := ""
		if n > 1 {
			tail = fmt.Sprint(n)
		}
		short := []rune(name)
		short = short[:min(len(short), 31-len(tail))]
		if cut := string(short) + tail; !w.names[cut] {
			w.names[cut] = true
			name = cut
			break
		}
	}
	if w.sheets++; w.sheets == 1 {
		w.keep(w.SetSheetName("Sheet1", name))
	} else {
		_, err := w.NewSheet(name)
		w.keep(err)
	}
	return name
}

func (w *workbook) keep(err error) {
	if w.err == nil {
		w.err = err
	}
}

// about writes what the report covers, how it is counted, and its figures.
func (w *workbook) about(b *report.Book) {
	s := w.rows(w.page("说明"), []float64{18, 16, 10, 80})
	s.row(excelize.Cell{Value: b.Title, StyleID: w.styles["title"]})
	s.row("统计期间", b.Period)
	s.row("统计日期", excelize.Cell{Value: b.AsOf.Time(), StyleID: w.styles["date"]})
	for i, p := range b.Definition {
		label := ""
		if i == 0 {
			label = "计算方法"
		}
		s.row(label, "", "", excelize.Cell{Value: p, StyleID: w.styles["wrap"]})
	}
	s.row()
	s.row(w.head("指标"), w.head("数值"), w.head("单位"), w.head("说明"))
	for _, f := range b.Figures {
		sort := report.Count
		if f.Unit == "" {
			sort = report.Share
		}
		s.row(f.Label, w.value(f.Cell, sort), f.Unit, f.Note)
	}
	s.flush()
}

func (w *workbook) head(s string) excelize.Cell {
	return excelize.Cell{Value: s, StyleID: w.styles["head"]}
}

// sheet writes a table: its note, its head with units, its rows.
func (w *workbook) sheet(t report.Sheet) {
	widths := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		widths[i] = float64(max(10, 2*utf8.RuneCountInString(headed(c))+2))
		for _, row := range t.Rows[:min(len(t.Rows), 50)] {
			widths[i] = min(60, max(widths[i], float64(2*utf8.RuneCountInString(row.Cells[i].Text)+2)))
		}
	}
	s := w.rows(w.page(t.Title), widths)
	if t.Note != "" {
		s.row(t.Note)
	}
	head := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = w.head(headed(c))
	}
	s.row(head...)
	if w.err == nil && s.next+len(t.Rows) <= excelize.TotalRows && ordinary(t.Rows) {
		w.own[fmt.Sprintf("xl/worksheets/sheet%d.xml", w.sheets)] = w.rowsXML(t, s.next)
		s.flush()
		return
	}
	for _, row := range t.Rows {
		s.row(w.values(row, t.Columns)...)
	}
	s.flush()
}

// values makes the cells of a row.
func (w *workbook) values(row report.Row, columns []report.Column) []any {
	cells := make([]any, len(row.Cells))
	for i, c := range row.Cells {
		cells[i] = w.value(c, columns[i].Sort)
	}
	return cells
}

// value makes a cell with the format of its sort.
func (w *workbook) value(c report.Cell, sort report.Sort) any {
	if number, style, ok := w.number(c, sort); ok {
		return excelize.Cell{Value: number, StyleID: style}
	}
	return c.Text
}

// statutory lays an agency's tables out in the form of the norm.
func (w *workbook) statutory(r *report.Annual) {
	name := w.page(r.Agency.Short)
	s := w.rows(name, []float64{10, 14, 44, 14, 12, 12, 14, 14, 12, 12, 12, 12, 12, 12, 12})
	s.row(excelize.Cell{Value: fmt.Sprintf("%s%d年政府信息公开工作年度报告统计表", r.Agency.Name, r.Year), StyleID: w.styles["title"]})
	s.row(fmt.Sprintf("统计期限：%d年1月1日至12月31日；单位：件（收费金额：万元）；%s", r.Year, r.Sources()))
	for _, t := range r.Statutory() {
		s.row()
		s.row(excelize.Cell{Value: t.Name + "　" + t.Title, StyleID: w.styles["title"]})
		for _, row := range t.Rows {
			s.spanned(row, t.Columns)
		}
	}
	s.flush()
}

// stream writes a sheet row by row.
type stream struct {
	*excelize.StreamWriter
	book *workbook
	next int
}

func (w *workbook) rows(name string, widths []float64) *stream {
	s := &stream{book: w, next: 1}
	if w.err != nil {
		return s
	}
	var err error
	s.StreamWriter, err = w.NewStreamWriter(name)
	w.keep(err)
	for i, width := range widths {
		if w.err == nil {
			w.keep(s.SetColWidth(i+1, i+1, width))
		}
	}
	return s
}

func (s *stream) row(cells ...any) {
	if s.book.err == nil && len(cells) > 0 {
		s.book.keep(s.SetRow(fmt.Sprintf("A%d", s.next), cells))
	}
	s.next++
}

// spanned writes a row of a statutory table and merges what its cells span.
func (s *stream) spanned(row []report.StatutoryCell, columns int) {
	values := make([]any, columns)
	for i := range values {
		values[i] = excelize.Cell{StyleID: s.book.styles["label"]}
	}
	for _, c := range row {
		switch {
		case c.Number == nil:
			values[c.Column] = excelize.Cell{Value: c.Text, StyleID: s.book.styles["head"]}
		case c.Number.Known:
			values[c.Column] = excelize.Cell{Value: c.Number.Value, StyleID: s.book.styles["cell"]}
		default:
			values[c.Column] = excelize.Cell{Value: c.Text, StyleID: s.book.styles["cell"]}
		}
		if c.Rows > 1 || c.Columns > 1 {
			from, err := excelize.CoordinatesToCellName(c.Column+1, s.next)
			s.book.keep(err)
			to, err := excelize.CoordinatesToCellName(c.Column+c.Columns, s.next+c.Rows-1)
			s.book.keep(err)
			if s.book.err == nil {
				s.book.keep(s.MergeCell(from, to))
			}
		}
	}
	s.row(values...)
}

func (s *stream) flush() {
	if s.book.err == nil {
		s.book.keep(s.Flush())
	}
}
