package report_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/report"
	"gongkai/generator/workday"
)

func TestRateText(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		want        string
	}{
		{0, 0, "不适用"}, {0, 3, "0.0%"}, {15, 18, "83.3%"}, {3, 3, "100.0%"}, {1, 2, "50.0%"}, {2, 3, "66.7%"}, {1, 8, "12.5%"}, {1, 16, "6.3%"},
		{1999, 2000, "99.9%"}, {99999, 100000, "99.9%"},
	} {
		if got := (report.Rate{Part: c.part, Whole: c.whole}).Text(); got != c.want {
			t.Errorf("%d of %d = %s, want %s", c.part, c.whole, got, c.want)
		}
	}
}

// interpretation writes a document that interprets others.
func interpretation(serial int, published string, of string, lines ...string) file {
	return doc(serial, append([]string{"类型: 政策解读", "发布日期: " + published, "解读文件: [" + of + "]"}, lines...)...)
}

func TestInterpretation(t *testing.T) {
	c := column(t, "2021-03-01",
		doc(1, "发布日期: 2021-01-04"), interpretation(101, "2021-01-04", ref(1), "解读形式: [图解, 负责人解读]"),
		doc(2, "发布日期: 2021-02-10"), // Wednesday before the Spring Festival; 3 working days on is 2021-02-20
		interpretation(102, "2021-02-20", ref(2)), interpretation(103, "2021-02-22", ref(2), "解读形式: 视频"),
		doc(3, "发布日期: 2021-01-04", "类型: 规章"), interpretation(104, "2021-01-08", ref(3)),
		doc(4, "发布日期: 2021-02-23"),
		doc(5, "发布日期: 2021-02-25"),
		doc(6, "类型: 政策文件", "发布日期: 2021-01-05"),
		doc(7, "类型: 政策文件", "发布日期: 2020-01-06", "解读要求: 需要", "发布机构: [jyj, sfj]"),
		doc(8, "解读要求: 豁免", "豁免理由: 只作文字修改"), interpretation(105, "2021-01-05", ref(8)),
		interpretation(106, "2021-01-06", ref(6)),
		doc(9, "发布日期: 2021-01-11", "宣布失效日期: 2021-02-01"), interpretation(107, "2021-01-08", ref(9)),
		doc(108, "类型: 新闻发布会", "发布日期: 2021-01-12", "解读文件: ["+ref(1)+"]"),
	)
	r := report.CountInterpretation(c, workday.Default())
	want := report.Tally{Policies: 7, Interpreted: 4, OnTime: 3, SameDay: 1, Pending: 1, Overdue: 2, Exempt: 1, DaysSum: 0 + 3 + 4 - 1}
	if diff := cmp.Diff(want, r.Total); diff != "" {
		t.Errorf("total (-want +got):\n%s", diff)
	}
	type row struct {
		Key, Status string
		Days        int
	}
	var got []row
	for _, i := range r.Items {
		got = append(got, row{i.Entry.Title(), string(i.Status), i.WorkingDays})
	}
	slices.SortFunc(got, func(a, b row) int { return cmp0(a.Key, b.Key) })
	if diff := cmp.Diff([]row{{"文件1", "interpreted", 0}, {"文件2", "interpreted", 3}, {"文件3", "interpreted", 4}, {"文件4", "overdue", 0},
		{"文件5", "pending", 0}, {"文件7", "overdue", 0}, {"文件8", "exempt", 1}, {"文件9", "interpreted", -1}}, got); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
	if got := len(r.Pieces); got != 8 {
		t.Errorf("%d pieces, want 8", got)
	}
	if r.GraphicPieces != (report.Rate{Part: 2, Whole: 8}) || r.GraphicDocuments != (report.Rate{Part: 2, Whole: 4}) ||
		r.PrincipalPieces != (report.Rate{Part: 1, Whole: 8}) || r.PrincipalDocuments != (report.Rate{Part: 1, Whole: 4}) {
		t.Errorf("shares: %v %v %v %v", r.GraphicPieces, r.GraphicDocuments, r.PrincipalPieces, r.PrincipalDocuments)
	}
	b := r.Book()
	sound(t, b)
	var years []string
	for _, row := range b.Sheet("by_year").Rows {
		years = append(years, row.Cells[0].Text+" "+row.Cells[3].Text)
	}
	if diff := cmp.Diff([]string{"2021年 66.7%", "2020年 0.0%", "合计 57.1%"}, years); diff != "" {
		t.Errorf("years (-want +got):\n%s", diff)
	}
	if rows := b.Sheet("of_void").Rows; len(rows) != 1 || rows[0].Cells[4].Text != "《文件9》已失效" {
		t.Errorf("of_void = %v", rows)
	}
}

