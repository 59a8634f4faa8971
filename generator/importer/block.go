package importer

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A block is a piece of a page that stands by itself: a paragraph, a heading,
// a list, a table. Blocks are flat and in reading order.
type block struct {
	node    *html.Node // detached; nil in a Markdown file
	raw     string     // the source of a block of a Markdown file
	text    string     // its words, white space as single spaces; cells and items on lines of their own
	line    int        // line of a text, else the number of the block, from 1
	level   int        // 1–6 of a heading element
	look    look
	class   string
	outside bool   // of the part of a page that holds the article
	note    string // the id of the note it is the text of
	gone    reason // why it is not in the body; "" for the body
}

// look is how a paragraph is set, as far as it tells structure.
type look struct {
	center, right bool
	font          string
	size          float64 // points
	bold          bool    // from end to end
}

// A reason says why a piece of the source is not in the body.
type reason string

// The reasons, as a report gives them.
const (
	becameMetadata reason = "写入元数据"
	becameTitle    reason = "作为标题"
	sameTitle      reason = "与标题重复"
	furniture      reason = "网页的框架文字"
	outsideArticle reason = "正文以外的文字"
	emptyLabel     reason = "空的标签"
	byline         reason = "署名、编审信息"
	contents       reason = "目录"
	hiddenText     reason = "网页上不显示的文字"
	margin         reason = "页眉页脚"
	unknownField   reason = "认不出的字段"
)

func (b *block) isTable() bool { return b.node != nil && b.node.DataAtom == atom.Table }

// isParagraph tells paragraphs and headings from lists and tables.
func (b *block) isParagraph() bool {
	if b.node == nil {
		return !strings.Contains(strings.TrimSpace(b.raw), "\n")
	}
	return b.node.DataAtom == atom.P || b.level > 0
}

// rows gives what may be a metadata block as rows of cells.
func (b *block) rows() [][]string {
	switch {
	case b.node == nil:
		var out [][]string
		for _, line := range strings.Split(b.raw, "\n") {
			if cells, ok := pipeCells(line); ok {
				out = append(out, cells)
			} else {
				out = append(out, []string{oneLine(line)})
			}
		}
		return out
	case b.isTable():
		return tableRows(b.node)
	case b.node.DataAtom == atom.Dl:
		return definitionRows(b.node)
	case b.node.DataAtom == atom.Ul || b.node.DataAtom == atom.Ol:
		var out [][]string
		for li := range children(b.node) {
			if parts := pieces(li); len(parts) > 0 {
				out = append(out, parts)
			}
		}
		return out
	}
	return [][]string{{b.text}}
}

// pieces gives the words of the parts of a line, if the first of them is a
// label by itself; else the line in one piece.
func pieces(n *html.Node) []string {
	var parts []string
	for c := range n.ChildNodes() {
		if text := words(c); text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) == 1 && n.FirstChild != nil {
		for c := range children(n) {
			if holdsElements(c) && words(c) == parts[0] {
				return pieces(c)
			}
		}
	}
	if len(parts) > 1 {
		if _, _, ok := readLabel(parts[0], false); ok {
			return parts
		}
	}
	if text := words(n); text != "" {
		return []string{text}
	}
	return nil
}

// tabbed gives the parts of a line between tabs.
func tabbed(n *html.Node) []string {
	var b strings.Builder
	gather(&b, n)
	parts := strings.Split(b.String(), "\t")
	for i := range parts {
		parts[i] = oneLine(parts[i])
	}
	return parts
}

// spaced gives the words of a line with a space between its elements.
func spaced(n *html.Node) string {
	var parts []string
	for c := range n.ChildNodes() {
		parts = append(parts, words(c))
	}
	if len(parts) == 1 && n.FirstChild.Type == html.ElementNode {
		return spaced(n.FirstChild)
	}
	return oneLine(strings.Join(parts, " "))
}

func holdsElements(n *html.Node) bool {
	for range children(n) {
		return true
	}
	return false
}

func tableRows(table *html.Node) [][]string {
	var out [][]string
	for tr := range descendants(table, atom.Tr) {
		var row []string
		for c := range children(tr) {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				row = append(row, words(c))
			}
		}
		out = append(out, row)
	}
	return out
}

func definitionRows(dl *html.Node) [][]string {
	var out [][]string
	for n := range dl.Descendants() {
		switch n.DataAtom {
		case atom.Dt:
			out = append(out, []string{words(n)})
		case atom.Dd:
			if last := len(out) - 1; last >= 0 {
				out[last] = append(out[last], words(n))
			} else {
				out = append(out, []string{words(n)})
			}
		}
	}
	return out
}

// pipeCells reads a row "a | b |" of pasted text. A bar inside a sentence makes
// no row.
func pipeCells(line string) ([]string, bool) {
	line = strings.ReplaceAll(line, "｜", "|")
	if strings.Count(line, "|") < 2 && !strings.HasSuffix(strings.TrimSpace(line), "|") {
		return nil, false
	}
	line = strings.TrimPrefix(strings.TrimSpace(line), "|")
	line = strings.TrimSuffix(line, "|")
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = oneLine(parts[i])
	}
	return parts, true
}

// isRule tells the line |---|---| under the head of a table.
func isRule(cells []string) bool {
	for _, c := range cells {
		if strings.Trim(squeezed(c), ":-") != "" || len(cells) == 1 && !strings.Contains(c, "---") {
			return false
		}
	}
	return len(cells) > 0
}

// newParagraph makes a paragraph of words.
func newParagraph(text string, line int) *block {
	p := element(atom.P)
	p.AppendChild(&html.Node{Type: html.TextNode, Data: strings.TrimFunc(text, isSpace)})
	return &block{node: p, text: oneLine(text), line: line}
}

func element(a atom.Atom) *html.Node {
	return &html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String()}
}
