package document

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/source"
	"gongkai/generator/workday"
)

const siteConfig = `[site]
name = "示例市人民政府"
base_url = "https://www.example.gov.cn/xxgk/"
id_code = "4201110038"
organizer = "示例市人民政府办公室"
icp = "鄂ICP备12345678号"
police = "鄂公网安备 42011102000001号"
public_phones = ["139-1234-5678"]
[[agency]]
key = "sfj"
name = "示例市司法局"
short = "市司法局"
code = "010897245"
former = ["示例市法制办公室"]
[[agency]]
key = "jyj"
name = "示例市教育局"
short = "市教育局"
code = "010900264"
`

const docPath = "content/政策/d.md"

// front is the front matter of a document without a finding. A line given
// replaces the one of the same label, a line without a value takes it away.
func front(lines ...string) string {
	fields := []string{"标题: 关于公证服务的意见", "类型: 政策文件", "索引号: 010897245/2021-00012", "发布机构: 市司法局", "主题分类: 公安、安全、司法/司法", "发布日期: 2021-03-18", "内容概述: 概述。", "公开属性: 主动公开"}
	for _, line := range lines {
		label, value, _ := strings.Cut(line, ":")
		fields = slices.DeleteFunc(fields, func(f string) bool { return strings.HasPrefix(f, label+":") })
		if value != "" {
			fields = append(fields, line)
		}
	}
	return strings.Join(fields, "\n") + "\n"
}

type files map[string]string

