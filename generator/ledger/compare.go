package ledger

import (
	"cmp"
	"slices"

	"gongkai/generator/number"
)

// A Kind is a way in which the ledger and the documents disagree.
type Kind uint8

const (
	// Unrecorded: a document carries a number typed by hand that the ledger
	// does not have.
	Unrecorded Kind = iota + 1
	// Moved: the document of Row is now at Doc.Path, with its number and title.
	Moved
	// Retitled: the document of Row is at its path under another title.
	Retitled
	// Restored: the document of Row, marked removed, is there again.
	Restored
	// Gone: no document carries the number of Row any more.
	Gone
	// Renumbered: the document at Row.Path now carries Doc.Number.
	Renumbered
	// Reassigned: Doc carries the number of Row but is another document.
	Reassigned
	// DoubleIssued: the number was issued to Other and to Doc, as two
	// branches do, and both carry it.
	DoubleIssued
)

// Carried is one document of the site and the number it carries. Every
// document in the content folder counts, published or not.
type Carried struct {
	Number string // as typed; "" when it has none
	Path   string // relative to the site, forward slashes
	Title  string
}

// A Difference is one disagreement between the ledger and the documents.
type Difference struct {
	Kind   Kind
	Number string
	Row    Row     // what the ledger says; zero for Unrecorded
	Doc    Carried // zero for Gone
	Other  Carried // for DoubleIssued
}

// Record gives the row that takes a difference into the ledger as of a day
// (2006-01-02). Reassigned and DoubleIssued have none: a person decides.
func (d Difference) Record(day string) (Row, bool) {
	row := Row{Number: d.Row.Number, Path: d.Doc.Path, Title: d.Doc.Title, Date: d.Row.Date}
	switch d.Kind {
	case Unrecorded:
		row.Number, row.Date = d.Doc.Number, day
	case Moved, Retitled, Restored:
	case Gone, Renumbered:
		row.Path, row.Title, row.Removed = d.Row.Path, d.Row.Title, day
	default:
		return Row{}, false
	}
	return row, true
}

// Compare gives every difference: those of the ledger's numbers in its order,
// then unrecorded numbers by path.
//
// A number that several documents carry is told only where the ledger itself
// gave it to more than one of them (DoubleIssued); a copy that kept the number
// of its original is for the rule that numbers are unique. Neither is such a
// number Unrecorded, since nobody knows yet whose it is, nor is one that
// cannot be a folder name.
func Compare(l *Ledger, docs []Carried) []Difference {
	c := newComparison(docs)
	var differences []Difference
	if l == nil {
		l = new(Ledger)
	}
	for _, e := range l.entries {
		differences = append(differences, c.entry(e)...)
	}
	for i, doc := range c.docs {
		key := c.keys[i]
		if l.byKey[key] != nil || len(c.carriers[key]) != 1 || number.ParseIndex(doc.Number).ID() == "" {
			continue
		}
		differences = append(differences, Difference{Kind: Unrecorded, Number: doc.Number, Doc: doc})
	}
	return differences
}

// A comparison is the documents of a site, found by path and by number.
type comparison struct {
	docs     []Carried // by path
	keys     []string  // number.Key of each
	byPath   map[string]Carried
	carriers map[string][]Carried // by key, then path
}

func newComparison(docs []Carried) comparison {
	c := comparison{
		docs:     slices.Clone(docs),
		byPath:   make(map[string]Carried, len(docs)),
		carriers: make(map[string][]Carried, len(docs)),
	}
	slices.SortFunc(c.docs, func(a, b Carried) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Number, b.Number))
	})
	for _, doc := range c.docs {
		c.byPath[cleanPath(doc.Path)] = doc
		key := number.Key(doc.Number)
		c.keys = append(c.keys, key)
		if key != "" {
			c.carriers[key] = append(c.carriers[key], doc)
		}
	}
	return c
}

// entry compares one number with the documents that carry it.
func (c comparison) entry(e *entry) []Difference {
	holders, strangers := c.match(e)
	var differences []Difference
	var first *Carried
	for i, holder := range holders {
		row := e.claims[i].current()
		switch {
		case holder == nil:
			continue
		case first != nil:
			differences = append(differences, Difference{Kind: DoubleIssued, Number: row.Number, Row: row, Doc: *holder, Other: *first})
			continue
		}
		first = holder
		if kind := change(row, *holder); kind != 0 {
			differences = append(differences, Difference{Kind: kind, Number: row.Number, Row: row, Doc: *holder})
		}
	}
	told := c.strangers(e, strangers, first)
	differences = append(differences, told...)
	if first == nil && len(told) > 0 {
		return differences
	}
	return append(differences, c.vacant(e, holders)...)
}

