package page

import (
	"strconv"
	"strings"
	"sync"

	"gongkai/generator/catalog"
	"gongkai/generator/publish"
	"gongkai/generator/report"
)

// reportsAddress is the index of the reports.
const reportsAddress = "reports/"

// listedMax is how many documents a report shows of a list; the rest stands on
// the list's own page.
const listedMax = 10

// bookPages makes the pages of one report.
type bookPages struct {
	*column
	book   *report.Book
	annual []*report.Annual
	folder place
	at     map[report.Behind]string // where the documents behind a number stand
	all    map[string]behindRow     // by group: its documents in order
}

// reports makes the index of the reports, each report, and the lists of the
// documents behind its numbers. The books name every document many times: they
// are let go of here, and made again when the first of these pages is.
func (c *column) reports() []publish.Output {
	if c.Reports == nil || c.Reports() == nil {
		return nil
	}
	books := sync.OnceValue(c.books)
	index := place(reportsAddress)
	out := []publish.Output{c.output(index.file(), "", func() View { return c.reportIndex(index, books()) })}
	for i, b := range c.books() {
		p := b.folder
		out = append(out, c.output(p.file(), "", func() View { return books()[i].view() }))
		for j, g := range b.book.Groups {
			for n := 1; n <= behindPages(b.all[g.Key].length); n++ {
				p := b.group(g.Key).numbered(n)
				out = append(out, c.output(p.file(), "", func() View {
					b := books()[i]
					return b.behind(p, b.book.Groups[j], n)
				}))
			}
		}
	}
	return out
}

func (c *column) books() []*bookPages {
	var out []*bookPages
	for _, b := range c.Reports().Books() {
		out = append(out, c.bookPages(b))
	}
	return out
}

func (c *column) bookPages(b *report.Book) *bookPages {
	pages := &bookPages{column: c, book: b, folder: place(reportsAddress + b.Name + "/"), at: map[report.Behind]string{}, all: map[string]behindRow{}}
	for _, a := range c.Reports().Annual.Reports {
		if b.Name == "annual/"+strconv.Itoa(a.Year) {
			pages.annual = append(pages.annual, a)
		}
	}
	for _, g := range b.Groups {
		pages.place(g)
	}
	return pages
}

// group is where a group's list stands.
func (b *bookPages) group(key string) place { return b.folder + place(key) + "/" }

// href leads from a place to the documents behind a number, empty for none.
func (b *bookPages) href(p place, at report.Behind) string {
	if address, ok := b.at[at]; ok {
		return p.to(address)
	}
	return ""
}

// reportIndex lists the reports with their first number.
func (c *column) reportIndex(p place, books []*bookPages) View {
	view := &ContentView{
		Frame: c.frame(p, "统计报告", c.config.Site.Name+"政府信息公开的统计报告", "信息公开目录", c.crumbs(p, Link{Text: "统计报告"})),
		Nav:   c.navigation(p, reportsAddress), Title: "统计报告",
		Lead: "数字由本栏目公开的文件自动计算，截至" + c.today + "；每个数都能点开，看到数出它的文件，也可以下载核对。",
	}
	view.Sheets = c.sheet(p, "overview")
	for _, b := range books {
		item := ContentItem{Text: b.book.Title, Href: p.to(string(b.folder)), About: b.book.Period}
		for i, f := range b.book.Figures[:min(3, len(b.book.Figures))] {
			item.Facts[i] = f.Label + f.Cell.Text + f.Unit
		}
		view.Items = append(view.Items, item)
	}
	return view
}

// reportFrame is the frame of a report's page; steps follow 统计报告.
func (b *bookPages) reportFrame(p place, name string, steps ...Link) Frame {
	about := b.config.Site.Name + name + "，" + b.book.Period
	f := b.frame(p, name, about, "信息公开目录", b.crumbs(p, append([]Link{{Text: "统计报告", Href: reportsAddress}}, steps...)...))
	f.Sheets = b.sheet(p, "report")
	return f
}

