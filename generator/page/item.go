package page

import (
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/day"
	"gongkai/generator/field"
)

// classes gives the style class of each word of 效力状态.
var classes = validityClasses()

func validityClasses() map[string]string {
	m := map[string]string{}
	for _, t := range field.Validities {
		m[t.Label] = t.Key
	}
	return m
}

// status gives a document's validity as a tag, with what it will become.
func (c *column) status(e *catalog.Entry) Status { return statusOf(e, c.Catalog.Day) }

func statusOf(e *catalog.Entry, on day.Day) Status {
	v := e.Validity
	if v.Word == "" {
		return Status{}
	}
	s := Status{Word: v.Word, Class: classes[v.Word]}
	if !later(v, on) {
		return s
	}
	var changes strings.Builder
	for _, state := range v.States {
		if state.From <= on {
			continue
		}
		if changes.Len() > 0 {
			changes.WriteByte(';')
		}
		changes.WriteString(state.From.String() + " " + classes[state.Word] + " " + state.Word)
	}
	s.Changes = changes.String()
	return s
}

// about says which of kind and agency a list shows of each document.
type about uint8

const (
	aboutKind about = 1 << iota
	aboutAgency
)

// item gives a document as a list at p shows it.
func (c *column) item(p place, e *catalog.Entry, tell about) Item {
	var facts []string
	if tell&aboutKind != 0 {
		facts = append(facts, e.Kind.Label())
	}
	if tell&aboutAgency != 0 && len(e.Agencies) > 0 {
		facts = append(facts, shortNames(e))
	}
	return Item{
		Text: e.Title(), Href: p.to(e.URL), Number: e.DocumentNumber(), Date: e.Published.String(),
		About: strings.Join(facts, " · "), Status: c.status(e), Void: e.Validity.Void, Note: c.itemNote(p, e),
	}
}

// shortNames gives the lead agency, and that others joined it.
func shortNames(e *catalog.Entry) string {
	if len(e.Agencies) == 1 {
		return e.Agencies[0].Short
	}
	return e.Agencies[0].Short + "等"
}

// itemNote says in a few words what decided a validity that is not the normal
// one.
func (c *column) itemNote(p place, e *catalog.Entry) []Link {
	v := e.Validity
	switch v.Word {
	case field.Pending:
		return []Link{{Text: "自" + v.From.Chinese() + "起施行"}}
	case field.PartLapsed:
		if v.Reason != "" {
			return []Link{{Text: "失效部分：" + v.Reason}}
		}
	case field.Lapsed:
		if v.Cause == nil && v.HasTo && v.To < v.Since {
			return []Link{{Text: "有效期至" + v.To.Chinese() + "，已届满"}}
		}
	}
	if v.Cause == nil {
		return nil
	}
	return []Link{{Text: "由"}, {Text: shortTitle(v.Cause), Href: p.to(v.Cause.URL)}, {Text: deed(e)}}
}

// deed is what the document that decided a validity did to it.
func deed(e *catalog.Entry) string {
	v := e.Validity
	switch v.Word {
	case field.Repealed:
		for _, r := range e.Relations {
			if r.Word == catalog.ReplacedBy && r.To == v.Cause {
				return "代替"
			}
		}
		return "废止"
	case field.Lapsed:
		return "宣布失效"
	case field.Amended:
		return "修改"
	case field.UnderReview:
		return "列入待修订"
	}
	return "决定部分失效"
}

// shortTitle names a document by its number, else by its title.
func shortTitle(e *catalog.Entry) string {
	if n := e.DocumentNumber(); n != "" {
		return n
	}
	return bookTitle(e)
}

// bookTitle puts a title between book marks; those within it become single
// (GB/T 15834).
func bookTitle(e *catalog.Entry) string {
	return "《" + innerMarks.Replace(e.Title()) + "》"
}

var innerMarks = strings.NewReplacer("《", "〈", "》", "〉")

// list gives some documents as a list: a table where most have a validity,
// else with the date at the right.
func (c *column) list(p place, entries []*catalog.Entry, tell about, level string) List {
	l, judged := List{Level: level, Items: make([]Item, len(entries))}, 0
	for i, e := range entries {
		l.Items[i] = c.item(p, e, tell)
		if e.Validity.Word != "" {
			judged++
		}
	}
	l.Table = judged*2 > len(entries)
	return l
}
