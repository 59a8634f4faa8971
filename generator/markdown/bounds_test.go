package markdown

import (
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"pgregory.net/rapid"
)

func TestRenderTooLong(t *testing.T) {
	if _, err := New().Render(make([]byte, SourceBytesMax+1), Options{}); err == nil {
		t.Error("no error for a body over the limit")
	}
}

// pathological are the sources known to make Markdown parsers slow or deep.
var pathological = []struct{ name, unit, end string }{
	{"emphasis that never closes", "*a_ ", ""},
	{"emphasis of every length", "*a **b ***c ", ""},
	{"Chinese emphasis", "**“重", ""},
	{"opening brackets", "[", ""},
	{"nested brackets", "[", "]"},
	{"links in links", "[a](", ")"},
	{"links with open titles", `[a](b "`, ""},
	{"images in images", "![", "](a)"},
	{"reference definitions", "[a]: b\n", ""},
	{"open reference titles", "[a]: b 'x\n", ""},
	{"note references", "[^a] ", "\n\n[^a]: x"},
	{"notes", "[^a]: [^a]\n", ""},
	{"nested quotes", ">", "x"},
	{"quotes line by line", "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > >\n", ""},
	{"nested lists", "- ", "x"},
	{"nested numbers", "1. ", "x"},
	{"list and quote", "- > ", "x"},
	{"nested definitions", "a\n:   ", "x"},
	{"back ticks of every length", "`a``b```c````d", ""},
	{"open tags", "<a b='", ""},
	{"open comments", "<!-- ", ""},
	{"open instructions", "<?", ""},
	{"attribute lists", "# {a={", ""},
	{"heading of braces", "{", "}"},
	{"wide header", "|", "\n" + strings.Repeat("|-", 2000) + strings.Repeat("\n|", 20000)},
	{"escaped pipes", "|`a\\|b`", "\n|-|\n"},
	{"strikethrough", "~~a ", ""},
	{"entities", "&#", ";"},
	{"hard breaks", "a\\\n", ""},
	{"soft breaks", "a\n", ""},
	{"indents", "\u3000\u3000甲\n", ""},
	{"same headings", "# 标题\n", ""},
	{"found headings", "一、标题\n\n正文\n\n", ""},
	{"dates", "某局\n\n2024年1月1日\n\n", ""},
	{"captions", "表1 x\n\n|a|\n|-|\n\n", ""},
	{"underlines", "a\n-\n", ""},
	{"fences", "```\n", ""},
	{"code", "    x\n", ""},
}

// A table of 2,000 columns and 50,000 rows of one byte would be 100 million
// cells.
func TestRenderWideTable(t *testing.T) {
	source := strings.Repeat("|a", 2000) + "\n" + strings.Repeat("|-", 2000) + strings.Repeat("\n|", 50_000)
	body := render(t, New(), source)
	if len(body.HTML) > 4*len(source) {
		t.Errorf("%d bytes of Markdown became %d bytes of HTML", len(source), len(body.HTML))
	}
}

func TestRenderPathological(t *testing.T) {
	const length = 200_000
	limit := time.Minute // ordinary text of this length takes 10 ms; generous, because seconds on a busy machine prove nothing
	r := New()
	for _, c := range pathological {
		t.Run(c.name, func(t *testing.T) {
			n := length / len(c.unit)
			source := []byte(strings.Repeat(c.unit, n) + strings.Repeat(c.end, max(1, min(n, length/max(1, len(c.end))))))
			start := time.Now()
			if _, err := r.Render(source, Options{}); err != nil {
				t.Fatal(err)
			}
			Links(source)
			took := time.Since(start)
			t.Logf("%d bytes in %v", len(source), took.Round(time.Millisecond))
			if took > limit {
				t.Errorf("%d bytes took %v, the limit is %v", len(source), took, limit)
			}
		})
	}
}

// witness lets goldmark look for references in every paragraph, and tells of
// those that Render does not show it and that held one.
type witness struct{ missed *string }

func (w witness) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, before := node.Lines().Len(), node.PreviousSibling()
	shown := lines == 0 || beginsWithBracket(node.Lines(), reader.Source())
	parser.LinkReferenceParagraphTransformer.Transform(node, reader, pc)
	if !shown && (node.Parent() == nil || node.Lines().Len() != lines || node.PreviousSibling() != before) {
		*w.missed = string(reader.Source())
	}
}

func TestReferencesBeginWithBrackets(t *testing.T) {
	missed := ""
	p := parser.NewParser(parser.WithBlockParsers(parser.DefaultBlockParsers()...), parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(util.Prioritized(witness{&missed}, 100)))
	piece := rapid.SampledFrom([]string{"[a]: /x", "[b]: <y> 'z'", "[a]", "[", "\\[", ":", "\n", "\n", "\n\n", " ", "   ", "\t", "\f", "\v", "\u00a0", "　", "> ", "- ", "1. ", "x", "=", "|"})
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
		p.Parse(text.NewReader([]byte(source)))
		if missed != "" {
			t.Fatalf("a reference in %q would be missed", missed)
		}
	})
}
