package markdown

import (
	"bytes"
	"sort"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Link is one destination in a body, as Options.Link will be asked for it.
type Link struct {
	Destination string // escapes resolved
	Offset      int    // byte offset in the source: of the destination, or of the link where its address stands elsewhere
	Image       bool
	Alternative string // of a picture, what stands between its brackets, without space around it
}

// Links lists the destinations of links and pictures in source, in the order
// in which they stand in the tree (notes where they are written). A source
// without the marks of a link is not parsed; one over SourceBytesMax has none.
func Links(source []byte) []Link {
	if len(source) > SourceBytesMax || !mayLink(source) {
		return nil
	}
	lines := withUnixLines(source)
	tree := linkParser().Parse(text.NewReader(lines))
	var links []Link
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			links = appendLink(links, n, lines)
		}
		return ast.WalkContinue, nil
	})
	restoreOffsets(links, source)
	return links
}

// linkParser is shared: a goldmark parser holds no state of a document.
var linkParser = sync.OnceValue(func() parser.Parser { return newParser() })

// mayLink says whether source holds ](, ]: with [ before, ][ or an autolink.
func mayLink(source []byte) bool {
	if bytes.IndexByte(source, '<') >= 0 && bytes.ContainsAny(source, ":@") {
		return true
	}
	return bytes.Contains(source, []byte("](")) || bytes.Contains(source, []byte("]:"))
}

func appendLink(links []Link, n ast.Node, source []byte) []Link {
	switch n := n.(type) {
	case *ast.Link:
		return append(links, Link{string(resolved(n.Destination)), destinationOffset(n, n.Destination, n.Reference != nil, source), false, ""})
	case *ast.Image:
		return append(links, Link{string(resolved(n.Destination)), destinationOffset(n, n.Destination, n.Reference != nil, source), true, words(n, source)})
	case *ast.AutoLink:
		return append(links, Link{string(n.URL(source)), max(0, n.Pos()+1), false, ""})
	}
	return links
}

// words gives the text below a node.
func words(n ast.Node, source []byte) string {
	var b bytes.Buffer
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(n.Segment.Value(source))
			}
		case *ast.String:
			if entering {
				b.Write(n.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return string(bytes.TrimSpace(b.Bytes()))
}

// linkBytesMax is how far from its start a link's address is looked for.
const linkBytesMax = 64 << 10

// destinationOffset finds an address after the words of its link.
func destinationOffset(n ast.Node, destination []byte, elsewhere bool, source []byte) int {
	start := max(0, n.Pos())
	if elsewhere || len(destination) == 0 {
		return start
	}
	end := min(len(source), start+linkBytesMax)
	for at := start; ; {
		i := bytes.Index(source[at:end], []byte("]("))
		if i < 0 {
			return start
		}
		at += i + 2
		rest := bytes.TrimLeft(source[at:], " \t\n<")
		if bytes.HasPrefix(rest, destination) {
			return len(source) - len(rest)
		}
	}
}

// restoreOffsets turns offsets in the source with "\n" line ends and no byte
// order mark into offsets in the source as it was given.
func restoreOffsets(links []Link, source []byte) {
	mark := len(source) - len(bytes.TrimPrefix(source, byteOrderMark))
	var dropped []int // for each "\r\n" its offset once all before it are gone
	for i := mark; i+1 < len(source); i++ {
		if source[i] == '\r' && source[i+1] == '\n' {
			dropped = append(dropped, i-mark-len(dropped))
		}
	}
	for i := range links {
		offset := links[i].Offset
		links[i].Offset = offset + mark + sort.Search(len(dropped), func(k int) bool { return dropped[k] >= offset })
	}
}
