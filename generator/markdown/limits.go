package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const (
	depthMax = 32 // lists, quotes, notes and definition lists within each other

	// A block may try this many inline marks; a long block fewer, since a mark
	// may be searched to the end of its block. What is beyond is plain text.
	marksMax       = 1024
	marksMin       = 32
	markBytesMax   = 16 << 20 // marks × length of the block
	referencesMax  = 256      // lines of a paragraph searched for [label]: url
	emptyCellsFree = 4096     // cells a table may have beyond its length in bytes
)

// nested opens a container only while it is not too deep.
type nested struct{ parser.BlockParser }

func (p nested) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	// A list asks even inside a list: goldmark's list keeps state by refusing.
	if parent.Kind() != ast.KindList && depth(parent) >= depthMax {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

func depth(n ast.Node) int {
	d := 0
	for ; n != nil; n = n.Parent() {
		if n.Kind() != ast.KindListItem {
			d++
		}
	}
	return d
}

// budgeted tries an inline mark only while its block may try more.
type budgeted struct{ parser.InlineParser }

func (p budgeted) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if !spend(parent, pc) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// budgetedLink is budgeted for the link parser, which also wants to know the
// end of a block.
type budgetedLink struct{ parser.InlineParser }

func (p budgetedLink) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	return budgeted(p).Parse(parent, block, pc)
}

func (p budgetedLink) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

type budget struct {
	block ast.Node
	left  int
}

var budgetKey = parser.NewContextKey()

func spend(block ast.Node, pc parser.Context) bool {
	b, _ := pc.Get(budgetKey).(*budget)
	if b == nil {
		b = &budget{}
		pc.Set(budgetKey, b)
	}
	if b.block != block {
		b.block, b.left = block, marks(block)
	}
	b.left--
	return b.left >= 0
}

func marks(block ast.Node) int {
	lines := block.Lines()
	if lines.Len() == 0 {
		return marksMin
	}
	length := lines.At(lines.Len()-1).Stop - lines.At(0).Start
	return min(marksMax, max(marksMin, markBytesMax/max(1, length)))
}

// boundedReferences looks for link reference definitions in paragraphs of
// moderate length only: goldmark's time for them is quadratic. A paragraph that
// does not begin with a bracket has none, and goldmark need not make a reader
// to find that out.
type boundedReferences struct{ parser.ParagraphTransformer }

func (t boundedReferences) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if n := node.Lines().Len(); n > referencesMax || n > 0 && !beginsWithBracket(node.Lines(), reader.Source()) {
		return
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}

func beginsWithBracket(lines *text.Segments, source []byte) bool {
	for i := range lines.Len() {
		line := lines.At(i)
		for _, b := range line.Value(source) {
			if !util.IsSpace(b) {
				return b == '['
			}
		}
	}
	return true // goldmark knows what to do with a paragraph of nothing
}

// boundedTable leaves a paragraph alone that would make a table of mostly
// missing cells: a header of n cells over m empty rows is n × m cells.
type boundedTable struct{ parser.ParagraphTransformer }

func (t boundedTable) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	if lines.Len() < 2 {
		return
	}
	source := reader.Source()
	columns, length := 0, 0
	for i := range lines.Len() {
		line := lines.At(i)
		value := line.Value(source)
		columns = max(columns, bytes.Count(value, pipe)+1)
		length += len(value)
	}
	if columns > 1 && columns*lines.Len() > length+emptyCellsFree {
		return
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}

var pipe = []byte("|")
