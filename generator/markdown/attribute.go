package markdown

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// The attribute list of a heading: "## 标题 {#id .class}". goldmark's own
// reading of it recurses without bound and keeps every attribute; this one
// takes ids and classes and drops the rest.

const (
	idRunesMax  = 64 // of an id typed by the author
	attributeID = "id"
	classes     = "class"
)

// atxHeading takes the attribute list off a "## …" heading.
type atxHeading struct{ parser.BlockParser }

func (p atxHeading) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil {
		takeAttributes(node, reader.Source())
	}
	return node, state
}

// setextHeading takes the attribute list off an underlined heading.
type setextHeading struct{ parser.BlockParser }

func (p setextHeading) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	takeAttributes(node, reader.Source())
}

func takeAttributes(node ast.Node, source []byte) {
	lines := node.Lines()
	if lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	value := bytes.TrimRight(source[last.Start:last.Stop], " \t\n")
	open := bytes.LastIndexByte(value, '{')
	if open < 0 || value[len(value)-1] != '}' {
		return
	}
	id, class, ok := readAttributes(string(value[open+1 : len(value)-1]))
	if !ok {
		return
	}
	if id != "" {
		node.SetAttributeString(attributeID, id)
	}
	if class != "" {
		node.SetAttributeString(classes, class)
	}
	// The space before the list goes with it, and so does a closing "##".
	kept := bytes.TrimRight(value[:open], " \t")
	if unhashed := bytes.TrimRight(kept, "#"); len(unhashed) == 0 || len(unhashed) < len(kept) && isSpace(unhashed[len(unhashed)-1]) {
		kept = bytes.TrimRight(unhashed, " \t")
	}
	last.Stop = last.Start + len(kept)
	lines.Set(lines.Len()-1, last)
}

// readAttributes reads what stands between the braces. ok is false if it is
// not an attribute list, so that "{1}" stays text.
func readAttributes(list string) (id, class string, ok bool) {
	var names []string
	for _, word := range attributeWords(list) {
		key, value, paired := strings.Cut(word, "=")
		value = strings.Trim(value, `"'`)
		switch {
		case word[0] == '#':
			id = cleanID(word[1:])
		case word[0] == '.':
			names = append(names, cleanClass(word[1:])...)
		case !paired || !isName(key):
			return "", "", false
		case key == attributeID:
			id = cleanID(value)
		case key == classes:
			names = append(names, cleanClass(value)...)
		}
		ok = true
	}
	return id, strings.Join(names, " "), ok
}

// attributeWords splits at spaces outside double quotes.
func attributeWords(list string) []string {
	quoted := false
	return strings.FieldsFunc(list, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return !quoted && (r == ' ' || r == '\t')
	})
}

func isName(key string) bool {
	for _, r := range key {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && r != ':' {
			return false
		}
	}
	return key != ""
}

// cleanID keeps letters (Han among them), digits and - _ . :
func cleanID(id string) string {
	count := 0
	return strings.Map(func(r rune) rune {
		if count >= idRunesMax || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.:", r) {
			return -1
		}
		count++
		return r
	}, id)
}

// cleanClass keeps the classes written in ASCII letters, digits, - and _.
func cleanClass(list string) []string {
	var names []string
	for _, name := range strings.Fields(list) {
		if strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == "" {
			names = append(names, name)
		}
	}
	return names
}
