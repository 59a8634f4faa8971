package workday

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func date(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

func TestIs(t *testing.T) {
	for _, c := range []struct {
		name, day string
		want      bool
	}{
		{"ordinary Monday", "2021-03-15", true},
		{"ordinary Saturday", "2021-03-13", false},
		{"ordinary Sunday", "2021-03-14", false},
		{"New Year on a Monday", "2018-01-01", false},
		{"make-up Sunday before Spring Festival 2018", "2018-02-11", true},
		{"make-up Saturday of December, told by the next year's notice", "2018-12-29", true},
		{"Monday of December, told by the next year's notice", "2018-12-31", false},
		{"Labour Day 2019 as lengthened in March", "2019-05-03", false},
		{"make-up Sunday of the same change", "2019-04-28", true},
		{"Spring Festival 2020, first plan's last day", "2020-01-30", false},
		{"Spring Festival 2020, extended Friday", "2020-01-31", false},
		{"Spring Festival 2020, make-up Saturday that was withdrawn", "2020-02-01", false},
		{"Spring Festival 2020, work resumes", "2020-02-03", true},
		{"National Day and Mid-autumn 2020", "2020-10-08", false},
		{"2022-12-31, a Saturday of the 2023 notice", "2022-12-31", false},
		{"New Year 2023 in lieu", "2023-01-02", false},
		{"the day after, wrong in other tables", "2023-01-03", true},
		{"make-up Saturday 2023", "2023-01-28", true},
		{"make-up Sunday 2023", "2023-01-29", true},
		{"make-up Sunday 2024", "2024-02-04", true},
		{"New Year's Eve 2024 is worked", "2024-02-09", true},
		{"New Year's Eve 2025 is off", "2025-01-28", false},
		{"make-up Sunday 2026", "2026-01-04", true},
		{"second day of 2026", "2026-01-02", false},
		{"70th anniversary of victory, 2015", "2015-09-03", false},
		{"make-up Sunday of it", "2015-09-06", true},
		{"unknown year: weekday", "2031-10-01", true},
		{"unknown year: weekend", "2031-10-04", false},
		{"before the epoch: Wednesday", "1969-12-31", true},
		{"before the epoch: Sunday", "1949-10-02", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Default().Is(date(c.day)); got != c.want {
				t.Errorf("Is(%s) = %v, want %v", c.day, got, c.want)
			}
		})
	}
}

// Working days a year, counted by hand from the notices: the sum of weekdays,
// less weekdays off, plus weekend days worked.
func TestWorkingDaysOfYears(t *testing.T) {
	want := map[int]int{2018: 250, 2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}
	got := map[int]int{}
	c := Default()
	for year := range want {
		first := time.Date(year-1, 12, 31, 0, 0, 0, 0, time.UTC)
		got[year] = c.Between(first, first.AddDate(1, 0, 0))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("working days of each year (-want +got):\n%s", diff)
	}
}

func TestBetweenAndAdd(t *testing.T) {
	for _, c := range []struct {
		name, from, to string
		days           int
	}{
		{"the day itself is not counted", "2021-03-15", "2021-03-15", 0},
		{"next day", "2021-03-15", "2021-03-16", 1},
		{"over a weekend", "2021-03-12", "2021-03-15", 1},
		{"from a Saturday", "2021-03-13", "2021-03-15", 1},
		{"over National Day 2021, with a make-up Saturday after", "2021-09-30", "2021-10-09", 2},
		{"over Spring Festival 2020", "2020-01-20", "2020-02-21", 18},
		{"across two years", "2022-12-30", "2023-01-03", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			cal := Default()
			if got := cal.Between(date(c.from), date(c.to)); got != c.days {
				t.Errorf("Between(%s, %s) = %d, want %d", c.from, c.to, got, c.days)
			}
			if got := cal.Add(date(c.from), c.days).Format(time.DateOnly); got != c.to {
				t.Errorf("Add(%s, %d) = %s, want %s", c.from, c.days, got, c.to)
			}
		})
	}
	saturday := date("2021-03-13")
	if got := Default().Add(saturday, 0); !got.Equal(saturday) {
		t.Errorf("Add(Saturday, 0) = %v, want the Saturday", got)
	}
}

func TestHourAndZoneDoNotMatter(t *testing.T) {
	shanghai := time.FixedZone("CST", 8*60*60)
	late := time.Date(2021, 3, 15, 23, 59, 0, 0, shanghai)
	early := time.Date(2021, 3, 16, 0, 1, 0, 0, shanghai)
	c := Default()
	if got := c.Between(late, early); got != 1 {
		t.Errorf("Between(15 March 23:59, 16 March 00:01) = %d, want 1", got)
	}
	if got := c.Add(early, 0); !got.Equal(date("2021-03-16")) {
		t.Errorf("Add(16 March 00:01, 0) = %v, want 16 March", got)
	}
}

func TestKnownAndSource(t *testing.T) {
	c := Default()
	for year := 2008; year <= 2026; year++ {
		if !c.Known(year) || c.Source(year) == "" {
			t.Errorf("%d: Known = %v, Source = %q, want a known year with its notice", year, c.Known(year), c.Source(year))
		}
	}
	for _, year := range []int{2007, 2027} {
		if c.Known(year) || c.Source(year) != "" {
			t.Errorf("%d: Known = %v, Source = %q, want neither", year, c.Known(year), c.Source(year))
		}
	}
}

