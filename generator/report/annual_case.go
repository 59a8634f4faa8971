package report

import (
	"slices"

	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/diag"
)

// requestCase is a request (table three) or a review or suit (table four).
type requestCase struct {
	agency    *config.Agency
	request   bool
	sort      int // row of 表四
	applicant int // column of 表三
	result    int // row of 表三, column of 表四
	received  day.Day
	closed    day.Day
	open      bool
	at        diag.Position
}

// requestCase reads a row; what is wrong with it is reported.
func (a *annuals) requestCase(r row) (c requestCase, ok bool) {
	ok = true
	wrong := func(f diag.Finding) {
		a.list.Add(f)
		ok = false
	}
	c = requestCase{at: r.at("收到日期"), open: r.cells["办结日期"] == ""}
	if c.agency = a.agencyOf(r.file, r.cells["机关"]); c.agency == nil {
		wrong(r.wrong("机关", "看不出这一行是哪个机关的").Hinted("加“机关”一列，写 config.toml 里登记的机构；或者把台账放进以机构代号命名的文件夹"))
	}
	var dated bool
	if c.received, dated = day.Parse(r.cells["收到日期"]); !dated {
		wrong(r.wrong("收到日期", "收到日期“%s”不是有效日期", r.cells["收到日期"]).Hinted("写作 2025-03-18"))
	}
	if c.closed, dated = day.Parse(r.cells["办结日期"]); !dated && !c.open {
		wrong(r.wrong("办结日期", "办结日期“%s”不是有效日期", r.cells["办结日期"]).Hinted("写作 2025-04-02；没有办结的留空"))
	} else if ok && !c.open && c.closed < c.received {
		wrong(r.wrong("办结日期", "办结日期 %s 早于收到日期 %s", c.closed, c.received).Hinted("核对两个日期"))
	}
	if c.open != (r.cells["结果"] == "") {
		wrong(r.wrong("结果", "办结日期和结果应当都写或者都不写").Hinted("没有办结的两项都留空"))
	}
	if f, fine := c.classify(r); !fine {
		wrong(f)
	}
	return c, ok
}

// caseSorts are the sorts of rows, by the row of 表四; a request has none.
var caseSorts = [][]string{{"复议", "行政复议", "review"}, {"诉讼", "行政诉讼", "直接诉讼", "未经复议直接起诉", "suit"}, {"复议后诉讼", "复议后起诉", "suit_after_review"}}

// classify reads what a row is: its sort, applicant and result.
func (c *requestCase) classify(r row) (diag.Finding, bool) {
	c.request = slices.Contains([]string{"", "申请", "request"}, r.cells["类别"])
	if !c.request {
		c.sort = slices.IndexFunc(caseSorts, func(words []string) bool { return slices.Contains(words, r.cells["类别"]) })
		if c.sort < 0 {
			return r.wrong("类别", "没有“%s”这个类别", r.cells["类别"]).Hinted("写 申请、复议、诉讼 或 复议后诉讼"), false
		}
		if c.open {
			c.result = columnOpen
			return diag.Finding{}, true
		}
		column, ok := Layouts[TableFour].columnOf(r.cells["结果"])
		if r.cells["结果"] == "其他" {
			column, ok = columnOpen-1, true
		}
		if c.result = column; !ok || column >= columnOpen {
			return r.wrong("结果", "复议和诉讼没有“%s”这个结果", r.cells["结果"]).Hinted("写 维持、纠正 或 其他；没有审结的留空"), false
		}
		return diag.Finding{}, true
	}
	column, ok := Layouts[TableThree].columnOf(r.cells["申请人类型"])
	if c.applicant = column; !ok || column >= applicantCount {
		return r.wrong("申请人类型", "没有“%s”这种申请人类型", r.cells["申请人类型"]).Hinted("写 自然人、商业企业、科研机构、社会公益组织、法律服务机构 或 其他"), false
	}
	if c.open {
		return diag.Finding{}, true
	}
	row, ok := Layouts[TableThree].rowOf(r.cells["结果"])
	if r.cells["结果"] == "其他" {
		row, ok = rowOther+2, true
	}
	if c.result = row; !ok || row < rowGranted || row >= rowTotal {
		return r.wrong("结果", "表三没有“%s”这一项", r.cells["结果"]).Hinted("写表三的项目或代号，如 予以公开（granted）、部分公开（partial）、属于国家秘密（deny.secret）、本机关不掌握相关政府信息（unable.none）"), false
	}
	return diag.Finding{}, true
}

// countCases counts an agency's year.
func countCases(name string, cases []requestCase, agency *config.Agency, year int) [tableCount]Table {
	start, end := day.Make(year, 1, 1), day.Make(year, 12, 31)
	var three [25][7]int
	var four [3][5]int
	for _, c := range cases {
		if c.agency != agency {
			continue
		}
		here := !c.open && c.closed >= start && c.closed <= end
		stillOpen := c.received <= end && (c.open || c.closed > end)
		if c.request {
			count := func(row int, yes bool) {
				if yes {
					three[row][c.applicant]++
					three[row][columnTotal]++
				}
			}
			count(rowNew, c.received >= start && c.received <= end)
			count(rowCarriedIn, c.received < start && (c.open || c.closed >= start))
			count(c.result, here)
			count(rowTotal, here)
			count(rowCarriedOut, stillOpen)
			continue
		}
		column := c.result
		if stillOpen {
			column = columnOpen
		}
		if here || stillOpen {
			four[c.sort][column]++
			four[c.sort][columnCaseTotal]++
		}
	}
	var out [tableCount]Table
	at := diag.Position{File: name, Line: 1, Column: 1}
	out[TableThree], out[TableFour] = newTable(TableThree, FromLedger), newTable(TableFour, FromLedger)
	for i := range three {
		for j, n := range three[i] {
			out[TableThree].Cells[i][j] = counted(n)
			out[TableThree].Cells[i][j].At = at
		}
	}
	for i := range four {
		for j, n := range four[i] {
			out[TableFour].Cells[i][j] = counted(n)
			out[TableFour].Cells[i][j].At = at
		}
	}
	return out
}
