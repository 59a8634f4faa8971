package source

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/diag"
)

// flat writes values with their places, one a line.
func flat(entries []Entry, indent string) string {
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&b, "%s%d:%d %s", indent, e.At.Line, e.At.Column, e.Name)
		flatValue(&b, e.Value, indent)
	}
	return b.String()
}

func flatValue(b *strings.Builder, v Value, indent string) {
	fmt.Fprintf(b, " @%d:%d", v.At.Line, v.At.Column)
	switch v.Form {
	case Empty:
		b.WriteString(" empty\n")
	case Scalar:
		fmt.Fprintf(b, " %q\n", v.Text)
	case List:
		b.WriteString(" list\n")
		for _, item := range v.Items {
			b.WriteString(indent + "  -")
			flatValue(b, item, indent+"  ")
		}
	case Group:
		b.WriteString(" group\n" + flat(v.Entries, indent+"  "))
	}
}

func TestRead(t *testing.T) {
	const head = "---\n标题: 关于“停水”的公告\n日期: 2024-03-15\n编号: 00012\n空:\n列: [甲, 乙]\n组:\n  类别: 建议\n  表:\n    - {文件: a.pdf}\n---\n"
	const want = `2:1 标题 @2:5 "关于“停水”的公告"
3:1 日期 @3:5 "2024-03-15"
4:1 编号 @4:5 "00012"
5:1 空 @5:3 empty
6:1 列 @6:4 list
  - @6:5 "甲"
  - @6:8 "乙"
7:1 组 @8:3 group
  8:3 类别 @8:7 "建议"
  9:3 表 @10:5 list
    - @10:7 group
      10:8 文件 @10:12 "a.pdf"
`
	for name, data := range map[string]string{
		"plain":           head + "正文\n",
		"byte order mark": "\ufeff" + head + "正文\n",
		"CRLF":            strings.ReplaceAll(head+"正文\n", "\n", "\r\n"),
		"both":            "\ufeff" + strings.ReplaceAll(head+"正文\n", "\n", "\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			f, list, ok := Read("content/a.md", []byte(data))
			if !ok || len(list) > 0 {
				t.Fatalf("ok %t, findings %v", ok, list)
			}
			if diff := cmp.Diff(want, flat(f.Head, "")); diff != "" {
				t.Errorf("head (-want +got):\n%s", diff)
			}
			if got := strings.TrimSpace(string(f.Body)); got != "正文" || f.BodyLine != 12 {
				t.Errorf("body %q on line %d, want 正文 on line 12", got, f.BodyLine)
			}
			if got := string(Body([]byte(data))); got != string(f.Body) {
				t.Errorf("Body gives %q, Read %q", got, f.Body)
			}
		})
	}
}

// TestOtherLineEnds counts lines as editors' programs do: a separator that
// comes with copied text is none.
func TestOtherLineEnds(t *testing.T) {
	for _, r := range "\u0085\u2028\u2029\r" {
		f, list, ok := Read("a.md", []byte("---\n标题: \"甲"+string(r)+"乙\"\n类型: 丙\n---\n"))
		if !ok || len(f.Head) != 2 {
			t.Errorf("%U: %v", r, list)
			continue
		}
		if got, want := flat(f.Head, ""), "2:1 标题 @2:5 \"甲 乙\"\n3:1 类型 @3:5 \"丙\"\n"; got != want {
			t.Errorf("%U: %s, want %s", r, got, want)
		}
	}
}

// TestScalars keeps texts as they are written.
func TestScalars(t *testing.T) {
	tests := map[string]string{
		"2024-03-15": "2024-03-15", "000014349": "000014349", "1.10": "1.10", "true": "true", "0x1F": "0x1F", "12:30": "12:30",
		"'单引号'": "单引号", `"双 \"引\" 号"`: `双 "引" 号`, "a\u200bb": "ab", "\u202e反\u202c": "反", "甲\t乙": "甲 乙",
		"值 # 注释": "值", "~": "", "null": "", `""`: "", "'  '": "", ">\n  甲\n  乙": "甲 乙", "|\n  甲\n  乙": "甲\n乙", "甲：乙": "甲：乙",
	}
	for written, want := range tests {
		f, list, ok := Read("a.md", []byte("---\n名: "+written+"\n---\n"))
		if !ok {
			t.Errorf("%q: %v", written, list)
			continue
		}
		if got := f.Head[0].Value; got.Text != want || (want == "") != (got.Form == Empty) {
			t.Errorf("%q is read as %q (form %d), want %q", written, got.Text, got.Form, want)
		}
	}
}

