package catalog_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/catalog"
)

// TestDimensions places documents under every heading that is theirs.
func TestDimensions(t *testing.T) {
	made, _ := link(t, "2022-01-01",
		doc(1, "发布机构: [jyj, sfj, 市教育局]", "发布日期: 2020-05-01", "失效日期: 2021-05-01"),
		doc(2, "主题分类: 公安、安全、司法", "发布日期: 2021-05-01", "施行日期: 2022-05-01"),
		doc(3, "类型: 政策解读", "解读文件: [d2.md]", "主题分类: 科技、教育/教育", "栏目: 民生政策"))
	got := map[string][]string{}
	var walk func(values []*catalog.Value)
	walk = func(values []*catalog.Value) {
		for _, v := range values {
			for _, e := range v.Entries {
				got[v.URL()] = append(got[v.URL()], e.Title())
			}
			if v.Dimension.Value(v.Key) != v {
				t.Errorf("%s is not found by its key", v.URL())
			}
			walk(v.Children)
		}
	}
	for _, d := range made.Dimensions {
		if made.Dimension(d.Key) != d {
			t.Errorf("dimension %s is not found by its key", d.Key)
		}
		walk(d.Values)
	}
	want := map[string][]string{
		"catalogue/theme/16/": {"文件2", "文件1"}, "catalogue/theme/16-3/": {"文件1"}, "catalogue/theme/11/": {"文件3"}, "catalogue/theme/11-2/": {"文件3"},
		"catalogue/agency/sfj/": {"文件2", "文件3", "文件1"}, "catalogue/agency/jyj/": {"文件1"},
		"catalogue/year/2021/": {"文件2", "文件3"}, "catalogue/year/2020/": {"文件1"},
		"catalogue/kind/policy/": {"文件2", "文件1"}, "catalogue/kind/interpretation/": {"文件3"},
		"catalogue/validity/pending/": {"文件2"}, "catalogue/validity/expired/": {"文件1"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("headings (-want +got):\n%s", diff)
	}
	if s := made.Section("livelihood"); len(s.Entries) != 1 || s.Entries[0].Title() != "文件3" {
		t.Errorf("section livelihood holds %d documents, want document 3", len(s.Entries))
	}
}

// TestFind finds documents by path and by folder.
func TestFind(t *testing.T) {
	made, _ := link(t, "2022-01-01", doc(1), doc(2, "草稿: true"), doc(3, "公开属性: 不予公开"))
	if e := made.ByPath("content/d1.md"); e == nil || e != made.ByID("010897245-2021-00001") || e.URL != "documents/010897245-2021-00001/" {
		t.Errorf("document 1 is %v", e)
	}
	for _, serial := range []int{2, 3} {
		if made.ByPath(fmt.Sprintf("content/d%d.md", serial)) != nil || made.ByID(fmt.Sprintf("010897245-2021-%05d", serial)) != nil {
			t.Errorf("document %d is published", serial)
		}
	}
	if made.Drafts != 1 || made.Withheld != 1 {
		t.Errorf("%d drafts and %d withheld, want one each", made.Drafts, made.Withheld)
	}
}

// TestWords proves that every relation has its other side.
func TestWords(t *testing.T) {
	keys := map[string]bool{}
	for w := catalog.InterpretedBy; w <= catalog.RelatedTo; w++ {
		if w.Label() == "" || w.Key() == "" || keys[w.Key()] {
			t.Errorf("word %d: label %q, key %q", w, w.Label(), w.Key())
		}
		keys[w.Key()] = true
		if w.Opposite().Opposite() != w {
			t.Errorf("%s: the opposite of %s is %s", w.Key(), w.Opposite().Key(), w.Opposite().Opposite().Key())
		}
	}
}
