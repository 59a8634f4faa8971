package search

import (
	"errors"
	"fmt"
	"math/bits"
	"runtime"
	"slices"
	"sync"
)

// Version is that of the format; the engine refuses any other.
const Version = 2

// Document is what the index knows of one document. Every Value with the same
// key must have the same label.
type Document struct {
	URL            string // of its page, relative to the column, "documents/ID/"; index.json beside it is the twin
	Title          string
	IndexNumber    string
	DocumentNumber string // empty if none
	Published      string // day, 2006-01-02
	Agencies       []Value
	Themes         []Value
	Kind           Value
	Validity       []State // in order of days; the first holds on the day of the build
	Text           string  // the twin's "text"
}

// Value is one value of a facet.
type Value struct {
	Key   string // as in the catalogue's addresses
	Label string // as readers see it
}

// State is a state of validity from a day on.
type State struct {
	From    string // day, 2006-01-02; not read in the first state
	Value   Value
	InForce bool // ranks before the others at equal weight
}

// Options bound what a Builder uses.
type Options struct {
	Documents int    // how many will be added
	Folder    string // of temporary files; empty for the system's
	Threads   int    // 0 for as many as there are processors
	Units     int    // UTF-16 units of texts held before they go to a file; 0 for 36 million
	Batch     int    // windows that a thread sorts at a time, where two units part them enough; 0 for 1.5 million or what suits the texts
	Memory    int    // bytes of finished records held before they are spilled; 0 for 48 MB
	Shards    int    // files of records; 0 for as many as the texts ask for

	Attachments int // texts in the second index, of attachments; the entry tells the reader whether to ask it
}

// Builder takes documents and writes their index.
type Builder struct {
	options Options

	mu      sync.Mutex
	text    *text
	metas   []meta
	exact   map[string][]uint32 // normalised titles and numbers → documents
	literal map[rune]bool
	err     error
}

// meta is what the columns tell of a document.
type meta struct {
	url, published   string
	agencies, themes []Value
	kind             Value
	validity         []State
	units            int
	added            bool
}

// New starts an index of options.Documents documents.
func New(options Options) *Builder {
	if options.Threads <= 0 {
		options.Threads = runtime.GOMAXPROCS(0)
	}
	if options.Units <= 0 {
		options.Units = 36 << 20
	}
	if options.Memory <= 0 {
		options.Memory = 48 << 20
	}
	return &Builder{
		options: options, metas: make([]meta, options.Documents), exact: map[string][]uint32{}, literal: map[rune]bool{},
		text: &text{bound: options.Units, folder: options.Folder},
	}
}

// number is that of a document in the index: the oldest has 0, so that a new
// one, mostly the newest, leaves those of the others.
func (b *Builder) number(i int) uint32 { return uint32(len(b.metas) - 1 - i) }

// capacity is how many documents the index has room for: their number rounded
// up, so that one more rarely changes how numbers are written.
func capacity(documents int) int {
	step := 1 << max(0, bits.Len(uint(documents))-5)
	return (documents + step) / step * step
}

// Add takes document i of 0 ≤ i < Documents; 0 is the newest (Published falls
// or stays as i rises). Any goroutine may add, in any order. An error is one of
// the machine (spilling) or of the caller's order.
func (b *Builder) Add(i int, d Document) error {
	p := preparedPool.Get().(*prepared)
	defer preparedPool.Put(p)
	p.prepare(len(b.metas)-1-i, &d)

	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.err != nil:
		return b.err
	case i < 0 || i >= len(b.metas):
		return fmt.Errorf("index document %d of %d", i, len(b.metas))
	case b.metas[i].added:
		return fmt.Errorf("index document %d twice", i)
	}
	b.metas[i] = meta{url: d.URL, published: d.Published, agencies: d.Agencies, themes: d.Themes, kind: d.Kind, validity: d.Validity, units: len(p.units), added: true}
	for n, s := range p.exact {
		if !slices.Contains(p.exact[:n], s) {
			b.exact[s] = append(b.exact[s], b.number(i))
		}
	}
	for _, r := range p.tell.literal {
		b.literal[r] = true
	}
	if b.text.units == nil {
		b.text.units = make([]uint16, 0, b.options.Units)
	}
	b.err = b.text.add(p)
	return b.err
}

