// Package source reads a Markdown file into its front matter, every value with
// its place, and its body; and writes one.
//
// It takes bytes and gives a File and findings about the writing itself
// (encoding, YAML). It must not know what fields mean. The one invariant:
// every Position names the line and column an editor's program shows for the
// file, also after a byte order mark and with CRLF line ends.
//
// # The form of a file
//
// UTF-8, at most MaxBytes. The first line is "---", then YAML (one mapping, no
// anchors or aliases), then a line "---", then the Markdown body. A byte order
// mark before the first line and CRLF are tolerated.
package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// MaxBytes is the largest source file that is read (8 MiB).
const MaxBytes = 8 << 20

// File is a raw file: well-formed, but nothing is known of its values.
type File struct {
	Path     string // relative to the site, with slashes
	Head     []Entry
	HeadLine int // the line of the first "---"; what is missing is reported here
	Body     []byte
	BodyLine int // the line on which Body starts
}

// Entry is a name and its value.
type Entry struct {
	Name  string
	At    diag.Position
	Value Value
}

// Form says what a Value is.
type Form uint8

// The forms of values. Empty is a name without a value, or null.
const (
	Empty Form = iota
	Scalar
	List
	Group
)

// Value is a value as it is written: text is never interpreted, so that
// 2024-03-15, 000014349 and 1.10 stay what they are.
type Value struct {
	At      diag.Position
	Form    Form
	Text    string  // of a Scalar
	Items   []Value // of a List
	Entries []Entry // of a Group
}

// Width is the number of characters to mark for a value on its line.
func (v Value) Width() int {
	line, _, _ := strings.Cut(v.Text, "\n")
	return max(1, utf8.RuneCountInString(line))
}

// Read splits and parses a file. ok is false when the front matter could not
// be read; the findings say why.
func Read(path string, data []byte) (f File, list diag.List, ok bool) {
	f = File{Path: path, HeadLine: 1}
	at := diag.Position{File: path, Line: 1, Column: 1}
	if len(data) > MaxBytes {
		list.Add(diag.New(diag.SourceUnreadable, diag.Position{File: path}, "文件有 %d MiB，超过 8 MiB", len(data)>>20).Hinted("把大表格、图片改为附件"))
		return f, list, false
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bad := invalidAt(path, data); bad.Line > 0 {
		list.Add(diag.New(diag.SourceUnreadable, bad, "文件不是 UTF-8 编码的文本").Hinted("多半是 GBK 编码：用编辑器打开，“另存为”选 UTF-8"))
		return f, list, false
	}
	head, body, bodyLine, found := split(data)
	if !found {
		list.Add(diag.New(diag.SourceSyntax, at, "文件开头没有写在两行“---”之间的元数据").Hinted("第一行写 ---，接着逐行写“标签: 值”，再写一行 ---，然后是正文"))
		return f, list, false
	}
	f.Body, f.BodyLine = body, bodyLine
	entries, findings := parseHead(path, head)
	list.Add(findings...)
	f.Head = entries
	return f, list, !list.Failed()
}

// Body gives the body of a file whose front matter is known to be good.
func Body(data []byte) []byte {
	_, body, _, _ := split(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	return body
}

// invalidAt gives the place of the first byte that is not UTF-8, or of a NUL.
func invalidAt(path string, data []byte) diag.Position {
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return diag.Position{}
	}
	line, column := 1, 1
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 || r == 0 {
			break
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
		data = data[size:]
	}
	return diag.Position{File: path, Line: line, Column: column}
}

// split finds the front matter. bodyLine is the line the body starts on.
func split(data []byte) (head, body []byte, bodyLine int, ok bool) {
	first, rest, ok := cutLine(data)
	if !ok || !isFence(first) {
		return nil, nil, 0, false
	}
	line := 2
	for at := rest; ; line++ {
		text, after, more := cutLine(at)
		if isFence(text) {
			return rest[:len(rest)-len(at)], after, line + 1, true
		}
		if !more {
			return nil, nil, 0, false
		}
		at = after
	}
}

func cutLine(data []byte) (line, rest []byte, more bool) {
	i := bytes.IndexByte(data, '\n')
	if i < 0 {
		return data, nil, false
	}
	return data[:i], data[i+1:], true
}

func isFence(line []byte) bool {
	return bytes.HasPrefix(line, []byte("---")) && len(bytes.TrimRight(line[3:], " \t\r")) == 0
}
