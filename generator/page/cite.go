package page

import (
	"net/url"
	"slices"
	"strconv"

	"gongkai/generator/catalog"
	"gongkai/generator/citation"
	"gongkai/generator/day"
	"gongkai/generator/field"
	"gongkai/generator/markdown"
	"gongkai/generator/number"
	"gongkai/generator/publish"
)

// Cite gives what finds the citations of a document in a run of its words, for
// markdown.Options: each that names a document of the column leads to it, an
// article behind it to that article, and a validity that is not the normal one
// is told. nil where the document cites nothing.
func Cite(c *catalog.Catalog, e *catalog.Entry) func(words string) []markdown.Reference {
	s := citer{on: c.Day, from: place(e.URL), names: map[citation.Name]*catalog.Entry{}, numbers: map[string]*catalog.Entry{}}
	for i, cited := range e.Cited {
		if cited.To == nil {
			continue
		}
		s.names[e.Citations[i].Name] = cited.To
		if key := number.Key(cited.To.DocumentNumber()); key != "" && e.Citations[i].Number.Tail != "" {
			s.numbers[key] = cited.To
		}
	}
	if len(s.names) == 0 {
		return nil
	}
	return s.references
}

// citer knows what the names in one document's text were found to be.
type citer struct {
	on      day.Day
	from    place
	names   map[citation.Name]*catalog.Entry
	numbers map[string]*catalog.Entry // by the key of the number
}

func (s citer) references(words string) []markdown.Reference {
	var out []markdown.Reference
	end := 0 // of what is linked already: the longest name counts
	for _, c := range citation.Find(words) {
		to, start := s.find(c)
		if to == nil || start < end {
			continue
		}
		out = append(out, markdown.Reference{Start: start, End: c.End, URL: s.from.to(to.URL), Mark: markOf(to, s.on)})
		end = c.End
		for _, a := range c.Articles {
			if slices.Contains(to.Articles, a.Article) {
				out = append(out, markdown.Reference{Start: a.Start, End: a.End, URL: s.from.to(to.URL) + "#" + url.PathEscape(a.ID())})
				end = a.End
			}
		}
	}
	return out
}

// find gives the document a citation names and where the words that name it
// begin.
func (s citer) find(c citation.Citation) (to *catalog.Entry, start int) {
	for i, key := range c.Number.Readings() {
		if to := s.numbers[key]; to != nil {
			if c.Title == "" {
				return to, c.NumberAt + i
			}
			return to, c.Start
		}
	}
	if c.Title == "" {
		return nil, 0
	}
	return s.names[c.Name()], c.Start
}

// markOf tells a validity that is not the normal one, or will not be.
func markOf(e *catalog.Entry, on day.Day) markdown.Mark {
	s := statusOf(e, on)
	if s.Word == "" || s.Word == field.InForce && s.Changes == "" {
		return markdown.Mark{}
	}
	return markdown.Mark{Word: s.Word, Class: "status status--" + s.Class, Changes: s.Changes}
}

// citedMax is the number of citing documents a page lists; the rest has pages
// of its own.
const citedMax = 10

// citedAddress is the list of all documents that cite one.
func citedAddress(e *catalog.Entry) place { return place(e.URL + "cited/") }

// citedBy lists the documents that cite one, the newest first.
func (c *column) citedBy(p place, e *catalog.Entry) CitedBy {
	all := len(e.CitedBy)
	b := CitedBy{Count: thousands(all), List: List{Level: "3"}}
	for _, by := range e.CitedBy[:min(all, citedMax)] {
		b.List.Items = append(b.List.Items, c.item(p, by, aboutKind|aboutAgency))
	}
	if all > citedMax {
		b.More = Link{Text: "全部" + thousands(all) + "件引用本文件的文件", Href: p.to(string(citedAddress(e)))}
	}
	return b
}

// citedPages list all documents that cite one, where its page cannot.
func (c *column) citedPages(e *catalog.Entry) []publish.Output {
	if len(e.CitedBy) <= citedMax {
		return nil
	}
	var out []publish.Output
	base := citedAddress(e)
	for n := 1; n <= pageCount(len(e.CitedBy)); n++ {
		p := base.numbered(n)
		from, to := span(n, len(e.CitedBy))
		key := c.listKey(p, e.CitedBy[from:to], len(e.CitedBy), e.Title(), strconv.FormatBool(c.twice()[e.Title()]), e.Section.Name)
		out = append(out, c.output(p.file(), key, func() View { return c.citedPage(p, e, n) }))
	}
	return out
}

func (c *column) citedPage(p place, e *catalog.Entry, n int) View {
	name := numberedTitle("引用"+bookTitle(e)+"的文件", n)
	if c.twice()[e.Title()] {
		name += "（" + e.Index.Plain() + "）"
	}
	_, steps := c.steps(e)
	steps = append(steps[:len(steps)-1], Link{Text: e.Title(), Href: e.URL}, Link{Text: "被引用"})
	view := c.listView(p, e.CitedBy, n, citedAddress(e), aboutKind|aboutAgency)
	view.Frame = c.frame(p, name, "正文引用"+bookTitle(e)+"的文件，新的在前", "信息公开目录", c.crumbs(p, steps...))
	view.Nav = c.navigation(p, sectionAddress(e.Section.Key))
	view.Title = "引用" + bookTitle(e) + "的文件"
	return view
}

// citations adds what a document's page shows of those it cites and is cited
// by.
func (c *column) citations(k print, e *catalog.Entry) {
	for _, cited := range e.Cited {
		if cited.To == nil {
			k.text("-")
			continue
		}
		k.text(cited.To.ID, cited.To.DocumentNumber())
		k.validity(cited.To, c.Catalog.Day)
		for _, a := range cited.To.Articles {
			k.number(uint64(a.Number)<<32 | uint64(a.Branch))
		}
	}
	k.text(strconv.Itoa(len(e.CitedBy)))
	for _, by := range e.CitedBy[:min(len(e.CitedBy), citedMax)] {
		k.number(uint64(c.faces[by]))
	}
}
