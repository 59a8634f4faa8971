package number

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Problems gives every mistake of the number, in the order of its parts. Only
// a Standard number has mistakes; Other is UnusualShape as a whole, and
// whoever asks decides whether that matters.
func (d DocumentNumber) Problems() []Problem {
	switch d.Sort {
	case Standard:
		_, parts := parseDocument(d.typed)
		return d.standardProblems(parts)
	case Other:
		return []Problem{{Kind: UnusualShape, Found: d.typed}}
	}
	return nil
}

func (d DocumentNumber) standardProblems(parts standardParts) []Problem {
	var problems []Problem
	add := func(wrong bool, kind ProblemKind, found, want string) {
		if wrong {
			problems = append(problems, Problem{Kind: kind, Found: found, Want: want})
		}
	}
	t := parts.tail
	proper := "〔" + t.year + "〕"
	serial := strconv.Itoa(d.Serial)
	badSerial := d.Serial < 1 || d.Serial > serialMaximum

	add(parts.wrap != "", Wrapped, parts.wrap, unwrap(parts.wrap))
	add(d.Code == "", MissingCode, t.head, "")
	add(d.Code != "" && !isUsualCode(d.Code), UnusualCode, d.Code, "")
	add(!t.proper, Bracket, t.head, proper)
	add(t.suffix, YearSuffix, t.head, proper)
	add(len(t.year) == 2, TwoDigitYear, t.head, "")
	add(len(t.year) == 4 && (d.Year < 1900 || d.Year > 2099), BadYear, t.head, "")
	add(t.ordinal, Ordinal, "第", "")
	add(badSerial, BadSerial, t.serialText, "")
	add(!badSerial && strings.HasPrefix(t.serial, "0"), LeadingZero, t.serialText, serial)
	add(!t.mark, MissingMark, "", "号")
	add(parts.edge || t.spaced || strings.ContainsFunc(parts.code, isSpace), Space, d.typed, d.canonical)
	add(d.hasWide(parts), Wide, d.typed, d.canonical)
	return problems
}

// hasWide reports full-width letters or digits; brackets are told by Bracket.
func (d DocumentNumber) hasWide(parts standardParts) bool {
	return strings.ContainsFunc(parts.code+parts.tail.head+parts.tail.serialText, func(r rune) bool {
		return foldRune(r) != r && isAlphanumeric(foldRune(r))
	})
}

// isUsualCode reports a 机关代字 of 2–16 Han characters.
func isUsualCode(code string) bool {
	n := utf8.RuneCountInString(code)
	return n >= codeRunesMin && n <= codeRunesMax &&
		!strings.ContainsFunc(code, func(r rune) bool { return !isHan(r) })
}
