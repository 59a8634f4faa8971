package search

import (
	"cmp"
	"errors"
	"maps"
	"math"
	"slices"
	"sort"
)

// amendment is what differs in one record: documents have other entries in an own
// list, or windows below a root were gained or lost.
type amendment struct {
	key     []uint16
	entries map[uint32]ownEntry // by document, as they are now; how often is 0 where it has none
	windows []affected          // rising
}

// affected is a window that documents gained or lost, or have elsewhere now.
type affected struct {
	ahead
	docs []uint32 // rising
	lost int      // postings
}

// looksMax is how many times all units there are may be looked through for a patch,
// and looksMin how many units in any case; beyond, cutting all texts costs no more.
const (
	looksMax = 100
	looksMin = 1 << 26
)

// errTooDear is find's answer then: in long documents, many windows were gained or lost.
var errTooDear = errors.New("cutting all texts costs no more")

// amender amends records of the last index. A node of more than leafMax documents
// is cut as it was, whatever was gained or lost, so that only lists below it
// change; what has fewer is written anew from their texts. Each thread has its own.
type amender struct {
	*walker
	spans  []span // of the texts as they are now, by document
	reader leafReader
	left   int // units that may be looked through

	old  []oldLeaf
	sums []int // documents of the old leaves before each; one more
	lost []int // postings lost before each affected window; one more

	units []uint16 // scratch, all of these
	docs  []uint32
	found []occurrence
}

// oldLeaf is a leaf of the record that is amended.
type oldLeaf struct {
	path     [window]uint16
	depth    int
	from, to int // bits of its body
}

func (l *oldLeaf) units() []uint16 { return l.path[:l.depth] }

// amend makes a record anew, in m.record; it tells whether anything is left of it.
// text and digits are those of the old one, which are empty where there was none.
func (m *amender) amend(a *amendment, text, digits []byte) (bool, error) {
	m.reader.begin(a.key, jsonUnits(nil, text), digits)
	m.record.begin(a.key)
	if a.entries != nil {
		return m.amendOwn(a, len(digits) > 0), nil
	}
	m.read(len(digits) > 0)
	err := m.amendRoot(a)
	return !m.record.bits.empty(), err
}

// amendOwn edits an own list.
func (m *amender) amendOwn(a *amendment, was bool) bool {
	r, kind := &m.reader, ownList
	if len(a.key) == 1 {
		kind = plainLeaf
	}
	r.docs = r.docs[:0]
	if was {
		r.next()
		r.body(kind)
	}
	t := &m.sum
	t.resize(len(r.docs) + len(a.entries))
	t.times = slices.Grow(t.times[:0], len(t.docs))[:len(t.docs)]
	n, any, at := 0, uint32(0), 0
	put := func(doc, flags, times uint32) {
		t.docs[n], t.flags[n], t.times[n] = doc, flags, times
		any |= flags
		n++
	}
	old := func(until uint32) {
		for ; at < len(r.docs) && r.docs[at] < until; at++ {
			times := uint32(1)
			if kind == ownList {
				times = r.times[at]
			}
			put(r.docs[at], r.flags[at], times)
		}
	}
	for _, doc := range slices.Sorted(maps.Keys(a.entries)) {
		old(doc)
		if at < len(r.docs) && r.docs[at] == doc {
			at++
		}
		if e := a.entries[doc]; e.times > 0 {
			put(doc, e.flags(), uint32(e.times))
		}
	}
	old(math.MaxUint32)
	if n == 0 {
		return false
	}
	t.resize(n)
	t.times, t.any = t.times[:n], any
	m.record.leaf(a.key, t, kind)
	return true
}

// read finds the leaves of the old record.
func (m *amender) read(was bool) {
	r := &m.reader
	m.old, m.sums = m.old[:0], append(m.sums[:0], 0)
	for was && r.next() {
		l := oldLeaf{path: r.path, depth: r.depth, from: r.bits.place()}
		r.body(r.kind())
		l.to = r.bits.place()
		m.old = append(m.old, l)
		m.sums = append(m.sums, m.sums[len(m.sums)-1]+len(r.docs))
	}
}

// amendRoot writes the leaves of a root, old and new, in their order.
func (m *amender) amendRoot(a *amendment) error {
	m.lost = append(m.lost[:0], 0)
	for _, w := range a.windows {
		m.lost = append(m.lost, m.lost[len(m.lost)-1]+w.lost)
	}
	done := 0 // leaves that are written or gone
	for i := 0; i < len(a.windows); {
		path := a.windows[i].path(a.key[0])
		node, end, depth := m.region(a, i, path)
		for _, l := range m.old[done:node.from] {
			m.copy(&l)
		}
		var err error
		if depth > 0 {
			err = m.rebuild(path[:depth], node, a.windows[i:end])
		} else {
			err = m.edit(&m.old[node.from], a.windows[i].docs)
		}
		if err != nil {
			return err
		}
		i, done = end, node.to
	}
	for _, l := range m.old[done:] {
		m.copy(&l)
	}
	return nil
}

