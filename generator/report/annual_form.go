package report

import "fmt"

// StatutoryTable is a table of the annual report laid out cell by cell in the
// form of 国办公开办函〔2021〕30号, for page and spreadsheet alike.
type StatutoryTable struct {
	Name    string // 表三
	Title   string
	Columns int
	Heads   int // rows of the head
	Rows    [][]StatutoryCell
}

// StatutoryCell is a cell that may span others.
type StatutoryCell struct {
	Text    string
	Number  *Number // nil for a heading
	Rows    int     // spanned, at least 1
	Columns int
	Column  int // the first column, from 0
	Scope   string
}

// Statutory gives the tables that a report has, in their order.
func (r *Annual) Statutory() []StatutoryTable {
	var out []StatutoryTable
	for n, lay := range []func(*Table) StatutoryTable{layTwo, layThree, layFour} {
		if t := &r.Tables[n]; t.Given() {
			s := lay(t)
			s.Name, s.Title = t.Layout.Name, t.Layout.Title
			out = append(out, s)
		}
	}
	return out
}

// head makes a heading cell.
func head(s, scope string, column, rows, columns int) StatutoryCell {
	return StatutoryCell{Text: s, Rows: rows, Columns: columns, Column: column, Scope: scope}
}

// value makes a cell of a number.
func value(n *Number, column, columns int) StatutoryCell {
	return StatutoryCell{Text: n.Text, Number: n, Rows: 1, Columns: columns, Column: column}
}

func layTwo(t *Table) StatutoryTable {
	s := StatutoryTable{Columns: 4}
	add := func(cells ...StatutoryCell) { s.Rows = append(s.Rows, cells) }
	for _, block := range []struct {
		name, column string
		rows         []int
	}{
		{"第二十条第（一）项", "", []int{rowRegulation, rowNormative}}, {"第二十条第（五）项", "本年处理决定数量", []int{rowLicence}},
		{"第二十条第（六）项", "本年处理决定数量", []int{rowPenalty, rowCoercion}}, {"第二十条第（八）项", "本年收费金额（单位：万元）", []int{rowFee}},
	} {
		add(head(block.name, "colgroup", 0, 1, 4))
		if block.column == "" {
			add(head("信息内容", "col", 0, 1, 1), head(t.Layout.Columns[0].Label, "col", 1, 1, 1), head(t.Layout.Columns[1].Label, "col", 2, 1, 1), head(t.Layout.Columns[2].Label, "col", 3, 1, 1))
		} else {
			add(head("信息内容", "col", 0, 1, 1), head(block.column, "colgroup", 1, 1, 3))
		}
		for _, row := range block.rows {
			cells := []StatutoryCell{head(t.Layout.Rows[row].Label, "row", 0, 1, 1)}
			for j := range t.Layout.width(row) {
				span := 1
				if row >= rowLicence {
					span = 3
				}
				cells = append(cells, value(&t.Cells[row][j], 1+j, span))
			}
			add(cells...)
		}
	}
	return s
}

// groupSpans are the groups of 表三 by their first row.
var groupSpans = map[int]struct {
	name string
	rows int
}{rowDeny: {"（三）不予公开", 8}, rowUnable: {"（四）无法提供", 3}, rowRefuse: {"（五）不予处理", 5}, rowOther: {"（六）其他处理", 3}}

func layThree(t *Table) StatutoryTable {
	s := StatutoryTable{Columns: 10, Heads: 3}
	c := t.Layout.Columns
	s.Rows = [][]StatutoryCell{
		{head("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "col", 0, 3, 3), head("申请人情况", "colgroup", 3, 1, 7)},
		{head(c[0].Label, "col", 3, 2, 1), head("法人或其他组织", "colgroup", 4, 1, 5), head(c[columnTotal].Label, "col", 9, 2, 1)},
		nil,
	}
	for j := 1; j < applicantCount; j++ {
		s.Rows[2] = append(s.Rows[2], head(c[j].Label, "col", 3+j, 1, 1))
	}
	for i, row := range t.Layout.Rows {
		var cells []StatutoryCell
		switch {
		case i < rowGranted || i == rowCarriedOut:
			cells = append(cells, head(row.Label, "row", 0, 1, 3))
		case i == rowGranted:
			cells = append(cells, head("三、本年度办理结果", "rowgroup", 0, rowTotal-rowGranted+1, 1), head(row.Label, "row", 1, 1, 2))
		case i == rowPartial || i == rowTotal:
			cells = append(cells, head(row.Label, "row", 1, 1, 2))
		default:
			if g, first := groupSpans[i]; first {
				cells = append(cells, head(g.name, "rowgroup", 1, g.rows, 1))
			}
			cells = append(cells, head(row.Label, "row", 2, 1, 1))
		}
		for j := range c {
			cells = append(cells, value(&t.Cells[i][j], 3+j, 1))
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}

func layFour(t *Table) StatutoryTable {
	s := StatutoryTable{Columns: 15, Heads: 3}
	s.Rows = [][]StatutoryCell{{head("行政复议", "colgroup", 0, 1, 5), head("行政诉讼", "colgroup", 5, 1, 10)}, nil, nil, nil}
	for i, row := range t.Layout.Rows {
		if i > 0 {
			s.Rows[1] = append(s.Rows[1], head(row.Label, "colgroup", 5*i, 1, 5))
		}
		for j, column := range t.Layout.Columns {
			at, span := 2, 1
			if i == 0 {
				at, span = 1, 2
			}
			s.Rows[at] = append(s.Rows[at], head(column.Label, "col", 5*i+j, span, 1))
			s.Rows[3] = append(s.Rows[3], value(&t.Cells[i][j], 5*i+j, 1))
		}
	}
	return s
}

// Sources tells where each table of a report comes from: 表二、表三 取自年报正文.
func (r *Annual) Sources() string {
	out := ""
	for _, t := range r.Tables {
		if t.Given() {
			if out != "" {
				out += "，"
			}
			out += fmt.Sprintf("%s取自%s", t.Layout.Name, t.Origin)
		}
	}
	return out
}
