package day_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gongkai/generator/day"
)

func TestParse(t *testing.T) {
	for _, s := range []string{"2024-03-18", "2024-3-18", "2024/03/18", "2024/3/18", "2024.3.18", "2024.03.18", "2024年3月18日", "2024年03月18日", "2024年3月18"} {
		if d, ok := day.Parse(s); !ok || d.String() != "2024-03-18" {
			t.Errorf("%q is read as %s (%t), want 2024-03-18", s, d, ok)
		}
	}
	for _, s := range []string{
		"", "2024", "2024-03", "24-03-18", "2024-13-01", "2024-00-10", "2024-02-30", "2023-02-29", "1900-02-29", "2024-04-31", "2024-03-00", "2024-03-32",
		"2024-03-18日", "2024-03/18", "2024年3-18", "2024月3年18日", "2024-3-018", "2024-03-18 ", " 2024-03-18", "1899-12-31", "2200-01-01", "20240318", "二〇二四年三月十八日", "2024-3-1a", "-2024-3-1", "２０２４-03-18",
	} {
		if d, ok := day.Parse(s); ok {
			t.Errorf("%q is read as %s, want refused", s, d)
		}
	}
	for _, s := range []string{"2024-02-29", "2000-02-29", "1900-01-01", "2199-12-31"} {
		if d, ok := day.Parse(s); !ok || d.String() != s {
			t.Errorf("%q is read as %s (%t)", s, d, ok)
		}
	}
}

func TestParseMoment(t *testing.T) {
	tests := map[string]string{
		"2021-02-18": "", "2021-02-18 16:35": "16:35", "2021-02-18T16:35": "16:35", "2021-02-18 16:35:59": "16:35", "2021-02-18T16:35:00+08:00": "16:35",
		"2021年2月18日 9:05": "09:05", "2021-02-18\u300016:35": "16:35", "2021-02-18  00:00": "00:00", "2021-02-18 23:59": "23:59",
	}
	for s, want := range tests {
		if d, clock, ok := day.ParseMoment(s); !ok || d.String() != "2021-02-18" || clock != want {
			t.Errorf("%q is read as %s %q (%t), want %q", s, d, clock, ok, want)
		}
	}
	for _, s := range []string{"2021-02-18 ", "2021-02-18 24:00", "2021-02-18 16:60", "2021-02-18 16", "2021-02-18 16:5", "2021-02-18 16：35", "2021-02-18 16:35:60", "2021-02-18 16:35:", "2021-02-18 16:35:1",
		"2021-02-18 16:35时", "2021-02-18 16:35Z", "2021-02-18 下午", "2021-02-30 16:35", "2021-02-18 16:35:00+09:00", "16:35", "2021-02-18 16:35 ："} {
		if d, clock, ok := day.ParseMoment(s); ok {
			t.Errorf("%q is read as %s %s, want refused", s, d, clock)
		}
	}
}

// TestRoundTrip reads back what is written, in both forms.
func TestRoundTrip(t *testing.T) {
	first, _ := day.Parse("1900-01-01")
	last, _ := day.Parse("2199-12-31")
	rapid.Check(t, func(t *rapid.T) {
		d := day.Day(rapid.Int32Range(int32(first), int32(last)).Draw(t, "day"))
		for _, s := range []string{d.String(), d.Chinese()} {
			if got, ok := day.Parse(s); !ok || got != d {
				t.Errorf("%s is read as %s (%t)", s, got, ok)
			}
		}
		if day.Of(d.Time()) != d || d.Time().Year() != d.Year() {
			t.Errorf("%s: its time is %v", d, d.Time())
		}
		if next := (d + 1).Time(); !next.Equal(d.Time().AddDate(0, 0, 1)) {
			t.Errorf("the day after %s is %s", d, day.Of(next))
		}
	})
}

func TestChinese(t *testing.T) {
	if got := day.Make(2012, 5, 1).Chinese(); got != "2012年5月1日" {
		t.Errorf("%s, want 2012年5月1日", got)
	}
}

// TestOf takes the day where the moment is, not in UTC.
func TestOf(t *testing.T) {
	at := time.Date(2026, 6, 29, 17, 0, 0, 0, time.UTC)
	if got := day.Of(at.In(time.FixedZone("Asia/Shanghai", 8*60*60))); got.String() != "2026-06-30" {
		t.Errorf("%s, want 2026-06-30", got)
	}
}

func TestAdd(t *testing.T) {
	tests := []struct {
		from          string
		years, months int
		want          string
	}{
		{"2024-03-18", 5, 0, "2029-03-18"}, {"2024-02-29", 1, 0, "2025-03-01"}, {"2024-02-29", 4, 0, "2028-02-29"}, {"2024-02-29", -1, 0, "2023-03-01"}, {"2024-03-18", 0, 0, "2024-03-18"},
		{"2024-01-31", 0, 1, "2024-02-29"}, {"2023-01-31", 0, 1, "2023-02-28"}, {"2024-08-31", 0, 1, "2024-09-30"}, {"2024-11-30", 0, 3, "2025-02-28"},
		{"2024-03-18", 0, 12, "2025-03-18"}, {"2024-12-31", 0, 6, "2025-06-30"}, {"2024-03-31", 0, -1, "2024-02-29"}, {"2024-01-15", 0, -1, "2023-12-15"},
	}
	for _, tt := range tests {
		d, ok := day.Parse(tt.from)
		if !ok {
			t.Fatal(tt.from)
		}
		if got := d.AddYears(tt.years).AddMonths(tt.months); got.String() != tt.want {
			t.Errorf("%s and %d years, %d months: %s, want %s", tt.from, tt.years, tt.months, got, tt.want)
		}
	}
}

// FuzzParseMoment takes any text without harm; what it takes is a real day.
func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{"2024-03-18", "2024年3月18日 09:00", "2024-03-18T", "2024-03-18 1：", "\u3000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, clock, ok := day.ParseMoment(s)
		if !ok {
			return
		}
		again, same, ok := day.ParseMoment(strings.TrimSpace(d.String() + " " + clock))
		if !ok || again != d || same != clock {
			t.Errorf("%q is read as %s %q and that as %s %q", s, d, clock, again, same)
		}
	})
}
