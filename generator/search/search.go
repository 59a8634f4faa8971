package search

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"unicode/utf16"
)

// Version is that of the format; the engine refuses any other.
const Version = 1

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
	Units     int    // UTF-16 units held before they are spilled as a sorted run; 0 for 36 million
	Memory    int    // bytes of finished records held before they are spilled; 0 for 48 MB
	Shards    int    // files of records; 0 for as many as the texts ask for

	Attachments int // texts in the second index, of attachments; the entry tells the reader whether to ask it
}

// Builder takes documents and writes their index.
type Builder struct {
	options Options

	mu      sync.Mutex
	text    *text
	runs    []*run
	metas   []meta
	exact   map[string][]uint32 // normalised titles and numbers → documents
	literal map[rune]bool
	units   int // of all documents
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
	return &Builder{options: options, metas: make([]meta, options.Documents), exact: map[string][]uint32{}, literal: map[rune]bool{}}
}

// Add takes document number i of 0 ≤ i < Documents; number 0 is the newest
// (Published falls or stays as i rises). Any goroutine may add, in any order.
// An error is one of the machine (spilling) or of the caller's order.
func (b *Builder) Add(i int, d Document) error {
	p := preparedPool.Get().(*prepared)
	defer preparedPool.Put(p)
	p.prepare(i, &d)
	exact := [...]string{Normalise(d.Title), Normalise(d.IndexNumber), Normalise(d.DocumentNumber)}

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
	for n, s := range exact {
		if s != "" && !slices.Contains(exact[:n], s) {
			b.exact[s] = append(b.exact[s], uint32(i))
		}
	}
	for _, r := range p.tell.literal {
		b.literal[r] = true
	}
	b.units += len(p.units)
	b.err = b.hold(p)
	return b.err
}

// hold copies the units of a document into the current text, which it spills
// as a run first if there is no room.
func (b *Builder) hold(p *prepared) error {
	if b.text != nil && len(b.text.units)+len(p.units) > b.options.Units {
		if err := b.spill(); err != nil {
			return err
		}
	}
	if b.text == nil {
		room := max(b.options.Units, len(p.units)) + window
		b.text = &text{units: make([]uint16, 0, room), turns: make([]uint64, room/64+2)}
	}
	b.text.add(p)
	return nil
}

// Close lets go of an index that will not be finished.
func (b *Builder) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.err = errors.Join(b.err, errors.New("the index was closed"))
	return b.closeRuns()
}

// Finish writes the index: emit gets each file once, paths below "search/", in
// a fixed order, from one goroutine. The Builder is spent afterwards.
func (b *Builder) Finish(emit func(path string, content []byte) error) (err error) {
	defer func() { err = errors.Join(err, b.closeRuns()) }()
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
		shards = shardsFor(len(b.metas), b.units)
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
	var all [][]uint16
	var err error
	switch {
	case b.text == nil && len(b.runs) == 0:
	case len(b.runs) == 0:
		all = b.walkText(s)
	default:
		all, err = b.walkRuns(s)
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

func (b *Builder) newWalker(s *spool, p places) *walker {
	return &walker{places: p, spool: s, sum: newTally(len(b.metas)), record: record{documents: uint32(len(b.metas))}}
}

// walkText is the way of an index whose text fits in memory: slices of the
// alphabet are gathered and handed to the threads unit by unit.
func (b *Builder) walkText(s *spool) [][]uint16 {
	b.text.close()
	walkers := make([]*walker, b.options.Threads)
	for i := range walkers {
		walkers[i] = b.newWalker(s, b.text)
	}
	b.text.eachUnit(walkers, func(w *walker, u uint16, list []occurrence) { w.unit(u, list) })
	var heavy [][]uint16
	for _, w := range walkers {
		heavy = append(heavy, w.heavy...)
	}
	b.text = nil
	return heavy
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
	for text, docs := range b.exact {
		slices.Sort(docs)
		units := utf16.Encode([]rune(text))
		last := units[max(0, len(units)-window):]
		n := min(2, len(last))
		for n < len(last) && known[bytesOf(last[:n])] {
			n++
		}
		json := append(appendJSON(nil, units), ':')
		json = append(json, marshal(docs)...)
		s.addExact(last[:n], json)
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
