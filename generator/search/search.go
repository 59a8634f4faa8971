package search

import (
	"errors"
	"fmt"
	"maps"
	"math/bits"
	"runtime"
	"slices"
	"sync"

	"github.com/cespare/xxhash/v2"
)

// Version is that of the format; the engine refuses any other.
const Version = 4

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
	Sum            uint64  // of all that the title, numbers and text depend on; 0 if the document is not to be remembered
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
	Bytes     int64  // of the sources: for how many texts there is room from the beginning; 0 for Units
	Batch     int    // windows gathered at a time, where two units part them enough; 0 for what suits the threads and the texts
	Memory    int    // bytes of finished records held before they are spilled; 0 for 32 MB
	Shards    int    // files of records; 0 for as many as the texts ask for

	Remember bool                              // keep what the next build of the index can use, see Builder.Memory
	Texts    *Texts                            // what the last build kept, see Memory; anything else costs time only
	Rest     string                            // likewise
	Previous func(path string) ([]byte, error) // gives a file of the last one
	Standing bool                              // the files of the last one stand where emit puts these: see ErrNotStanding

	Attachments int // texts in the second index, of attachments; the entry tells the reader whether to ask it
}

// Builder takes documents and writes their index.
type Builder struct {
	options Options

	mu      sync.Mutex
	text    *text
	texts   sync.RWMutex // held while the whole index is cut because a shard is not what it was, and others are patched
	metas   []meta
	exact   map[string][]uint32 // normalised titles and numbers → documents
	literal map[rune]bool
	sums    []uint64   // by document, of those to be remembered
	heads   [][]uint16 // by number: title and numbers, of those to be remembered
	past    *past
	memory  *Memory
	patched int // shards made anew; -1 if all were
	crossed int // nodes that have become heavy, or are no more, in what was patched
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
	b := &Builder{
		options: options, metas: make([]meta, options.Documents), exact: map[string][]uint32{}, literal: map[rune]bool{},
		text: &text{bound: options.Units, folder: options.Folder}, sums: make([]uint64, options.Documents), heads: make([][]uint16, options.Documents), patched: -1,
	}
	b.recall()
	return b
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
	if err := b.enter(i, &d, len(p.units), p.exact, p.tell.literal); err != nil {
		return err
	}
	b.shed()
	if b.options.Remember {
		b.heads[b.number(i)] = slices.Clone(p.units[:p.head])
	}
	if b.text.units == nil {
		b.text.units = make([]uint16, 0, b.room())
	}
	b.err = b.text.add(p)
	return b.err
}

// room is for how many units there is room from the beginning. A Chinese character
// has three bytes and is one unit; digits and Latin letters make an eighth more.
func (b *Builder) room() int {
	if b.options.Bytes <= 0 {
		return b.options.Units
	}
	return min(b.options.Units, int(b.options.Bytes/8*3)+1<<16)
}

// shed lets go of remembered texts that nobody asked for: another program or
// configuration knows none.
func (b *Builder) shed() {
	if t := b.text; b.past != nil && len(t.spans) == 0 {
		*t = text{bound: t.bound, folder: t.folder}
		b.past = nil
	}
}

// enter notes all of a document but its units.
func (b *Builder) enter(i int, d *Document, units int, exact []string, literal []rune) error {
	switch {
	case b.err != nil:
		return b.err
	case i < 0 || i >= len(b.metas):
		return fmt.Errorf("index document %d of %d", i, len(b.metas))
	case b.metas[i].added:
		return fmt.Errorf("index document %d twice", i)
	}
	b.metas[i] = meta{url: d.URL, published: d.Published, agencies: d.Agencies, themes: d.Themes, kind: d.Kind, validity: d.Validity, units: units, added: true}
	b.sums[i] = d.Sum
	for n, s := range exact {
		if !slices.Contains(exact[:n], s) {
			b.exact[s] = append(b.exact[s], b.number(i))
		}
	}
	for _, r := range literal {
		b.literal[r] = true
	}
	return nil
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
	defer func() {
		if b.memory == nil { // else it lets go of the texts
			err = errors.Join(err, b.text.discard())
		}
	}()
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
	if err := b.text.flush(); err != nil {
		return err
	}
	columns := b.columnsAhead()
	if c, err := b.changes(uint32(shards)); c != nil || err != nil {
		if err != nil {
			return err
		}
		return b.patch(c, columns, emit)
	}
	s := b.spool(uint32(shards))
	defer func() { err = errors.Join(err, s.close()) }()
	tracked, err := b.walk(s)
	if err != nil {
		return err
	}
	heavy := heaviest(tracked)
	b.addExact(s, heavy)
	sums := make([]uint64, 0, shards)
	if err := s.emit(func(path string, content []byte) error {
		sums = append(sums, xxhash.Sum64(content))
		return emit(path, content)
	}); err != nil {
		return err
	}
	if err := b.emitOthers(heavy, s.shards, columns, emit); err != nil {
		return err
	}
	return b.remember(tracked, slackMax, sums)
}