func cmp0(a, b string) int {
	if a < b {
		return -1
	} else if a > b {
		return 1
	}
	return 0
}

// off and on are the days of 2019 to 2021 on which work differed from Monday to
// Friday, copied from the notices 国办发明电〔2018〕15号, 〔2019〕16号, 〔2020〕1号
// and 〔2020〕27号 for this test alone.
var off = spans("2019-01-01", "2019-02-04", "2019-02-05", "2019-02-06", "2019-02-07", "2019-02-08", "2019-04-05", "2019-05-01", "2019-05-02", "2019-05-03",
	"2019-06-07", "2019-09-13", "2019-10-01", "2019-10-02", "2019-10-03", "2019-10-04", "2019-10-07",
	"2020-01-01", "2020-01-24", "2020-01-27", "2020-01-28", "2020-01-29", "2020-01-30", "2020-01-31", "2020-04-06", "2020-05-01", "2020-05-04", "2020-05-05",
	"2020-06-25", "2020-06-26", "2020-10-01", "2020-10-02", "2020-10-05", "2020-10-06", "2020-10-07", "2020-10-08",
	"2021-01-01", "2021-02-11", "2021-02-12", "2021-02-15", "2021-02-16", "2021-02-17", "2021-04-05", "2021-05-03", "2021-05-04", "2021-05-05",
	"2021-06-14", "2021-09-20", "2021-09-21", "2021-10-01", "2021-10-04", "2021-10-05", "2021-10-06", "2021-10-07")

var made = spans("2019-02-02", "2019-02-03", "2019-04-28", "2019-05-05", "2019-09-29", "2019-10-12",
	"2020-01-19", "2020-04-26", "2020-05-09", "2020-06-28", "2020-09-27", "2020-10-10",
	"2021-02-07", "2021-02-20", "2021-04-25", "2021-05-08", "2021-09-18", "2021-09-26", "2021-10-09")

func spans(days ...string) map[string]bool {
	out := map[string]bool{}
	for _, d := range days {
		out[d] = true
	}
	return out
}

// workingDays counts by walking day by day.
func workingDays(from, to time.Time) int {
	n := 0
	for d := from.AddDate(0, 0, 1); !d.After(to); d = d.AddDate(0, 0, 1) {
		name := d.Format(time.DateOnly)
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		if made[name] || !weekend && !off[name] {
			n++
		}
	}
	return n
}

// referencePolicy and referencePiece are the reference case as plain facts.
type referencePolicy struct {
	serial int
	day    time.Time
	agency string
	kind   string
}

type referencePiece struct {
	serial, of int
	day        time.Time
	form       string
}

// reference makes the case of the issue: 400 policies over three years, in the
// first under a tenth interpreted, in the last over nine tenths, 360 pieces, of
// which more and more show instead of tell.
func reference() (policies []referencePolicy, pieces []referencePiece) {
	random := rand.New(rand.NewPCG(2019, 2021))
	serial := 0
	for _, year := range []struct{ year, policies, interpreted, pieces, graphicPercent int }{
		{2019, 110, 10, 12, 8}, {2020, 130, 84, 118, 30}, {2021, 160, 152, 230, 55},
	} {
		first := len(policies)
		for range year.policies {
			serial++
			policies = append(policies, referencePolicy{serial, time.Date(year.year, 1, 2+random.IntN(340), 0, 0, 0, 0, time.UTC),
				[]string{"szf", "sfj", "jyj"}[random.IntN(3)], []string{"规章", "规范性文件", "规范性文件", "政策文件"}[random.IntN(4)]})
		}
		order := random.Perm(year.policies)[:year.interpreted]
		for n := range year.pieces {
			p := policies[first+order[n%year.interpreted]]
			form := "文字"
			if random.IntN(100) < year.graphicPercent {
				form = []string{"图解", "视频", "H5", "动漫", "图表"}[random.IntN(5)]
			}
			delay := []int{0, 0, 0, 1, 2, 3, 4, 5, 9}[random.IntN(9)]
			pieces = append(pieces, referencePiece{1000 + len(pieces), p.serial, p.day.AddDate(0, 0, delay), form})
		}
	}
	return policies, pieces
}

