package search

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// fieldEnd ends a field in the indexed units. Normalised text never holds it,
// since every white space became a plain space or nothing.
const fieldEnd = '\n'

// Normalise gives the form in which texts and queries are compared
// (INTERFACE.md, section 4): NFKC; full case folding; the brackets of document
// numbers as ( and ); white space dropped beside Chinese, else one space, and
// dropped at both ends. The engine's normalise does the same.
func Normalise(s string) string {
	w := normaliser{}
	w.write(s)
	return string(utf16.Decode(w.units))
}

// normaliser appends one normalised text to units. literal collects the
// characters that this program's Unicode version does not know.
type normaliser struct {
	units   []uint16
	start   int  // where the current text begins in units
	space   bool // white space was seen and not yet written
	tight   bool // the last unit written takes no space beside it
	literal []rune
}

// write normalises s as a text of its own.
func (w *normaliser) write(s string) {
	w.start, w.space, w.tight = len(w.units), false, true
	one := singles()
	previous := 0 // where the last single character began
	for at := 0; at < len(s); {
		if n := w.writeHan(s[at:]); n > 0 {
			at += n
			previous = at - hanSize
			continue
		}
		r, size := decode(s[at:])
		if r < 0x10000 && one[r] != 0 {
			w.put(rune(one[r]))
			previous, at = at, at+size
			continue
		}
		end := at
		for end < len(s) {
			r, size := decode(s[end:])
			if r < 0x10000 && one[r] != 0 {
				break
			}
			end += size
		}
		// A mark may join the character before it, so that one is taken again.
		if at > 0 && !norm.NFKC.PropertiesString(s[at:]).BoundaryBefore() {
			if w.untake(s[previous:at]) {
				at = previous
			}
		}
		w.writeSlow(s[at:end])
		previous, at = end, end
	}
}

// writeHan writes the usual Chinese characters that s begins with, which stay as
// they are, and gives how many bytes they take.
func (w *normaliser) writeHan(s string) int {
	at, units := 0, w.units
	for ; at+hanSize <= len(s); at += hanSize {
		second, third := s[at+1]^0x80, s[at+2]^0x80
		r := rune(s[at]^0xe0)<<12 | rune(second)<<6 | rune(third)
		if second|third >= 0x40 || !isHan(r) {
			break
		}
		units = append(units, uint16(r))
	}
	if at > 0 {
		w.units, w.space, w.tight = units, false, true
	}
	return at
}

// hanSize is how many bytes one of them has.
const hanSize = 3

// untake removes the single character that was just written, if it stands last.
func (w *normaliser) untake(s string) bool {
	r, _ := decode(s)
	c := singles()[r&0xffff]
	if w.space || c == 0 || len(w.units) == w.start || w.units[len(w.units)-1] != c {
		return false
	}
	w.units = w.units[:len(w.units)-1]
	if len(w.units) > w.start && w.units[len(w.units)-1] == ' ' {
		w.units, w.space = w.units[:len(w.units)-1], true
	}
	w.tight = len(w.units) == w.start || isTight(rune(w.units[len(w.units)-1]))
	return true
}

// writeSlow normalises a stretch that needs more than a table.
func (w *normaliser) writeSlow(s string) {
	for _, r := range folded(norm.NFKC.String(s)) {
		if r >= 0x80 && !assigned(r) {
			w.literal = append(w.literal, r)
		}
		w.put(mapped(r))
	}
}

// folded is s in full case folding. Cherokee folds upwards, as Unicode's table
// has it; the library swaps its cases.
func folded(s string) string {
	return strings.Map(cherokeeUp, cases.Fold().String(strings.Map(cherokeeUp, s)))
}

func cherokeeUp(r rune) rune {
	switch {
	case r >= 0xab70 && r <= 0xabbf:
		return r - 0xab70 + 0x13a0
	case r >= 0x13f8 && r <= 0x13fd:
		return r - 8
	}
	return r
}

// put writes one character that is already compatibility-decomposed and folded.
func (w *normaliser) put(r rune) {
	if isSpace(r) {
		w.space = true
		return
	}
	tight := isTight(r)
	if w.space {
		if !tight && !w.tight && len(w.units) > w.start {
			w.units = append(w.units, ' ')
		}
		w.space = false
	}
	w.tight = tight
	if r < 0x10000 {
		w.units = append(w.units, uint16(r))
		return
	}
	high, low := utf16.EncodeRune(r)
	w.units = append(w.units, uint16(high), uint16(low))
}

// decode gives the first character of s and its size.
func decode(s string) (rune, int) {
	c := s[0]
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	// Three bytes, as Chinese has. What could be too long a form or half of a
	// surrogate pair is left to the library.
	if c > 0xe0 && c < 0xf0 && c != 0xed && len(s) > 2 && s[1]&0xc0 == 0x80 && s[2]&0xc0 == 0x80 {
		return rune(c&0xf)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), 3
	}
	return utf8.DecodeRuneInString(s)
}

// mapped turns the brackets used in document numbers into ( and ).
func mapped(r rune) rune {
	switch r {
	case '〔', '[', '【', '〖', '〈':
		return '('
	case '〕', ']', '】', '〗', '〉':
		return ')'
	}
	return r
}

func isSpace(r rune) bool {
	switch {
	case r >= '\t' && r <= '\r', r == ' ', r == 0x85, r == 0xa0, r == 0x1680, r >= 0x2000 && r <= 0x200a, r == 0x2028, r == 0x2029, r == 0x202f, r == 0x205f, r == 0x3000:
		return true
	}
	return false
}

// isTight tells whether white space beside r is dropped: Han (with the whole of
// planes 2 and 3, kept for it), kana, Chinese punctuation, and the ASCII marks that full-width ones become under NFKC.
func isTight(r rune) bool {
	switch {
	case isHan(r):
		return true
	case r < 0x80:
		return r == ',' || r == ';' || r == ':' || r == '!' || r == '?' || r == '(' || r == ')'
	case r >= 0x3001 && r <= 0x30ff, r >= 0x31f0 && r <= 0x31ff:
		return true
	}
	return r >= 0x20000 && r < 0x40000 || r >= 0x2e80 && unicode.Is(unicode.Han, r)
}

// isHan tells whether r stands in the block of the usual Chinese characters.
func isHan(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

// assigned tells whether this program's Unicode version knows r.
func assigned(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf, unicode.Co)
}

// singles holds, for each character of the basic plane that normalises alone
// to one unit and never joins what stands before it, that unit; 0 for others.
var singles = sync.OnceValue(func() *[0x10000]uint16 {
	table := new([0x10000]uint16)
	for r := rune(1); r < 0x10000; r++ {
		if utf16.IsSurrogate(r) || r >= 0xac00 && r < 0xd7a4 || !assigned(r) && r >= 0x80 {
			continue
		}
		in := string(r)
		if !norm.NFKC.PropertiesString(in).BoundaryBefore() {
			continue
		}
		out := []rune(folded(norm.NFKC.String(in)))
		if len(out) == 1 && out[0] < 0x10000 && out[0] != 0 {
			table[r] = uint16(mapped(out[0]))
		}
	}
	return table
})
