package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// oneLine writes white space of every sort, also full-width, as one space.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, isSpace), " ")
}

// squeezed drops all white space and what cannot be seen.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return r
	}, s)
}

// isSpace reports white space and the invisible characters that copying leaves.
func isSpace(r rune) bool {
	switch r {
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u180e':
		return true
	}
	return unicode.IsSpace(r) || unicode.IsControl(r)
}

// alike is the form in which two lines are compared: no white space, one width,
// small letters.
func alike(s string) string { return strings.ToLower(norm.NFKC.String(squeezed(s))) }

func runes(s string) int { return utf8.RuneCountInString(s) }

// shortened cuts a text for a report.
func shortened(s string, most int) string {
	s = oneLine(s)
	if runes(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// endsAny and holdsAny look for the first of some words.
func endsAny(s string, words ...string) (string, bool) {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return w, true
		}
	}
	return "", false
}

func holdsAny(s string, words ...string) (string, bool) {
	for _, w := range words {
		if strings.Contains(s, w) {
			return w, true
		}
	}
	return "", false
}

// sentence tells running text from a label, a title or a menu.
func sentence(s string) bool { return strings.ContainsAny(s, "。！？；") }

// clean drops the characters that no file may hold: the library that writes
// Markdown uses one of them itself.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\ufeff':
			return -1
		}
		return r
	}, strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"))
}
