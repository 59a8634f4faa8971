package source

import (
	"bytes"
	"errors"
	"strings"

	"go.yaml.in/yaml/v4"

	"gongkai/generator/diag"
)

// headOffset is how many lines of the file stand before the YAML.
const headOffset = 1

// parseHead reads the YAML between the fences.
func parseHead(path string, head []byte) ([]Entry, diag.List) {
	var list diag.List
	list.Add(wideColons(path, head)...)
	if !says(head) {
		return nil, list // what is missing is told by the fields
	}
	if entries, ok := plainHead(path, head); ok {
		return entries, list
	}
	entries, findings := yamlHead(path, head, list.Failed())
	list.Add(findings...)
	return entries, list
}

// yamlHead reads any head with the library. explained tells that it is known
// what is wrong with it.
func yamlHead(path string, head []byte, explained bool) (entries []Entry, list diag.List) {
	var root yaml.Node
	if err := yaml.Load([]byte(lineEnds.Replace(string(head))), &root); err != nil {
		if !explained { // the full-width colon explains it better
			list.Add(syntaxFinding(path, head, err))
		}
		return nil, list
	}
	if len(root.Content) == 0 {
		return nil, list
	}
	node := root.Content[0]
	if node.Kind == yaml.ScalarNode && node.Tag == "!!null" {
		return nil, list
	}
	r := reader{path: path}
	value := r.value(node, 0)
	list.Add(r.list...)
	if value.Form != Group {
		list.Add(diag.New(diag.SourceSyntax, value.At, "元数据不是逐行的“标签: 值”").Hinted("每行写一个“标签: 值”，冒号是半角，后面空一格"))
		return nil, list
	}
	return value.Entries, list
}

// lineEnds keeps YAML from counting lines where an editor's program sees none.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", " ", "\u0085", " ", "\u2028", " ", "\u2029", " ")

// says tells whether a head holds anything but blank lines and comments.
func says(head []byte) bool {
	for line := range bytes.Lines(head) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return true
		}
	}
	return false
}

// wideColons finds lines such as "效力状态：有效", the commonest slip, which
// YAML reports in the wrong place or not at all.
func wideColons(path string, head []byte) (list diag.List) {
	if !bytes.Contains(head, []byte("：")) {
		return nil
	}
	for i, line := range strings.Split(string(head), "\n") {
		line = strings.TrimRight(line, "\r")
		if line == "" || strings.ContainsRune(" \t#-", rune(line[0])) { // a line that goes on, a comment, a list
			continue
		}
		label, _, wide := strings.Cut(line, "：")
		if !wide || strings.Contains(label, ":") || strings.ContainsAny(label, `"'`) {
			continue
		}
		at := diag.Position{File: path, Line: i + 1 + headOffset, Column: len([]rune(label)) + 1}
		list.Add(diag.New(diag.SourceSyntax, at, "“%s”之后用了全角冒号", strings.TrimSpace(label)).On(label, 1).
			Hinted("改成半角冒号并空一格，写作“%s: 值”", strings.TrimSpace(label)))
	}
	return list
}

// syntaxFinding words a YAML error from its place, never from its English text.
func syntaxFinding(path string, head []byte, err error) diag.Finding {
	at := diag.Position{File: path, Line: 1 + headOffset, Column: 1}
	var wrong *yaml.LoadError
	if errors.As(err, &wrong) && wrong.Mark.Line > 0 {
		at.Line, at.Column = wrong.Mark.Line+headOffset, max(1, wrong.Mark.Column)
	}
	lines := bytes.Split(head, []byte("\n"))
	line := ""
	if i := at.Line - headOffset - 1; i >= 0 && i < len(lines) {
		line = strings.TrimRight(string(lines[i]), "\r")
	}
	f := diag.New(diag.SourceSyntax, at, "元数据在这里读不下去").On("", 1)
	label, value, colon := strings.Cut(line, ":")
	switch value = strings.TrimSpace(value); {
	case strings.HasPrefix(line, "\t"):
		return f.Hinted("行首不要用制表符，用空格")
	case colon && value != "" && !strings.Contains(line, `"`):
		return f.Hinted(`值里有冒号、方括号、引号等符号时，整个值用英文双引号括起来：%s: "%s"`, strings.TrimSpace(label), value)
	case colon && strings.Contains(value, `"`):
		return f.Hinted(`英文双引号只能括住整个值；值里的引号请用中文引号“”`)
	}
	return f.Hinted("每行写一个“标签: 值”，冒号是半角，后面空一格；续行要缩进")
}

// maxDepth bounds nesting; no field is deeper than a list of groups.
const maxDepth = 6

type reader struct {
	path string
	list diag.List
}

func (r *reader) at(n *yaml.Node) diag.Position {
	return diag.Position{File: r.path, Line: n.Line + headOffset, Column: n.Column}
}

// value turns a YAML node into a Value.
func (r *reader) value(n *yaml.Node, depth int) Value {
	v := Value{At: r.at(n)}
	if n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		r.list.Add(diag.New(diag.SourceSyntax, v.At, "值不能直接以“&”或“!”开头").Hinted("整个值用英文双引号括起来"))
	}
	if depth > maxDepth {
		r.list.Add(diag.New(diag.SourceSyntax, v.At, "元数据嵌套太深").Hinted("字段最多是一组值的列表"))
		return v
	}
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag != "!!null" || n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
			v.Form, v.Text = Scalar, clean(n.Value)
		}
		if strings.TrimSpace(v.Text) == "" {
			v.Form, v.Text = Empty, ""
		}
	case yaml.SequenceNode:
		v.Form = List
		for _, item := range n.Content {
			v.Items = append(v.Items, r.value(item, depth+1))
		}
	case yaml.MappingNode:
		v.Form = Group
		v.Entries = r.entries(n, depth)
	default:
		r.list.Add(diag.New(diag.SourceSyntax, v.At, "元数据里不能用“*”引用别处的值").Hinted("把值照写一遍；值以 * 或 & 开头的用英文双引号括起来"))
	}
	return v
}

func (r *reader) entries(n *yaml.Node, depth int) []Entry {
	var out []Entry
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i]
		if name.Kind != yaml.ScalarNode {
			r.list.Add(diag.New(diag.SourceSyntax, r.at(name), "这里应是字段的名称").Hinted("写作“标签: 值”"))
			continue
		}
		out = append(out, Entry{Name: clean(name.Value), At: r.at(name), Value: r.value(n.Content[i+1], depth+1)})
	}
	return out
}

// clean takes away what no field may hold: control characters and zero-width
// marks that come with copied text. Line breaks stay.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case r < ' ' || r == 0x7f || r == '\u200b' || r == '\ufeff' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s))
}
