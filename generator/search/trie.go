package search

// How the tree of windows is cut (docs/search-format.md, "Idea").
const (
	leafDepth = 4 // a leaf with more than one occurrence is at least this deep
	leafMax   = 8 // a node with no more occurrences than this is a leaf
)

// heavyMin: a node with more occurrences is cut into records of its own. Only
// tests set it.
var heavyMin = 4000

// walker turns occurrences into records. Each thread has its own.
type walker struct {
	sorter
	grouper
	text   *text
	prefix [window]uint16
	sum    tally
	record record
	spool  *shelf

	tracked map[string]uint32       // nodes two units deep or deeper that are or may become heavy: occurrences
	wanted  func(key []uint16) bool // of which keys records are wanted; nil for all
}

// unit writes all records of the windows that begin with u. The postings of list
// rise.
func (w *walker) unit(u uint16, list []occurrence) {
	w.prefix[0] = u
	w.sum.take(w.inOrder(list))
	w.writeOwn(1)
	w.children(list)
}

// children writes the records of the windows below the first unit.
func (w *walker) children(list []occurrence) {
	w.group(list, &w.sorter)
	w.eachChild(w.windows[:len(w.windows)-1], 1, func(child []distinct) { w.walk(child, 2) })
}

// walk cuts the node of the first depth units into one record or, where it is
// heavy, a list of its own and records for its children.
func (w *walker) walk(list []distinct, depth int) {
	posts := w.postings(list)
	if len(posts) <= heavyMin || depth == window {
		if w.wanted != nil && !w.wanted(w.prefix[:depth]) {
			return
		}
		w.record.begin(w.prefix[:depth])
		w.leaves(list, depth)
		w.close(w.prefix[:depth])
		return
	}
	w.track(len(posts), depth)
	if w.wanted == nil || w.wanted(w.prefix[:depth]) {
		w.sum.takeMany(posts)
		w.writeOwn(depth)
	}
	w.eachChild(list, depth, func(child []distinct) { w.walk(child, depth+1) })
}

// track notes how often a node occurs that an edit may make heavy, or light.
func (w *walker) track(occurrences, depth int) {
	if occurrences > heavyMin-slackMax && depth < window {
		w.tracked[bytesOf(w.prefix[:depth])] = uint32(occurrences)
	}
}

func (w *walker) close(key []uint16) {
	w.record.open = false
	w.spool.add(key, w.record.text, w.record.bits.close())
}

// writeOwn writes the record of a heavy node: one leaf, the node itself.
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
func (w *walker) leaves(list []distinct, depth int) {
	posts := w.postings(list)
	w.track(len(posts), depth)
	switch {
	case depth == window:
		w.sum.take(posts)
		w.record.leaf(w.prefix[:depth], &w.sum, fullWindow)
	case len(posts) == 1, len(posts) <= leafMax && depth >= leafDepth:
		w.sum.takeFew(posts)
		w.record.leaf(w.prefix[:depth], &w.sum, plainLeaf)
	default:
		w.eachChild(list, depth, func(child []distinct) { w.leaves(child, depth+1) })
	}
}

// eachChild calls visit for each stretch of list with the same next unit, which
// it sets in the prefix. A child that is the end of a field becomes a leaf if a
// record is open, and is passed over if not.
func (w *walker) eachChild(list []distinct, depth int, visit func([]distinct)) {
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
			w.sum.take(w.postings(list[from:to]))
			w.record.leaf(w.prefix[:depth+1], &w.sum, plainLeaf)
		}
		from = to
	}
}
