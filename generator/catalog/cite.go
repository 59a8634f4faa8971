package catalog

import (
	"slices"
	"unicode/utf8"

	"gongkai/generator/citation"
	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/field"
	"gongkai/generator/number"
)

// Cited is what a name in a text was found to be.
type Cited struct {
	To      *Entry // nil where it is no document of the column, or not a sure one
	Unclear bool   // several documents have the name
	Own     bool   // it is the document's own
}

// sameTitleMax bounds the documents of one title among which a citation is
// told apart; of more, none is meant for sure.
const sameTitleMax = 32

// titles finds published documents by the key of their title, or of the title
// of what they hand on (关于印发《X》的通知 is known as X too). The documents of one
// title are a chain of positions, which costs less than a list for each.
type titles struct {
	entries     []*Entry
	own, issued map[string]int32 // the first position, from 1
	next        []int32          // the next of the same own title, by position
	nextIssued  []int32
}

func newTitles(entries []*Entry) titles {
	t := titles{entries: entries, own: make(map[string]int32, len(entries)), issued: map[string]int32{},
		next: make([]int32, len(entries)+1), nextIssued: make([]int32, len(entries)+1)}
	for i := len(entries); i > 0; i-- {
		keys := entries[i-1].Keys()
		t.next[i] = t.own[keys.Title]
		t.own[keys.Title] = int32(i)
		if keys.Issued != "" {
			t.nextIssued[i] = t.issued[keys.Issued]
			t.issued[keys.Issued] = int32(i)
		}
	}
	return t
}

// find gives the documents of a title, at most one more than sameTitleMax:
// those called so, else those that hand on what is.
func (t titles) find(key string) []*Entry {
	first, next := t.own[key], t.next
	if first == 0 {
		first, next = t.issued[key], t.nextIssued
	}
	var out []*Entry
	for i := first; i != 0 && len(out) <= sameTitleMax; i = next[i] {
		out = append(out, t.entries[i-1])
	}
	return out
}

// cite resolves what a text names, and its links to other documents. A citation
// never changes what the cited document is worth.
func (l *linker) cite(e *Entry) {
	add := func(to *Entry) {
		if to != nil && to != e && !slices.Contains(e.Cites, to) {
			e.Cites = append(e.Cites, to)
			to.CitedBy = append(to.CitedBy, e)
		}
	}
	if len(e.Citations) > 0 {
		e.Cited = make([]Cited, len(e.Citations))
	}
	for i, c := range e.Citations {
		e.Cited[i] = l.cited(e, c.Name)
		add(e.Cited[i].To)
	}
	for _, link := range e.Links {
		add(l.catalog.ByPath(link.Text))
	}
}

// cited tells what a name in the text of e is. A number that is some document's
// decides, the longest reading first; else the title does, where one document
// has it, or one of several is meant by the rule of among.
func (l *linker) cited(e *Entry, name citation.Name) Cited {
	for _, key := range name.Number.Readings() {
		if d := l.number[key]; d != nil {
			to := l.catalog.ByPath(d.Path)
			return l.itself(e, Cited{To: to})
		}
	}
	if name.Title == "" {
		return Cited{}
	}
	found := l.titles.find(name.Title)
	if name.Number.Tail != "" { // the number is that of another text of this title
		found = slices.DeleteFunc(found, func(x *Entry) bool { return x.DocumentNumber() != "" })
	}
	switch {
	case slices.Contains(found, e):
		return Cited{Own: true}
	case len(found) == 0:
		return Cited{}
	case len(found) == 1:
		return Cited{To: found[0]}
	}
	if to := among(e, found); to != nil {
		return Cited{To: to}
	}
	return Cited{Unclear: true}
}

func (l *linker) itself(e *Entry, c Cited) Cited {
	if c.To == e {
		return Cited{Own: true}
	}
	return c
}

// among gives the one of several documents of a title that a text means: the
// one it is related to, else the one that was in force on the day the text was
// published. nil where that is none or several.
func among(e *Entry, found []*Entry) *Entry {
	if len(found) > sameTitleMax {
		return nil
	}
	only := func(fits func(*Entry) bool) (to *Entry) {
		for _, x := range found {
			if !fits(x) {
				continue
			}
			if to != nil {
				return nil
			}
			to = x
		}
		return to
	}
	if to := only(func(x *Entry) bool {
		return slices.ContainsFunc(e.Relations, func(r Relation) bool { return r.To == x })
	}); to != nil {
		return to
	}
	return only(func(x *Entry) bool {
		if x.Published > e.Published {
			return false
		}
		switch x.Validity.On(e.Published) {
		case field.Repealed, field.Lapsed, field.Pending:
			return false
		}
		return true
	})
}

// judgeUnclear reports the names that several documents have.
func (l *linker) judgeUnclear(e *Entry) {
	for i, c := range e.Citations {
		if !e.Cited[i].Unclear {
			continue
		}
		f := diag.New(diag.CitesUnclear, c.At, "栏目内有几份文件叫%s，不知道指哪一份", c.Shown).On("", utf8.RuneCountInString(c.Shown)).
			Hinted("在题名后面写上文号，如 %s（文号）；或者做成指到那份文件的链接", c.Shown)
		found := l.titles.find(c.Title)
		for _, x := range found[:min(len(found), 3)] {
			f = f.Noted(x.At(field.Title), "一份在这里")
		}
		l.list.Add(f)
	}
}

// judgeCitations warns of a document in force that rests on one that is not.
// An act that itself ends or changes the other, or interprets it, only names
// it; a title alone names the text now in force, where there is one.
func (l *linker) judgeCitations(e *Entry) {
	for i, c := range e.Citations {
		to := e.Cited[i].To
		if !c.Basis || to == nil || !to.Validity.Void || e.actsOn(to) || l.renewed(c) {
			continue
		}
		l.list.Add(diag.New(diag.CitesVoid, c.At, "以%s的 %s 为依据", to.Validity.Word, c.Shown).On("", utf8.RuneCountInString(c.Shown)).
			Hinted("核对是否应改引现行文件，或者这份文件也该清理").Noted(to.At(field.Title), "被引用的文件在这里"))
	}
}

// renewed tells whether a citation is of a title that some document in force
// has.
func (l *linker) renewed(c document.Citation) bool {
	return c.Number == number.Cited{} && slices.ContainsFunc(l.titles.find(c.Title), func(x *Entry) bool { return !x.Validity.Void })
}
