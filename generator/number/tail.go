package number

import (
	"strings"
	"unicode/utf8"
)

// A tail is what follows the agency code in a document number of the standard
// sort, as typed: bracket, year, bracket, serial, 号. One grammar reads it in a
// field and in running text, the usual mistakes included.
//
//	tail   = open year ["年"] close ["第"] serial ["号"]
//	open   = any opening bracket of the table; close = any closing one
//	year   = 2 or 4 digits; serial = 1 to 9 digits, leading zeros included
//
// White space may stand between all of them, and digits may be full-width.
type tail struct {
	head       string // brackets and year, as typed
	year       string // ASCII digits
	serial     string // ASCII digits, with leading zeros
	serialText string // the serial as typed
	suffix     bool   // 年 inside the brackets
	ordinal    bool   // 第 before the serial
	mark       bool   // 号 at the end
	round      bool   // a round bracket on either side
	proper     bool   // 〔 and 〕
	spaced     bool
	end        int // byte offset after the tail
}

// scanTail reads a tail at byte i of s, where an opening bracket stands.
func scanTail(s string, i int) (tail, bool) {
	var t tail
	c := cursor{s: s, i: i}
	open := c.next()
	c.skipSpace()
	year, _ := c.digits()
	c.skipSpace()
	if t.suffix = c.accept('年'); t.suffix {
		c.skipSpace()
	}
	shut := c.next()
	t.head = s[i:c.i]
	if !isOpen(open) || !isClose(shut) || (len(year) != 4 && len(year) != 2) {
		return tail{}, false
	}
	t.year = year
	t.round = isRound(open) || isRound(shut)
	t.proper = open == '〔' && shut == '〕'
	c.skipSpace()
	if t.ordinal = c.accept('第'); t.ordinal {
		c.skipSpace()
	}
	t.serial, t.serialText = c.digits()
	if t.serial == "" || len(t.serial) > 9 {
		return tail{}, false
	}
	t.end = c.i
	before := c.spaced
	c.skipSpace()
	if t.mark = c.accept('号'); t.mark {
		t.end, before = c.i, c.spaced
	}
	t.spaced = before
	return t, true
}

// A cursor walks a string rune by rune.
type cursor struct {
	s      string
	i      int
	spaced bool // a space was skipped
}

// next takes a rune; at the end it gives utf8.RuneError, which is no bracket.
func (c *cursor) next() rune {
	r, size := utf8.DecodeRuneInString(c.s[c.i:])
	c.i += size
	return r
}

func (c *cursor) accept(want rune) bool {
	r, size := utf8.DecodeRuneInString(c.s[c.i:])
	if r != want || size == 0 {
		return false
	}
	c.i += size
	return true
}

// skipSpace takes up to four spaces and no more than one line end, so that a
// wrapped line is bridged and a paragraph is not.
func (c *cursor) skipSpace() {
	lines := 0
	for range 4 {
		r, size := utf8.DecodeRuneInString(c.s[c.i:])
		if size == 0 || !isSpace(r) {
			return
		}
		if r == '\n' {
			lines++
		}
		if lines > 1 {
			return
		}
		c.i += size
		c.spaced = true
	}
}

// digits takes a run of ASCII or full-width digits and gives it folded and as
// typed.
func (c *cursor) digits() (folded, typed string) {
	from := c.i
	for c.i < len(c.s) {
		r, size := utf8.DecodeRuneInString(c.s[c.i:])
		if !isDigit(foldRune(r)) {
			break
		}
		c.i += size
	}
	typed = c.s[from:c.i]
	return strings.Map(foldRune, typed), typed
}
