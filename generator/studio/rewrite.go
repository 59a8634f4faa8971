package studio

import (
	"bytes"
	"strings"

	"gongkai/generator/source"
)

// change gives an entry of the front matter another value, or takes it away.
type change struct {
	name  string       // as it is written in the file, or as it is to be written
	after []string     // names that an entry new to the file is put behind: the last of them that is there
	value source.Value // Empty takes the entry away
}

// rewrite changes entries of a file and, where body is not nil, its text, of
// which the blank lines before it are no part. What
// is not changed keeps its bytes: order, comments, quotes and line ends. ok is
// false where the front matter is not written one entry a line.
func rewrite(path string, data []byte, changes []change, body *string) (out []byte, ok bool) {
	f, _, ok := source.Read(path, data)
	if !ok || !plainHead(f) {
		return nil, false
	}
	mark := 0
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
		mark = 3
	}
	end := "\n"
	if first := bytes.IndexByte(data, '\n'); first > 0 && data[first-1] == '\r' {
		end = "\r\n"
	}
	text := string(data[mark:])
	lines := strings.SplitAfter(text[:len(text)-len(f.Body)], "\n")
	h := &head{end: end}
	h.read(f, lines)
	for _, c := range changes {
		h.apply(c)
	}
	tail := string(f.Body)
	if body != nil {
		tail = leadingLines(tail, end) + withEnds(*body, end)
	}
	return []byte(string(data[:mark]) + h.open + h.join() + h.close + tail), true
}

// plainHead tells whether every entry begins a line of its own.
func plainHead(f source.File) bool {
	line := f.HeadLine
	for _, e := range f.Head {
		if e.At.Column != 1 || e.At.Line <= line {
			return false
		}
		line = e.At.Line
	}
	return true
}

// leadingLines are the blank lines before a text; a file without a text gets
// one.
func leadingLines(body, end string) string {
	rest := strings.TrimLeft(body, "\r\n")
	if rest == "" {
		return end
	}
	return body[:len(body)-len(rest)]
}

// withEnds gives a text the line ends of a file.
func withEnds(text, end string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return strings.ReplaceAll(text, "\n", end)
}

// head is front matter in parts: what stands before the first entry, the
// entries with the blank and comment lines after each, the closing fence.
type head struct {
	open, close, end string
	parts            []part
}

type part struct {
	name  string
	entry source.Entry
	lines []string // of the entry
	rest  []string // blank and comment lines after it
}

func (h *head) read(f source.File, lines []string) {
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	h.close = lines[len(lines)-1]
	lines = lines[:len(lines)-1]
	first := len(lines)
	if len(f.Head) > 0 {
		first = f.Head[0].At.Line - 1
	}
	h.open = strings.Join(lines[:first], "")
	for i, e := range f.Head {
		to := len(lines)
		if i+1 < len(f.Head) {
			to = f.Head[i+1].At.Line - 1
		}
		own := lines[e.At.Line-1 : to]
		n := len(own)
		for n > 1 && (strings.TrimSpace(own[n-1]) == "" || strings.HasPrefix(own[n-1], "#")) {
			n--
		}
		h.parts = append(h.parts, part{name: e.Name, entry: e, lines: own[:n], rest: own[n:]})
	}
}

func (h *head) join() string {
	var b strings.Builder
	for _, p := range h.parts {
		b.WriteString(strings.Join(p.lines, "") + strings.Join(p.rest, ""))
	}
	return b.String()
}

func (h *head) at(name string) int {
	for i, p := range h.parts {
		if p.name == name {
			return i
		}
	}
	return -1
}

func (h *head) apply(c change) {
	i := h.at(c.name)
	switch {
	case i < 0 && c.value.Form == source.Empty:
	case i < 0:
		at := 0
		for _, name := range c.after {
			at = max(at, h.at(name)+1)
		}
		p := part{name: c.name, lines: h.written(c)}
		h.parts = append(h.parts[:at], append([]part{p}, h.parts[at:]...)...)
	case c.value.Form == source.Empty:
		h.drop(i)
	default:
		p := &h.parts[i]
		if line, ok := sameLine(*p, h.written(c)); ok {
			p.lines = []string{line}
			return
		}
		p.lines = h.written(c)
	}
}

// drop takes an entry away; comments after it stay.
func (h *head) drop(i int) {
	rest := h.parts[i].rest
	if i == 0 {
		h.open += strings.Join(rest, "")
	} else {
		h.parts[i-1].rest = append(h.parts[i-1].rest[:len(h.parts[i-1].rest):len(h.parts[i-1].rest)], rest...)
	}
	h.parts = append(h.parts[:i], h.parts[i+1:]...)
}

// written gives the lines of an entry as source writes them.
func (h *head) written(c change) []string {
	text := string(source.Format([]source.Entry{{Name: c.name, Value: c.value}}, ""))
	text = strings.TrimSuffix(strings.TrimPrefix(text, "---\n"), "---\n")
	return strings.SplitAfter(strings.TrimSuffix(strings.ReplaceAll(text, "\n", h.end), ""), "\n")
}

// sameLine puts a new value into the line of the old one, where both stand on
// one line: what stands before and after it stays.
func sameLine(p part, written []string) (string, bool) {
	if len(p.lines) != 1 || len(written) > 2 || len(written) == 2 && written[1] != "" || p.entry.Value.Form != source.Scalar {
		return "", false
	}
	line := p.lines[0]
	bare := strings.TrimRight(line, "\r\n")
	chars := []rune(bare)
	from := p.entry.Value.At.Column - 1
	if p.entry.Value.At.Line != p.entry.At.Line || from < 0 || from > len(chars) {
		return "", false
	}
	old := string(chars[from:])
	_, value, found := strings.Cut(strings.TrimRight(written[0], "\r\n"), ": ")
	if !found {
		return "", false
	}
	return string(chars[:from]) + value + old[valueLength(old):] + line[len(bare):], true
}

// valueLength is how many bytes of a line belong to a scalar that begins it.
func valueLength(s string) int {
	if s == "" {
		return 0
	}
	switch quote := s[0]; quote {
	case '"', '\'':
		for i := 1; i < len(s); i++ {
			switch {
			case s[i] == '\\' && quote == '"':
				i++
			case s[i] == quote && quote == '\'' && i+1 < len(s) && s[i+1] == quote:
				i++
			case s[i] == quote:
				return i + 1
			}
		}
		return len(s)
	}
	if i := strings.Index(s, " #"); i >= 0 {
		s = s[:i]
	}
	return len(strings.TrimRight(s, " \t"))
}
