package page

import (
	"strconv"

	"gongkai/generator/report"
)

// behindSize is how many documents a page behind a number lists.
const behindSize = 100

// behindLine is a document of a group, with the headings that begin before it.
type behindLine struct {
	report.Line
	opens []behindHeading
	under []behindHeading // the headings it stands under
}

type behindHeading struct {
	level int
	part  report.Part
}

func behindPages(lines int) int { return max(1, (lines+behindSize-1)/behindSize) }

// place lays a group's documents out in one row and notes where each part
// begins.
func (b *bookPages) place(g report.Group) {
	var lines []behindLine
	var pending []behindHeading
	var walk func(parts []report.Part, under []behindHeading)
	walk = func(parts []report.Part, under []behindHeading) {
		for _, part := range parts {
			h := behindHeading{len(under) + 2, part}
			pending = append(pending, h)
			here := append(under[:len(under):len(under)], h)
			address := string(b.group(g.Key).numbered(len(lines)/behindSize + 1))
			b.at[report.Behind{Group: g.Key, Part: part.Key}] = address + "#part-" + part.Key
			for _, l := range part.Lines {
				lines = append(lines, behindLine{l, pending, here})
				pending = nil
			}
			walk(part.Parts, here)
		}
	}
	walk(g.Parts, nil)
	b.all[g.Key] = lines
	b.at[report.Behind{Group: g.Key}] = string(b.group(g.Key))
}

// behind is a page of the documents behind a group's numbers.
func (b *bookPages) behind(p place, g report.Group, lines []behindLine, n int) View {
	title := g.Title
	view := &BehindView{
		Frame: b.reportFrame(p, numberedTitle(b.book.Title+"："+title, n), Link{Text: b.book.Title, Href: string(b.folder)}, Link{Text: title}),
		Nav:   b.navigation(p, reportsAddress), Title: title,
		Lead: "《" + b.book.Title + "》里的数字由下列文件数出，截至" + b.today + "。",
		Back: Link{Text: "回到报告", Href: p.to(string(b.folder))},
	}
	from := (n - 1) * behindSize
	for i, l := range lines[from:min(len(lines), from+behindSize)] {
		opens, again := l.opens, ""
		if i == 0 && len(opens) < len(l.under) {
			opens, again = l.under, "（续）"
		}
		for _, h := range opens {
			block := BehindBlock{Level: strconv.Itoa(min(h.level, 4)), ID: "part-" + h.part.Key, Label: h.part.Label + "　" + thousands(h.part.Count()) + "件" + again}
			view.Blocks = append(view.Blocks, block)
		}
		last := &view.Blocks[len(view.Blocks)-1]
		last.Lines = append(last.Lines, b.line(p, l.Entry, l.Note, l.Late))
	}
	view.Pages = pagination(n, behindPages(len(lines)), func(page int) string { return p.to(string(b.group(g.Key).numbered(page))) })
	return view
}
