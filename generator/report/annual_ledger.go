package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/source"
)

// IsLedger tells whether a file below content/ is a ledger of requests:
// requests.csv with a row a request, review or suit, or requests.yaml with the
// year's sums; requests-NAME.csv and .yaml where there are several.
func IsLedger(name string) bool {
	base := path.Base(name)
	stem, ext := strings.TrimSuffix(base, path.Ext(base)), path.Ext(base)
	return (stem == "requests" || strings.HasPrefix(stem, "requests-")) && (ext == ".csv" || ext == ".yaml" || ext == ".yml")
}

// readLedgers reads the office's files.
//
// requests.csv is UTF-8 with a head of these columns, in any order, the ones in
// brackets optional; nothing else may stand there, so that no name gets in:
//
//	[机关]      the agency; needed where the site has several and no folder on the
//	            way to the file is named for it (key, name or short name)
//	[类别]      申请 (if empty), 复议, 诉讼, 复议后诉讼
//	收到日期    the day it came in, or the case was opened
//	申请人类型  自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构, 其他; of a request
//	[渠道]      当面, 邮寄, 网上, 传真 …
//	办结日期    empty while it is open
//	结果        of a request the row of 表三 (granted, deny.secret … or its words),
//	            of a case 维持, 纠正, 其他; empty while it is open
//	[延期]      是 or empty
//	[收费]      yuan
//
// A request counts as new in the year it came in, as handled in the year it was
// closed, and is carried over every year's end on which it was open.
func (a *annuals) readLedgers(names []string) error {
	for _, name := range slices.Sorted(slices.Values(names)) {
		data, err := a.read(name)
		if err != nil {
			return err
		}
		if path.Ext(name) == ".csv" {
			a.readRows(name, data)
		} else {
			a.readTotals(name, data)
		}
	}
	return nil
}

// ledgerColumns are the columns of requests.csv with other spellings.
var ledgerColumns = []struct {
	name    string
	aliases []string
	needed  bool
}{
	{"机关", []string{"agency", "发布机构", "单位"}, false},
	{"类别", []string{"type", "案件类别"}, false},
	{"收到日期", []string{"received", "收件日期", "立案日期"}, true},
	{"申请人类型", []string{"applicant", "申请人"}, true},
	{"渠道", []string{"channel", "申请渠道"}, false},
	{"办结日期", []string{"closed", "答复日期", "结案日期"}, true},
	{"结果", []string{"result", "办理结果"}, true},
	{"延期", []string{"extended"}, false},
	{"收费", []string{"fee", "收费金额"}, false},
}

// row is a line of requests.csv.
type row struct {
	file   string
	line   int
	cells  map[string]string
	column map[string]int
}

func (r row) at(name string) diag.Position {
	return diag.Position{File: r.file, Line: r.line, Column: r.column[name]}
}

func (r row) wrong(name, format string, args ...any) diag.Finding {
	return diag.New(diag.LedgerOfRequests, r.at(name), format, args...).On(name, utf8.RuneCountInString(r.cells[name]))
}

// readRows counts the rows of a requests.csv.
func (a *annuals) readRows(name string, data []byte) {
	rows, findings := parseRows(name, data)
	a.list.Add(findings...)
	var cases []requestCase
	for _, r := range rows {
		if c, ok := a.requestCase(r); ok {
			cases = append(cases, c)
		}
	}
	first := map[*config.Agency]int{}
	for _, c := range cases {
		if y, ok := first[c.agency]; !ok || c.received.Year() < y {
			first[c.agency] = c.received.Year()
		}
	}
	for i := range a.catalog.Config.Agencies {
		agency := &a.catalog.Config.Agencies[i]
		from, ok := first[agency]
		for y := from; ok && y <= a.catalog.Day.Year(); y++ {
			a.report(agency, y)
			key := annualKey{agency, y}
			tables := a.ledger[key]
			for n, t := range countCases(name, cases, agency, y) {
				if t.Given() {
					if tables[n].Given() {
						t = sum(tables[n], t)
					}
					tables[n] = t
				}
			}
			a.ledger[key] = tables
		}
	}
}