// figures are what the reference case counts by itself.
type figures struct{ Policies, Interpreted, OnTime, SameDay int }

// add counts a policy with its pieces, by walking over the days.
func (f figures) add(p referencePolicy, pieces []referencePiece) figures {
	best, same := math.MaxInt, false
	for _, x := range pieces {
		if x.of == p.serial {
			best = min(best, workingDays(p.day, x.day))
			same = same || x.day.Equal(p.day)
		}
	}
	f.Policies++
	if best < math.MaxInt {
		f.Interpreted++
	}
	if best <= 3 {
		f.OnTime++
	}
	if same {
		f.SameDay++
	}
	return f
}

// referenceFiles writes the reference case as documents.
func referenceFiles(policies []referencePolicy, pieces []referencePiece) (files []file) {
	for _, p := range policies {
		lines := []string{"类型: " + p.kind, "发布机构: " + p.agency, "发布日期: " + p.day.Format(time.DateOnly)}
		if p.kind == "政策文件" {
			lines = append(lines, "解读要求: 需要")
		}
		files = append(files, doc(p.serial, lines...))
	}
	for _, x := range pieces {
		files = append(files, interpretation(x.serial, x.day.Format(time.DateOnly), ref(x.of), "解读形式: "+x.form))
	}
	return files
}

// reported gives the figures of a report by heading.
func reported(list []report.Heading) map[string]figures {
	out := map[string]figures{}
	for _, h := range list {
		out[h.Label] = figures{h.Policies, h.Interpreted, h.OnTime, h.SameDay}
	}
	return out
}

// The reference case gives exactly the figures counted here from the plain
// facts, without a catalog, a calendar or a report.
func TestReferenceCase(t *testing.T) {
	policies, pieces := reference()
	if len(policies) != 400 || len(pieces) != 360 {
		t.Fatalf("the case has %d policies and %d pieces", len(policies), len(pieces))
	}
	names := map[string]string{"szf": "示例市人民政府", "sfj": "示例市司法局", "jyj": "示例市教育局"}
	years, agencies, total := map[string]figures{}, map[string]figures{}, figures{}
	for _, p := range policies {
		year := strconv.Itoa(p.day.Year()) + "年"
		years[year], agencies[names[p.agency]], total = years[year].add(p, pieces), agencies[names[p.agency]].add(p, pieces), total.add(p, pieces)
	}
	graphics, all := map[int]int{}, map[int]int{}
	for _, x := range pieces {
		year := policies[x.of-1].day.Year()
		all[year]++
		if x.form != "文字" {
			graphics[year]++
		}
	}
	r := report.CountInterpretation(column(t, "2021-12-31", referenceFiles(policies, pieces)...), workday.Default())
	sound(t, r.Book())
	if diff := cmp.Diff(years, reported(r.Years)); diff != "" {
		t.Errorf("by year (-counted here +reported):\n%s", diff)
	}
	if diff := cmp.Diff(agencies, reported(r.Agencies)); diff != "" {
		t.Errorf("by agency (-counted here +reported):\n%s", diff)
	}
	if x := r.Total; (figures{x.Policies, x.Interpreted, x.OnTime, x.SameDay}) != total {
		t.Errorf("total %+v, counted here %+v", x, total)
	}
	first, _ := r.Years[2].Rate().Value()
	last, _ := r.Years[0].Rate().Value()
	if first >= 0.1 || last <= 0.9 || len(r.Pieces) != 360 {
		t.Errorf("2019 %v, 2021 %v, %d pieces", first, last, len(r.Pieces))
	}
	if want := (report.Rate{Part: graphics[2019] + graphics[2020] + graphics[2021], Whole: 360}); r.GraphicPieces != want {
		t.Errorf("graphic pieces %v, want %v", r.GraphicPieces, want)
	}
	share := func(year int) float64 { return float64(graphics[year]) / float64(all[year]) }
	if share(2019) >= share(2020) || share(2020) >= share(2021) {
		t.Errorf("graphic shares do not grow: %v %v %v", share(2019), share(2020), share(2021))
	}
}

