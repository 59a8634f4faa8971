package page

import (
	"slices"
	"strings"

	"gongkai/generator/catalog"
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
			one.Compare = comparisonOf(p, e, r.To)
		}
		if r.Word == catalog.CleanedUp {
			one.Tag = "" // the group says it
			cleanup = into(cleanup, r.Note, one)
			continue
		}
		groups = into(groups, r.Word.Label(), one)
	}
	return joined(groups), cleanup
}

// comparisonOf leads to the comparison of two documents, whichever is the newer;
// "" where there is none.
func comparisonOf(p place, a, b *catalog.Entry) string {
	switch {
	case a.Compares(b):
		return p.to(string(changesAddress(a, b)))
	case b.Compares(a):
		return p.to(string(changesAddress(b, a)))
	}
	return ""
}

// joined tells what stands in several relations once, under all their words:
// one document often repeals and replaces another.
func joined(groups []RelationGroup) []RelationGroup {
	var out []RelationGroup
	for _, g := range groups {
		same := func(o RelationGroup) bool { return slices.Equal(o.Links, g.Links) }
		if i := slices.IndexFunc(out, same); i >= 0 {
			out[i].Word += "、" + g.Word
			continue
		}
		out = append(out, g)
	}
	return out
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
	r.Tag = strings.Join(forms(to), "、")
	return r
}
