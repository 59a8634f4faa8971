// Package day is the civil day of a document: no hour, no zone.
//
// It reads the ways in which editors write dates and writes the two in which
// the program shows them. It must not know what a day means. The one
// invariant: Parse(d.String()) is d.
package day

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Day counts days since 1970-01-01. The zero value is that day; whether a day
// is known is kept beside it.
type Day int32

const secondsPerDay = 24 * 60 * 60

// Of gives the day of a moment in the moment's own zone.
func Of(t time.Time) Day {
	y, m, d := t.Date()
	return Make(y, int(m), d)
}

// Make gives the day of a date; it need not exist (2024-02-30 is 2024-03-01).
func Make(year, month, date int) Day {
	return Day(time.Date(year, time.Month(month), date, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// Time is midnight UTC of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// Year of the day.
func (d Day) Year() int { return d.Time().Year() }

// String gives 2024-03-18.
func (d Day) String() string {
	y, m, date := d.Time().Date()
	if y < 0 || y > 9999 {
		return d.Time().Format(time.DateOnly)
	}
	b := two(make([]byte, 0, len(time.DateOnly)), y/100)
	b = append(two(b, y%100), '-')
	b = append(two(b, int(m)), '-')
	return string(two(b, date))
}

// two appends a number of two digits.
func two(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }

// Chinese gives 2024年3月18日 (GB/T 9704—2012: no zero before month and day).
func (d Day) Chinese() string {
	y, m, date := d.Time().Date()
	b := strconv.AppendInt(make([]byte, 0, len("2024年12月31日")), int64(y), 10)
	b = strconv.AppendInt(append(b, "年"...), int64(m), 10)
	b = strconv.AppendInt(append(b, "月"...), int64(date), 10)
	return string(append(b, "日"...))
}

// AddYears gives the same date years later; 29 February becomes 1 March where
// there is none.
func (d Day) AddYears(years int) Day {
	y, m, date := d.Time().Date()
	return Make(y+years, int(m), date)
}

// AddMonths gives the same date months later, or the last day of that month
// where it has no such date.
func (d Day) AddMonths(months int) Day {
	y, m, date := d.Time().Date()
	last := Make(y, int(m)+months+1, 0)
	return min(Make(y, int(m)+months, date), last)
}

// Parse reads 2024-03-18, 2024-3-18, 2024/03/18, 2024.3.18 and 2024年3月18日
// (日 may be left out), of the years 1900 to 2199. ok is false for anything
// else and for days that do not exist.
func Parse(s string) (d Day, ok bool) {
	year, rest, ok := digits(s, 4, 4)
	if !ok {
		return 0, false
	}
	first, second, end := "年", "月", "日"
	if rest != "" && strings.IndexByte("-/.", rest[0]) >= 0 {
		first, second, end = rest[:1], rest[:1], ""
	}
	month, rest, ok := after(rest, first)
	if !ok {
		return 0, false
	}
	date, rest, ok := after(rest, second)
	if !ok || rest != "" && rest != end {
		return 0, false
	}
	d = Make(year, month, date)
	if y, m, dd := d.Time().Date(); y != year || int(m) != month || dd != date || year < 1900 || year > 2199 {
		return 0, false
	}
	return d, true
}

// gap stands between a day and a time.
const gap = " T\u3000"

// ParseMoment reads a day with or without a time after it: "2021-02-18 16:35",
// with seconds, or with T between. clock is "16:35", or empty.
func ParseMoment(s string) (d Day, clock string, ok bool) {
	at := strings.IndexAny(s, gap)
	if at < 0 {
		d, ok = Parse(s)
		return d, "", ok
	}
	if d, ok = Parse(s[:at]); !ok {
		return 0, "", false
	}
	rest := strings.TrimLeft(s[at:], gap)
	hour, rest, ok := digits(rest, 1, 2)
	if !ok || rest == "" || rest[0] != ':' || hour > 23 {
		return 0, "", false
	}
	minute, rest, ok := digits(rest[1:], 2, 2)
	if !ok || minute > 59 {
		return 0, "", false
	}
	if rest != "" {
		second, end, ok := digits(rest[1:], 2, 2)
		if rest[0] != ':' || !ok || second > 59 || end != "" && end != "+08:00" {
			return 0, "", false
		}
	}
	return d, fmt.Sprintf("%02d:%02d", hour, minute), true
}

// after reads a separator and one or two digits.
func after(s, separator string) (n int, rest string, ok bool) {
	s, ok = strings.CutPrefix(s, separator)
	if !ok {
		return 0, "", false
	}
	return digits(s, 1, 2)
}

// digits reads between least and most ASCII digits.
func digits(s string, least, most int) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && i < most && s[i] >= '0' && s[i] <= '9' {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:], i >= least
}
