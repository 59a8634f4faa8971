package catalog_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/ledger"
)

// TestEitherEnd tells each relation from either end: both documents show it.
func TestEitherEnd(t *testing.T) {
	tests := []struct{ label, opposite, acting, acted string }{
		{"废止", "被废止", "repeals", "repealed_by"},
		{"修改", "被修改", "amends", "amended_by"},
		{"代替", "被代替", "replaces", "replaced_by"},
		{"相关文件", "相关文件", "related", "related"},
	}
	for _, tt := range tests {
		for name, texts := range map[string][]text{
			"told by the acting document": {doc(1, tt.label+": [d2.md]"), doc(2)},
			"told by the other":           {doc(1), doc(2, tt.opposite+": [\"示司发[2021]1号\"]")},
			"told by both":                {doc(1, tt.label+": [010897245/2021-00002]"), doc(2, tt.opposite+": [content/d1.md]")},
			"told twice":                  {doc(1, tt.label+": [d2.md, 示司发〔2021〕2号]"), doc(2)},
		} {
			t.Run(tt.label+"/"+name, func(t *testing.T) {
				made, findings := link(t, "2022-01-01", texts...)
				if len(findings) > 0 {
					t.Error(brief(findings))
				}
				if diff := cmp.Diff([]string{tt.acting + " 文件2"}, relations(entry(t, made, 1))); diff != "" {
					t.Errorf("acting (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff([]string{tt.acted + " 文件1"}, relations(entry(t, made, 2))); diff != "" {
					t.Errorf("acted upon (-want +got):\n%s", diff)
				}
			})
		}
	}
}

func TestReferences(t *testing.T) {
	tests := []struct {
		name, ref string
		want      string // the title found; empty for none
	}{
		{"index number", "010897245/2021-00002", "文件2"},
		{"index number in full width", "０１０８９７２４５／２０２１－００００２", "文件2"},
		{"document number", "示司发〔2021〕2号", "文件2"},
		{"document number with other brackets", "示司发(2021)2号", "文件2"},
		{"path below content", "政策/d3.md", "文件3"},
		{"path from the site", "content/政策/d3.md", "文件3"},
		{"path without extension", "政策/d3", "文件3"},
		{"path beside the document", "d2", "文件2"},
		{"path with backslashes", `'政策\d3.md'`, "文件3"},
		{"a title", "文件2", ""},
		{"a path out of the site", "../../d2.md", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			made, findings := link(t, "2022-01-01", doc(1, "相关文件: ["+tt.ref+"]"), doc(2), doc(3).at("content/政策/d3.md"))
			got := entry(t, made, 1).Related(catalog.RelatedTo)
			switch {
			case tt.want == "" && (len(got) > 0 || !findings.Failed()):
				t.Errorf("found %v, findings %v; want an error", got, brief(findings))
			case tt.want != "" && (len(got) != 1 || got[0].Title() != tt.want):
				t.Errorf("found %d, want %s; findings %v", len(got), tt.want, brief(findings))
			}
		})
	}
}

// TestEmptyBasis keeps a field that is not there from naming the document of
// the folder's own name.
func TestEmptyBasis(t *testing.T) {
	made, findings := link(t, "2022-01-01", doc(1).at("content/政策.md"), doc(2).at("content/政策/d2.md"),
		doc(3, "类型: 重大行政决策", "征求意见: {开始: 2020-11-01, 结束: 2020-12-01}").at("content/政策/d3.md"))
	for _, serial := range []int{1, 2, 3} {
		if got := relations(entry(t, made, serial)); len(got) > 0 {
			t.Errorf("document %d has relations %v, want none", serial, got)
		}
	}
	if len(findings) > 0 {
		t.Error(brief(findings))
	}
}

