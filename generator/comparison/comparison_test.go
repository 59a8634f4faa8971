package comparison_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/comparison"
)

// told writes rows for a person: = same, ~ changed, - removed, + added; within
// a changed row [-removed-] and {+added+}.
func told(rows []comparison.Row) string {
	var b strings.Builder
	for _, r := range rows {
		switch r.Op {
		case comparison.Same:
			fmt.Fprintf(&b, "= %s\n", r.New)
		case comparison.Removed:
			fmt.Fprintf(&b, "- %s\n", r.Old)
		case comparison.Added:
			fmt.Fprintf(&b, "+ %s\n", r.New)
		case comparison.Changed:
			b.WriteString("~ ")
			for _, p := range r.Pieces {
				b.WriteString(map[comparison.Op]string{comparison.Removed: "[-", comparison.Added: "{+"}[p.Op] + p.Text + map[comparison.Op]string{comparison.Removed: "-]", comparison.Added: "+}"}[p.Op])
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func TestLines(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"a clause is added and the rest renumbered",
			"第一条　为了规范管理，制定本办法。\n第二条　逾期不改正的，处一千元以上三千元以下罚款。\n第三条　本办法自发布之日起施行。",
			"第一条　为了规范管理，制定本办法。\n第二条　鼓励错时开放。\n第三条　逾期不改正的，处一千元以上五千元以下罚款。\n第四条　本办法自发布之日起施行。",
			"= 第一条　为了规范管理，制定本办法。\n+ 第二条　鼓励错时开放。\n~ 第[-二-]{+三+}条　逾期不改正的，处一千元以上[-三-]{+五+}千元以下罚款。\n~ 第[-三-]{+四+}条　本办法自发布之日起施行。\n"},
		{"a sentence is added", "临时停车场应当备案。", "临时停车场应当备案。临时停车场不改变用途。", "~ 临时停车场应当备案。{+临时停车场不改变用途。+}\n"},
		{"numbers are words", "共129件，GB9704执行。", "共1286件，GB9705执行。", "~ 共[-129-]{+1286+}件，GB[-9704-]{+9705+}执行。\n"},
		{"crumbs are swallowed", "自开始经营之日起持营业执照、场地证明文件，向部门备案。", "自开始经营之日起通过平台如实填报明各项材料，向部门备案。", "~ 自开始经营之日起[-持营业执照、场地证明文件-]{+通过平台如实填报明各项材料+}，向部门备案。\n"},
		{"nothing in common", "甲乙丙丁。", "子丑寅卯", "- 甲乙丙丁。\n+ 子丑寅卯\n"},
		{"removed", "甲乙\n丙丁\n", "甲乙\n", "= 甲乙\n- 丙丁\n= \n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := told(comparison.Lines(strings.Split(tt.old, "\n"), strings.Split(tt.new, "\n")))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestApply: the sides of the rows are the two texts, and so are those of the
// pieces.
func TestApply(t *testing.T) {
	line := rapid.StringOfN(rapid.SampledFrom([]rune("第一二条　甲乙丙，。12a")), 0, 12, -1)
	rapid.Check(t, func(t *rapid.T) {
		old := rapid.SliceOfN(line, 0, 12).Draw(t, "old")
		new := rapid.SliceOfN(line, 0, 12).Draw(t, "new")
		if rapid.Bool().Draw(t, "edited") { // mostly alike
			new = append([]string{}, old...)
			for i := range new {
				if rapid.IntRange(0, 3).Draw(t, "edit") == 0 {
					new[i] += line.Draw(t, "more")
				}
			}
		}
		var before, after []string
		for _, r := range comparison.Lines(old, new) {
			if r.Op != comparison.Added {
				before = append(before, r.Old)
			}
			if r.Op != comparison.Removed {
				after = append(after, r.New)
			}
			var was, is string
			for _, p := range r.Pieces {
				if p.Op != comparison.Added {
					was += p.Text
				}
				if p.Op != comparison.Removed {
					is += p.Text
				}
			}
			if r.Op == comparison.Changed && (was != r.Old || is != r.New) || r.Op == comparison.Same && r.Old != r.New {
				t.Fatalf("pieces of %q and %q give %q and %q", r.Old, r.New, was, is)
			}
		}
		if diff := cmp.Diff(strings.Join(old, "\n"), strings.Join(before, "\n")); diff != "" {
			t.Errorf("old (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(strings.Join(new, "\n"), strings.Join(after, "\n")); diff != "" {
			t.Errorf("new (-want +got):\n%s", diff)
		}
	})
}

// TestArticles lines up articles before paragraphs, and tells a new number from
// a change.
func TestArticles(t *testing.T) {
	old := "（2019年公布）\n第一章　总则\n第一条　为了规范停车，制定本办法。\n第二条　停车人应当遵守下列规定：\n（一）按位停放；\n（二）按时缴费。\n第三条　本办法自发布之日起施行。"
	new := "（2019年公布　2023年修订）\n第一章　总则\n第一条　为了规范停车，制定本办法。\n第二条　鼓励错时开放。\n第三条　停车人应当遵守下列规定：\n（一）按位停放；\n（二）不得占用充电泊位；\n（三）按时缴费。\n第四条　本办法自发布之日起施行。"
	var got []string
	for _, b := range comparison.Articles(strings.Split(old, "\n"), strings.Split(new, "\n")) {
		got = append(got, fmt.Sprintf("%d %s<%s %v", b.Op, b.Article, b.Was, b.Chapter))
	}
	want := []string{"1 < false", "0 < true", "0 第一条< false", "3 第二条< false", "1 第三条<第二条 false", "0 第四条<第三条 false"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestBounded compares huge texts that have little in common.
func TestBounded(t *testing.T) {
	var old, new []string
	for i := range 60_000 {
		old = append(old, fmt.Sprintf("甲%d乙%d", i*7%1000, i%13))
		new = append(new, fmt.Sprintf("丙%d乙%d", i*11%1000, i%17))
	}
	started := time.Now()
	rows := comparison.Lines(old, new)
	comparison.Articles(old, new)
	comparison.Words(strings.Join(old, "，"), strings.Join(new, "。"))
	if took := time.Since(started); took > time.Minute {
		t.Errorf("%d rows took %v", len(rows), took)
	}
}
