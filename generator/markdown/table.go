package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// captioned writes a table together with the caption in the paragraph before
// it, and says whether n and next are such a pair.
func (w *writer) captioned(n, next ast.Node) bool {
	table, ok := next.(*extast.Table)
	if !ok || (n.Kind() != ast.KindParagraph && n.Kind() != ast.KindTextBlock) || n.Lines().Len() != 1 {
		return false
	}
	line := n.Lines().At(0)
	id, ok := captionStart(line.Value(w.source))
	if !ok {
		return false
	}
	w.table(table, n, w.ids.issue(id))
	return true
}

// table writes a table in a region that can be scrolled by keyboard; caption
// may be nil.
func (w *writer) table(n *extast.Table, caption ast.Node, captionID string) {
	w.tables++
	w.raw(`<div class="scroll" role="region"`)
	if caption != nil {
		w.attribute("aria-labelledby", captionID)
	} else {
		w.attribute("aria-label", "表格"+number(w.tables))
	}
	w.raw(` tabindex="0"><table class="table">` + "\n")
	w.inTable, w.oneLine = true, true
	if caption != nil {
		w.raw("<caption")
		w.attribute("id", captionID)
		w.raw(">")
		w.inline(caption)
		w.endLine()
		w.raw("</caption>\n")
	}
	w.rows(n)
	w.inTable, w.oneLine = false, false
	w.raw("</table></div>\n")
}

func (w *writer) rows(n *extast.Table) {
	row := n.FirstChild()
	if header, ok := row.(*extast.TableHeader); ok {
		row = header.NextSibling()
		if !empty(header) {
			w.raw("<thead><tr>")
			w.cells(header, true)
			w.raw("</tr></thead>\n")
		}
	}
	if row == nil {
		return
	}
	w.raw("<tbody>\n")
	for ; row != nil; row = row.NextSibling() {
		w.raw("<tr>")
		w.cells(row, false)
		w.raw("</tr>\n")
	}
	w.raw("</tbody>\n")
}

// empty says whether no cell of a row has words: a header like that stands
// only because GFM wants one.
func empty(row ast.Node) bool {
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		if cell.HasChildren() {
			return false
		}
	}
	return true
}

func (w *writer) cells(row ast.Node, head bool) {
	w.endLine()
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		if cell != row.FirstChild() {
			w.text = append(w.text, '\t')
		}
		tag := "td"
		if head && cell.HasChildren() { // an empty header would head nothing
			tag = "th"
		}
		w.raw("<", tag)
		if tag == "th" {
			w.raw(` scope="col"`)
		}
		if c, ok := cell.(*extast.TableCell); ok {
			w.alignment(c.Alignment)
		}
		w.raw(">")
		w.inline(cell)
		w.soft = -1
		w.raw("</", tag, ">")
	}
	w.endRow()
}

func (w *writer) alignment(a extast.Alignment) {
	switch a {
	case extast.AlignRight:
		w.raw(` class="num"`)
	case extast.AlignCenter:
		w.raw(` class="center"`)
	}
}

// endRow ends a line of cells; the tabs of empty last cells stay.
func (w *writer) endRow() {
	if len(bytes.TrimLeft(w.text[w.lineStart:], " \t")) == 0 {
		w.text = w.text[:w.lineStart]
	} else {
		w.text = append(w.text, '\n')
	}
	w.lineStart = len(w.text)
}