// sum adds two tables of one layout, of an agency that keeps two files.
func sum(x, y Table) Table {
	out := x
	out.Cells = make([][]Number, len(x.Cells))
	for i := range x.Cells {
		out.Cells[i] = make([]Number, len(x.Cells[i]))
		for j := range x.Cells[i] {
			n := counted(int(x.Cells[i][j].Value + y.Cells[i][j].Value))
			n.At = x.Cells[i][j].At
			out.Cells[i][j] = n
		}
	}
	return out
}

func parseRows(name string, data []byte) (rows []row, list diag.List) {
	whole := diag.Position{File: name, Line: 1, Column: 1}
	if !utf8.Valid(data) {
		return nil, diag.List{diag.New(diag.LedgerOfRequests, whole, "台账不是 UTF-8 编码").Hinted("用表格软件另存为“CSV UTF-8”")}
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	r.FieldsPerRecord = -1
	head, err := r.Read()
	if err != nil {
		return nil, diag.List{diag.New(diag.LedgerOfRequests, whole, "台账没有列名").Hinted("第一行写列名：收到日期,申请人类型,渠道,办结日期,结果,延期,收费")}
	}
	names := make([]string, len(head))
	for i, h := range head {
		names[i] = ledgerColumn(h)
		if names[i] == "" && strings.TrimSpace(h) != "" {
			line, column := r.FieldPos(i)
			list.Add(diag.New(diag.LedgerOfRequests, diag.Position{File: name, Line: line, Column: column}, "台账里没有“%s”这一列", h).On("", utf8.RuneCountInString(h)).
				Hinted("只用这些列：机关、类别、收到日期、申请人类型、渠道、办结日期、结果、延期、收费；姓名、电话、申请内容不要写进台账"))
		}
	}
	for _, c := range ledgerColumns {
		if c.needed && !slices.Contains(names, c.name) {
			list.Add(diag.New(diag.LedgerOfRequests, whole, "台账缺“%s”一列", c.name).On(c.name, 0).Hinted("第一行写列名：收到日期,申请人类型,渠道,办结日期,结果,延期,收费"))
		}
	}
	if list.Failed() {
		return nil, list
	}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, list
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			return rows, append(list, diag.New(diag.LedgerOfRequests, diag.Position{File: name, Line: wrong.Line, Column: wrong.Column}, "台账的这一行读不懂").Hinted("检查引号是否成对"))
		}
		line, _ := r.FieldPos(0)
		one := row{file: name, line: line, cells: map[string]string{}, column: map[string]int{}}
		empty := true
		for i, cell := range record {
			if i >= len(names) || names[i] == "" {
				continue
			}
			_, column := r.FieldPos(i)
			one.cells[names[i]], one.column[names[i]] = strings.TrimSpace(cell), column
			empty = empty && strings.TrimSpace(cell) == ""
		}
		if !empty {
			rows = append(rows, one)
		}
	}
}

func ledgerColumn(written string) string {
	written = squeeze(written)
	for _, c := range ledgerColumns {
		if written == c.name || slices.Contains(c.aliases, strings.ToLower(written)) {
			return c.name
		}
	}
	return ""
}

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

