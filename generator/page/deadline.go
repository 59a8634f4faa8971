package page

import (
	"strconv"
	"time"

	"gongkai/generator/config"
	"gongkai/generator/workday"
)

// Deadline is the clock of working days: its rule, examples that were counted
// when the page was made, and the calendar with which the reader's browser
// counts from any day.
type Deadline struct {
	Complete string // working days, as in the rules
	Answer   string
	Extend   string
	Examples []DeadlineExample
	Source   string // the notice of the year's holidays, empty where it is not known
	Unknown  string // a year that an example reaches and whose holidays are not known
	Data     deadlineData
}

// DeadlineExample is what follows from a day of receipt.
type DeadlineExample struct{ Received, Complete, Answer, Extended DatedDay }

// DatedDay is a day with its weekday.
type DatedDay struct {
	Day     string // 2026-11-20
	Date    string // 2026年11月20日
	Weekday string // 星期五
}

// deadlineData is what layouts/components/deadline/deadline.js counts with.
type deadlineData struct {
	workday.Table
	Complete int `json:"complete"`
	Answer   int `json:"answer"`
	Extend   int `json:"extend"`
}

// longBreak is a break of so many days or more, before which an example lies.
const longBreak = 7

// deadline counts from today and from the eves of the year's long breaks.
func (c *column) deadline(r config.Requests) Deadline {
	today := c.Catalog.Day
	d := Deadline{
		Complete: strconv.Itoa(r.CompleteDays), Answer: strconv.Itoa(r.AnswerDays), Extend: strconv.Itoa(r.ExtendDays),
		Source: c.Calendar.Source(today.Year()),
		Data:   deadlineData{c.Calendar.Table(today.Year() - 1), r.CompleteDays, r.AnswerDays, r.ExtendDays},
	}
	from := []time.Time{today.Time()}
	for _, eve := range c.Calendar.Eves(today.Year(), longBreak) {
		if eve != from[0] {
			from = append(from, eve)
		}
	}
	for _, received := range from {
		answer := c.Calendar.Add(received, r.AnswerDays)
		extended := c.Calendar.Add(answer, r.ExtendDays)
		d.Examples = append(d.Examples, DeadlineExample{
			dated(received), dated(c.Calendar.Add(received, r.CompleteDays)), dated(answer), dated(extended)})
		if year := extended.Year(); !c.Calendar.Known(year) {
			d.Unknown = strconv.Itoa(year)
		}
	}
	return d
}

var weekdays = [...]string{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}

func dated(t time.Time) DatedDay {
	return DatedDay{Day: t.Format(time.DateOnly), Date: t.Format("2006年1月2日"), Weekday: weekdays[t.Weekday()]}
}
