package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// block writes one block; top says that it is not within another.
func (w *writer) block(n ast.Node, top bool) {
	switch n := n.(type) {
	case *plainLine:
		if n.level > 0 {
			w.markedHeading(n, n.level)
		} else {
			w.opened(n)
		}
	case *ast.Paragraph:
		if top {
			w.opened(n)
		} else {
			w.paragraph(n, "", "")
		}
	case *ast.TextBlock:
		w.inline(n)
		w.endLine()
		if n.NextSibling() != nil {
			w.raw("\n")
		}
	case *ast.Heading:
		w.markedHeading(n, n.Level)
	case *ast.List:
		w.list(n)
	case *ast.Blockquote:
		w.raw("<blockquote>\n")
		w.blocks(n)
		w.raw("</blockquote>\n")
	case *ast.FencedCodeBlock:
		w.code(n.Lines(), string(n.Language(w.source)))
	case *ast.CodeBlock:
		w.code(n.Lines(), "")
	case *ast.HTMLBlock:
		w.htmlBlock(n)
	case *ast.ThematicBreak:
		w.raw("<hr>\n")
	case *extast.Table:
		w.table(n, nil, "")
	case *extast.DefinitionList:
		w.raw("<dl>\n")
		w.blocks(n)
		w.raw("</dl>\n")
	case *extast.DefinitionTerm:
		w.raw("<dt>")
		w.inline(n)
		w.endLine()
		w.raw("</dt>\n")
	case *extast.DefinitionDescription:
		w.raw("<dd>")
		w.blocks(n)
		w.raw("</dd>\n")
	}
}

// blocks writes the blocks within parent.
func (w *writer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if next := n.NextSibling(); next != nil && w.captioned(n, next) {
			n = next
			continue
		}
		w.block(n, false)
	}
}

// firstWords is the class and id a paragraph has by its first words.
func (w *writer) firstWords(n ast.Node) (class, id string) {
	if n.Lines().Len() == 0 {
		return "", ""
	}
	first := n.Lines().At(0)
	line := first.Value(w.source)
	words := bytes.TrimLeft(line, "*_ ")
	m := readMark(words)
	if id, ok := articleOf(words, m); ok {
		w.below.article, w.below.item = id, ""
		return "", w.ids.issue(id)
	}
	if bytes.HasPrefix(words, wideSpace) { // **　一、…
		m = readMark(bytes.TrimLeft(words, "*_ 　"))
	}
	if id := w.below.itemID(m); id != "" {
		return "", w.ids.issue(id)
	}
	return conversation(line), ""
}

// opened writes a paragraph as its first words want it.
func (w *writer) opened(n ast.Node) {
	class, id := w.firstWords(n)
	w.paragraph(n, class, id)
}

func (w *writer) paragraph(n ast.Node, class, id string) {
	if image := lonelyImage(n); image != nil && w.figure(image) {
		return
	}
	w.raw("<p")
	if id != "" {
		w.attribute("id", id)
	}
	if class != "" {
		w.attribute("class", class)
	}
	w.raw(">")
	from := len(w.html)
	w.inline(n)
	w.endLine()
	w.anchorNumber(from, id)
	w.raw("</p>\n")
}

// attribute writes ` name="value"`, value escaped.
func (w *writer) attribute(name, value string) {
	w.raw(" ", name, `="`)
	for {
		before, after, quote := strings.Cut(value, `"`)
		w.html = appendEscaped(w.html, before)
		if !quote {
			break
		}
		w.raw("&quot;")
		value = after
	}
	w.raw(`"`)
}

// markedHeading writes a heading the author marked with # or an underline.
func (w *writer) markedHeading(n ast.Node, depth int) {
	from := w.beginHeading(n)
	words := w.text[from.text:]
	m := readMark(words)
	level, id := w.outline.place(w.outline.markedDepth(depth, m.step), m)
	w.below.heading(m, id)
	if own, ok := n.AttributeString(attributeID); ok {
		id = own.(string)
	}
	class := ""
	if own, ok := n.AttributeString(classes); ok {
		class = own.(string)
	}
	w.endHeading(from, level, id, class)
}

// foundHeading writes a paragraph that is a heading by its number.
func (w *writer) foundHeading(p *part) {
	words := p.node
	if only := words.FirstChild(); only != nil && only.NextSibling() == nil && only.Kind() == ast.KindEmphasis {
		words = only // **一、总体要求**: a heading is bold anyway
	}
	from := w.beginHeading(words)
	level, id := w.outline.place(w.outline.foundDepth(p.mark.step), p.mark)
	w.below.heading(p.mark, id)
	w.endHeading(from, level, id, "")
}

// start is where something began in both outputs.
type start struct{ html, text int }

func (w *writer) beginHeading(words ast.Node) start {
	w.endLine()
	from := start{len(w.html), len(w.text)}
	w.oneLine = true
	w.inline(words)
	w.oneLine = false
	return from
}

// endHeading puts the tags around the words written since from.
func (w *writer) endHeading(from start, level int, id, class string) {
	w.endLine()
	words := string(w.text[from.text:max(from.text, len(w.text)-1)])
	if id == "" {
		id = textID(words)
	}
	id = w.ids.issue(id)
	w.headings = append(w.headings, Heading{Level: level, ID: id, Text: words})
	w.anchorNumber(from.html, id)

	inner := len(w.html)
	tag := "h" + number(level)
	w.raw("<", tag)
	w.attribute("id", id)
	if class != "" {
		w.attribute("class", class)
	}
	w.raw(">")
	w.scratch = append(w.scratch[:0], w.html[inner:]...)
	w.html = slices.Insert(w.html[:inner], from.html, w.scratch...)
	w.raw("</", tag, ">\n")
}

func (w *writer) list(n *ast.List) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	w.raw("<", tag)
	if n.IsOrdered() && n.Start != 1 {
		w.attribute("start", number(n.Start))
	}
	w.raw(">\n")
	count := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if n.IsOrdered() {
			w.marker = append(append(w.marker, number(count)...), ". "...)
			count++
		}
		w.raw("<li>")
		w.blocks(item)
		w.raw("</li>\n")
		w.marker = w.marker[:0]
	}
	w.raw("</", tag, ">\n")
}

// htmlBlock writes raw HTML as the text it is, a line a line.
func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	w.raw("<p>")
	broken := w.rawLines(n.Lines(), false)
	if n.HasClosure() {
		closure := text.NewSegments()
		closure.Append(n.ClosureLine)
		w.rawLines(closure, broken)
	}
	w.raw("</p>\n")
}

// rawLines writes lines with breaks between them, and one before if broken.
func (w *writer) rawLines(lines *text.Segments, broken bool) bool {
	for i := range lines.Len() {
		line := lines.At(i)
		words := trimmed(line.Value(w.source))
		if len(words) == 0 {
			continue
		}
		if broken {
			w.raw("<br>\n")
		}
		w.write(words)
		w.endLine()
		broken = true
	}
	return broken
}
