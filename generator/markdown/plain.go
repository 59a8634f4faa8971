package markdown

import (
	"bytes"
	"math"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Nearly every paragraph of an official text is one line of words without a
// mark of Markdown, or with a bold lead: **（一）目标。**…. What goldmark makes of
// such a line is known from its bytes, so they are taken, as many as follow one
// another, before it asks each line, and then each byte, what it may begin.
// TestPlainLines holds Render to what it gives without them.

// plainLine is a paragraph of one line: words, perhaps with a bold lead. None
// of its bytes is marked, but for the ** around the lead.
type plainLine struct {
	ast.BaseBlock
	lead int // bytes of the words between ** and **, 0 for none
}

// Kind is that of a paragraph, which it is.
func (*plainLine) Kind() ast.NodeKind { return ast.KindParagraph }

// IsRaw keeps goldmark from looking for marks within.
func (*plainLine) IsRaw() bool { return true }

func (n *plainLine) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// words are the bold lead and what follows it.
func (n *plainLine) words(source []byte) (lead, rest []byte) {
	line := n.Lines().At(0)
	rest = line.Value(source)
	if n.lead > 0 {
		rest = rest[len(bold):]
		lead, rest = rest[:n.lead], rest[n.lead+len(bold):]
	}
	return lead, rest
}

// plainLine writes what is within n, as inline does for other paragraphs.
func (w *writer) plainLine(n *plainLine) {
	lead, rest := n.words(w.source)
	if len(lead) > 0 {
		w.raw("<strong>")
		w.plainWords(lead)
		w.raw("</strong>")
	}
	w.plainWords(rest)
}

// plainWords writes a run of words without a special byte, its citations as links.
func (w *writer) plainWords(words []byte) {
	if w.cite != nil && mayCite(words) {
		w.pieces(words, 0, w.cite(string(words)))
		return
	}
	w.beforeWords(words)
	w.html = append(w.html, words...)
	w.text = append(w.text, words...)
}

// plainLines takes the plain lines at the top of a body, where no other block
// is open.
type plainLines struct{}

// Trigger is every byte that a plain line may begin with.
func (plainLines) Trigger() []byte {
	begin := append([]byte("0123456789"), plainBegin...)
	for b := utf8.RuneSelf; b <= math.MaxUint8; b++ {
		begin = append(begin, byte(b))
	}
	return begin
}

// plainBegin are the bytes, digits and Chinese apart, that a plain line may
// begin with.
var plainBegin = []byte(`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*("`)

func (plainLines) CanInterruptParagraph() bool { return false }
func (plainLines) CanAcceptIndentedLine() bool { return false }

func (plainLines) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if parent.Kind() != ast.KindDocument || pc.BlockOffset() != 0 {
		return nil, parser.NoChildren
	}
	_, line := reader.PeekLine()
	var room [plainLinesMax]span
	most := plainLinesMax
	if len(pc.OpenedBlocks()) > 0 {
		most = 1 // goldmark closes them after this, with the reader at this line
	}
	spans := appendSpans(room[:0:most], reader.Source(), line.Start)
	if len(spans) == 0 {
		return nil, parser.NoChildren
	}
	nodes := plainNodes(spans)
	last := len(nodes) - 1
	for i := range last {
		parent.AppendChild(parent, &nodes[i])
		for range spans[i].height {
			reader.AdvanceLine()
		}
	}
	reader.AdvanceToEOL()
	return &nodes[last], parser.NoChildren
}

func (plainLines) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (plainLines) Close(ast.Node, text.Reader, parser.Context)                 {}

// plainLinesMax is how many are taken at once.
const plainLinesMax = 64

// span is where a plain line stands in the source, without the spaces around
// it, and how many lines there are from it to the next that is not blank.
type span struct{ start, stop, lead, height int }