func TestBroken(t *testing.T) {
	tests := []struct {
		name  string
		texts []text
		want  []string
		hint  string // part of the first hint
	}{
		{"nothing of the kind", []text{doc(1, "废止: [示司发〔1999〕8号]"), doc(12)},
			[]string{"d1.md:11:6 error REF-01 废止“示司发〔1999〕8号”在栏目内找不到"}, "示司发〔2021〕1"},
		{"nearest document numbers", []text{doc(1, "修改: [示司发〔2021〕21号]"), doc(12)},
			[]string{"d1.md:11:6 error REF-01 修改“示司发〔2021〕21号”在栏目内找不到"}, "示司发〔2021〕12号"},
		{"nearest paths", []text{doc(1, "相关文件: [政策/城市更薪.md]"), doc(12).at("content/政策/城市更新.md")},
			[]string{"d1.md:11:8 error REF-01 相关文件“政策/城市更薪.md”在栏目内找不到"}, "政策/城市更新.md"},
		{"an interpretation without its document", []text{doc(1, "类型: 政策解读", "解读文件: [示司发〔2021〕3号]")},
			[]string{"d1.md:11:8 error INT-03 解读文件“示司发〔2021〕3号”在栏目内找不到"}, "示司发〔2021〕1号"},
		{"itself", []text{doc(1, "代替: [d1.md]")},
			[]string{"d1.md:11:6 error REF-01 代替“d1.md”在栏目内找不到"}, "文件自己"},
		{"a draft by its document number", []text{doc(1, "废止: [示司发〔2021〕2号]"), doc(2, "草稿: true")},
			[]string{"d1.md:11:6 error REF-01 废止“示司发〔2021〕2号”在栏目内找不到"}, "是草稿"},
		{"what is not public", []text{doc(1, "废止: [010897245/2021-00002]"), doc(2, "公开属性: 不予公开")},
			[]string{"d1.md:11:6 error REF-01 废止“010897245/2021-00002”在栏目内找不到"}, "不是主动公开"},
		{"in a clean-up", []text{doc(1, "清理结果: [{文件: 示司发〔2000〕2号, 结果: 废止}]")},
			[]string{"d1.md:11:13 error REF-01 清理结果“示司发〔2000〕2号”在栏目内找不到"}, ""},
		{"a link to what is not there", []text{doc(1, "正文: 见[旧文](旧文.md)。")},
			[]string{"d1.md:13:7 error LINK-01 链接的文件“旧文.md”不在栏目内"}, ""},
		{"a link to what is held back", []text{doc(1, "正文: 见[新文](d2.md)。"), doc(2, "发布日期: 2022-02-01")},
			[]string{"d1.md:13:7 warning LINK-01 链接的文件“d2.md”不在栏目内", "d2.md:10:7 info DATE-03 发布日期 2022-02-01 未到，暂不公开"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, findings := link(t, "2022-01-01", tt.texts...)
			if diff := cmp.Diff(tt.want, brief(findings)); diff != "" {
				t.Fatalf("findings (-want +got):\n%s", diff)
			}
			if !strings.Contains(findings[0].Hint, tt.hint) {
				t.Errorf("hint %q, want %q in it", findings[0].Hint, tt.hint)
			}
		})
	}
}

// TestCandidates names only what may be named: not drafts, not what is
// withheld.
func TestCandidates(t *testing.T) {
	_, findings := link(t, "2022-01-01", doc(1, "相关文件: [密件.md, 010897245/2021-00009]"),
		doc(2, "公开属性: 不予公开").at("content/密件1.md"), doc(8, "公开属性: 依申请公开"), doc(7, "草稿: true"))
	for _, f := range findings {
		for _, secret := range []string{"密件1.md", "2021-00008", "2021-00007", "2021-00002"} {
			if strings.Contains(f.Hint, secret) {
				t.Errorf("the hint %q names %s", f.Hint, secret)
			}
		}
	}
	if len(findings) != 2 {
		t.Errorf("findings %v, want two", brief(findings))
	}
}

