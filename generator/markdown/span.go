package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// span is where a plain line stands in the source, without the spaces around
// it, and how many lines there are from it to the next that is not blank.
type span struct{ start, stop, lead, level, height int }

// appendSpans appends the plain lines that follow one another from at on, the
// start of a line, as far as spans has room.
func appendSpans(spans []span, source []byte, at int) []span {
	for len(spans) < cap(spans) && at < len(source) {
		s, after := readSpan(source, at)
		if after < 0 {
			break
		}
		spans = append(spans, s)
		at = after
	}
	return spans
}

// readSpan reads the plain line at the start of a line; after is the start of
// the next line that is not blank, or -1 where there is no plain line.
func readSpan(source []byte, at int) (s span, after int) {
	if source[at] == '#' {
		return readHeading(source, at)
	}
	if !mayBegin(source[at:]) {
		return s, -1
	}
	size, _ := indent(source[at:])
	s.start = at + size
	words := s.start
	if s.lead = leadSize(source[words:]); s.lead > 0 {
		words += len(bold) + s.lead + len(bold)
	}
	end := words + firstOf(source[words:], &marked)
	if end < len(source) && source[end] != '\n' {
		return s, -1
	}
	s.stop = words + len(bytes.TrimRight(source[words:end], " "))
	after, s.height = nextWords(source, min(end+1, len(source)))
	if blank(source[words:s.stop]) || after < len(source) && (s.height == 1 || source[after] == ':' || blank(source[after:])) {
		return s, -1 // there are no words, they go on, or may be the term of a definition
	}
	return s, after
}

// readHeading is readSpan for "## …", without an attribute list or ## at its end.
func readHeading(source []byte, at int) (s span, after int) {
	s.start = at
	for s.start < len(source) && source[s.start] == '#' {
		s.start++
	}
	s.level = s.start - at
	end := s.start + firstOf(source[s.start:], &marked)
	if end < len(source) && source[end] != '\n' || end == s.start || source[s.start] != ' ' || s.level > 6 {
		return s, -1
	}
	s.stop = s.start + len(bytes.TrimRight(source[s.start:end], " "))
	s.start = s.stop - len(bytes.TrimLeft(source[s.start:s.stop], " "))
	if s.start == s.stop || source[s.stop-1] == '#' || source[s.stop-1] == '}' {
		return s, -1
	}
	after, s.height = nextWords(source, min(end+1, len(source)))
	return s, after
}

// blank says whether there are but spaces, wide ones too, before the next line.
func blank(text []byte) bool {
	if r, _ := utf8.DecodeRune(text); len(text) > 0 && !unicode.IsSpace(r) {
		return false // as nearly always
	}
	line, _, _ := bytes.Cut(text, newline)
	return len(bytes.TrimSpace(line)) == 0
}

var newline = []byte("\n")

// marked are the bytes that can mean something within a paragraph: to goldmark,
// or when they are written.
var marked = func() (set [256]bool) {
	for b := range set {
		set[b] = special[b] || bytes.IndexByte([]byte("`[]*_~\\"), byte(b)) >= 0
	}
	return set
}()

// plainBegin are the bytes, digits and Chinese apart, that a plain line may
// begin with.
var plainBegin = []byte(`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*("`)

// mayBegin says whether a line can begin with words as it does: with no space,
// and none of the bytes that begin another block. That is what Trigger says, and
// more of numbers.
func mayBegin(line []byte) bool {
	switch b := line[0]; {
	case util.IsNumeric(b):
		digits := 1
		for digits < len(line) && util.IsNumeric(line[digits]) {
			digits++
		}
		rest := bytes.TrimLeft(line[digits:min(len(line), digits+1)], ".)")
		return len(rest) > 0 || digits+1 < len(line) && !util.IsSpace(line[digits+1])
	case b < utf8.RuneSelf:
		return bytes.IndexByte(plainBegin, b) >= 0
	}
	return true
}

// leadSize is how many bytes of words the bold lead of a line has: ** at its
// start opens before anything but a space, ** behind a Chinese character closes.
func leadSize(line []byte) int {
	words, ok := bytes.CutPrefix(line, bold)
	if !ok {
		return 0
	}
	size := firstOf(words, &marked)
	first, _ := opening(words[:size])
	last, beyond := ending(words[:size])
	if size == 0 || !bytes.HasPrefix(words[size:], bold) || util.IsSpaceRune(first) || util.IsSpaceRune(last) || !eastern(last, beyond) {
		return 0
	}
	return size
}

// nextWords is the start of the first line from at on that is not blank, and
// how many lines it is from the one before at.
func nextWords(source []byte, at int) (start, lines int) {
	lines = 1
	for at < len(source) {
		end := len(source)
		if i := bytes.IndexByte(source[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		if !util.IsBlank(source[at:end]) {
			break
		}
		at = end
		lines++
	}
	return at, lines
}
