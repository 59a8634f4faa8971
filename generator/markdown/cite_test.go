package markdown

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// citeTitles makes a link of every 《…》 of a run, and marks those that hold 旧.
func citeTitles(words string) []Reference {
	var out []Reference
	for at := 0; ; {
		start := strings.Index(words[at:], "《")
		if start < 0 {
			return out
		}
		size := strings.Index(words[at+start:], "》")
		if size < 0 {
			return out
		}
		r := Reference{Start: at + start, End: at + start + size + len("》"), URL: "../x/"}
		if strings.Contains(words[r.Start:r.End], "旧") {
			r.Mark = Mark{Word: "已废止", Class: "status status--repealed", Changes: `"<`}
		}
		out = append(out, r)
		at = r.End
	}
}

func TestCite(t *testing.T) {
	tests := map[string]string{
		"按《甲》办":            `<p>按<a href="../x/">《甲》</a>办</p>`,
		"《旧》":              `<p><a href="../x/">《旧》</a><span class="status status--repealed" data-changes="&quot;&lt;">已废止</span></p>`,
		"《甲[2]乙》":          `<p><a href="../x/">《甲[2]乙》</a></p>`,
		"《甲\n乙》丙":          `<p><a href="../x/">《甲乙》</a>丙</p>`,
		"《a\nb》":           "<p><a href=\"../x/\">《a\nb》</a></p>",
		"[《甲》](b.md)《乙》":   `<p><a href="b.md">《甲》</a><a href="../x/">《乙》</a></p>`,
		"`《甲》`":            `<p><code>《甲》</code></p>`,
		"![《甲》](a.png)《乙》": `<p><img src="a.png" alt="《甲》" loading="lazy" decoding="async"><a href="../x/">《乙》</a></p>`,
		"**《甲》**":          `<p><strong><a href="../x/">《甲》</a></strong></p>`,
		"甲》号":              `<p>甲》号</p>`,
	}
	r := New()
	for source, want := range tests {
		body, err := r.Render([]byte(source), Options{Cite: citeTitles})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want+"\n", body.HTML); diff != "" {
			t.Errorf("%q (-want +got):\n%s", source, diff)
		}
	}
}

var (
	markTags = regexp.MustCompile(`<span class="status [^>]*>[^<]*</span>`)
	linkTags = regexp.MustCompile(`<a href="../x/">|</a>`)
)

// TestCiteKeepsText: links of citations change neither the plain text nor, but
// for themselves, the markup.
func TestCiteKeepsText(t *testing.T) {
	r := New()
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.StringOfN(rapid.SampledFrom([]rune("《》《》旧甲乙a b\n\n*`[]()!#1.-　|&;\\<>号一、")), 0, 60, -1).Draw(t, "source")
		plain, err := r.Render([]byte(source), Options{})
		if err != nil {
			t.Fatal(err)
		}
		cited, err := r.Render([]byte(source), Options{Cite: citeTitles})
		if err != nil {
			t.Fatal(err)
		}
		if plain.Text != cited.Text {
			t.Fatalf("%q: text %q became %q", source, plain.Text, cited.Text)
		}
		without := func(html string) string {
			return linkTags.ReplaceAllString(markTags.ReplaceAllString(html, ""), "")
		}
		if diff := cmp.Diff(without(plain.HTML), without(cited.HTML)); diff != "" {
			t.Errorf("%q (-without +with):\n%s", source, diff)
		}
	})
}

// TestArticlesAreThere: each article that Articles lists has its id in the
// rendered body.
func TestArticlesAreThere(t *testing.T) {
	r := New()
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom([]string{
			"**第一条**　甲", "第二条　乙", "　　第三条 丙", "## 第四条 丁", "", "", "第五条第二款修改为", "- 第六条 己", "```", "    第七条 庚",
			"第二条之一　辛", "> 第八条 壬", "甲", "### 第九条 {#nine}", "第一条　又", "一、甲", "| a |\n| - |",
		}), 0, 12).Draw(t, "lines")
		source := []byte(strings.Join(lines, "\n"))
		body, err := r.Render(source, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range Articles(source) {
			if !strings.Contains(body.HTML, ` id="`+a.ID()+`"`) {
				t.Errorf("%q has no %s:\n%s", source, a.ID(), body.HTML)
			}
		}
	})
}
