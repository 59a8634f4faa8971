package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func TestIDs(t *testing.T) {
	s := ids{next: map[string]int{}}
	var got []string
	for _, want := range []string{"a", "a", "a-2", "a", "main", "foot-org", "fn12", "ref1-2", "fn", "refs", "main"} {
		got = append(got, s.issue(want))
	}
	want := []string{"a", "a-2", "a-2-2", "a-3", "doc-main", "doc-foot-org", "doc-fn12", "doc-ref1-2", "fn", "refs", "doc-main-2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestTextID(t *testing.T) {
	cases := map[string]string{
		"总则":                    "总则",
		"“放管服” 改革（2024 年）":      "放管服改革2024年",
		"Annual Report":         "AnnualReport",
		"e\u0301te\u0301":       "\u00e9t\u00e9",
		"……":                    "part",
		strings.Repeat("长", 50): strings.Repeat("长", 40),
	}
	for text, want := range cases {
		if got := textID(text); got != want {
			t.Errorf("textID(%q) = %q, want %q", text, got, want)
		}
	}
}

// Headings have unique ids, skip no level on the way down, and a heading added
// at the end changes none before it.
func TestHeadingsStable(t *testing.T) {
	r := New()
	heading := rapid.Custom(func(t *rapid.T) string {
		words := rapid.SampledFrom([]string{"一、甲", "二、乙", "（一）丙", "1．丁", "（1）戊", "第一章　己", "第二节", "第三条", "总则", "main", "s1", "——"}).Draw(t, "words")
		level := rapid.IntRange(0, 6).Draw(t, "level")
		if level == 0 {
			return words + "\n\n正文。\n\n"
		}
		return strings.Repeat("#", level) + " " + words + "\n\n正文。\n\n"
	})
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.SliceOfN(heading, 0, 8).Draw(t, "first")
		added := heading.Draw(t, "added")
		before := render(t, r, strings.Join(first, ""))
		after := render(t, r, strings.Join(first, "")+added)
		if diff := cmp.Diff(before.Headings, after.Headings[:len(before.Headings)], cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("a later heading changed earlier ones:\n%s", diff)
		}
		seen, last := map[string]bool{}, 1
		for _, h := range after.Headings {
			if seen[h.ID] || reserved(h.ID) || h.Level > last+1 || h.Level < levelMin {
				t.Fatalf("heading %+v after level %d in %+v", h, last, after.Headings)
			}
			if !strings.Contains(string(after.HTML), fmt.Sprintf(`<h%d id="%s">`, h.Level, h.ID)) {
				t.Fatalf("no heading %+v in\n%s", h, after.HTML)
			}
			seen[h.ID], last = true, h.Level
		}
	})
}

type fataler interface{ Fatal(...any) }

func render(t fataler, r *Renderer, source string) Body {
	body, err := r.Render([]byte(source), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return body
}