// Close lets go of an index that will not be finished.
func (b *Builder) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.err = errors.Join(b.err, errors.New("the index was closed"))
	return b.text.discard()
}

// Finish writes the index: emit gets each file once, paths below "search/", in
// a fixed order, from one goroutine. The Builder is spent afterwards.
func (b *Builder) Finish(emit func(path string, content []byte) error) (err error) {
	defer func() { err = errors.Join(err, b.text.discard()) }()
	if b.err != nil {
		return b.err
	}
	for i := range b.metas {
		switch {
		case !b.metas[i].added:
			return fmt.Errorf("index document %d of %d is missing", i, len(b.metas))
		case i > 0 && b.metas[i].published > b.metas[i-1].published:
			return fmt.Errorf("index document %d is newer than the one before it", i)
		}
	}
	shards := b.options.Shards
	if shards <= 0 {
		shards = shardsFor(len(b.metas), int(b.text.size))
	}
	s := &spool{shards: uint32(shards), bound: b.options.Memory, folder: b.options.Folder}
	defer func() { err = errors.Join(err, s.close()) }()
	heavy, err := b.walk(s)
	if err != nil {
		return err
	}
	b.addExact(s, heavy)
	if err := b.emitEntry(heavy, s.shards, emit); err != nil {
		return err
	}
	if err := b.emitColumns(emit); err != nil {
		return err
	}
	if err := emit(variantsPath, variants); err != nil {
		return err
	}
	return s.emit(emit)
}

// walk writes all records and gives the heavy nodes, those that are the
// beginning of another left out.
func (b *Builder) walk(s *spool) ([][]uint16, error) {
	if err := b.text.close(); err != nil {
		return nil, err
	}
	a, err := b.text.alphabet()
	if err != nil {
		return nil, err
	}
	walkers := make([]*walker, b.options.Threads)
	for i := range walkers {
		walkers[i] = &walker{
			sorter: sorter{alphabet: a}, text: b.text, spool: &shelf{spool: s},
			sum: newTally(len(b.metas)), record: record{capacity: uint32(capacity(len(b.metas)))},
		}
	}
	err = b.text.eachTask(a, walkers, b.batch())
	var all [][]uint16
	for _, w := range walkers {
		w.spool.close()
		all = append(all, w.heavy...)
	}
	slices.SortFunc(all, slices.Compare)
	kept := all[:0]
	for i, h := range all {
		if i+1 < len(all) && len(all[i+1]) > len(h) && slices.Equal(all[i+1][:len(h)], h) {
			continue
		}
		kept = append(kept, h)
	}
	return kept, err
}

// batch is how many windows a thread sorts at a time: each batch reads all
// texts once, so that there should not be too many.
func (b *Builder) batch() int {
	if b.options.Batch > 0 {
		return b.options.Batch
	}
	return max(3<<19, int(b.text.size/80))
}

// addExact writes the titles and numbers, each into the shard that a query for
// it reads first.
func (b *Builder) addExact(s *spool, heavy [][]uint16) {
	known := map[string]bool{}
	for _, h := range heavy {
		for n := 2; n <= len(h); n++ {
			known[bytesOf(h[:n])] = true
		}
	}
	shelf := &shelf{spool: s}
	defer shelf.close()
	for text, docs := range b.exact {
		slices.Sort(docs)
		units := unitsOf(text)
		last := units[max(0, len(units)-window):]
		n := min(2, len(last))
		for n < len(last) && known[bytesOf(last[:n])] {
			n++
		}
		json := append(appendJSON(nil, units), ':')
		json = append(json, marshal(docs)...)
		shelf.addExact(last[:n], json)
	}
}

// bytesOf makes units a map key without losing halves of surrogate pairs.
func bytesOf(units []uint16) string {
	out := make([]byte, 0, 2*len(units))
	for _, u := range units {
		out = append(out, byte(u>>8), byte(u))
	}
	return string(out)
}

// unitsOf is the way back.
func unitsOf(key string) []uint16 {
	out := make([]uint16, len(key)/2)
	for i := range out {
		out[i] = uint16(key[2*i])<<8 | uint16(key[2*i+1])
	}
	return out
}
