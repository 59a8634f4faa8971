// Package workday counts the legal working days of China: Monday to Friday,
// less the holidays and plus the make-up workdays that the State Council
// announces each autumn for the year to come (国务院办公厅关于…年部分节假日安排的通知).
//
// It takes those notices as data, built in for 2008 to 2026 and added to by a
// site's own file, and gives answers about single days and spans of days. It
// must not know what is being counted: deadlines and rates belong to its
// callers, and so does the clock.
//
// A day is the civil date a time.Time shows in its own location; hour and zone
// do not matter. Days returned are midnight UTC.
//
// Invariant: Between and Add agree, Between(d, Add(d, n)) == n for every n ≥ 0.
package workday

import (
	_ "embed"
	"maps"
	"slices"
	"sort"
	"time"
)

//go:embed calendar.json
var builtin []byte

// Calendar answers which days are worked. It is immutable and may be shared
// between goroutines.
type Calendar struct {
	notices    map[int]notice
	exceptions []exception // sorted by day
}

// exception is a day on which work differs from Monday-to-Friday: change is +1
// for a worked weekend day and −1 for a weekday off; sum adds up all changes to
// this day and including it.
type exception struct {
	day, change, sum int
}

// Default gives the calendar of the built-in notices.
func Default() *Calendar {
	notices, err := parse(builtin)
	if err != nil {
		panic("workday: built-in calendar: " + err.Error())
	}
	return calendar(notices)
}

// With gives a calendar that also knows the years of data, a site's own file in
// the form described at notice. A year that was known before is replaced whole.
// The error is a sentence in Chinese that names the year and the value.
func (c *Calendar) With(data []byte) (*Calendar, error) {
	added, err := parse(data)
	if err != nil {
		return nil, err
	}
	merged := maps.Clone(c.notices)
	maps.Copy(merged, added)
	return calendar(merged), nil
}

// Known says whether the year's notice is in the calendar. Without one, days
// are told by the weekday alone, and a caller should warn.
func (c *Calendar) Known(year int) bool {
	_, ok := c.notices[year]
	return ok
}

// Source names the notice that a year's days come from (文号, several joined by
// “、”), empty where the year or its number is not known.
func (c *Calendar) Source(year int) string {
	return c.notices[year].source
}

// Is says whether the day is worked.
func (c *Calendar) Is(day time.Time) bool {
	d := dayNumber(day)
	return c.worked(d)-c.worked(d-1) == 1
}

// Between counts the working days after from up to and including to, so the
// first day is not counted and the next working day is day 1. It is 0 for the
// same day, and negative where to lies before from: Between(a, b) == −Between(b, a).
func (c *Calendar) Between(from, to time.Time) int {
	return c.worked(dayNumber(to)) - c.worked(dayNumber(from))
}

// Add gives the n-th working day after day, the last day of a period of n
// working days; for n = 0 it is the day itself, worked or not. A negative n is
// a fault of the caller and panics.
func (c *Calendar) Add(day time.Time, n int) time.Time {
	if n < 0 {
		panic("workday: Add with a negative number of days")
	}
	first := dayNumber(day)
	if n == 0 {
		return civil(first)
	}
	want := c.worked(first) + n
	// Two days of work in three are far fewer than any year has; the bound
	// grows until it holds, for calendars with very long holidays.
	bound := 2*n + 60
	for c.worked(first+bound) < want {
		bound *= 2
	}
	return civil(first + sort.Search(bound, func(i int) bool { return c.worked(first+i) >= want }))
}

// worked counts the working days up to and including day d, from a fixed
// Monday. It never falls, and rises by one on each day worked.
func (c *Calendar) worked(d int) int {
	n := weekdays(d)
	i := sort.Search(len(c.exceptions), func(i int) bool { return c.exceptions[i].day > d })
	if i > 0 {
		n += c.exceptions[i-1].sum
	}
	return n
}

// calendar lays the notices over one another in the order of their years, so
// that of two which name the same day in December the later one counts.
func calendar(notices map[int]notice) *Calendar {
	off := map[int]bool{}
	for _, year := range slices.Sorted(maps.Keys(notices)) {
		for _, d := range notices[year].holidays {
			off[d] = true
		}
		for _, d := range notices[year].workdays {
			off[d] = false
		}
	}
	c := &Calendar{notices: notices}
	sum := 0
	for _, d := range slices.Sorted(maps.Keys(off)) {
		change := 0
		switch weekend := weekdays(d) == weekdays(d-1); {
		case off[d] && !weekend:
			change = -1
		case !off[d] && weekend:
			change = 1
		default:
			continue
		}
		sum += change
		c.exceptions = append(c.exceptions, exception{day: d, change: change, sum: sum})
	}
	return c
}

// monday is the number of days from Monday, 29 December 1969, to 1 January 1970.
const monday = 3

// dayNumber counts the days from 1 January 1970 to the civil date t shows.
func dayNumber(t time.Time) int {
	year, month, day := t.Date()
	return floorDiv(int(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()), 24*60*60)
}

// civil is the inverse of dayNumber.
func civil(d int) time.Time {
	return time.Unix(int64(d)*24*60*60, 0).UTC()
}

// weekdays counts Mondays to Fridays up to and including day d, from the fixed
// Monday.
func weekdays(d int) int {
	d += monday
	week := floorDiv(d, 7)
	return 5*week + min(d-7*week+1, 5)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
