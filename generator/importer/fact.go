package importer

import (
	"strings"

	"gongkai/generator/field"
	"gongkai/generator/source"
)

// An Origin says where a value comes from.
type Origin string

// The origins, as the report writes them.
const (
	FromFlag    Origin = "flag"    // the user said so
	FromBlock   Origin = "block"   // the file's own metadata: a block, meta elements, front matter
	FromText    Origin = "text"    // the text says so in so many words
	FromGuess   Origin = "guess"   // the text suggests it
	FromLedger  Origin = "ledger"  // an index number that was issued
	FromDefault Origin = "default" // what importing means: a document of the column is public
)

// origins in order of trust, and their Chinese names.
var origins = []struct {
	origin Origin
	label  string
}{{FromDefault, "默认"}, {FromGuess, "推测"}, {FromText, "正文"}, {FromBlock, "元数据"}, {FromLedger, "台账"}, {FromFlag, "命令"}}

func (o Origin) rank() int {
	for i, row := range origins {
		if row.origin == o {
			return i
		}
	}
	return -1
}

// Label is the Chinese name of an origin.
func (o Origin) Label() string { return origins[max(0, o.rank())].label }

// fact is a value with where it was read.
type fact struct {
	values     []string
	whole      *source.Value // of front matter that is kept as it is written
	origin     Origin
	confidence float64
	line       int
	quote      string
}

func (f *fact) text() string {
	if f == nil || len(f.values) == 0 {
		return ""
	}
	return f.values[0]
}

// draft is a document in the making.
type draft struct {
	options  Options
	page     *page
	input    Input
	facts    map[field.ID]*fact
	removed  []Removed
	warnings []Warning
	missing  []string // why it stays a draft, beyond fields that are missing
	files    []File
	added    string // characters that the body has and the file has not, with a reason: list numbers, repeated cells
	from, to int    // the running text: blocks[from:to]
	reply    *bool  // whether the head looks like that of a reply, once it was asked
}

// state records a value unless a more trusted one is known. It tells whether
// the value is used now.
func (d *draft) state(id field.ID, origin Origin, confidence float64, b *block, values ...string) bool {
	line, quote := 0, ""
	if b != nil {
		line, quote = b.line, shortened(b.text, 60)
	}
	return d.stateFrom(id, &fact{values: values, origin: origin, confidence: confidence, line: line, quote: quote})
}

func (d *draft) stateFrom(id field.ID, f *fact) bool {
	known := d.facts[id]
	if known != nil && known.origin.rank() >= f.origin.rank() {
		if known.origin == FromBlock && f.origin == FromBlock && !strings.HasPrefix(alike(known.text()), alike(f.text())) {
			d.warn(f.line, "“%s”写了两次，取“%s”，没有取“%s”", field.Of(id).Label, known.text(), f.text())
		}
		return false
	}
	d.facts[id] = f
	return true
}

func (d *draft) has(id field.ID) bool { return d.facts[id] != nil }

func (d *draft) text(id field.ID) string { return d.facts[id].text() }

// drop takes a block out of the body.
func (d *draft) drop(b *block, why reason) {
	if b.gone == "" {
		b.gone = why
	}
}

// kept gives the blocks that are still of the body.
func (d *draft) kept() []*block {
	var out []*block
	for _, b := range d.page.blocks {
		if b.gone == "" {
			out = append(out, b)
		}
	}
	return out
}
