// Package diag is how the program tells an editor what is wrong: a finding has
// a place, a code, the value that was found and what to write instead.
//
// It takes positions and Chinese sentences and gives sorted lists, printed or
// as JSON. It must not know documents, fields or sites: those describe
// themselves to it. The one invariant: every code that is ever reported has a
// row in the table of rules, so that `gongkai explain` can answer.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity orders findings: an Error stops publication, a Warning does not
// (unless the user asks for --strict), an Info only tells.
type Severity uint8

// The severities, from quiet to loud.
const (
	Info Severity = iota
	Warning
	Error
)

// String gives the word of the JSON form.
func (s Severity) String() string { return [...]string{"info", "warning", "error"}[s] }

// Label gives the Chinese word shown to editors.
func (s Severity) Label() string { return [...]string{"提示", "警告", "错误"}[s] }

// ParseSeverity reads the English or the Chinese word.
func ParseSeverity(word string) (Severity, bool) {
	for s := Info; s <= Error; s++ {
		if word == s.String() || word == s.Label() {
			return s, true
		}
	}
	return Info, false
}

// Position is a place in a source file: File is relative to the site, with
// slashes; Line and Column count from 1, columns in characters. Line 0 means
// the file as a whole, an empty File the site as a whole.
type Position struct {
	File         string
	Line, Column int
}

// String gives file:line:column without the parts that are unknown.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Note points at a second place that explains a finding.
type Note struct {
	Position
	Message string
}

// Finding is one thing an editor should know.
type Finding struct {
	Position
	Code     Code
	Severity Severity
	Width    int    // characters to mark, 0 for none
	Field    string // the label as the editor typed it, or empty
	Message  string // what is wrong, with the value found
	Hint     string // what to write
	Notes    []Note
}

// New starts a finding of a code at a place, with the severity of its rule. An
// unknown code is a bug in this program.
func New(code Code, at Position, format string, args ...any) Finding {
	rule, ok := Lookup(code)
	if !ok {
		panic("diag: no rule for code " + string(code))
	}
	message := format
	if len(args) > 0 {
		message = fmt.Sprintf(format, args...)
	}
	return Finding{Position: at, Code: code, Severity: rule.Severity, Message: message}
}

// On names the field and how many characters to mark.
func (f Finding) On(field string, width int) Finding {
	f.Field, f.Width = field, width
	return f
}

// Hinted adds what to write.
func (f Finding) Hinted(format string, args ...any) Finding {
	f.Hint = format
	if len(args) > 0 {
		f.Hint = fmt.Sprintf(format, args...)
	}
	return f
}

// Noted adds a second place.
func (f Finding) Noted(at Position, format string, args ...any) Finding {
	f.Notes = append(slices.Clip(f.Notes), Note{at, fmt.Sprintf(format, args...)})
	return f
}

// As gives the finding another severity.
func (f Finding) As(s Severity) Finding {
	f.Severity = s
	return f
}

// List is a number of findings in any order.
type List []Finding

// Add appends findings.
func (l *List) Add(findings ...Finding) { *l = append(*l, findings...) }

// Sorted gives the list by place, then code, then message, without exact
// repetitions.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(out, func(a, b Finding) bool {
		return a.Position == b.Position && a.Code == b.Code && a.Message == b.Message
	})
}

// Count tells how many findings have a severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, f := range l {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// Failed tells whether any finding stops publication.
func (l List) Failed() bool { return l.Count(Error) > 0 }

// Override gives every finding whose code is in levels its severity there: a
// site may judge a rule harder or milder. Errors that make a document
// unreadable are not among the codes a site may override (see Rule.Fixed).
func (l List) Override(levels map[Code]Severity) List {
	out := slices.Clone(l)
	for i, f := range out {
		if s, ok := levels[f.Code]; ok {
			out[i].Severity = s
		}
	}
	return out
}

// Strict turns warnings into errors.
func (l List) Strict() List {
	out := slices.Clone(l)
	for i := range out {
		if out[i].Severity == Warning {
			out[i].Severity = Error
		}
	}
	return out
}
