package search

import (
	"slices"
	"strings"
	"unicode"
)

// ParseQuery gives the parts of a query, normalised, each once (INTERFACE.md,
// section 4): it is split at white space outside pairs of ASCII quotation
// marks. A mark without a partner is a character like any other. The engine's
// parseQuery does the same: both are tested with testdata/normalise.json.
func ParseQuery(query string) []string {
	parts := []string{}
	var part strings.Builder
	quoted := false
	end := func() {
		if plain := Normalise(part.String()); plain != "" && !slices.Contains(parts, plain) {
			parts = append(parts, plain)
		}
		part.Reset()
	}
	for i, r := range query {
		switch {
		case r == '"' && (quoted || strings.IndexByte(query[i+1:], '"') >= 0):
			quoted = !quoted
		case unicode.IsSpace(r) && !quoted:
			end()
		default:
			part.WriteRune(r)
		}
	}
	end()
	return parts
}

// Matches tells whether every part of a query occurs in one of a document's
// normalised fields: what the index must find, by looking at the text itself.
func Matches(parts []string, fields ...string) bool {
	for _, part := range parts {
		if !slices.ContainsFunc(fields, func(f string) bool { return strings.Contains(f, part) }) {
			return false
		}
	}
	return true
}
