package document

import (
	"gongkai/generator/citation"
	"gongkai/generator/field"
	"gongkai/generator/number"
)

// Keys are what others look a document up by; they are worked out once, when
// the document is made.
type Keys struct {
	Index  string // number.Key of the index number
	Number string // number.Key of the document number as it is shown
	ID     string // the folder of its page, "" where it cannot have one
	Title  string // citation.Key of the title
	Issued string // that of what the title hands on (关于印发《X》的通知), "" for most
}

// Keys gives the document's keys.
func (d *Document) Keys() Keys {
	if d.keys != nil {
		return *d.keys
	}
	return d.workOutKeys()
}

// setKeys works the keys out, once the numbers are known.
func (d *Document) setKeys() {
	keys := d.workOutKeys()
	d.keys = &keys
}

func (d *Document) workOutKeys() Keys {
	title := d.Text(field.Title)
	k := Keys{Index: d.Index.Key(), Number: number.Key(d.ShownNumber()), ID: d.Index.ID(), Title: citation.Key(title)}
	if issued := citation.Key(citation.Issued(title)); issued != k.Title {
		k.Issued = issued
	}
	return k
}

// ShownNumber is the document number as it should be shown, or "".
func (d *Document) ShownNumber() string {
	if canonical := d.Number.Canonical(); canonical != "" {
		return canonical
	}
	return d.Number.String()
}
