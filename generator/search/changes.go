package search

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"
)

// changedMax is how many changed documents are patched into an index; beyond,
// making it anew from the remembered texts costs no more.
const changedMax = 64

// windowsMax is the share of all windows that is gathered for a patch at most,
// likewise. Only tests set it.
var windowsMax = 0.5

// changes is what differs from the index that is remembered.
type changes struct {
	shards  uint32
	tracked map[string]uint32 // as it is now
	slack   int
	was     map[string]bool       // heavy nodes of the index that is remembered
	heavy   map[string]bool       // as they are now
	crossed []string              // nodes that have become heavy, or are no more
	records map[string]*amendment // by key, of the records that are amended
	keys    map[string]bool       // of those that are made from all texts
	exact   map[string]bool       // titles and numbers that other documents have now
	survey  *survey               // of the keys; nil without any
}

// changes compares the documents with those of the remembered index. It is nil
// where that index cannot be patched: it is divided otherwise, documents have
// other numbers, too much has changed, or not all heavy nodes are known.
func (b *Builder) changes(shards uint32) (*changes, error) {
	p := b.past
	if p == nil || b.options.Previous == nil || p.shards != shards || p.capacity != uint32(capacity(len(b.metas))) {
		return nil, nil
	}
	now := make([]span, len(b.metas))
	for _, s := range b.text.spans {
		now[s.doc] = s
	}
	b.text.spans = now // in the order of documents from here on
	var changed []int
	for n := range max(len(now), len(p.spans)) { // the newest have come, or gone
		if n >= len(p.spans) || n >= len(now) || now[n].start != p.spans[n].start {
			changed = append(changed, n)
		}
	}
	units := uint64(0)
	for _, n := range changed {
		units += uint64(p.span(n).end)
		if n < len(now) {
			units += uint64(now[n].end)
		}
	}
	if len(changed) > changedMax || units > max(1<<16, min(b.text.size/16, 1<<20)) {
		return nil, nil
	}
	c := &changes{shards: shards, tracked: maps.Clone(p.tracked), slack: p.slack, was: heaviest(p.tracked), records: map[string]*amendment{}, keys: map[string]bool{}, exact: map[string]bool{}}
	all := map[placed]int{}
	var owns []ownChange
	for _, n := range changed {
		var after span
		var head []uint16
		if n < len(now) {
			after, head = now[n], b.heads[n]
		}
		own, err := c.compare(b.text, p.span(n), after, all)
		if err != nil {
			return nil, err
		}
		owns = append(owns, own)
		c.rename(exactOf(p.headOf(n)), exactOf(head))
	}
	if !c.count(all) {
		return nil, nil
	}
	for i, n := range changed {
		owns[i].mark(c, uint32(n))
	}
	c.affect(all)
	if err := b.divide(c, all); err != nil || len(c.keys) == 0 {
		return c, err
	}
	var err error
	if c.survey, err = b.text.survey(c.keys, b.options.Threads); err != nil || float64(c.survey.windows) > windowsMax*float64(b.text.size) {
		return nil, err // cutting all texts costs no more
	}
	return c, nil
}

// record gives the amendment of a key.
func (c *changes) record(key []uint16) *amendment {
	name := bytesOf(key)
	if c.records[name] == nil {
		c.records[name] = &amendment{key: slices.Clone(key)}
	}
	return c.records[name]
}

// affect notes the windows that documents gained or lost in the records of their
// roots.
func (c *changes) affect(all map[placed]int) {
	for w, n := range all {
		if n == 0 {
			continue
		}
		key := keyOf(w.gram(), c.heavy)
		if key[len(key)-1] == fieldEnd {
			continue // a heavy node that ends its field: nothing tells of that
		}
		a := c.record(key)
		a.windows = append(a.windows, affected{ahead: w.ahead, docs: []uint32{w.post >> docShift}, lost: max(0, -n)})
	}
	for _, a := range c.records {
		slices.SortFunc(a.windows, func(x, y affected) int { return cmp.Or(compareAhead(x.ahead, y.ahead), slices.Compare(x.docs, y.docs)) })
		kept := a.windows[:0]
		for _, w := range a.windows {
			if last := len(kept) - 1; last >= 0 && kept[last].ahead == w.ahead {
				kept[last].docs = slices.Compact(append(kept[last].docs, w.docs...))
				kept[last].lost += w.lost
				continue
			}
			kept = append(kept, w)
		}
		a.windows = kept
	}
}