func (b *Builder) spool(shards uint32) *spool {
	return &spool{shards: shards, bound: b.options.Memory, folder: b.options.Folder}
}

// emitOthers gives the files besides the shards.
func (b *Builder) emitOthers(heavy map[string]bool, shards uint32, columns func() []byte, emit func(path string, content []byte) error) error {
	if err := b.emitEntry(heavy, shards, emit); err != nil {
		return err
	}
	if err := emit(columnsPath, columns()); err != nil {
		return err
	}
	return emit(variantsPath, variants)
}

// walk writes all records and gives the tracked nodes.
func (b *Builder) walk(s *spool) (map[string]uint32, error) {
	if err := b.text.hold(); err != nil {
		return nil, err
	}
	b.text.order()
	a, err := b.text.alphabet(b.options.Threads)
	if err != nil {
		return nil, err
	}
	walkers := make([]*walker, b.options.Threads)
	for i := range walkers {
		walkers[i] = b.walker(a, s)
	}
	err = b.text.cutAll(a, walkers, b.batch())
	tracked := map[string]uint32{}
	for _, w := range walkers {
		w.spool.close()
		maps.Copy(tracked, w.tracked)
	}
	return tracked, err
}

func (b *Builder) walker(a *alphabet, s *spool) *walker {
	return &walker{
		sorter: sorter{alphabet: a}, text: b.text, spool: &shelf{spool: s}, tracked: map[string]uint32{},
		sum: newTally(len(b.metas)), record: record{capacity: uint32(capacity(len(b.metas)))},
	}
}

// heaviest gives the heavy nodes among those that are tracked.
func heaviest(tracked map[string]uint32) map[string]bool {
	heavy := map[string]bool{}
	for gram, n := range tracked {
		if n > uint32(heavyMin) {
			heavy[gram] = true
		}
	}
	return heavy
}

// batch is how many windows are gathered at a time: each batch reads all texts
// once, so that there should not be too many.
func (b *Builder) batch() int {
	if b.options.Batch > 0 {
		return b.options.Batch
	}
	return max(b.options.Threads*13<<16, int(b.text.size/40))
}

// addExact writes the titles and numbers, each into the shard that a query for
// it reads first.
func (b *Builder) addExact(s *spool, heavy map[string]bool) {
	shelf := &shelf{spool: s}
	defer shelf.close()
	for text, docs := range b.exact {
		shelf.addExact(exactKey(text, heavy), exactJSON(text, docs))
	}
}

func exactJSON(text string, docs []uint32) []byte {
	slices.Sort(docs)
	json := append(appendJSON(nil, unitsOf(text)), ':')
	return append(json, numbersJSON(docs)...)
}

// exactKey is the key of the last window of a title or number.
func exactKey(text string, heavy map[string]bool) []uint16 {
	units := unitsOf(text)
	return keyOf(units[max(0, len(units)-window):], heavy)
}

// keyOf is the key of a gram: its shortest beginning of two units or more that
// is not heavy, or the gram itself.
func keyOf(gram []uint16, heavy map[string]bool) []uint16 {
	n := min(2, len(gram))
	for n < len(gram) && heavy[bytesOf(gram[:n])] {
		n++
	}
	return gram[:n]
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