// match finds the document that holds each claim: the one at its path, else
// one at a path it had before, else one with its title that has moved. Claims
// that are not removed choose first. Left over are the strangers.
func (c comparison) match(e *entry) (holders []*Carried, strangers []Carried) {
	holders = make([]*Carried, len(e.claims))
	strangers = slices.Clone(c.carriers[e.key])
	choose := func(removed bool, fits func(*claim, Carried) bool) {
		for i, claim := range e.claims {
			if holders[i] != nil || (claim.current().Removed != "") != removed {
				continue
			}
			at := slices.IndexFunc(strangers, func(doc Carried) bool { return fits(claim, doc) })
			if at >= 0 {
				doc := strangers[at]
				holders[i] = &doc
				strangers = slices.Delete(strangers, at, at+1)
			}
		}
	}
	choose(false, func(cl *claim, doc Carried) bool { return samePath(cl.current().Path, doc.Path) })
	choose(false, func(cl *claim, doc Carried) bool { return cl.lastAt(doc.Path) != nil })
	choose(false, c.hasMoved)
	choose(true, func(cl *claim, doc Carried) bool {
		return samePath(cl.current().Path, doc.Path) && sameTitle(cl.current().Title, doc.Title)
	})
	choose(true, c.hasMoved)
	return holders, strangers
}

// hasMoved reports whether doc, which carries the number of a claim, is the
// document of the claim in another place: it has the title, and no document of
// that title is where it was.
func (c comparison) hasMoved(cl *claim, doc Carried) bool {
	row := cl.current()
	if !sameTitle(row.Title, doc.Title) {
		return false
	}
	left, ok := c.byPath[cleanPath(row.Path)]
	return !ok || !sameTitle(left.Title, row.Title)
}

// change says what has become of a document that holds its number.
func change(row Row, doc Carried) Kind {
	switch {
	case row.Removed != "":
		return Restored
	case !samePath(row.Path, doc.Path):
		return Moved
	case !sameTitle(row.Title, doc.Title) && row.Title+doc.Title != "":
		return Retitled
	}
	return 0
}

// strangers tells of the documents that carry a number none of the claims
// gives them. first is the rightful holder, if one is there.
func (c comparison) strangers(e *entry, strangers []Carried, first *Carried) []Difference {
	var differences []Difference
	for _, doc := range strangers {
		row := e.claims[len(e.claims)-1].current()
		difference := Difference{Kind: Reassigned, Number: row.Number, Row: row, Doc: doc}
		if first != nil {
			issued := e.lastAt(doc.Path)
			if issued == nil {
				continue
			}
			difference = Difference{Kind: DoubleIssued, Number: row.Number, Row: *issued, Doc: doc, Other: *first}
		}
		differences = append(differences, difference)
	}
	return differences
}

// lastAt gives the last row of a number with this path, nil if none has it.
func (e *entry) lastAt(p string) *Row {
	for _, c := range e.claims {
		if row := c.lastAt(p); row != nil {
			return row
		}
	}
	return nil
}

// lastAt gives the last row of a claim with this path, nil if none has it.
func (c *claim) lastAt(p string) *Row {
	for i := len(c.rows) - 1; i >= 0; i-- {
		if samePath(c.rows[i].Path, p) {
			return &c.rows[i]
		}
	}
	return nil
}

// vacant tells of the claims no document holds any more and no row removed.
func (c comparison) vacant(e *entry, holders []*Carried) []Difference {
	var differences []Difference
	for i, claim := range e.claims {
		row := claim.current()
		if holders[i] != nil || row.Removed != "" {
			continue
		}
		difference := Difference{Kind: Gone, Number: row.Number, Row: row}
		doc, ok := c.byPath[cleanPath(row.Path)]
		if ok && number.Key(doc.Number) != e.key {
			difference.Kind, difference.Doc = Renumbered, doc
		}
		differences = append(differences, difference)
	}
	return differences
}
