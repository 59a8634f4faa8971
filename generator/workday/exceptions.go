package workday

import (
	"maps"
	"slices"
	"time"
)

// Table is a calendar for other programs: which years are known, and the days
// on which work differs from Monday to Friday, as YYYY-MM-DD in order.
type Table struct {
	Years []int    `json:"years"`
	Off   []string `json:"off"`  // weekdays that are not worked
	Work  []string `json:"work"` // weekend days that are worked
}

// Table gives the calendar from a year on. layouts/components/deadline counts
// with it in a reader's browser.
func (c *Calendar) Table(from int) Table {
	t := Table{Years: []int{}, Off: []string{}, Work: []string{}}
	for _, year := range slices.Sorted(maps.Keys(c.notices)) {
		if year >= from {
			t.Years = append(t.Years, year)
		}
	}
	for _, e := range c.exceptions {
		switch d := civil(e.day); {
		case d.Year() < from:
		case e.change < 0:
			t.Off = append(t.Off, d.Format(time.DateOnly))
		default:
			t.Work = append(t.Work, d.Format(time.DateOnly))
		}
	}
	return t
}

// Eves gives the last working day before each break of at least so many days in
// a year: the days from which a period of working days looks longest.
func (c *Calendar) Eves(year, days int) []time.Time {
	var out []time.Time
	last := time.Date(year, time.December, 31, 0, 0, 0, 0, time.UTC)
	for d := time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC); !d.After(last); d = d.AddDate(0, 0, 1) {
		if next := c.Add(d, 1); c.Is(d) && dayNumber(next)-dayNumber(d) > days {
			out = append(out, d)
		}
	}
	return out
}
