package report

import (
	"cmp"
	"fmt"
	"slices"

	"gongkai/generator/catalog"
	"gongkai/generator/citation"
)

// Citations is what the names in texts were found to be, in counts of places.
type Citations struct {
	Resolved   int // they lead to a document of the column
	Unresolved int // the column has no such document
	Unclear    int // several documents have the name
	Names      []CitedName
}

// CitedName is a name that leads nowhere, and where it stands.
type CitedName struct {
	Name      string // as first typed
	Unclear   bool
	Times     int
	Documents int
	Newest    *catalog.Entry // of the documents that have it
}

// CountCitations counts the names in all texts; those that lead nowhere are
// listed, the most frequent first. What a document calls itself is left out.
func CountCitations(c *catalog.Catalog) *Citations {
	out := &Citations{}
	at := map[string]int{}
	for _, e := range c.Entries { // the newest first
		seen := map[string]bool{}
		for i, name := range e.Citations {
			found := e.Cited[i]
			switch {
			case found.Own:
				continue
			case found.To != nil:
				out.Resolved += name.Times
				continue
			case found.Unclear:
				out.Unclear += name.Times
			default:
				out.Unresolved += name.Times
			}
			key := name.Title + "\x00" + name.Number.Tail
			if name.Title == "" {
				key = citation.Key(name.Shown)
			}
			n, known := at[key]
			if !known {
				n = len(out.Names)
				at[key] = n
				out.Names = append(out.Names, CitedName{Name: name.Shown, Unclear: found.Unclear, Newest: e})
			}
			out.Names[n].Times += name.Times
			if !seen[key] {
				seen[key] = true
				out.Names[n].Documents++
			}
		}
	}
	slices.SortStableFunc(out.Names, func(a, b CitedName) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// citedNamesMax bounds the names a report lists.
const citedNamesMax = 200

// figures are the headline counts.
func (c *Citations) figures() []Figure {
	return []Figure{
		{"cited", "链接到栏目内文件的引用", whole(c.Resolved), "处", "正文里的文号和《题名》"},
		{"uncited", "栏目内没有的引用", whole(c.Unresolved), "处", "多是国家和省的文件，不链接，也不猜"},
		{"unclear", "指不清哪一份的引用", whole(c.Unclear), "处", "几份文件同名，写上文号就能链接"},
	}
}

// sheet lists the names that lead nowhere.
func (c *Citations) sheet() Sheet {
	s := Sheet{Key: "citations", Title: "没有链接的引用", Empty: "正文里引用的文件都在栏目内。", Columns: []Column{
		{"name", "名称", "", Words}, {"why", "原因", "", Words}, {"times", "出现", "处", Days}, {"documents", "文件", "件", Days}, {"newest", "最新一份", "", Words}}}
	if n := len(c.Names); n > citedNamesMax {
		s.Note = fmt.Sprintf("共%d个名称，列出现最多的%d个。", n, citedNamesMax)
	}
	for _, x := range c.Names[:min(len(c.Names), citedNamesMax)] {
		why := "栏目内没有"
		if x.Unclear {
			why = "几份文件同名"
		}
		s.Rows = append(s.Rows, Row{Cells: []Cell{text(x.Name), text(why), whole(x.Times), whole(x.Documents), titled(x.Newest)}})
	}
	return s
}
