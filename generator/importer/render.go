package importer

import (
	"regexp"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The elements that this package adds to the library's.
const (
	noteReference = "x-note-ref"
	noteText      = "x-note"
)

// newConverter is html-to-markdown with what official documents need besides.
func newConverter() *converter.Converter {
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithListEndComment(false), commonmark.WithBulletListMarker("-")),
		table.NewTablePlugin(table.WithHeaderPromotion(true), table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal), table.WithSkipEmptyRows(true)),
	))
	c.Register.TagType(noteReference, converter.TagTypeInline, converter.PriorityEarly)
	c.Register.TagType(noteText, converter.TagTypeBlock, converter.PriorityEarly)
	c.Register.RendererFor(noteReference, converter.TagTypeInline, renderNoteReference, converter.PriorityEarly)
	c.Register.RendererFor(noteText, converter.TagTypeBlock, renderNote, converter.PriorityEarly)
	c.Register.TextTransformer(markEntities, converter.PriorityEarly)
	c.Register.EscapedChar('~', ':')
	c.Register.UnEscaper(mustEscape, converter.PriorityEarly) // before the library’s own, which skip what follows them
	return c
}

func renderNoteReference(_ converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	w.WriteString("[^" + attribute(n, "n") + "]")
	return converter.RenderSuccess
}

func renderNote(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	w.WriteString("\n\n[^" + attribute(n, "n") + "]: ")
	ctx.RenderChildNodes(ctx, w, n)
	w.WriteString("\n\n")
	return converter.RenderSuccess
}

var entity = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});`)

// markEntities marks what would be read as an entity, before the library makes
// entities of < and > itself.
func markEntities(_ converter.Context, text string) string {
	return entity.ReplaceAllString(text, string(escapeMark)+"$0")
}

// mustEscape tells the marks that this project's Markdown reads and the
// library does not escape: entities, backquotes, ~~, ": " at the start of a line.
func mustEscape(chars []byte, at int) int {
	switch chars[at] {
	case '&':
		return 1
	case '`':
		return 1
	case '~':
		if at+2 < len(chars) && chars[at+1] == escapeMark && chars[at+2] == '~' || at > 1 && chars[at-2] == '~' || at+1 < len(chars) && chars[at+1] == '~' {
			return 1
		}
	case ':':
		if lineStart(chars, at) {
			return 1
		}
	}
	return -1
}

// escapeMark stands before characters that may need escaping while the library
// works.
const escapeMark = '\a'

// lineStart tells whether only marks of escaping and spaces stand before.
func lineStart(chars []byte, at int) bool {
	for i := at - 1; i >= 0; i-- {
		switch chars[i] {
		case escapeMark, ' ':
		case '\n':
			return true
		default:
			return false
		}
	}
	return true
}

// render writes the body as Markdown. The tree it was written from is given
// too, nil for a body that was Markdown already.
func (d *draft) render(c *converter.Converter) (body string, root *html.Node, err error) {
	if d.page.markdown {
		return d.renderChunks(), nil, nil
	}
	root = element(atom.Div)
	notes := d.noteNumbers()
	note := ""
	for _, b := range d.kept() {
		prepare(b, notes)
		if b.note != "" && b.note == note { // Markdown notes of several paragraphs are easily broken: one line each
			root.LastChild.AppendChild(&html.Node{Type: html.TextNode, Data: " "})
			root.LastChild.AppendChild(b.node)
			unwrap(b.node)
			continue
		}
		note = b.note
		root.AppendChild(b.node)
	}
	d.separateLists(root)
	out, err := c.ConvertNode(root)
	return tidy(string(out)), root, err
}

// plainer writes the body once more without emphasis: where ** stands between
// a Latin letter and a mark, Markdown reads it as two asterisks.
func (d *draft) plainer(c *converter.Converter, root *html.Node) (string, error) {
	strip(root, atom.B, atom.Strong, atom.I, atom.Em)
	out, err := c.ConvertNode(root)
	return tidy(string(out)), err
}

