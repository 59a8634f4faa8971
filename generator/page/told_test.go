package page

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// What a document's page tells a citizen, and what it leaves out.
func TestDocumentTells(t *testing.T) {
	const interpretation = "---\n标题: 一图读懂\n类型: 政策解读\n索引号: 010897245/2024-00901\n发布机构: sfj\n主题分类: 综合政务\n体裁: 其他\n解读文件: 010897245/2024-00031\n发布日期: 2024-05-02\n公开属性: 主动公开\n---\n正文。\n"
	site := readSite(t, siteFile)
	site["content/未写形式.md"] = &fstest.MapFile{Data: []byte(interpretation)}
	files := makeAll(t, Open(load(t, site, "2025-06-30")).All())
	tests := []struct {
		name string
		page string
		want string // pattern
		none string // text
	}{
		{"a 体裁 of no meaning is not shown", "010897245-2024-00901", `<dt>解读形式</dt><dd>文字</dd>`, "体裁"},
		{"the form of text on the policy's page", "010897245-2024-00031", `一图读懂</a> <span class="tag">文字</span>`, ""},
		{"the present stands between past and future", "010897245-2024-00031", `施行，代替<a href="[^"]*2019-00018/">[^<]*</a>，<a href="[^"]*changes/010897245-2019-00018/">改了什么</a></li>\s*<li class="timeline__now">当前状态：<span [^>]*>有效</span></li>\s*<li class="timeline__next">`, ""},
		{"the printed page tells the day of its validity", "010897245-2024-00031", `<br>效力状态：有效（[^）]*），按2025年6月30日告知<br>`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := string(files["documents/"+tt.page+"/index.html"])
			if !regexp.MustCompile(tt.want).MatchString(page) {
				t.Errorf("%s is not in\n%s", tt.want, page)
			}
			if tt.none != "" && strings.Contains(page, tt.none) {
				t.Errorf("%s is in the page", tt.none)
			}
		})
	}
}

func TestJoinedTellsADocumentOnce(t *testing.T) {
	by, other := []Relation{{Text: "新办法"}}, []Relation{{Text: "新办法", Tag: "部分"}}
	groups := []RelationGroup{{Word: "废止本文件", Links: by}, {Word: "相关文件", Links: other}, {Word: "代替本文件", Links: by}}
	got := ""
	for _, g := range joined(groups) {
		got += g.Word + " "
	}
	if want := "废止本文件、代替本文件 相关文件 "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
