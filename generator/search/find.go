package search

import (
	"errors"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
)

// beginnings are keys that are looked for, in pairs of a first unit with any of
// several second ones, numbered in the order of the first.
type beginnings struct {
	pair    [0x10000]uint16 // by unit: 1 + its number, 0 for none
	firsts  []uint16        // by number: the first unit
	seconds [][1024]uint64  // likewise: a bit for each second unit
}

func newBeginnings(keys map[string]bool) *beginnings {
	w := new(beginnings)
	for _, key := range slices.Sorted(maps.Keys(keys)) { // bytesOf sorts like the units
		units := unitsOf(key)
		u := units[0]
		if w.pair[u] == 0 {
			w.firsts, w.seconds = append(w.firsts, u), append(w.seconds, [1024]uint64{})
			w.pair[u] = uint16(len(w.firsts))
		}
		w.seconds[w.pair[u]-1][units[1]>>6] |= 1 << (units[1] & 63)
	}
	return w
}

// has tells whether a second unit is looked for after the first of that number.
func (w *beginnings) has(n int, second uint16) bool {
	return w.seconds[n][second>>6]>>(second&63)&1 != 0
}

// survey is what one look through the texts tells of what is looked for.
type survey struct {
	*beginnings
	spans   []span
	parts   []*survey     // it is the sum of these: each of a stretch of documents
	counts  []int         // of windows, by number of the pairs
	met     [0x10000]bool // units of the texts
	windows uint64        // of the pairs in all
}

func newSurvey(w *beginnings, spans []span) *survey {
	return &survey{beginnings: w, spans: spans, counts: make([]int, len(w.firsts))}
}

// survey looks through all texts, a stretch of documents on each thread.
func (t *text) survey(keys map[string]bool, threads int) (*survey, error) {
	all := newSurvey(newBeginnings(keys), t.spans)
	for i := range threads {
		all.parts = append(all.parts, newSurvey(all.beginnings, t.spans[i*len(t.spans)/threads:(i+1)*len(t.spans)/threads]))
	}
	err := together(threads, func(i int) error {
		part := all.parts[i]
		return t.eachOf(part.spans, new([]uint16), part.look)
	})
	for _, part := range all.parts {
		all.join(part)
	}
	for _, n := range all.counts {
		all.windows += uint64(n)
	}
	return all, err
}

// together calls do on so many threads.
func together(threads int, do func(i int) error) error {
	failed := make([]error, threads)
	var work sync.WaitGroup
	for i := range threads {
		work.Go(func() { failed[i] = do(i) })
	}
	work.Wait()
	return errors.Join(failed...)
}

func (v *survey) look(_ *span, units []uint16) {
	for p, u := range units {
		v.met[u] = true
		if n := int(v.pair[u]); n > 0 && u != fieldEnd && v.has(n-1, units[p+1]) {
			v.counts[n-1]++
		}
	}
}

// join adds what was seen of later documents.
func (v *survey) join(more *survey) {
	for i, n := range more.counts {
		v.counts[i] += n
	}
	for u, met := range more.met {
		v.met[u] = v.met[u] || met
	}
}

// alphabet numbers the units that were met; it does not tell how often.
func (v *survey) alphabet() *alphabet {
	a := new(alphabet)
	for u, met := range v.met {
		if met {
			a.code[u] = uint16(a.size)
			a.size++
		}
	}
	return a
}

// cut writes the wanted records among those of what is looked for: the windows of
// a stretch of pairs are gathered by all threads, each from its documents, then
// cut, a thread for each walker. most is how many windows are gathered at a
// time.
func (v *survey) cut(t *text, walkers []*walker, most int) error {
	var windows []occurrence
	for from := 0; from < len(v.counts); {
		to, sum := from+1, v.counts[from]
		for ; to < len(v.counts) && sum+v.counts[to] <= most; to++ {
			sum += v.counts[to]
		}
		windows = slices.Grow(windows[:0], sum)[:sum]
		ends, err := v.gather(t, windows, from, to)
		if err != nil {
			return err
		}
		v.cutPairs(walkers, windows, ends, from)
		from = to
	}
	return nil
}

// gather puts the windows of a stretch of pairs where those of each pair stand
// together, and tells where they end.
func (v *survey) gather(t *text, windows []occurrence, from, to int) (ends []int, err error) {
	next, at := make([][]int, len(v.parts)), 0
	for i := range next {
		next[i] = make([]int, to-from)
	}
	for n := from; n < to; n++ {
		for i, part := range v.parts {
			next[i][n-from] = at
			at += part.counts[n]
		}
		ends = append(ends, at)
	}
	return ends, together(len(v.parts), func(i int) error {
		next := next[i]
		return t.eachOf(v.parts[i].spans, new([]uint16), func(s *span, units []uint16) {
			for p, u := range units {
				n := int(v.pair[u]) - 1
				if n < from || n >= to || u == fieldEnd || !v.has(n, units[p+1]) {
					continue
				}
				windows[next[n-from]] = occurrence{aheadOf(units[p+1:]), t.posting(s, p)}
				next[n-from]++
			}
		})
	})
}

func (v *survey) cutPairs(walkers []*walker, windows []occurrence, ends []int, from int) {
	var next atomic.Int64
	_ = together(len(walkers), func(i int) error { // cutting cannot fail
		w := walkers[i]
		for n := int(next.Add(1)) - 1; n < len(ends); n = int(next.Add(1)) - 1 {
			begin := 0
			if n > 0 {
				begin = ends[n-1]
			}
			if ends[n] > begin {
				w.prefix[0] = v.firsts[from+n]
				w.children(windows[begin:ends[n]])
			}
		}
		return nil
	})
}
