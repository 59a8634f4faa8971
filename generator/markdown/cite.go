package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// Words between which the parser stopped (at a bracket, at a line end) are one
// run to whoever looks for citations in them.

// cited writes the run of words that begins with first, its citations as links,
// and gives the last node of the run.
func (w *writer) cited(first *ast.Text) (last *ast.Text) {
	w.run = w.run[:0]
	for last = first; ; {
		w.run = append(w.run, w.valueOf(last)...)
		next, ok := last.NextSibling().(*ast.Text)
		if !ok || last.HardLineBreak() {
			break
		}
		if last.SoftLineBreak() {
			w.run = append(w.run, '\n')
		}
		last = next
	}
	var found []Reference
	if mayCite(w.run) {
		found = w.cite(string(w.run))
	}
	at := 0
	for n := first; ; n = n.NextSibling().(*ast.Text) {
		value := w.valueOf(n)
		found = w.pieces(value, at, found)
		at += len(value)
		if n.SoftLineBreak() {
			at++
		}
		w.lineBreak(n)
		if n == last {
			return last
		}
	}
}

// mayCite says whether a run of words is shown to cite.
func mayCite(run []byte) bool { return bytes.Contains(run, titleEnd) || bytes.Contains(run, numberEnd) }

var titleEnd, numberEnd = []byte("》"), []byte("号")

// pieces writes words that begin at byte at of a run, and gives the references
// that are not closed yet.
func (w *writer) pieces(words []byte, at int, found []Reference) []Reference {
	if len(words) == 0 {
		return found
	}
	w.beforeWords(words) // judged by the whole run of them
	from, end := 0, at+len(words)
	for len(found) > 0 && found[0].Start < end {
		r := found[0]
		leads := r.URL != "" && harmless(r.URL, false)
		if r.Start >= at {
			w.write(words[from : r.Start-at])
			from = r.Start - at
			if leads {
				w.openAnchor(r.URL)
				w.raw(">")
			}
		}
		if r.End > end {
			break // it goes on in the next words
		}
		w.write(words[from : r.End-at])
		from = r.End - at
		if leads {
			w.raw("</a>")
			w.mark(r.Mark)
		}
		found = found[1:]
	}
	w.write(words[from:])
	return found
}

// mark shows the validity of what the link before it leads to.
func (w *writer) mark(m Mark) {
	if m.Word == "" {
		return
	}
	w.raw("<span")
	w.attribute("class", m.Class)
	if m.Changes != "" {
		w.attribute("data-changes", m.Changes)
	}
	w.raw(">")
	w.html = appendEscaped(w.html, m.Word)
	w.raw("</span>")
}

// valueOf gives the words of a text, escapes resolved.
func (w *writer) valueOf(n *ast.Text) []byte {
	value := n.Segment.Value(w.source)
	if !n.IsRaw() {
		value = resolved(value)
	}
	return value
}
