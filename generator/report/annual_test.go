package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// published is the 自然人 column of a report published in 2025, in the order of
// 表三's rows.
var published = []int{13612, 535, 5345, 2120, 13, 30, 11, 49, 103, 84, 282, 147, 3075, 177, 19, 199, 147, 0, 100, 5, 315, 202, 941, 13364, 783}

// rowWords are the rows of 表三 as reports write them.
var rowWords = []string{"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "三、本年度办理结果：（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
	"（三）不予公开：1.属于国家秘密", "（三）不予公开：2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4．保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项",
	"（四）无法提供：1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确", "（五）不予处理：1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息",
	"（六）其他处理：1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他", "三、本年度办理结果：（七）总计", "四、结转下年度继续办理"}

// reportText writes the body of an annual report whose 自然人 column is given and
// whose other applicants asked nothing; edit may change the text.
func reportText(persons []int, two, four string, prose ...string) string {
	var b strings.Builder
	b.WriteString("## 一、总体情况\n\n### （二）依申请公开\n\n" + strings.Join(prose, "\n\n") + "\n\n## 二、主动公开政府信息情况\n\n" + two + "\n\n## 三、收到和处理政府信息公开申请情况\n\n")
	b.WriteString("| 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n|---|---:|---:|---:|---:|---:|---:|---:|\n")
	for i, n := range persons {
		fmt.Fprintf(&b, "| %s | %d | 0 | 0 | 0 | 0 | 0 | %d |\n", rowWords[i], n, n)
	}
	b.WriteString("\n## 四、政府信息公开行政复议、行政诉讼情况\n\n" + four + "\n\n## 五、存在的主要问题及改进情况\n\n无。\n\n## 六、其他需要报告的事项\n\n无。\n")
	return b.String()
}

const twoText = `| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
|---|---|---|---|
| 规章 | 1 | 0 | 3 |
| 行政规范性文件 | 4 | 2 | 20 |

| 信息内容 | 本年处理决定数量 |
|---|---|
| 行政许可 | 1,204 |

| 信息内容 | 本年处理决定数量 |
|---|---|
| 行政处罚 | 0 |
| 行政强制 | 0 |

| 信息内容 | 本年收费金额（单位：万元） |
|---|---|
| 行政事业性收费 | 12.50 |`

const fourText = `| 类型 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
|---|---|---|---|---|---|
| 行政复议 | 3 | 1 | 0 | 2 | 6 |
| 行政诉讼（未经复议直接起诉） | 1 | 0 | 0 | 0 | 1 |
| 行政诉讼（复议后起诉） | 0 | 0 | 1 | 0 | 1 |`

// annual writes the annual report of 市司法局 for 2025.
func annual(body string) file {
	f := doc(501, "标题: 示例市司法局2025年政府信息公开工作年度报告", "类型: 公开年报", "发布日期: 2026-01-20")
	f.text = strings.Replace(f.text, "正文。\n", body, 1)
	return f
}

// countAnnual counts the annual reports of some files.
func countAnnual(t testing.TB, on string, files ...file) (*report.Annuals, diag.List) {
	t.Helper()
	return countAnnualOf(t, column(t, on, files...), files...)
}

func countAnnualOf(t testing.TB, c *catalog.Catalog, files ...file) (*report.Annuals, diag.List) {
	t.Helper()
	site := tree(files...)
	var ledgers []string
	for _, f := range files {
		if report.IsLedger(f.path) {
			ledgers = append(ledgers, f.path)
		}
	}
	a, list, err := report.CountAnnual(c, ledgers, func(p string) ([]byte, error) { return readFile(site, p) })
	if err != nil {
		t.Fatal(err)
	}
	return a, list
}

func readFile(site fstest.MapFS, p string) ([]byte, error) { return site.ReadFile(p) }

