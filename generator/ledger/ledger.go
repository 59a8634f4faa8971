package ledger

import (
	"iter"
	"path"
	"slices"
	"strings"

	"gongkai/generator/number"
)

// File is the name of the ledger in the folder of a site.
const File = "index-ledger.csv"

// A Row is one line of the ledger.
type Row struct {
	Number  string // index number as typed
	Path    string // relative to the site, forward slashes
	Title   string
	Date    string // 2006-01-02
	Removed string // 2006-01-02; "" while a document carries the number
	Line    int    // from 1; 0 for a row not yet written
}

// A Ledger holds every number ever issued. It is not changed after Read; nil
// is a ledger without numbers.
type Ledger struct {
	rows    []Row
	entries []*entry // by first row
	byKey   map[string]*entry
}

// An entry is one number and the documents it was issued to: one, unless two
// branches issued it or someone gave it away after its removal.
type entry struct {
	key    string
	claims []*claim
}

// A claim is one document's hold on a number, told by the rows about it.
type claim struct {
	rows []Row // at least one; the last one is current
}

func (c *claim) current() Row { return c.rows[len(c.rows)-1] }

// Rows gives all rows in the order of the file.
func (l *Ledger) Rows() []Row {
	if l == nil {
		return nil
	}
	return slices.Clone(l.rows)
}

// Numbers gives every number ever issued, also those whose document is gone,
// each once.
func (l *Ledger) Numbers() iter.Seq[string] {
	return func(yield func(string) bool) {
		if l == nil {
			return
		}
		for _, e := range l.entries {
			if !yield(e.claims[0].rows[0].Number) {
				return
			}
		}
	}
}

// Lookup gives the last row about a number, however the number is typed.
func (l *Ledger) Lookup(index string) (Row, bool) {
	if l == nil {
		return Row{}, false
	}
	e := l.byKey[number.Key(index)]
	if e == nil {
		return Row{}, false
	}
	last := e.claims[0].current()
	for _, c := range e.claims[1:] {
		if row := c.current(); row.Line > last.Line {
			last = row
		}
	}
	return last, true
}

// add files a row under its number. fresh says that it gives a number whose
// documents are all gone to yet another document.
func (l *Ledger) add(row Row) (fresh bool) {
	l.rows = append(l.rows, row)
	key := number.Key(row.Number)
	e := l.byKey[key]
	if e == nil {
		e = &entry{key: key}
		l.byKey[key] = e
		l.entries = append(l.entries, e)
	}
	if c := e.claimOf(row); c != nil {
		c.rows = append(c.rows, row)
		return false
	}
	live := slices.ContainsFunc(e.claims, func(c *claim) bool { return c.current().Removed == "" })
	e.claims = append(e.claims, &claim{rows: []Row{row}})
	return len(e.claims) > 1 && !live
}

// claimOf finds the claim a later row is about: that with its path, else that
// with its title, the latest first. A row with neither is about the latest.
func (e *entry) claimOf(row Row) *claim {
	for _, same := range []func(Row) bool{
		func(r Row) bool { return samePath(r.Path, row.Path) },
		func(r Row) bool { return sameTitle(r.Title, row.Title) },
		func(Row) bool { return cleanPath(row.Path) == "" && row.Title == "" },
	} {
		for _, c := range slices.Backward(e.claims) {
			if slices.ContainsFunc(c.rows, same) {
				return c
			}
		}
	}
	return nil
}

// cleanPath tolerates the separators of a path typed on another system, and
// what the ledger writes for a line break.
func cleanPath(p string) string {
	if p == "" {
		return ""
	}
	if strings.ContainsAny(p, "\\\r\n") {
		p = strings.ReplaceAll(lineBreaks.Replace(p), `\`, "/")
	}
	return path.Clean(p)
}

// samePath compares two paths; an empty one is no path.
func samePath(a, b string) bool {
	return a != "" && (a == b || cleanPath(a) == cleanPath(b))
}

// sameTitle compares two titles without regard to white space; an empty one is
// no title.
func sameTitle(a, b string) bool {
	if a != b {
		a, b = strings.Join(strings.Fields(a), ""), strings.Join(strings.Fields(b), "")
	}
	return a != "" && a == b
}
