package comparison

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words compares two paragraphs word by word: a Chinese character is a word, so
// is a run of letters or of digits. A few characters that happen to be the same
// between two longer changes belong to the change, which reads better whole
// than in crumbs.
func Words(old, new string) []Piece {
	a, b := split(old), split(new)
	known := map[string]int32{}
	number := func(words []string) []int32 {
		out := make([]int32, len(words))
		for i, w := range words {
			n, ok := known[w]
			if !ok {
				n = int32(len(known))
				known[w] = n
			}
			out[i] = n
		}
		return out
	}
	var edits []edit
	i, j := 0, 0
	for _, m := range append(match(number(a), number(b)), block{len(a), len(b), 0}) {
		edits = append(edits, edit{old: strings.Join(a[i:m.a], ""), new: strings.Join(b[j:m.b], ""), same: strings.Join(a[m.a:m.a+m.size], "")})
		i, j = m.a+m.size, m.b+m.size
	}
	return pieces(whole(edits))
}

// edit is a change, and what is the same behind it.
type edit struct{ old, new, same string }

// whole swallows what is the same between two changes and too short to stand
// alone: less than half of either, and not the end of a clause.
func whole(edits []edit) []edit {
	var out []edit
	for _, e := range edits {
		out = append(out, e)
		for len(out) > 1 {
			last, before := out[len(out)-1], out[len(out)-2]
			kept := utf8.RuneCountInString(before.same)
			if before.old+before.new == "" || last.old+last.new == "" || 2*kept > weight(before) || 2*kept > weight(last) || strings.ContainsAny(before.same, "，。；：") {
				break
			}
			out = append(out[:len(out)-2], edit{before.old + before.same + last.old, before.new + before.same + last.new, last.same})
		}
	}
	return out
}

func weight(e edit) int { return max(utf8.RuneCountInString(e.old), utf8.RuneCountInString(e.new)) }

func pieces(edits []edit) []Piece {
	var out []Piece
	add := func(op Op, text string) {
		if text != "" {
			out = append(out, Piece{op, text})
		}
	}
	for _, e := range edits {
		add(Removed, e.old)
		add(Added, e.new)
		add(Same, e.same)
	}
	return out
}

// split cuts a paragraph into words; joined they are the paragraph.
func split(text string) []string {
	out := make([]string, 0, len(text)/utf8.UTFMax+8)
	start, last := 0, rune(0)
	for i, r := range text {
		if i > start && !sameWord(last, r) {
			out = append(out, text[start:i])
			start = i
		}
		last = r
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

func sameWord(a, b rune) bool {
	latin := func(r rune) bool { return r < 0x2E80 && unicode.IsLetter(r) }
	digit := func(r rune) bool { return unicode.IsDigit(r) || r == '.' }
	return latin(a) && latin(b) || digit(a) && digit(b)
}
