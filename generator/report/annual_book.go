package report

import (
	"fmt"
	"slices"
	"strconv"

	"gongkai/generator/config"
)

// AnnualBook is the report of one year: the statutory tables of every agency,
// which page and spreadsheet lay out in their exact form, and the Book with the
// same numbers a line a cell.
type AnnualBook struct {
	*Book
	Year    int
	Reports []*Annual
}

// Definition says where the numbers come from.
func (a *Annuals) definition() []string {
	return []string{
		"表二、表三、表四的格式依国务院办公厅政府信息与政务公开办公室《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）。年报正文已经公布的，取正文里的表；没有的，表二（一）项由本栏目的规章、规范性文件逐件计数，表三、表四由各机关的依申请公开台账计数。",
		"逐项核对：本年新收 + 上年结转 = 总计 + 结转下年度；总计 = （一）至（六）各项之和；六类申请人之和 = 总计列；上年结转 = 上一年的结转下年度；复议、诉讼四种结果之和 = 总计；文字里重复的数与表一致。空白不等于零，含有空白的等式不能核对。",
		"“目录统计”只计本机关牵头制发、在本栏目公开的文件；年报所列包括下级机关或者不在本栏目的文件时，两者可以不同。",
	}
}

// Books gives a book for every year that is over, the newest first.
func (a *Annuals) Books() []*AnnualBook {
	var out []*AnnualBook
	for _, y := range a.Years() {
		out = append(out, a.Book(y))
	}
	return out
}

// Book gives the report of a year.
func (a *Annuals) Book(y int) *AnnualBook {
	reports := a.Of(y)
	b := &Book{Name: "annual/" + strconv.Itoa(y), Title: fmt.Sprintf("%d年政府信息公开工作年度报告统计表", y), AsOf: a.AsOf,
		Period: fmt.Sprintf("%d年1月1日至12月31日", y), Definition: a.definition()}
	checked, broken := 0, 0
	cells := Sheet{Key: "cells", Title: "各表数据", Data: true, Columns: []Column{
		{"agency", "机关", "", Words}, {"table", "表", "", Words}, {"row_key", "行代号", "", Words}, {"row", "项目", "", Words}, {"column_key", "列代号", "", Words}, {"column", "列", "", Words},
		{"value", "数值", "", Amount}, {"unit", "单位", "", Words}, {"origin", "来源", "", Words}}}
	for _, r := range reports {
		checked, broken = checked+r.Checked, broken+r.Broken
		for n := range r.Tables {
			cells.Rows = append(cells.Rows, r.cellRows(n)...)
		}
	}
	b.Figures = []Figure{
		{"reports", "机关", whole(len(reports)), "个", "公布年度报告或者记有台账的"},
		{"checked", "核对等式", whole(checked), "项", fmt.Sprintf("其中%d项不成立", broken)},
	}
	b.Sheets = []Sheet{a.stocks(reports), cells}
	b.Groups = a.groups(reports)
	return &AnnualBook{b, y, reports}
}

// cellRows is a table a line a cell.
func (r *Annual) cellRows(n int) []Row {
	t := r.Tables[n]
	if !t.Given() {
		return nil
	}
	var out []Row
	for i, row := range t.Layout.Rows {
		for j := range t.Layout.width(i) {
			column := t.Layout.Columns[j]
			unit := "件"
			if n == TableTwo && i >= rowLicence {
				column = Head{Key: "value", Label: "本年处理决定数量"}
				if i == rowFee {
					unit, column.Label = "万元", "本年收费金额"
				}
			}
			label := row.Label
			if row.Path != "" && n != TableTwo {
				label = row.Path + label
			}
			out = append(out, Row{Cells: []Cell{text(r.Agency.Name), text(t.Layout.Name), text(row.Key), text(label), text(column.Key), text(column.Label),
				t.Cells[i][j].Cell(), text(unit), text(string(t.Origin))}})
		}
	}
	return out
}

// Cell shows a number; a blank stays blank.
func (n Number) Cell() Cell {
	if !n.Known {
		return Cell{}
	}
	return Cell{Text: n.Text, Number: n.Value, Numeric: true}
}

// stocks sets what the report says of 规章 and 规范性文件 beside what the column's
// documents tell.
func (a *Annuals) stocks(reports []*Annual) Sheet {
	s := Sheet{Key: "stock", Title: "表二（一）项与目录统计", Columns: []Column{
		{"agency", "机关", "", Words}, {"kind", "信息内容", "", Words}, {"item", "项目", "", Words}, {"reported", "年报", "件", Amount}, {"catalogued", "目录统计", "件", Count}, {"difference", "相差", "件", Amount}}}
	for _, r := range reports {
		two := r.Tables[TableTwo]
		for n, stock := range r.Stock.Kinds {
			for column, c := range []struct {
				value int
				key   string
			}{{stock.Issued, "issued"}, {stock.Ended, "ended"}, {stock.InForce, "in-force"}} {
				reported := two.Cells[rowRegulation+n][column]
				difference := Cell{}
				if reported.Known {
					difference = Number{Known: true, Value: reported.Value - float64(c.value), Text: plainNumber(reported.Value - float64(c.value))}.Cell()
				}
				s.Rows = append(s.Rows, Row{Cells: []Cell{text(r.Agency.Name), text(two.Layout.Rows[rowRegulation+n].Label), text(two.Layout.Columns[column].Label),
					reported.Cell(), whole(c.value, stockGroup(r.Agency, stock, c.key), "all"), difference}})
			}
		}
	}
	return s
}

func stockGroup(agency *config.Agency, s Stock, part string) string {
	return agency.Key + "/" + s.Kind.Row().Key + "/" + part
}

func (a *Annuals) groups(reports []*Annual) []Group {
	var out []Group
	for _, r := range reports {
		for _, s := range r.Stock.Kinds {
			add := func(part, word string, n int) {
				list := s.InForceList
				switch part {
				case "issued":
					list = s.IssuedList
				case "ended":
					list = s.EndedList
				}
				p := Part{Key: "all", Label: r.Agency.Name + s.Kind.Label() + "：" + word}
				for _, e := range list {
					p.Lines = append(p.Lines, Line{Entry: e, Note: basis(e)})
				}
				if n > 0 {
					out = append(out, Group{Key: stockGroup(r.Agency, s, part), Title: strconv.Itoa(r.Year) + "年" + p.Label, Parts: []Part{p}})
				}
			}
			add("issued", "制发", s.Issued)
			add("ended", "废止", s.Ended)
			add("in-force", "年末现行有效", s.InForce)
		}
	}
	return slices.Clip(out)
}
