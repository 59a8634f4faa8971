package data

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// object writes one JSON object, member by member, in the order given.
type object struct {
	buf   []byte
	first bool
}

func newObject(buf []byte) *object { return &object{append(buf, '{'), true} }

func (o *object) key(name string) {
	if !o.first {
		o.buf = append(o.buf, ',')
	}
	o.first = false
	o.buf = append(appendText(o.buf, name), ':')
}

func (o *object) text(name, value string) {
	o.key(name)
	o.buf = appendText(o.buf, value)
}

// lines writes a text of two parts, with a line end between them; of the second
// it is known that it is UTF-8.
func (o *object) lines(name, first, rest string) {
	o.key(name)
	o.buf = append(o.buf, '"')
	o.buf = appendInner(o.buf, first)
	o.buf = append(o.buf, '\\', 'n')
	o.buf = append(appendValid(o.buf, rest), '"')
}

func (o *object) number(name string, value int64) {
	o.key(name)
	o.buf = strconv.AppendInt(o.buf, value, 10)
}

func (o *object) truth(name string, value bool) {
	o.key(name)
	o.buf = strconv.AppendBool(o.buf, value)
}

func (o *object) texts(name string, values []string) {
	o.list(name, len(values), func(buf []byte, i int) []byte { return appendText(buf, values[i]) })
}

// sampled is how many elements of a list tell how long the whole will be.
const sampled = 64

// list writes n elements.
func (o *object) list(name string, n int, element func(buf []byte, i int) []byte) {
	o.key(name)
	o.buf = append(o.buf, '[')
	from := len(o.buf)
	for i := range n {
		if i > 0 {
			o.buf = append(o.buf, ',')
		}
		if i == sampled { // a list of all documents grew by a fifth a hundred times
			o.buf = slices.Grow(o.buf, foreseen(len(o.buf)-from, n))
		}
		o.buf = element(o.buf, i)
	}
	o.buf = append(o.buf, ']')
}

// foreseen is about how much n elements take if sampled ones took some bytes: an
// eighth more.
func foreseen(taken, n int) int { return taken / sampled * (n - sampled) / 8 * 9 }

func (o *object) close() []byte { return append(o.buf, '}') }

// appendText writes a JSON string (RFC 8259); "<" is escaped so that the text
// may also stand in a script element.
func appendText(buf []byte, s string) []byte {
	return append(appendInner(append(buf, '"'), s), '"')
}

// appendInner writes what stands between the quotation marks of a string.
func appendInner(buf []byte, s string) []byte {
	if !utf8.ValidString(s) {
		return appendInvalid(buf, s)
	}
	return appendValid(buf, s)
}

// appendValid is appendInner for text that is UTF-8: only a few bytes of it
// have to be looked at.
func appendValid(buf []byte, s string) []byte {
	const hex = "0123456789abcdef"
	from := 0
	for i := nextEscaped(s, 0); i < len(s); i = nextEscaped(s, i+1) {
		c := s[i]
		if c == separators[0] && !strings.HasPrefix(s[i:], "\u2028") && !strings.HasPrefix(s[i:], "\u2029") {
			continue
		}
		buf = append(buf, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			buf = append(buf, '\\', c)
		case '\n':
			buf = append(buf, '\\', 'n')
		case '\t':
			buf = append(buf, '\\', 't')
		case separators[0]:
			buf = append(buf, `\u202`...)
			buf = append(buf, s[i+2]-separators[2]+'8')
			from = i + len(separators)
		default:
			buf = append(buf, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(buf, s[from:]...)
}

// nextEscaped gives where the first byte of escaped stands from i on, the length
// of s for none. A text has few, so it looks at eight bytes at once.
func nextEscaped(s string, i int) int {
	const each, highest = 0x0101010101010101, 0x8080808080808080
	below := func(w, least uint64) uint64 { return (w - each*least) &^ w & highest } // the highest bit of the first byte that is less
	rest := s[i:]
	for ; len(rest) >= 8; rest = rest[8:] {
		w := uint64(rest[0]) | uint64(rest[1])<<8 | uint64(rest[2])<<16 | uint64(rest[3])<<24 | uint64(rest[4])<<32 | uint64(rest[5])<<40 | uint64(rest[6])<<48 | uint64(rest[7])<<56
		found := below(w^each*uint64(separators[0]), 1)
		if w&highest != highest { // not only characters beyond ASCII
			found |= below(w, ' ') | below(w^each*'"', 1) | below(w^each*'\\', 1) | below(w^each*'<', 1) | below(w^each*0x7f, 1)
		}
		if found != 0 {
			return len(s) - len(rest) + bits.TrailingZeros64(found)/8
		}
	}
	for i = len(s) - len(rest); i < len(s) && !escaped[s[i]]; {
		i++
	}
	return i
}

// separators is the first of the two line ends that JSON allows in a string and
// JavaScript did not: U+2028 and U+2029.
const separators = "\u2028"

// escaped are the bytes that are not written as they are, and the first of
// separators.
var escaped = func() (set [256]bool) {
	for b := range set {
		set[b] = b < ' ' || b == '"' || b == '\\' || b == '<' || b == 0x7f || b == int(separators[0])
	}
	return set
}()

// appendInvalid writes U+FFFD, as an escape, for every byte that is not UTF-8.
func appendInvalid(buf []byte, s string) []byte {
	for s != "" {
		good := 0
		for good < len(s) {
			r, size := utf8.DecodeRuneInString(s[good:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			good += size
		}
		buf = appendValid(buf, s[:good])
		if s = s[good:]; s != "" {
			buf, s = append(buf, `\ufffd`...), s[1:]
		}
	}
	return buf
}
