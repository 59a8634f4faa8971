package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
	"gongkai/generator/report"
	"gongkai/generator/workday"
)

// findings makes the reports of some documents and gives what they report.
func findings(t testing.TB, on string, files ...file) []string {
	t.Helper()
	site := tree(files...)
	_, list, err := report.Make(report.Input{Catalog: column(t, on, files...), Calendar: workday.Default(), Read: func(p string) ([]byte, error) { return readFile(site, p) }})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range list {
		out = append(out, fmt.Sprintf("%s %s %s: %s", f.Severity, f.Code, f.File, f.Message))
	}
	slices.Sort(out)
	return out
}

func TestDeadlines(t *testing.T) {
	got := findings(t, "2022-01-31",
		doc(1, "发布日期: 2022-01-24"), doc(2, "发布日期: 2019-01-04"), doc(3, "发布日期: 2019-01-04"), doc(4, "发布日期: 2022-01-27"),
		doc(5, "发布日期: 2022-01-04"), interpretation(50, "2022-01-10", ref(5)),
		doc(6, "发布日期: 2019-01-04"), interpretation(60, "2019-03-10", ref(6)),
		reply(7, "2021-08-02", "交办日期: 2021-03-01, 答复日期: 2021-06-02"), reply(8, "2020-08-02", "交办日期: 2020-03-01, 答复日期: 2020-06-02"),
	)
	want := []string{
		"info INT-01 : 另有 2 份一年以前发布的文件没有解读",
		"info INT-02 content/d5.md: 第一件解读在发布后第4个工作日，期限是3个工作日",
		"info JY-02 content/d7.md: 答复后第42个工作日才公开，期限是20个工作日",
		"info JY-02 content/d7.md: 答复日期 2021-06-02 超过期限 2021-06-01",
		"warning INT-01 content/d1.md: 发布后第6个工作日还没有解读，期限是3个工作日",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestUnknownYear(t *testing.T) {
	got := findings(t, "2035-03-01", doc(1, "发布日期: 2035-02-27"), interpretation(2, "2035-02-27", ref(1)), doc(3, "发布日期: 2034-12-29", "解读要求: 豁免", "豁免理由: 无"))
	if diff := cmp.Diff([]string{"warning DAY-01 : 没有2035年的放假安排，工作日只按周一至周五推算"}, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestCleanupSums(t *testing.T) {
	list := fmt.Sprintf("清理结果: [{文件: %s, 结果: 继续有效}, {文件: %s, 结果: 废止}, {文件: %s, 结果: 失效}]", ref(1), ref(2), ref(3))
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"agrees", "共有文件3件，其中继续有效1件，废止1件，宣布失效1件。\n\n## 一、继续有效的文件（1件）", nil},
		{"a part", "共3件，继续有效0件，废止1件，失效2件。", []string{
			"info SUM-01 content/d9.md: 文字里“失效”是 2 件，清理结果列出 1 件", "warning SUM-01 content/d9.md: 文字里“继续有效”是 0 件，清理结果列出 1 件"}},
		{"the total", "共4件，继续有效1件，废止1件，失效1件。", []string{"warning SUM-01 content/d9.md: 文字里共 4 件，各类相加是 3 件"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := findings(t, "2021-01-05", doc(1), doc(2), doc(3), doc(9, "类型: 政策文件", "发布日期: 2021-01-05", list, "正文: "+c.text))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
	twice := fmt.Sprintf("清理结果: [{文件: %s, 结果: 继续有效}, {文件: %s, 结果: 废止}]", ref(1), ref(1))
	got := findings(t, "2021-01-05", doc(1), doc(9, "类型: 政策文件", "发布日期: 2021-01-05", twice))
	if len(got) != 1 || !strings.Contains(got[0], "列了 2 行，只涉及 1 份文件") {
		t.Errorf("one document twice: %v", got)
	}
}

// Ten thousand documents years old are one finding, not ten thousand.
func TestNoFlood(t *testing.T) {
	var files []file
	for i := range 60 {
		files = append(files, doc(i+1, "发布日期: 2019-01-04"))
	}
	if got := findings(t, "2022-01-31", files...); len(got) != 1 {
		t.Errorf("%d findings, want 1", len(got))
	}
	if rule, _ := diag.Lookup(diag.Uninterpreted); rule.Severity != diag.Warning {
		t.Errorf("INT-01 is a %s", rule.Severity)
	}
}
