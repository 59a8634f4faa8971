package markdown

import (
	"math"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Nearly every paragraph of an official text is one line of words without a
// mark of Markdown, or with a bold lead: **（一）目标。**…; so is every heading. What
// goldmark makes of such a line is known from its bytes, so they are taken, as
// many as follow one another, before it asks each line, and then each byte, what
// it may begin. TestPlainLines holds Render to what it gives without them.

// plainLine is a paragraph or a "## …" heading of one line: words, those of a
// paragraph perhaps with a bold lead. None of its bytes is marked, but for the
// ** around the lead.
type plainLine struct {
	ast.BaseBlock
	lead  int // bytes of the words between ** and **, 0 for none
	level int // of a heading, 0 for a paragraph
}

// Kind is that of the paragraph or heading it is.
func (n *plainLine) Kind() ast.NodeKind {
	if n.level > 0 {
		return ast.KindHeading
	}
	return ast.KindParagraph
}

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
	begin := append([]byte("#0123456789"), plainBegin...)
	for b := utf8.RuneSelf; b <= math.MaxUint8; b++ {
		begin = append(begin, byte(b))
	}
	return begin
}

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
	nodes := plainNodes(spans, pc)
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

// plainRoom is where the nodes of plain lines lie. It is used for body after
// body: new ones were a third of what rendering allocates.
type plainRoom struct {
	nodes []plainLine
	used  int
	lines text.Segments
}

var plainRoomKey = parser.NewContextKey()

// plainNodes makes a node of each span.
func plainNodes(spans []span, pc parser.Context) []plainLine {
	room, _ := pc.Get(plainRoomKey).(*plainRoom)
	if room == nil {
		room = new(plainRoom)
		pc.Set(plainRoomKey, room)
	}
	if room.used+len(spans) > len(room.nodes) {
		room.nodes, room.used = make([]plainLine, max(plainLinesMax, 2*len(room.nodes))), 0
	}
	nodes := room.nodes[room.used : room.used+len(spans)]
	room.used += len(spans)
	for i, s := range spans {
		at := room.lines.Len()
		room.lines.Append(text.NewSegment(s.start, s.stop))
		one := room.lines
		one.SetSliced(at, at+1)
		nodes[i].SetLines(&one)
		nodes[i].lead, nodes[i].level = s.lead, s.level
	}
	return nodes
}

// plainRoomMax is for how many lines room is kept; hardly a body has more.
const plainRoomMax = 4096

// reset makes room for the next body, and lets go of the tree.
func (r *plainRoom) reset() {
	if len(r.nodes) > plainRoomMax {
		*r = plainRoom{}
		return
	}
	clear(r.nodes[:r.used])
	r.used = 0
	if r.lines.Len() > 0 {
		r.lines.SetSliced(0, 0)
	}
}
