package report

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/source"
)

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
