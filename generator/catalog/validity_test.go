package catalog_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/document"
	"gongkai/generator/field"
	"gongkai/generator/ledger"
)

// TestStates tells the validity of document 1 on the day before, on and after
// each day on which it turns.
func TestStates(t *testing.T) {
	tests := []struct {
		name  string
		texts []text
		want  map[string]string // day → word
	}{
		{"in force from publication", []text{doc(1)},
			map[string]string{"2021-01-01": field.InForce, "2031-01-01": field.InForce}},
		{"a later commencement", []text{doc(1, "施行日期: 2021-03-01")},
			map[string]string{"2021-02-28": field.Pending, "2021-03-01": field.InForce}},
		{"the last day of validity", []text{doc(1, "失效日期: 2022-06-30")},
			map[string]string{"2022-06-29": field.InForce, "2022-06-30": field.InForce, "2022-07-01": field.Lapsed}},
		{"years of validity end the day before", []text{doc(1, "施行日期: 2021-03-01", "有效期: 2")},
			map[string]string{"2023-02-28": field.InForce, "2023-03-01": field.Lapsed}},
		{"years from 29 February", []text{doc(1, "施行日期: 2024-02-29", "有效期: 1")},
			map[string]string{"2025-02-28": field.InForce, "2025-03-01": field.Lapsed}},
		{"declared lapsed", []text{doc(1, "宣布失效日期: 2022-05-05")},
			map[string]string{"2022-05-04": field.InForce, "2022-05-05": field.Lapsed}},
		{"repealed by its own date", []text{doc(1, "废止日期: 2022-05-05", "废止依据: 市政府的决定")},
			map[string]string{"2022-05-04": field.InForce, "2022-05-05": field.Repealed}},
		{"repealed by another on its publication", []text{doc(1), doc(2, "废止: [示司发〔2021〕1号]", "发布日期: 2022-05-05")},
			map[string]string{"2022-05-05": field.Repealed}},
		{"repealed by another from its commencement", []text{doc(1), doc(2, "废止: [d1.md]", "发布日期: 2022-05-05", "施行日期: 2022-06-01")},
			map[string]string{"2022-05-05": field.InForce, "2022-05-31": field.InForce, "2022-06-01": field.Repealed}},
		{"replaced", []text{doc(1), doc(2, "代替: [010897245/2021-00001]", "发布日期: 2022-05-05")},
			map[string]string{"2022-05-06": field.Repealed}},
		{"told by the one replaced", []text{doc(1, "被代替: [d2.md]"), doc(2, "发布日期: 2022-05-05", "施行日期: 2022-06-01")},
			map[string]string{"2022-05-31": field.InForce, "2022-06-01": field.Repealed}},
		{"the own date of repeal goes before the act's", []text{doc(1, "废止日期: 2022-07-01"), doc(2, "废止: [d1.md]", "发布日期: 2022-05-05")},
			map[string]string{"2022-06-30": field.InForce, "2022-07-01": field.Repealed}},
		{"amended", []text{doc(1), doc(2, "修改: [d1.md]", "发布日期: 2022-05-05", "施行日期: 2022-06-01")},
			map[string]string{"2022-05-31": field.InForce, "2022-06-01": field.Amended}},
		{"told by the one amended", []text{doc(1, "被修改: [d2.md]"), doc(2, "发布日期: 2022-05-05")},
			map[string]string{"2022-05-05": field.Amended}},
		{"some clauses lapsed", []text{doc(1, "失效条款: 第三条")},
			map[string]string{"2021-01-01": field.PartLapsed}},
		{"clauses before amendment", []text{doc(1, "失效条款: 第三条", "被修改: [d2.md]"), doc(2)},
			map[string]string{"2021-01-01": field.PartLapsed}},
		{"under revision", []text{doc(1, "待修订: true")},
			map[string]string{"2021-01-01": field.UnderReview}},
		{"amendment before revision", []text{doc(1, "待修订: true", "被修改: [d2.md]"), doc(2, "发布日期: 2022-05-05")},
			map[string]string{"2022-05-05": field.Amended}},
		{"repeal before lapse", []text{doc(1, "失效日期: 2022-06-30", "被废止: [d2.md]"), doc(2, "发布日期: 2022-08-01")},
			map[string]string{"2022-07-31": field.Lapsed, "2022-08-01": field.Repealed}},
		{"lapse before commencement", []text{doc(1, "施行日期: 2024-01-01", "宣布失效日期: 2024-01-01")},
			map[string]string{"2023-12-31": field.Pending, "2024-01-01": field.Lapsed}},
		{"commencement before clauses", []text{doc(1, "施行日期: 2024-01-01", "失效条款: 第三条")},
			map[string]string{"2023-12-31": field.Pending, "2024-01-01": field.PartLapsed}},
		{"cleaned up", []text{doc(1), doc(2, "清理结果: [{文件: d1.md, 结果: 待修订}]", "发布日期: 2022-05-05")},
			map[string]string{"2022-05-05": field.UnderReview}},
		{"clean-up repeals", []text{doc(1), doc(2, "清理结果: [{文件: d1.md, 结果: 废止}]", "发布日期: 2022-05-05", "施行日期: 2022-06-01")},
			map[string]string{"2022-05-31": field.InForce, "2022-06-01": field.Repealed}},
		{"clean-up ends", []text{doc(1), doc(2, "清理结果: [{文件: d1.md, 结果: 宣布失效}]", "发布日期: 2022-05-05")},
			map[string]string{"2022-05-05": field.Lapsed}},
		{"clean-up amends", []text{doc(1), doc(2, "清理结果: [{文件: d1.md, 结果: 修改}]", "发布日期: 2022-05-05")},
			map[string]string{"2022-05-05": field.Amended}},
		{"clean-up keeps", []text{doc(1), doc(2, "清理结果: [{文件: d1.md, 结果: 继续有效}]", "发布日期: 2022-05-05")},
			map[string]string{"2022-05-05": field.InForce}},
		{"a citation is no amendment", []text{doc(1), doc(2, "正文: 根据示司发〔2021〕1号，修改有关规定，废止旧办法。")},
			map[string]string{"2021-01-01": field.InForce, "2025-01-01": field.InForce}},
		{"a link is no amendment", []text{doc(1), doc(2, "正文: 见[文件1](d1.md)。", "相关文件: [d1.md]")},
			map[string]string{"2021-01-01": field.InForce}},
		{"an interpretation has none", []text{doc(1, "类型: 政策解读", "解读文件: [d2.md]"), doc(2)},
			map[string]string{"2021-01-01": ""}},
		{"a reply that was repealed has one", []text{doc(1, "类型: 其他"), doc(2, "废止: [d1.md]", "发布日期: 2022-05-05")},
			map[string]string{"2021-01-01": "", "2022-05-05": field.Repealed}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for today, want := range tt.want {
				made, findings := link(t, today, tt.texts...)
				if got := entry(t, made, 1).Validity.Word; got != want {
					t.Errorf("on %s: %q, want %q", today, got, want)
				}
				if findings.Failed() {
					t.Errorf("on %s: %v", today, brief(findings))
				}
			}
		})
	}
}

