package report_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/report"
)

// TestCitations counts the places of names and lists those that lead nowhere.
func TestCitations(t *testing.T) {
	naming := func(serial int, body string, lines ...string) file {
		f := doc(serial, lines...)
		f.text = strings.TrimRight(f.text, "\n") + "\n\n" + body + "\n"
		return f
	}
	c := report.CountCitations(column(t, "2024-06-01",
		doc(1, "标题: 示例市停车办法"), doc(2, "标题: 示例市同名办法"), doc(3, "标题: 示例市同名办法"),
		naming(4, "《示例市停车办法》《示例市停车办法》《中华人民共和国民法典》《示例市同名办法》。", "标题: 甲"),
		naming(5, "《民法典》、国发〔2020〕1号、《乙》。", "标题: 乙")))
	if c.Resolved != 2 || c.Unresolved != 3 || c.Unclear != 1 {
		t.Errorf("resolved %d, unresolved %d, unclear %d", c.Resolved, c.Unresolved, c.Unclear)
	}
	got := map[string][3]int{}
	for _, n := range c.Names {
		unclear := 0
		if n.Unclear {
			unclear = 1
		}
		got[n.Name] = [3]int{n.Times, n.Documents, unclear}
	}
	if len(c.Names) == 0 || c.Names[0].Times != 2 {
		t.Fatalf("the most frequent does not come first: %+v", c.Names)
	}
	want := map[string][3]int{c.Names[0].Name: {2, 2, 0}, "国发〔2020〕1号": {1, 1, 0}, "《示例市同名办法》": {1, 1, 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