// env is a site with files beside its documents.
func env(t testing.TB, more string, beside files) Env {
	t.Helper()
	c, findings := config.Parse([]byte(siteConfig + more))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	disk := fstest.MapFS{}
	for name, text := range beside {
		disk[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, err := source.Walk(disk)
	if err != nil {
		t.Fatal(err)
	}
	return Env{Config: c, Calendar: workday.Default(), Tree: tree, Files: disk}
}

func brief(list diag.List) []string {
	out := []string{}
	for _, f := range list.Sorted() {
		out = append(out, fmt.Sprintf("%d:%d %s %s %s", f.Line, f.Column, f.Severity, f.Code, f.Message))
	}
	return out
}

// check makes a document of its front matter and body and compares findings,
// each with a hint where it asks for something.
func check(t *testing.T, e Env, head, body string, want ...string) *Document {
	t.Helper()
	d, list := New(docPath, []byte("---\n"+head+"---\n\n"+body+"\n"), e)
	if diff := cmp.Diff(append([]string{}, want...), brief(list)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	for _, f := range list {
		if f.Hint == "" && f.Severity > diag.Info {
			t.Errorf("%s has no hint", f.Message)
		}
		if f.File != docPath {
			t.Errorf("%s is placed in %q", f.Message, f.File)
		}
	}
	return d
}

// TestExamples proves every example of the table of fields by reading it.
func TestExamples(t *testing.T) {
	beside := files{"content/政策/事项清单.xlsx": "PK\x03\x04"}
	for _, row := range field.All() {
		t.Run(row.Key, func(t *testing.T) {
			lines := []string{row.Label + ": " + row.Example}
			if row.ID == field.Written {
				lines = append(lines, "发布日期: 2024-03-20 09:00")
			}
			if row.ID == field.Obligation {
				lines = append(lines, "豁免理由: 不涉及公众")
			}
			d, list := New(docPath, []byte("---\n"+front(lines...)+"---\n"), env(t, "", beside))
			if list.Failed() || d == nil || !d.Has(row.ID) {
				t.Fatalf("%s: %s is not read: %v", row.Label, row.Example, brief(list))
			}
			for _, member := range field.Members(row.ID) {
				r := reader{file: docPath}
				file, _, ok := source.Read(docPath, []byte("---\n"+member.Label+": "+quoted(member)+"\n---\n"))
				v := r.values(row.ID, file.Head)
				if !ok || len(r.list) > 0 || !v.Has(member.ID) {
					t.Errorf("%s of %s: %s is not read: %v", member.Label, row.Label, member.Example, brief(r.list))
				}
			}
		})
	}
}

func quoted(row *field.Row) string {
	if row.Type == field.Texts {
		return row.Example
	}
	return `"` + row.Example + `"`
}

// TestTypes reads the values of each type, and refuses what is none.
func TestTypes(t *testing.T) {
	date := func(v Values, id field.ID) string {
		d, _ := v.Day(id)
		return strings.TrimSpace(d.String() + " " + v.Clock(id))
	}
	tests := []struct {
		line string
		got  func(d *Document) string
		want string // what is read; "" where the value is refused
		say  string // the finding
	}{
		{"标题: '  办法  '", func(d *Document) string { return d.Text(field.Title) }, "办法", ""},
		{"标题: |\n  关于公证服务的\n  意见", func(d *Document) string { return d.Text(field.Title) }, "关于公证服务的意见", ""},
		{"标题: |\n  Notice of\n  Example 市", func(d *Document) string { return d.Text(field.Title) }, "Notice of Example 市", ""},
		{"标题: [办法]", func(d *Document) string { return d.Text(field.Title) }, "办法", ""},
		{"标题: [甲, 乙]", nil, "", "2:5 error META-09 “标题”只能写一个值"},
		{"标题: {甲: 乙}", nil, "", "2:5 error META-09 “标题”只能写一个值"},
		{"体裁: 令", func(d *Document) string { return d.Text(field.Genre) }, "命令（令）", ""},
		{"体裁: 命令(令)", func(d *Document) string { return d.Text(field.Genre) }, "命令（令）", ""},
		{"文种: circular", func(d *Document) string { return d.Text(field.Genre) }, "通知", ""},
		{"体裁: 公告书", nil, "", "10:5 error META-09 体裁“公告书”不在可选的词里"},
		{"解读形式: 图解、视频", func(d *Document) string { return strings.Join(d.Texts(field.Form), "|") }, "图解|视频", ""},
		{"解读形式: [h5, 漫画]", func(d *Document) string { return strings.Join(d.Texts(field.Form), "|") }, "H5|动漫", ""},
		{"解读形式: [图解, 舞蹈]", nil, "", "10:11 error META-09 解读形式“舞蹈”不在可选的词里"},
		{"主题词: 行政检查，联合检查；计划", func(d *Document) string { return strings.Join(d.Texts(field.Keywords), "|") }, "行政检查|联合检查|计划", ""},
		{"关键词: 行政检查 联合检查", func(d *Document) string { return strings.Join(d.Texts(field.Keywords), "|") }, "行政检查|联合检查", ""},
		{"主题词: [一, [二]]", nil, "", "10:10 error META-09 “主题词”的每一项应是文字"},
		{"主题词: {一: 二}", nil, "", "10:6 error META-09 “主题词”应是一个或几个值"},
		{"发布日期: 2021年3月18日 9:05", func(d *Document) string { return date(d.Values, field.Published) }, "2021-03-18 09:05", ""},
		{"发布日期: \"2021-03-18\"", func(d *Document) string { return date(d.Values, field.Published) }, "2021-03-18", ""},
		{"发布日期: 2021-02-30", nil, "", "9:7 error DATE-01 发布日期“2021-02-30”不是有效日期"},
		{"施行日期: 2021-05-01 08:00", nil, "", "10:7 error DATE-01 施行日期“2021-05-01 08:00”不是有效日期"},
		{"有效期: 5年", func(d *Document) string { return fmt.Sprint(d.Years(field.ValidYears)) }, "5", ""},
		{"有效期: 五年", nil, "", "10:6 error META-09 有效期“五年”不是整年数"},
		{"有效期: 0", nil, "", "10:6 error META-09 有效期“0”不是整年数"},
		{"有效期: 101", nil, "", "10:6 error META-09 有效期“101”不是整年数"},
		{"待修订: 是", func(d *Document) string { return fmt.Sprint(d.Flag(field.Review)) }, "true", ""},
		{"待修订: No", func(d *Document) string { return fmt.Sprint(d.Flag(field.Review)) }, "false", ""},
		{"待修订: 也许", nil, "", "10:6 error META-09 待修订“也许”应写 true 或 false"},
		{"文号: 无", func(d *Document) string { return fmt.Sprint(d.Has(field.Document)) }, "false", ""},
		{"文号: ——", func(d *Document) string { return fmt.Sprint(d.Has(field.Document)) }, "false", ""},
		{"文号: 示司发〔2021〕7号", func(d *Document) string { return d.Number.Canonical() }, "示司发〔2021〕7号", ""},
		{"发布机构: sfj、示例市教育局", func(d *Document) string { return d.Agencies[0].Short + d.Agencies[1].Short }, "市司法局市教育局", ""},
		{"发布机构: [示例市法制办公室]", func(d *Document) string { return d.Agencies[0].Short }, "市司法局", ""},
		{"发布机构: 市司法厅", nil, "", "9:7 error META-10 发布机构“市司法厅”没有登记"},
		{`主题分类: 公安、安全、司法\司法`, func(d *Document) string { return fmt.Sprint(d.Theme) }, "{16 3}", ""},
		{"分类: 公安、安全、司法", nil, "{16 0}", "7:1 error META-08 “分类”写了两次"},
		{"栏目: 民生政策", func(d *Document) string { return d.Section.Key }, "livelihood", ""},
		{"栏目: 民生正策", nil, "", "10:5 error META-09 没有“民生正策”这个栏目"},
		{"栏目: content", nil, "", "10:5 error META-09 没有“content”这个栏目"},
		{"废止: 示司发〔2019〕2号", func(d *Document) string { return d.References(field.Repeals)[0].Text }, "示司发〔2019〕2号", ""},
		{"清理结果:\n  - {文件: 示司发〔2019〕2号, 结果: 保留}", func(d *Document) string { return d.Groups(field.Cleanup)[0].Text(field.CleanupResult) }, "继续有效", ""},
		{"清理结果: [{文件: 示司发〔2019〕2号}]", nil, "", "10:8 error META-01 缺少“清理结果”的“结果”"},
		{"清理结果: [{文件: 示司发〔2019〕2号, 结果: 取消}]", nil, "", "10:28 error META-09 结果“取消”不在可选的词里"},
		{"征求意见: [{开始: 2021-01-01, 结束: 2021-02-01}]", func(d *Document) string {
			g, _ := d.Group(field.Consultation)
			return date(g, field.ConsultationTo)
		}, "2021-02-01", ""},
		{"征求意见: [{开始: 2021-01-01, 结束: 2021-02-01}, {开始: 2021-03-01, 结束: 2021-04-01}]", nil, "", "10:7 error META-09 “征求意见”只能写一组"},
		{"征求意见: 一个月", nil, "", "10:7 error META-09 “征求意见”应写成一组“名称: 值”"},
		{"密 级: 内部", nil, "", "10:1 error META-06 公开文件里写有“密 级”"},
		{"索 引 号: 010897245/2021-00012", nil, "x", "10:1 error META-08 “索 引 号”写了两次"},
		{"成文曰期: 2021-03-01", nil, "", "10:1 error META-08 没有“成文曰期”这个字段"},
	}
	for _, tt := range tests {
		t.Run(tt.line, func(t *testing.T) {
			head := front(tt.line)
			if tt.say != "" {
				_, list := New(docPath, []byte("---\n"+head+"---\n"), env(t, "", nil))
				got := brief(list)
				if len(got) != 1 || !strings.HasSuffix(got[0], tt.say[strings.Index(tt.say, " "):]) {
					t.Errorf("findings %q, want %q alone", got, tt.say)
				}
				return
			}
			d := check(t, env(t, "", nil), head, "")
			if d == nil {
				t.Fatal("no document")
			}
			if got := tt.got(d); got != tt.want {
				t.Errorf("read %q, want %q", got, tt.want)
			}
		})
	}
}

// TestPlaces points at the value, in characters.
func TestPlaces(t *testing.T) {
	check(t, env(t, "", nil), "标题: 关于公证的意见\n类型: 政策文件\n索引号: 010897245/2021-00012\n发布机构: [市司法局, 市司法厅]\n主题分类: 公安、安全、司法/司法\n发布日期: 2021-13-18\n内容概述: 概述。\n公开属性: 主动公开\n", "",
		"5:14 error META-10 发布机构“市司法厅”没有登记", "7:7 error DATE-01 发布日期“2021-13-18”不是有效日期")
}

func TestRequired(t *testing.T) {
	e := env(t, "", nil)
	if d := check(t, e, "标题: 甲\n", "", "1:1 error META-01 缺少“主题分类”", "1:1 error META-01 缺少“公开属性”", "1:1 error META-01 缺少“发布日期”", "1:1 error META-01 缺少“发布机构”", "1:1 error META-01 缺少“类型”", "1:1 error META-01 缺少“索引号”", "2:5 warning META-07 没有内容概述"); d != nil {
		t.Error("a document without what it needs")
	}
	check(t, e, front("类型: 政策解读"), "", "1:1 error META-01 缺少“解读文件”")
	check(t, e, front("类型: 建议提案答复"), "", "1:1 error JY-01 缺少“建议提案”")
	check(t, e, front("类型: 建议提案答复", "建议提案: {类别: 建议, 届次: 甲, 编号: 1, 公开: 不公开}"), "", "10:34 warning JY-05 建议提案写的是“不公开”，公开属性却是“主动公开”")
	check(t, e, front("类型: 建议提案答复", "建议提案: {类别: 建议, 编号: }"), "", "10:7 error JY-01 缺少“建议提案”的“届次”", "10:7 error JY-01 缺少“建议提案”的“编号”")
	check(t, e, front("解读要求: 豁免"), "", "10:7 error META-01 缺少“豁免理由”")
	check(t, e, front("发布机构: []"), "", "1:1 error META-01 缺少“发布机构”")
	check(t, e, front("征求意见: {开始: 2021-01-01}"), "", "10:7 error META-01 缺少“征求意见”的“结束”")
}

// TestNumbers judges index number and document number.
func TestNumbers(t *testing.T) {
	e := env(t, "", nil)
	tests := []struct {
		line string
		want []string
	}{
		{"索引号: 010897246/2021-00012", []string{"9:6 warning META-03 索引号“010897246/2021-00012”的机构代码 010897246 校验位不符"}},
		{"索引号: 010900264/2021-00012", []string{"9:6 info META-03 索引号“010900264/2021-00012”的前段不是市司法局的代码"}},
		{"索引号: ０１０８９７２４５/2021-00012", []string{"9:6 warning META-03 索引号“０１０８９７２４５/2021-00012”里有全角字符、空格或多余的符号"}},
		{"索引号: 6107280000/2024-001005", []string{"9:6 warning META-03 索引号“6107280000/2024-001005”的前段 6107280000 不是 9 位或 18 位的机构代码"}},
		{"索引号: SFJ-甲-1", []string{"9:6 warning META-03 索引号“SFJ-甲-1”不是标准写法", "9:6 error META-09 索引号“SFJ-甲-1”里有不能作网页地址的字符“甲”"}},
		{"索引号: CON", []string{"9:6 warning META-03 索引号“CON”不是标准写法", "9:6 error META-09 索引号“CON”里有不能作网页地址的字符“CON”"}},
		{"文号: 示司发[2021]07号", []string{"10:5 warning DOCNO-01 文号“示司发[2021]07号”的年份没有用六角括号“〔〕”", "10:5 warning DOCNO-01 文号“示司发[2021]07号”的序号 07 编了虚位"}},
		{"文号: 示司发〔21〕7号", []string{"10:5 error DOCNO-02 文号“示司发〔21〕7号”的年份“〔21〕”不足四位"}},
		{"文号: 国务院令第711号", nil},
		{"文号: 湖北省国家税务局公告2017年第5号", nil},
	}
	for _, tt := range tests {
		t.Run(tt.line, func(t *testing.T) {
			d := check(t, e, front(tt.line), "", tt.want...)
			if unsafe := strings.Contains(strings.Join(tt.want, ""), "META-09"); (d == nil) != unsafe {
				t.Errorf("document %v", d)
			}
		})
	}
	for _, code := range []string{"010897245", "11420000010897245X"} { // the 18 characters hold the 9
		e := e
		c := *e.Config
		c.Agencies = slices.Clone(c.Agencies)
		c.Agencies[0].Code = code
		e.Config = &c
		check(t, e, front(), "")
	}
}

// TestDates judges dates among each other at their edges.
func TestDates(t *testing.T) {
	e := env(t, "", nil)
	tests := []struct {
		name  string
		lines []string
		want  []string
	}{
		{"written on the day of publication", []string{"成文日期: 2021-03-18"}, nil},
		{"written the day after", []string{"成文日期: 2021-03-19"}, []string{"9:7 error DATE-01 "}},
		{"expires on its first day", []string{"施行日期: 2021-05-01", "失效日期: 2021-05-01"}, nil},
		{"expires before", []string{"施行日期: 2021-05-01", "失效日期: 2021-04-30"}, []string{"11:7 error DATE-01 失效日期 2021-04-30 早于施行日期 2021-05-01"}},
		{"lapses before", []string{"施行日期: 2021-05-01", "宣布失效日期: 2021-04-30"}, []string{"11:9 error DATE-01 宣布失效日期 2021-04-30 早于施行日期 2021-05-01"}},
		{"repealed before", []string{"施行日期: 2021-05-01", "废止日期: 2021-04-30"}, []string{"11:7 error DATE-01 废止日期 2021-04-30 早于施行日期 2021-05-01"}},
		{"consultation ends before it starts", []string{"征求意见: {开始: 2021-02-01, 结束: 2021-01-31}"}, []string{"10:28 error DATE-01 结束 2021-01-31 早于开始 2021-02-01"}},
		{"twenty working days", []string{"成文日期: 2021-02-19"}, nil}, // Saturday 20 February 2021 was worked
		{"twenty-one working days", []string{"成文日期: 2021-02-18"}, []string{"6:7 warning DATE-02 成文后第 21 个工作日才发布，超过 20 个工作日"}},
		{"years and end agree", []string{"施行日期: 2021-05-01", "有效期: 5", "失效日期: 2026-04-30"}, nil},
		{"years and the anniversary agree", []string{"施行日期: 2021-05-01", "有效期: 5", "失效日期: 2026-05-01"}, nil},
		{"years and end differ", []string{"施行日期: 2021-05-01", "有效期: 5", "失效日期: 2026-05-02"}, []string{"12:7 error DATE-01 失效日期 2026-05-02 与有效期 5 年不一致"}},
		{"two years on trial", []string{"标题: 公证办法（试行）", "有效期: 2"}, nil},
		{"three years on trial", []string{"标题: 公证办法（试行）", "有效期: 3"}, []string{"9:5 warning VALID-05 标题有“试行”，有效期却到 2024-03-17，超过 2 年"}},
		{"provisional, by date", []string{"标题: 公证暂行办法", "失效日期: 2023-03-19"}, []string{"9:5 warning VALID-05 标题有“暂行”，有效期却到 2023-03-19，超过 2 年"}},
		{"on trial without end", []string{"标题: 公证办法（试行）"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, list := New(docPath, []byte("---\n"+front(tt.lines...)+"---\n"), e)
			got := brief(list)
			if len(got) != len(tt.want) {
				t.Fatalf("findings %q, want %q", got, tt.want)
			}
			for i := range got {
				_, rest, _ := strings.Cut(got[i], " ")
				_, want, _ := strings.Cut(tt.want[i], " ")
				if !strings.HasPrefix(rest, strings.TrimSpace(want)) {
					t.Errorf("finding %q, want %q", got[i], tt.want[i])
				}
			}
		})
	}
}

func TestSummary(t *testing.T) {
	e := env(t, "", nil)
	check(t, e, front("内容概述: "+strings.Repeat("字", 100)), "")
	check(t, e, front("内容概述: "+strings.Repeat("字", 101)), "", "9:7 warning META-07 内容概述有 101 字，超过 100 字")
	check(t, env(t, "[rules]\nsummary_length = 3\n", nil), front("内容概述: 四个字啊"), "", "9:7 warning META-07 内容概述有 4 字，超过 3 字")
}

// TestDraft makes warnings of a draft's errors and keeps it.
func TestDraft(t *testing.T) {
	d := check(t, env(t, "", nil), "标题: 甲\n草稿: true\n类型: 规范性文件\n发布日期: 昨天\n内容概述: 乙\n", "电话13800138000，见[表](表.pdf)。",
		"1:1 warning META-01 缺少“主题分类”", "1:1 warning META-01 缺少“公开属性”", "1:1 warning META-01 缺少“发布机构”", "1:1 warning META-01 缺少“索引号”",
		"4:5 warning VALID-03 规范性文件没有有效期", "5:7 warning DATE-01 发布日期“昨天”不是有效日期",
		"9:3 warning PII-02 正文里有手机号 138****8000", "9:20 warning LINK-01 找不到链接的文件“表.pdf”")
	if d == nil || !d.Draft {
		t.Error("the draft is not kept")
	}
}

// TestNotPublic tells nothing of a document that is not public but that it is.
func TestNotPublic(t *testing.T) {
	const secret = "机密事项"
	d, list := New(docPath, []byte("---\n标题: "+secret+"\n密级: "+secret+"\n"+secret+": 1\n公开属性: 不予公开\n发布日期: "+secret+"\n体裁: "+secret+"\n---\n\n"+secret+"13800138000 [x]("+secret+".pdf)\n"), env(t, "", nil))
	if d == nil || d.Public || len(list) != 1 || list[0].Code != diag.NotPublic || list[0].Severity != diag.Info {
		t.Fatalf("document %v, findings %v", d, brief(list))
	}
	if strings.Contains(fmt.Sprintf("%+v", list), secret) {
		t.Errorf("the finding quotes the document: %+v", list)
	}
}

// TestOverrides never hides why a document is not there.
func TestOverrides(t *testing.T) {
	e := env(t, "[rules.severity]\nDATE-01 = \"提示\"\nMETA-04 = \"错误\"\nMETA-07 = \"提示\"\n", nil)
	if d := check(t, e, front("发布日期: 2021-02-30", "内容概述:"), "", "2:5 info META-07 没有内容概述", "8:7 error DATE-01 发布日期“2021-02-30”不是有效日期"); d != nil {
		t.Error("a document without a day")
	}
	if d := check(t, e, front("成文日期: 2021-03-19"), "", "7:7 info DATE-01 发布日期 2021-03-18 早于成文日期 2021-03-19"); d == nil {
		t.Error("no document")
	}
	check(t, e, front("主题分类: 司法"), "", "9:7 error META-04 主题分类“司法”不在分类表中")
}

// TestThemes gives an unknown theme a place and a hint.
func TestThemes(t *testing.T) {
	tests := []struct {
		theme string
		want  Theme
		hint  string
	}{
		{"司法", Theme{22, 0}, "公安、安全、司法/司法"}, {"公安、安全、司发", Theme{22, 0}, "公安、安全、司法"}, {"公安、安全、司法/司发", Theme{16, 0}, "公安、安全、司法/司法"},
		{"公安、安全、司法/公证", Theme{16, 0}, "国家安全"}, {"天文", Theme{22, 0}, "其他"},
	}
	for _, tt := range tests {
		d, list := New(docPath, []byte("---\n"+front("主题分类: "+tt.theme)+"---\n"), env(t, "", nil))
		if len(list) != 1 || list[0].Code != diag.ThemeUnknown || !strings.Contains(list[0].Hint, tt.hint) || d.Theme != tt.want {
			t.Errorf("%s: theme %v, findings %v; want %v and %q", tt.theme, d.Theme, list, tt.want, tt.hint)
		}
	}
	own := env(t, "[[theme]]\nname = \"其他\"\n[[theme]]\nname = \"城建\"\n", nil)
	if d, _ := New(docPath, []byte("---\n"+front("主题分类: 天文")+"---\n"), own); d.Theme != (Theme{1, 0}) {
		t.Errorf("theme %v, want 其他", d.Theme)
	}
}

// TestHiddenSection asks for a section where the kind's own is hidden.
func TestHiddenSection(t *testing.T) {
	e := env(t, "[[section]]\nkey = \"policy\"\nhidden = true\n", nil)
	check(t, e, front(), "", "3:5 error META-01 类型“政策文件”的默认栏目被隐藏了，这份文件没有栏目")
	check(t, e, front("栏目: 民生政策"), "")
}

// TestBodyIsLetGo keeps the text of a document out of memory: a citation must
// not hold the page it was cut from.
func TestBodyIsLetGo(t *testing.T) {
	body := strings.Repeat("根据示司发〔2019〕2号，内容很长。", 1) + strings.Repeat("正文。", 200_000/9)
	e := env(t, "", nil)
	var docs []*Document
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for range 20 {
		d, _ := New(docPath, []byte("---\n"+front()+"---\n\n"+body), e)
		docs = append(docs, d)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if held := int64(after.HeapAlloc) - int64(before.HeapAlloc); held > 1<<20 {
		t.Errorf("%d documents hold %d KiB", len(docs), held>>10)
	}
	if got := docs[0].Citations; len(got) != 1 || got[0].Shown != "示司发〔2019〕2号" || !got[0].Basis {
		t.Errorf("citations %+v", got)
	}
}

// FuzzNew makes documents of any bytes without harm.
func FuzzNew(f *testing.F) {
	f.Add([]byte("---\n" + front("附件: [{文件: a.pdf}]", "清理结果: [{文件: 甲, 结果: 废止}]") + "---\n\n根据示司发〔2019〕2号，[表](a.pdf)13800138000\n附件："))
	f.Add([]byte("---\n标题: [甲, {乙: 丙}]\n建议提案: [[]]\n附件: {}\n---\n"))
	e := env(f, "", files{"content/政策/a.pdf": "%PDF-1.7"})
	f.Fuzz(func(t *testing.T, data []byte) {
		d, list := New(docPath, data, e)
		if d == nil && !list.Failed() {
			t.Error("no document and no error")
		}
		if d != nil && !d.Draft && d.Public && (d.Kind == 0 || d.Section == nil || len(d.Agencies) == 0 || d.Theme.First == 0 || d.Index.ID() == "") {
			t.Errorf("an incomplete document: %v", brief(list))
		}
		lines := strings.Count(string(data), "\n") + 1
		for _, finding := range list {
			if finding.Line > lines {
				t.Errorf("%s is placed on line %d of %d", finding.Message, finding.Line, lines)
			}
		}
	})
}

// sortedKeys keeps tests over maps in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
