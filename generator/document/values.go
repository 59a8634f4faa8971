package document

import (
	"slices"
	"strings"

	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/field"
)

// Values is a set of typed values, of a document or of a group. Those of all
// documents stay in memory: a value takes 40 bytes, and what lists and groups
// hold lies in one row each, in the order of the values.
type Values struct {
	file  string
	slots []slot // in table order
	more  *more  // nil for none
}

// more is what few sets have, or has no room in a slot.
type more struct {
	items  []item     // of all lists, one after the other
	groups []Values   // of all groups
	unread []field.ID // given, but with a value that could not be read
}

// inOrder lays what is in m out in the order of the slots that hold it, without
// room to spare. It gives nil for nothing.
func (m *more) inOrder(slots []slot) *more {
	if len(m.items)+len(m.groups)+len(m.unread) == 0 {
		return nil
	}
	out := &more{unread: m.unread}
	if n := len(m.items); n > 0 {
		out.items = make([]item, 0, n)
	}
	if n := len(m.groups); n > 0 {
		out.groups = make([]Values, 0, n)
	}
	was := Values{more: m}
	for i := range slots {
		s := &slots[i]
		items, groups := was.items(s), was.groups(s)
		switch {
		case s.count > 0:
			s.number = int32(len(out.items))
		case s.count < 0:
			s.number = int32(len(out.groups))
		}
		out.items, out.groups = append(out.items, items...), append(out.groups, groups...)
	}
	return out
}

// slot is one value; which members are used follows from the field's type.
type slot struct {
	id           field.ID
	line, column int32
	number       int32 // a number of years, 1 for a flag that is set, a day.Day, or where its items or groups begin
	count        int32 // of items; negative: of groups; 0 for a single value
	text         string
}

// item is one of a list.
type item struct {
	text         string
	line, column int32
}

func itemAt(text string, at diag.Position) item { return item{text, int32(at.Line), int32(at.Column)} }

func (s *slot) position(file string) diag.Position {
	return diag.Position{File: file, Line: int(s.line), Column: int(s.column)}
}

func (v Values) slot(id field.ID) *slot {
	for i := range v.slots {
		if v.slots[i].id == id {
			return &v.slots[i]
		}
	}
	return nil
}

// items gives those of a list, nil for a single value.
func (v Values) items(s *slot) []item {
	if s.count <= 0 {
		return nil
	}
	return v.more.items[s.number : s.number+s.count]
}

// groups gives those of a value.
func (v Values) groups(s *slot) []Values {
	if s.count >= 0 {
		return nil
	}
	return slices.Clip(v.more.groups[s.number : s.number-s.count])
}

// pack copies the texts into one string without room to spare, so that the front
// matter they were cut from, twice as long, can go. Words of a vocabulary are the
// vocabulary's own.
func (v Values) pack() {
	var all strings.Builder
	size := 0
	v.eachText(func(text *string) { size += len(*text) })
	all.Grow(size)
	v.eachText(func(text *string) { all.WriteString(*text) })
	rest := all.String()
	v.eachText(func(text *string) { *text, rest = rest[:len(*text)], rest[len(*text):] })
}

// eachText visits the texts that were typed, in order.
func (v Values) eachText(visit func(text *string)) {
	for i := range v.slots {
		s := &v.slots[i]
		if t := field.Of(s.id).Type; t == field.Word || t == field.Words {
			continue
		}
		visit(&s.text)
		items := v.items(s)
		for j := range items {
			visit(&items[j].text)
		}
		for _, group := range v.groups(s) {
			group.eachText(visit)
		}
	}
}

// Day gives a date field.
func (v Values) Day(id field.ID) (day.Day, bool) {
	s := v.slot(id)
	if s == nil {
		return 0, false
	}
	return day.Day(s.number), true
}

// Clock gives the time of day of a date field as "16:35", or "".
func (v Values) Clock(id field.ID) string {
	if s := v.slot(id); s != nil {
		return s.text
	}
	return ""
}

// Flag tells whether a flag is set.
func (v Values) Flag(id field.ID) bool {
	s := v.slot(id)
	return s != nil && s.number == 1
}

// Years gives a number of years, 0 where it is not given.
func (v Values) Years(id field.ID) int {
	if s := v.slot(id); s != nil {
		return int(s.number)
	}
	return 0
}

// Text gives a text field, the word of a vocabulary as it is spelt there, or "".
func (v Values) Text(id field.ID) string {
	if s := v.slot(id); s != nil {
		return s.text
	}
	return ""
}

// Texts gives the texts of a list, or the one of a text field.
func (v Values) Texts(id field.ID) []string {
	s := v.slot(id)
	if s == nil {
		return nil
	}
	items := v.items(s)
	if items == nil {
		return []string{s.text}
	}
	out := make([]string, len(items))
	for i := range items {
		out[i] = items[i].text
	}
	return out
}

// References gives the documents a field names.
func (v Values) References(id field.ID) []Reference {
	s := v.slot(id)
	if s == nil {
		return nil
	}
	items := v.items(s)
	if items == nil {
		return []Reference{{s.text, s.position(v.file)}}
	}
	out := make([]Reference, len(items))
	for i, item := range items {
		out[i] = Reference{item.text, diag.Position{File: v.file, Line: int(item.line), Column: int(item.column)}}
	}
	return out
}

// Group gives a group of fields.
func (v Values) Group(id field.ID) (Values, bool) {
	if groups := v.Groups(id); len(groups) > 0 {
		return groups[0], true
	}
	return Values{}, false
}

// Groups gives a list of groups of fields.
func (v Values) Groups(id field.ID) []Values {
	if s := v.slot(id); s != nil {
		return v.groups(s)
	}
	return nil
}

// Has tells whether a field is given.
func (v Values) Has(id field.ID) bool { return v.slot(id) != nil }

// given tells whether a field was written at all, be it with a value that
// could not be read.
func (v Values) given(id field.ID) bool {
	return v.Has(id) || v.more != nil && slices.Contains(v.more.unread, id)
}

// At gives the place of a field's value, or the head of the file.
func (v Values) At(id field.ID) diag.Position {
	if s := v.slot(id); s != nil {
		return s.position(v.file)
	}
	return diag.Position{File: v.file, Line: 1, Column: 1}
}
