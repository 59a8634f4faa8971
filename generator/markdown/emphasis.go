package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emphasis parses * and _ as CommonMark does, except that * may also open and
// close next to Chinese text. CommonMark's rule takes 。** before a character
// for no end of emphasis, since it expects a space between words; Chinese has
// none.
type emphasis struct{}

func (emphasis) Trigger() []byte { return []byte{'*', '_'} }

func (emphasis) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, before, 1, emphasisDelimiter{})
	if d == nil {
		return nil
	}
	if d.Char == '*' {
		loosen(d, before, line, block.Source()[:segment.Start])
	}
	return push(d, segment, block, pc)
}

type emphasisDelimiter struct{}

func (emphasisDelimiter) IsDelimiter(b byte) bool { return b == '*' || b == '_' }

func (emphasisDelimiter) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (emphasisDelimiter) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

// strikethrough parses ~~…~~. A single ~ is a range in Chinese text.
type strikethrough struct{}

func (strikethrough) Trigger() []byte { return []byte{'~'} }

func (strikethrough) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, before, 2, strikethroughDelimiter{})
	if d == nil || d.OriginalLength != 2 || before == '~' {
		return nil
	}
	loosen(d, before, line, block.Source()[:segment.Start])
	return push(d, segment, block, pc)
}

type strikethroughDelimiter struct{}

func (strikethroughDelimiter) IsDelimiter(b byte) bool { return b == '~' }

func (strikethroughDelimiter) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char && opener.Length == closer.Length
}

func (strikethroughDelimiter) OnMatch(int) ast.Node { return extast.NewStrikethrough() }

func push(d *parser.Delimiter, segment text.Segment, block text.Reader, pc parser.Context) ast.Node {
	d.Segment = segment.WithStop(segment.Start + d.OriginalLength)
	block.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

// loosen lets d, a run at the start of line, open or close where only the
// punctuation rule of CommonMark kept it from doing so and a Chinese character
// or mark stands on either side. earlier is the source before the run.
func loosen(d *parser.Delimiter, before rune, line, earlier []byte) {
	if d.CanOpen && d.CanClose {
		return
	}
	after, beyondAfter := opening(line[d.OriginalLength:])
	_, beyondBefore := ending(earlier)
	if !eastern(before, beyondBefore) && !eastern(after, beyondAfter) {
		return
	}
	d.CanOpen = d.CanOpen || after != 0 && !util.IsSpaceRune(after)
	d.CanClose = d.CanClose || !util.IsSpaceRune(before)
}
