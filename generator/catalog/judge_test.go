package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/ledger"
)

func TestJudge(t *testing.T) {
	void := doc(2, "失效日期: 2021-12-31")
	tests := []struct {
		name  string
		texts []text
		want  []string
	}{
		{"typed state agrees", []text{doc(1, "效力状态: 有效")}, nil},
		{"typed state by alias", []text{doc(1, "效力状态: 现行有效")}, nil},
		{"typed state is older than the repeal told by the other", []text{doc(1, "效力状态: 有效"), doc(2, "废止: [d1.md]")},
			[]string{"d1.md:11:7 error VALID-01 写的效力状态是“有效”，按日期和关系推算是“已废止”"}},
		{"typed repealed without anything", []text{doc(1, "效力状态: 已废止")},
			[]string{"d1.md:11:7 error VALID-01 写的效力状态是“已废止”，按日期和关系推算是“有效”"}},
		{"a kind without validity may say so", []text{doc(1, "类型: 清单", "效力状态: 有效")}, nil},

		{"repealed without basis", []text{doc(1, "废止日期: 2021-06-01")},
			[]string{"d1.md:11:7 error VALID-02 写了废止日期，没有写明依据"}},
		{"repealed with an act outside", []text{doc(1, "废止日期: 2021-06-01", "废止依据: 省政府令第3号")}, nil},
		{"repealed, told by the act", []text{doc(1, "废止日期: 2021-06-01"), doc(2, "废止: [d1.md]")}, nil},
		{"repealed, told by a clean-up", []text{doc(1, "废止日期: 2021-06-01"), doc(2, "清理结果: [{文件: d1.md, 结果: 废止}]")}, nil},
		{"kept by a clean-up is no basis", []text{doc(1, "废止日期: 2021-06-01"), doc(2, "清理结果: [{文件: d1.md, 结果: 继续有效}]")},
			[]string{"d1.md:11:7 error VALID-02 写了废止日期，没有写明依据"}},
		{"repealed by an act that is held back", []text{doc(1, "废止日期: 2022-03-01", "被废止: [d2.md]"), doc(2, "发布日期: 2022-02-01")},
			[]string{"d2.md:10:7 info DATE-03 发布日期 2022-02-01 未到，暂不公开"}},

		{"normative without a term", []text{doc(1, "类型: 规范性文件")},
			[]string{"d1.md:10:5 warning VALID-03 规范性文件没有有效期"}},
		{"normative that another ended", []text{doc(1, "类型: 规范性文件"), doc(2, "代替: [d1.md]")}, nil},
		{"normative that another will end", []text{doc(1, "类型: 规范性文件"), doc(2, "代替: [d1.md]", "施行日期: 2022-06-01")},
			[]string{"d1.md:10:5 warning VALID-03 规范性文件没有有效期"}},
		{"normative, held back, without a term", []text{doc(1, "类型: 规范性文件", "发布日期: 2022-02-01")},
			[]string{"d1.md:9:5 warning VALID-03 规范性文件没有有效期", "d1.md:10:7 info DATE-03 发布日期 2022-02-01 未到，暂不公开"}},
		{"a regulation needs none", []text{doc(1, "类型: 规章")}, nil},

		{"ends in 180 days", []text{doc(1, "失效日期: 2022-06-30")},
			[]string{"d1.md:11:7 warning VALID-04 有效期到 2022-06-30，还有 180 天"}},
		{"ends in 181 days", []text{doc(1, "失效日期: 2022-07-01")}, nil},
		{"ends today", []text{doc(1, "失效日期: 2022-01-01")},
			[]string{"d1.md:11:7 warning VALID-04 有效期到 2022-01-01，还有 0 天"}},
		{"ended yesterday", []text{doc(1, "失效日期: 2021-12-31")}, nil},
		{"ends by its years", []text{doc(1, "有效期: 1", "发布日期: 2021-02-01")},
			[]string{"d1.md:10:6 warning VALID-04 有效期到 2022-01-31，还有 30 天"}},
		{"would end soon, but is repealed", []text{doc(1, "失效日期: 2022-03-01"), doc(2, "废止: [d1.md]")}, nil},

		{"rests on what is void", []text{doc(1, "正文: 根据示司发〔2021〕2号制定。"), void},
			[]string{"d1.md:13:3 warning VALID-06 以已失效的 示司发〔2021〕2号 为依据"}},
		{"names what is void", []text{doc(1, "正文: 原示司发〔2021〕2号已经失效。"), void}, nil},
		{"repeals what is void", []text{doc(1, "正文: 依据清理结果，废止示司发〔2021〕2号。", "废止: [d2.md]"), void}, nil},
		{"is void itself", []text{doc(1, "正文: 根据示司发〔2021〕2号制定。", "失效日期: 2021-12-31"), void}, nil},
		{"repeals a later one", []text{doc(1, "发布日期: 2021-05-01", "废止: [d2.md]"), doc(2, "发布日期: 2021-06-01")},
			[]string{"d1.md:11:5 warning VALID-07 《文件1》废止《文件2》，那份文件比它晚"}},
		{"is repealed by an earlier one", []text{doc(1, "发布日期: 2021-05-01"), doc(2, "发布日期: 2021-06-01", "被修改: [d1.md]")},
			[]string{"d2.md:11:6 warning VALID-07 《文件1》修改《文件2》，那份文件比它晚"}},
		{"takes effect after the other was made", []text{doc(1, "发布日期: 2021-05-01", "施行日期: 2021-07-01", "废止: [d2.md]"), doc(2, "发布日期: 2021-06-01")}, nil},
		{"repeal each other", []text{doc(1, "废止: [d2.md]"), doc(2, "代替: [d1.md]")},
			[]string{"d1.md:11:5 warning VALID-07 《文件1》废止《文件2》，那份文件也废止或者代替了它"}},
		{"has no validity", []text{doc(1, "类型: 工作报告", "正文: 按照示司发〔2021〕2号开展工作。"), void}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, findings := link(t, "2022-01-01", tt.texts...)
			if diff := cmp.Diff(append([]string{}, tt.want...), brief(findings)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// TestEmptySections warns of a section without documents, unless it has a note
// or a link, and leaves hidden ones alone.
func TestEmptySections(t *testing.T) {
	more := `[[section]]
key = "planning"
note = { date = "2022-01-01", text = "没有。" }
[[section]]
key = "budget"
link = "https://www.example.gov.cn/czj/yjs/"
[[section]]
key = "fee"
hidden = true
`
	c := parseConfig(t, more)
	made, findings := catalog.New(c, read(t, c, doc(1)), new(ledger.Ledger), on(t, "2022-01-01"))
	var told []string
	for _, f := range findings {
		if f.Code == diag.SectionEmpty {
			_, names, _ := strings.Cut(f.Message, "：")
			told = append(told, strings.Split(names, "、")...)
		}
	}
	for name, want := range map[string]bool{"政府信息公开指南": true, "依申请公开": true, "统计信息": true, "法定主动公开内容": false, "政策文件": false, "规划计划": false, "财政预算决算": false, "行政事业性收费": false} {
		if slices.Contains(told, name) != want {
			t.Errorf("section %s reported %t, want %t", name, !want, want)
		}
	}
	if made.Section("fee") != nil || made.Section("content") == nil || len(made.Section("policy").Entries) != 1 || len(made.Section("content").Entries) != 1 {
		t.Error("sections are not placed as configured")
	}
}

// TestMoves judges what the configuration says of withdrawn documents and old
// addresses.
func TestMoves(t *testing.T) {
	const more = `[[withdrawn]]
index_number = "010897245/2021-00001"
date = "2022-01-01"
reason = "内容有误"
[[withdrawn]]
index_number = "010897245/2021-00002"
date = "2022-01-01"
reason = "内容有误"
[[redirect]]
from = "a.html"
to = "010897245/2021-00001"
[[redirect]]
from = "b.html"
to = "010897245/2021-00002"
[[redirect]]
from = "c.html"
to = "010897245/2021-00003"
[[redirect]]
from = "d.html"
to = "010897245/2021-00004"
[[redirect]]
from = "documents/010897245-2021-00004/index.html"
to = "010897245/2021-00004"
[[redirect]]
from = "documents/010897245-2021-00009/"
to = "010897245/2021-00004"
`
	c := parseConfig(t, more)
	docs := read(t, c, doc(1), doc(3, "草稿: true"), doc(4, "发布日期: 2022-05-01"))
	_, findings := catalog.New(c, docs, new(ledger.Ledger), on(t, "2022-01-01"))
	var got []string
	for _, f := range findings {
		if f.Code == diag.ConfigWrong {
			got = append(got, fmt.Sprintf("%d %s", f.Line, f.Message))
		}
	}
	want := []string{"18 撤回的“010897245/2021-00001”还在 content/ 里", "29 转址的目标“010897245/2021-00002”在栏目内找不到", "32 转址的目标“010897245/2021-00003”在栏目内找不到",
		"38 转址的旧地址“documents/010897245-2021-00004/index.html”是现有文件的网址"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// TestOtherTheme advises where more than a third of ten documents are 其他, and
// never about a classification that has no such theme.
func TestOtherTheme(t *testing.T) {
	own := "[[theme]]\nname = \"公安、安全、司法\"\nsecond = [\"司法\"]\n[[theme]]\nname = \"应急\"\n"
	tests := []struct {
		name, config, theme string
		documents, other    int
		want                bool
	}{
		{"a third", "", "其他", 12, 4, false},
		{"more than a third", "", "其他", 12, 5, true},
		{"too few to tell", "", "其他", 9, 9, false},
		{"the last theme of a classification of its own", own, "应急", 12, 12, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var texts []text
			for i := 1; i <= tt.documents; i++ {
				if i <= tt.other {
					texts = append(texts, doc(i, "主题分类: "+tt.theme))
					continue
				}
				texts = append(texts, doc(i))
			}
			c := parseConfig(t, tt.config)
			_, findings := catalog.New(c, read(t, c, texts...), new(ledger.Ledger), on(t, "2022-01-01"))
			got := slices.ContainsFunc(findings, func(f diag.Finding) bool { return f.Code == diag.ThemeOther })
			if got != tt.want {
				t.Errorf("advised %t, want %t", got, tt.want)
			}
		})
	}
}

func TestLedger(t *testing.T) {
	const header = "number,path,title,date,removed\n"
	row := func(serial int, path, title, removed string) string {
		return fmt.Sprintf("010897245/2021-%05d,content/%s,%s,2021-01-01,%s\n", serial, path, title, removed)
	}
	tests := []struct {
		name, rows string
		texts      []text
		want       []string
	}{
		{"recorded", row(1, "d1.md", "文件1", ""), []text{doc(1)}, nil},
		{"typed by hand", "", []text{doc(1), doc(2)}, []string{"index-ledger.csv info LEDGER-04 有 2 个索引号还没有记入台账"}},
		{"moved", row(1, "old.md", "文件1", ""), []text{doc(1)}, []string{"d1.md:4:6 info LEDGER-03 索引号“010897245/2021-00001”的文件原在 content/old.md"}},
		{"of a deleted document", row(1, "old.md", "旧文", "2021-05-01"), []text{doc(1)},
			[]string{"d1.md:4:6 error LEDGER-01 索引号“010897245/2021-00001”已发给 content/old.md《旧文》"}},
		{"exchanged", row(3, "d1.md", "文件1", ""), []text{doc(1)},
			[]string{"index-ledger.csv info LEDGER-04 有 1 个索引号还没有记入台账", "d1.md:4:6 error LEDGER-01 台账里这份文件的索引号是“010897245/2021-00003”，现在写的是“010897245/2021-00001”"}},
		{"a draft's", row(1, "old.md", "旧文", "2021-05-01"), []text{doc(1, "草稿: true")},
			[]string{"d1.md:4:6 warning LEDGER-01 索引号“010897245/2021-00001”已发给 content/old.md《旧文》"}},
		{"issued twice", row(1, "d1.md", "文件1", "") + row(1, "d2.md", "文件2", ""), []text{doc(1), doc(2, "索引号: 010897245/2021-00001")},
			[]string{"d2.md:10:6 error LEDGER-02 索引号“010897245/2021-00001”在台账里发给了两份文件", "d2.md:10:6 error META-02 索引号“010897245/2021-00001”重复"}},
		{"of what is not public", row(1, "d1.md", "文件1", ""), []text{doc(1, "公开属性: 不予公开")}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := parseConfig(t, "")
			issued, problems := ledger.Read([]byte(header + tt.rows))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			_, findings := catalog.New(c, read(t, c, tt.texts...), issued, on(t, "2022-01-01"))
			findings = slices.DeleteFunc(findings, func(f diag.Finding) bool { return f.Code == diag.SectionEmpty })
			got := brief(findings)
			slices.Sort(got)
			want := append([]string{}, tt.want...)
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// TestProposedNumber proposes the next free number for a duplicate.
func TestProposedNumber(t *testing.T) {
	_, findings := link(t, "2022-01-01", doc(1), doc(7), doc(2, "索引号: 010897245/2021-00001"), doc(3, "索引号: 010897245/2021-00001"))
	for _, f := range findings {
		if !strings.Contains(f.Hint, "010897245/2021-00008") {
			t.Errorf("hint %q, want the number after 00007", f.Hint)
		}
	}
	if len(findings) != 2 {
		t.Errorf("findings %v, want two", brief(findings))
	}
}

// TestOverrides judges harder or milder where the site says so, but not what a
// site may not decide.
func TestOverrides(t *testing.T) {
	c := parseConfig(t, "[rules.severity]\nVALID-04 = \"错误\"\n\"DATE-03\" = \"警告\"\n")
	_, findings := catalog.New(c, read(t, c, doc(1, "失效日期: 2022-02-01"), doc(2, "发布日期: 2022-02-01")), new(ledger.Ledger), on(t, "2022-01-01"))
	want := []string{"d1.md:11:7 error VALID-04 有效期到 2022-02-01，还有 31 天", "d2.md:10:7 warning DATE-03 发布日期 2022-02-01 未到，暂不公开"}
	if diff := cmp.Diff(want, brief(judged(findings))); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// TestManyMistakes keeps the time of a large column with many mistakes of one
// kind in bounds: none of them looks at every other document.
func TestManyMistakes(t *testing.T) {
	const documents = 3000
	c := parseConfig(t, "")
	texts := make([]text, documents)
	for i := range texts {
		lines := []string{"相关文件: [d1.md, 示司发〔1999〕8号, 政策/没有.md]"}
		if i%2 == 1 {
			lines = append(lines, "索引号: 010897245/2021-00001")
		}
		texts[i] = doc(i+1, lines...)
	}
	docs := read(t, c, texts...)
	started := time.Now()
	made, findings := catalog.New(c, docs, new(ledger.Ledger), on(t, "2022-01-01"))
	if took := time.Since(started); took > time.Minute { // seconds even with the race detector on a busy machine; quadratic work takes many minutes
		t.Errorf("%d documents took %v", documents, took)
	}
	if got := len(entry(t, made, 1).Related(catalog.RelatedTo)); got != documents/2-1 {
		t.Errorf("%d related documents, want %d", got, documents/2-1)
	}
	if !findings.Failed() {
		t.Error("no finding")
	}
}
