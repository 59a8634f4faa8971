package markdown

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// FuzzRender wants of any source: no panic, valid UTF-8, well-nested HTML of
// known elements and attributes only, harmless addresses, unique ids, text of
// non-empty lines.
func FuzzRender(f *testing.F) {
	cases, err := filepath.Glob(filepath.Join("testdata", "*.md"))
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range cases {
		source, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(source)
	}
	r := New()
	f.Fuzz(func(t *testing.T, source []byte) { checkRender(t, r, string(source)) })
}

// The same of sources put together from the marks of Markdown and of official
// documents, which a fuzzer takes long to find.
func TestRenderMarks(t *testing.T) {
	marks := strings.Split("*|**|_|~~|`|```\n|[|](|)|![|[^1]|\n[^1]: |[r]|\n[r]: a.md \"x\"\n|]|<|<b>|<!--|-->|<https://a.cn>|"+
		"# |{#a .b}|{|\n===\n|\n---\n|\n|\n|\n\n|\n\n|\r\n|\r|  \n|\\|\\\n|- |1. |> |: |\n: |    |\t|　　|\u00A0|&amp;|&#0;|\x00|\x7F|\xFF|"+
		"甲|。|“|”|（|a|1|一、|（一）|1.|第一章|第一条|表1|问：|附件：|各局：|示例市司法局|2024年3月18日|（此件公开发布）|抄送：|javascript:|data:image/png,|\" onx=\"", "|")
	marks = append(marks, "|", "|", "\n|-|-|\n", "|a|b|\n|-|-:|\n|c|d|\n")
	r := New()
	rapid.Check(t, func(t *rapid.T) {
		checkRender(t, r, strings.Join(rapid.SliceOfN(rapid.SampledFrom(marks), 0, 40).Draw(t, "marks"), ""))
	})
}

// tester is what *testing.T and *rapid.T share.
type tester interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

func checkRender(t tester, r *Renderer, source string) {
	t.Helper()
	body := render(t, r, source)
	Links([]byte(source))
	if !utf8.ValidString(body.HTML) || !utf8.ValidString(body.Text) {
		t.Fatal("output is not UTF-8")
	}
	for line := range strings.SplitSeq(body.Text, "\n") {
		if body.Text != "" && strings.Trim(line, " \t") == "" {
			t.Fatalf("an empty line in the text %q", body.Text)
		}
	}
	checkHTML(t, []byte(body.HTML))
}

var elements = strings.Fields(`a blockquote br caption code dd del div dl dt em figcaption figure h2 h3 h4 h5 h6
	hr img li ol p pre section span strong sub sup table tbody td th thead time tr ul`)

var attributes = strings.Fields(`alt aria-label aria-labelledby class datetime decoding href id loading rel role
	scope src start tabindex title`)

var void = []string{"br", "hr", "img"}

func checkHTML(t tester, source []byte) {
	t.Helper()
	var open []string
	ids := map[string]bool{}
	for z := html.NewTokenizer(bytes.NewReader(source)); ; {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Fatalf("%v is not closed in %q", open, source)
			}
			return
		case html.CommentToken, html.DoctypeToken, html.SelfClosingTagToken:
			t.Fatalf("%v in %q", kind, source)
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				t.Fatalf("</%s> within %v in %q", name, open, source)
			}
			open = open[:len(open)-1]
		case html.StartTagToken:
			token := z.Token()
			checkTag(t, token, ids, source)
			checkNesting(t, token.Data, open, source)
			if !slices.Contains(void, token.Data) {
				open = append(open, token.Data)
			}
		}
	}
}

// checkNesting fails where a browser would close an element by itself.
func checkNesting(t tester, name string, open []string, source []byte) {
	t.Helper()
	phrasing := slices.Contains(strings.Fields("a br code del em img span strong sub sup time"), name)
	for _, parent := range open {
		if name == "a" && parent == "a" {
			t.Fatalf("a link within a link in %q", source)
		}
		if !phrasing && slices.Contains(strings.Fields("p h2 h3 h4 h5 h6 a dt figcaption caption"), parent) {
			t.Fatalf("<%s> within <%s> in %q", name, parent, source)
		}
	}
}

func checkTag(t tester, token html.Token, ids map[string]bool, source []byte) {
	t.Helper()
	if !slices.Contains(elements, token.Data) {
		t.Fatalf("element <%s> in %q", token.Data, source)
	}
	for _, a := range token.Attr {
		if !slices.Contains(attributes, a.Key) {
			t.Fatalf("attribute %s of <%s> in %q", a.Key, token.Data, source)
		}
		if a.Key == "id" && (ids[a.Val] || a.Val == "" || strings.ContainsAny(a.Val, " \t\n")) {
			t.Fatalf("id %q repeated, empty or with space in %q", a.Val, source)
		}
		if a.Key == "id" {
			ids[a.Val] = true
		}
		// A browser strips what is below a space from a URL before it reads the scheme.
		address := strings.ToLower(strings.Map(func(r rune) rune {
			if r <= ' ' {
				return -1
			}
			return r
		}, a.Val))
		if (a.Key == "href" || a.Key == "src") && (strings.HasPrefix(address, "javascript:") ||
			strings.HasPrefix(address, "vbscript:") || strings.HasPrefix(address, "file:") ||
			strings.HasPrefix(address, "data:") && !strings.HasPrefix(address, "data:image/")) {
			t.Fatalf("address %q in %q", a.Val, source)
		}
	}
}
