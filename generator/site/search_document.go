package site

import (
	"encoding/binary"

	"github.com/cespare/xxhash/v2"

	"gongkai/generator/catalog"
	"gongkai/generator/document"
	"gongkai/generator/field"
	"gongkai/generator/search"
)

// indexed is a document as the index knows it; text is its twin's.
func (s *Site) indexed(e *catalog.Entry, text string) search.Document {
	d := search.Document{
		URL: e.URL, Title: e.Title(), IndexNumber: e.Text(field.Number), DocumentNumber: e.DocumentNumber(), Published: e.Published.String(),
		Kind: search.Value{Key: e.Kind.Row().Key, Label: e.Kind.Label()}, Themes: s.themesOf(e), Text: text, Sum: s.textSum(e),
	}
	for _, a := range e.Agencies {
		d.Agencies = append(d.Agencies, search.Value{Key: a.Key, Label: a.Name})
	}
	if e.Validity.Word == "" {
		return d
	}
	states := e.Validity.States
	for i, state := range states {
		if i+1 < len(states) && states[i+1].From <= s.Catalog.Day {
			continue // over by the day of the build: no reader asks for it
		}
		term, ok := field.Validities.Lookup(state.Word)
		if !ok {
			panic("site: no word of validity: " + state.Word)
		}
		without := term.Label == field.Repealed || term.Label == field.Lapsed || term.Label == field.Pending
		d.Validity = append(d.Validity, search.State{From: state.From.String(), InForce: !without, Value: search.Value{Key: term.Key, Label: term.Label}})
	}
	return d
}

// textSum fingerprints what the title, the numbers and the text of a document
// are made of: its file, the files it shows, the program and the configuration.
// It is 0 where nothing is remembered.
func (s *Site) textSum(e *catalog.Entry) uint64 {
	if s.program == "" {
		return 0
	}
	var h xxhash.Digest
	h.Reset()
	write := func(texts ...string) {
		for _, text := range texts {
			_, _ = h.WriteString(text) // a digest never fails
			_, _ = h.WriteString("\x00")
		}
	}
	var sum [8]byte
	binary.LittleEndian.PutUint64(sum[:], e.Sum)
	_, _ = h.Write(sum[:])
	write(s.texts, e.Path, e.URL)
	for _, list := range [][]document.Asset{e.Files, e.Attachments} {
		for _, a := range list {
			write(a.Path, a.Name)
		}
	}
	return h.Sum64()
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
