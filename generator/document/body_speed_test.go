package document

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/diag"
)

// slowLeftovers looks for every word on its own: what leftovers must find.
func slowLeftovers(body []byte, places *lineIndex) map[diag.Position]string {
	found := map[diag.Position]string{}
	for _, word := range append(unfinished[:], furniture[:]...) {
		for from := 0; ; {
			i := bytes.Index(body[from:], []byte(word))
			if i < 0 {
				break
			}
			at := from + i
			if !insideWord(body, at, len(word)) && !bytes.HasPrefix(body[at+len(word):], []byte("案")) {
				found[places.at(at)] += word + " "
				break
			}
			from = at + 1
		}
	}
	return found
}

// slowLabels is emptyLabels without passing over any line.
func slowLabels(body []byte) (labels []string) {
	pending := ""
	for _, line := range strings.Split(string(body), "\n") {
		switch text := strings.Trim(strings.TrimSpace(line), "*# 　"); {
		case text == "":
		case isLabel(text):
			if pending != "" {
				labels = append(labels, pending)
			}
			pending = text
		default:
			pending = ""
		}
	}
	if pending != "" {
		labels = append(labels, pending)
	}
	return labels
}

// The quick ways find what the plain ones find.
func TestQuickBody(t *testing.T) {
	pieces := append(append([]string{"附件", "附件：", "相关链接:", "：", ":", "*", "**", "# ", "　", " ", "\u00a0", "\u2003", "\n", "\n", "\r\n", "\t", "\v", "案", "X", "L", "_", "号", "公", "网", "（", "𠮷", "é", "×", "今年", "ICP"}, unfinished[:]...), furniture[:]...)
	rapid.Check(t, func(t *rapid.T) {
		body := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "body"), ""))
		places := &lineIndex{file: "a.md", first: 5, body: body}
		got := map[diag.Position]string{}
		want := slowLeftovers(body, places)
		for _, f := range leftovers(body, places) {
			_, word, _ := strings.Cut(f.Message, "“")
			got[f.Position] += strings.TrimSuffix(word, "”") + " "
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q: leftovers (-slow +quick):\n%s", body, diff)
		}
		var labels []string
		for _, f := range emptyLabels(body, places) {
			_, label, _ := strings.Cut(f.Message, "“")
			label, _, _ = strings.Cut(label, "”")
			labels = append(labels, label)
		}
		if diff := cmp.Diff(slowLabels(body), labels); diff != "" {
			t.Fatalf("%q: labels (-slow +quick):\n%s", body, diff)
		}
	})
}

// Numbers are found wherever they stand, though only every third byte is
// looked at: what is put before a text moves them, and changes nothing else.
func TestQuickPersonal(t *testing.T) {
	pieces := []string{"13800138000", "138 0013 8000", "139-0013-8001", "11010519491231002X", "+86", "86", "1", "12", "138", "0", ".", " ", "-", "X", "x", "元", "¥", "年", "_", "\n", "a"}
	found := func(body string) (list []string) {
		eachPersonal([]byte(body), nil, func(run string, from int) { list = append(list, fmt.Sprint(run, " ", len(body)-from)) })
		return list
	}
	rapid.Check(t, func(t *rapid.T) {
		body := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "body"), "")
		if diff := cmp.Diff(found("。\n"+body), found("。\n\n"+body)) + cmp.Diff(found("。\n"+body), found("。\n\n\n"+body)); diff != "" {
			t.Fatalf("%q:\n%s", body, diff)
		}
	})
}
