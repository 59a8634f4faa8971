package page

import (
	"fmt"
	"testing"
	"testing/fstest"
)

// siteOf is a site of 规章, each with the lines given.
func siteOf(lines ...string) fstest.MapFS {
	site := fstest.MapFS{"config.toml": &fstest.MapFile{Data: []byte(`[site]
name = "示例市人民政府"
base_url = "https://www.example.gov.cn/xxgk/"
id_code = "4201110038"
[[agency]]
key = "sfj"
name = "示例市司法局"
code = "010897245"
`)}}
	for i, more := range lines {
		text := fmt.Sprintf("---\n标题: 第%d号办法\n类型: %s\n索引号: 010897245/2021-%05d\n发布机构: sfj\n主题分类: 综合政务\n公开属性: 主动公开\n%s\n---\n正文。\n", i+1,
			[]string{"规章", "政策文件"}[i%2], i+1, more)
		site[fmt.Sprintf("content/%d.md", i+1)] = &fstest.MapFile{Data: []byte(text)}
	}
	return site
}

// TestKeys changes what a page shows and wants its key to change with it: a
// key that stays keeps a stale page.
func TestKeys(t *testing.T) {
	repealed := siteOf("发布日期: 2021-01-01\n有效期: 9\n宣布失效日期: 2026-05-01", "发布日期: 2022-01-01\n废止: [1.md]")
	tests := []struct {
		name          string
		before, after fstest.MapFS
		from, to      string // as of
	}{
		{"repealed or replaced", repealed, siteOf("发布日期: 2021-01-01\n有效期: 9\n宣布失效日期: 2026-05-01", "发布日期: 2022-01-01\n代替: [1.md]"), "2025-01-01", "2025-01-01"},
		{"an event passes that changes no word", repealed, repealed, "2026-04-30", "2026-05-01"},
		{"a term ends after it was declared lapsed", siteOf("发布日期: 2021-01-01\n宣布失效日期: 2022-05-01\n失效日期: 2025-01-01"),
			siteOf("发布日期: 2021-01-01\n宣布失效日期: 2022-05-01\n失效日期: 2025-01-01"), "2025-01-01", "2025-06-01"},
		{"repealed on another day before it was published", siteOf("发布日期: 2021-01-01", "发布日期: 2020-01-01\n废止: [1.md]"),
			siteOf("发布日期: 2021-01-01", "发布日期: 2020-01-02\n废止: [1.md]"), "2025-01-01", "2025-01-01"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, after := Open(load(t, tt.before, tt.from)).All(), Open(load(t, tt.after, tt.to)).All()
			keys := map[string]string{}
			for _, o := range before {
				keys[o.Paths[0]] = o.Key
			}
			was, is, differ := makeAll(t, before), makeAll(t, after), 0
			for _, o := range after {
				file := o.Paths[0]
				if string(was[file]) == string(is[file]) {
					continue
				}
				differ++
				if o.Key != "" && o.Key == keys[file] {
					t.Errorf("%s is another page under the same key", file)
				}
			}
			if differ == 0 {
				t.Error("no page differs: the test tests nothing")
			}
		})
	}
}
