package search

import (
	"cmp"
	"slices"
	"sync"
)

// gatherMax is how many occurrences are gathered at a time.
const gatherMax = 4 << 20

// eachUnit calls visit, one thread for each walker, with every first unit and
// its occurrences in the order of places, near keys set.
func (t *text) eachUnit(walkers []*walker, visit func(w *walker, u uint16, list []occurrence)) {
	counts := make([]uint32, 0x10000)
	for _, u := range t.units {
		counts[u]++
	}
	counts[fieldEnd] = 0
	most := int(slices.Max(counts))
	for _, w := range walkers {
		w.list, w.spare = slices.Grow(w.list[:0], most), slices.Grow(w.spare[:0], most)[:most]
	}
	room := make([]uint32, 0, min(len(t.units), max(gatherMax, most)))
	for from := 0; from < 0x10000; {
		to, sum := from, 0
		for to < 0x10000 && (to == from || sum+int(counts[to]) <= gatherMax) {
			sum += int(counts[to])
			to++
		}
		room = slices.Grow(room[:0], sum)[:sum]
		t.visitRange(uint16(from), to, counts, room, walkers, visit)
		from = to
	}
}

// visitRange gathers the places of the units from ≤ u < to and visits them, the
// most frequent unit first.
func (t *text) visitRange(from uint16, to int, counts, room []uint32, walkers []*walker, visit func(*walker, uint16, []occurrence)) {
	next := make([]uint32, to-int(from))
	sum := uint32(0)
	var units []uint16
	for i := range next {
		u := from + uint16(i)
		next[i], sum = sum, sum+counts[u]
		if counts[u] > 0 {
			units = append(units, u)
		}
	}
	size := uint16(len(next) - 1)
	for p, u := range t.units {
		if i := u - from; i <= size && u != fieldEnd {
			room[next[i]] = uint32(p)
			next[i]++
		}
	}
	slices.SortFunc(units, func(a, b uint16) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	work := make(chan uint16, len(units))
	for _, u := range units {
		work <- u
	}
	close(work)
	var threads sync.WaitGroup
	for _, w := range walkers {
		threads.Go(func() {
			for u := range work {
				end := next[u-from]
				list := slices.Grow(w.list[:0], int(counts[u]))
				for _, p := range room[end-counts[u] : end] {
					list = append(list, occurrence{key: t.near(p), at: p})
				}
				w.list = list
				visit(w, u, list)
			}
		})
	}
	threads.Wait()
}
