package number

import (
	"strings"
	"unicode"
)

// foldRune gives the ASCII twin of a full-width character, and r itself when
// it has none.
func foldRune(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

// isSpace reports white space and the invisible characters that copying from
// word processors and web pages leaves behind.
func isSpace(r rune) bool {
	switch r {
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad':
		return true
	}
	return unicode.IsSpace(r)
}

// isDash reports the characters typed for a hyphen.
func isDash(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '－', 'ー':
		return true
	}
	return false
}

// isSlash reports the characters typed for a slash.
func isSlash(r rune) bool {
	switch r {
	case '/', '／', '∕', '⁄', '\\', '＼':
		return true
	}
	return false
}

// brackets holds every pair found around the year of a document number; the
// pair that belongs there comes first.
var brackets = []struct{ open, close rune }{
	{'〔', '〕'},
	{'(', ')'}, {'（', '）'}, {'﹙', '﹚'},
	{'[', ']'}, {'［', '］'}, {'【', '】'}, {'〖', '〗'},
	{'﹝', '﹞'}, {'〈', '〉'}, {'❲', '❳'}, {'〘', '〙'},
	{'{', '}'}, {'｛', '｝'}, {'<', '>'}, {'＜', '＞'},
}

func isOpen(r rune) bool {
	for _, pair := range brackets {
		if pair.open == r {
			return true
		}
	}
	return false
}

func isClose(r rune) bool {
	for _, pair := range brackets {
		if pair.close == r {
			return true
		}
	}
	return false
}

func isRound(r rune) bool {
	switch foldRune(r) {
	case '(', ')', '﹙', '﹚':
		return true
	}
	return false
}

// compact drops spaces, folds full-width forms, writes round brackets as ( )
// and all others as 〔 〕, and dashes as a hyphen. compact(compact(s)) is
// compact(s).
func compact(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case isSpace(r):
			return -1
		case isRound(r) && isOpen(r):
			return '('
		case isRound(r):
			return ')'
		case isOpen(r):
			return '〔'
		case isClose(r):
			return '〕'
		case isDash(r):
			return '-'
		case isSlash(r):
			return '/'
		}
		return foldRune(r)
	}, s)
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isAlphanumeric(r rune) bool {
	return isDigit(r) || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}
