package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Footnotes: "文本[^1]" and, anywhere, "[^1]: 注文" with indented lines below.
// They are parsed here and not by goldmark's extension, whose search for a
// note is linear and which drops a note nobody refers to: text of an official
// document is never dropped, so such a note stands at the end of the list.

// noteLabelMax is the longest label of a note in bytes, as for link labels.
const noteLabelMax = 999

// note is the text of a footnote. It stays where it was written in the tree
// and is rendered at the end.
type note struct {
	ast.BaseBlock
	number     int // in order of first reference, from 1; 0 before that
	references int // rendered so far
}

var kindNote = ast.NewNodeKind("Note")

func (*note) Kind() ast.NodeKind              { return kindNote }
func (n *note) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// noteReference is a mark in the text that leads to a note.
type noteReference struct {
	ast.BaseInline
	note *note
}

var kindNoteReference = ast.NewNodeKind("NoteReference")

func (*noteReference) Kind() ast.NodeKind              { return kindNoteReference }
func (n *noteReference) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

var notesKey = parser.NewContextKey()

// noteBlock parses the text of a note.
type noteBlock struct{}

func (noteBlock) Trigger() []byte             { return []byte{'['} }
func (noteBlock) CanInterruptParagraph() bool { return true }
func (noteBlock) CanAcceptIndentedLine() bool { return false }

func (noteBlock) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	label, size := noteLabel(line[at:])
	if size == 0 || at+size >= len(line) || line[at+size] != ':' {
		return nil, parser.NoChildren
	}
	notes, _ := pc.Get(notesKey).(map[string]*note)
	if notes == nil {
		notes = map[string]*note{}
		pc.Set(notesKey, notes)
	}
	n := &note{}
	if notes[string(label)] == nil {
		notes[string(label)] = n
	}
	reader.Advance(at + size + 1)
	return n, parser.HasChildren
}

func (noteBlock) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	child, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if child < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(child, padding)
	return parser.Continue | parser.HasChildren
}

func (noteBlock) Close(ast.Node, text.Reader, parser.Context) {}

// noteMark parses a reference to a note that exists.
type noteMark struct{}

func (noteMark) Trigger() []byte { return []byte{'['} }

func (noteMark) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	notes, _ := pc.Get(notesKey).(map[string]*note)
	if notes == nil {
		return nil
	}
	line, _ := block.PeekLine()
	label, size := noteLabel(line)
	if size == 0 || notes[string(label)] == nil {
		return nil
	}
	block.Advance(size)
	return &noteReference{note: notes[string(label)]}
}

// noteLabel reads "[^label]" at the start of line; size is 0 if there is none.
func noteLabel(line []byte) (label []byte, size int) {
	if !bytes.HasPrefix(line, noteOpen) {
		return nil, 0
	}
	inside := line[2:min(len(line), 2+noteLabelMax)]
	end := bytes.IndexAny(inside, "[]\n")
	if end < 1 || inside[end] != ']' || util.IsBlank(inside[:end]) {
		return nil, 0
	}
	return inside[:end], 2 + end + 1
}

var noteOpen = []byte("[^")
