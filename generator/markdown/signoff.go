package markdown

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// The end of an official document (GB/T 9704-2012, 7.3.5): signers, each alone
// on a line, then the date; an annotation in brackets, the list of annexes or
// the copies may follow.

const (
	signersMax     = 8
	signerRunesMax = 40
	afterwordsMax  = 12
)

// planSignOffs finds the sign-off at the end, and that of a covering letter:
// one that stands right before a heading or a rule, after which the issued text
// begins.
func planSignOffs(parts []part, source []byte) {
	planSignOff(parts, source)
	for i, p := range parts[:min(len(parts), letterBlocksMax)] {
		if i == 0 || p.role != heading && p.node.Kind() != ast.KindHeading && p.node.Kind() != ast.KindThematicBreak {
			continue
		}
		if planSignOff(parts[:i], source) {
			return
		}
	}
}

// letterBlocksMax is how many blocks a covering letter may have.
const letterBlocksMax = 40

// planSignOff finds the sign-off of blocks that end with one.
func planSignOff(parts []part, source []byte) (found bool) {
	last := len(parts) - 1
	for n := 0; last > 0 && n < afterwordsMax && isAfterword(parts, last); n++ {
		last--
	}
	if last < 1 || parts[last].role != plain || !endsWithDate(parts[last].node, source) {
		return false
	}
	first := last
	for first > 1 && last-first < signersMax && parts[first-1].role == plain && onlySigners(parts[first-1].node, source) {
		first--
	}
	for i := first; i <= last; i++ {
		parts[i].role = signOff
	}
	for i := last + 1; i < len(parts); i++ {
		if startsWithAny(parts[i].line, copyWords) {
			parts[i].role = copies
		}
	}
	return true
}

var (
	copyWords      = []string{"抄送：", "抄送:", "抄报：", "抄报:", "分送：", "分送:"}
	afterwordWords = []string{"附件", "附：", "抄送", "抄报", "分送", "相关", "联系人", "公开方式", "信息公开选项"}
)

// isAfterword says whether block i is of what may follow the date.
func isAfterword(parts []part, i int) bool {
	p := parts[i]
	if p.node.Kind() == ast.KindList {
		return startsWithAny(parts[i-1].line, afterwordWords)
	}
	if p.node.Kind() != ast.KindParagraph {
		return false
	}
	first, _ := utf8.DecodeRune(p.line)
	last, _ := utf8.DecodeLastRune(p.line)
	bracketed := (first == '（' || first == '(') && (last == '）' || last == ')')
	return bracketed || startsWithAny(p.line, afterwordWords)
}

// endsWithDate says whether n is a paragraph of signers, or of none, and a
// date alone on its last line.
func endsWithDate(n ast.Node, source []byte) bool {
	count := paragraphLines(n)
	if count == 0 || count > signersMax {
		return false
	}
	for i := range count - 1 {
		if !isSigner(lineOf(n, i, source)) {
			return false
		}
	}
	_, ok := readDate(lineOf(n, count-1, source))
	return ok
}

func onlySigners(n ast.Node, source []byte) bool {
	count := paragraphLines(n)
	for i := range count {
		if !isSigner(lineOf(n, i, source)) {
			return false
		}
	}
	return count > 0
}

func paragraphLines(n ast.Node) int {
	if n.Kind() != ast.KindParagraph {
		return 0
	}
	return n.Lines().Len()
}

func lineOf(n ast.Node, i int, source []byte) []byte {
	line := n.Lines().At(i)
	return bytes.TrimSpace(line.Value(source))
}

// isSigner says whether line names agencies or, as 市长　王某, a person.
func isSigner(line []byte) bool {
	if len(line) == 0 || longer(line, signerRunesMax) || bytes.ContainsAny(line, "。；，：！？,;:!?"+markup) ||
		readMark(line).step != unnumbered {
		return false
	}
	if open := bytes.LastIndex(line, []byte("（")); open > 0 && bytes.HasSuffix(line, []byte("）")) {
		line = line[:open] // （代章）
	}
	last, _ := utf8.DecodeLastRune(line)
	if strings.ContainsRune("局厅委部府院会办室处所站队心司团校学社组科关行庭署旅馆", last) {
		return true
	}
	office, name, ok := bytes.Cut(line, wideSpace)
	last, _ = utf8.DecodeLastRune(office) // 市长 局长 主任 主席 书记
	return ok && strings.ContainsRune("长任席记", last) && utf8.RuneCount(bytes.TrimSpace(name)) <= 6
}

// longer tells whether a line has more characters than so many; those of a long
// one, as nearly all are, need not be counted.
func longer(line []byte, runes int) bool {
	return len(line) > utf8.UTFMax*runes || utf8.RuneCount(line) > runes
}

// markup holds the bytes that can mean something in Markdown: a sign-off with
// any of them is rendered like other paragraphs.
const markup = "*_[]<>&\\`~|"

// readDate reads 2024年3月18日 or 二〇二四年三月十八日, spaces allowed within.
func readDate(line []byte) (iso string, ok bool) {
	if !bytes.HasSuffix(line, []byte("日")) || longer(line, 16) {
		return "", false
	}
	rest := bytes.ReplaceAll(bytes.ReplaceAll(line, wideSpace, nil), []byte(" "), nil)
	var fields [3]int
	for i, unit := range []string{"年", "月", "日"} {
		number, size := anyNumber(rest)
		after, found := bytes.CutPrefix(rest[size:], []byte(unit))
		if size == 0 || !found {
			return "", false
		}
		fields[i], rest = number, after
	}
	date := time.Date(fields[0], time.Month(fields[1]), fields[2], 0, 0, 0, 0, time.UTC)
	if len(rest) > 0 || fields[0] < 1900 || fields[0] > 2199 ||
		date.Month() != time.Month(fields[1]) || date.Day() != fields[2] {
		return "", false
	}
	return date.Format(time.DateOnly), true
}

// signOff writes a paragraph of signers and date, a line each.
func (w *writer) signOff(n ast.Node) {
	for i := range n.Lines().Len() {
		line := lineOf(n, i, w.source)
		w.raw("<p>")
		iso, dated := readDate(line)
		if dated {
			w.raw(`<time datetime="`, iso, `">`)
		}
		w.write(line)
		if dated {
			w.raw("</time>")
		}
		w.raw("</p>\n")
		w.endLine()
	}
}
