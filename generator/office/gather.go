package office

import "strings"

// gather collects every character of the running text by a walk of its own,
// so that what the HTML lost, or made up, can be found by comparing. It must
// share no decision with the writers but what is deleted and what is hidden.
func (w *wordReader) gather(b *strings.Builder, n *node, hidden bool) {
	if n == nil {
		return
	}
	switch n.name {
	case "del", "moveFrom", "pPr", "rPr", "tblPr", "tcPr", "instrText", "delText":
		return
	case "AlternateContent":
		if choice := n.child("Choice"); choice != nil {
			w.gather(b, choice, hidden)
			return
		}
	case "tr":
		if n.at("trPr", "del") != nil {
			return
		}
	case "rt":
		return // the reading above a ruby
	case "p":
		b.WriteByte('\n')
		s := w.styles.standard
		if named := w.styles.byID[n.at("pPr", "pStyle").attr("val")]; named != nil {
			s = named
		}
		hidden = s.look.hidden == yes
	case "br", "tab":
		b.WriteByte('\n')
	case "noBreakHyphen":
		b.WriteByte('-')
	case "sym":
		if s, ok := symbols[strings.ToUpper(n.attr("char"))]; ok {
			b.WriteString(s)
		} else {
			b.WriteString("□")
		}
	case "r":
		l := look{}
		if named := w.styles.byID[n.at("rPr", "rStyle").attr("val")]; named != nil {
			l = named.look
		}
		if own := readLook(n.child("rPr")).over(l).hidden; own != unset {
			hidden = own == yes
		}
	}
	if hidden && n.name == "r" {
		return
	}
	b.WriteString(strings.Map(plainRune, n.text))
	for _, k := range n.kids {
		w.gather(b, k, hidden)
	}
}
