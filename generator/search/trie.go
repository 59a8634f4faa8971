package search

import "math/bits"

// How the tree of windows is cut (docs/search-format.md, "Idea").
const (
	leafDepth = 4 // a leaf with more than one occurrence is at least this deep
	leafMax   = 8 // a node with no more occurrences than this is a leaf
)

// heavyMin: a node with more occurrences is cut into records of its own. Only
// tests set it.
var heavyMin = 4000

// walker turns the occurrences of tasks into records. Each thread has its own.
type walker struct {
	sorter
	text   *text
	room   room
	prefix [window]uint16
	sum    tally
	record record
	spool  *shelf

	tracked map[string]uint32       // nodes two units deep or deeper that are or may become heavy: occurrences
	wanted  func(key []uint16) bool // of which keys records are wanted; nil for all
}

// unit writes all records of the windows that begin with u.
func (w *walker) unit(u uint16, list []occurrence) {
	w.prefix[0] = u
	w.own(list, 1)
	w.children(list)
}

// children writes the records of the windows below the first unit.
func (w *walker) children(list []occurrence) {
	w.sort(list, 1)
	w.eachChild(list, 1, func(child []occurrence) { w.walk(child, 2) })
}

// walk cuts the node of the first depth units into one record or, where it is
// heavy, a list of its own and records for its children.
func (w *walker) walk(list []occurrence, depth int) {
	if len(list) <= heavyMin || depth == window {
		if w.wanted != nil && !w.wanted(w.prefix[:depth]) {
			return
		}
		w.record.begin(w.prefix[:depth])
		w.leaves(list, depth)
		w.close(w.prefix[:depth])
		return
	}
	w.track(list, depth)
	w.own(list, depth)
	w.eachChild(list, depth, func(child []occurrence) { w.walk(child, depth+1) })
}

// track notes how often a node occurs that an edit may make heavy, or light.
func (w *walker) track(list []occurrence, depth int) {
	if len(list) > heavyMin-slackMax && depth < window {
		w.tracked[bytesOf(w.prefix[:depth])] = uint32(len(list))
	}
}

func (w *walker) close(key []uint16) {
	w.record.open = false
	w.spool.add(key, w.record.text, w.record.bits.close())
}

// own writes the record of a heavy node: one leaf, the node itself.
func (w *walker) own(list []occurrence, depth int) {
	if w.wanted != nil && !w.wanted(w.prefix[:depth]) {
		return
	}
	w.sum.take(list)
	w.writeOwn(depth)
}

func (w *walker) writeOwn(depth int) {
	kind := ownList
	if depth == 1 { // how often a single character occurs says little
		kind = plainLeaf
	}
	w.record.begin(w.prefix[:depth])
	w.record.leaf(w.prefix[:depth], &w.sum, kind)
	w.close(w.prefix[:depth])
}

// leaves adds the leaves below a node to the record.
func (w *walker) leaves(list []occurrence, depth int) {
	w.track(list, depth)
	n := len(list)
	if depth == window || n == 1 || n <= leafMax && depth >= leafDepth {
		kind := plainLeaf
		if depth == window {
			kind = fullWindow
		}
		w.sum.take(list)
		w.record.leaf(w.prefix[:depth], &w.sum, kind)
		return
	}
	w.eachChild(list, depth, func(child []occurrence) { w.leaves(child, depth+1) })
}

// eachChild calls visit for each stretch of list with the same next unit, which
// it sets in the prefix. A child that is the end of a field becomes a leaf if a
// record is open, and is passed over if not.
func (w *walker) eachChild(list []occurrence, depth int, visit func([]occurrence)) {
	for from := 0; from < len(list); {
		u := list[from].unit(depth)
		to := from + 1
		for to < len(list) && list[to].unit(depth) == u {
			to++
		}
		w.prefix[depth] = u
		switch {
		case u != fieldEnd:
			visit(list[from:to])
		case w.record.open:
			w.sum.take(list[from:to])
			w.record.leaf(w.prefix[:depth+1], &w.sum, plainLeaf)
		}
		from = to
	}
}

// tally is the list of documents of a node.
type tally struct {
	docs  []uint32             // rising
	head  []uint32             // indexes into docs: those where it occurs in the title or a number
	turns [turnLevels][]uint32 // likewise: those where it is turned at each reach
	times []uint32             // occurrences in each

	total []uint32 // scratch, by document: occurrences<<docShift | flags
	seen  []uint64 // scratch: bit set for a document with a total
	posts []uint32 // scratch
}

func newTally(documents int) tally {
	return tally{total: make([]uint32, documents), seen: make([]uint64, (documents+63)/64)}
}

// take counts the occurrences of list by document.
func (t *tally) take(list []occurrence) {
	t.clear()
	if len(list) == 1 {
		p := list[0].post
		t.push(p>>docShift, 1, p&flagsMask)
		return
	}
	if len(list) < 64 {
		t.posts = t.posts[:0]
		for i := range list {
			t.posts = append(t.posts, list[i].post)
		}
		t.takeFew()
		return
	}
	for i := range list {
		t.count(list[i].post)
	}
	t.flush()
}

func (t *tally) clear() {
	t.docs, t.head, t.times = t.docs[:0], t.head[:0], t.times[:0]
	for i := range t.turns {
		t.turns[i] = t.turns[i][:0]
	}
}

// takeFew is the way for short lists: sort, then count runs.
func (t *tally) takeFew() {
	for i := 1; i < len(t.posts); i++ {
		p, k := t.posts[i], i
		for ; k > 0 && p < t.posts[k-1]; k-- {
			t.posts[k] = t.posts[k-1]
		}
		t.posts[k] = p
	}
	for from := 0; from < len(t.posts); {
		doc, flags, to := t.posts[from]>>docShift, uint32(0), from
		for to < len(t.posts) && t.posts[to]>>docShift == doc {
			flags |= t.posts[to] & flagsMask
			to++
		}
		t.push(doc, uint32(to-from), flags)
		from = to
	}
}

// count adds one posting to the totals; flush turns them into the lists.
func (t *tally) count(posting uint32) {
	doc := posting >> docShift
	t.total[doc] = (t.total[doc] + 1<<docShift) | posting&flagsMask
	t.seen[doc>>6] |= 1 << (doc & 63)
}

func (t *tally) flush() {
	for i, word := range t.seen {
		for ; word != 0; word &= word - 1 {
			doc := uint32(i*64 + bits.TrailingZeros64(word))
			t.push(doc, t.total[doc]>>docShift, t.total[doc]&flagsMask)
			t.total[doc] = 0
		}
		t.seen[i] = 0
	}
}

func (t *tally) push(doc, times, flags uint32) {
	i := uint32(len(t.docs))
	t.docs, t.times = append(t.docs, doc), append(t.times, times)
	if flags&inHead != 0 {
		t.head = append(t.head, i)
	}
	for level := range flags & turned >> turnShift {
		t.turns[level] = append(t.turns[level], i)
	}
}
