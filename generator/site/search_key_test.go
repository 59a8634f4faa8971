package site

import (
	"reflect"
	"testing"

	"gongkai/generator/search"
)

// Whatever the index tells of a document counts in its key: a member that is
// added to search.Document and forgotten there makes this fail.
func TestIndexKeyCountsEverything(t *testing.T) {
	of := func(d search.Document) uint64 {
		p := newPrint()
		p.indexed(d)
		return p.sum()
	}
	v := search.Value{Key: "k", Label: "l"}
	d := search.Document{URL: "u", Title: "t", IndexNumber: "i", DocumentNumber: "n", Published: "p", Agencies: []search.Value{v}, Themes: []search.Value{v},
		Kind: v, Validity: []search.State{{From: "f", Value: v, InForce: true}}, Text: "x", Sum: 1}
	whole := of(d)
	for i := range reflect.TypeFor[search.Document]().NumField() {
		name := reflect.TypeFor[search.Document]().Field(i).Name
		other := d
		reflect.ValueOf(&other).Elem().Field(i).SetZero()
		if (of(other) == whole) != (name == "Text") { // that is known by the file it is made of
			t.Errorf("%s: counts %v", name, of(other) != whole)
		}
	}
	for i := range reflect.TypeFor[search.State]().NumField() {
		other := d
		other.Validity = []search.State{d.Validity[0]}
		reflect.ValueOf(&other.Validity[0]).Elem().Field(i).SetZero()
		if of(other) == whole {
			t.Errorf("State.%s does not count", reflect.TypeFor[search.State]().Field(i).Name)
		}
	}
}