// path gives the units of a window, up to a fieldEnd.
func (w *affected) path(first uint16) []uint16 { return placed{ahead: w.ahead, first: first}.gram() }

// row is a stretch of old leaves.
type row struct{ from, to int }

// region finds the shallowest node on the way to window i of which so few
// documents may be left that it is written from their texts: its old leaves, the
// first affected window behind it, and its depth. That is 0 if there is none, and
// the window is an old leaf of many documents.
func (m *amender) region(a *amendment, i int, path []uint16) (node row, end, depth int) {
	node = row{0, len(m.old)}
	for depth = len(a.key); depth <= len(path); depth++ {
		gram := path[:depth]
		node = m.under(node, gram)
		end = i + sort.Search(len(a.windows)-i, func(k int) bool { return !beginsWith(a.windows[i+k].path(a.key[0]), gram) })
		if m.sums[node.to]-m.sums[node.from]-(m.lost[end]-m.lost[i]) <= leafMax {
			return node, end, depth
		}
	}
	return node, i + 1, 0
}

// under narrows a row of leaves to those at or below a node.
func (m *amender) under(in row, gram []uint16) row {
	leaves := m.old[in.from:in.to]
	from := sort.Search(len(leaves), func(k int) bool { return slices.Compare(leaves[k].units(), gram) >= 0 })
	n := sort.Search(len(leaves)-from, func(k int) bool { return !beginsWith(leaves[from+k].units(), gram) })
	return row{in.from + from, in.from + from + n}
}

func beginsWith(units, gram []uint16) bool {
	return len(units) >= len(gram) && slices.Equal(units[:len(gram)], gram)
}

// copy writes an old leaf again.
func (m *amender) copy(l *oldLeaf) {
	m.record.path(l.units())
	r := &m.reader.bits
	r.seek(l.from)
	for left := l.to - l.from; left > 0; {
		n := uint(min(32, left))
		m.record.bits.put(r.get(n), n)
		left -= int(n)
	}
}

// open gives the documents of old leaves.
func (m *amender) open(out []uint32, leaves []oldLeaf) []uint32 {
	r := &m.reader
	for i := range leaves {
		m.load(&leaves[i])
		out = append(out, r.docs...)
	}
	return out
}

// load reads the body of an old leaf again.
func (m *amender) load(l *oldLeaf) {
	r := &m.reader
	r.bits.seek(l.from)
	r.path, r.depth = l.path, l.depth
	r.body(r.kind())
}

// rebuild writes the leaves at or below a node from the texts of its documents.
func (m *amender) rebuild(gram []uint16, node row, windows []affected) error {
	m.docs = m.open(m.docs[:0], m.old[node.from:node.to])
	for _, w := range windows {
		m.docs = append(m.docs, w.docs...)
	}
	slices.Sort(m.docs)
	m.docs = slices.Compact(m.docs)
	m.found = m.found[:0]
	for _, doc := range m.docs {
		if err := m.find(doc, gram, func(o occurrence) { m.found = append(m.found, o) }); err != nil {
			return err
		}
	}
	if len(m.found) == 0 {
		return nil
	}
	copy(m.prefix[:], gram)
	m.group(m.found, &m.sorter)
	list := m.windows[:len(m.windows)-1]
	if gram[len(gram)-1] == fieldEnd {
		m.sum.take(m.postings(list))
		m.record.leaf(gram, &m.sum, plainLeaf)
		return nil
	}
	m.leaves(list, len(gram))
	return nil
}

// find calls visit where a document has a gram. One that is no more has nothing.
func (m *amender) find(doc uint32, gram []uint16, visit func(occurrence)) error {
	if int(doc) >= len(m.spans) {
		return nil
	}
	s := &m.spans[doc]
	units, err := m.text.read(&m.units, s.start, s.after())
	if err != nil {
		return err
	}
	if m.left -= len(units); m.left < 0 {
		return errTooDear
	}
	first := gram[0]
	for p := 0; p+len(gram) <= len(units); p++ {
		if units[p] == first && slices.Equal(units[p:p+len(gram)], gram) {
			visit(occurrence{aheadOf(units[p+1:]), m.text.posting(s, p)})
		}
	}
	return nil
}

// edit writes an old leaf with what some documents have of it now.
func (m *amender) edit(l *oldLeaf, docs []uint32) error {
	m.load(l)
	posts := m.docs[:0]
	for i, doc := range m.reader.docs {
		if _, changed := slices.BinarySearch(docs, doc); !changed {
			posts = append(posts, doc<<docShift|m.reader.flags[i])
		}
	}
	for _, doc := range docs {
		if err := m.find(doc, l.units(), func(o occurrence) { posts = append(posts, o.post) }); err != nil {
			return err
		}
	}
	m.docs = posts
	slices.Sort(posts)
	m.sum.take(posts)
	m.record.leaf(l.units(), &m.sum, kindOf(l.units()))
	return nil
}

// compareAhead orders windows of one first unit.
func compareAhead(a, b ahead) int {
	return cmp.Or(cmp.Compare(a.near, b.near), cmp.Compare(a.far, b.far))
}
