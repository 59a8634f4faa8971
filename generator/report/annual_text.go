package report

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/source"
)

// body is the text of a document by its lines, with the file they stand in.
type body struct {
	path  string
	first int // the number of the first line
	lines []string
}

// body reads the text of a document.
func (a *annuals) body(e *catalog.Entry) (body, error) { return readBody(e, a.read) }

func readBody(e *catalog.Entry, read Reader) (body, error) {
	data, err := read(e.Path)
	if err != nil {
		return body{}, fmt.Errorf("read %s: %w", e.Path, err)
	}
	f, _, ok := source.Read(e.Path, data)
	if !ok {
		return body{path: e.Path}, nil // it was changed since; the build will say so
	}
	return body{e.Path, f.BodyLine, strings.Split(strings.ReplaceAll(string(f.Body), "\r\n", "\n"), "\n")}, nil
}

func (b body) at(line, column int) diag.Position {
	return diag.Position{File: b.path, Line: b.first + line, Column: column}
}

// heads tells whether a heading holds a phrase; a heading is marked with # or
// begins with its Chinese number.
func (b body) heads(phrase string) bool {
	for _, l := range b.lines {
		text := strings.Trim(l, "#* 　")
		if strings.Contains(text, phrase) && (strings.HasPrefix(strings.TrimSpace(l), "#") || headingNumber.MatchString(text)) {
			return true
		}
	}
	return false
}

var headingNumber = regexp.MustCompile(`^[一二三四五六]、`)

// written is a cell of a table in the text.
type written struct {
	text string
	at   diag.Position
}

// grids gives the pipe tables of a text, each by rows, the dividing line left
// out.
func (b body) grids() [][][]written {
	var out [][][]written
	var grid [][]written
	for n, line := range append(b.lines, "") {
		if !strings.HasPrefix(strings.TrimSpace(line), "|") {
			if len(grid) > 1 {
				out = append(out, grid)
			}
			grid = nil
			continue
		}
		if row := b.cells(n, line); row != nil {
			grid = append(grid, row)
		}
	}
	return out
}

// cells splits a row of a table; nil for the dividing line.
func (b body) cells(n int, line string) []written {
	if strings.Trim(line, "|-: \t") == "" {
		return nil
	}
	var row []written
	column := 1
	parts := strings.Split(line, "|")
	for i, part := range parts {
		if i > 0 && (i < len(parts)-1 || strings.TrimSpace(part) != "") {
			lead := utf8.RuneCountInString(part) - utf8.RuneCountInString(strings.TrimLeft(part, " \t　"))
			row = append(row, written{strings.TrimSpace(part), b.at(n, column+lead)})
		}
		column += utf8.RuneCountInString(part) + 1
	}
	return row
}

// tables finds the statistical tables among the tables of the text.
func (b body) tables() [tableCount]Table {
	var out [tableCount]Table
	for _, grid := range b.grids() {
		head := ""
		for _, c := range grid[0] {
			head += squeeze(c.text) + "|"
		}
		switch {
		case strings.Contains(head, "制发件数") || strings.Contains(head, "处理决定数量") || strings.Contains(head, "收费金额"):
			fillTwo(&out[TableTwo], grid)
		case strings.Contains(head, "自然人"):
			fillRows(&out[TableThree], TableThree, grid)
		case strings.Contains(head, "结果维持"):
			fillFour(&out[TableFour], grid)
		}
	}
	return out
}

// give makes a table whose cells are all blank at the place of the grid.
func give(t *Table, n int, at diag.Position) {
	if t.Given() {
		return
	}
	*t = newTable(n, FromDocument)
	for i := range t.Cells {
		for j := range t.Cells[i] {
			t.Cells[i][j].At = at
		}
	}
}

// fillTwo reads one block of 表二, or all of it in one table.
func fillTwo(t *Table, grid [][]written) {
	give(t, TableTwo, grid[0][0].at)
	for _, row := range grid {
		i, ok := t.Layout.rowOf(row[0].text)
		if !ok {
			continue
		}
		for j := range min(t.Layout.width(i), len(row)-1) {
			t.Cells[i][j] = parseNumber(row[1+j].text, row[1+j].at)
		}
	}
}

// fillRows reads a table by the labels of its rows and columns. Where a label
// takes several columns, they are read as one.
func fillRows(t *Table, n int, grid [][]written) {
	give(t, n, grid[0][0].at)
	head := grid[0]
	columns := make([]int, len(head))
	labelled := len(head)
	for i := len(head) - 1; i >= 0; i-- {
		columns[i] = -1
		if c, ok := t.Layout.columnOf(head[i].text); ok {
			columns[i], labelled = c, i
		}
	}
	above := ""
	for _, row := range grid[1:] {
		label := ""
		for _, c := range row[:min(labelled, len(row))] {
			label += c.text
		}
		if strings.Contains(label, "（六）") || strings.Contains(label, "（一）") {
			above = label
		}
		i, ok := t.Layout.rowOf(label)
		if !ok && n == TableThree && strings.Contains(above, "（六）") && strings.HasSuffix(squeeze(label), "其他") {
			i, ok = rowOther+2, true
		}
		for j := labelled; ok && j < min(len(row), len(columns)); j++ {
			if columns[j] >= 0 {
				t.Cells[i][columns[j]] = parseNumber(row[j].text, row[j].at)
			}
		}
	}
}

