package page

import (
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/field"
)

// relations gives the documents a document is related to, by word; what a
// clean-up decided is apart.
func (c *column) relations(p place, e *catalog.Entry) (groups, cleanup []RelationGroup) {
	for _, r := range e.Relations {
		one := Relation{Text: r.Name, Tag: r.Note}
		if r.To != nil {
			one = c.relation(p, r.To)
			if r.Note != "" {
				one.Tag = r.Note
			}
		}
		if r.Word == catalog.CleanedUp {
			one.Tag = "" // the group says it
			cleanup = into(cleanup, r.Note, one)
			continue
		}
		groups = into(groups, r.Word.Label(), one)
	}
	return groups, cleanup
}

// into adds a relation to the group of its word.
func into(groups []RelationGroup, word string, one Relation) []RelationGroup {
	for i := range groups {
		if groups[i].Word == word {
			groups[i].Links = append(groups[i].Links, one)
			return groups
		}
	}
	return append(groups, RelationGroup{Word: word, Links: []Relation{one}})
}

func (c *column) relation(p place, to *catalog.Entry) Relation {
	r := Relation{Text: to.Title(), Href: p.to(to.URL), Number: to.DocumentNumber(), Status: c.status(to)}
	if to.Kind == field.Interpretation {
		r.Tag = "文字"
		if forms := to.Texts(field.Form); len(forms) > 0 {
			r.Tag = strings.Join(forms, "、")
		}
	}
	return r
}