// TestHeldBack keeps a document away until its day, but not what is wrong with
// it: the day itself must not be the one on which the site cannot be built.
func TestHeldBack(t *testing.T) {
	held := doc(2, "发布日期: 2022-02-01", "废止: [d1.md]", "相关文件: [示司发〔1999〕8号]", "正文: 见[旧文](旧文.md)。")
	made, findings := link(t, "2022-01-31", doc(1, "被修改: [示司发〔2021〕2号]"), held)
	want := []string{
		"d2.md:10:7 info DATE-03 发布日期 2022-02-01 未到，暂不公开",
		"d2.md:12:8 error REF-01 相关文件“示司发〔1999〕8号”在栏目内找不到",
		"d2.md:15:7 error LINK-01 链接的文件“旧文.md”不在栏目内",
	}
	if diff := cmp.Diff(want, brief(findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if got := relations(entry(t, made, 1)); len(got) > 0 || made.Held != 1 || len(made.Entries) != 1 {
		t.Errorf("held %d, entries %d, relations %v; want 1, 1, none", made.Held, len(made.Entries), got)
	}
	made, _ = link(t, "2022-02-01", doc(1, "被修改: [示司发〔2021〕2号]"), held)
	if diff := cmp.Diff([]string{"repealed_by 文件2", "amended_by 文件2"}, relations(entry(t, made, 1))); diff != "" {
		t.Errorf("on its day (-want +got):\n%s", diff)
	}
}

func TestTwice(t *testing.T) {
	tests := []struct {
		name  string
		texts []text
		want  []string
	}{
		{"index numbers", []text{doc(1), doc(2, "索引号: 010897245/2021-00001", "文号:")},
			[]string{"d2.md:9:6 error META-02 索引号“010897245/2021-00001”重复"}},
		{"index numbers in other spelling", []text{doc(1, "索引号: 11420000X12345678A/2021-00001"), doc(2, "索引号: 11420000x12345678a/2021-00001", "文号:")},
			[]string{"d2.md:9:6 error META-02 索引号“11420000x12345678a/2021-00001”重复"}},
		{"the folders of index numbers", []text{doc(1), doc(2, "索引号: 010897245-2021-00001")},
			[]string{"d2.md:10:6 error META-02 索引号“010897245-2021-00001”重复"}},
		{"a draft's number is taken all the same", []text{doc(1, "草稿: true"), doc(2, "索引号: 010897245/2021-00001")},
			[]string{"d2.md:10:6 error META-02 索引号“010897245/2021-00001”重复"}},
		{"a draft with a taken number", []text{doc(1), doc(2, "索引号: 010897245/2021-00001", "草稿: true")},
			[]string{"d2.md:10:6 warning META-02 索引号“010897245/2021-00001”重复"}},
		{"document numbers", []text{doc(1), doc(2, "文号: 示司发[2021]1号")},
			[]string{"d2.md:10:5 error DOCNO-03 文号“示司发〔2021〕1号”重复"}},
		{"document numbers, one held back", []text{doc(1), doc(2, "文号: 示司发〔2021〕1号", "发布日期: 2022-02-01")},
			[]string{"d2.md:9:5 error DOCNO-03 文号“示司发〔2021〕1号”重复", "d2.md:10:7 info DATE-03 发布日期 2022-02-01 未到，暂不公开"}},
		{"no document number twice", []text{doc(1, "文号: 无"), doc(2, "文号: --"), doc(3, "文号: 无"), doc(4, "文号: --")}, []string{}},
		{"orders of the same issuer", []text{doc(1, "文号: 示例市人民政府令第3号"), doc(2, "文号: 示例市人民政府令第3号")},
			[]string{"d2.md:10:5 error DOCNO-03 文号“示例市人民政府令第3号”重复"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, findings := link(t, "2022-01-01", tt.texts...)
			if diff := cmp.Diff(tt.want, brief(findings)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			for _, f := range findings {
				if f.Code == diag.IndexTwice && (len(f.Notes) != 1 || f.Hint == "") {
					t.Errorf("%s has notes %v, hint %q", f.Message, f.Notes, f.Hint)
				}
			}
		})
	}
}

// TestCites lists citations at both ends, once, whatever the reading.
func TestCites(t *testing.T) {
	made, findings := link(t, "2022-01-01", doc(1),
		doc(2, "正文: 根据示司发〔2021〕1号和《办法》（示司发[2021]1号），参照国发〔2020〕1号、示司发〔2021〕2号、示司发〔2021〕3号。"),
		doc(3, "发布日期: 2022-03-01"))
	if got := entry(t, made, 2).Cites; len(got) != 1 || got[0] != entry(t, made, 1) {
		t.Errorf("cites %d documents, want document 1 alone", len(got))
	}
	if got := entry(t, made, 1).CitedBy; len(got) != 1 || got[0] != entry(t, made, 2) {
		t.Errorf("cited by %d documents, want document 2 alone", len(got))
	}
	if n := findings.Count(diag.Error) + findings.Count(diag.Warning); n > 0 {
		t.Error(brief(findings))
	}
}

// TestOrderOfDocuments makes the same catalog of any order.
func TestOrderOfDocuments(t *testing.T) {
	c := parseConfig(t, "")
	docs := read(t, c, doc(1, "发布日期: 2021-03-01 09:00"), doc(2, "发布日期: 2021-03-01 16:30"), doc(3, "发布日期: 2021-03-01"), doc(4, "发布日期: 2021-05-01"), doc(5, "发布日期: 2021-03-01"))
	var want []string
	for turn := range docs {
		made, _ := catalog.New(c, append(docs[turn:], docs[:turn]...), new(ledger.Ledger), on(t, "2022-01-01"))
		var got []string
		for _, e := range made.Entries {
			got = append(got, e.Title())
		}
		if want == nil {
			want = []string{"文件4", "文件2", "文件1", "文件5", "文件3"}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("turn %d (-want +got):\n%s", turn, diff)
		}
	}
}

// TestBasis gives free text as it stands, a document of the column by its
// number, and nothing of one that is not published yet.
func TestBasis(t *testing.T) {
	made, findings := link(t, "2023-01-01",
		doc(1, "废止日期: 2022-01-01", "废止依据: 省政府的决定"), doc(2, "废止日期: 2022-01-01", "废止依据: d4.md"), doc(3, "废止日期: 2022-01-01", "废止依据: d5.md"),
		doc(4, "发布日期: 2021-12-01"), doc(5, "发布日期: 2030-01-01"))
	for i, want := range []string{"省政府的决定", "示司发〔2021〕4号", ""} {
		e := entry(t, made, i+1)
		if got := e.Basis(e.Values, field.RepealBasis); got != want {
			t.Errorf("basis of document %d is %q, want %q", i+1, got, want)
		}
	}
	if findings.Failed() {
		t.Error(findings)
	}
	_, findings = link(t, "2023-01-01", doc(1, "废止日期: 2022-01-01", "废止依据: 示司发〔2021〕2号"), doc(2, "草稿: true"))
	if !findings.Failed() {
		t.Error("a basis that names a draft is not reported")
	}
}
