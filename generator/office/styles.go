package office

import (
	"strconv"
	"strings"
)

// look is how a run or a paragraph is set, as far as it tells structure. A
// zero member says nothing of its own.
type look struct {
	font   string // of East Asian characters
	size   int    // half points
	bold   tristate
	italic tristate
	strike tristate
	hidden tristate
	raise  string // superscript, subscript, baseline
}

type tristate int8

const (
	unset tristate = iota
	yes
	no
)

// over lays a nearer look over a farther one.
func (l look) over(base look) look {
	if l.font != "" {
		base.font = l.font
	}
	if l.size != 0 {
		base.size = l.size
	}
	for _, m := range []struct {
		to   *tristate
		from tristate
	}{{&base.bold, l.bold}, {&base.italic, l.italic}, {&base.strike, l.strike}, {&base.hidden, l.hidden}} {
		if m.from != unset {
			*m.to = m.from
		}
	}
	if l.raise != "" {
		base.raise = l.raise
	}
	return base
}

// style is a row of styles.xml, its ancestors laid under it.
type style struct {
	name    string
	look    look
	align   string
	outline int // 1–9, 0 for body text
	number  numberRef
}

// numberRef is the list a paragraph belongs to; id is "" for none and "0"
// where a list is switched off.
type numberRef struct {
	id    string
	level int
}

type styles struct {
	byID     map[string]*style
	standard *style // of paragraphs that name none
}

// readStyles reads styles.xml; none is an empty table.
func readStyles(root *node) *styles {
	s := &styles{byID: map[string]*style{}, standard: &style{}}
	if root == nil {
		return s
	}
	base := &style{look: readLook(root.at("docDefaults", "rPrDefault", "rPr"))}
	raw := map[string]*node{}
	for _, n := range root.kids {
		if n.name == "style" {
			raw[n.attr("styleId")] = n
		}
	}
	s.standard = base
	for id, n := range raw {
		made := s.resolve(id, raw, base, 0)
		if n.attr("type") == "paragraph" && n.attr("default") == "1" {
			s.standard = made
		}
	}
	return s
}

// stylesDeep bounds chains of basedOn, which may run in a circle.
const stylesDeep = 20

func (s *styles) resolve(id string, raw map[string]*node, base *style, depth int) *style {
	if made := s.byID[id]; made != nil {
		return made
	}
	n := raw[id]
	if n == nil || depth > stylesDeep {
		return base
	}
	parent := base
	if on := n.child("basedOn").attr("val"); on != "" {
		parent = s.resolve(on, raw, base, depth+1)
	} else if n.attr("type") == "character" {
		parent = &style{}
	}
	made := *parent
	made.name = strings.ToLower(n.child("name").attr("val"))
	made.look = readLook(n.child("rPr")).over(parent.look)
	p := n.child("pPr")
	if align := p.child("jc").attr("val"); align != "" {
		made.align = align
	}
	if level, ok := outlineLevel(p); ok {
		made.outline = level
	} else if level := headingName(made.name); level > 0 {
		made.outline = level
	}
	if ref, ok := readNumberRef(p); ok {
		made.number = ref.over(parent.number)
	}
	s.byID[id] = &made
	return &made
}

// outlineLevel reads w:outlineLvl, whose 9 means body text.
func outlineLevel(p *node) (int, bool) {
	value := p.child("outlineLvl").attr("val")
	if value == "" {
		return 0, false
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 || n > 8 {
		return 0, true
	}
	return n + 1, true
}

// headingName tells the built-in headings by name, in case a program left the
// outline level out; WPS and LibreOffice write the same names.
func headingName(name string) int {
	for _, prefix := range []string{"heading ", "标题 "} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			if n, err := strconv.Atoi(strings.TrimSpace(rest)); err == nil && n >= 1 && n <= 9 {
				return n
			}
		}
	}
	return 0
}

func readNumberRef(p *node) (numberRef, bool) {
	n := p.child("numPr")
	if n == nil {
		return numberRef{}, false
	}
	ref := numberRef{id: n.child("numId").attr("val"), level: -1}
	if level, err := strconv.Atoi(n.child("ilvl").attr("val")); err == nil && level >= 0 && level < levelsMax {
		ref.level = level
	}
	return ref, true
}

// over fills in from the style what a paragraph leaves open.
func (r numberRef) over(base numberRef) numberRef {
	if r.id == "" {
		r.id = base.id
	}
	if r.level < 0 {
		r.level = max(0, base.level)
	}
	return r
}

// readLook reads w:rPr.
func readLook(r *node) look {
	if r == nil {
		return look{}
	}
	l := look{raise: r.child("vertAlign").attr("val")}
	if f := r.child("rFonts"); f != nil {
		l.font = firstOf(f.attr("eastAsia"), f.attr("ascii"), f.attr("hAnsi"))
	}
	if n, err := strconv.Atoi(r.child("sz").attr("val")); err == nil && n > 0 && n < 400 {
		l.size = n
	}
	if n, err := strconv.Atoi(r.child("position").attr("val")); err == nil && l.raise == "" && r.child("sz") != nil {
		switch { // LibreOffice writes sup and sub as smaller characters set higher or lower
		case n > 0:
			l.raise = "superscript"
		case n < 0:
			l.raise = "subscript"
		}
	}
	l.bold, l.italic = triOf(r, "b"), triOf(r, "i")
	l.hidden = triOf(r, "vanish")
	l.strike = triOf(r, "strike")
	if l.strike == unset {
		l.strike = triOf(r, "dstrike")
	}
	return l
}

func triOf(r *node, name string) tristate {
	switch on, given := r.on(name); {
	case !given:
		return unset
	case on:
		return yes
	}
	return no
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
