package importer

import (
	"strings"

	"gongkai/generator/field"
	"gongkai/generator/number"
)

// absent are the ways of writing that there is no value.
func absent(value string) bool {
	switch squeezed(value) {
	case "", "无", "暂无", "/", "-", "--", "—", "——", "空", "null", "NULL", "undefined":
		return true
	}
	return false
}

// readValue reads the text of a value by the type of its field. No values and
// ok mean that it is absent; ok is false for what cannot be understood.
func readValue(row *field.Row, text string) (values []string, ok bool) {
	text = strings.TrimSpace(text)
	if absent(text) {
		return nil, true
	}
	switch row.Type {
	case field.Date, field.Day:
		m, ok := parseMoment(text)
		if !ok {
			return nil, false
		}
		if row.Type == field.Day {
			m.clock = ""
		}
		return []string{m.String()}, true
	case field.Word:
		term, ok := row.Vocabulary.Lookup(text)
		if !ok {
			term, ok = row.Vocabulary.Lookup(strings.TrimSuffix(strings.Trim(text, "()（）"), "类"))
		}
		return []string{term.Label}, ok
	case field.Words:
		for _, part := range splitList(text) {
			term, ok := row.Vocabulary.Lookup(part)
			if !ok {
				return nil, false
			}
			values = append(values, term.Label)
		}
		return values, true
	case field.Agencies, field.Texts:
		return splitList(text), true
	case field.Years:
		n := chineseOrArabic(strings.TrimSuffix(squeezed(text), "年"))
		if n < 1 || n > 100 {
			return nil, false
		}
		return []string{itoa(n)}, true
	case field.IndexNumber:
		return []string{oneLine(text)}, number.ParseIndex(text).Shape != number.NoShape
	case field.DocumentNumber:
		return []string{oneLine(text)}, number.ParseDocument(text).Sort != number.None && runes(text) <= 60
	}
	return []string{oneLine(text)}, true
}

// splitList splits names at 、，；; names in full hold no space, lists of
// keywords may be separated by nothing else.
func splitList(text string) []string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、，,；;|", r) })
	if len(parts) == 1 {
		parts = strings.FieldsFunc(text, isSpace)
	}
	var out []string
	for _, p := range parts {
		if p = oneLine(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}
