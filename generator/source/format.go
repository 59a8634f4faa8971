package source

import (
	"fmt"
	"strings"
	"unicode"
)

// Format writes a file: the inverse of Read. Scalars are written plain where
// YAML reads them back as the same text, else in double quotes; lists and
// groups on one line where they are short.
func Format(head []Entry, body string) []byte {
	var b strings.Builder
	b.WriteString("---\n")
	for _, e := range head {
		writeEntry(&b, e, "")
	}
	b.WriteString("---\n")
	if body != "" {
		b.WriteString("\n" + strings.TrimLeft(body, "\n"))
		if !strings.HasSuffix(body, "\n") {
			b.WriteByte('\n')
		}
	}
	return []byte(b.String())
}

// Text gives a scalar value, for callers that write files.
func Text(s string) Value {
	if s == "" {
		return Value{Form: Empty}
	}
	return Value{Form: Scalar, Text: s}
}

func writeEntry(b *strings.Builder, e Entry, indent string) {
	name := scalar(e.Name)
	if strings.Contains(name, "：") { // Read takes it for a slip where it stands bare
		name = quote(e.Name)
	}
	b.WriteString(indent + name + ":")
	switch e.Value.Form {
	case Empty:
		b.WriteByte('\n')
	case Scalar:
		b.WriteString(" " + scalar(e.Value.Text) + "\n")
	case List:
		if flow, ok := flowList(e.Value); ok {
			b.WriteString(" " + flow + "\n")
			return
		}
		b.WriteByte('\n')
		for _, item := range e.Value.Items {
			writeItem(b, item, indent)
		}
	case Group:
		if len(e.Value.Entries) == 0 {
			b.WriteString(" {}\n")
			return
		}
		b.WriteByte('\n')
		for _, sub := range e.Value.Entries {
			writeEntry(b, sub, indent+"  ")
		}
	}
}

func writeItem(b *strings.Builder, item Value, indent string) {
	if item.Form != Group {
		b.WriteString(indent + "  - " + flowScalar(item.Text) + "\n")
		return
	}
	if len(item.Entries) == 0 {
		b.WriteString(indent + "  - {}\n")
		return
	}
	var group strings.Builder
	for _, sub := range item.Entries {
		writeEntry(&group, sub, indent+"    ")
	}
	text := group.String()
	b.WriteString(indent + "  - " + strings.TrimPrefix(text, indent+"    "))
}

// flowList writes a list of short scalars as [a, b].
func flowList(v Value) (string, bool) {
	parts := make([]string, len(v.Items))
	for i, item := range v.Items {
		if item.Form != Scalar || strings.Contains(item.Text, "\n") {
			return "", false
		}
		parts[i] = flowScalar(item.Text)
	}
	text := "[" + strings.Join(parts, ", ") + "]"
	return text, len([]rune(text)) <= 80
}

// scalar writes a text plain where that is safe.
func scalar(s string) string {
	if plain(s) {
		return s
	}
	return quote(s)
}

func flowScalar(s string) string {
	if plain(s) && !strings.ContainsAny(s, ",[]{}") {
		return s
	}
	return quote(s)
}

// plain tells whether YAML reads the bare text back as it is. Number-like and
// date-like texts are plain too: this program reads every scalar as text.
func plain(s string) bool {
	if s == "" || s != strings.TrimSpace(s) || s == "~" || strings.EqualFold(s, "null") {
		return false
	}
	if strings.ContainsAny(s[:1], "-?:,[]{}#&*!|>'\"%@`=") {
		return false
	}
	if strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.HasSuffix(s, ":") {
		return false
	}
	for _, r := range s {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\ufeff' {
			return false
		}
	}
	return true
}

func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch r {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\n':
			b.WriteString(`\n`)
		case '\u0085', '\u2028', '\u2029':
			b.WriteByte(' ')
		default:
			if unicode.IsControl(r) || r == '\ufeff' {
				fmt.Fprintf(&b, `\u%04x`, r) // YAML has no such characters
				continue
			}
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