func codes(list diag.List) []string {
	var out []string
	for _, f := range list {
		out = append(out, string(f.Code))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// The column of a published report satisfies every identity.
func TestPublishedVector(t *testing.T) {
	prose := "全年收到新申请13,612件，上年结转535件；办结13364件，结转下年度继续办理783件。其中予以公开5345件，部分公开2120件，不予公开719件，无法提供3271件，不予处理451件，其他处理1458件。"
	a, list := countAnnual(t, "2026-02-01", annual(reportText(published, twoText, fourText, prose)))
	if len(list) > 0 {
		t.Errorf("findings: %+v", list)
	}
	r := a.Of(2025)[0]
	// 7 columns × 2, 25 rows, 3 rows of 表四, 10 claims of the text.
	if r.Checked != 14+25+3+10 {
		t.Errorf("%d identities were checked, want 52", r.Checked)
	}
	for i, n := range published {
		if got := r.Tables[report.TableThree].Cells[i][0]; !got.Known || got.Value != float64(n) {
			t.Errorf("%s: %+v, want %d", rowWords[i], got, n)
		}
	}
	two := r.Tables[report.TableTwo]
	if two.Cells[2][0].Value != 1204 || two.Cells[5][0].Text != "12.50" || two.Cells[5][0].Value != 12.5 {
		t.Errorf("表二: %+v", two.Cells)
	}
	b := a.Book(2025)
	sound(t, b.Book)
	if n := len(b.Sheet("cells").Rows); n != 6+4+25*7+15 {
		t.Errorf("%d cells, want 200", n)
	}
}

// Every identity has a case that breaks it, and the finding names both cells.
func TestBrokenIdentities(t *testing.T) {
	whole := reportText(published, twoText, fourText, "收到新申请13612件，结转下年度783件。其中不予公开719件。")
	for _, c := range []struct {
		name, old, new string
		want           []string // what the message holds
	}{
		{"column: in and out", "| 一、本年新收政府信息公开申请数量 | 13612 | 0 | 0 | 0 | 0 | 0 | 13612 |", "| 一、本年新收政府信息公开申请数量 | 13612 | 1 | 0 | 0 | 0 | 0 | 13613 |",
			[]string{"“本年新收”加“上年结转”（商业企业列）是 1", "“总计”加“结转下年度”（商业企业列）是 0"}},
		{"column: sum of results", "| 2.重复申请 | 147 | 0 | 0 | 0 | 0 | 0 | 147 |", "| 2.重复申请 | 148 | 0 | 0 | 0 | 0 | 0 | 148 |",
			[]string{"（一）至（六）各项之和（自然人列）是 13365", "表三“（七）总计”的“自然人”是 13364"}},
		{"row: sum of applicants", "| 3.其他 | 941 | 0 | 0 | 0 | 0 | 0 | 941 |", "| 3.其他 | 940 | 0 | 0 | 0 | 0 | 0 | 941 |",
			[]string{"六类申请人之和（“3.其他”行）是 940", "表三“3.其他”的“总计”是 941"}},
		{"table four", "| 行政复议 | 3 | 1 | 0 | 2 | 6 |", "| 行政复议 | 3 | 1 | 0 | 2 | 7 |", []string{"四种结果之和是 6", "表四“行政复议”的“总计”是 7"}},
		{"text against a cell", "收到新申请13612件", "收到新申请13621件", []string{"文字里新收申请是 13621 件", "表三“一、本年新收政府信息公开申请数量”的“总计”是 13612"}},
		{"text against a sum", "不予公开719件", "不予公开718件", []string{"文字里不予公开是 718 件", "表三“（三）不予公开”各项的总计之和是 719"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(whole, c.old) {
				t.Fatalf("the text has no %q", c.old)
			}
			_, list := countAnnual(t, "2026-02-01", annual(strings.Replace(whole, c.old, c.new, 1)))
			if got := codes(list); !slices.Equal(got, []string{"REQ-01"}) {
				t.Fatalf("codes %v, want REQ-01", got)
			}
			found := false
			for _, f := range list {
				all := true
				for _, want := range c.want {
					all = all && strings.Contains(f.Message, want)
				}
				if all {
					found = true
					if f.Severity != diag.Error || f.Line == 0 || len(f.Notes) != 1 || f.Notes[0].Line == 0 || f.Position == f.Notes[0].Position {
						t.Errorf("finding %+v does not place both cells", f)
					}
				}
			}
			if !found {
				t.Errorf("no finding says %q: %v", c.want, list)
			}
		})
	}
}

func TestAcrossYears(t *testing.T) {
	before := doc(500, "标题: 示例市司法局2024年政府信息公开工作年度报告", "类型: 公开年报", "发布日期: 2025-01-20")
	last := slices.Clone(published)
	last[0], last[1], last[23], last[24] = 13364+535-100, 100, 13364, 535
	before.text = strings.Replace(before.text, "正文。\n", reportText(last, strings.ReplaceAll(twoText, "| 1 | 0 | 3 |", "| 0 | 0 | 2 |"), fourText), 1)
	now := annual(reportText(published, strings.ReplaceAll(twoText, "| 4 | 2 | 20 |", "| 4 | 2 | 22 |"), fourText))
	if _, list := countAnnual(t, "2026-02-01", before, now); len(list) > 0 {
		t.Fatalf("two years that agree have findings: %+v", list)
	}
	before.text = strings.ReplaceAll(before.text, "| 535 | 0 | 0 | 0 | 0 | 0 | 535 |", "| 536 | 0 | 0 | 0 | 0 | 0 | 536 |")
	before.text = strings.ReplaceAll(before.text, "| 100 | 0 | 0 | 0 | 0 | 0 | 100 |\n| 三", "| 101 | 0 | 0 | 0 | 0 | 0 | 101 |\n| 三")
	now.text = strings.ReplaceAll(now.text, "| 4 | 2 | 22 |", "| 4 | 2 | 23 |")
	_, list := countAnnual(t, "2026-02-01", before, now)
	var got []string
	for _, f := range list.Sorted() {
		if f.Code != diag.AnnualIdentity || f.Notes[0].File != before.path {
			t.Errorf("unexpected %+v", f)
		}
		got = append(got, f.Severity.String()+" "+f.Message)
	}
	want := []string{
		"warning 市司法局2025年：表二“行政规范性文件”的“现行有效件数”是 23，而上年末 20 件加制发 4 件减废止 2 件是 22 件",
		"error 市司法局2025年：表三“二、上年结转政府信息公开申请数量”的“自然人”是 535，上一年表三“四、结转下年度继续办理”的“自然人”是 536",
		"error 市司法局2025年：表三“二、上年结转政府信息公开申请数量”的“总计”是 535，上一年表三“四、结转下年度继续办理”的“总计”是 536",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// A blank is not zero: it is reported, and no identity is told with it.
func TestBlankIsNotZero(t *testing.T) {
	for _, blank := range []string{"", "/", "-", "—", "不适用", "无"} {
		text := reportText(published, twoText, fourText)
		text = strings.Replace(text, "| 3.要求提供公开出版物 | 0 |", "| 3.要求提供公开出版物 | "+blank+" |", 1)
		a, list := countAnnual(t, "2026-02-01", annual(text))
		if got := codes(list); !slices.Equal(got, []string{"REQ-03"}) || len(list) != 1 || !strings.Contains(list[0].Message, "“3.要求提供公开出版物”的“自然人”") {
			t.Errorf("%q: %v", blank, list)
		}
		r := a.Of(2025)[0]
		if r.Tables[report.TableThree].Cells[17][0].Known || r.Checked != 14+25+3-2 {
			t.Errorf("%q: %d checked, known %v", blank, r.Checked, r.Tables[report.TableThree].Cells[17][0])
		}
	}
}

func TestAnnualForm(t *testing.T) {
	body := reportText(published, twoText, fourText)
	for _, c := range []struct {
		name, want string
		change     func(*file)
	}{
		{"late", "晚于 2026-01-31", func(f *file) {
			f.text = strings.Replace(f.text, "发布日期: 2026-01-20", "发布日期: 2026-02-01", 1)
		}},
		{"another title", "标题应是", func(f *file) {
			f.text = strings.Replace(f.text, "年政府信息公开工作年度报告", "年度政府信息公开报告", 1)
		}},
		{"no year", "看不出是哪一年", func(f *file) { f.text = strings.Replace(f.text, "2025年政府", "政府", 1) }},
		{"too early", "还没有结束", func(f *file) { f.text = strings.Replace(f.text, "2025年政府", "2026年政府", 1) }},
		{"part missing", "缺第五部分", func(f *file) {
			f.text = strings.Replace(f.text, "## 五、存在的主要问题及改进情况", "", 1)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := annual(body)
			c.change(&f)
			_, list := countAnnual(t, "2026-03-01", f)
			if !slices.ContainsFunc(list, func(x diag.Finding) bool { return x.Code == diag.AnnualForm && strings.Contains(x.Message, c.want) }) {
				t.Errorf("no finding says %q: %v", c.want, list)
			}
		})
	}
	government := annual(body)
	government.text = strings.NewReplacer("示例市司法局2025", "示例市人民政府2025", "发布机构: sfj", "发布机构: szf", "发布日期: 2026-01-20", "发布日期: 2026-03-31").Replace(government.text)
	if _, list := countAnnual(t, "2026-04-30", government); len(list) > 0 {
		t.Errorf("a government's report of 31 March: %v", list)
	}
}

const requests = "\ufeff" + `机关,类别,收到日期,申请人类型,渠道,办结日期,结果,延期,收费
sfj,,2024-11-20,自然人,网上,2025-01-10,予以公开,,
sfj,,2024-12-30,商业企业,邮寄,,,,
sfj,申请,2025-03-01,自然人,网上,2025-03-20,deny.secret,,
市司法局,,2025-05-01,法律服务机构,当面,2025-06-01,1.本机关不掌握相关政府信息,是,
sfj,,2025-12-20,其他,网上,2026-01-05,部分公开,,
sfj,,2025-07-01,自然人,网上,2025-07-09,其他,,
sfj,复议,2025-02-01,,,2025-04-01,维持,,
sfj,复议,2025-11-01,,,2026-01-15,纠正,,
sfj,诉讼,2025-03-01,,,2025-09-01,其他,,
sfj,复议后诉讼,2025-10-01,,,,,,
jyj,,2025-04-01,科研机构,网上,2025-04-18,granted,,
`

func TestLedger(t *testing.T) {
	a, list := countAnnual(t, "2026-02-01", file{"content/公开年报/requests.csv", requests}, doc(1, "成文日期: 2025-02-01", "发布日期: 2025-02-03"))
	if len(list) > 0 && !slices.Equal(codes(list), []string{"REQ-03"}) {
		t.Fatalf("findings: %v", list)
	}
	r := a.Of(2025)[0]
	if r.Agency.Key != "sfj" || r.Tables[report.TableThree].Origin != report.FromLedger {
		t.Fatalf("report of %s from %s", r.Agency.Key, r.Tables[report.TableThree].Origin)
	}
	got := map[string]string{}
	for i, row := range report.Layouts[report.TableThree].Rows {
		line, total := "", 0.0
		for _, c := range r.Tables[report.TableThree].Cells[i] {
			line += c.Text + " "
			total += c.Value
		}
		if total > 0 {
			got[row.Key] = strings.TrimSpace(line)
		}
	}
	want := map[string]string{"new": "2 0 0 0 1 1 4", "carried_in": "1 1 0 0 0 0 2", "granted": "1 0 0 0 0 0 1", "deny.secret": "1 0 0 0 0 0 1",
		"unable.none": "0 0 0 0 1 0 1", "other.else": "1 0 0 0 0 0 1", "total": "3 0 0 0 1 0 4", "carried_out": "0 1 0 0 0 1 2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("表三 (-want +got):\n%s", diff)
	}
	four := ""
	for _, row := range r.Tables[report.TableFour].Cells {
		for _, c := range row {
			four += c.Text + " "
		}
	}
	if four != "1 0 0 1 2 0 0 1 0 1 0 0 0 1 1 " {
		t.Errorf("表四: %s", four)
	}
	if two := r.Tables[report.TableTwo]; two.Origin != report.FromCatalog || two.Cells[1][0].Text != "1" || two.Cells[2][0].Known {
		t.Errorf("表二: %+v", two)
	}
	if years := a.Years(); !slices.Equal(years, []int{2025, 2024}) {
		t.Errorf("years %v; a year not over has no report", years)
	}
	if r.Broken != 0 || r.Checked < 14+25+3+7 {
		t.Errorf("%d checked, %d broken", r.Checked, r.Broken)
	}
}

func TestLedgerAgainstReport(t *testing.T) {
	text := reportText(published, twoText, fourText)
	_, list := countAnnual(t, "2026-02-01", annual(text), file{"content/sfj/requests.yaml", `年度: 2025
表三:
  本年新收: [13612, 0, 0, 0, 0, 0, 13612]
  carried_in: [536, 0, 0, 0, 0, 0]
表四:
  行政复议: [3, 1, 0, 2, 6]
`})
	var got []string
	for _, f := range list {
		got = append(got, f.Message)
	}
	want := []string{
		"市司法局2025年：表三“二、上年结转政府信息公开申请数量”的“自然人”在年报正文里是 535，在统计数文件里是 536",
		"市司法局2025年：表三“二、上年结转政府信息公开申请数量”的“总计”在年报正文里是 535，在统计数文件里是 536",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("findings (-want +got):\n%s", diff)
	}
	if n := list[0].Notes[0]; n.File != "content/sfj/requests.yaml" || n.Line != 4 {
		t.Errorf("the other cell is at %v, want line 4 of requests.yaml", n.Position)
	}
}

func TestLedgerTroubles(t *testing.T) {
	head := "机关,类别,收到日期,申请人类型,办结日期,结果\n"
	for _, c := range []struct{ name, text, want string }{
		{"a name in it", "收到日期,申请人类型,办结日期,结果,姓名\n", "没有“姓名”这一列"},
		{"a column missing", "收到日期,申请人类型,结果\n", "缺“办结日期”"},
		{"empty", "", "没有列名"},
		{"not UTF-8", "\xca\xd5\xb5\xbd\n", "不是 UTF-8"},
		{"bad day", head + "sfj,,2025-13-01,自然人,,\n", "“2025-13-01”不是有效日期"},
		{"closed before", head + "sfj,,2025-03-01,自然人,2025-02-01,granted\n", "早于收到日期"},
		{"closed without result", head + "sfj,,2025-03-01,自然人,2025-03-02,\n", "都写或者都不写"},
		{"unknown applicant", head + "sfj,,2025-03-01,个人,,\n", "“个人”这种申请人类型"},
		{"unknown result", head + "sfj,,2025-03-01,自然人,2025-03-02,同意\n", "没有“同意”这一项"},
		{"a sum is no result", head + "sfj,,2025-03-01,自然人,2025-03-02,total\n", "没有“total”这一项"},
		{"unknown sort", head + "sfj,投诉,2025-03-01,自然人,,\n", "没有“投诉”这个类别"},
		{"unknown agency", head + ",,2025-03-01,自然人,,\n", "看不出这一行是哪个机关"},
		{"quote", head + "\"sfj,,2025-03-01,自然人,,\n", "读不懂"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, list := countAnnual(t, "2026-02-01", file{"content/requests.csv", c.text})
			if !slices.ContainsFunc(list, func(f diag.Finding) bool {
				return f.Code == diag.LedgerOfRequests && strings.Contains(f.Message, c.want) && f.File == "content/requests.csv" && f.Line > 0 && f.Hint != ""
			}) {
				t.Errorf("no finding says %q: %v", c.want, list)
			}
		})
	}
	for _, c := range []struct{ name, text, want string }{
		{"no year", "机关: sfj\n", "没有写明机关和年度"},
		{"unknown row", "机关: sfj\n年度: 2025\n表三: {新来的: [1]}\n", "没有“新来的”这一行"},
		{"too many", "机关: sfj\n年度: 2025\n表四: {行政复议: [1, 2, 3, 4, 5, 6]}\n", "有 6 个数"},
		{"unknown part", "机关: sfj\n年度: 2025\n表五: {}\n", "没有“表五”"},
		{"not YAML", "机关: [sfj\n", ""},
	} {
		t.Run("totals: "+c.name, func(t *testing.T) {
			_, list := countAnnual(t, "2026-02-01", file{"content/requests.yaml", c.text})
			if !slices.ContainsFunc(list, func(f diag.Finding) bool {
				return f.Code == diag.LedgerOfRequests && strings.Contains(f.Message, c.want)
			}) {
				t.Errorf("no finding says %q: %v", c.want, list)
			}
		})
	}
}

// The statutory form of 表四 has its fifteen numbers in one row.
func TestTableFourInOneRow(t *testing.T) {
	one := "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n|" +
		strings.Repeat("---|", 15) + "\n| 3 | 1 | 0 | 2 | 6 | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | 0 | 1 |"
	a, list := countAnnual(t, "2026-02-01", annual(reportText(published, twoText, one)))
	if len(list) > 0 {
		t.Errorf("findings: %v", list)
	}
	if c := a.Of(2025)[0].Tables[report.TableFour].Cells; c[0][4].Value != 6 || c[1][0].Value != 1 || c[2][2].Value != 1 {
		t.Errorf("表四: %v", c)
	}
}

// FuzzLedger reads any bytes without trouble of its own, and what it counts
// always closes.
func FuzzLedger(f *testing.F) {
	f.Add(requests)
	f.Add("收到日期,申请人类型,办结日期,结果\n2025-01-01,自然人,,\n")
	c := column(f, "2026-02-01")
	f.Fuzz(func(t *testing.T, text string) {
		countAnnualOf(t, c, file{"content/sfj/requests.yaml", text})
		a, _ := countAnnualOf(t, c, file{"content/sfj/requests.csv", text})
		for _, r := range a.Reports {
			if three := r.Tables[report.TableThree]; three.Given() && three.Origin == report.FromLedger && r.Broken > 0 {
				t.Errorf("%d: a ledger's own sums do not close", r.Year)
			}
		}
	})
}
