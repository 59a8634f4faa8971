package stencil

import (
	"bytes"
	"errors"
	"html/template"
	"reflect"
	"strings"
	"testing"
)

type data struct {
	Text   string
	HTML   template.HTML
	Flag   bool
	Count  int
	List   []string
	Map    map[string]int
	Self   *data
	Any    any
	Known  *known
	Held   any // a known
	Said   said
	Knowns []known
	Pair   [2]string
	outer
	*far
}

// outer is a structure that data holds, far one it leads to.
type outer struct{ Outer string }

type far struct{ Far string }

// known is a structure as encoding/json writes it.
type known struct {
	Text string `json:"text,omitempty"`
	More []known
}

// said is one that html/template shows as its String says.
type said struct{ Word string }

func (s said) String() string { return "said " + s.Word }

func (data) Method() string { return "" }

func parsed(t *testing.T, text string, d *data) *template.Template {
	t.Helper()
	set, err := template.New("base").Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	_ = set.Execute(new(bytes.Buffer), d) // the escaper runs now; what it refuses stays refused
	return set
}

// What is compiled writes what html/template writes.
func TestSame(t *testing.T) {
	values := []*data{{}, {Text: `<a href="x">'+&`, HTML: "<b>x</b>", Flag: true, Count: -3, List: []string{"", "<"}, Self: &data{Text: "inner"}, Any: []string{"</script>"},
		Known: &known{Text: "</script><!--'\u2028", More: []known{{}}}, Said: said{"'"}, Held: &known{Text: "&"}, Knowns: []known{{Text: "<"}}, Pair: [2]string{"'", ""}, outer: outer{"+"}, Map: map[string]int{"": 1}}}
	for _, text := range []string{
		`{{.Text}}|{{.HTML}}|{{.Count}}`, `{{if .Flag}}a{{else if .List}}b{{else}}c{{end}}`, `{{if not .Text}}none{{end}}{{if eq .Text "x"}}x{{end}}`,
		`{{range .List}}<li title="{{.}}">{{.}}{{else}}none{{end}}`, `{{range $i, $v := .List}}{{if $i}}, {{end}}{{$v}}{{$.Count}}{{end}}`,
		`{{with .Self}}{{.Text}}{{else}}none{{end}}{{.Text}}`, `{{$x := .Text}}{{range .List}}{{$x}}{{end}}`, `<a href="{{.Text}}?q={{.Text}}">`,
		`{{define "t"}}{{.Text}}{{with .Self}}{{template "t" .}}{{end}}{{end}}{{template "t" .}}`, `<script type="application/json">{{.Any}}</script>`,
		`<title>{{.Text}}</title><h{{.Count}}>`, `{{if .Any}}any{{end}}{{if .Self}}self{{end}}`, `<meta http-equiv="refresh" content="0; url={{.Text}}">`,
		`{{range $i, $v := .Pair}}{{range $j, $w := $.List}}{{$i}}{{$j}}{{$v}}{{$w}}{{end}}{{end}}{{if .Map}}map{{end}}`, `{{.Outer}}{{with .Self}}{{.Outer}}{{end}}`,
		`<a {{.Text}}>`, `<script type="application/json">{{.Knowns}}</script>`, `<script type="application/ld+json">{{.Known}}</script>`, `<script>x = {{.Known}};{{.Said}}</script>`, `<script type="application/ld+json">{{.Held}}</script>`,
	} {
		for _, d := range values {
			set := parsed(t, text, d)
			s, err := New(set, "base", reflect.TypeOf(d))
			if err != nil && text != `<title>{{.Text}}</title><h{{.Count}}>` {
				t.Errorf("%s: %v", text, err)
			}
			if err != nil {
				continue
			}
			var want bytes.Buffer
			if err := set.Execute(&want, d); err != nil {
				t.Fatal(err)
			}
			got, err := s.Append([]byte("before "), d)
			if err != nil || string(got) != "before "+want.String() {
				t.Errorf("%s: got %q, %v, want %q", text, got, err, want.String())
			}
		}
	}
}

// What is not known exactly is refused.
func TestRefused(t *testing.T) {
	for _, text := range []string{`{{printf "%q" .Text}}`, `{{range $k, $v := .Map}}{{$k}}{{end}}`, `{{len .Text}}`, `<a style="color: {{.Text}}">`,
		`{{if and .Text .List}}x{{end}}`, `{{.Missing}}`, `<script>var x = "{{.Text}}"</script>`, `{{.Method}}`, `<p title="{{.HTML}}">`, `<p title={{.Text}}>`,
		`{{.Any}}`, `{{range .List}}{{break}}{{end}}`, `{{$x := .Text}}{{$x = "y"}}{{$x}}`, `{{.Map.x}}`, `{{.Far}}`, `{{range .Count}}x{{end}}`, `{{.Text.Length}}`, `{{html .Text}}`} {
		if _, err := New(parsed(t, text, &data{}), "base", reflect.TypeFor[*data]()); !errors.Is(err, ErrUnknown) {
			t.Errorf("%s: %v", text, err)
		}
	}
	s, err := New(parsed(t, `{{.Text}}`, &data{}), "base", reflect.TypeFor[*data]())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(nil, data{}); err == nil {
		t.Error("data of another type was taken")
	}
}

// A template that calls itself without end, or looks into nothing, fails.
func TestFails(t *testing.T) {
	for text, d := range map[string]*data{
		`{{template "t" .}}`: {},
		`{{.Self.Text}}`:     {},
	} {
		set := parsed(t, `{{define "t"}}{{template "t" .}}{{end}}{{if .Flag}}`+text+`{{end}}`, d)
		s, err := New(set, "base", reflect.TypeOf(d))
		if err != nil {
			t.Fatal(err)
		}
		d.Flag = true
		if _, err := s.Append(nil, d); err == nil {
			t.Errorf("%s: no error", text)
		}
	}
}

// Every byte is escaped as html/template does, wherever it stands among others.
func TestEscapeHTML(t *testing.T) {
	for _, around := range []string{"", "a", "文", "abcdefgh", "为了规范行政", "a文<b文&", "'为了规范行政检查，保护"} {
		for b := range 256 {
			for _, s := range []string{string([]byte{byte(b)}) + around, around + string([]byte{byte(b)}), around + string([]byte{byte(b), byte(b)}) + around} {
				if got, want := string(escapeHTML(nil, s)), template.HTMLEscaper(s); got != strings.ReplaceAll(want, "+", "&#43;") {
					t.Errorf("%q becomes %q, want %q", s, got, want)
				}
			}
		}
	}
}
