package importer

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mendLists makes lists what HTML says they are: every child an item, no item
// empty; what is quoted or preformatted inside is plain text. Old pages put
// lists, text and paragraphs straight into a list.
func mendLists(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		mendLists(c)
		c = next
	}
	if n.DataAtom == atom.Pre || n.DataAtom == atom.Blockquote {
		n.DataAtom, n.Data, n.Attr = atom.Div, "div", nil
	}
	if n.DataAtom != atom.Ul && n.DataAtom != atom.Ol {
		return
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		last := c.PrevSibling
		switch {
		case words(c) == "" && !holds(c, atom.Img) && c.DataAtom != atom.Img:
			n.RemoveChild(c)
		case c.DataAtom == atom.Li:
		case last != nil && (c.DataAtom == atom.Ul || c.DataAtom == atom.Ol):
			n.RemoveChild(c)
			last.AppendChild(c)
		default:
			li := element(atom.Li)
			n.InsertBefore(li, c)
			n.RemoveChild(c)
			li.AppendChild(c)
		}
		c = next
	}
}
