package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// SourceBytesMax is the longest body that is rendered, in bytes.
const SourceBytesMax = 8 << 20

// Options says how one body is rendered. Its zero value publishes every
// harmless destination as written.
type Options struct {
	// Link maps a destination as written, escapes resolved (a relative file, a
	// .md document, an absolute URL, #fragment) to the URL to publish; image
	// tells the destination of a picture from that of a link. ok is false where
	// the destination cannot be resolved: the text stays, without a link.
	// Destinations of a dangerous scheme are never asked for.
	Link func(destination string, image bool) (url string, ok bool)

	// Valid says that the source is known to be UTF-8, and need not be looked
	// through for bytes that are not.
	Valid bool

	// Cite gives the pieces of a run of words that lead somewhere, in order and
	// without overlap. It is asked once for every run that holds 》 or 号 and
	// stands in no link, picture or code; nil asks for nothing. A line end
	// within a run is a space or nothing, as it is shown.
	Cite func(words string) []Reference
}

// Reference is a piece of running text that becomes a link.
type Reference struct {
	Start, End int    // byte offsets in the words
	URL        string // "" for none
	Mark       Mark   // shown behind the piece; not part of Body.Text
}

// Mark is a word behind a link: the validity of what it leads to. Class is one
// of the style classes status--…; Changes tells what it becomes after the day.
type Mark struct{ Word, Class, Changes string }

// Heading is one heading of a body, in reading order.
type Heading struct {
	Level int    // 2 to 6, as rendered; no level is skipped on the way down
	ID    string // unique within the body
	Text  string // one line of plain text
}

// Body is a rendered body.
type Body struct {
	HTML     string    // safe to put into a page as it is
	Text     string    // plain text, see the package comment; no final line break
	Headings []Heading // nil if there are none
}

// Renderer renders bodies. It is safe for concurrent use.
type Renderer struct {
	parser  parser.Parser
	writers sync.Pool // of *writer
}

// New makes a Renderer; make one and keep it.
func New() *Renderer {
	return &Renderer{
		parser:  newParser(),
		writers: sync.Pool{New: func() any { return newWriter() }},
	}
}

// Render renders one body. The only error is a source longer than
// SourceBytesMax; no text is wrong Markdown.
func (r *Renderer) Render(source []byte, o Options) (body Body, err error) {
	err = r.RenderTo(source, o, func(b Body) error {
		body = Body{strings.Clone(b.HTML), strings.Clone(b.Text), b.Headings}
		return nil
	})
	return body, err
}

// RenderTo hands a rendered body over where it was written: HTML and Text, and
// all that is cut from them, are good only until use returns. That spares each
// page of a column two copies of its text. The error may be that of use.
func (r *Renderer) RenderTo(source []byte, o Options, use func(Body) error) error {
	if len(source) > SourceBytesMax {
		return fmt.Errorf("render markdown: %d bytes, the limit is %d", len(source), SourceBytesMax)
	}
	source = withUnixLines(source)
	if !o.Valid && !utf8.Valid(source) {
		source = bytes.ToValidUTF8(source, []byte("\uFFFD"))
	}
	w := r.writers.Get().(*writer)
	pc := parser.NewContext()
	pc.Set(plainRoomKey, &w.plain)
	tree := r.parser.Parse(text.NewReader(source), parser.WithContext(pc))
	w.source, w.link, w.cite = source, o.Link, o.Cite
	w.document(tree)
	defer r.writers.Put(w)
	defer w.reset() // lets go of the source and the tree
	return use(w.body())
}

// withUnixLines drops a byte order mark and makes every line end in "\n".
func withUnixLines(source []byte) []byte {
	source = bytes.TrimPrefix(source, byteOrderMark)
	if bytes.IndexByte(source, '\r') < 0 {
		return source
	}
	source = bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(source, []byte("\r"), []byte("\n"))
}

var byteOrderMark = []byte("\uFEFF")
