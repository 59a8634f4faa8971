package citation_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/citation"
)

func TestFind(t *testing.T) {
	tests := map[string][]string{
		"根据《中华人民共和国立法法》第八条、第九条第二款和第十条之一的规定": {"《中华人民共和国立法法》 立法法 第八条 第九条 第十条之一"},
		"《办法》（示司规〔2024〕3号）第五条第（一）项":         {"《办法》（示司规〔2024〕3号） 办法 第五条"},
		"《办法》(示例市人民政府令第275号)废止":             {"《办法》(示例市人民政府令第275号) 办法"},
		"《办法》（试行）和（示司规〔2024〕3号）":            {"《办法》 办法", "示司规〔2024〕3号"},
		"《关于印发《细则》的通知》":                     {"《关于印发《细则》的通知》 关于印发细则的通知", "《细则》 细则"},
		"《关于修改〈细则〉的\n决定》":                   {"《关于修改〈细则〉的\n决定》 关于修改细则的决定", "〈细则〉 细则"},
		"《办法\n\n》":                           nil,
		"《》《 》〈无〉》":                          nil,
		"《甲〉乙》":                              nil,
		"《甲（Ａ Ｂ）【１】》":                        {"《甲（Ａ Ｂ）【１】》 甲(ab)(1)"},
		"鄂9005法建(2024)2号":                    nil,
		"《" + strings.Repeat("长", 300) + "》": nil,
	}
	for text, want := range tests {
		var got []string
		for _, c := range citation.Find(text) {
			line := text[c.Start:c.End]
			if name := c.Name().Title; name != "" {
				line += " " + name
			}
			for _, a := range c.Articles {
				line += " " + text[a.Start:a.End]
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestIssued(t *testing.T) {
	for title, want := range map[string]string{
		"示例市司法局关于印发《示例市法律援助便民规定》的通知": "示例市法律援助便民规定",
		"关于印发《〈甲法〉实施办法》的通知":          "《甲法》实施办法",
		"示例市人民政府关于公布年度目录的通知":         "年度目录",
		"关于印发《甲》和《乙》的通知":             "",
		"示例市公共停车场管理办法":               "",
		"关于修改《甲》的决定":                 "",
	} {
		if got := citation.Key(citation.Issued(title)); got != citation.Key(want) {
			t.Errorf("%s hands on %q, want %q", title, got, want)
		}
	}
}

// TestPlaces: whatever the text, places are in order, within it, and hold what
// they say; Key is a fixed point.
func TestPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("《》〈〉（）()〔〕第二条款号令2024示司规的 \n*a")), 0, 60, -1).Draw(t, "text")
		last := 0
		for _, c := range citation.Find(text) {
			if c.Start < last || c.End > len(text) || c.Start >= c.End || !utf8.ValidString(text[c.Start:c.End]) {
				t.Fatalf("%q: %d–%d after %d", text, c.Start, c.End, last)
			}
			last = c.Start
			if key := citation.Key(c.Title); citation.Key(key) != key {
				t.Errorf("key of %q is %q, whose key is %q", c.Title, key, citation.Key(key))
			}
			for _, a := range c.Articles {
				if a.Start < c.End || !strings.HasPrefix(text[a.Start:a.End], "第") || a.ID() == "" {
					t.Errorf("%q: article %q", text, text[a.Start:a.End])
				}
			}
		}
	})
}

// TestLinear reads texts made to be slow in time that grows with their length.
func TestLinear(t *testing.T) {
	for _, piece := range []string{"《", "《〈", "《甲〈乙》", "》", "《甲》第一条、", "令第1号", "《甲》（示司规〔2024〕1号）"} {
		text := strings.Repeat(piece, 200_000)
		started := time.Now()
		n := len(citation.Find(text))
		if took := time.Since(started); took > time.Minute {
			t.Errorf("%d bytes of %s took %v (%d citations)", len(text), piece, took, n)
		}
	}
}

func ExampleFind() {
	for _, c := range citation.Find("按照《示例市停车办法》（示政规〔2024〕3号）第五条办理。") {
		fmt.Println(c.Title, c.Number.Tail, c.Articles[0].ID())
	}
	// Output: 示例市停车办法 〔2024〕3号 a5
}