func TestWith(t *testing.T) {
	plain := Default()
	c, err := plain.With([]byte("\ufeff" + `{
		"2027": {"source": "国办发明电〔2026〕1号", "holidays": ["2026-12-31/2027-01-02"], "workdays": ["2027-01-03"]},
		"2026": {"holidays": ["2026-10-01"]}
	}`))
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]bool{
		"2026-12-31": false, // of the added year, in the December before
		"2027-01-03": true,
		"2026-10-01": false,
		"2026-10-02": true, // 2026 was replaced whole
		"2026-01-04": false,
		"2025-10-02": false, // other years stay
	} {
		if got := c.Is(date(day)); got != want {
			t.Errorf("Is(%s) = %v, want %v", day, got, want)
		}
	}
	if !c.Known(2027) || c.Source(2027) != "国办发明电〔2026〕1号" {
		t.Errorf("Known(2027) = %v, Source(2027) = %q", c.Known(2027), c.Source(2027))
	}
	if plain.Known(2027) || !plain.Is(date("2026-12-31")) {
		t.Error("With changed the calendar it was asked of")
	}
}

func TestWithErrors(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"empty", ``, "文件为空或不完整"},
		{"cut off", `{"2027": {`, "文件为空或不完整"},
		{"syntax", "{\n\"2027\": {,}\n}", "第 2 行：不是有效的 JSON"},
		{"trailing text", "{}\n{}", "第 2 行：文件末尾有多余的内容"},
		{"list instead of object", `[]`, "值的类型不对"},
		{"unknown member", `{"2027": {"holiday": []}}`, `不认识的项 "holiday"`},
		{"not a year", `{"二〇二七": {}}`, "“二〇二七”不是年份"},
		{"short year", `{"27": {}}`, "“27”不是年份"},
		{"no such day", `{"2027": {"holidays": ["2027-02-30"]}}`, "2027 年：holidays：“2027-02-30”不是有效日期"},
		{"day of another year", `{"2027": {"holidays": ["2026-11-30"]}}`, "2026-11-30 不属于这一年"},
		{"span backwards", `{"2027": {"holidays": ["2027-02-07/2027-02-01"]}}`, "起止颠倒或过长"},
		{"span too long", `{"2027": {"holidays": ["2027-02-07/2027-12-01"]}}`, "起止颠倒或过长"},
		{"open span", `{"2027": {"holidays": ["2027-02-07/"]}}`, "“”不是有效日期"},
		{"both off and worked", `{"2027": {"holidays": ["2027-01-02"], "workdays": ["2027-01-02"]}}`, "2027-01-02 既是放假日又是上班日"},
		{"make-up day on a weekday", `{"2027": {"workdays": ["2027-01-04"]}}`, "2027-01-04 不是周六或周日"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Default().With([]byte(c.data))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("With(%s) = %v, want an error with %q", c.data, err, c.want)
			}
		})
	}
}

// drawDay reaches beyond the known years on both sides.
func drawDay(t *rapid.T, name string) time.Time {
	return date("2000-01-01").AddDate(0, 0, rapid.IntRange(0, 40*365).Draw(t, name))
}

func TestAddIsTheInverseOfBetween(t *testing.T) {
	c := Default()
	rapid.Check(t, func(t *rapid.T) {
		from, n := drawDay(t, "from"), rapid.IntRange(0, 600).Draw(t, "n")
		to := c.Add(from, n)
		if got := c.Between(from, to); got != n {
			t.Fatalf("Between(d, Add(d, %d)) = %d", n, got)
		}
		if n > 0 && !c.Is(to) {
			t.Fatalf("Add(%v, %d) = %v, not a working day", from, n, to)
		}
	})
}

func TestBetweenCountsDayByDay(t *testing.T) {
	c := Default()
	rapid.Check(t, func(t *rapid.T) {
		from, span := drawDay(t, "from"), rapid.IntRange(0, 500).Draw(t, "span")
		to, want := from, 0
		for range span {
			to = to.AddDate(0, 0, 1)
			if c.Is(to) {
				want++
			}
		}
		if got := c.Between(from, to); got != want {
			t.Fatalf("Between = %d, want %d", got, want)
		}
		if got := c.Between(to, from); got != -want {
			t.Fatalf("Between backwards = %d, want %d", got, -want)
		}
	})
}

func TestAddOverAVeryLongHoliday(t *testing.T) {
	c, err := Default().With([]byte(`{"2030": {"holidays": [
		"2030-01-01/2030-02-28", "2030-03-01/2030-04-30", "2030-05-01/2030-06-30"]}}`))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Add(date("2029-12-31"), 1).Format(time.DateOnly); got != "2030-07-01" {
		t.Errorf("Add = %s, want 2030-07-01", got)
	}
}

func FuzzWith(f *testing.F) {
	f.Add([]byte(`{"2027": {"source": "x", "holidays": ["2026-12-31/2027-01-02"], "workdays": ["2027-01-03"]}}`))
	f.Add([]byte(`{"2027": {"holidays": ["2027-02-30"]}}`))
	f.Add(builtin)
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Default().With(data)
		if err != nil {
			return
		}
		from := date("2026-12-01")
		if got := c.Between(from, c.Add(from, 30)); got != 30 {
			t.Errorf("Between(d, Add(d, 30)) = %d", got)
		}
	})
}

// TestDeadlines reads what the browser's clock is tested with, too
// (generator/page/testdata/calculators.test.mjs).
func TestDeadlines(t *testing.T) {
	data, err := os.ReadFile("testdata/deadlines.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Name, From, To string
		Days           int
	}
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	for _, v := range vectors {
		from, err := time.Parse(time.DateOnly, v.From)
		if err != nil {
			t.Fatal(err)
		}
		if got := Default().Add(from, v.Days).Format(time.DateOnly); got != v.To {
			t.Errorf("%s: %d working days after %s: got %s, want %s", v.Name, v.Days, v.From, got, v.To)
		}
	}
}
