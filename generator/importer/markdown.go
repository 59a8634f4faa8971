package importer

import (
	"strings"

	"gongkai/generator/source"
)

// readMarkdown reads a Markdown file. Its body is kept as it is written, but
// for what moves into the front matter; its own front matter is read by the
// aliases of the field table. A file whose paragraphs are not separated by
// empty lines is pasted text that was only named .md.
func readMarkdown(name, text string) *page {
	p := &page{lines: true, markdown: true}
	body, first := text, 1
	if strings.HasPrefix(text, "---\n") {
		file, findings, ok := source.Read(name, []byte(text))
		if ok {
			p.head, body, first = file.Head, string(file.Body), file.BodyLine
		} else {
			for _, f := range findings {
				p.warnings = append(p.warnings, "开头的元数据读不懂，当作正文："+f.Message)
			}
		}
	}
	if pasted(body) {
		inner := readText(body)
		for _, b := range inner.blocks {
			b.line += first - 1
		}
		inner.head, inner.warnings = p.head, append(p.warnings, inner.warnings...)
		return inner
	}
	p.words = body
	p.blocks = chunks(body, first)
	return p
}

// pasted tells text without the empty lines that separate paragraphs.
func pasted(body string) bool {
	filled, together := 0, 0
	before := false
	for _, line := range strings.Split(body, "\n") {
		text := strings.TrimSpace(line)
		now := text != "" && !strings.ContainsAny(text[:1], "#>-*+|`:=[") && !strings.HasPrefix(line, "    ")
		if now {
			filled++
			if before && runes(text) > 20 {
				together++
			}
		}
		before = now
	}
	return together >= 3 && together*2 > filled
}

// chunks splits a body at empty lines outside fenced code.
func chunks(body string, first int) []*block {
	var out []*block
	var open []string
	start, fence := 0, ""
	flush := func() {
		if len(open) > 0 {
			out = append(out, newChunk(strings.Join(open, "\n"), start))
		}
		open = nil
	}
	for i, line := range strings.Split(body, "\n") {
		text := strings.TrimSpace(line)
		if mark := fenceMark(text); mark != "" && (fence == "" || strings.HasPrefix(mark, fence) && mark == text) {
			if fence == "" {
				fence = mark
			} else {
				fence = ""
			}
		}
		if text == "" && fence == "" {
			flush()
			continue
		}
		if len(open) == 0 {
			start = first + i
		}
		open = append(open, line)
	}
	flush()
	return out
}

func fenceMark(line string) string {
	for _, c := range []string{"`", "~"} {
		if rest := strings.TrimLeft(line, c); len(line)-len(rest) >= 3 {
			return line[:len(line)-len(rest)]
		}
	}
	return ""
}

func newChunk(raw string, line int) *block {
	b := &block{raw: raw, line: line}
	text := strings.TrimSpace(raw)
	if rest := strings.TrimLeft(text, "#"); rest != text && len(text)-len(rest) <= 6 && (rest == "" || rest[0] == ' ') && !strings.Contains(text, "\n") {
		b.level = len(text) - len(rest)
		text = strings.TrimSpace(strings.TrimRight(rest, "# "))
	}
	if inner, ok := strings.CutPrefix(text, "**"); ok && strings.HasSuffix(inner, "**") && strings.Count(inner, "**") == 1 {
		text = strings.TrimSuffix(inner, "**")
		b.look.bold = true
	}
	b.text = oneLine(text)
	return b
}
