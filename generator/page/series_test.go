package page

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// TestSeries: yearly reports of one agency and title follow each other by their
// years, conferences by their days; a title without a year follows nothing.
func TestSeries(t *testing.T) {
	site := readSite(t, siteFile)
	add := func(serial int, kind, title, published string) {
		site[fmt.Sprintf("content/系列%d.md", serial)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"---\n标题: %s\n类型: %s\n索引号: 010897245/2024-%05d\n发布机构: sfj\n主题分类: 综合政务\n发布日期: %s\n公开属性: 主动公开\n---\n正文。\n", title, kind, serial, published)}
	}
	add(801, "工作报告", "2022年法治建设年度报告", "2025-03-01") // published late
	add(802, "工作报告", "2023年法治建设年度报告", "2024-03-01")
	add(803, "工作报告", "2024年法治建设年度报告", "2025-03-02")
	add(804, "工作报告", "2024年案卷评查报告", "2025-03-02")
	add(805, "工作报告", "法治建设年度报告", "2025-03-02")
	add(806, "新闻发布会", "甲发布会", "2024-05-01")
	add(807, "新闻发布会", "乙发布会", "2024-06-01")
	files := makeAll(t, Open(load(t, site, "2025-06-30")).All())
	link := regexp.MustCompile(`documents/010897245-2024-(\d+)/" rel="(prev|next)"`)
	for serial, want := range map[int]string{801: "next 802", 802: "prev 801 next 803", 803: "prev 802", 804: "", 805: "", 806: "next 807", 807: "prev 806"} {
		page := string(files[fmt.Sprintf("documents/010897245-2024-%05d/index.html", serial)])
		var got []string
		for _, m := range link.FindAllStringSubmatch(page, -1) {
			got = append(got, m[2], strings.TrimLeft(m[1], "0"))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("document %d leads to %q, want %q", serial, got, want)
		}
	}
}
