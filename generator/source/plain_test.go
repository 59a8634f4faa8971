package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// agree tells where the plain reader and the library differ about a head.
func agree(head string) string {
	entries, ok := plainHead("a.md", []byte(head))
	if !ok {
		return ""
	}
	want, list := yamlHead("a.md", []byte(head), false)
	return cmp.Diff(want, entries) + cmp.Diff(0, len(list))
}

// Whatever the plain reader reads, it reads as the library does, place by place.
func TestPlainHead(t *testing.T) {
	piece := rapid.SampledFrom([]string{"标题", "类型", "a_b", "null", "true", "~", "=", "<<", "？", "，", "、", "《甲》", " ", "  ", "\n", "\n", ":", ": ", "：", "#", " #", `"`, `""`, `'`, `\`, "[", "]", ", ", ",",
		"{", "}", "-", "- ", "---", "...", "?", "? ", "&", "*", "!", "|", ">", "%", "@", "`", "2021-03-18", "0x1F", "1.10", ".inf", "010897245/2021-00001", "〔2021〕15号", "\t", "\r", "\u3000", "\u00a0", "\ufeff", "\u200b",
		"\u0085", "\u2028", "\ufffd", "\uffff", "\U0001F600", "\x00", "\x7f", "ａ", "è"})
	value := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 5).Draw(t, "pieces"), "") })
	word := rapid.OneOf(rapid.StringMatching(`[甲乙丙 ab0-9/〔〕《》（），。—·-]{0,8}`), value)
	line := rapid.Custom(func(t *rapid.T) string {
		name := rapid.SampledFrom([]string{"标题", "类型", "建议提案", "keywords", "  届次", "  编号", "- 文件", "  - 文件", "    深", " 一", "# 注", "", "yes", "null"}).Draw(t, "name")
		switch rapid.IntRange(0, 6).Draw(t, "form") {
		case 0:
			return name + ": \"" + word.Draw(t, "quoted") + "\""
		case 1:
			return name + ": [" + strings.Join(rapid.SliceOfN(word, 0, 3).Draw(t, "items"), ", ") + "]"
		case 2:
			return name + ":"
		case 4:
			member := rapid.Custom(func(t *rapid.T) string {
				return rapid.SampledFrom([]string{"届次", "编号", " a_b", "", "是 否"}).Draw(t, "member") + rapid.SampledFrom([]string{": ", ":", ":  "}).Draw(t, "colon") + word.Draw(t, "value")
			})
			return name + ": {" + strings.Join(rapid.SliceOfN(member, 0, 3).Draw(t, "members"), rapid.SampledFrom([]string{", ", ",", " , "}).Draw(t, "comma")) + "}"
		case 3:
			return value.Draw(t, "line")
		}
		return name + ": " + word.Draw(t, "plain")
	})
	read := 0
	rapid.Check(t, func(t *rapid.T) {
		head := strings.Join(rapid.SliceOfN(line, 1, 6).Draw(t, "lines"), "\n") + "\n"
		if diff := agree(head); diff != "" {
			t.Fatalf("%q (-library +plain):\n%s", head, diff)
		}
		if _, ok := plainHead("a.md", []byte(head)); ok {
			read++
		}
	})
	if read == 0 {
		t.Error("nothing was read plainly: the test proves nothing")
	}
}

func FuzzPlainHead(f *testing.F) {
	f.Add("标题: 甲\n类型: \"乙\"\n主题词: [丙, \"丁, 戊\"]\n建议提案:\n  届次: 己\n  编号: 5\n发布日期: 2021-03-18\n")
	f.Add("建议提案: {届次: 己,  编号: \"5\" }\n")
	f.Add("a:  b \n\n# c\nd: [ ]\n")
	f.Fuzz(func(t *testing.T, head string) {
		if diff := agree(head); diff != "" {
			t.Fatalf("%q (-library +plain):\n%s", head, diff)
		}
	})
}

// The sample's documents are read plainly, but for lists of groups.
func TestPlainHeadOfSample(t *testing.T) {
	var plainly, all int
	err := filepath.WalkDir("../../content", func(p string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(p) != ".md" {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		head, _, _, _ := split(data)
		all++
		if _, ok := plainHead(p, head); ok {
			plainly++
		}
		if diff := agree(string(head)); diff != "" {
			t.Errorf("%s (-library +plain):\n%s", p, diff)
		}
		return nil
	})
	if err != nil || plainly*2 < all {
		t.Errorf("%d of %d read plainly, %v", plainly, all, err)
	}
}
