package markdown

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
	"pgregory.net/rapid"
)

func TestEmphasis(t *testing.T) {
	cases := []struct{ name, source, want string }{
		{"title mark and full stop inside", "**《条例》。**规定", "<strong>《条例》。</strong>规定"},
		{"title marks", "**《条例》**规定", "<strong>《条例》</strong>规定"},
		{"quotation marks", "这是**“重点”**内容", "这是<strong>“重点”</strong>内容"},
		{"quotation marks between numbers", "2021**“十四五”**2025", "2021<strong>“十四五”</strong>2025"},
		{"colon inside", "**注意：**请", "<strong>注意：</strong>请"},
		{"colon inside, then Latin", "**注意：**PDF格式", "<strong>注意：</strong>PDF格式"},
		{"brackets", "依**（一）**项", "依<strong>（一）</strong>项"},
		{"half-width brackets", "依**(一)**项", "依<strong>(一)</strong>项"},
		{"half-width stop", "第**1.**项", "第<strong>1.</strong>项"},
		{"ellipsis", "他说**……**后", "他说<strong>……</strong>后"},
		{"dash at the start", "其**——重点**后", "其<strong>——重点</strong>后"},
		{"plain words", "强**调**词", "强<strong>调</strong>词"},
		{"single star", "*《条例》。*规定", "<em>《条例》。</em>规定"},
		{"single star in words", "这是*强调*内容", "这是<em>强调</em>内容"},
		{"three stars", "***“重”***要", "<em><strong>“重”</strong></em>要"},
		{"nested", "**外*“内”*外。**后", "<strong>外<em>“内”</em>外。</strong>后"},
		{"two in a row", "**一、**甲**二、**乙", `<p id="s1"><strong><a class="anchor" href="#s1">一、</a></strong>甲<strong>二、</strong>乙`},
		{"across a line break", "**《条\n例》。**规定", "<strong>《条例》。</strong>规定"},
		{"strikethrough", "~~“旧”~~新", "<del>“旧”</del>新"},
		{"percent sign", "增长**5%**以上", "增长<strong>5%</strong>以上"},
		{"Korean", "**스크립트(script)**라고", "<strong>스크립트(script)</strong>라고"},
		{"rare Han", "**“𠮷”**野", "<strong>“𠮷”</strong>野"},
		{"after a link", "[甲](b)**“重点”**内容", `<a href="b">甲</a><strong>“重点”</strong>内容`},

		{"spaces inside", "** 空格 **", "** 空格 **"},
		{"full-width spaces inside", "前**　空格　**后", "前**　空格　**后"},
		{"inside a word", "a**b**c", "a<strong>b</strong>c"},
		{"Latin quotes in a word", `a**"b"**c`, `a**"b"**c`},
		{"curly quotes in Latin text", "a**“b”**c", "a**“b”**c"},
		{"underscore inside words", "文_件_名", "文_件_名"},
		{"underscore", "_强调_", "<em>强调</em>"},
		{"unclosed", "**注意：请", "**注意：请"},
		{"escaped", `\*\*注意：\*\*请`, "**注意：**请"},
		{"in code", "`**注意：**`请", "<code>**注意：**</code>请"},
		{"one tilde is a range", "9~11、14~17", "9~11、14~17"},
	}
	r := New()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			body, err := r.Render([]byte(c.source), Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := strings.TrimSuffix(strings.TrimPrefix(body.HTML, "<p>"), "</p>\n")
			if got != c.want {
				t.Errorf("%q\n got %s\nwant %s", c.source, got, c.want)
			}
		})
	}
}

// Text without Chinese characters is emphasised as CommonMark says: goldmark's
// own parser is the reference.
func TestEmphasisLatinUnchanged(t *testing.T) {
	reference := goldmark.New()
	ours := goldmark.New(goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(emphasis{}, 450))...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	)), goldmark.WithRendererOptions(html.WithUnsafe()))
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.StringOfN(rapid.RuneFrom([]rune("ab *_*_.(\"“”é\n`[]!")), 1, 30, -1).Draw(t, "source")
		var want, got bytes.Buffer
		if err := reference.Convert([]byte(source), &want); err != nil {
			t.Fatal(err)
		}
		if err := ours.Convert([]byte(source), &got); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Fatalf("%q\n got %s\nwant %s", source, got.String(), want.String())
		}
	})
}
