package importer

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// flattener lays a tree of elements out as blocks.
type flattener struct {
	blocks  []*block
	hidden  []string
	line    *html.Node   // the paragraph being filled
	path    []*html.Node // the elements open in it, from the paragraph inwards
	outside bool
	article map[*html.Node]bool // roots of the article; nil where all is
	note    string
	look    look
}

// flatten gives the blocks below a node. article are the roots of the part
// that holds the document; nothing is outside where there are none.
func flatten(root *html.Node, article map[*html.Node]bool) ([]*block, []string) {
	f := &flattener{article: article, outside: len(article) > 0}
	f.walk(root)
	f.end()
	for i, b := range f.blocks {
		b.line = i + 1
	}
	return f.blocks, f.hidden
}

// walk visits the children of a container.
func (f *flattener) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling // c may be moved
		f.visit(c)
		c = next
	}
}

func (f *flattener) visit(n *html.Node) {
	switch {
	case silent(n):
		return
	case n.Type == html.ElementNode && hidden(n):
		if text := words(n); text != "" {
			f.hidden = append(f.hidden, text)
		}
		return
	}
	if f.article[n] {
		f.end()
		f.outside = false
		defer func() { f.end(); f.outside = true }()
	}
	switch {
	case n.DataAtom == atom.Br:
		f.end()
	case !blocky(n) && !holdsBlocks(n):
		f.inline(n)
	default:
		f.end()
		f.container(n)
		f.end()
	}
}

// container opens a block element, or looks into it.
func (f *flattener) container(n *html.Node) {
	switch n.DataAtom {
	case atom.Hr:
		return
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		f.heading(n)
		return
	case atom.Table:
		if !layoutTable(n) && !f.holdsArticle(n) {
			f.whole(n)
			return
		}
	case atom.Ul, atom.Ol, atom.Dl:
		if !holds(n, atom.Table) && !holdsHeading(n) && !(n.DataAtom == atom.Dl && (holds(n, atom.Ol) || holds(n, atom.Ul))) {
			f.whole(n)
			return
		}
	case atom.Pre:
		f.lines(n)
		return
	}
	before, note := f.look, f.note
	f.look = lookOf(n, f.look)
	if id := attribute(n, "data-note"); id != "" && n.DataAtom == atom.Div {
		f.note = id
	}
	f.walk(n)
	f.end()
	f.look, f.note = before, note
}

// holdsArticle tells a table in one of whose cells the article stands.
func (f *flattener) holdsArticle(n *html.Node) bool {
	for root := range f.article {
		for up := root.Parent; up != nil; up = up.Parent {
			if up == n {
				return true
			}
		}
	}
	return false
}

// inline adds to the paragraph being filled. A line break inside an inline
// element begins a paragraph with the same elements open.
func (f *flattener) inline(n *html.Node) {
	if f.line == nil {
		if n.Type == html.TextNode && squeezed(n.Data) == "" {
			return
		}
		f.line = element(atom.P)
		f.path = []*html.Node{f.line}
	}
	f.put(n)
}

func (f *flattener) put(n *html.Node) {
	if silent(n) {
		return
	}
	if n.Type == html.ElementNode && hidden(n) {
		if text := words(n); text != "" {
			f.hidden = append(f.hidden, text)
		}
		return
	}
	leaf := f.path[len(f.path)-1]
	if firstBreak(n) == nil {
		c := deepCopy(n)
		dropSilent(c, &f.hidden)
		leaf.AppendChild(c)
		return
	}
	shell := shellOf(n)
	leaf.AppendChild(shell)
	f.path = append(f.path, shell)
	for c := range n.ChildNodes() {
		if c.DataAtom == atom.Br {
			f.turn()
		} else {
			f.put(c)
		}
	}
	f.path = f.path[:len(f.path)-1]
}

// turn ends the paragraph and opens the next one inside the same elements.
func (f *flattener) turn() {
	open := f.path
	f.end()
	f.line = element(atom.P)
	f.path = []*html.Node{f.line}
	for _, n := range open[1:] {
		shell := shellOf(n)
		f.path[len(f.path)-1].AppendChild(shell)
		f.path = append(f.path, shell)
	}
}

func shellOf(n *html.Node) *html.Node {
	return &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Attr: n.Attr}
}

func firstBreak(n *html.Node) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == atom.Br {
			return d
		}
	}
	return nil
}

