package importer

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readText reads pasted text: a paragraph a line, rows with bars as a table.
// Lines that a mail program or a terminal broke at one width are joined again.
func readText(text string) *page {
	p := &page{words: text, lines: true}
	lines := strings.Split(text, "\n")
	if wrapped(lines) {
		lines = joined(lines)
		p.warnings = append(p.warnings, "文字像是按固定宽度折行的，已把同一段的各行接起来，请核对分段")
	}
	for i := 0; i < len(lines); i++ {
		if rows := pipeRows(lines[i:]); len(rows) > 0 {
			p.blocks = append(p.blocks, pipeTable(rows, i+1))
			for j := range rows {
				p.marks += bars(lines[i+j])
			}
			i += len(rows) - 1
			continue
		}
		for _, part := range strings.Split(lines[i], joint) {
			if squeezed(part) != "" {
				p.blocks = append(p.blocks, newParagraph(clean(part), i+1))
			}
		}
	}
	return p
}

// pipeRows gives the rows of a table that begins here.
func pipeRows(lines []string) [][]string {
	var rows [][]string
	for _, line := range lines {
		cells, ok := pipeCells(line)
		if !ok && !(len(rows) > 0 && strings.Contains(line, "|") && isRule(strings.Split(strings.Trim(squeezed(line), "|"), "|"))) {
			break
		}
		rows = append(rows, cells)
	}
	return rows
}

// bars gives the marks of a row, which are no words.
func bars(line string) string {
	if cells, ok := pipeCells(line); !ok || isRule(cells) {
		return line
	}
	return strings.Map(func(r rune) rune {
		if r == '|' || r == '｜' {
			return r
		}
		return -1
	}, line)
}

// pipeTable makes a table of rows; the line |---|---| makes a head of the row
// above it.
func pipeTable(rows [][]string, line int) *block {
	table := element(atom.Table)
	for _, cells := range rows {
		if isRule(cells) || cells == nil {
			continue
		}
		tr := element(atom.Tr)
		for _, c := range cells {
			td := element(atom.Td)
			td.AppendChild(&html.Node{Type: html.TextNode, Data: c})
			tr.AppendChild(td)
		}
		table.AppendChild(tr)
	}
	return &block{node: table, text: words(table), line: line}
}

// joint stands between paragraphs that were joined out of the lines of one
// place, so that later lines keep their numbers.
const joint = "\x00"

const (
	wrapWidthMin = 20 // characters
	wrapLinesMin = 8
	wrapSlack    = 3 // how far full lines may differ
)

// wrapped tells text that was broken at one width: most lines are within a few
// characters of the widest and do not end a sentence.
func wrapped(lines []string) bool {
	widest := 0
	for _, line := range lines {
		widest = max(widest, columns(strings.TrimSpace(line)))
	}
	if widest < 2*wrapWidthMin || widest > 2*80 {
		return false
	}
	full, filled := 0, 0
	for _, line := range lines {
		if squeezed(line) == "" {
			continue
		}
		filled++
		if columns(strings.TrimSpace(line)) >= widest-2*wrapSlack && !endsSentence(line) && !strings.Contains(line, "|") {
			full++
		}
	}
	return filled >= wrapLinesMin && full*2 > filled
}

// joined puts the lines of a paragraph together; the place of the others is
// kept as empty lines.
func joined(lines []string) []string {
	widest := 0
	for _, line := range lines {
		widest = max(widest, columns(strings.TrimSpace(line)))
	}
	out := make([]string, len(lines))
	at, open := -1, false
	for i, line := range lines {
		starts := squeezed(line) == "" || strings.HasPrefix(line, "　") || strings.HasPrefix(line, "  ") || stepOf(strings.TrimSpace(line)) != unnumbered || strings.Contains(line, "|")
		if open && !starts {
			out[at] += gap(out[at], line) + strings.TrimSpace(line)
		} else {
			at = i
			out[i] = line
		}
		open = columns(strings.TrimSpace(line)) >= widest-2*wrapSlack && squeezed(line) != "" && !strings.Contains(line, "|")
	}
	return out
}

// gap is the space that a line break between two Latin words stood for.
func gap(before, after string) string {
	a, b := lastRune(before), firstRune(strings.TrimSpace(after))
	if a < 0x2e80 && b < 0x2e80 && a != '-' {
		return " "
	}
	return ""
}

func endsSentence(line string) bool {
	return strings.ContainsRune("。！？；：”", lastRune(strings.TrimSpace(line)))
}
