package studio

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/source"
)

func list(items ...string) source.Value {
	v := source.Value{Form: source.List}
	for _, s := range items {
		v.Items = append(v.Items, source.Text(s))
	}
	return v
}

func TestRewriteChangesNothingElse(t *testing.T) {
	const file = "---\n# 说明\n标题: \"甲\"  # 主标题\n类型: '通知'\n主题词: [一, 二]\n# 日期\n\n发布日期: 2024-01-01\n附件:\n  - 文件: a.pdf\n    标题: 附件甲\n内容概述: 很长的\n  一段话\n---\n\n正文。\n"
	text := "新的\r\n两行"
	for _, c := range []struct {
		name    string
		changes []change
		body    *string
		old     string
		new     string
	}{
		{"nothing", nil, nil, "", ""},
		{"a quoted value with a comment", []change{{name: "标题", value: source.Text("乙")}}, nil, "\"甲\"  #", "乙  #"},
		{"a value that needs quotes", []change{{name: "类型", value: source.Text("a: b")}}, nil, "'通知'", `"a: b"`},
		{"a list", []change{{name: "主题词", value: list("三")}}, nil, "[一, 二]", "[三]"},
		{"a list for a scalar", []change{{name: "发布日期", value: list("x", "y")}}, nil, "2024-01-01", "[x, y]"},
		{"a folded text", []change{{name: "内容概述", value: source.Text("短")}}, nil, "很长的\n  一段话", "短"},
		{"an entry less", []change{{name: "主题词"}}, nil, "主题词: [一, 二]\n", ""},
		{"the first entry less", []change{{name: "标题"}}, nil, "标题: \"甲\"  # 主标题\n", ""},
		{"an entry more", []change{{name: "文号", after: []string{"标题", "类型"}, value: source.Text("甲〔2024〕1号")}}, nil, "类型: '通知'\n", "类型: '通知'\n文号: 甲〔2024〕1号\n"},
		{"an entry more at the beginning", []change{{name: "文号", value: source.Text("x")}}, nil, "标题: \"", "文号: x\n标题: \""},
		{"the text", nil, &text, "正文。\n", "新的\n两行\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, form := range []struct{ name, mark, end string }{{"plain", "", "\n"}, {"with a mark and CRLF", "\xef\xbb\xbf", "\r\n"}} {
				as := func(s string) string { return form.mark + strings.ReplaceAll(s, "\n", form.end) }
				want := as(file)
				if c.old != "" {
					want = as(strings.Replace(file, c.old, c.new, 1))
				}
				got, ok := rewrite("a.md", []byte(as(file)), c.changes, c.body)
				if !ok {
					t.Fatalf("%s: not rewritten", form.name)
				}
				if diff := cmp.Diff(want, string(got)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", form.name, diff)
				}
			}
		})
	}
}

func TestRewriteRefusesWhatIsNotALineEach(t *testing.T) {
	for _, file := range []string{"", "no front matter", "---\n{标题: 甲, 类型: 乙}\n---\n", "---\n标题: [\n---\n"} {
		if out, ok := rewrite("a.md", []byte(file), nil, nil); ok && string(out) != file {
			t.Errorf("%q became %q", file, out)
		}
	}
}

// A value that is put into a file is the value that is read from it, and every
// other entry keeps its own.
func TestRewriteIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.StringMatching(`[一-十a-c:#"'\[\]{}&*!|>%@ ,\-0-9]{1,12}`)
		before, after := strings.TrimSpace(value.Draw(t, "before")), strings.TrimSpace(value.Draw(t, "after"))
		file := source.Format([]source.Entry{{Name: "甲", Value: source.Text("前")}, {Name: "乙", Value: source.Text(before)}, {Name: "丙", Value: list("后", "后")}}, "正文。\n")
		out, ok := rewrite("a.md", file, []change{{name: "乙", value: source.Text(after)}}, nil)
		if !ok {
			t.Skip("not readable to begin with")
		}
		f, _, ok := source.Read("a.md", out)
		if !ok {
			t.Fatalf("cannot be read back: %q", out)
		}
		got := map[string]string{}
		for _, e := range f.Head {
			got[e.Name] = e.Value.Text
		}
		if got["乙"] != after || got["甲"] != "前" || string(f.Body) != "\n正文。\n" {
			t.Fatalf("%q: read back %q, want %q", out, got["乙"], after)
		}
	})
}
