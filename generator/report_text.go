package main

import (
	"fmt"
	"strings"

	"gongkai/generator/report"
)

// overview gives the headline numbers of every report.
func overview(r *report.Reports) string {
	var b strings.Builder
	for i, book := range r.Books() {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s（gongkai report %s）\n", book.Title, strings.Split(book.Name, "/")[0])
		figures(&b, book)
	}
	return b.String()
}

// reportText writes a report for a terminal: figures, tables, lists, and how
// everything was counted.
func reportText(book *report.Book, annual []*report.Annual) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n", book.Title, book.Period)
	figures(&b, book)
	for _, r := range annual {
		statutoryText(&b, r)
	}
	for _, s := range book.Sheets {
		if s.Data || s.Listing && s.Key == "items" {
			continue // the same documents stand under their headings
		}
		fmt.Fprintf(&b, "\n%s\n", s.Title)
		if len(s.Rows) == 0 {
			fmt.Fprintf(&b, "  %s\n", s.Empty)
			continue
		}
		grid(&b, sheetGrid(s))
	}
	b.WriteString("\n计算方法\n")
	for _, p := range book.Definition {
		fmt.Fprintf(&b, "  %s\n", p)
	}
	return b.String()
}

func figures(b *strings.Builder, book *report.Book) {
	var rows [][]string
	for _, f := range book.Figures {
		note := ""
		if f.Note != "" {
			note = "（" + f.Note + "）"
		}
		rows = append(rows, []string{f.Label, f.Cell.Text + f.Unit, note})
	}
	grid(b, rows)
}

// listed are the columns a terminal shows of a list of documents.
var listed = map[string]bool{"title": true, "agency": true, "published": true, "note": true, "to": true, "lead": true, "validity": true}

func sheetGrid(s report.Sheet) [][]string {
	var shown []int
	for i, c := range s.Columns {
		if !s.Listing || listed[c.Key] {
			shown = append(shown, i)
		}
	}
	head := make([]string, len(shown))
	for n, i := range shown {
		head[n] = s.Columns[i].Label
		if u := s.Columns[i].Unit; u != "" && u != "件" {
			head[n] += "（" + u + "）"
		}
	}
	rows := [][]string{head}
	for _, row := range s.Rows {
		cells := make([]string, len(shown))
		for n, i := range shown {
			cells[n] = row.Cells[i].Text
			if cells[n] == "" {
				cells[n] = "—"
			}
		}
		rows = append(rows, cells)
	}
	return rows
}

// statutoryText writes the tables of the annual report a line a row.
func statutoryText(b *strings.Builder, r *report.Annual) {
	fmt.Fprintf(b, "\n%s（%s；核对 %d 项等式，%d 项不成立）\n", r.Agency.Name, r.Sources(), r.Checked, r.Broken)
	for n := range r.Tables {
		t := &r.Tables[n]
		if !t.Given() {
			continue
		}
		fmt.Fprintf(b, "\n%s %s\n", t.Layout.Name, t.Layout.Title)
		head := []string{""}
		for _, c := range t.Layout.Columns {
			head = append(head, c.Label)
		}
		rows := [][]string{head}
		for i, row := range t.Layout.Rows {
			label := row.Label
			if n != report.TableTwo && row.Path != "" {
				label = row.Path + label
			}
			cells := []string{label}
			for _, c := range t.Cells[i] {
				cells = append(cells, c.Text)
			}
			rows = append(rows, cells)
		}
		grid(b, rows)
	}
}

// labelMax is the widest first column, in terminal cells.
const labelMax = 56

// grid writes rows in columns; the last column is not filled up.
func grid(b *strings.Builder, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = min(max(widths[i], cellsOf(cell)), labelMax)
		}
	}
	for _, row := range rows {
		line := "  "
		for i, cell := range row {
			line += cell
			if i < len(row)-1 {
				line += strings.Repeat(" ", max(0, widths[i]-cellsOf(cell))+2)
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// cellsOf is how many terminal cells a text takes: two for a Chinese character.
func cellsOf(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 || r >= 0x20000 && r <= 0x3fffd) ||
			strings.ContainsRune("“”‘’—…·", r) {
			n++
		}
	}
	return n
}
