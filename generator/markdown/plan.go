package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// A role is what a top-level block is beyond what its Markdown says.
type role uint8

const (
	plain    role = iota
	heading       // a paragraph that is only a numbered heading
	noIndent      // the addressee
	signOff       // signer or date at the end
	copies        // 抄送
	annex         // 附件： before a list
)

// part is one top-level block with what the plan needs to know of it.
type part struct {
	node      ast.Node
	line      []byte // the text of a paragraph of one line, as written, without ** around it
	mark      mark
	role      role
	candidate bool // looks like a heading; whether it is depends on its neighbours
	stopped   bool // a candidate that ends in 。
}

// plan gives every top-level block that is rendered its role.
func plan(parts []part, tree ast.Node, source []byte) []part {
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		if k := n.Kind(); k == kindNote || k == ast.KindLinkReferenceDefinition {
			continue
		}
		p := part{node: n}
		if n.Kind() == ast.KindParagraph && n.Lines().Len() == 1 {
			line := n.Lines().At(0)
			p.line = unwrapped(bytes.TrimSpace(line.Value(source)))
			p.mark = readMark(p.line)
			p.candidate, p.stopped = headingLike(p.line, p.mark)
		}
		parts = append(parts, p)
	}
	planHeadings(parts)
	planAddressee(parts)
	planSignOffs(parts, source)
	planAnnex(parts)
	return parts
}

// unwrapped takes ** off a line that is bold from end to end.
func unwrapped(line []byte) []byte {
	if len(line) > 4 && bytes.HasPrefix(line, bold) && bytes.HasSuffix(line, bold) {
		if inner := line[2 : len(line)-2]; !bytes.Contains(inner, bold) {
			return inner
		}
	}
	return line
}

var bold = []byte("**")

const headingRunesMax = 45

// headingLike says whether line can be a heading: numbered, short, one
// sentence, no punctuation at its end. 一、 may end in one 。 (stopped).
func headingLike(line []byte, m mark) (candidate, stopped bool) {
	switch m.step {
	case bookStep, chapterStep, sectionStep, firstStep, secondStep, thirdStep:
	default:
		return false, false
	}
	words := bytes.TrimSpace(line[m.size:])
	if len(words) == 0 && m.step > sectionStep || len(line) > 4*headingRunesMax {
		return false, false
	}
	if m.step == firstStep {
		words, stopped = bytes.CutSuffix(words, []byte("。"))
	}
	last, _ := utf8.DecodeLastRune(words)
	candidate = utf8.RuneCount(line) <= headingRunesMax &&
		!bytes.ContainsAny(words, "。！？；!?;\t") &&
		!bytes.Contains(words, []byte("](")) &&
		!strings.ContainsRune("，、：…,:.", last)
	return candidate, stopped && candidate
}

// planHeadings makes headings of the candidates that are not items of an
// enumeration. Deep ones are judged first: a heading that turns out to be an
// item is content of the one above it.
func planHeadings(parts []part) {
	rejectMixedThirds(parts)
	rejectMixedSentences(parts)
	for i := range parts {
		if parts[i].candidate {
			parts[i].role = heading
		}
	}
	for s := thirdStep; s >= bookStep; s-- {
		for i := range parts {
			if p := &parts[i]; p.role == heading && p.mark.step == s && isItem(parts, i) {
				p.role = plain
			}
		}
	}
}

// isItem says whether candidate i is an item of an enumeration: another one
// of its kind follows at once, or it counts on from one just before it, or
// nothing of its own follows. A chapter heading after a table of contents
// begins to count anew and is none.
func isItem(parts []part, i int) bool {
	p := parts[i]
	alike := func(j int) bool {
		return j >= 0 && j < len(parts) && parts[j].candidate && parts[j].mark.step == p.mark.step
	}
	if alike(i+1) || alike(i-1) && p.mark.number == parts[i-1].mark.number+1 {
		return true
	}
	if i+1 == len(parts) {
		return p.stopped || p.mark.step == thirdStep
	}
	next := parts[i+1]
	return next.role == heading && next.mark.step < p.mark.step
}

// rejectMixedThirds takes 1. … off the candidates where a paragraph numbered
// alike under the same heading is not one: then they are items, not headings.
func rejectMixedThirds(parts []part) {
	start, mixed := 0, false
	settle := func(end int) {
		for i := start; mixed && i < end; i++ {
			if parts[i].mark.step == thirdStep {
				parts[i].candidate = false
			}
		}
		start, mixed = end, false
	}
	for i, p := range parts {
		switch {
		case p.node.Kind() == ast.KindHeading, p.mark.step != unnumbered && p.mark.step < thirdStep:
			settle(i)
		case p.mark.step == thirdStep && !p.candidate:
			mixed = true
		}
	}
	settle(len(parts))
}

// rejectMixedSentences takes 一、 … that ends in 。 off the candidates where a
// paragraph numbered alike under the same heading is not one: in a decision on
// amendments some of the items are short enough for headings, and none is one.
func rejectMixedSentences(parts []part) {
	start, mixed := 0, false
	settle := func(end int) {
		for i := start; mixed && i < end; i++ {
			if parts[i].stopped && parts[i].mark.step == firstStep {
				parts[i].candidate = false
			}
		}
		start, mixed = end, false
	}
	for i, p := range parts {
		switch {
		case p.node.Kind() == ast.KindHeading, p.mark.step != unnumbered && p.mark.step < firstStep:
			settle(i)
		case p.mark.step == firstStep && !p.candidate:
			mixed = true
		}
	}
	settle(len(parts))
}

const addresseeRunesMax = 60

// planAddressee finds 各区人民政府，市直各部门： in the first paragraph.
func planAddressee(parts []part) {
	for i := range parts {
		if k := parts[i].node.Kind(); k == ast.KindHeading {
			return
		} else if k != ast.KindParagraph {
			continue
		}
		p := &parts[i]
		ends := bytes.HasSuffix(p.line, []byte("：")) || bytes.HasSuffix(p.line, []byte(":"))
		if ends && p.role == plain && p.mark.step == unnumbered && !startsWithAny(p.line, annexWords) &&
			utf8.RuneCount(p.line) <= addresseeRunesMax && !bytes.Contains(p.line, []byte("。")) {
			p.role = noIndent
		}
		return
	}
}

// planAnnex finds 附件： before a list.
func planAnnex(parts []part) {
	for i := range parts {
		p := &parts[i]
		if p.role == plain && i+1 < len(parts) && parts[i+1].node.Kind() == ast.KindList &&
			(string(p.line) == "附件：" || string(p.line) == "附件:") {
			p.role = annex
		}
	}
}

func startsWithAny(line []byte, words []string) bool {
	for _, word := range words {
		if bytes.HasPrefix(line, []byte(word)) {
			return true
		}
	}
	return false
}

var annexWords = []string{"附件", "附："}
