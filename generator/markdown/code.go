package markdown

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/text"
)

const (
	codeBytesMax     = 64 << 10 // longer code is not coloured
	languageBytesMax = 32
)

// code writes a block of code, coloured by class where its language is known.
func (w *writer) code(lines *text.Segments, language string) {
	w.codes++
	language = cleanLanguage(language)
	w.raw(`<pre class="chroma" role="region"`)
	w.attribute("aria-label", "代码"+number(w.codes))
	w.raw(` tabindex="0"><code`)
	if language != "" {
		w.attribute("class", "language-"+language)
	}
	w.raw(">")
	w.scratch = w.scratch[:0]
	for i := range lines.Len() {
		line := lines.At(i)
		w.scratch = append(w.scratch, line.Value(w.source)...)
	}
	w.codeText(w.scratch)
	if !w.coloured(string(w.scratch), language) {
		w.html = appendEscaped(w.html, w.scratch)
	}
	w.raw("</code></pre>\n")
}

// codeText writes code to the text, a line a line, spaces kept.
func (w *writer) codeText(code []byte) {
	for line := range strings.Lines(string(code)) {
		line = strings.TrimRight(line, " \t\n")
		if line == "" {
			continue
		}
		w.beforeWords([]byte(line))
		for _, r := range line {
			if r > 0x7F || !isControl(byte(r)) || r == '\t' {
				w.text = append(w.text, string(r)...)
			}
		}
		w.endLine()
	}
}

// coloured writes code as spans; false if there is nothing to colour it by.
func (w *writer) coloured(code, language string) bool {
	if language == "" || len(code) > codeBytesMax {
		return false
	}
	lexer := lexers.Get(language)
	if lexer == nil {
		return false
	}
	tokens, err := lexer.Tokenise(&chroma.TokeniseOptions{State: "root"}, code)
	if err != nil {
		return false
	}
	from, length := len(w.html), 0
	for token := tokens(); token != chroma.EOF; token = tokens() {
		w.token(token)
		length += len(token.Value)
	}
	if length != len(code) { // a lexer must not add or lose a character
		w.html = w.html[:from]
		return false
	}
	return true
}

func (w *writer) token(t chroma.Token) {
	class := tokenClass(t.Type)
	if class == "" || strings.TrimSpace(t.Value) == "" {
		w.html = appendEscaped(w.html, t.Value)
		return
	}
	w.raw(`<span class="`, class, `">`)
	w.html = appendEscaped(w.html, t.Value)
	w.raw("</span>")
}

// cleanLanguage keeps a name that can be a class and is the name of a
// language, "" for any other.
func cleanLanguage(name string) string {
	name = strings.ToLower(name)
	if len(name) > languageBytesMax || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789+#-_") != "" {
		return ""
	}
	return name
}
