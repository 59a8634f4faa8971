package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// ShownOfOneCode is how many findings of one code are printed before the rest
// are only counted.
const ShownOfOneCode = 20

// Printer writes findings for a person to read.
type Printer struct {
	To io.Writer
	// Source gives the bytes of a file of the site, for the excerpt; nil bytes
	// where there is none.
	Source func(file string) []byte
	// Quiet leaves out findings of severity Info.
	Quiet bool
	// Paint colours a text for a severity; nil leaves it plain.
	Paint func(s Severity, text string) string
}

// Print writes the list in order: place, severity, code and message on a line,
// the source line with a marker, the hint and the notes.
func (p Printer) Print(list List) error {
	var out bytes.Buffer
	shown := map[Code]int{}
	var counted []Code
	cache := sourceCache{read: p.Source}
	for _, f := range list {
		if p.Quiet && f.Severity == Info {
			continue
		}
		if shown[f.Code]++; shown[f.Code] > ShownOfOneCode {
			if shown[f.Code] == ShownOfOneCode+1 {
				counted = append(counted, f.Code)
			}
			continue
		}
		p.one(&out, f, &cache)
	}
	for _, code := range counted {
		fmt.Fprintf(&out, "%s 另有 %d 处未逐条列出，用 --json 可看全部。\n", code, shown[code]-ShownOfOneCode)
	}
	_, err := p.To.Write(out.Bytes())
	return err
}

func (p Printer) one(out *bytes.Buffer, f Finding, cache *sourceCache) {
	head := f.Severity.Label() + " " + string(f.Code)
	if p.Paint != nil {
		head = p.Paint(f.Severity, head)
	}
	if place := f.Position.String(); place != "" {
		fmt.Fprintf(out, "%s: ", printable(place))
	}
	fmt.Fprintf(out, "%s: %s\n", head, printable(f.Message))
	rule, _ := Lookup(f.Code)
	if line, ok := cache.line(f.File, f.Line); ok && f.Line > 0 && !rule.Secret {
		line, column := excerpt(line, f.Column)
		fmt.Fprintf(out, "  %5d | %s\n", f.Line, line)
		if f.Width > 0 {
			fmt.Fprintf(out, "        | %s\n", marker(line, column, f.Width))
		}
	}
	if f.Hint != "" {
		fmt.Fprintf(out, "  提示: %s\n", printable(f.Hint))
	}
	for _, n := range f.Notes {
		fmt.Fprintf(out, "  另见 %s: %s\n", printable(n.Position.String()), printable(n.Message))
	}
}

// excerptMax bounds the characters of a source line that are printed.
const excerptMax = 60

// excerpt cuts a long line to the part around a column and gives the column in
// what is left.
func excerpt(line string, column int) (string, int) {
	line = printable(line)
	chars := []rune(line)
	if len(chars) <= excerptMax {
		return line, column
	}
	from := max(0, min(column-1-excerptMax/3, len(chars)-excerptMax))
	to := min(len(chars), from+excerptMax)
	cut := string(chars[from:to])
	if to < len(chars) {
		cut += "…"
	}
	if from > 0 {
		cut, from = "…"+cut, from-1
	}
	return cut, column - from
}

// printable makes blanks of what could command a terminal, so that columns
// stay where they are.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}

// marker gives a line of blanks and carets under width characters from column;
// a wide character takes two cells.
func marker(line string, column, wide int) string {
	var b strings.Builder
	at := 0
	for _, r := range line {
		at++
		if at >= column+wide {
			break
		}
		mark := " "
		if at >= column {
			mark = "^"
		}
		b.WriteString(strings.Repeat(mark, cells(r)))
	}
	if at < column {
		b.WriteString("^")
	}
	return b.String()
}

func cells(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	case width.EastAsianAmbiguous: // quotation marks and 〔〕 are drawn wide in a Chinese terminal font
		return 2
	}
	return 1
}

// sourceCache keeps the lines of the file read last.
type sourceCache struct {
	read  func(string) []byte
	file  string
	lines []string
}

func (c *sourceCache) line(file string, number int) (string, bool) {
	if c.read == nil || file == "" {
		return "", false
	}
	if c.file != file {
		data := c.read(file)
		if data == nil {
			return "", false
		}
		if !utf8.Valid(data) {
			data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
		}
		text := strings.TrimPrefix(strings.ReplaceAll(string(data), "\r\n", "\n"), "\uFEFF")
		c.file, c.lines = file, strings.Split(text, "\n")
	}
	if number < 1 || number > len(c.lines) {
		return "", false
	}
	return c.lines[number-1], true
}

// jsonFinding is the form of --json (INTERFACE: section 3).
type jsonFinding struct {
	Code     Code   `json:"code"`
	Severity string `json:"severity"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Field    string `json:"field"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
	Norm     string `json:"norm"`
}

// WriteJSON writes the list as an array of objects with the keys code,
// severity, file, line, column, field, message, hint and norm.
func WriteJSON(w io.Writer, list List) error {
	out := make([]jsonFinding, 0, len(list))
	for _, f := range list {
		rule, _ := Lookup(f.Code)
		out = append(out, jsonFinding{f.Code, f.Severity.String(), f.File, f.Line, f.Column, f.Field, f.Message, f.Hint, rule.Norm})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
