package markdown

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/util"
)

// below holds the ids of what stands above a paragraph, as far as they begin its
// own; "" for none.
type below struct {
	chapter string // 第三章 or 第一节
	first   string // the heading 一、
	article string
	item    string // the paragraph 一、
}

// heading takes note of a heading with the number m and the id of its place.
func (b *below) heading(m mark, id string) {
	b.article, b.item = "", ""
	switch m.step {
	case chapterStep, sectionStep:
		b.chapter, b.first = id, ""
	case firstStep:
		b.first = id
	case articleStep:
		b.article = id
	case secondStep, thirdStep, fourthStep:
	default:
		b.chapter, b.first = "", ""
	}
}

// itemID is the id of a paragraph that begins with 一、 or （一） and is no
// heading: s2 and s2-1, as a heading has them, a16-x1 for an item of an article
// (a16-1 is 第十六条之一). "" for other paragraphs.
func (b *below) itemID(m mark) string {
	number := strconv.Itoa(m.number)
	switch m.step {
	case firstStep:
		switch {
		case b.article != "":
			b.item = b.article + "-s" + number
		case b.chapter != "":
			b.item = b.chapter + "-" + number
		default:
			b.item = "s" + number
		}
		return b.item
	case secondStep:
		switch {
		case b.item != "":
			return b.item + "-" + number
		case b.article != "":
			return b.article + "-x" + number
		case b.first != "":
			return b.first + "-" + number
		case b.chapter != "":
			return b.chapter + "-x" + number
		}
		return "x" + number
	}
	return ""
}

// anchorNumber makes the number at the start of what was written since from a
// link to itself: a way to copy the address of an article that needs no script
// and adds no words.
func (w *writer) anchorNumber(from int, id string) {
	if id == "" {
		return
	}
	at := from
	if bytes.HasPrefix(w.html[at:], strongTag) {
		at += len(strongTag)
	}
	m := readMark(w.html[at:])
	if m.step == unnumbered || m.step == thirdStep || m.step == fourthStep {
		return
	}
	b := append(w.scratch[:0], `<a class="anchor" href="#`...)
	b = append(appendFragment(b, id), `">`...)
	b = append(append(b, w.html[at:at+m.size]...), "</a>"...)
	w.scratch, w.html = b, slices.Replace(w.html, at, at+m.size, b...)
}

// appendFragment appends an id as a URL has it. Most are like s1-2.
func appendFragment(url []byte, id string) []byte {
	for _, b := range []byte(id) {
		if b != '-' && (b < '0' || b > '9') && (b < 'a' || b > 'z') {
			return append(url, util.URLEscape([]byte(id), false)...)
		}
	}
	return append(url, id...)
}

var strongTag = []byte("<strong>")