func TestUnreadable(t *testing.T) {
	tests := []struct {
		name, data string
		code       diag.Code
		at         string
		say, hint  string // parts of message and hint
	}{
		{"empty", "", diag.SourceSyntax, "a.md:1:1", "没有写在两行", "第一行写 ---"},
		{"no front matter", "正文\n", diag.SourceSyntax, "a.md:1:1", "没有写在两行", ""},
		{"no end", "---\n标题: 甲\n", diag.SourceSyntax, "a.md:1:1", "没有写在两行", ""},
		{"GBK", "---\n\xb1\xea\xcc\xe2: x\n---\n", diag.SourceUnreadable, "a.md:2:1", "UTF-8", "GBK"},
		{"NUL", "---\n标题: 甲\n---\n正文\x00\n", diag.SourceUnreadable, "a.md:4:3", "UTF-8", ""},
		{"too large", strings.Repeat("a", MaxBytes+1), diag.SourceUnreadable, "a.md", "8 MiB", "附件"},
		{"wide colon", "---\n标题: 甲\n效力状态：有效\n---\n", diag.SourceSyntax, "a.md:3:5", "“效力状态”之后用了全角冒号", "效力状态: 值"},
		{"wide colon after CRLF and mark", "\ufeff---\r\n标题: 甲\r\n效力状态：有效\r\n---\r\n", diag.SourceSyntax, "a.md:3:5", "全角冒号", ""},
		{"colon in a value", "---\n标题: 通知: 办法\n---\n", diag.SourceSyntax, "a.md:2", "", `标题: "通知: 办法"`},
		{"brackets in a value", "---\n标题: [2024]4号文件\n---\n", diag.SourceSyntax, "a.md:2", "", `标题: "[2024]4号文件"`},
		{"quotation marks in a value", "---\n标题: \"甲\"乙\n---\n", diag.SourceSyntax, "a.md:2", "", "中文引号"},
		{"tab", "---\n标题: 甲\n组:\n\t类别: 乙\n---\n", diag.SourceSyntax, "a.md:4", "", "制表符"},
		{"open bracket", "---\n标题: [甲\n类型: 乙\n---\n", diag.SourceSyntax, "a.md:", "", ""},
		{"a list for a head", "---\n- 甲\n---\n", diag.SourceSyntax, "a.md:2:1", "标签", ""},
		{"a text for a head", "---\n甲\n---\n", diag.SourceSyntax, "a.md:2:1", "标签", ""},
		{"alias", "---\n标题: 甲\n类型: *甲\n---\n", diag.SourceSyntax, "a.md:3", "", ""},
		{"anchor", "---\n标题: &a 乙\n---\n", diag.SourceSyntax, "a.md:2:5", "“&”", "双引号"},
		{"tag", "---\n标题: !important 通知\n---\n", diag.SourceSyntax, "a.md:2:5", "“!”", "双引号"},
		{"a list for a name", "---\n[甲]: 乙\n---\n", diag.SourceSyntax, "a.md:2:1", "名称", ""},
		{"too deep", "---\n甲: [[[[[[[[乙]]]]]]]]\n---\n", diag.SourceSyntax, "a.md:2:10", "嵌套太深", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, list, ok := Read("a.md", []byte(tt.data))
			if ok || len(list) == 0 {
				t.Fatalf("ok %t, %d findings; want an error", ok, len(list))
			}
			f := list[0]
			if f.Code != tt.code || !strings.HasPrefix(f.Position.String(), tt.at) || !strings.Contains(f.Message, tt.say) || !strings.Contains(f.Hint, tt.hint) {
				t.Errorf("%s %s: %s | %s\nwant %s %s: …%s… | …%s…", f.Position, f.Code, f.Message, f.Hint, tt.at, tt.code, tt.say, tt.hint)
			}
			if f.Hint == "" {
				t.Error("no hint")
			}
			for _, r := range f.Message + f.Hint {
				if r == utf8.RuneError {
					t.Errorf("%q quotes bytes that are no text", f.Message+f.Hint)
				}
			}
		})
	}
}

