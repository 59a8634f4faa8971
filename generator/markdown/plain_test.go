package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// checkPlain wants of a source what goldmark alone makes of it, citations and
// links asked for or not.
func checkPlain(t tester, short, ordinary *Renderer, source string) {
	t.Helper()
	for _, o := range []Options{{}, {Cite: citeEverything}} {
		got, err := short.Render([]byte(source), o)
		if err != nil {
			t.Fatal(err)
		}
		want, err := ordinary.Render([]byte(source), o)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q: -without plain lines +with them:\n%s", source, diff)
		}
	}
}

// citeEverything makes a link of each 》 and what stands before it in a run.
func citeEverything(words string) (found []Reference) {
	for at := 0; ; {
		size := strings.Index(words[at:], "》")
		if size < 0 {
			return found
		}
		end := at + size + len("》")
		found = append(found, Reference{Start: at, End: end, URL: "../" + words[at:at+size] + "/", Mark: Mark{Word: "已废止", Class: "status"}})
		at = end
	}
}

func ordinaryRenderer() *Renderer {
	r := New()
	r.parser = parserAfter()
	return r
}

func TestPlainLines(t *testing.T) {
	pieces := strings.Split("甲乙|《丙》|，|。|“|”|(一)|（一）|一、|1.|1. |2)|2) |12|a|A b| |  |    |\t|　|　　|\u00A0|\n|\n|\n\n|\n\n|\n\n|\n \n|\r\n|  \n|\\\n|\\|"+
		"**|**甲。**|**甲** |*|_|~~|`|[|](b)|[甲](b)|![|!|<|<b>|>|&|&amp;|https://a.cn|a@b.cn|<a@b.cn>|[^1]|\n[^1]: |[甲]: b|:|\n: |\n\n: |\n:   甲|#|# |## |\n---|\n===\n|\n- |\n+ |\n1. |\n> |```|{#a}|\x00|\x01|\x7F|\xFF|"+
		"附件：|表1　甲|问：|答：|各局：|示例市司法局|2024年3月18日|抄送：|（此件公开发布）|第一条　|第一章|号|\f|\v", "|")
	pieces = append(pieces, "|", "|甲|乙|\n", "\n|-|-|\n", "\n|-|-|\n|丙|丁|\n")
	short, ordinary := New(), ordinaryRenderer()
	rapid.Check(t, func(t *rapid.T) {
		checkPlain(t, short, ordinary, strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "pieces"), ""))
	})
}

func FuzzPlainLines(f *testing.F) {
	cases, err := filepath.Glob(filepath.Join("testdata", "*.md"))
	if err != nil || len(cases) == 0 {
		f.Fatalf("no cases: %v", err)
	}
	for _, path := range cases {
		source, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(source))
	}
	f.Add("**甲。**乙\n\n　　丙\n\n1.丁\n\n甲\n\n: 乙\n")
	short, ordinary := New(), ordinaryRenderer()
	f.Fuzz(func(t *testing.T, source string) { checkPlain(t, short, ordinary, source) })
}
