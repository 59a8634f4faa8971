package office

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
)

// runs writes the inline content of one paragraph.
type runs struct {
	w       *wordReader
	style   *style
	html    strings.Builder
	marks   []string     // elements open around the text now
	weights map[look]int // characters of each look
	after   strings.Builder
	fields  []field // complex fields that are open
	link    string  // destination of the link that is open
}

// field is a complex field; its result is text, its instruction is not.
type field struct {
	instruction strings.Builder
	result      bool
	linked      bool
}

// walk writes what is below a node.
func (r *runs) walk(n *node) {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		switch k.name {
		case "r":
			r.run(k)
		case "hyperlink":
			r.hyperlink(k)
		case "ins", "moveTo":
			r.w.seen[sawInsertion]++
			r.walk(k)
		case "del", "moveFrom":
			r.w.seen[sawDeletion]++
		case "sdt":
			r.walk(k.child("sdtContent"))
		case "smartTag", "customXml", "dir", "bdo", "fldSimple":
			r.walk(k)
		case "oMath", "oMathPara":
			r.w.seen[sawFormula]++
			r.text(k.words(), look{})
		}
	}
}

// run writes one w:r.
func (r *runs) run(n *node) {
	props := n.child("rPr")
	l := r.style.look
	if named := r.w.styles.byID[props.child("rStyle").attr("val")]; named != nil {
		l = named.look.over(l)
	}
	l = readLook(props).over(l)
	if l.hidden == yes {
		if n.words() != "" {
			r.w.seen[sawHidden]++
		}
		return
	}
	r.content(n, l)
}

// content writes what a run holds.
func (r *runs) content(n *node, l look) {
	for _, k := range n.kids {
		switch k.name {
		case "fldChar":
			r.fieldMark(k.attr("fldCharType"))
			continue
		case "instrText":
			if top := len(r.fields) - 1; top >= 0 && !r.fields[top].result {
				r.fields[top].instruction.WriteString(k.words())
			}
			continue
		}
		switch k.name {
		case "t":
			r.text(k.words(), l)
		case "tab", "ptab":
			r.text(" ", look{})
		case "br", "cr":
			if kind := k.attr("type"); kind == "" || kind == "textWrapping" {
				r.unmark()
				r.html.WriteString("<br>")
			}
		case "noBreakHyphen":
			r.text("-", l)
		case "sym":
			r.text(r.symbol(k), l)
		case "footnoteReference":
			r.note("f" + k.attr("id"))
		case "endnoteReference":
			r.note("e" + k.attr("id"))
		case "commentReference":
			r.w.seen[sawComment]++
		case "drawing", "pict", "object":
			r.drawing(k)
		case "AlternateContent":
			if choice := k.child("Choice"); choice != nil {
				r.content(choice, l)
			} else {
				r.content(k.child("Fallback"), l)
			}
		case "ruby":
			for _, base := range k.child("rubyBase").all("r") {
				r.run(base)
			}
		}
	}
}

func (n *node) all(name string) []*node {
	var out []*node
	if n != nil {
		for _, k := range n.kids {
			if k.name == name {
				out = append(out, k)
			}
		}
	}
	return out
}

// text writes characters in their look.
func (r *runs) text(s string, l look) {
	if s == "" {
		return
	}
	r.weights[look{font: l.font, size: l.size}] += len(s)
	var marks []string
	if r.link != "" {
		marks = append(marks, fmt.Sprintf(`a href="%s"`, escape(r.link)))
	}
	for _, m := range []struct {
		on  bool
		tag string
	}{{l.bold == yes, "b"}, {l.italic == yes, "i"}, {l.strike == yes, "s"}, {l.raise == "superscript", "sup"}, {l.raise == "subscript", "sub"}} {
		if m.on {
			marks = append(marks, m.tag)
		}
	}
	if !slices.Equal(marks, r.marks) {
		r.unmark()
		for _, m := range marks {
			r.html.WriteString("<" + m + ">")
		}
		r.marks = marks
	}
	r.html.WriteString(escape(strings.Map(plainRune, s)))
}

// plainRune drops what XML allows but no text holds.
func plainRune(c rune) rune {
	if c < ' ' && c != '\t' && c != '\n' || c == '\ufeff' {
		return -1
	}
	return c
}

// unmark closes the elements around the text.
func (r *runs) unmark() {
	for _, m := range slices.Backward(r.marks) {
		tag, _, _ := strings.Cut(m, " ")
		r.html.WriteString("</" + tag + ">")
	}
	r.marks = nil
}

func (r *runs) close() string {
	r.unmark()
	return r.html.String()
}

