package office

import (
	"fmt"
	"strconv"
	"strings"
)

// paragraph is one w:p, read.
type paragraph struct {
	tag   string // p or h1…h6
	class string
	style string // inline style
	html  string
	item  item
	list  bool
	after string // blocks of text boxes, which stand after it
}

// blocks writes the block content of a body, a cell, a note or a text box.
func (w *wordReader) blocks(b *strings.Builder, parent *node) {
	var pending []paragraph // consecutive paragraphs, of which lists are made
	flush := func() {
		writeParagraphs(b, pending)
		pending = nil
	}
	held := "" // the start of a paragraph whose mark was deleted
	var walk func(*node)
	walk = func(parent *node) {
		if parent == nil {
			return
		}
		for _, k := range parent.kids {
			switch k.name {
			case "p":
				p := w.paragraph(k)
				p.html, held = held+p.html, ""
				if joined, _ := k.at("pPr", "rPr").on("del"); joined {
					held = p.html
					continue
				}
				pending = append(pending, p)
			case "tbl":
				flush()
				w.table(b, k)
			case "del", "moveFrom":
				w.seen[sawDeletion]++
			case "altChunk":
				w.seen[sawPart]++
			case "sdt":
				walk(k.child("sdtContent"))
			case "ins", "moveTo", "customXml", "smartTag":
				walk(k)
			}
		}
	}
	walk(parent)
	if held != "" {
		pending = append(pending, paragraph{tag: "p", html: held})
	}
	flush()
}

// paragraph reads one w:p.
func (w *wordReader) paragraph(n *node) paragraph {
	props := n.child("pPr")
	s := w.styles.standard
	if named := w.styles.byID[props.child("pStyle").attr("val")]; named != nil {
		s = named
	}
	p := paragraph{tag: "p"}
	outline := s.outline
	if own, given := outlineLevel(props); given {
		outline = own
	}
	switch {
	case s.name == "title":
		p.class = "title"
	case strings.HasPrefix(s.name, "toc ") || s.name == "toc heading":
		p.class = "toc"
	case outline > 0:
		p.tag = "h" + strconv.Itoa(min(outline, 6))
	}
	ref := s.number
	if own, ok := readNumberRef(props); ok {
		ref = own.over(s.number)
	}
	if ref.id != "" && ref.id != "0" {
		p.item, p.list = w.numbering.next(ref)
	}
	r := runs{w: w, style: s, weights: map[look]int{}}
	r.walk(n)
	p.html, p.after = r.close(), r.after.String()
	p.style = paragraphStyle(firstOf(props.child("jc").attr("val"), s.align), r.dominant())
	return p
}

// paragraphStyle writes the look of a paragraph as inline style.
func paragraphStyle(align string, l look) string {
	var parts []string
	switch align {
	case "center", "right":
		parts = append(parts, "text-align:"+align)
	case "end":
		parts = append(parts, "text-align:right")
	}
	if l.font != "" {
		parts = append(parts, "font-family:"+strings.NewReplacer(";", "", `"`, "", "<", "", ">", "").Replace(l.font))
	}
	if l.size > 0 {
		parts = append(parts, fmt.Sprintf("font-size:%gpt", float64(l.size)/2))
	}
	return strings.Join(parts, ";")
}

// writeParagraphs writes consecutive paragraphs; those of bullet lists and of
// lists numbered 1. 2. 3. become lists, every other number is written out.
func writeParagraphs(b *strings.Builder, all []paragraph) {
	for i := 0; i < len(all); {
		end := i
		for end < len(all) && listed(all, end) {
			end++
		}
		if end > i {
			writeList(b, all[i:end])
			i = end
			continue
		}
		writeParagraph(b, all[i])
		i++
	}
}

// listed tells whether a paragraph is an item of a list: a bullet, or one of at
// least two in a row that are numbered 1. 2. 3.; headings never are.
func listed(all []paragraph, i int) bool {
	p := all[i]
	if !p.list || p.tag != "p" || p.class != "" || strings.TrimSpace(p.html) == "" {
		return false
	}
	if p.item.bullet {
		return true
	}
	follows := func(a, b int) bool {
		if a < 0 || b >= len(all) {
			return false
		}
		x, y := all[a], all[b]
		return x.list && y.list && x.tag == "p" && y.tag == "p" && x.item.decimal && y.item.decimal && x.item.depth == y.item.depth && x.item.value+1 == y.item.value
	}
	return p.item.decimal && (follows(i-1, i) || follows(i, i+1))
}

// writeList writes items, nested by their depth.
func writeList(b *strings.Builder, items []paragraph) {
	type open struct {
		depth int
		tag   string
		next  int
	}
	var stack []open
	closeTop := func() {
		b.WriteString("</li></" + stack[len(stack)-1].tag + ">\n")
		stack = stack[:len(stack)-1]
	}
	for _, p := range items {
		tag := "ol"
		if p.item.bullet {
			tag = "ul"
		}
		for len(stack) > 0 && stack[len(stack)-1].depth > p.item.depth {
			closeTop()
		}
		if top := len(stack) - 1; top >= 0 && stack[top].depth == p.item.depth && (stack[top].tag != tag || tag == "ol" && stack[top].next != p.item.value) {
			closeTop()
		}
		if top := len(stack) - 1; top >= 0 && stack[top].depth == p.item.depth {
			b.WriteString("</li>\n")
			stack[top].next++
		} else {
			if tag == "ol" {
				fmt.Fprintf(b, `<ol start="%d">`, p.item.value)
			} else {
				b.WriteString("<ul>")
			}
			stack = append(stack, open{p.item.depth, tag, p.item.value + 1})
		}
		b.WriteString("<li>" + p.html)
		b.WriteString(p.after)
	}
	for len(stack) > 0 {
		closeTop()
	}
}

func writeParagraph(b *strings.Builder, p paragraph) {
	number := ""
	if p.list && p.item.text != "" && strings.TrimSpace(p.html) != "" {
		number = `<span class="auto-number">` + escape(p.item.text) + "</span>"
	}
	if number+p.html != "" {
		b.WriteString("<" + p.tag)
		if p.class != "" {
			b.WriteString(` class="` + p.class + `"`)
		}
		if p.style != "" {
			b.WriteString(` style="` + escape(p.style) + `"`)
		}
		b.WriteString(">" + number + p.html + "</" + p.tag + ">\n")
	}
	b.WriteString(p.after)
}

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func escape(s string) string { return escapes.Replace(s) }
