package document

import "gongkai/generator/number"

// Keys are what others look a document up by; they are worked out once, when
// the document is made.
type Keys struct {
	Index  string // number.Key of the index number
	Number string // number.Key of the document number as it is shown
	ID     string // the folder of its page, "" where it cannot have one
}

// Keys gives the document's keys.
func (d *Document) Keys() Keys {
	if d.keys != nil {
		return *d.keys
	}
	return d.workOutKeys()
}

func (d *Document) workOutKeys() Keys {
	return Keys{Index: d.Index.Key(), Number: number.Key(d.ShownNumber()), ID: d.Index.ID()}
}

// ShownNumber is the document number as it should be shown, or "".
func (d *Document) ShownNumber() string {
	if canonical := d.Number.Canonical(); canonical != "" {
		return canonical
	}
	return d.Number.String()
}
