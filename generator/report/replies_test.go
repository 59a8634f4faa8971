package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/report"
	"gongkai/generator/workday"
)

// reply writes a reply with the given facts of its proposal.
func reply(serial int, published, facts string) file {
	return doc(serial, "类型: 建议提案答复", "发布日期: "+published, "建议提案: {类别: 人大代表建议, 届次: 市一次会议, 编号: \"001\", "+facts+"}")
}

func TestReplies(t *testing.T) {
	c := column(t, "2021-12-31",
		reply(1, "2021-06-10", "结果: A, 公开: 全文公开, 交办日期: 2021-03-10, 答复日期: 2021-06-10, 满意度: 满意, 主办: 市教育局"),
		reply(2, "2021-06-11", "结果: B, 公开: 摘要公开, 交办日期: 2021-03-10, 答复日期: 2021-06-11, 满意度: 基本满意"),
		reply(3, "2021-09-10", "结果: B, 交办日期: 2021-03-10, 答复日期: 2021-09-10, 延期: true, 主办: 市民政局"),
		reply(4, "2021-11-30", "交办日期: 2021-09-01"),
		reply(5, "2021-12-30", "公开: 不公开, 交办日期: 2021-10-31"),
		reply(6, "2021-07-09", "结果: D, 公开: 全文公开, 答复日期: 2021-06-09, 满意度: 不满意"),
		reply(7, "2021-07-08", "答复日期: 2021-06-09"), // the 20th working day: 14 June was a holiday
	)
	r := report.CountReplies(c, workday.Default())
	want := report.ReplyTally{All: 7, Finished: 5, Timed: 4, InTime: 2, Dated: 5, Published: 4, A: 1, B: 2, D: 1, Unrated: 3,
		Full: 2, Summary: 1, None: 1, Undisclosed: 3, Satisfied: 1, Fairly: 1, Unhappy: 1, Unasked: 4}
	if diff := cmp.Diff(want, r.Total); diff != "" {
		t.Errorf("total (-want +got):\n%s", diff)
	}
	b := r.Book()
	sound(t, b)
	got := map[string]string{}
	for _, f := range b.Figures {
		got[f.Key] = f.Cell.Text
	}
	if diff := cmp.Diff(map[string]string{"replies": "7", "finished_rate": "71.4%", "in_time_rate": "50.0%", "disclosed_rate": "75.0%", "published_rate": "80.0%", "satisfied_rate": "33.3%"}, got); diff != "" {
		t.Errorf("figures (-want +got):\n%s", diff)
	}
	var leads []string
	for _, h := range r.Leads {
		leads = append(leads, h.Key+" "+h.Label)
	}
	if diff := cmp.Diff([]string{"sfj 示例市司法局", "jyj 示例市教育局", "other-3 市民政局"}, leads); diff != "" {
		t.Errorf("leads (-want +got):\n%s", diff)
	}
	if rows := b.Sheet("late_replies").Rows; len(rows) != 2 || rows[1].Cells[16].Text != "应于2021年6月10日前答复，超期1天" {
		t.Errorf("late replies: %v", rows)
	}
}

func TestRepliesWithNothing(t *testing.T) {
	r := report.CountReplies(column(t, "2021-12-31"), workday.Default())
	b := r.Book()
	sound(t, b)
	for _, f := range b.Figures[1:] {
		if f.Cell.Text != "不适用" || f.Cell.Numeric {
			t.Errorf("%s of no replies is %q", f.Key, f.Cell.Text)
		}
	}
}

func TestReplyProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tb := lasting{t, rt}
		var files []file
		for i := range rapid.IntRange(0, 6).Draw(rt, "replies") {
			facts := rapid.SampledFrom([]string{"", "结果: A, ", "结果: C, "}).Draw(rt, "result") +
				rapid.SampledFrom([]string{"", "公开: 不公开, ", "公开: 摘要公开, "}).Draw(rt, "disclosure") +
				rapid.SampledFrom([]string{"", "交办日期: 2021-03-10, ", "交办日期: 2020-11-10, 延期: true, "}).Draw(rt, "assigned") +
				rapid.SampledFrom([]string{"", "答复日期: 2021-06-11, ", "答复日期: 2021-04-11, "}).Draw(rt, "replied") +
				rapid.SampledFrom([]string{"主办: 市教育局", "主办: 市民政局"}).Draw(rt, "lead")
			files = append(files, reply(i+1, rapid.SampledFrom([]string{"2021-06-20", "2021-08-20"}).Draw(rt, "published"), facts))
		}
		r := report.CountReplies(column(tb, "2021-12-31", files...), workday.Default())
		sound(tb, r.Book())
		x := r.Total
		if x.A+x.B+x.C+x.D+x.Unrated != x.All || x.Full+x.Summary+x.None+x.Undisclosed != x.All || x.Satisfied+x.Fairly+x.Unhappy+x.Unasked != x.All {
			rt.Fatalf("parts and whole: %+v", x)
		}
		for _, list := range [][]report.ReplyHeading{r.Sessions, r.Sorts, r.Leads} {
			n := 0
			for _, h := range list {
				n += h.All
			}
			if n != x.All {
				rt.Fatalf("headings hold %d of %d", n, x.All)
			}
		}
		shuffled := rapid.Permutation(files).Draw(rt, "order")
		if again := report.CountReplies(column(tb, "2021-12-31", shuffled...), workday.Default()); again.Total != x {
			rt.Fatalf("another order: %+v, %+v", x, again.Total)
		}
	})
}