// fillFour reads 表四: three rows, or the fifteen numbers of the statutory form
// in one.
func fillFour(t *Table, grid [][]written) {
	if len(grid[0]) < 15 {
		fillRows(t, TableFour, grid)
		return
	}
	give(t, TableFour, grid[0][0].at)
	last := grid[len(grid)-1]
	for k := range min(15, len(last)) {
		t.Cells[k/5][k%5] = parseNumber(last[k].text, last[k].at)
	}
}

// claim is a number in running text and the cells it must equal.
type claim struct {
	pattern *regexp.Regexp
	where   string // the part of 一、总体情况 it is looked for in
	table   int
	rows    []int // summed
	column  int
	name    string
}

// claims are the sentences of 一、总体情况 that repeat the tables.
var claims = []claim{
	{regexp.MustCompile(`(?:公布|制发|制定|印发|出台)[^，。；、\d]{0,10}规章(\d[\d,]*)件`), "（一）", TableTwo, []int{rowRegulation}, 0, "制发规章"},
	{regexp.MustCompile(`(?:公布|制发|制定|印发|出台)[^，。；、\d]{0,10}规范性文件(\d[\d,]*)件`), "（一）", TableTwo, []int{rowNormative}, 0, "制发行政规范性文件"},
	{regexp.MustCompile(`(?:新收|收到)[^，。；、\d]{0,16}申请(?:共)?(\d[\d,]*)件`), "（二）", TableThree, []int{rowNew}, columnTotal, "新收申请"},
	{regexp.MustCompile(`上年(?:度)?结转[^，。；、\d]{0,10}(\d[\d,]*)件`), "（二）", TableThree, []int{rowCarriedIn}, columnTotal, "上年结转"},
	{regexp.MustCompile(`办结[^，。；、\d]{0,10}(\d[\d,]*)件`), "（二）", TableThree, []int{rowTotal}, columnTotal, "办结"},
	{regexp.MustCompile(`结转(?:至|到)?下(?:一)?年(?:度)?[^，。；、\d]{0,8}(\d[\d,]*)件`), "（二）", TableThree, []int{rowCarriedOut}, columnTotal, "结转下年度"},
	{regexp.MustCompile(`予以公开(?:的)?(\d[\d,]*)件`), "（二）", TableThree, []int{rowGranted}, columnTotal, "予以公开"},
	{regexp.MustCompile(`部分公开(?:的)?(\d[\d,]*)件`), "（二）", TableThree, []int{rowPartial}, columnTotal, "部分公开"},
	{regexp.MustCompile(`不予公开(?:的)?(\d[\d,]*)件`), "（二）", TableThree, seq(rowDeny, 8), columnTotal, "不予公开"},
	{regexp.MustCompile(`无法提供(?:的)?(\d[\d,]*)件`), "（二）", TableThree, seq(rowUnable, 3), columnTotal, "无法提供"},
	{regexp.MustCompile(`不予处理(?:的)?(\d[\d,]*)件`), "（二）", TableThree, seq(rowRefuse, 5), columnTotal, "不予处理"},
	{regexp.MustCompile(`其他处理(?:的)?(\d[\d,]*)件`), "（二）", TableThree, seq(rowOther, 3), columnTotal, "其他处理"},
}

func seq(from, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = from + i
	}
	return out
}

var partMark = regexp.MustCompile(`^[#\s*]*(（[一二三四五]）|[一二三四五六]、)`)

// judgeProse compares the numbers of 一、总体情况 with the report's own tables.
func (a *annuals) judgeProse(r *Annual, b body) {
	part := ""
	for n, line := range b.lines {
		if mark := partMark.FindStringSubmatch(line); mark != nil {
			part = mark[1]
			if strings.HasSuffix(part, "、") && part != "一、" {
				return
			}
		}
		for _, c := range claims {
			if c.where != part {
				continue
			}
			if span := c.pattern.FindStringSubmatchIndex(line); span != nil {
				a.judgeClaim(r, c, line[span[2]:span[3]], b.at(n, utf8.RuneCountInString(line[:span[2]])+1))
			}
		}
	}
}

func (a *annuals) judgeClaim(r *Annual, c claim, told string, at diag.Position) {
	t := r.Tables[c.table]
	if !t.Given() {
		return
	}
	total := 0.0
	for _, row := range c.rows {
		cell := t.Cells[row][c.column]
		if !cell.Known {
			return
		}
		total += cell.Value
	}
	r.Checked++
	said, err := strconv.ParseFloat(strings.ReplaceAll(told, ",", ""), 64)
	if err != nil || same(said, total) {
		return
	}
	cell := t.Cells[c.rows[0]][c.column]
	name := t.Layout.cellName(c.rows[0], c.column)
	if len(c.rows) > 1 {
		name = fmt.Sprintf("%s“（%s）%s”各项的总计之和", t.Layout.Name, map[int]string{rowDeny: "三", rowUnable: "四", rowRefuse: "五", rowOther: "六"}[c.rows[0]], c.name)
	}
	a.list.Add(a.broken(r, at, fmt.Sprintf("文字里%s是 %s 件，%s是 %s", c.name, told, name, plainNumber(total))).Noted(cell.At, "%s写在这里", name))
}

// plainNumber writes a number without needless decimals.
func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
