package report

import (
	"slices"
	"strconv"

	"gongkai/generator/catalog"
	"gongkai/generator/day"
	"gongkai/generator/field"
)

// Validity is what the 规章 and 规范性文件 of a column are worth as of its day.
type Validity struct {
	AsOf    day.Day
	InForce []*catalog.Entry // 现行有效目录: not ended, those not yet in force among them
	Ended   []*catalog.Entry // 废止失效目录
	Soon    []Expiry         // what ends by its own term, the nearest first

	Years    []StockYear // the newest first
	Cleanups []Cleanup   // the newest first
}

// soonDays are the horizons of what ends soon.
var soonDays = []int{30, 90, 180}

// Expiry is a document that ends by its own term.
type Expiry struct {
	Entry *catalog.Entry
	To    day.Day // its last day
	Left  int     // days until then
}

// StockYear is the stock of a year: what was issued in it, what ended in it, and
// what was in force at its end. Of the current year the end is the report's day.
type StockYear struct {
	Year  int
	Whole bool // the year is over
	Kinds [2]Stock
}

// Stock counts the documents of one kind; Before + Issued − Ended = InForce.
type Stock struct {
	Kind                           field.Kind
	Before, Issued, Ended, InForce int
	IssuedList, EndedList          []*catalog.Entry
	InForceList                    []*catalog.Entry
}

// Closed tells whether the year's sum closes.
func (s Stock) Closed() bool { return s.Before+s.Issued-s.Ended == s.InForce }

// stocked are the kinds whose stock is told (年报表二第一项).
var stocked = [2]field.Kind{field.Regulation, field.Normative}

// IsStocked tells whether the document is one of 规章 and 规范性文件.
func isStocked(e *catalog.Entry) bool { return slices.Contains(stocked[:], e.Kind) }

// issued is the day on which a document was made: 成文日期, else 发布日期.
func issued(e *catalog.Entry) day.Day {
	if d, ok := e.Day(field.Written); ok {
		return d
	}
	return e.Published
}

// life is a document with the days of its making and its end, told once for all
// years.
type life struct {
	*catalog.Entry
	made, end day.Day
	ends      bool
}

func lifeOf(e *catalog.Entry) life {
	l := life{Entry: e, made: issued(e)}
	l.end, l.ends = ended(e, l.made)
	return l
}

// ended is the day on which a document ended; not before it was made.
func ended(e *catalog.Entry, made day.Day) (day.Day, bool) {
	for i, s := range e.Validity.States {
		if !isVoid(s.Word) {
			continue
		}
		end := s.From
		if i == 0 { // it was published after its end
			end = ownEnd(e)
		}
		return max(end, made), true
	}
	return 0, false
}

// ownEnd is the day a document that was void when it was published ended on,
// by its own dates; where it has none, it never held.
func ownEnd(e *catalog.Entry) day.Day {
	end, found := e.Published, false
	take := func(d day.Day, ok bool) {
		if ok && (!found || d < end) {
			end, found = d, true
		}
	}
	take(e.Day(field.LapsedOn))
	take(e.Day(field.RepealedOn))
	take(e.Validity.To+1, e.Validity.HasTo)
	if !found {
		return issued(e)
	}
	return min(end, e.Validity.States[0].From)
}

func isVoid(word string) bool { return word == field.Repealed || word == field.Lapsed }

// inForce tells from its validity whether a document was in force, or about to
// be, on a day.
func (l life) inForce(on day.Day) bool {
	if l.made > on {
		return false
	}
	if states := l.Validity.States; len(states) > 0 && on < states[0].From && isVoid(states[0].Word) {
		return on < ownEnd(l.Entry)
	}
	return !isVoid(l.Validity.On(on))
}

// CountValidity counts the stock of 规章 and 规范性文件 as of the catalog's day.
func CountValidity(c *catalog.Catalog) *Validity {
	r := &Validity{AsOf: c.Day}
	var all []*catalog.Entry
	for _, e := range c.Entries {
		if !isStocked(e) {
			continue
		}
		all = append(all, e)
		if e.Validity.Void {
			r.Ended = append(r.Ended, e)
			continue
		}
		r.InForce = append(r.InForce, e)
		if left := int(e.Validity.To - c.Day); e.Validity.HasTo && left >= 0 && left <= soonDays[len(soonDays)-1] {
			r.Soon = append(r.Soon, Expiry{e, e.Validity.To, left})
		}
	}
	slices.SortStableFunc(r.Soon, func(a, b Expiry) int { return a.Left - b.Left })
	r.Years = stockYears(all, c.Day)
	for _, e := range c.Entries {
		if e.Has(field.Cleanup) {
			r.Cleanups = append(r.Cleanups, cleanup(e))
		}
	}
	return r
}

// stockYears tells every year from the first document to the day, newest first.
func stockYears(list []*catalog.Entry, asOf day.Day) []StockYear {
	if len(list) == 0 {
		return nil
	}
	first := asOf.Year()
	lives := make([]life, len(list))
	for i, e := range list {
		lives[i] = lifeOf(e)
		first = min(first, lives[i].made.Year())
	}
	out := make([]StockYear, 0, asOf.Year()-first+1)
	for year := asOf.Year(); year >= first; year-- {
		out = append(out, stockYear(lives, year, asOf))
	}
	return out
}

// stockYear counts one year. What was in force at the two ends is told by each
// document's validity on that day, what came and went by its dates: that the
// sum closes is a check of both.
func stockYear(list []life, year int, asOf day.Day) StockYear {
	start, end := day.Make(year, 1, 1)-1, day.Make(year, 12, 31)
	y := StockYear{Year: year, Whole: end <= asOf}
	end = min(end, asOf)
	for n, kind := range stocked {
		s := Stock{Kind: kind}
		for _, e := range list {
			if e.Kind != kind {
				continue
			}
			if e.inForce(start) {
				s.Before++
			}
			if e.made > start && e.made <= end {
				s.Issued++
				s.IssuedList = append(s.IssuedList, e.Entry)
			}
			if e.ends && e.end > start && e.end <= end {
				s.Ended++
				s.EndedList = append(s.EndedList, e.Entry)
			}
			if e.inForce(end) {
				s.InForce++
				s.InForceList = append(s.InForceList, e.Entry)
			}
		}
		y.Kinds[n] = s
	}
	return y
}

// Cleanup is a clean-up decision and what it decided, document by document.
type Cleanup struct {
	Entry   *catalog.Entry
	Results []CleanupResult // in the order of the vocabulary, those with documents
	Listed  int             // lines of the decision
}

// CleanupResult is the documents with one result.
type CleanupResult struct {
	Word    string
	Entries []*catalog.Entry
}

func cleanup(e *catalog.Entry) Cleanup {
	c := Cleanup{Entry: e, Listed: len(e.Groups(field.Cleanup))}
	for _, word := range field.Of(field.CleanupResult).Vocabulary.Labels() {
		result := CleanupResult{Word: word}
		for _, rel := range e.Relations {
			if rel.Word == catalog.CleanedUp && rel.Note == word && rel.To != nil {
				result.Entries = append(result.Entries, rel.To)
			}
		}
		if len(result.Entries) > 0 {
			c.Results = append(c.Results, result)
		}
	}
	return c
}

// Count is how many documents the clean-up decided about.
func (c Cleanup) Count() int {
	n := 0
	for _, r := range c.Results {
		n += len(r.Entries)
	}
	return n
}

// year writes a year.
func year(n int) string { return strconv.Itoa(n) }