// TestEmptyHead leaves it to the fields to tell what is missing.
func TestEmptyHead(t *testing.T) {
	for _, data := range []string{"---\n---\n", "---\n# 注释\n---\n", "---\n\n---\n", "---\nnull\n---\n", "---\n---"} {
		if f, list, ok := Read("a.md", []byte(data)); !ok || len(f.Head) > 0 {
			t.Errorf("%q: ok %t, head %v, findings %v", data, ok, f.Head, list)
		}
	}
}

// drawValue draws a value that a field may have, in the form it is read back.
func drawValue(r *rapid.T, depth int) Value {
	forms := []Form{Empty, Scalar, List, Group}
	switch rapid.SampledFrom(forms[:4-2*depth]).Draw(r, "form") {
	case Scalar:
		return readBack(rapid.String().Draw(r, "text"))
	case List:
		v := Value{Form: List}
		for range rapid.IntRange(0, 4).Draw(r, "items") {
			item := readBack(rapid.String().Draw(r, "item"))
			if rapid.Bool().Draw(r, "a group") {
				item = Value{Form: Group, Entries: drawEntries(r, 1)}
			}
			v.Items = append(v.Items, item)
		}
		return v
	case Group:
		return Value{Form: Group, Entries: drawEntries(r, 1)}
	}
	return Value{}
}

// readBack is a text as Read gives it: without what clean takes away.
func readBack(s string) Value {
	return Text(clean(strings.NewReplacer("\u0085", " ", "\u2028", " ", "\u2029", " ").Replace(s)))
}

func drawEntries(r *rapid.T, depth int) []Entry {
	var out []Entry
	for range rapid.IntRange(0, 4).Draw(r, "entries") {
		name := readBack(rapid.StringN(1, 20, -1).Draw(r, "name")).Text
		if name == "" {
			name = "名称"
		}
		out = append(out, Entry{Name: name, Value: drawValue(r, depth)})
	}
	return out
}

// values is a head without places.
func values(entries []Entry) string {
	var b strings.Builder
	var write func(v Value)
	write = func(v Value) {
		fmt.Fprintf(&b, "%d %q (", v.Form, v.Text)
		for _, item := range v.Items {
			write(item)
		}
		for _, e := range v.Entries {
			fmt.Fprintf(&b, "%q: ", e.Name)
			write(e.Value)
		}
		b.WriteString(")\n")
	}
	write(Value{Form: Group, Entries: entries})
	return b.String()
}

// TestFormat proves Format to be the inverse of Read, whatever the texts.
func TestFormat(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		head := drawEntries(r, 0)
		body := rapid.SampledFrom([]string{"", "正文\n", "一\n\n---\n二\n"}).Draw(r, "body")
		data := Format(head, body)
		f, list, ok := Read("a.md", data)
		if !ok {
			r.Fatalf("%v\n%q", list, data)
		}
		if diff := cmp.Diff(values(head), values(f.Head)); diff != "" {
			r.Fatalf("head (-written +read):\n%s\n%s", diff, data)
		}
		if got := strings.TrimPrefix(string(f.Body), "\n"); got != body {
			r.Fatalf("body %q, want %q", got, body)
		}
	})
}

