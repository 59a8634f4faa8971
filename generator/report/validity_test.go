package report_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/report"
)

func TestValidity(t *testing.T) {
	c := column(t, "2024-06-30",
		doc(1, "成文日期: 2019-12-30", "发布日期: 2020-01-03", "有效期: 3"),           // ended 2023-01-03
		doc(2, "发布日期: 2020-05-01", "有效期: 5"),                               // soon, not within 180 days
		doc(3, "发布日期: 2021-05-01", "失效日期: 2024-07-30"),                     // 30 days left
		doc(4, "发布日期: 2021-05-01", "失效日期: 2024-07-31"),                     // 31
		doc(5, "发布日期: 2022-02-01", "宣布失效日期: 2024-06-30"),                   // ends on the day
		doc(6, "发布日期: 2023-03-01", "代替: ["+ref(7)+"]", "施行日期: 2023-05-01"), // replaces 7
		doc(7, "发布日期: 2021-03-01", "有效期: 5"),
		doc(8, "类型: 规章", "发布日期: 2024-06-01", "施行日期: 2024-09-01"), // not yet in force, but there
		doc(9, "类型: 政策文件", "发布日期: 2024-01-01"),
	)
	r := report.CountValidity(c)
	b := r.Book()
	sound(t, b)
	var got []string
	for _, row := range b.Sheet("by_year").Rows {
		line := ""
		for _, cell := range row.Cells {
			line += cell.Text + " "
		}
		got = append(got, line)
	}
	want := []string{
		"2024年（截至2024-06-30） 规章 0 1 0 1 相符 ", "2024年（截至2024-06-30） 规范性文件 5 0 1 4 相符 ",
		"2023年 规章 0 0 0 0 相符 ", "2023年 规范性文件 6 1 2 5 相符 ",
		"2022年 规章 0 0 0 0 相符 ", "2022年 规范性文件 5 1 0 6 相符 ",
		"2021年 规章 0 0 0 0 相符 ", "2021年 规范性文件 2 3 0 5 相符 ",
		"2020年 规章 0 0 0 0 相符 ", "2020年 规范性文件 1 1 0 2 相符 ",
		"2019年 规章 0 0 0 0 相符 ", "2019年 规范性文件 0 1 0 1 相符 ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("years (-want +got):\n%s", diff)
	}
	var soon []string
	for _, row := range b.Sheet("expiring").Rows {
		soon = append(soon, row.Cells[1].Text+" "+row.Cells[5].Text+" "+row.Cells[6].Text)
	}
	if diff := cmp.Diff([]string{"文件3 30 30日内", "文件4 31 90日内"}, soon); diff != "" {
		t.Errorf("expiring (-want +got):\n%s", diff)
	}
}

func TestCleanup(t *testing.T) {
	c := column(t, "2024-06-30", doc(1), doc(2), doc(3), doc(4),
		doc(10, "类型: 政策文件", "发布日期: 2024-06-01",
			fmt.Sprintf("清理结果: [{文件: %s, 结果: 继续有效}, {文件: %s, 结果: 废止}, {文件: %s, 结果: 失效}, {文件: %s, 结果: 废止}]", ref(1), ref(2), ref(3), ref(4))))
	r := report.CountValidity(c)
	sound(t, r.Book())
	if len(r.Cleanups) != 1 || r.Cleanups[0].Count() != 4 || r.Cleanups[0].Listed != 4 {
		t.Fatalf("clean-ups: %+v", r.Cleanups)
	}
	row := r.Book().Sheet("cleanups").Rows[0]
	got := ""
	for _, cell := range row.Cells[2:] {
		got += cell.Text + " "
	}
	if got != "1 0 0 2 1 4 " {
		t.Errorf("row = %q", got)
	}
	if len(r.Ended) != 3 {
		t.Errorf("%d ended, want the 3 that were ended", len(r.Ended))
	}
}

// The stock of every year closes, whatever the dates are, also of a document
// published after its end.
func TestStockCloses(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		day := func(label string, from, to int) string {
			return time.Date(2015, 1, 1+rapid.IntRange(from, to).Draw(rt, label), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		}
		var files []file
		for i := range rapid.IntRange(0, 6).Draw(rt, "documents") {
			lines := []string{"类型: " + rapid.SampledFrom([]string{"规章", "规范性文件"}).Draw(rt, "kind"), "发布日期: " + day("published", 1000, 2500)}
			switch rapid.IntRange(0, 4).Draw(rt, "end") {
			case 0:
				lines = append(lines, "宣布失效日期: "+day("lapsed", 0, 3000))
			case 1:
				lines = append(lines, "有效期: "+fmt.Sprint(rapid.IntRange(1, 3).Draw(rt, "years")))
			case 2:
				if i > 0 {
					lines = append(lines, fmt.Sprintf("废止: [%s]", ref(rapid.IntRange(1, i).Draw(rt, "repeals"))))
				}
			case 3:
				lines = append(lines, "施行日期: "+day("from", 1000, 2600))
			}
			if rapid.Bool().Draw(rt, "written") {
				lines = append(lines, "成文日期: "+day("written", 0, 1000))
			}
			files = append(files, doc(i+1, lines...))
		}
		tb := lasting{t, rt}
		r := report.CountValidity(column(tb, "2022-06-30", files...))
		sound(tb, r.Book())
		if len(r.InForce)+len(r.Ended) != len(files) {
			rt.Fatalf("%d in force and %d ended of %d", len(r.InForce), len(r.Ended), len(files))
		}
		for i, y := range r.Years {
			for n, s := range y.Kinds {
				if !s.Closed() {
					rt.Fatalf("%d: %+v does not close", y.Year, s)
				}
				if i > 0 && s.InForce != r.Years[i-1].Kinds[n].Before {
					rt.Fatalf("%d ends with %d, the next year begins with %d", y.Year, s.InForce, r.Years[i-1].Kinds[n].Before)
				}
			}
		}
	})
}
