package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newParser is goldmark's parser with the extensions of the package comment.
func newParser() parser.Parser { return parserAfter(util.Prioritized(plainLines{}, 0)) }

// parserAfter is that parser; each line is shown to the first ones before it.
// The numbers are goldmark's own priorities; ours stand between them.
func parserAfter(first ...util.PrioritizedValue) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(first...),
		parser.WithBlockParsers(
			util.Prioritized(setextHeading{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(nested{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(nested{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(atxHeading{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(nested{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(nested{noteBlock{}}, 950),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(budgeted{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(budgeted{noteMark{}}, 150),
			util.Prioritized(budgetedLink{parser.NewLinkParser()}, 200),
			util.Prioritized(budgeted{parser.NewAutoLinkParser()}, 300),
			util.Prioritized(budgeted{parser.NewRawHTMLParser()}, 400),
			util.Prioritized(budgeted{emphasis{}}, 500),
			util.Prioritized(budgeted{strikethrough{}}, 500),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(boundedReferences{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(boundedTable{extension.NewTableParagraphTransformer()}, 200),
			util.Prioritized(indentedLines{}, 300),
		),
	)
}

// indentedLines ends a paragraph where a line begins with a full-width space,
// which is how pasted Chinese text marks a paragraph, and drops such indents.
type indentedLines struct{}

func (indentedLines) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	source := reader.Source()
	lines := node.Lines()
	if !anyIndented(lines, source) {
		return
	}
	var pieces []*text.Segments
	for i := range lines.Len() {
		line := lines.At(i)
		size, wide := indent(line.Value(source))
		stop := line.Stop
		start := min(line.Start+max(0, size-line.Padding), stop)
		if len(bytes.TrimSpace(source[start:stop])) == 0 {
			pieces = append(pieces, text.NewSegments())
			continue
		}
		if len(pieces) == 0 || wide {
			pieces = append(pieces, text.NewSegments())
		}
		pieces[len(pieces)-1].Append(text.NewSegment(start, stop))
	}
	replaceByPieces(node, pieces, source)
}

func anyIndented(lines *text.Segments, source []byte) bool {
	for i := range lines.Len() {
		line := lines.At(i)
		if _, wide := indent(line.Value(source)); wide {
			return true
		}
	}
	return false
}

// replaceByPieces puts a paragraph for each piece but the last before node,
// which keeps the last: the parser may be about to turn it into a heading.
func replaceByPieces(node *ast.Paragraph, pieces []*text.Segments, source []byte) {
	kept := pieces[:0]
	for _, piece := range pieces {
		if piece.Len() == 0 {
			continue
		}
		last := piece.At(piece.Len() - 1)
		piece.Set(piece.Len()-1, last.TrimRightSpace(source))
		kept = append(kept, piece)
	}
	parent := node.Parent()
	if len(kept) == 0 {
		parent.RemoveChild(parent, node)
		return
	}
	for i, piece := range kept[:len(kept)-1] {
		paragraph := ast.NewParagraph()
		paragraph.SetLines(piece)
		paragraph.SetBlankPreviousLines(i > 0 || node.HasBlankPreviousLines())
		parent.InsertBefore(parent, node, paragraph)
	}
	node.SetLines(kept[len(kept)-1])
	if len(kept) > 1 {
		node.SetBlankPreviousLines(true)
	}
}

// indent is the length in bytes of the spaces at the start of line, and
// whether a full-width or no-break space is among them.
func indent(line []byte) (size int, wide bool) {
	for size < len(line) {
		switch {
		case line[size] == ' ' || line[size] == '\t':
			size++
		case bytes.HasPrefix(line[size:], wideSpace):
			size, wide = size+len(wideSpace), true
		case bytes.HasPrefix(line[size:], noBreakSpace):
			size, wide = size+len(noBreakSpace), true
		default:
			return size, wide
		}
	}
	return size, wide
}

var (
	wideSpace    = []byte("\u3000")
	noBreakSpace = []byte("\u00A0")
)
