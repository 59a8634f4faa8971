package stencil

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// action compiles what writes a value: an operand, and the functions that
// html/template's escaper placed after it.
func (c *compiler) action(p *parse.PipeNode, s *scope) (step, error) {
	if p == nil || len(p.Cmds[0].Args) != 1 {
		return nil, fmt.Errorf("%w: %s", ErrUnknown, p)
	}
	if len(p.Decl) > 0 {
		return c.declaration(p, s)
	}
	what, typed, err := c.argument(p.Cmds[0].Args[0], s)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, cmd := range p.Cmds[1:] {
		name, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || len(cmd.Args) != 1 {
			return nil, fmt.Errorf("%w: %s", ErrUnknown, p)
		}
		names = append(names, strings.TrimPrefix(name.Ident, "_html_template_"))
	}
	chain := strings.Join(names, " ")
	switch typed {
	case reflect.TypeFor[string]():
		return textStep(what, chain)
	case reflect.TypeFor[template.HTML]():
		if chain == "htmlescaper" { // markup stays markup in a text
			return func(e *execution, f *frame) {
				if at := what.in(e, f); at != nil {
					e.out = append(e.out, *(*string)(at)...)
				}
			}, nil
		}
	case reflect.TypeFor[int]():
		if chain == "htmlescaper" || chain == "attrescaper" {
			return func(e *execution, f *frame) {
				if at := what.in(e, f); at != nil {
					e.out = escapeHTML(e.out, strconv.Itoa(*(*int)(at)))
				}
			}, nil
		}
	}
	if chain == "jsvalescaper" {
		return scriptStep(what, typed)
	}
	return nil, fmt.Errorf("%w: %v through %q", ErrUnknown, typed, chain)
}

// declaration compiles {{$x := .Field}}: it writes nothing.
func (c *compiler) declaration(p *parse.PipeNode, s *scope) (step, error) {
	what, typed, err := c.operand(p, s)
	if err != nil {
		return nil, err
	}
	if p.IsAssign || len(p.Decl) != 1 {
		return nil, fmt.Errorf("%w: %s", ErrUnknown, p)
	}
	at := s.define(p.Decl[0].Ident[0], typed)
	return func(e *execution, f *frame) { f.vars[at] = what.in(e, f) }, nil
}

// textStep writes a text through the functions of a chain.
func textStep(what *place, chain string) (step, error) {
	write, ok := map[string]func(out []byte, s string) []byte{
		"htmlescaper": escapeHTML, "attrescaper": escapeHTML, "rcdataescaper": escapeHTML, // of plain text all three make the same
		"urlfilter urlnormalizer attrescaper": func(out []byte, s string) []byte { return escapeHTML(out, normalURL(filterURL(s))) },
		"urlfilter attrescaper":               func(out []byte, s string) []byte { return escapeHTML(out, filterURL(s)) },
		"urlescaper attrescaper":              func(out []byte, s string) []byte { return escapeHTML(out, escapeURL(s)) },
		"htmlnamefilter":                      appendName,
		"urlnormalizer attrescaper":           func(out []byte, s string) []byte { return escapeHTML(out, normalURL(s)) },
	}[chain]
	if !ok {
		return nil, fmt.Errorf("%w: text through %q", ErrUnknown, chain)
	}
	return func(e *execution, f *frame) {
		if at := what.in(e, f); at != nil {
			e.out = write(e.out, *(*string)(at))
		}
	}, nil
}

// filterURL is html/template's urlFilter: no scheme that could run a script.
func filterURL(s string) string {
	scheme, _, ok := strings.Cut(s, ":")
	if ok && !strings.Contains(scheme, "/") && !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
		return "#ZgotmplZ"
	}
	return s
}

// Of an address, normalURL leaves what its syntax needs, as html/template's
// urlNormalizer does, escapeURL nothing, as its urlEscaper.
const (
	letters  = "-._~abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	syntaxes = "!#$&*+,/:;=?@[]"
)

var partOfURL, wholeURL = marks(letters), marks(letters + syntaxes)

func marks(bytes string) (set [256]bool) {
	for _, c := range []byte(bytes) {
		set[c] = true
	}
	return set
}

func escapeURL(s string) string { return percent(s, &partOfURL, false) }

func normalURL(s string) string { return percent(s, &wholeURL, true) }

// percent encodes the bytes that are not plain; escapes tells to leave a % that
// stands before two hexadecimal digits.
func percent(s string, plain *[256]bool, escapes bool) string {
	const digits = "0123456789abcdef"
	var out []byte
	from := 0
	for i := range len(s) {
		c := s[i]
		if plain[c] || escapes && c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			continue
		}
		out = append(append(out, s[from:i]...), '%', digits[c>>4], digits[c&15])
		from = i + 1
	}
	if from == 0 {
		return s
	}
	return string(append(out, s[from:]...))
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

const nameOpen, nameClose = "<h", ">"

// nameValue writes a part of a tag's name as html/template does.
var nameValue = template.Must(template.New("name").Parse(nameOpen + "{{.}}" + nameClose))

// appendName writes a part of a tag's name: digits as they are, as in <h2>;
// what becomes of anything else html/template decides.
func appendName(out []byte, s string) []byte {
	if s != "" && strings.Trim(s, "0123456789") == "" {
		return append(out, s...)
	}
	var b bytes.Buffer
	if err := nameValue.Execute(&b, s); err != nil {
		return append(out, "ZgotmplZ"...) // what html/template writes for what it does not trust
	}
	return append(out, b.Bytes()[len(nameOpen):b.Len()-len(nameClose)]...)
}

const scriptOpen, scriptClose = `<script type="application/json">`, `</script>`

// scriptValue writes a value as html/template does in a script.
var scriptValue = template.Must(template.New("script").Parse(scriptOpen + `{{.}}` + scriptClose))

// scriptStep writes a value of any type into a script: html/template does it,
// but for structures and lists, which it writes as encoding/json does.
func scriptStep(what *place, typed reflect.Type) (step, error) {
	return func(e *execution, f *frame) {
		at := what.in(e, f)
		if at == nil {
			return
		}
		v := reflect.NewAt(typed, at).Elem()
		if plain, ok := plainStructure(v); ok {
			if b, err := json.Marshal(plain.Interface()); err == nil {
				e.out = append(e.out, b...)
				return
			}
		}
		var b bytes.Buffer
		if err := scriptValue.Execute(&b, v.Interface()); err != nil {
			e.fail("%w", err)
			return
		}
		e.out = append(e.out, b.Bytes()[len(scriptOpen):b.Len()-len(scriptClose)]...)
	}, nil
}

// plainStructure gives the structure, or the list of something, that a value is
// or points to, if it has no words of its own for html/template: neither a
// Marshaler nor a Stringer.
func plainStructure(v reflect.Value) (reflect.Value, bool) {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct && (v.Kind() != reflect.Slice || v.Len() == 0 || v.Type().Elem().Kind() != reflect.Struct) {
		return v, false
	}
	pointer := reflect.PointerTo(v.Type())
	return v, !pointer.Implements(reflect.TypeFor[json.Marshaler]()) && !pointer.Implements(reflect.TypeFor[fmt.Stringer]())
}
