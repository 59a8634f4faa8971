package page

import (
	"strconv"

	"gongkai/generator/report"
)

// behindSize is how many documents a page behind a number lists.
const behindSize = 100

// behindRun is the documents of one part of a group.
type behindRun struct {
	from  int // how many documents of the group stand before it
	lines []report.Line
	opens []behindHeading // the headings that begin before it
	under []behindHeading // the headings it stands under
}

// behindRow is the documents of a group in one row.
type behindRow struct {
	runs   []behindRun
	length int
}

type behindHeading struct {
	level int
	part  report.Part
}

func behindPages(lines int) int { return max(1, (lines+behindSize-1)/behindSize) }

// place lays a group's documents out in one row and notes where each part
// begins.
func (b *bookPages) place(g report.Group) {
	var row behindRow
	var pending []behindHeading
	var walk func(parts []report.Part, under []behindHeading)
	walk = func(parts []report.Part, under []behindHeading) {
		for _, part := range parts {
			h := behindHeading{len(under) + 2, part}
			pending = append(pending, h)
			here := append(under[:len(under):len(under)], h)
			address := string(b.group(g.Key).numbered(row.length/behindSize + 1))
			b.at[report.Behind{Group: g.Key, Part: part.Key}] = address + "#part-" + part.Key
			if len(part.Lines) > 0 {
				row.runs = append(row.runs, behindRun{row.length, part.Lines, pending, here})
				row.length += len(part.Lines)
				pending = nil
			}
			walk(part.Parts, here)
		}
	}
	walk(g.Parts, nil)
	b.all[g.Key] = row
	b.at[report.Behind{Group: g.Key}] = string(b.group(g.Key))
}

// behind is a page of the documents behind a group's numbers.
func (b *bookPages) behind(p place, g report.Group, n int) View {
	row, title := b.all[g.Key], g.Title
	view := &BehindView{
		Frame: b.reportFrame(p, numberedTitle(b.book.Title+"："+title, n), Link{Text: b.book.Title, Href: string(b.folder)}, Link{Text: title}),
		Nav:   b.navigation(p, reportsAddress), Title: title,
		Lead: "《" + b.book.Title + "》里的数字由下列文件数出，截至" + b.today + "。",
		Back: Link{Text: "回到报告", Href: p.to(string(b.folder))},
	}
	from := (n - 1) * behindSize
	for _, run := range row.runs {
		b.behindLines(p, view, run, from, from+behindSize)
	}
	view.Pages = pagination(n, behindPages(row.length), func(page int) string { return p.to(string(b.group(g.Key).numbered(page))) })
	return view
}

// behindLines adds the documents of a run that stand at from ≤ place < to.
func (b *bookPages) behindLines(p place, view *BehindView, run behindRun, from, to int) {
	first, end := max(from-run.from, 0), min(to-run.from, len(run.lines))
	if first >= end {
		return
	}
	opens, again := run.opens, ""
	if first > 0 {
		opens = nil
	}
	if run.from+first == from && len(opens) < len(run.under) {
		opens, again = run.under, "（续）"
	}
	for _, h := range opens {
		view.Blocks = append(view.Blocks, BehindBlock{Level: strconv.Itoa(min(h.level, 4)), ID: "part-" + h.part.Key, Label: h.part.Label + "　" + thousands(h.part.Count()) + "件" + again})
	}
	last := &view.Blocks[len(view.Blocks)-1]
	for _, l := range run.lines[first:end] {
		last.Lines = append(last.Lines, b.line(p, l.Entry, l.Note, l.Late))
	}
}