// dominant gives the look of most characters.
func (r *runs) dominant() look {
	var best look
	most := 0
	for l, n := range r.weights {
		if n > most || n == most && cmp.Or(cmp.Compare(l.font, best.font), cmp.Compare(l.size, best.size)) < 0 {
			best, most = l, n
		}
	}
	return best
}

// hyperlink writes a link by relation, or to a bookmark, which is no link.
func (r *runs) hyperlink(k *node) {
	before := r.link
	if target := r.w.relations[k.attr("id")]; target.external {
		r.link = safeLink(target.target)
	}
	r.walk(k)
	r.link = before
}

// safeLink keeps the links that lead to another site or a mailbox.
func safeLink(target string) string {
	u, err := url.Parse(strings.TrimSpace(target))
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto", "tel":
		return u.String()
	}
	return ""
}

// fieldMark follows a complex field through begin, separate and end.
func (r *runs) fieldMark(kind string) {
	top := len(r.fields) - 1
	switch kind {
	case "begin":
		r.fields = append(r.fields, field{})
	case "separate":
		if top < 0 {
			return
		}
		f := &r.fields[top]
		f.result = true
		words := strings.Fields(f.instruction.String())
		if len(words) > 1 && strings.EqualFold(words[0], "HYPERLINK") && r.link == "" {
			if link := safeLink(strings.Trim(words[1], `"`)); link != "" {
				r.link, f.linked = link, true
			}
		}
	case "end":
		if top < 0 {
			return
		}
		if r.fields[top].linked {
			r.link = ""
		}
		r.fields = r.fields[:top]
	}
}

// note writes the mark of a note and puts the note in line.
func (r *runs) note(id string) {
	if r.w.notes[id] == nil {
		return
	}
	if !slices.Contains(r.w.order, id) {
		r.w.order = append(r.w.order, id)
	}
	r.unmark()
	fmt.Fprintf(&r.html, `<a class="note-ref" data-note="%s"></a>`, escape(id))
}

// symbols are the characters of Wingdings that forms use.
var symbols = map[string]string{"F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0A3": "□", "F071": "□", "F0FC": "✓", "F050": "✓", "F0FB": "✗", "F0E0": "→", "F0B7": "•", "F06C": "●", "F06E": "■", "F0D8": "➢"}

func (r *runs) symbol(k *node) string {
	code := strings.ToUpper(k.attr("char"))
	if s, ok := symbols[code]; ok {
		return s
	}
	r.w.seen[sawSymbol]++
	return "□"
}

// drawing writes the pictures of a drawing in the line and the text of its
// text boxes after the paragraph.
func (r *runs) drawing(n *node) {
	description := firstOf(n.find("docPr").attr("descr"), n.find("shape").attr("alt"))
	var walk func(*node)
	walk = func(n *node) {
		for _, k := range n.kids {
			switch k.name {
			case "blip":
				r.picture(k.attr("embed"), description)
				continue
			case "imagedata":
				r.picture(k.attr("id"), description)
				continue
			case "txbxContent":
				r.w.seen[sawTextBox]++
				r.w.blocks(&r.after, k)
				continue
			case "chart", "relIds":
				r.w.seen[sawChart]++
			case "OLEObject":
				r.w.seen[sawObject]++
			case "Fallback":
				continue
			}
			walk(k)
		}
	}
	walk(n)
}

// picture writes one picture.
func (r *runs) picture(id, description string) {
	target := r.w.relations[id]
	if target.target == "" || target.external {
		r.w.seen[sawPicture]++
		return
	}
	if _, ok := r.w.out.Pictures[target.target]; !ok {
		data, err := r.w.archive.read(target.target, pictureBytesMax)
		if err != nil || len(data) == 0 {
			r.w.seen[sawPicture]++
			return
		}
		r.w.out.Pictures[target.target] = data
	}
	r.unmark()
	fmt.Fprintf(&r.html, `<img src="%s" alt="%s">`, escape(target.target), escape(alternative(description, target.target)))
}

// alternative keeps a description that a person wrote; programs fill in names.
func alternative(description, target string) string {
	d := strings.Join(strings.Fields(description), " ")
	lower := strings.ToLower(d)
	for _, made := range []string{"图片 ", "picture ", "image", "img", "微信图片", "截图", path.Base(target)} {
		if strings.HasPrefix(lower, made) {
			return ""
		}
	}
	if strings.Contains(d, "描述已自动生成") || strings.Contains(lower, "description automatically generated") || strings.ContainsAny(d, `\/`) || path.Ext(d) != "" {
		return ""
	}
	return d
}
