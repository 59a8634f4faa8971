package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/config"
	"gongkai/generator/diag"
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
