package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLinks(t *testing.T) {
	source := "\uFEFF见[文件 a.md](a.md)。\r\n\r\n> ![图](<图 1.png> \"题\")\r\n\r\n" +
		"| 甲 |\n|-|\n| [x](b\\_c.md) |\n\n[r] <https://a.gov.cn> `[码](no)`\n\n[r]: 参考.pdf\n[^1]: 注[y](#s1)\n"
	var got []Link
	for _, l := range Links([]byte(source)) {
		got = append(got, l)
		written := strings.NewReplacer("_", `\_`).Replace(l.Destination)
		if l.Destination != "参考.pdf" && !strings.HasPrefix(source[l.Offset:], written) {
			t.Errorf("%q: offset %d is at %.20q", l.Destination, l.Offset, source[l.Offset:])
		}
		if l.Destination == "参考.pdf" && !strings.HasPrefix(source[l.Offset:], "[r]") {
			t.Errorf("a reference: offset %d is at %.20q", l.Offset, source[l.Offset:])
		}
	}
	want := []struct {
		destination string
		image       bool
	}{{"a.md", false}, {"图 1.png", true}, {"b_c.md", false}, {"参考.pdf", false}, {"https://a.gov.cn", false}, {"#s1", false}}
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i, w := range want {
		if got[i].Destination != w.destination || got[i].Image != w.image {
			t.Errorf("link %d: got %+v, want %+v", i, got[i], w)
		}
	}
}

// What is asked of Options.Link is what Links listed, dangerous addresses
// apart.
func TestLinksAreWhatRenderAsks(t *testing.T) {
	source := "[甲](a.md) ![乙](b.png) [丙](javascript:x) <mailto:a@b.c> [丁][r]\n\n[r]: c.md\n"
	var asked, listed []string
	_, err := New().Render([]byte(source), Options{Link: func(destination string, _ bool) (string, bool) {
		asked = append(asked, destination)
		return destination, true
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range Links([]byte(source)) {
		if !strings.HasPrefix(l.Destination, "javascript:") {
			listed = append(listed, l.Destination)
		}
	}
	if diff := cmp.Diff(asked, listed); diff != "" {
		t.Errorf("-asked +listed:\n%s", diff)
	}
}

func TestLinksWithout(t *testing.T) {
	for _, source := range []string{"", "没有链接：一、二。", "[甲] (乙)", "a < b", strings.Repeat("x", SourceBytesMax+1) + "[a](b)"} {
		if got := Links([]byte(source)); len(got) > 0 {
			t.Errorf("%.20q: %+v", source, got)
		}
	}
}

func TestHarmless(t *testing.T) {
	cases := []struct {
		url         string
		link, image bool
	}{
		{"a.md", true, true}, {"../附件/1.pdf", true, true}, {"#s1", true, true}, {"?q=a:b", true, true}, {"a/b:c", true, true},
		{"https://a.cn", true, true}, {"HTTP://a.cn", true, true}, {"//a.cn", true, true},
		{"mailto:a@b.c", true, false}, {"tel:1", true, false},
		{"data:image/png;base64,A", false, true}, {"DATA:image/WEBP,A", false, true},
		{"data:image/svg+xml,A", false, false}, {"data:text/html,A", false, false}, {"data:image/pngx,A", false, false},
		{"javascript:x", false, false}, {" javascript:x", false, false}, {"JAVASCRIPT:x", false, false},
		{"java\nscript:x", false, false}, {"\x01javascript:x", false, false}, {"vbscript:x", false, false},
		{"file:///a", false, false}, {"blob:x", false, false}, {"weird+scheme:x", false, false},
	}
	for _, c := range cases {
		if link, image := harmless(c.url, false), harmless(c.url, true); link != c.link || image != c.image {
			t.Errorf("%q: link %v, image %v; want %v, %v", c.url, link, image, c.link, c.image)
		}
	}
}