// placed is a window with its posting.
type placed struct {
	ahead
	first uint16
	post  uint32
}

// gram gives its units, up to a fieldEnd.
func (w placed) gram() []uint16 {
	out := make([]uint16, 1, window)
	out[0] = w.first
	for depth := 1; depth < window && out[depth-1] != fieldEnd; depth++ {
		out = append(out, w.unit(depth))
	}
	return out
}

// ownChange is what the lists of single units and heavy nodes say of a document
// before and after.
type ownChange struct{ before, after map[string]ownEntry }

// ownEntry is how often it has the node, and whether in the title or a number.
type ownEntry struct {
	times int
	head  bool
}

func (e ownEntry) flags() uint32 {
	if e.head {
		return inHead
	}
	return 0
}

// mark notes the lists that say something else of a document now.
func (o ownChange) mark(c *changes, doc uint32) {
	told := func(list map[string]ownEntry, gram string) [2]int {
		e := list[gram]
		power := min(bits.Len(uint(e.times)), timesMax+1)
		if len(gram) == 2 { // two bytes are one unit, whose list tells no times
			power = min(power, 1)
		}
		return [2]int{power, map[bool]int{true: 1}[e.head]}
	}
	for _, list := range []map[string]ownEntry{o.before, o.after} {
		for gram := range list {
			if told(o.before, gram) != told(o.after, gram) {
				a := c.record(unitsOf(gram))
				if a.entries == nil {
					a.entries = map[uint32]ownEntry{}
				}
				a.entries[doc] = o.after[gram]
			}
		}
	}
}

// compare adds the windows that a document has gained to all and takes away
// those it has lost.
func (c *changes) compare(t *text, before, after span, all map[placed]int) (own ownChange, err error) {
	if own.before, err = c.windows(t, before, -1, all); err == nil {
		own.after, err = c.windows(t, after, 1, all)
	}
	return own, err
}

// rename notes titles and numbers that a document has no more, or only now.
func (c *changes) rename(was, is []string) {
	for _, list := range [][2][]string{{was, is}, {is, was}} {
		for _, text := range list[0] {
			if !slices.Contains(list[1], text) {
				c.exact[text] = true
			}
		}
	}
}

// windows adds the windows of a document to all, or with a sign of -1 takes them
// away, and gives what the lists of single units and heavy nodes say of it.
func (c *changes) windows(t *text, s span, sign int, all map[placed]int) (map[string]ownEntry, error) {
	units, err := t.read(new([]uint16), s.start, s.after())
	if err != nil {
		return nil, err
	}
	own := map[string]ownEntry{}
	for p, u := range units {
		if u == fieldEnd {
			continue
		}
		w := placed{ahead: aheadOf(units[p+1:]), first: u, post: t.posting(&s, p)}
		all[w] += sign
		for n := 1; n < window && units[p+n-1] != fieldEnd; n++ {
			gram := bytesOf(units[p : p+n])
			if n > 1 && !c.was[gram] {
				break
			}
			e := own[gram]
			own[gram] = ownEntry{e.times + 1, e.head || uint32(p) < s.head}
		}
	}
	return own, nil
}

// count brings the tracked nodes up to date, and with them the heavy ones; it
// tells whether these are all known.
func (c *changes) count(all map[placed]int) bool {
	gained := map[string]int{}
	for w, n := range all {
		if n == 0 {
			continue
		}
		gram := w.gram()
		for end := 2; end <= len(gram) && end < window && gram[end-1] != fieldEnd; end++ {
			gained[bytesOf(gram[:end])] += n
		}
	}
	most := 0
	for gram, n := range gained {
		if before, ok := c.tracked[gram]; ok {
			c.tracked[gram] = uint32(int(before) + n)
			if (before > uint32(heavyMin)) != (c.tracked[gram] > uint32(heavyMin)) {
				c.crossed = append(c.crossed, gram)
			}
			continue
		}
		most = max(most, n)
	}
	c.slack -= most
	c.heavy = heaviest(c.tracked)
	return c.slack > 0
}
