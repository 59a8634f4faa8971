package report

import (
	"slices"
	"strconv"

	"gongkai/generator/catalog"
	"gongkai/generator/day"
)

// Book is a report in the form all exits share.
type Book struct {
	Name       string // the folder under reports/: interpretation, annual/2025
	Title      string
	AsOf       day.Day
	Period     string   // what the numbers cover, one sentence
	Definition []string // how each figure is counted, in paragraphs
	Figures    []Figure // the headline first
	Sheets     []Sheet
	Groups     []Group // the documents behind the numbers
}

// Figure is a headline number.
type Figure struct {
	Key   string
	Label string
	Cell  Cell
	Unit  string
	Note  string // how it was counted: 15 ÷ 18
}

// Sort says what a column holds.
type Sort uint8

// The sorts of columns.
const (
	Words  Sort = iota
	Count       // a whole number
	Share       // 0 to 1
	Days        // working days or days, possibly with one decimal
	Amount      // money, with the decimals it was given
	Date        // 2024-03-20
)

// Numeric tells whether cells of the sort are numbers.
func (s Sort) Numeric() bool { return s != Words && s != Date }

// Column is a column of a sheet.
type Column struct {
	Key   string // the member's name in JSON
	Label string
	Unit  string // 件, 工作日; shares are shown as percentages
	Sort  Sort
}

// Sheet is a table of a report.
type Sheet struct {
	Key     string
	Title   string
	Note    string
	Columns []Column
	Rows    []Row
	Chart   Chart  // what the page draws of it
	Listing bool   // a list of documents: the page shows it as one
	All     Behind // where all documents of a listing are told; no part: the whole group
	Data    bool   // for programs only: the page shows the same in another form
	Empty   string // what stands there without rows
}

// Chart is a drawing of a sheet.
type Chart struct {
	Form  Form
	Parts []int // the columns drawn, in order; of Progress the part and the whole
}

// Form is a form of chart.
type Form uint8

// The forms of charts.
const (
	NoChart  Form = iota
	Progress      // a column a row: the part filled, the rest hatched
	Stack         // a bar a row, divided into parts
	Bars          // a bar a row, of a share
)

// Row is a row of a sheet; the last may be the total.
type Row struct {
	Cells []Cell
	Total bool
	Late  bool // of a listing: its note tells of a missed deadline
}

// Cell is one value. A cell that is neither text nor number is empty: not known,
// or not applicable.
type Cell struct {
	Text    string // as shown
	Number  float64
	Numeric bool
	Entry   *catalog.Entry // the document that Text names
	Behind  Behind         // the documents the number counts
}

// Behind names a part of a group.
type Behind struct{ Group, Part string }

// Group is the documents behind some numbers, each named once.
type Group struct {
	Key   string // ASCII, with slashes: year/2024
	Title string
	Parts []Part
}

// Part is the documents that a number counts: its own lines and those of its
// parts.
type Part struct {
	Key   string
	Label string
	Lines []Line
	Parts []Part
}

// Count is how many documents the part holds.
func (p Part) Count() int {
	n := len(p.Lines)
	for _, each := range p.Parts {
		n += each.Count()
	}
	return n
}

// find gives a part or one within it.
func (p *Part) find(key string) *Part {
	if p.Key == key {
		return p
	}
	for i := range p.Parts {
		if found := p.Parts[i].find(key); found != nil {
			return found
		}
	}
	return nil
}

// Line is a document of a part, and what the report found about it.
type Line struct {
	Entry *catalog.Entry
	Note  string // 逾期12个工作日
	Late  bool   // the note tells of a missed deadline
}

// Text makes a cell of words.
func text(s string) Cell { return Cell{Text: s} }

// whole makes a cell of a count that leads to what it counts.
func whole(n int, behind ...string) Cell {
	c := Cell{Text: strconv.Itoa(n), Number: float64(n), Numeric: true}
	if len(behind) == 2 && n > 0 {
		c.Behind = Behind{behind[0], behind[1]}
	}
	return c
}

// share makes a cell of a rate; it is empty where nothing was to be counted.
func share(r Rate) Cell {
	v, ok := r.Value()
	return Cell{Text: r.Text(), Number: v, Numeric: ok}
}

// mean makes a cell of an average with one decimal.
func mean(sum, n int) Cell {
	if n == 0 {
		return Cell{}
	}
	v := tenths(sum, n)
	return Cell{Text: strconv.FormatFloat(v, 'f', 1, 64), Number: v, Numeric: true}
}

// tenths is sum ÷ n, rounded half away from zero to one decimal.
func tenths(sum, n int) float64 {
	t := 10*sum*2 + n
	if sum < 0 {
		t = 10*sum*2 - n
	}
	return float64(t/(2*n)) / 10
}

// date makes a cell of a day.
func date(d day.Day) Cell { return Cell{Text: d.String()} }

// titled makes a cell that names a document.
func titled(e *catalog.Entry) Cell { return Cell{Text: e.Title(), Entry: e} }

// Sheet finds a sheet by its key, or nil.
func (b *Book) Sheet(key string) *Sheet {
	for i := range b.Sheets {
		if b.Sheets[i].Key == key {
			return &b.Sheets[i]
		}
	}
	return nil
}

// Part finds the documents behind a number, or nil.
func (b *Book) Part(at Behind) *Part {
	for i := range b.Groups {
		if b.Groups[i].Key != at.Group {
			continue
		}
		for j := range b.Groups[i].Parts {
			if p := b.Groups[i].Parts[j].find(at.Part); p != nil {
				return p
			}
		}
	}
	return nil
}

// full drops the parts that hold nothing.
func full(parts ...Part) []Part {
	return slices.DeleteFunc(parts, func(p Part) bool { return p.Count() == 0 })
}