// TestFormatPlain writes what an editor would: no quotation marks where none
// are needed, short lists on one line.
func TestFormatPlain(t *testing.T) {
	group := func(name, value string) Value {
		return Value{Form: Group, Entries: []Entry{{Name: name, Value: Text(value)}}}
	}
	head := []Entry{
		{Name: "标题", Value: Text("关于“停水”的公告（一）")}, {Name: "索引号", Value: Text("010897245/2021-00001")}, {Name: "发布日期", Value: Text("2024-03-15 09:00")},
		{Name: "文号", Value: Text("[2024]4号")}, {Name: "备注", Value: Text("注意: 停水")}, {Name: "空"},
		{Name: "废止", Value: Value{Form: List, Items: []Value{Text("示司规〔2019〕2号"), Text("甲, 乙")}}},
		{Name: "附件", Value: Value{Form: List, Items: []Value{group("文件", "a.pdf")}}}, {Name: "建议提案", Value: group("编号", "00012")},
	}
	const want = "---\n标题: 关于“停水”的公告（一）\n索引号: 010897245/2021-00001\n发布日期: 2024-03-15 09:00\n文号: \"[2024]4号\"\n备注: \"注意: 停水\"\n空:\n" +
		"废止: [示司规〔2019〕2号, \"甲, 乙\"]\n附件:\n  - 文件: a.pdf\n建议提案:\n  编号: 00012\n---\n\n正文\n"
	if diff := cmp.Diff(want, string(Format(head, "\n正文"))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWalk(t *testing.T) {
	regular := &fstest.MapFile{Data: []byte("12345")}
	site := fstest.MapFS{
		"content/b.md": regular, "content/a/通知.MD": regular, "content/a/表.xlsx": regular, "content/README": regular,
		"content/.DS_Store": regular, "content/.git/config.md": regular, "content/a/~$表.xlsx": regular, "content/Thumbs.db": regular, "content/b.md~": regular,
		"content/a/desktop.ini": regular, "content/a/x.tmp": regular, "content/a/.b.md.swp": regular,
		"content/link.md": {Data: []byte("/etc/passwd"), Mode: 0o777 | 1<<27}, "outside.md": regular,
	}
	tree, err := Walk(site)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"content/a/通知.MD", "content/b.md"}, tree.Documents); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int64{"content/a/表.xlsx": 5, "content/README": 5}, tree.Assets); diff != "" {
		t.Errorf("assets (-want +got):\n%s", diff)
	}
	if tree, err := Walk(fstest.MapFS{}); err != nil || len(tree.Documents) > 0 {
		t.Errorf("no content: %v, %v; want an empty tree", tree, err)
	}
}

// FuzzRead reads any bytes without harm: places stand inside the file, and
// what was read is written and read again as it was.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"---\n标题: 甲\n---\n正文", "\ufeff---\r\na: [b, {c: d}]\r\n---\r\n", "---\n甲：乙\n---\n", "---\na: &b c\nd: *b\n---\n", "---\na: |\n  b\n---\n", "---\n? a\n: b\n---\n", "---\n...\n---\n", "---\n%YAML 1.2\n---\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, list, ok := Read("a.md", data)
		lines := strings.Count(string(data), "\n") + 1
		for _, finding := range list {
			if finding.Line < 0 || finding.Line > lines+1 {
				t.Errorf("%s: line %d of %d", finding.Message, finding.Line, lines)
			}
		}
		if !ok {
			if !list.Failed() {
				t.Error("not read, and no error")
			}
			return
		}
		if !isFlat(file.Head) {
			return // Format writes what fields have: no lists of lists
		}
		again, findings, ok := Read("a.md", Format(file.Head, ""))
		if !ok || len(findings) > 0 {
			t.Fatalf("written again: %v", findings)
		}
		if diff := cmp.Diff(values(file.Head), values(again.Head)); diff != "" {
			t.Errorf("read again (-first +second):\n%s", diff)
		}
	})
}

func isFlat(entries []Entry) bool {
	for _, e := range entries {
		for _, item := range e.Value.Items {
			if item.Form == List || !isFlat(item.Entries) {
				return false
			}
		}
		if e.Name == "" || strings.ContainsAny(e.Name, "\u0085\u2028\u2029") || len(e.Name) > 500 || strings.ContainsAny(e.Value.Text, "\u0085\u2028\u2029") || !isFlat(e.Value.Entries) {
			return false
		}
	}
	return true
}

// A file that was changed just before it was looked at may be changed again
// without its stamp telling.
func TestSettled(t *testing.T) {
	const second = int64(1e9)
	at := 1000*second + 123456
	tests := map[string]struct {
		stamp Stamp
		want  bool
	}{
		"long ago":                    {Stamp{Modified: at - 10*second, Changed: at - 10*second}, true},
		"just now":                    {Stamp{Modified: at - second/100, Changed: at - second/100}, false},
		"set back":                    {Stamp{Modified: at - 10*second, Changed: at - second/100}, false},
		"dated ahead":                 {Stamp{Modified: at + second, Changed: at - 10*second}, false},
		"a file system of seconds":    {Stamp{Modified: 998 * second, Changed: 998 * second}, false},
		"the same, long ago":          {Stamp{Modified: 990 * second, Changed: 990 * second}, true},
		"a system that tells nothing": {Stamp{Modified: at - 10*second}, false},
	}
	for name, test := range tests {
		if got := test.stamp.Settled(at); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}