func plainNodes(spans []span) []plainLine {
	var room [plainLinesMax]text.Segment
	lines := room[:len(spans)]
	for i, s := range spans {
		lines[i] = text.NewSegment(s.start, s.stop)
	}
	all := text.NewSegments()
	all.AppendAll(lines)
	nodes := make([]plainLine, len(spans))
	for i, s := range spans {
		one := *all
		one.SetSliced(i, i+1)
		nodes[i].SetLines(&one)
		nodes[i].lead = s.lead
	}
	return nodes
}

// appendSpans appends the plain lines that follow one another from at on, the
// start of a line, as far as spans has room.
func appendSpans(spans []span, source []byte, at int) []span {
	for len(spans) < cap(spans) && at < len(source) {
		s, after := readSpan(source, at)
		if after < 0 {
			break
		}
		spans = append(spans, s)
		at = after
	}
	return spans
}

// readSpan reads the plain line at the start of a line; after is the start of
// the next line that is not blank, or -1 where there is no plain line.
func readSpan(source []byte, at int) (s span, after int) {
	if !mayBegin(source[at:]) {
		return s, -1
	}
	size, _ := indent(source[at:])
	s.start = at + size
	words := s.start
	if s.lead = leadSize(source[words:]); s.lead > 0 {
		words += len(bold) + s.lead + len(bold)
	}
	end := words + firstOf(source[words:], &marked)
	if end < len(source) && source[end] != '\n' {
		return s, -1
	}
	s.stop = words + len(bytes.TrimRight(source[words:end], " "))
	after, s.height = nextWords(source, min(end+1, len(source)))
	if blank(source[words:s.stop]) || after < len(source) && (s.height == 1 || source[after] == ':' || blank(source[after:])) {
		return s, -1 // there are no words, they go on, or may be the term of a definition
	}
	return s, after
}

// blank says whether there are but spaces, wide ones too, before the next line.
func blank(text []byte) bool {
	if r, _ := utf8.DecodeRune(text); len(text) > 0 && !unicode.IsSpace(r) {
		return false // as nearly always
	}
	line, _, _ := bytes.Cut(text, newline)
	return len(bytes.TrimSpace(line)) == 0
}

var newline = []byte("\n")

// marked are the bytes that can mean something within a paragraph: to goldmark,
// or when they are written.
var marked = func() (set [256]bool) {
	for b := range set {
		set[b] = special[b] || bytes.IndexByte([]byte("`[]*_~\\"), byte(b)) >= 0
	}
	return set
}()

// mayBegin says whether a line can begin with words as it does: with no space,
// and none of the bytes that begin another block. That is what Trigger says, and
// more of numbers.
func mayBegin(line []byte) bool {
	switch b := line[0]; {
	case util.IsNumeric(b):
		digits := 1
		for digits < len(line) && util.IsNumeric(line[digits]) {
			digits++
		}
		rest := bytes.TrimLeft(line[digits:min(len(line), digits+1)], ".)")
		return len(rest) > 0 || digits+1 < len(line) && !util.IsSpace(line[digits+1])
	case b < utf8.RuneSelf:
		return bytes.IndexByte(plainBegin, b) >= 0
	}
	return true
}

// leadSize is how many bytes of words the bold lead of a line has: ** at its
// start opens before anything but a space, ** behind a Chinese character closes.
func leadSize(line []byte) int {
	words, ok := bytes.CutPrefix(line, bold)
	if !ok {
		return 0
	}
	size := firstOf(words, &marked)
	first, _ := opening(words[:size])
	last, beyond := ending(words[:size])
	if size == 0 || !bytes.HasPrefix(words[size:], bold) || util.IsSpaceRune(first) || util.IsSpaceRune(last) || !eastern(last, beyond) {
		return 0
	}
	return size
}

// nextWords is the start of the first line from at on that is not blank, and
// how many lines it is from the one before at.
func nextWords(source []byte, at int) (start, lines int) {
	lines = 1
	for at < len(source) {
		end := len(source)
		if i := bytes.IndexByte(source[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		if !util.IsBlank(source[at:end]) {
			break
		}
		at = end
		lines++
	}
	return at, lines
}
