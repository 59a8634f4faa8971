package importer

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// lookOf reads how an element is set, over the look around it.
func lookOf(n *html.Node, around look) look {
	l := around
	if n.DataAtom == atom.Center {
		l.center = true
	}
	l = alignment(attribute(n, "align"), l)
	for d := range styled(n) {
		for _, part := range strings.Split(attribute(d, "style"), ";") {
			key, value, _ := strings.Cut(part, ":")
			value = strings.TrimSpace(value)
			switch strings.ToLower(strings.TrimSpace(key)) {
			case "text-align":
				l = alignment(value, l)
			case "font-family":
				font, _, _ := strings.Cut(value, ",")
				l.font = strings.Trim(font, `"' `)
			case "font-size":
				if size, ok := points(value); ok {
					l.size = size
				}
			}
		}
	}
	return l
}

// styled gives an element and, where one inline element holds all of its
// words, that one too: <p><span style="…">…</span></p>.
func styled(n *html.Node) func(func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for yield(n) {
			only := (*html.Node)(nil)
			for c := range n.ChildNodes() {
				if c.Type == html.TextNode && squeezed(c.Data) == "" {
					continue
				}
				if only != nil || c.Type != html.ElementNode || blocky(c) {
					return
				}
				only = c
			}
			if only == nil {
				return
			}
			n = only
		}
	}
}

func alignment(value string, l look) look {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "center":
		l.center, l.right = true, false
	case "right", "end":
		l.center, l.right = false, true
	case "left", "justify", "start":
		l.center, l.right = false, false
	}
	return l
}

func points(value string) (float64, bool) {
	unit := 1.0
	value = strings.ToLower(value)
	switch {
	case strings.HasSuffix(value, "pt"):
	case strings.HasSuffix(value, "px"):
		unit = 0.75
	default:
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(value[:len(value)-2]), 64)
	return n * unit, err == nil && n > 0 && n < 500
}

// allBold tells whether every word of a paragraph is bold.
func allBold(n *html.Node) bool {
	found := false
	var walk func(n *html.Node, bold bool) bool
	walk = func(n *html.Node, bold bool) bool {
		if n.Type == html.TextNode {
			found = found || squeezed(n.Data) != ""
			return bold || squeezed(n.Data) == ""
		}
		if n.DataAtom == atom.B || n.DataAtom == atom.Strong || boldStyle(n) {
			bold = true
		}
		for c := range n.ChildNodes() {
			if !walk(c, bold) {
				return false
			}
		}
		return true
	}
	return walk(n, false) && found
}

func boldStyle(n *html.Node) bool {
	style := strings.ToLower(squeezed(attribute(n, "style")))
	return strings.Contains(style, "font-weight:bold") || strings.Contains(style, "font-weight:700") || strings.Contains(style, "font-weight:bolder")
}