// TestCause names what decided, and tells the dated states for the page.
func TestCause(t *testing.T) {
	made, _ := link(t, "2023-01-01",
		doc(1, "施行日期: 2021-02-01", "有效期: 5"),
		doc(2, "修改: [d1.md]", "发布日期: 2022-05-05"),
		doc(3, "废止: [d1.md]", "代替: [d1.md]", "发布日期: 2022-09-01", "施行日期: 2023-06-01"))
	v := entry(t, made, 1).Validity
	if v.Cause != entry(t, made, 2) || v.Void {
		t.Errorf("cause %v, void %t; want document 2 and false", v.Cause, v.Void)
	}
	want := []catalog.State{
		{From: on(t, "2021-01-01"), Word: field.Pending}, {From: on(t, "2021-02-01"), Word: field.InForce},
		{From: on(t, "2022-05-05"), Word: field.Amended}, {From: on(t, "2023-06-01"), Word: field.Repealed},
	}
	if diff := cmp.Diff(want, v.States); diff != "" {
		t.Errorf("states (-want +got):\n%s", diff)
	}
	var events []string
	for _, e := range v.Events {
		events = append(events, e.Day.String()+" "+e.Text)
	}
	wantEvents := []string{"2021-01-01 发布", "2021-02-01 施行", "2022-05-05 修改", "2023-06-01 废止"}
	if diff := cmp.Diff(wantEvents, events); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

// TestSince names the day from which what decided a word has held: the act's
// own, not that on which the column took the document in.
func TestSince(t *testing.T) {
	tests := []struct {
		name  string
		texts []text
		word  string
		since string
		cause int
	}{
		{"repealed before it was published here", []text{doc(1, "废止日期: 2019-05-01", "废止依据: 省政府的决定")}, field.Repealed, "2019-05-01", 0},
		{"repealed by an act that was published here first", []text{doc(1), doc(2, "废止: [d1.md]", "发布日期: 2020-06-01")}, field.Repealed, "2020-06-01", 2},
		{"its term was over before", []text{doc(1, "失效日期: 2019-12-31", "施行日期: 2015-01-01")}, field.Lapsed, "2020-01-01", 0},
		{"the last of two amendments", []text{doc(1), doc(2, "修改: [d1.md]", "发布日期: 2021-05-01"), doc(3, "修改: [d1.md]", "发布日期: 2022-05-01")}, field.Amended, "2022-05-01", 3},
		{"its term was over when it was declared lapsed", []text{doc(1, "有效期: 1"), doc(2, "清理结果: [{文件: d1.md, 结果: 失效}]", "发布日期: 2022-08-01")}, field.Lapsed, "2022-01-01", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			made, _ := link(t, "2023-01-01", tt.texts...)
			v := entry(t, made, 1).Validity
			var cause *catalog.Entry
			if tt.cause > 0 {
				cause = entry(t, made, tt.cause)
			}
			if v.Word != tt.word || v.Since.String() != tt.since || v.Cause != cause {
				t.Errorf("%s since %s by %v, want %s since %s by %v", v.Word, v.Since, v.Cause, tt.word, tt.since, cause)
			}
		})
	}
}