// drawn is a column drawn at random: some policies, and interpretations of some
// of them.
func drawn(t *rapid.T) []file {
	n := rapid.IntRange(0, 8).Draw(t, "policies")
	var files []file
	for i := 1; i <= n; i++ {
		d := time.Date(2020, 1, 1+rapid.IntRange(0, 700).Draw(t, "day"), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		lines := []string{"发布日期: " + d, "类型: " + rapid.SampledFrom([]string{"规章", "规范性文件", "政策文件"}).Draw(t, "kind")}
		switch rapid.IntRange(0, 3).Draw(t, "obligation") {
		case 0:
			lines = append(lines, "解读要求: 豁免", "豁免理由: 内部事务")
		case 1:
			lines = append(lines, "解读要求: 需要")
		}
		files = append(files, doc(i, lines...))
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "pieces") {
		if n > 0 {
			files = append(files, drawnPiece(t, 100+i, n))
		}
	}
	return files
}

func drawnPiece(t *rapid.T, serial, policies int) file {
	d := time.Date(2020, 1, 1+rapid.IntRange(0, 720).Draw(t, "piece day"), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	form := rapid.SampledFrom([]string{"文字", "图解", "[视频, 负责人解读]"}).Draw(t, "form")
	return interpretation(serial, d, ref(rapid.IntRange(1, policies).Draw(t, "of")), "解读形式: "+form)
}

// lasting keeps the findings of a check drawn at random apart from those of a
// broken test.
type lasting struct {
	testing.TB
	t *rapid.T
}

func (l lasting) Helper()                   {}
func (l lasting) Errorf(f string, a ...any) { l.t.Errorf(f, a...) }
func (l lasting) Fatalf(f string, a ...any) { l.t.Fatalf(f, a...) }
func (l lasting) Fatal(a ...any)            { l.t.Fatal(a...) }

func TestInterpretationProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tb := lasting{t, rt}
		files := drawn(rt)
		r := report.CountInterpretation(column(tb, "2021-12-31", files...), workday.Default())
		sound(tb, r.Book())
		x := r.Total
		if x.Policies != x.Interpreted+x.Pending+x.Overdue || x.SameDay > x.OnTime || x.OnTime > x.Interpreted || len(r.Items) != x.Policies+x.Exempt {
			rt.Fatalf("parts and whole: %+v", x)
		}
		for _, list := range [][]report.Heading{r.Years, r.Agencies, r.Kinds, r.Themes} {
			sum := report.Tally{}
			for _, h := range list {
				sum = report.Tally{Policies: sum.Policies + h.Policies, Interpreted: sum.Interpreted + h.Interpreted, OnTime: sum.OnTime + h.OnTime, SameDay: sum.SameDay + h.SameDay,
					Pending: sum.Pending + h.Pending, Overdue: sum.Overdue + h.Overdue, Exempt: sum.Exempt + h.Exempt, DaysSum: sum.DaysSum + h.DaysSum}
			}
			if sum != x {
				rt.Fatalf("headings sum to %+v, total is %+v", sum, x)
			}
		}
		shuffled := rapid.Permutation(files).Draw(rt, "order")
		again := report.CountInterpretation(column(tb, "2021-12-31", shuffled...), workday.Default())
		if a, b := fmt.Sprint(r.Book().Sheets), fmt.Sprint(again.Book().Sheets); len(a) != len(b) || r.Total != again.Total {
			rt.Fatalf("another order gives other numbers: %+v, %+v", x, again.Total)
		}
		policies := len(slices.DeleteFunc(slices.Clone(files), func(f file) bool { return len(f.path) > len("content/d9.md") }))
		if policies == 0 {
			return
		}
		more := report.CountInterpretation(column(tb, "2021-12-31", append(slices.Clone(files), drawnPiece(rt, 200, policies))...), workday.Default())
		if more.Total.Interpreted < x.Interpreted || more.Total.Policies != x.Policies || more.Total.OnTime < x.OnTime {
			rt.Fatalf("an interpretation more lowers the rate: %+v, then %+v", x, more.Total)
		}
	})
}
