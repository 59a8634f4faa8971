package importer

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// emphasisShare is how much of a text may be bold before bold says nothing.
const emphasisShare = 0.4

// keepEmphasis takes bold and italic away where they carry no meaning: in
// headings, in a text most of which is bold, and italics of whole paragraphs.
func (d *draft) keepEmphasis() {
	bold, all := 0, 0
	kept := d.kept()
	for _, b := range kept {
		if b.node != nil && b.level == 0 {
			all += runes(b.text)
			bold += boldRunes(b.node, false)
		}
	}
	loud := float64(bold) > emphasisShare*float64(all)
	for _, b := range kept {
		switch {
		case b.node == nil:
		case b.level > 0:
			strip(b.node, atom.B, atom.Strong, atom.I, atom.Em)
		case loud:
			strip(b.node, atom.B, atom.Strong)
		default:
			markBold(b.node)
		}
		if b.node != nil && b.level == 0 && wholly(b.node, atom.I, atom.Em) {
			strip(b.node, atom.I, atom.Em)
		}
	}
}

func boldRunes(n *html.Node, bold bool) int {
	if n.Type == html.TextNode {
		if bold {
			return runes(squeezed(n.Data))
		}
		return 0
	}
	bold = bold || n.DataAtom == atom.B || n.DataAtom == atom.Strong || boldStyle(n)
	total := 0
	for c := range n.ChildNodes() {
		total += boldRunes(c, bold)
	}
	return total
}

// strip unwraps elements of some kinds.
func strip(n *html.Node, kinds ...atom.Atom) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		strip(c, kinds...)
		for _, k := range kinds {
			if c.DataAtom == k {
				unwrap(c)
				break
			}
		}
		c = next
	}
}

// markBold turns bold written as inline style into an element.
func markBold(n *html.Node) {
	for c := range n.ChildNodes() {
		if c.DataAtom == atom.Span && boldStyle(c) {
			c.DataAtom, c.Data, c.Attr = atom.B, "b", nil
		}
		markBold(c)
	}
}

// wholly tells whether every word is inside elements of some kinds.
func wholly(n *html.Node, kinds ...atom.Atom) bool {
	found := false
	var walk func(*html.Node, bool) bool
	walk = func(n *html.Node, inside bool) bool {
		if n.Type == html.TextNode {
			found = found || squeezed(n.Data) != ""
			return inside || squeezed(n.Data) == ""
		}
		for _, k := range kinds {
			inside = inside || n.DataAtom == k
		}
		for c := range n.ChildNodes() {
			if !walk(c, inside) {
				return false
			}
		}
		return true
	}
	return walk(n, false) && found
}

// raised are the characters that stand for sup and sub without markup.
var raised = map[atom.Atom]*strings.Replacer{
	atom.Sup: strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "+", "⁺", "-", "⁻", "n", "ⁿ"),
	atom.Sub: strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉", "+", "₊", "-", "₋"),
}

// lowered undoes raised, for the account.
var lowered = strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9", "⁺", "+", "⁻", "-", "ⁿ", "n",
	"₀", "0", "₁", "1", "₂", "2", "₃", "3", "₄", "4", "₅", "5", "₆", "6", "₇", "7", "₈", "8", "₉", "9", "₊", "+", "₋", "-")

// raise writes short sup and sub as characters (m²); others stay as plain text
// and are warned of.
func (d *draft) raise() {
	for _, b := range d.kept() {
		if b.node == nil {
			continue
		}
		for n := range b.node.Descendants() {
			r := raised[n.DataAtom]
			if r == nil || n.FirstChild == nil || n.FirstChild != n.LastChild || n.FirstChild.Type != html.TextNode {
				continue
			}
			text := n.FirstChild.Data
			made := r.Replace(text)
			plain := lowered.Replace(made) == made
			if plain || runes(text) > 3 {
				d.warn(b.line, "上标或下标“%s”成了普通文字，请核对", shortened(text, 10))
				continue
			}
			n.FirstChild.Data = made
		}
	}
}
