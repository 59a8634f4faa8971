package catalog_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/catalog"
)

// resolved gives what the names of a document's text were found to be.
func resolved(e *catalog.Entry) []string {
	out := []string{}
	for i, c := range e.Cited {
		what := "-"
		switch {
		case c.Own:
			what = "own"
		case c.Unclear:
			what = "unclear"
		case c.To != nil:
			what = c.To.Index.Plain()[len("010897245/2021-"):]
		}
		out = append(out, e.Citations[i].Shown+" "+what)
	}
	return out
}

// TestResolve resolves the names in the text of document 9.
func TestResolve(t *testing.T) {
	rules := doc(1, "标题: 中华人民共和国示例停车办法", "文号: 示司发〔2015〕1号")
	former := doc(2, "标题: 示例市信息办法", "文号: 示司发〔2018〕2号", "发布日期: 2018-01-01")
	newer := doc(3, "标题: 示例市信息办法", "文号: 示司发〔2021〕3号", "发布日期: 2021-03-01", "废止: [d2.md]")
	issued := doc(4, "标题: 示例市司法局关于印发《示例市便民规定》的通知")
	citing := func(body string, fields ...string) text {
		return doc(9, append([]string{"标题: 甲", "发布日期: 2021-06-01", "正文: " + body}, fields...)...)
	}
	tests := []struct {
		name string
		text text
		want string
	}{
		{"the prefix is optional, brackets and spaces fold", citing("《示例停车办法》、《 中华人民共和国 示例停车办法》"), "《示例停车办法》 00001"},
		{"what a notice hands on", citing("《示例市便民规定》（试行）"), "《示例市便民规定》 00004"},
		{"the notice itself", citing("《示例市司法局关于印发〈示例市便民规定〉的通知》"),
			"《示例市司法局关于印发〈示例市便民规定〉的通知》 00004, 〈示例市便民规定〉 00004"},
		{"the number decides", citing("《示例市信息办法》（示司发[2018]2号）"), "《示例市信息办法》（示司发[2018]2号） 00002"},
		{"the number of another text", citing("《示例市信息办法》（示司发〔2009〕2号）"), "《示例市信息办法》（示司发〔2009〕2号） -"},
		{"in force on the day", citing("《示例市信息办法》"), "《示例市信息办法》 00003"},
		{"in force on an earlier day", citing("《示例市信息办法》", "发布日期: 2020-06-01"), "《示例市信息办法》 00002"},
		{"the related one", citing("《示例市信息办法》", "相关文件: [d2.md]"), "《示例市信息办法》 00002"},
		{"unknown", citing("《示例市别的办法》"), "《示例市别的办法》 -"},
		{"a court's number is left alone", citing("鄂9005法建(2024)2号"), ""},
		{"its own name", citing("《甲》"), "《甲》 own"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			made, _ := link(t, "2022-01-01", rules, former, newer, issued, tt.text)
			if diff := cmp.Diff(tt.want, strings.Join(resolved(entry(t, made, 9)), ", ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestUnclear reports a title that several documents have, and warns of a basis
// by its title unless that names what is in force too.
func TestUnclear(t *testing.T) {
	first, second := doc(1, "标题: 示例市办法"), doc(2, "标题: 示例市办法")
	made, findings := link(t, "2022-01-01", first, second, doc(9, "正文: 按照《示例市办法》办理。", "发布日期: 2021-08-01"))
	if diff := cmp.Diff([]string{"《示例市办法》 unclear"}, resolved(entry(t, made, 9))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want := []string{"d9.md:13:3 warning REF-02 栏目内有几份文件叫《示例市办法》，不知道指哪一份"}
	if diff := cmp.Diff(want, brief(findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	void := doc(1, "标题: 示例市办法", "失效日期: 2021-12-01")
	_, findings = link(t, "2022-01-01", void, doc(9, "正文: 按照《示例市办法》办理。"))
	want = []string{"d9.md:13:3 warning VALID-06 以已失效的 《示例市办法》 为依据"}
	if diff := cmp.Diff(want, brief(findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	_, findings = link(t, "2022-01-01", void, doc(2, "标题: 示例市办法", "施行日期: 2021-11-01"), doc(9, "正文: 按照《示例市办法》办理。"))
	if diff := cmp.Diff([]string{}, brief(findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