// end closes the paragraph being filled.
func (f *flattener) end() {
	n := f.line
	f.line = nil
	if n == nil || words(n) == "" && !holds(n, atom.Img) {
		return
	}
	f.add(n, 0)
}

func (f *flattener) add(n *html.Node, level int) {
	trim(n)
	b := &block{node: n, text: words(n), level: level, look: lookOf(n, f.look), outside: f.outside, note: f.note, class: attribute(n, "class")}
	b.look.bold = allBold(n)
	f.blocks = append(f.blocks, b)
}

// whole keeps a list or a table in one piece.
func (f *flattener) whole(n *html.Node) {
	c := deepCopy(n)
	dropSilent(c, &f.hidden)
	mendLists(c)
	if words(c) == "" && !holds(c, atom.Img) {
		return
	}
	f.add(c, 0)
}

// heading joins the lines of a heading.
func (f *flattener) heading(n *html.Node) {
	c := deepCopy(n)
	dropSilent(c, &f.hidden)
	for br := firstBreak(c); br != nil; br = firstBreak(c) {
		br.Parent.RemoveChild(br)
	}
	inlined(c)
	c.DataAtom, c.Data = atom.P, "p"
	if words(c) != "" || holds(c, atom.Img) {
		f.add(c, int(n.Data[1]-'0'))
	}
}

// lines makes a paragraph of each line of preformatted text.
func (f *flattener) lines(n *html.Node) {
	var b strings.Builder
	gather(&b, n)
	for _, line := range strings.Split(b.String(), "\n") {
		if squeezed(line) != "" {
			f.add(newParagraph(line, 0).node, 0)
		}
	}
}

// dropSilent takes out of a copied tree what is no text of it.
func dropSilent(n *html.Node, hiddenWords *[]string) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case silent(c):
			n.RemoveChild(c)
		case c.Type == html.ElementNode && hidden(c):
			if text := words(c); text != "" {
				*hiddenWords = append(*hiddenWords, text)
			}
			n.RemoveChild(c)
		default:
			dropSilent(c, hiddenWords)
		}
		c = next
	}
}

func holdsBlocks(n *html.Node) bool {
	for d := range n.Descendants() {
		if blocky(d) {
			return true
		}
	}
	return false
}

func holds(n *html.Node, kind atom.Atom) bool {
	for d := range n.Descendants() {
		if d.DataAtom == kind {
			return true
		}
	}
	return false
}

func holdsHeading(n *html.Node) bool {
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return true
		}
	}
	return false
}

// longCell is how many characters in several paragraphs make a cell a part of
// the page rather than of a table.
const longCell = 400

// layoutTable tells a table that only lays a page out: it holds another table,
// has one cell a row, or a cell with a whole article in it.
func layoutTable(n *html.Node) bool {
	if holds(n, atom.Table) {
		return true
	}
	widest := 0
	for tr := range descendants(n, atom.Tr) {
		cells := 0
		for c := range children(tr) {
			cells++
			paragraphs := 0
			for d := range c.Descendants() {
				if d.DataAtom == atom.P || d.DataAtom == atom.Br || d.DataAtom == atom.Div {
					paragraphs++
				}
			}
			if paragraphs > 3 && runes(words(c)) > longCell {
				return true
			}
		}
		widest = max(widest, cells)
	}
	return widest <= 1
}

// trim takes the white space off both ends of a paragraph: an indent of two
// full-width spaces is the style sheet's work.
func trim(n *html.Node) {
	if n.DataAtom != atom.P {
		return
	}
	for _, end := range []struct {
		from func(*html.Node) *html.Node
		cut  func(string, func(rune) bool) string
	}{{firstLeaf, strings.TrimLeftFunc}, {lastLeaf, strings.TrimRightFunc}} {
		for {
			leaf := end.from(n)
			if leaf == nil || leaf.Type != html.TextNode {
				break
			}
			if leaf.Data = end.cut(leaf.Data, isSpace); leaf.Data != "" {
				break
			}
			leaf.Parent.RemoveChild(leaf)
		}
	}
}

func firstLeaf(n *html.Node) *html.Node {
	for n.FirstChild != nil {
		n = n.FirstChild
	}
	return n
}

func lastLeaf(n *html.Node) *html.Node {
	for n.LastChild != nil {
		n = n.LastChild
	}
	return n
}
