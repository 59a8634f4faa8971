package schema

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"gongkai/generator/diag"
	"gongkai/generator/field"
)

func compile(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Write()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("gongkai.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("gongkai.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// front gives the front matter of a file as an editor's program sees it: YAML
// 1.2, in which a date is a text.
func front(t testing.TB, text string) any {
	t.Helper()
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff")
	head, _, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---")
	if !ok {
		t.Fatalf("no front matter in %q", text)
	}
	var root yaml.Node
	if err := yaml.Load([]byte(head), &root); err != nil {
		t.Fatal(err)
	}
	return plain(t, root.Content[0])
}

func plain(t testing.TB, n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			out[n.Content[i].Value] = plain(t, n.Content[i+1])
		}
		return out
	case yaml.SequenceNode:
		out := []any{}
		for _, item := range n.Content {
			out = append(out, plain(t, item))
		}
		return out
	}
	switch n.Tag {
	case "!!int", "!!float":
		if v, err := jsonschema.UnmarshalJSON(strings.NewReader(n.Value)); err == nil {
			return v
		}
	case "!!bool":
		return n.Value == "true"
	case "!!null":
		return nil
	}
	return n.Value
}

// TestSample validates the front matter of the sample site: what the parser
// takes without a finding is valid.
func TestSample(t *testing.T) {
	s := compile(t)
	content := os.DirFS("../../content")
	seen := 0
	err := fs.WalkDir(content, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".md") {
			return err
		}
		data, err := fs.ReadFile(content, path)
		if err != nil {
			return err
		}
		seen++
		if err := s.Validate(front(t, string(data))); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 36 {
		t.Errorf("%d documents", seen)
	}
}

// TestRules validates the examples of the rules on single fields: the wrong
// ones fail, the right ones of all rules do not.
func TestRules(t *testing.T) {
	s := compile(t)
	fails := map[diag.Code]bool{diag.FieldMissing: true, diag.FieldUnknown: true, diag.ValueUnknown: true, diag.SecretField: true, diag.ProposalMissing: true}
	for _, r := range diag.Rules() {
		wrong, right := diag.Examples(r.Code)
		for _, f := range right {
			if strings.HasSuffix(f.Path, ".md") {
				if err := s.Validate(front(t, f.Text)); err != nil {
					t.Errorf("%s: the right example is not valid: %v", r.Code, err)
				}
			}
		}
		for _, f := range wrong {
			if fails[r.Code] && s.Validate(front(t, f.Text)) == nil {
				t.Errorf("%s: the wrong example is valid", r.Code)
			}
		}
	}
}

const least = "---\n标题: 甲\n类型: 公告公示\n索引号: 010897245/2021-00001\n发布机构: sfj\n主题分类: 其他\n发布日期: 2021-03-18\n公开属性: 主动公开\n"

func TestValues(t *testing.T) {
	s := compile(t)
	tests := map[string]bool{
		"": true, "文号: 无\n": true, "成文日期: 2021年3月1日\n": true, "成文日期: 2021-03-01 09:00\n": true, "成文日期: 昨天\n": false, "成文日期: 20210301\n": false,
		"有效期: 5\n": true, "有效期: 5年\n": true, "有效期: 0\n": false, "有效期: 101\n": false, "待修订: 是\n": true, "待修订: true\n": true, "待修订: 也许\n": false,
		"体裁: 令\n": true, "体裁: 公告书\n": false, "解读形式: [图解, H5]\n": true, "解读形式: [舞蹈]\n": false, "主题词: 一、二\n": true, "主题词: [一, 二]\n": true, "主题词: {一: 二}\n": false,
		"附件: 表.pdf\n": true, "附件: [表.pdf, {文件: 二.pdf, 标题: 二}]\n": true, "附件: [{标题: 二}]\n": false, "附件: [{文件: 二.pdf, 大小: 3}]\n": false, "附件:\n": true, "建议提案:\n": true,
		"征求意见: {开始: 2021-01-01, 结束: 2021-02-01}\n": true, "征求意见: {开始: 2021-01-01}\n": false, "清理结果: [{文件: 甲, 结果: 保留}]\n": true, "清理结果: [{文件: 甲, 结果: 取消}]\n": false,
		"summary: 概述\n": true, "摘要: 概述\n": true, "摘 要: 概述\n": false, "密级: 内部\n": false, "草稿: true\n": true,
	}
	for lines, want := range tests {
		if err := s.Validate(front(t, least+lines+"---\n")); (err == nil) != want {
			t.Errorf("%q is valid: %t, want %t (%v)", lines, err == nil, want, err)
		}
	}
	for _, missing := range []string{"标题", "类型", "索引号", "发布机构", "主题分类", "发布日期", "公开属性"} {
		text := ""
		for _, line := range strings.SplitAfter(least, "\n") {
			if !strings.HasPrefix(line, missing+":") {
				text += line
			}
		}
		if s.Validate(front(t, text+"---\n")) == nil {
			t.Errorf("valid without %s", missing)
		}
	}
	if s.Validate(front(t, strings.Replace(least, "公告公示", "解读", 1)+"---\n")) == nil {
		t.Error("an interpretation is valid without its document")
	}
	if err := s.Validate(front(t, strings.Replace(least, "公告公示", "解读", 1)+"解读对象: [甲]\n---\n")); err != nil {
		t.Error(err)
	}
}

// TestEveryField proves that a row of the table is in the schema under all its
// names, with a word for the editor.
func TestEveryField(t *testing.T) {
	var root struct {
		Properties map[string]struct {
			Description string
			Examples    []string
			Properties  map[string]any
			AnyOf       []struct{ Properties map[string]any }
		}
	}
	if err := json.Unmarshal(Write(), &root); err != nil {
		t.Fatal(err)
	}
	for _, row := range field.All() {
		for _, name := range names(row) {
			p, ok := root.Properties[name]
			if !ok || p.Description != row.Note || len(p.Examples) != 1 || p.Examples[0] != row.Example {
				t.Errorf("%s is described by %q", name, p.Description)
			}
			for _, member := range field.Members(row.ID) {
				in := p.Properties
				for _, form := range p.AnyOf {
					if form.Properties != nil {
						in = form.Properties
					}
				}
				if _, ok := in[member.Label]; !ok {
					t.Errorf("%s of %s is not in the schema", member.Label, name)
				}
			}
		}
	}
	if !bytes.Equal(Write(), Write()) {
		t.Error("two schemas differ")
	}
}
