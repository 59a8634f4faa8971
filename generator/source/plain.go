package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// plainHead reads the front matter that Format writes and nearly every editor
// types, without the YAML library, which takes several times as long: a line a
// field, its value plain, in double quotes, a list or a group on the same line,
// and groups of such lines indented by two spaces. ok is false for anything else,
// be it right or wrong: the library then reads it. Where ok is true the entries
// are, place by place, what the library gives.
func plainHead(path string, head []byte) (entries []Entry, ok bool) {
	if !plainRunes(head) {
		return nil, false
	}
	p := plainReader{path: path, text: string(head)}
	return p.entries(0)
}

// plainRunes tells whether a text holds only characters that mean themselves.
func plainRunes(head []byte) bool {
	for len(head) > 0 {
		if b := head[0]; b < utf8.RuneSelf {
			if b < ' ' && b != '\n' || b == 0x7f {
				return false
			}
			head = head[1:]
			continue
		}
		r, size := utf8.DecodeRune(head)
		if r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r >= 0xfdd0 {
			if r < 0xff00 || r > 0xffef || r == '\ufeff' { // full-width forms are plain
				return false
			}
		}
		head = head[size:]
	}
	return true
}

type plainReader struct {
	path string
	text string // from the line that is next
	line int    // of the head, counted from 0
}

// headRoom is for how many fields there is room from the beginning, at most:
// hardly a head has more.
const headRoom = 32

// entries reads the lines of an indentation, up to one that is indented less.
func (p *plainReader) entries(indent int) (out []Entry, ok bool) {
	if indent == 0 {
		out = make([]Entry, 0, min(strings.Count(p.text, "\n")+1, headRoom))
	}
	for p.text != "" {
		line, rest, _ := strings.Cut(p.text, "\n")
		if strings.Trim(line, " ") == "" && indent == 0 || indent == 0 && line[0] == '#' {
			p.text, p.line = rest, p.line+1
			continue
		}
		if deeper := leading(line); deeper < indent {
			break
		} else if deeper > indent {
			return nil, false
		}
		name, value, ok := plainName(line[indent:])
		if !ok {
			return nil, false
		}
		at := p.at(indent)
		p.text, p.line = rest, p.line+1
		e := Entry{Name: name, At: at}
		column := indent + utf8.RuneCountInString(name) + len(":")
		if e.Value, ok = p.value(value, at.Line, column, indent); !ok {
			return nil, false
		}
		out = append(out, e)
	}
	return out, len(out) > 0
}

func (p *plainReader) at(column int) diag.Position {
	return diag.Position{File: p.path, Line: p.line + 1 + headOffset, Column: column + 1}
}

func leading(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// plainNameMax is shorter than what YAML allows for a name on one line.
const plainNameMax = 200

// plainName parts a line at its colon. Names are Han characters, letters and _.
func plainName(line string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(line, ":")
	if !ok || name == "" || len(name) > plainNameMax || value != "" && value[0] != ' ' {
		return "", "", false
	}
	for _, r := range name {
		if !unicode.Is(unicode.Han, r) && !(r|0x20 >= 'a' && r|0x20 <= 'z') && r != '_' {
			return "", "", false
		}
	}
	return name, value, true
}

// value reads what stands after the colon at a column, or the group below it.
func (p *plainReader) value(text string, line, column, indent int) (Value, bool) {
	spaces := leading(text)
	text = strings.TrimRight(text[spaces:], " ")
	at := diag.Position{File: p.path, Line: line, Column: column + spaces + 1}
	switch {
	case text == "" && indent == 0:
		group := Value{Form: Group, At: p.at(2)}
		if leading(p.text) != 2 {
			return Value{}, false
		}
		entries, ok := p.entries(2)
		group.Entries = entries
		return group, ok
	case text == "":
		return Value{}, false
	case text[0] == '[':
		return plainList(text, at)
	case text[0] == '{':
		return plainGroup(text, at)
	}
	return plainScalar(text, at, "")
}

// plainScalar reads a text that is plain or in double quotes. Neither apart may
// hold what is special: in a list more is.
func plainScalar(text string, at diag.Position, special string) (Value, bool) {
	if text == "" {
		return Value{}, false
	}
	if text[0] == '"' {
		inner := text[1:]
		if !strings.HasSuffix(inner, `"`) || strings.ContainsAny(inner[:len(inner)-1], `"\`) {
			return Value{}, false
		}
		text = inner[:len(inner)-1]
	} else if !plain(text) || strings.ContainsAny(text, special) {
		return Value{}, false
	}
	v := Value{At: at, Form: Scalar, Text: clean(text)}
	if v.Text == "" {
		v.Form = Empty
	}
	return v, true
}

// plainList reads [a, "b"].
func plainList(text string, at diag.Position) (Value, bool) {
	v := Value{At: at, Form: List}
	if !strings.HasSuffix(text, "]") {
		return v, false
	}
	at.Column += len("[")
	rest := text[1 : len(text)-1]
	if strings.Trim(rest, " ") == "" {
		return v, true
	}
	for more, ok := true, true; more; {
		var item Value
		if item, rest, more, ok = plainItem(rest, &at); !ok {
			return v, false
		}
		v.Items = append(v.Items, item)
	}
	return v, true
}

// plainGroup reads {a: b, c: "d"}.
func plainGroup(text string, at diag.Position) (Value, bool) {
	v := Value{At: at, Form: Group}
	if !strings.HasSuffix(text, "}") {
		return v, false
	}
	at.Column += len("{")
	rest := text[1 : len(text)-1]
	for more := true; more; {
		spaces := leading(rest)
		at.Column += spaces
		name, value, ok := plainName(rest[spaces:])
		if !ok {
			return v, false
		}
		e := Entry{Name: name, At: at}
		at.Column += utf8.RuneCountInString(name) + len(":")
		if e.Value, rest, more, ok = plainItem(value, &at); !ok {
			return v, false
		}
		v.Entries = append(v.Entries, e)
	}
	return v, true
}

// plainItem reads the first scalar of a list or group, and moves at behind the
// comma after it. more tells whether there was one.
func plainItem(text string, at *diag.Position) (item Value, rest string, more, ok bool) {
	spaces := leading(text)
	text = text[spaces:]
	at.Column += spaces
	end := itemEnd(text)
	item, ok = plainScalar(strings.TrimRight(text[:end], " "), *at, `,[]{}:#"'&*!|>%@`+"`")
	if !ok || end == len(text) {
		return item, "", false, ok
	}
	at.Column += utf8.RuneCountInString(text[:end]) + len(",")
	return item, text[end+1:], true, true
}

// itemEnd gives where an item of a list ends: at the next comma outside quotes.
func itemEnd(s string) int {
	from := 0
	if strings.HasPrefix(s, `"`) {
		if from = strings.IndexByte(s[1:], '"') + 1; from == 0 {
			return len(s)
		}
	}
	if i := strings.IndexByte(s[from:], ','); i >= 0 {
		return from + i
	}
	return len(s)
}
