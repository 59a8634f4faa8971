package search

import (
	"errors"
	"sync"
)

// found is what the texts hold of some keys, in the order of documents: postings
// of single units, and the windows that begin with the two units of a key, by
// their first.
type found struct {
	singles map[uint16][]uint32
	windows map[uint16][]occurrence
	met     [0x10000]bool // units of the texts
}

// find looks through all texts for windows that begin like keys, over threads.
// The alphabet is that of the texts, without counts.
func (t *text) find(keys map[string]bool, threads int) ([]*found, *alphabet, error) {
	wanted := newBeginnings(keys)
	parts, failed := make([]*found, threads), make([]error, threads)
	var work sync.WaitGroup
	for i := range parts {
		parts[i] = &found{singles: map[uint16][]uint32{}, windows: map[uint16][]occurrence{}}
		spans := t.spans[i*len(t.spans)/threads : (i+1)*len(t.spans)/threads]
		work.Go(func() {
			failed[i] = t.eachOf(spans, new([]uint16), func(s *span, units []uint16) { parts[i].look(t, s, units, wanted) })
		})
	}
	work.Wait()
	a := new(alphabet)
	for u := range a.code {
		for _, f := range parts {
			if f.met[u] {
				a.code[u] = uint16(a.size)
				a.size++
				break
			}
		}
	}
	return parts, a, errors.Join(failed...)
}

// beginnings are keys by their first unit: alone, and with which second units.
type beginnings struct {
	first  [0x10000]bool
	single map[uint16]bool
	second map[uint16]*[1024]uint64
}

func newBeginnings(keys map[string]bool) *beginnings {
	w := &beginnings{single: map[uint16]bool{}, second: map[uint16]*[1024]uint64{}}
	for key := range keys {
		units := unitsOf(key)
		u := units[0]
		w.first[u] = true
		if len(units) == 1 {
			w.single[u] = true
			continue
		}
		if w.second[u] == nil {
			w.second[u] = new([1024]uint64)
		}
		w.second[u][units[1]>>6] |= 1 << (units[1] & 63)
	}
	return w
}

func (f *found) look(t *text, s *span, units []uint16, w *beginnings) {
	for p, u := range units {
		f.met[u] = true
		if !w.first[u] || u == fieldEnd {
			continue
		}
		if w.single[u] {
			f.singles[u] = append(f.singles[u], t.posting(s, p))
		}
		if set := w.second[u]; set != nil && set[units[p+1]>>6]>>(units[p+1]&63)&1 != 0 {
			o := occurrence{post: t.posting(s, p)}
			o.near, o.far = windowOf(units[p+1:])
			f.windows[u] = append(f.windows[u], o)
		}
	}
}

// some writes the wanted records among those of what was found, of which there
// is more.
func (w *walker) some(parts []*found) {
	singles, windows := map[uint16]bool{}, map[uint16]bool{}
	for _, f := range parts {
		for u := range f.singles {
			singles[u] = true
		}
		for u := range f.windows {
			windows[u] = true
		}
	}
	for u := range singles {
		w.sum.clear()
		for _, f := range parts {
			for _, p := range f.singles[u] {
				w.sum.count(p)
			}
		}
		w.sum.flush()
		w.prefix[0] = u
		w.writeOwn(1)
	}
	for u := range windows {
		var list []occurrence
		for _, f := range parts {
			list = append(list, f.windows[u]...)
		}
		w.prefix[0] = u
		w.children(list)
	}
}
