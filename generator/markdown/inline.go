package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// inline writes what is within n.
func (w *writer) inline(n ast.Node) {
	if line, ok := n.(*plainLine); ok {
		w.plainLine(line)
		return
	}
	var after ast.Node
	for c := n.FirstChild(); c != nil; c = after {
		after = c.NextSibling()
		switch c := c.(type) {
		case *ast.Text:
			if w.cite == nil || w.inAnchor {
				w.words(c)
			} else {
				after = w.cited(c).NextSibling()
			}
		case *ast.Emphasis:
			if c.Level == 2 {
				w.wrapped("strong", c)
			} else {
				w.wrapped("em", c)
			}
		case *extast.Strikethrough:
			w.wrapped("del", c)
		case *ast.CodeSpan:
			w.codeSpan(c)
		case *ast.Link:
			w.anchor(c)
		case *ast.AutoLink:
			w.autoLink(c)
		case *ast.Image:
			w.image(c)
		case *ast.RawHTML:
			for i := range c.Segments.Len() {
				segment := c.Segments.At(i)
				w.write(segment.Value(w.source))
			}
		case *noteReference:
			w.noteReference(c)
		default:
			w.inline(c)
		}
	}
}

func (w *writer) wrapped(tag string, n ast.Node) {
	w.raw("<", tag, ">")
	w.inline(n)
	w.raw("</", tag, ">")
}

// words writes a run of text and the line break after it.
func (w *writer) words(n *ast.Text) {
	w.write(w.valueOf(n))
	w.lineBreak(n)
}

// lineBreak writes the line break after a text.
func (w *writer) lineBreak(n *ast.Text) {
	switch {
	case n.HardLineBreak():
		w.raw("<br>\n")
		if w.oneLine {
			w.soft = len(w.html)
		} else {
			w.endLine()
		}
	case n.SoftLineBreak():
		w.soft = len(w.html)
	}
}

func (w *writer) codeSpan(n *ast.CodeSpan) {
	w.raw("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		value := t.Segment.Value(w.source)
		if w.inTable { // the only escape in code, and only in a cell
			value = bytes.ReplaceAll(value, []byte(`\|`), []byte("|"))
		}
		w.write(value)
	}
	w.raw("</code>")
}

// plainText appends the text within n, for an attribute.
func (w *writer) plainText(to []byte, n ast.Node) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			value := c.Segment.Value(w.source)
			if !c.IsRaw() {
				value = resolved(value)
			}
			to = appendLine(to, value)
			if c.SoftLineBreak() || c.HardLineBreak() {
				to = append(to, ' ')
			}
		case *ast.RawHTML:
			for i := range c.Segments.Len() {
				segment := c.Segments.At(i)
				to = appendLine(to, segment.Value(w.source))
			}
		case *ast.AutoLink:
			to = appendLine(to, c.Label(w.source))
		default:
			to = w.plainText(to, c)
		}
	}
	return to
}

// resolved is value with backslash escapes and character references replaced
// by what they stand for.
func resolved(value []byte) []byte {
	if bytes.IndexByte(value, '\\') < 0 && bytes.IndexByte(value, '&') < 0 {
		return value
	}
	out := make([]byte, 0, len(value))
	for i := 0; i < len(value); {
		switch {
		case value[i] == '\\' && i+1 < len(value) && util.IsPunct(value[i+1]):
			out = append(out, value[i+1])
			i += 2
			continue
		case value[i] == '&':
			if char, size := reference(value[i:]); size > 0 {
				out = append(out, char...)
				i += size
				continue
			}
		}
		out = append(out, value[i])
		i++
	}
	return out
}

// referenceBytesMax is longer than any name of a character in HTML.
const referenceBytesMax = 40

// reference reads &amp; &#25919; &#x653F; at the start of b.
func reference(b []byte) (char []byte, size int) {
	end := bytes.IndexByte(b[:min(len(b), referenceBytesMax)], ';')
	if end < 2 {
		return nil, 0
	}
	name := b[1:end]
	if name[0] != '#' {
		entity, ok := util.LookUpHTML5EntityByName(string(name))
		if !ok {
			return nil, 0
		}
		return entity.Characters, end + 1
	}
	digits, base, longest := name[1:], 10, 7
	if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, longest = digits[1:], 16, 6
	}
	code, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || len(digits) > longest {
		return nil, 0
	}
	return utf8.AppendRune(nil, util.ToValidRune(rune(code))), end + 1
}

// trimmed is a line without the spaces at its ends.
func trimmed(line []byte) []byte {
	size, _ := indent(line)
	return bytes.TrimRight(line[size:], " \t\n")
}
