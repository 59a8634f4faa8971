package markdown

import (
	"strings"
	"testing"
)

// TestAnchors: the numbers of articles, of 一、 and of （一） lead to themselves,
// headings or not, and an id depends on what is above it alone.
func TestAnchors(t *testing.T) {
	tests := []struct{ source, want string }{
		{"**第十六条**　甲。", `<p id="a16"><strong><a class="anchor" href="#a16">第十六条</a></strong>　甲。</p>`},
		{"第一条之二　甲。\n\n（一）乙；", `<p id="a1-2-x1"><a class="anchor" href="#a1-2-x1">（一）</a>乙；</p>`},
		{"一、要做好工作，抓好落实。\n\n（二）乙，丙；", `<p id="s1-2"><a class="anchor" href="#s1-2">（二）</a>乙，丙；</p>`},
		{"## 一、总体要求\n\n甲。", `<h2 id="s1"><a class="anchor" href="#s1">一、</a>总体要求</h2>`},
		{"## 第三章　经营\n\n一、甲，乙；丙。\n\n二、丁，戊；己。", `<p id="c3-2"><a class="anchor" href="#c3-2">二、</a>`},
		{"## 目的 {#goal}\n\n甲。", `<h2 id="goal">目的</h2>`},
		{"一、在第三条中增加一款：“甲，乙。丙。”\n\n二、将“丁”修改为“戊”。\n\n本决定自发布之日起施行。", `<p id="s2"><a class="anchor" href="#s2">二、</a>将`},
	}
	r := New()
	for _, tt := range tests {
		body, err := r.Render([]byte(tt.source), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(body.HTML, tt.want) {
			t.Errorf("%q: %s is not in\n%s", tt.source, tt.want, body.HTML)
		}
		if more, _ := r.Render([]byte(tt.source+"\n\n**第九十九条**　后加的。"), Options{}); !strings.Contains(more.HTML, tt.want) {
			t.Errorf("%q: %s changed with what follows:\n%s", tt.source, tt.want, more.HTML)
		}
	}
}
