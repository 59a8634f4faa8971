package stencil

import "math/bits"

// htmlEscapes are html/template's htmlReplacementTable.
var htmlEscapes = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// escapedHTML are the bytes that have one: a small table to look at every byte.
var escapedHTML = func() (set [256]bool) {
	for b, escape := range htmlEscapes {
		set[b] = escape != ""
	}
	return set
}()

func escapeHTML(out []byte, s string) []byte {
	from := 0
	for i := nextEscaped(s, 0); i < len(s); i = nextEscaped(s, from) {
		out = append(append(out, s[from:i]...), htmlEscapes[s[i]]...)
		from = i + 1
	}
	return append(out, s[from:]...)
}

// nextEscaped gives where the first byte of escapedHTML stands from i on, the
// length of s for none. Texts have few, so it looks at eight bytes at once.
func nextEscaped(s string, i int) int {
	const each, highest = 0x0101010101010101, 0x8080808080808080
	none := func(w uint64) uint64 { return (w - each) &^ w & highest } // the highest bit of the first byte that is 0
	rest := s[i:]
	for ; len(rest) >= 8; rest = rest[8:] {
		w := uint64(rest[0]) | uint64(rest[1])<<8 | uint64(rest[2])<<16 | uint64(rest[3])<<24 | uint64(rest[4])<<32 | uint64(rest[5])<<40 | uint64(rest[6])<<48 | uint64(rest[7])<<56
		if w&highest == highest {
			continue // characters beyond ASCII
		}
		found := none(w) | none(w^each*'+') | none(w^each*'\'') | // of " and &, and of < and >, one bit differs
			none((w|each*('"'^'&'))^each*('"'|'&')) | none((w|each*('<'^'>'))^each*('<'|'>'))
		if found != 0 {
			return len(s) - len(rest) + bits.TrailingZeros64(found)/8
		}
	}
	for i = len(s) - len(rest); i < len(s) && !escapedHTML[s[i]]; {
		i++
	}
	return i
}
