package page

import "html/template"

// ReportFigure is a headline number of a report.
type ReportFigure struct {
	Label string
	Href  string // the documents it counts, empty for none
	Value string
	Unit  string
	Note  string
	Lead  bool // the first number of the page, set large
}

// ChartView is a chart of columns: the whole, its part filled, the rest hatched.
// Horizontal measures are percentages, vertical ones em.
type ChartView struct {
	ID      string
	Title   string
	Text    string // the same numbers in words
	Part    string
	Rest    string
	Share   string
	Caption string
	Wide    bool // more columns than a narrow screen takes: it scrolls
	Columns []ChartColumn
}

// ChartColumn is a column of a chart.
type ChartColumn struct {
	X, Width, Middle        string
	FillY, FillHeight       string
	RestY, RestHeight       string
	TopY, Top, Label, Below string
}

// ReportTable is a table of a report.
type ReportTable struct {
	Label   string
	Legend  []BarPart
	Columns []ReportColumn
	Rows    []ReportRow
}

// ReportColumn is a column of a report's table; one with Bar holds drawings.
type ReportColumn struct {
	Label string
	Unit  string
	Num   bool
	Bar   bool
}

// ReportRow is a row of a report's table.
type ReportRow struct {
	Total bool
	Cells []ReportCell
}

// ReportCell is a cell of a report's table.
type ReportCell struct {
	Text  string
	Width string // the class of a text that is kept on one line, or given room; empty for a number
	Href  string
	Head  bool
	Num   bool
	Bar   bool
	Parts []BarPart
}

// BarPart is a part of a bar, or its entry in the legend.
type BarPart struct {
	Class string // fill, rest, third, fourth, track
	Hatch bool
	X     string
	Width string
	Text  string
}

// ReportLine is a document in a list of a report.
type ReportLine struct {
	Text   string
	Href   string
	Number string
	Agency string
	Date   string
	Note   string
	Late   bool
}

// ReportSection is a part of a report: a chart, a table, a list, or a sentence
// that says there is nothing.
type ReportSection struct {
	ID    string
	Title string
	Chart *ChartView
	Table *ReportTable
	Lines []ReportLine
	Empty string
	Note  string
	More  *Link
}

// AgencyTables are the statutory tables of one agency.
type AgencyTables struct {
	ID       string
	Name     string
	Note     string // where the numbers come from, and how many identities hold
	Document Link
	Tables   []StatutoryView
}

// StatutoryView is a table in the form of the norm.
type StatutoryView struct {
	Label   string
	Caption string
	Heads   [][]StatutoryCell
	Rows    [][]StatutoryCell
}

// StatutoryCell is a cell of it; a span of one is left empty.
type StatutoryCell struct {
	Text    string
	Head    bool
	Scope   string
	Rows    string
	Columns string
}

// ReportView is a report.
type ReportView struct {
	Frame
	Nav       template.HTML
	Title     string
	Period    string
	AsOf      string
	Downloads []Link
	Figures   []ReportFigure
	Agencies  []AgencyTables
	Sections  []ReportSection
	Method    []string
}

// BehindView lists the documents behind some numbers of a report.
type BehindView struct {
	Frame
	Nav    template.HTML
	Title  string
	Lead   string
	Back   Link
	Blocks []BehindBlock
	Pages  []PageLink
}

// BehindBlock is a heading with the documents right below it.
type BehindBlock struct {
	Level string // 2, 3 or 4
	ID    string
	Label string
	Lines []ReportLine
}

func (*ReportView) template() string { return "report" }
func (*BehindView) template() string { return "behind" }
