package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/report"
)

func TestHealth(t *testing.T) {
	toml := siteConfig + `
[[section]]
key = "announcement"
update_days = 100
[[section]]
key = "budget"
note = { date = "2024-01-02", text = "在财政平台公开。" }
[[section]]
key = "project"
link = "https://www.example.gov.cn/list/"
`
	for _, c := range []struct {
		on, announcement, change, home string
	}{
		{"2024-01-01", "绿", "2024年3月11日转黄", "绿"},
		{"2024-03-10", "绿", "2024年3月11日转黄", "红"},
		{"2024-03-11", "黄", "2024年4月11日转红", "红"},
		{"2024-04-10", "黄", "2024年4月11日转红", "红"},
		{"2024-04-11", "红", "逾期1天", "红"},
	} {
		t.Run(c.on, func(t *testing.T) {
			h := report.CountHealth(columnOf(t, toml, c.on, doc(1, "类型: 公告公示", "发布日期: 2024-01-01")))
			b := h.Book()
			sound(t, b)
			got := map[string][]string{}
			for _, row := range b.Sheet("sections").Rows {
				got[row.Cells[0].Text] = []string{row.Cells[1].Text, row.Cells[2].Text}
			}
			want := map[string][]string{"公告公示": {c.announcement, c.change}, "财政预算决算": {"空白，有说明", "情况说明（2024-01-02）：在财政平台公开。"},
				"重大建设项目": {"在其他系统", "内容在 https://www.example.gov.cn/list/"}, "规章": {"红", "空白，没有情况说明"}}
			for name, w := range want {
				if diff := cmp.Diff(w, got[name]); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
			if got["首页（全栏目最新公开）"][0] != c.home {
				t.Errorf("home is %s, want %s", got["首页（全栏目最新公开）"], c.home)
			}
			stale := 0
			if c.announcement == "红" {
				stale = 1
			}
			if h.Stale() != stale || h.Empty() != len(h.Sections)-2 {
				t.Errorf("%d stale, %d empty of %d", h.Stale(), h.Empty(), len(h.Sections))
			}
		})
	}
}