// renderChunks joins the blocks of a Markdown file as they were written.
func (d *draft) renderChunks() string {
	var parts []string
	for _, b := range d.kept() {
		parts = append(parts, strings.Trim(b.raw, "\n"))
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// noteNumbers numbers the notes of the body in the order of their marks; a note
// without a mark comes after them.
func (d *draft) noteNumbers() map[string]string {
	kept := d.kept()
	texts := map[string]bool{}
	for _, b := range kept {
		texts[b.note] = true
	}
	numbers := map[string]string{}
	add := func(id string) {
		if id != "" && texts[id] && numbers[id] == "" {
			numbers[id] = itoa(len(numbers) + 1)
		}
	}
	for _, b := range kept {
		for n := range b.node.Descendants() {
			if n.DataAtom == atom.A {
				add(attribute(n, "data-note"))
			}
		}
	}
	for _, b := range kept {
		add(b.note)
	}
	return numbers
}

// prepare makes the node of a block what the library expects.
func prepare(b *block, notes map[string]string) {
	for n := range b.node.Descendants() {
		if id := attribute(n, "data-note"); id != "" && n.DataAtom == atom.A {
			if notes[id] == "" { // the note is no block of its own, and its mark no number
				n.DataAtom, n.Data, n.Attr = atom.Span, "span", nil
				continue
			}
			n.DataAtom, n.Data, n.Attr = 0, noteReference, []html.Attribute{{Key: "n", Val: notes[id]}}
		}
		if n.DataAtom == atom.Span && attribute(n, "class") == "auto-number" || n.DataAtom == atom.Font {
			n.DataAtom, n.Data, n.Attr = atom.Span, "span", nil
		}
		if n.Type == html.TextNode {
			n.Data = strings.ReplaceAll(n.Data, "\u00a0", " ")
		}
	}
	tightNumber(b.node)
	switch {
	case b.note != "":
		inlined(b.node)
		b.node.DataAtom, b.node.Data, b.node.Attr = 0, noteText, []html.Attribute{{Key: "n", Val: notes[b.note]}}
	case b.level > 0:
		b.node.DataAtom, b.node.Data, b.node.Attr = 0, "h"+itoa(b.level), nil
		b.node.DataAtom = atom.Lookup([]byte(b.node.Data))
	}
}

var spacedNumber = regexp.MustCompile(`^([\s　]*[0-9]{1,3}[.)])[ 　\x{a0}]+`)

// tightNumber takes the space out of "1. 汉字" at the start of a paragraph: with
// it Markdown would read a list, and number it by itself.
func tightNumber(n *html.Node) {
	if n.DataAtom != atom.P {
		return
	}
	first := firstText(n)
	if first == nil {
		return
	}
	if m := spacedNumber.FindString(first.Data); m != "" && isHan(firstRune(first.Data[len(m):])) {
		first.Data = strings.TrimRight(m, " 　\u00a0") + first.Data[len(m):]
	}
}

func firstText(n *html.Node) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && squeezed(d.Data) != "" {
			return d
		}
	}
	return nil
}

// separateLists keeps lists apart that follow one another: Markdown would make
// one of them. The items of the second become paragraphs with their numbers.
func (d *draft) separateLists(root *html.Node) {
	for c := root.FirstChild; c != nil; {
		next := c.NextSibling
		if (c.DataAtom == atom.Ol || c.DataAtom == atom.Ul) && c.PrevSibling != nil && c.PrevSibling.DataAtom == c.DataAtom {
			if c.DataAtom == atom.Ul || continues(c.PrevSibling, c) {
				for c.FirstChild != nil {
					li := c.FirstChild
					c.RemoveChild(li)
					c.PrevSibling.AppendChild(li)
				}
			} else {
				d.added += listNumbers(c)
				spell(root, c)
			}
			root.RemoveChild(c)
		}
		c = next
	}
	for n := range root.Descendants() {
		if n.DataAtom == atom.Ol {
			d.added += listNumbers(n)
		}
	}
}

// continues tells whether a list counts on from the one before it.
func continues(first, second *html.Node) bool {
	return start(first)+items(first) == start(second)
}

func start(ol *html.Node) int {
	if n := chineseOrArabic(attribute(ol, "start")); n > 0 {
		return n
	}
	return 1
}

func items(ol *html.Node) int {
	n := 0
	for li := range children(ol) {
		if li.DataAtom == atom.Li {
			n++
		}
	}
	return n
}

// spell writes the items of a list before it as paragraphs.
func spell(root, ol *html.Node) {
	at := start(ol)
	for li := ol.FirstChild; li != nil; {
		next := li.NextSibling
		ol.RemoveChild(li)
		if li.DataAtom == atom.Li {
			li.DataAtom, li.Data, li.Attr = atom.Div, "div", nil
			li.InsertBefore(&html.Node{Type: html.TextNode, Data: itoa(at) + "."}, li.FirstChild)
			at++
		}
		root.InsertBefore(li, ol)
		li = next
	}
}

// listNumbers gives the numbers that a reader sees before the items.
func listNumbers(ol *html.Node) string {
	var b strings.Builder
	at := start(ol)
	for li := range children(ol) {
		if li.DataAtom == atom.Li {
			b.WriteString(itoa(at) + ".")
			at++
		}
	}
	return b.String()
}

var blankLines = regexp.MustCompile(`\n[ \t]*\n[ \t\n]*\n`)

// tidy ends the body with one line break.
func tidy(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			lines[i] = ""
		}
	}
	s = blankLines.ReplaceAllString(strings.Join(lines, "\n"), "\n\n")
	return strings.Trim(s, "\n") + "\n"
}
