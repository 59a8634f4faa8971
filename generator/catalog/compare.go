package catalog

import "slices"

// articlesMin is the least number of articles by which a text that was amended
// is known again in the act that amended it.
const articlesMin = 2

// Compared gives the older documents whose texts can be laid beside this one's:
// those it replaces, and those it amends where it holds the amended text whole
// and not only what changes.
func (e *Entry) Compared() []*Entry {
	var out []*Entry
	for _, r := range e.Relations {
		if r.To != nil && compares(e, r.Word, r.To) && !slices.Contains(out, r.To) {
			out = append(out, r.To)
		}
	}
	return out
}

// Compares tells whether there is a comparison of a newer document with an
// older one.
func (e *Entry) Compares(older *Entry) bool {
	return slices.ContainsFunc(e.Relations, func(r Relation) bool { return r.To == older && compares(e, r.Word, older) })
}

func compares(newer *Entry, word Word, older *Entry) bool {
	switch word {
	case Replaces:
		return true
	case Amends:
		return len(older.Articles) >= articlesMin && 2*len(newer.Articles) >= len(older.Articles)
	}
	return false
}