// TestTermOfRepealed tells no end of a term that a repeal cut short.
func TestTermOfRepealed(t *testing.T) {
	made, _ := link(t, "2023-01-01", doc(1, "有效期: 9"), doc(2, "废止: [d1.md]", "发布日期: 2022-05-05"))
	for _, e := range entry(t, made, 1).Validity.Events {
		if e.Text == "有效期届满" {
			t.Errorf("%s %s, but it was repealed on 2022-05-05", e.Day, e.Text)
		}
	}
}

// TestOn proves that the states of one catalog tell the word of every other
// day, as a catalog made as of that day would: what a page that is read weeks
// after its build relies on.
func TestOn(t *testing.T) {
	c := parseConfig(t, "")
	rapid.Check(t, func(r *rapid.T) {
		docs, published := drawDocuments(r, t, c)
		last := on(t, "2021-01-01") + 60
		made, _ := catalog.New(c, docs, new(ledger.Ledger), last)
		// before that day the catalog did not know what acts on its documents
		for d := published; d <= last; d++ {
			asOf, _ := catalog.New(c, docs, new(ledger.Ledger), d)
			for _, e := range made.Entries {
				if got, want := e.Validity.On(d), asOf.ByID(e.ID).Validity.Word; got != want {
					r.Fatalf("%s on %s: %q, the catalog of that day says %q; states %v", e.Title(), d, got, want, e.Validity.States)
				}
			}
		}
	})
}

// drawDocuments draws up to five documents that act on each other, and the day
// on which the last of them is published.
func drawDocuments(r *rapid.T, t *testing.T, c *config.Config) ([]*document.Document, day.Day) {
	lines, last := drawLines(r, t)
	return read(t, c, written(lines)...), last
}

// written gives the documents of lines of front matter, numbered from 1.
func written(lines [][]string) []text {
	var texts []text
	for i, own := range lines {
		texts = append(texts, doc(i+1, own...))
	}
	return texts
}

// drawLines draws what drawDocuments makes documents of.
func drawLines(r *rapid.T, t *testing.T) ([][]string, day.Day) {
	first := on(t, "2021-01-01")
	last := first
	draw := func(label string, from, to int) day.Day {
		return first + day.Day(rapid.IntRange(from, to).Draw(r, label))
	}
	var all [][]string
	n := rapid.IntRange(1, 5).Draw(r, "documents")
	for i := 1; i <= n; i++ {
		published := draw("published", 0, 20)
		last = max(last, published)
		lines := []string{"发布日期: " + published.String()}
		begins := published
		if rapid.Bool().Draw(r, "has effective") {
			begins = draw("effective", -5, 40)
			lines = append(lines, "施行日期: "+begins.String())
		}
		for _, dated := range []string{"失效日期", "宣布失效日期", "废止日期"} {
			if rapid.IntRange(0, 3).Draw(r, dated) == 0 {
				lines = append(lines, dated+": "+(begins+day.Day(rapid.IntRange(0, 50).Draw(r, "after"))).String())
			}
		}
		for _, flag := range []string{"待修订: true", "失效条款: 第一条"} {
			if rapid.IntRange(0, 5).Draw(r, flag) == 0 {
				lines = append(lines, flag)
			}
		}
		for _, act := range []string{"废止", "修改", "代替", "被废止", "被修改", "被代替"} {
			if to := rapid.IntRange(1, 3*n).Draw(r, act); to <= n && to != i {
				lines = append(lines, fmt.Sprintf("%s: [d%d.md]", act, to))
			}
		}
		all = append(all, lines)
	}
	return all, last
}