// agencyOf finds whose row it is: as written, by the folders above the file, or
// the only agency of the site.
func (a *annuals) agencyOf(file, written string) *config.Agency {
	c := a.catalog.Config
	if written != "" {
		found, _ := c.Agency(written)
		return found
	}
	parts := strings.Split(path.Dir(file), "/")
	stem := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if _, name, ok := strings.Cut(stem, "requests-"); ok {
		parts = append(parts, name)
	}
	for _, part := range slices.Backward(parts) {
		if found, ok := c.Agency(part); ok {
			return found
		}
	}
	if len(c.Agencies) == 1 {
		return &c.Agencies[0]
	}
	return nil
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

// readTotals reads a requests.yaml: 机关, 年度, and under 表二, 表三 and 表四 a
// member a row, with a number or the list of the row's numbers. The last number
// of a row, its sum, may be left out.
func (a *annuals) readTotals(name string, data []byte) {
	head, findings, ok := source.Read(name, slices.Concat([]byte("---\n"), bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), []byte("\n---\n")))
	if !ok {
		for _, f := range findings {
			f.Line--
			f.Code, f.Severity = diag.LedgerOfRequests, diag.Error
			a.list.Add(f)
		}
		return
	}
	var agency *config.Agency
	year := 0
	for _, e := range head.Head {
		switch squeeze(e.Name) {
		case "机关", "agency":
			agency = a.agencyOf(name, strings.TrimSpace(e.Value.Text))
		case "年度", "year":
			year, _ = strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(e.Value.Text), "年"))
		}
	}
	if agency == nil {
		agency = a.agencyOf(name, "")
	}
	at := diag.Position{File: name, Line: 1, Column: 1}
	if agency == nil || year < 2008 || year > 2199 {
		a.list.Add(diag.New(diag.LedgerOfRequests, at, "统计数文件没有写明机关和年度").Hinted("写作“机关: 市司法局”“年度: 2025”"))
		return
	}
	a.report(agency, year)
	tables := a.totals[annualKey{agency, year}]
	for _, e := range head.Head {
		n := slices.IndexFunc(Layouts[:], func(l *Layout) bool { return squeeze(e.Name) == l.Name })
		switch {
		case n >= 0:
			tables[n] = a.totalsTable(name, n, e.Value)
		case slices.Contains([]string{"机关", "agency", "年度", "year"}, squeeze(e.Name)):
		default:
			a.list.Add(diag.New(diag.LedgerOfRequests, up(e.At), "统计数文件里没有“%s”这一项", e.Name).On(e.Name, utf8.RuneCountInString(e.Name)).Hinted("只写 机关、年度、表二、表三、表四"))
		}
	}
	a.totals[annualKey{agency, year}] = tables
}

// up undoes the line put before the file.
func up(p diag.Position) diag.Position {
	p.Line--
	return p
}

func (a *annuals) totalsTable(name string, n int, v source.Value) Table {
	t := newTable(n, FromTotals)
	for i := range t.Cells {
		for j := range t.Cells[i] {
			t.Cells[i][j].At = up(v.At)
		}
	}
	for _, e := range v.Entries {
		row, ok := t.Layout.rowOf(e.Name)
		if !ok {
			a.list.Add(diag.New(diag.LedgerOfRequests, up(e.At), "%s没有“%s”这一行", t.Layout.Name, e.Name).On(e.Name, utf8.RuneCountInString(e.Name)).Hinted("写表里的项目名称或代号"))
			continue
		}
		values := e.Value.Items
		if e.Value.Form == source.Scalar {
			values = []source.Value{e.Value}
		}
		if len(values) > t.Layout.width(row) {
			a.list.Add(diag.New(diag.LedgerOfRequests, up(e.At), "%s“%s”有 %d 个数，最多 %d 个", t.Layout.Name, e.Name, len(values), t.Layout.width(row)).On(e.Name, 1).Hinted("依次是：%s", labels(t.Layout.Columns)))
			continue
		}
		for j, value := range values {
			t.Cells[row][j] = parseNumber(value.Text, up(value.At))
		}
		if last := t.Layout.width(row) - 1; n != TableTwo && len(values) == last {
			total, known := 0.0, true
			for _, cell := range t.Cells[row][:last] {
				total, known = total+cell.Value, known && cell.Known
			}
			if known {
				t.Cells[row][last] = counted(int(total))
				t.Cells[row][last].At = up(e.At)
			}
		}
	}
	return t
}

func labels(heads []Head) string {
	var out []string
	for _, h := range heads {
		out = append(out, h.Label)
	}
	return strings.Join(out, "、")
}

// parseNumber reads a cell; blank, "/" and "—" are not numbers, nor is text.
func parseNumber(written string, at diag.Position) Number {
	n := Number{Text: strings.TrimSpace(written), At: at}
	plain := strings.NewReplacer(",", "", "，", "", " ", "", "\u3000", "", "*", "").Replace(n.Text)
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil || strings.ContainsAny(plain, "eExXnN_") || v > 1e15 {
		return n
	}
	n.Known, n.Value, n.Text = true, v, plain
	return n
}
