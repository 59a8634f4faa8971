package markdown

import (
	"unicode"
	"unicode/utf8"
)

// wide says whether r is a character of Chinese or Japanese text, punctuation
// and full-width forms included.
func wide(r rune) bool {
	switch {
	case r < 0x2E80:
		return false
	case r <= 0x33FF: // radicals, CJK punctuation, kana, enclosed and squared forms
		return r < 0x3130 || r > 0x318F // the gap is Hangul
	case r <= 0x4DBF, r >= 0x4E00 && r <= 0x9FFF:
		return true
	case r < 0xF900:
		return false
	case r <= 0xFAFF, // compatibility ideographs
		r >= 0xFE10 && r <= 0xFE1F, r >= 0xFE30 && r <= 0xFE6F, // vertical and small forms
		r >= 0xFF01 && r <= 0xFF9F, r >= 0xFFE0 && r <= 0xFFE6: // full- and half-width forms
		return true
	}
	return r >= 0x20000 && r <= 0x3FFFF
}

// hangul says whether r is Korean, which like Chinese puts emphasis inside a
// word but unlike Chinese writes spaces.
func hangul(r rune) bool { return r >= 0x1100 && unicode.Is(unicode.Hangul, r) }

// shared says whether r is punctuation that Chinese has in common with Latin
// scripts: “ ” ‘ ’ … — ·
func shared(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '…', '—', '·':
		return true
	}
	return false
}

// eastern says whether r belongs to Chinese or Korean text; a mark that Latin
// text also uses does so if the character beyond it does.
func eastern(r, beyond rune) bool {
	return wide(r) || hangul(r) || shared(r) && (wide(beyond) || hangul(beyond))
}

// joined says whether a line break between two texts adds no space. Chinese
// writes none; next to Latin text the style sheet makes the gap.
func joined(before, after []byte) bool {
	last, beyondLast := ending(before)
	first, beyondFirst := opening(after)
	return wide(last) || wide(first) ||
		shared(last) && wide(beyondLast) && shared(first) && wide(beyondFirst)
}

// ending is the last character of text and the one before it, 0 if none.
func ending(text []byte) (last, beyond rune) {
	last, size := utf8.DecodeLastRune(text)
	if size == 0 {
		return 0, 0
	}
	beyond, size = utf8.DecodeLastRune(text[:len(text)-size])
	if size == 0 {
		beyond = 0
	}
	return last, beyond
}

// opening is the first character of text and the one after it, 0 if none.
func opening(text []byte) (first, beyond rune) {
	first, size := utf8.DecodeRune(text)
	if size == 0 {
		return 0, 0
	}
	beyond, rest := utf8.DecodeRune(text[size:])
	if rest == 0 {
		beyond = 0
	}
	return first, beyond
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' }
