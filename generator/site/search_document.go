package site

import (
	"gongkai/generator/catalog"
	"gongkai/generator/field"
	"gongkai/generator/search"
)

// indexed is a document as the index knows it; text is its twin's.
func (s *Site) indexed(e *catalog.Entry, text string) search.Document {
	d := search.Document{
		URL: e.URL, Title: e.Title(), IndexNumber: e.Text(field.Number), DocumentNumber: e.DocumentNumber(), Published: e.Published.String(),
		Kind: search.Value{Key: e.Kind.Row().Key, Label: e.Kind.Label()}, Themes: s.themesOf(e), Text: text,
	}
	for _, a := range e.Agencies {
		d.Agencies = append(d.Agencies, search.Value{Key: a.Key, Label: a.Name})
	}
	if e.Validity.Word == "" {
		return d
	}
	for _, state := range e.Validity.States {
		term, ok := field.Validities.Lookup(state.Word)
		if !ok {
			panic("site: no word of validity: " + state.Word)
		}
		without := term.Label == field.Repealed || term.Label == field.Lapsed || term.Label == field.Pending
		d.Validity = append(d.Validity, search.State{From: state.From.String(), InForce: !without, Value: search.Value{Key: term.Key, Label: term.Label}})
	}
	return d
}

// themesOf gives both levels of a document's theme.
func (s *Site) themesOf(e *catalog.Entry) []search.Value {
	if e.Theme.First == 0 {
		return nil
	}
	top := s.Catalog.Dimension(catalog.ByTheme).Values[e.Theme.First-1]
	out := []search.Value{{Key: top.Key, Label: top.Label}}
	if e.Theme.Second > 0 {
		second := top.Children[e.Theme.Second-1]
		out = append(out, search.Value{Key: second.Key, Label: second.Label})
	}
	return out
}
