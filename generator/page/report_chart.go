package page

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gongkai/generator/report"
)

// The measures of a chart of columns: the axis at 14 em, the tallest column
// below the number on its top; at most so many columns, the last ones.
const (
	chartAxis    = 14.0
	chartTallest = 10.6
	columnsMax   = 12
	columnsSmall = 6 // so many stand on a narrow screen side by side
)

// chart draws the columns of a sheet that asks for them: the rows without the
// total, the oldest first.
func chart(s report.Sheet) *ChartView {
	if s.Chart.Form != report.Progress {
		return nil
	}
	part, whole := s.Chart.Parts[0], s.Chart.Parts[1]
	var rows []report.Row
	most := 0.0
	for _, row := range s.Rows {
		if !row.Total && len(rows) < columnsMax {
			rows = append([]report.Row{row}, rows...)
			most = max(most, row.Cells[whole].Number)
		}
	}
	share := whole + 2 // the rate stands after part and whole
	v := &ChartView{ID: strings.ReplaceAll(s.Key, "_", "-") + "-chart", Title: s.Title, Part: s.Columns[part].Label, Rest: "未解读", Share: s.Columns[share].Label,
		Caption: "柱高表示" + s.Columns[whole].Label + "件数，年份下方为“" + s.Columns[part].Label + "/" + s.Columns[whole].Label + "”。"}
	var words []string
	slot := 100 / float64(max(len(rows), 1))
	for i, row := range rows {
		all, done := row.Cells[whole].Number, row.Cells[part].Number
		tall := chartTallest * all / max(most, 1)
		filled := tall * done / max(all, 1)
		left := slot*float64(i) + slot*0.3
		column := ChartColumn{X: percent(left), Width: percent(slot * 0.4), Middle: percent(slot * (float64(i) + 0.5)),
			TopY: em(chartAxis - tall - 0.5), Top: row.Cells[share].Text, Label: strings.TrimSuffix(row.Cells[0].Text, "年"), Below: row.Cells[part].Text + "/" + row.Cells[whole].Text}
		if filled > 0 {
			column.FillY, column.FillHeight = em(chartAxis-filled), em(filled)
		}
		if tall > filled {
			column.RestY, column.RestHeight = em(chartAxis-tall), em(tall-filled)
		}
		v.Columns = append(v.Columns, column)
		words = append(words, fmt.Sprintf("%s%s%s件，%s%s件，%s%s", row.Cells[0].Text, s.Columns[whole].Label, row.Cells[whole].Text, s.Columns[part].Label, row.Cells[part].Text, s.Columns[share].Label, row.Cells[share].Text))
	}
	v.Wide = len(rows) > columnsSmall
	v.Text = strings.Join(words, "；") + "。"
	return v
}

func percent(v float64) string { return fmt.Sprintf("%.2f%%", v) }

func em(v float64) string { return fmt.Sprintf("%.2fem", v) }

// barClasses are the parts of a stacked bar in order; the second is hatched.
var barClasses = []string{"fill", "rest", "third", "fourth"}

// table shows a sheet, with the bars it asks for.
func (b *bookPages) table(p place, s report.Sheet) *ReportTable {
	t := &ReportTable{Label: s.Title + "数据表"}
	drawn := s.Chart.Form == report.Bars || s.Chart.Form == report.Stack
	after := 0 // the bar stands after this column
	if drawn {
		after = s.Chart.Parts[len(s.Chart.Parts)-1]
	}
	if s.Chart.Form == report.Stack {
		for n, i := range s.Chart.Parts {
			t.Legend = append(t.Legend, BarPart{Class: barClasses[n], Hatch: barClasses[n] == "rest", Text: s.Columns[i].Label})
		}
	}
	for i, c := range s.Columns {
		unit := c.Unit
		if unit == "件" && s.Key != "cleanups" {
			unit = "" // said once, below the title
		}
		t.Columns = append(t.Columns, ReportColumn{Label: c.Label, Unit: unit, Num: c.Sort.Numeric()})
		if drawn && i == after {
			t.Columns = append(t.Columns, ReportColumn{Bar: true})
		}
	}
	for _, row := range s.Rows {
		out := ReportRow{Total: row.Total}
		for i, c := range row.Cells {
			cell := ReportCell{Text: c.Text, Href: b.href(p, c.Behind), Head: i == 0, Num: s.Columns[i].Sort.Numeric()}
			if c.Entry != nil {
				cell.Href = p.to(c.Entry.URL)
			}
			if !c.Numeric && c.Text == "" && cell.Num {
				cell.Text = "—"
			}
			if !cell.Num && !cell.Head {
				cell.Width = widthOf(cell.Text)
			}
			out.Cells = append(out.Cells, cell)
			if drawn && i == after {
				out.Cells = append(out.Cells, bar(s, row))
			}
		}
		t.Rows = append(t.Rows, out)
	}
	return t
}

// widthOf keeps dates and words on one line, and gives sentences room, so that
// a table of many columns does not squeeze them to a character a line.
func widthOf(text string) string {
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return ""
	case n <= 10:
		return "report-table__word"
	case n <= 20:
		return ""
	}
	return "report-table__sentence"
}

// bar draws a row: a share on its track, or the parts of a whole.
func bar(s report.Sheet, row report.Row) ReportCell {
	out := ReportCell{Bar: true}
	if row.Total && s.Chart.Form == report.Bars {
		return out
	}
	if s.Chart.Form == report.Bars {
		if c := row.Cells[s.Chart.Parts[0]]; c.Numeric {
			out.Parts = []BarPart{{Class: "track", X: "0%", Width: "100%"}, {Class: "fill", X: "0%", Width: percent(100 * c.Number)}}
		}
		return out
	}
	total := 0.0
	for _, i := range s.Chart.Parts {
		total += row.Cells[i].Number
	}
	from := 0.0
	for n, i := range s.Chart.Parts {
		if v := row.Cells[i].Number; v > 0 {
			out.Parts = append(out.Parts, BarPart{Class: barClasses[n], Hatch: barClasses[n] == "rest", X: percent(100 * from / total), Width: percent(100 * v / total)})
			from += v
		}
	}
	return out
}
