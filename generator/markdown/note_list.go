package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// noteReference writes [1]. The word joiner before it keeps it from the start
// of a line.
func (w *writer) noteReference(r *noteReference) {
	n := r.note
	if n.number == 0 {
		w.notes = append(w.notes, n)
		n.number = len(w.notes)
	}
	n.references++
	label := number(n.number)
	if w.inAnchor {
		w.raw(`&#8288;<sup id="`, referenceID(n.number, n.references), `">[`, label, "]</sup>")
		return
	}
	w.raw(`&#8288;<sup><a href="#fn`, label, `" id="`, referenceID(n.number, n.references),
		`" role="doc-noteref" aria-label="脚注`, label, `">[`, label, "]</a></sup>")
}

// referenceID is ref1 for the first reference to note 1, then ref1-2.
func referenceID(note, reference int) string {
	id := "ref" + number(note)
	if reference > 1 {
		id += "-" + number(reference)
	}
	return id
}

// noteList writes the notes in the order of their numbers, those nobody
// refers to last.
func (w *writer) noteList(tree ast.Node) {
	written := 0
	open := false
	for pass := 0; pass < 2; pass++ {
		for ; written < len(w.notes); written++ {
			if !open {
				w.raw(`<section class="footnotes" role="doc-endnotes" aria-label="脚注">` + "\n<ol>\n")
				open = true
			}
			w.note(w.notes[written])
		}
		if pass == 0 && bytes.Contains(w.source, noteOpen) {
			w.unreferred(tree)
		}
	}
	if open {
		w.raw("</ol>\n</section>\n")
	}
}

// unreferred numbers the notes below n that have no number yet.
func (w *writer) unreferred(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if note, ok := c.(*note); ok && note.number == 0 {
			w.notes = append(w.notes, note)
			note.number = len(w.notes)
		}
		if c.Type() == ast.TypeBlock {
			w.unreferred(c)
		}
	}
}

// note writes one note: its only paragraph without <p>, the way back at the
// end of its last one.
func (w *writer) note(n *note) {
	label := number(n.number)
	w.endLine()
	w.marker = append(append(append(w.marker[:0], '['), label...), "] "...)
	w.raw(`<li id="fn`, label, `">`)
	last := n.LastChild()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		single := c == n.FirstChild() && c == last
		if c != last || c.Kind() != ast.KindParagraph {
			w.block(c, false)
			continue
		}
		if !single {
			w.raw("<p>")
		}
		w.inline(c)
		w.endLine()
		w.backLinks(n)
		if !single {
			w.raw("</p>")
		}
	}
	if last == nil || last.Kind() != ast.KindParagraph {
		w.backLinks(n)
	}
	w.marker = w.marker[:0]
	w.raw("</li>\n")
}

func (w *writer) backLinks(n *note) {
	for i := 1; i <= n.references; i++ {
		words := "返回正文"
		if i > 1 {
			words += number(i)
			w.raw(" ")
		}
		w.raw(`<a href="#`, referenceID(n.number, i), `" role="doc-backlink">`, words, "</a>")
	}
}
