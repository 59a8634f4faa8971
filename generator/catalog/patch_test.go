package catalog_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gongkai/generator/catalog"
	"gongkai/generator/ledger"
)

// edits are what an editor may change in a document, and whether it concerns
// that document's page and the lists alone.
var edits = []struct {
	line string
	own  bool
}{
	{"标题: 改名的文件", true},
	{"正文: 第一条　改过的内容。", true},
	{"内容概述: 另一个概述。", true},
	{"主题分类: 科技、教育/教育", true},
	{"发布机构: jyj", true},
	{"发布机构: [sfj, jyj]", true},
	{"栏目: 行政许可", true},
	{"主题词: [甲, 乙]", true},
	{"体裁: 通知", true},
	{"正文: 根据《某文件》（示司发〔2021〕1号）制定。", false},
	{"发布日期: 2021-01-30", false},
	{"施行日期: 2021-02-01", false},
	{"失效日期: 2021-12-31", false},
	{"废止: [d1.md]", false},
	{"被修改: [d2.md]", false},
	{"文号: 示司发〔2021〕77号", false},
	{"类型: 规范性文件", false},
	{"草稿: true", false},
	{"公开属性: 不予公开", false},
}

// TestPatch proves that a patched catalog is, to the last pointer, the one that
// is made anew of the same documents; that it is given for every edit that
// concerns its own document alone; and that the older catalog stays.
func TestPatch(t *testing.T) {
	c := parseConfig(t, "")
	today := on(t, "2021-03-01")
	rapid.Check(t, func(r *rapid.T) {
		lines, _ := drawLines(r, t)
		for i := range lines { // citations, so that entries lead to each other
			if to := rapid.IntRange(0, 4).Draw(r, "cites"); to > 0 {
				lines[i] = append(lines[i], "正文: 依照示司发〔2021〕"+string(rune('0'+to))+"号办理。")
			}
			if rapid.IntRange(0, 5).Draw(r, "is a draft") == 0 {
				lines[i] = append(lines[i], "草稿: true")
			}
		}
		docs := read(t, c, written(lines)...)
		old, _ := catalog.Link(c, docs, new(ledger.Ledger), today)
		before, _ := catalog.Link(c, docs, new(ledger.Ledger), today)
		own := true
		var changed []int
		for range rapid.IntRange(1, 3).Draw(r, "edits") {
			i := rapid.IntRange(0, len(docs)-1).Draw(r, "document")
			edit := rapid.SampledFrom(edits).Draw(r, "edit")
			cited := slices.ContainsFunc(lines[i], func(l string) bool { return l[:len("正文")] == "正文" }) && edit.line[:len("正文")] == "正文"
			lines[i], own = append(slices.Clone(lines[i]), edit.line), own && edit.own && !cited
			changed = append(changed, i)
		}
		slices.Sort(changed)
		now, changes := slices.Clone(docs), []catalog.Change(nil)
		for _, i := range slices.Compact(changed) {
			now[i] = reread(t, c, doc(i+1, lines[i]...))
			if now[i] == nil {
				r.Skip("an edit made a document that cannot be placed")
			}
			changes = append(changes, catalog.Change{From: docs[i], To: now[i]})
		}
		patched, ok := catalog.Patch(old, changes)
		if !reflect.DeepEqual(old, before) {
			r.Fatal("the older catalog changed")
		}
		if !ok {
			if own {
				r.Fatalf("no patch for edits of their own document alone: %q", lines)
			}
			return
		}
		if fresh, _ := catalog.Link(c, now, new(ledger.Ledger), today); !reflect.DeepEqual(patched, fresh) {
			r.Fatalf("the patched catalog is not the one made anew: %q", lines)
		}
	})
}
