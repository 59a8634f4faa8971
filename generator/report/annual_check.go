package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/field"
)

// broken reports an identity that does not hold.
func (a *annuals) broken(r *Annual, at diag.Position, message string) diag.Finding {
	r.Broken++
	return diag.New(diag.AnnualIdentity, at, "%s%d年：%s", r.Agency.Short, r.Year, message).On("", 1).
		Hinted("核对这两处，把抄错或算错的一处改正")
}

// ref is a cell of a report's tables.
type ref struct{ table, row, column int }

// check tells of every identity of a report whether it holds, and of its blanks.
func (a *annuals) check(r *Annual) {
	for n := range r.Tables {
		if t := &r.Tables[n]; t.Given() && r.Whole {
			a.blanks(r, n, t)
		}
	}
	if r.Document != nil && !a.fromText(r) {
		a.list.Add(diag.New(diag.AnnualBlank, r.Document.At(field.Title), "年度报告正文里没有找到三张统计表，无法核对").On("标题", 1).
			Hinted("把表二、表三、表四写成 Markdown 表格，首行写“自然人”“商业企业”等列名").As(diag.Info))
	}
	three, four := &r.Tables[TableThree], &r.Tables[TableFour]
	if three.Given() {
		a.checkThree(r)
	}
	if four.Given() {
		for row := range four.Cells {
			a.equal(r, []ref{{TableFour, row, 0}, {TableFour, row, 1}, {TableFour, row, 2}, {TableFour, row, 3}}, []ref{{TableFour, row, columnCaseTotal}},
				"四种结果之和", four.Layout.cellName(row, columnCaseTotal))
		}
	}
	a.acrossYears(r)
}

func (a *annuals) fromText(r *Annual) bool {
	for _, t := range r.Tables {
		if t.Given() && t.Origin == FromDocument {
			return true
		}
	}
	return false
}

// checkThree checks 表三: each column's two identities, each row's sum.
func (a *annuals) checkThree(r *Annual) {
	l := Layouts[TableThree]
	for column := range l.Columns {
		of := "（" + l.Columns[column].Label + "列）"
		a.equal(r, []ref{{TableThree, rowNew, column}, {TableThree, rowCarriedIn, column}}, []ref{{TableThree, rowTotal, column}, {TableThree, rowCarriedOut, column}},
			"“本年新收”加“上年结转”"+of, "“总计”加“结转下年度”"+of)
		var results []ref
		for row := rowGranted; row < rowTotal; row++ {
			results = append(results, ref{TableThree, row, column})
		}
		a.equal(r, results, []ref{{TableThree, rowTotal, column}}, "（一）至（六）各项之和"+of, l.cellName(rowTotal, column))
	}
	for row := range l.Rows {
		var applicants []ref
		for column := range applicantCount {
			applicants = append(applicants, ref{TableThree, row, column})
		}
		a.equal(r, applicants, []ref{{TableThree, row, columnTotal}}, "六类申请人之和（“"+l.Rows[row].Label+"”行）", l.cellName(row, columnTotal))
	}
}

// equal checks that two sums of one report are equal; with a blank among them
// nothing can be told.
func (a *annuals) equal(r *Annual, left, right []ref, leftName, rightName string) {
	x, leftAt, ok1 := r.sum(left)
	y, rightAt, ok2 := r.sum(right)
	if !ok1 || !ok2 {
		return
	}
	r.Checked++
	if !same(x, y) {
		a.list.Add(a.broken(r, rightAt, fmt.Sprintf("%s的%s是 %s，%s是 %s", Layouts[left[0].table].Name, leftName, plainNumber(x), rightName, plainNumber(y))).
			Noted(leftAt, "%s从这里算起", leftName))
	}
}

// sum adds cells; ok is false where one is not known.
func (r *Annual) sum(cells []ref) (total float64, at diag.Position, ok bool) {
	for i, c := range cells {
		cell := r.Tables[c.table].Cells[c.row][c.column]
		if !cell.Known {
			return 0, cell.At, false
		}
		if i == 0 {
			at = cell.At
		}
		total += cell.Value
	}
	return total, at, true
}

// acrossYears checks a report against the one of the year before.
func (a *annuals) acrossYears(r *Annual) {
	before := a.reports[annualKey{r.Agency, r.Year - 1}]
	if before == nil {
		return
	}
	three, old := &r.Tables[TableThree], &before.Tables[TableThree]
	if three.Given() && old.Given() {
		for column := range three.Layout.Columns {
			x, y := old.Cells[rowCarriedOut][column], three.Cells[rowCarriedIn][column]
			if !x.Known || !y.Known {
				continue
			}
			r.Checked++
			if !same(x.Value, y.Value) {
				a.list.Add(a.broken(r, y.At, fmt.Sprintf("%s是 %s，上一年%s是 %s", three.Layout.cellName(rowCarriedIn, column), y.Text, three.Layout.cellName(rowCarriedOut, column), x.Text)).
					Noted(x.At, "%d年的“结转下年度”写在这里", before.Year))
			}
		}
	}
	two, last := &r.Tables[TableTwo], &before.Tables[TableTwo]
	if !two.Given() || !last.Given() || two.Origin != last.Origin {
		return
	}
	for row := rowRegulation; row <= rowNormative; row++ {
		had, issued, ended, has := last.Cells[row][2], two.Cells[row][0], two.Cells[row][1], two.Cells[row][2]
		if !had.Known || !issued.Known || !ended.Known || !has.Known {
			continue
		}
		r.Checked++
		if want := had.Value + issued.Value - ended.Value; !same(want, has.Value) {
			a.list.Add(a.broken(r, has.At, fmt.Sprintf("%s是 %s，而上年末 %s 件加制发 %s 件减废止 %s 件是 %s 件", two.Layout.cellName(row, 2), has.Text, had.Text, issued.Text, ended.Text, plainNumber(want))).
				Noted(had.At, "%d年的现行有效件数写在这里", before.Year).As(diag.Warning))
		}
	}
}

// blanksShown is how many blank cells of a table a finding names.
const blanksShown = 3

// blanks reports the cells of a table that are not numbers, in one finding.
func (a *annuals) blanks(r *Annual, n int, t *Table) {
	var names []string
	var at diag.Position
	blank, found := 0, ""
	for i := range t.Cells {
		for j := range t.Layout.width(i) {
			cell := t.Cells[i][j]
			if cell.Known && cell.Value >= 0 {
				continue
			}
			if blank++; blank == 1 {
				at, found = cell.At, cell.Text
			}
			if len(names) < blanksShown {
				names = append(names, t.Layout.cellName(i, j))
			}
		}
	}
	if blank == 0 || n == TableTwo && t.Origin == FromCatalog {
		return
	}
	if at.Line == 0 && r.Document != nil {
		at = r.Document.At(field.Title)
	}
	more := ""
	if blank > len(names) {
		more = fmt.Sprintf("等 %d 格", blank)
	}
	what := "是空的"
	if found != "" {
		what = "写的是“" + found + "”"
	}
	a.list.Add(diag.New(diag.AnnualBlank, at, "%s%d年：%s%s不是数（第一格%s）", r.Agency.Short, r.Year, strings.Join(names, "、"), more, what).
		On("", max(1, utf8.RuneCountInString(found))).Hinted("没有的写 0；空白和“/”不等于零"))
}
