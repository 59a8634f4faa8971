package markdown

import (
	"bytes"
	"strconv"
	"unsafe"

	"github.com/yuin/goldmark/ast"
)

// writer walks a tree once and writes HTML and text side by side. It is reused
// for body after body.
type writer struct {
	source []byte
	link   func(destination string, image bool) (string, bool)
	cite   func(words string) []Reference
	run    []byte // the words shown to cite

	html []byte
	text []byte

	lineStart int    // where the current line of text begins
	marker    []byte // numbers of list items that wait for their first word
	soft      int    // where in html a soft line break waits for its next character, -1 if none
	oneLine   bool   // within a heading, caption or cell: a hard break is a space in the text
	inTable   bool
	inAnchor  bool // links do not nest

	below below // what stands above the paragraphs to come

	plain    plainRoom
	parts    []part
	outline  outline
	ids      ids
	headings []Heading
	notes    []*note // in the order of their numbers
	tables   int
	codes    int
	scratch  []byte
}

const firstBufferBytes = 32 << 10

func newWriter() *writer {
	return &writer{
		html: make([]byte, 0, firstBufferBytes),
		text: make([]byte, 0, firstBufferBytes),
		soft: -1,
		ids:  ids{next: map[string]int{}},
	}
}

// reset makes w as new, but for the room it has.
func (w *writer) reset() {
	clear(w.parts)
	clear(w.notes)
	clear(w.ids.next)
	w.outline.reset()
	w.plain.reset()
	*w = writer{
		html: w.html[:0], text: w.text[:0], soft: -1, marker: w.marker[:0], scratch: w.scratch[:0], run: w.run[:0],
		plain: w.plain, parts: w.parts[:0], notes: w.notes[:0], outline: w.outline, ids: w.ids,
	}
}

// body gives what was written where it lies: it is good until the next reset.
func (w *writer) body() Body {
	return Body{HTML: where(w.html), Text: where(bytes.TrimRight(w.text, "\n")), Headings: w.headings}
}

func where(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// document writes the whole tree, notes last.
func (w *writer) document(tree ast.Node) {
	w.parts = plan(w.parts, tree, w.source)
	for i := 0; i < len(w.parts); i++ {
		i += w.part(i)
	}
	w.noteList(tree)
}

// part writes block i and says how many more it took along.
func (w *writer) part(i int) (more int) {
	p := &w.parts[i]
	switch p.role {
	case heading:
		w.foundHeading(p)
		return 0
	case noIndent:
		w.paragraph(p.node, "no-indent", "")
		return 0
	case copies:
		w.paragraph(p.node, "no-indent cc", "")
		return 0
	case annex:
		w.annex(p, w.parts[i+1].node)
		return 1
	case signOff:
		return w.signOffs(i)
	}
	if i+1 < len(w.parts) && w.captioned(p.node, w.parts[i+1].node) {
		return 1
	}
	w.block(p.node, true)
	return 0
}

// signOffs writes the run of sign-off paragraphs that begins at part i.
func (w *writer) signOffs(i int) (more int) {
	w.raw(`<div class="sign-off">`)
	end := i
	for ; end < len(w.parts) && w.parts[end].role == signOff; end++ {
		w.signOff(w.parts[end].node)
	}
	w.raw("</div>\n")
	return end - i - 1
}

// annex writes 附件： with the list that follows it.
func (w *writer) annex(p *part, list ast.Node) {
	w.raw(`<div class="annex"><span>`)
	w.inline(p.node)
	w.endLine()
	w.raw("</span>")
	w.block(list, false)
	w.raw("</div>\n")
}

// raw writes HTML of this package's own.
func (w *writer) raw(pieces ...string) {
	for _, piece := range pieces {
		w.html = append(w.html, piece...)
	}
}

// write writes words to both outputs; a line break within them is a space.
func (w *writer) write(words []byte) {
	if len(words) == 0 {
		return
	}
	w.beforeWords(words)
	for {
		plain := firstOf(words, &special)
		w.html = append(w.html, words[:plain]...)
		w.text = append(w.text, words[:plain]...)
		if plain == len(words) {
			return
		}
		w.html = appendEscaped(w.html, words[plain:plain+1])
		w.text = appendLine(w.text, words[plain:plain+1])
		words = words[plain+1:]
	}
}

// beforeWords settles a waiting line break, and puts the number of a list item
// before its first words.
func (w *writer) beforeWords(words []byte) {
	if w.soft >= 0 {
		if line := w.text[w.lineStart:]; len(line) > 0 && !joined(line, words) {
			w.text = append(w.text, ' ')
			w.html = append(w.html, 0)
			copy(w.html[w.soft+1:], w.html[w.soft:])
			w.html[w.soft] = '\n'
		}
		w.soft = -1
	}
	if len(w.marker) > 0 && len(w.text) == w.lineStart {
		w.text = append(w.text, w.marker...)
		w.marker = w.marker[:0]
	}
}

// endLine ends the current line of text unless it is empty.
func (w *writer) endLine() {
	w.soft = -1
	for len(w.text) > w.lineStart && isSpace(w.text[len(w.text)-1]) {
		w.text = w.text[:len(w.text)-1]
	}
	if len(w.text) > w.lineStart {
		w.text = append(w.text, '\n')
	}
	w.lineStart = len(w.text)
}

// number is for labels that must differ within a page: 表格1, 表格2.
func number(n int) string { return strconv.Itoa(n) }

// appendEscaped appends words as HTML text, not for an attribute. Control
// characters have no place in HTML and are left out.
func appendEscaped[T string | []byte](html []byte, words T) []byte {
	start := 0
	for i := range len(words) {
		b := words[i]
		if !special[b] {
			continue
		}
		html = append(html, words[start:i]...)
		start = i + 1
		switch {
		case b == '&':
			html = append(html, "&amp;"...)
		case b == '<':
			html = append(html, "&lt;"...)
		case b == '>':
			html = append(html, "&gt;"...)
		case isSpace(b):
			html = append(html, b)
		}
	}
	return append(html, words[start:]...)
}

// special are the bytes that are not the same in the source, in HTML and in
// text. One look at a table tells of the others, which are nearly all.
var special = func() (set [256]bool) {
	for b := range set {
		set[b] = isControl(byte(b)) || b == '&' || b == '<' || b == '>'
	}
	return set
}()

func isControl(b byte) bool { return b < ' ' || b == 0x7F }

// appendLine appends words as part of a line of text.
func appendLine(text, words []byte) []byte {
	start := 0
	for i, b := range words {
		if !isControl(b) {
			continue
		}
		text = append(text, words[start:i]...)
		if isSpace(b) {
			text = append(text, ' ')
		}
		start = i + 1
	}
	return append(text, words[start:]...)
}