func (b *bookPages) view() View {
	p := b.folder
	view := &ReportView{
		Frame: b.reportFrame(p, b.book.Title, Link{Text: b.book.Title}),
		Nav:   b.navigation(p, reportsAddress), Title: b.book.Title, Period: b.book.Period, AsOf: b.today, Method: b.book.Definition,
		Downloads: []Link{{"CSV", "report.csv"}, {"XLSX", "report.xlsx"}, {"JSON", "report.json"}},
	}
	for i, f := range b.book.Figures {
		view.Figures = append(view.Figures, ReportFigure{Label: f.Label, Value: f.Cell.Text, Unit: f.Unit, Note: f.Note, Href: b.href(p, f.Cell.Behind), Lead: i == 0 && f.Unit == ""})
	}
	for _, a := range b.annual {
		view.Agencies = append(view.Agencies, b.agencyTables(p, a))
	}
	for _, s := range b.book.Sheets {
		if !s.Data {
			view.Sections = append(view.Sections, b.section(p, s))
		}
	}
	return view
}

// section shows a sheet as a table or as a list.
func (b *bookPages) section(p place, s report.Sheet) ReportSection {
	out := ReportSection{ID: strings.ReplaceAll(s.Key, "_", "-"), Title: s.Title, Note: s.Note}
	if len(s.Rows) == 0 {
		out.Empty = or(s.Empty, "没有数据。")
		return out
	}
	if !s.Listing {
		out.Chart, out.Table = chart(s), b.table(p, s)
		return out
	}
	for _, row := range s.Rows[:min(listedMax, len(s.Rows))] {
		note := row.Cells[len(row.Cells)-1].Text
		for _, c := range row.Cells {
			if c.Entry != nil {
				out.Lines = append(out.Lines, b.line(p, c.Entry, note, row.Late))
			}
		}
	}
	if len(s.Rows) > listedMax {
		out.More = &Link{Text: "全部" + thousands(len(s.Rows)) + "件", Href: or(b.href(p, s.All), "report.csv")}
	}
	return out
}

func or(s, empty string) string {
	if s == "" {
		return empty
	}
	return s
}

func (b *bookPages) line(p place, e *catalog.Entry, note string, late bool) ReportLine {
	line := ReportLine{Text: e.Title(), Href: p.to(e.URL), Number: e.DocumentNumber(), Date: e.Published.String(), Note: note, Late: late}
	if len(e.Agencies) > 0 {
		line.Agency = shortNames(e)
	}
	return line
}

// rates are the two rates of the reports that the home page tells, where there
// is something to tell.
func (c *column) rates(p place) []Figure {
	if c.Reports == nil || c.Reports() == nil {
		return nil
	}
	var out []Figure
	add := func(label, name string, r report.Rate) {
		if r.Whole > 0 {
			out = append(out, Figure{Label: label, Href: p.to(reportsAddress + name + "/"), Value: strings.TrimSuffix(r.Text(), "%"), Unit: "%", Note: r.Counts() + "，截至" + c.today})
		}
	}
	replies := c.Reports().Replies.Total
	add("政策解读率", "interpretation", c.Reports().Interpretation.Total.Rate())
	add("建议提案按时答复率", "replies", report.Rate{Part: replies.InTime, Whole: replies.Timed})
	return out
}

// agencyTables shows the statutory tables of an agency.
func (b *bookPages) agencyTables(p place, a *report.Annual) AgencyTables {
	out := AgencyTables{ID: "agency-" + a.Agency.Key, Name: a.Agency.Name,
		Note: a.Sources() + "；单位：件；核对" + strconv.Itoa(a.Checked) + "项等式，" + broken(a.Broken) + "。"}
	if a.Document != nil {
		out.Document = Link{Text: a.Document.Title(), Href: p.to(a.Document.URL)}
	}
	for _, t := range a.Statutory() {
		view := StatutoryView{Label: a.Agency.Short + t.Name, Caption: t.Name + "　" + t.Title}
		for i, row := range t.Rows {
			cells := make([]StatutoryCell, len(row))
			for j, c := range row {
				cells[j] = StatutoryCell{Text: c.Text, Head: c.Number == nil, Scope: c.Scope, Rows: spanOf(c.Rows), Columns: spanOf(c.Columns)}
			}
			if i < t.Heads {
				view.Heads = append(view.Heads, cells)
			} else {
				view.Rows = append(view.Rows, cells)
			}
		}
		out.Tables = append(out.Tables, view)
	}
	return out
}

func broken(n int) string {
	if n == 0 {
		return "全部成立"
	}
	return strconv.Itoa(n) + "项不成立"
}

func spanOf(n int) string {
	if n == 1 {
		return ""
	}
	return strconv.Itoa(n)
}
