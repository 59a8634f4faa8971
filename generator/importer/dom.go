package importer

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// children gives the element children of a node.
func children(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for c := range n.ChildNodes() {
			if c.Type == html.ElementNode && !yield(c) {
				return
			}
		}
	}
}

// descendants gives the elements of a kind below a node, not those of a nested
// table's own.
func descendants(n *html.Node, kind atom.Atom) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		var walk func(*html.Node) bool
		walk = func(n *html.Node) bool {
			for c := range children(n) {
				if c.DataAtom == kind && !yield(c) {
					return false
				}
				if c.DataAtom != atom.Table && !walk(c) {
					return false
				}
			}
			return true
		}
		walk(n)
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func setAttribute(n *html.Node, key, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

// blocky are elements that end a line.
func blocky(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Form, atom.Fieldset, atom.Figure, atom.Figcaption,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th,
		atom.Caption, atom.Blockquote, atom.Pre, atom.Hr, atom.Center, atom.Address, atom.Body, atom.Details, atom.Summary, atom.Marquee:
		return true
	}
	return false
}

// silent are elements without words of the page.
func silent(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Head, atom.Title, atom.Meta, atom.Link, atom.Canvas, atom.Audio, atom.Video:
		return true
	}
	return n.Type == html.CommentNode || n.Type == html.DoctypeNode
}

// hidden tells what a page does not show.
func hidden(n *html.Node) bool {
	style := strings.ToLower(squeezed(attribute(n, "style")))
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") || strings.Contains(style, "mso-hide:all")
}

// words gives the text below a node on one line.
func words(n *html.Node) string {
	var b strings.Builder
	gather(&b, n)
	return oneLine(b.String())
}

// gather writes the text below a node; what ends a line is a line break.
func gather(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
		return
	case silent(n):
		return
	case n.DataAtom == atom.Br:
		b.WriteByte('\n')
		return
	}
	for c := range n.ChildNodes() {
		gather(b, c)
	}
	if blocky(n) {
		b.WriteByte('\n')
	}
}

// unwrap puts the children of a node in its place.
func unwrap(n *html.Node) {
	for n.FirstChild != nil {
		c := n.FirstChild
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	n.Parent.RemoveChild(n)
}

// deepCopy gives a detached copy of a node.
func deepCopy(n *html.Node) *html.Node {
	out := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Attr: append([]html.Attribute(nil), n.Attr...)}
	for c := range n.ChildNodes() {
		out.AppendChild(deepCopy(c))
	}
	return out
}
