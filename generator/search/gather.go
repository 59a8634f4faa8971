package search

import (
	"cmp"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
)

// round is a stretch of the alphabet whose windows are gathered and cut by all
// threads in one go: those whose first two units, as first<<16 | second, are
// from lo up to, not including, hi.
type round struct {
	lo, hi uint64
	size   int        // windows
	part   bool       // of the windows of one first unit: gathered by their second unit
	counts [][]uint32 // by stripe of the texts and by first (or second) unit
}

// rounds cuts the alphabet so that no round has more than most windows, where
// two units suffice for that.
func (t *text) rounds(a *alphabet, most int) ([]round, error) {
	var out []round
	now := round{counts: a.stripes}
	flush := func() {
		if now.size > 0 {
			out = append(out, now)
		}
		now = round{counts: a.stripes}
	}
	for u := uint64(0); u < 0x10000; u++ {
		n := int(a.counts[u])
		if n == 0 {
			continue
		}
		if now.size+n > most {
			flush()
		}
		if n > most {
			parts, err := t.parts(uint16(u), len(a.stripes), most)
			if err != nil {
				return nil, err
			}
			out = append(out, parts...)
			continue
		}
		if now.size == 0 {
			now.lo = u << 16
		}
		now.hi, now.size = (u+1)<<16, now.size+n
	}
	flush()
	return out, nil
}

// parts cuts the windows that begin with u by their second unit.
func (t *text) parts(u uint16, stripes, most int) ([]round, error) {
	counts := make([][]uint32, stripes)
	err := t.eachStripe(stripes, func(i int, spans []span) error {
		count := make([]uint32, 0x10000)
		counts[i] = count
		return t.eachOf(spans, new([]uint16), func(_ *span, units []uint16) {
			for i, c := range units[:len(units)-1] {
				if c == u {
					count[units[i+1]]++
				}
			}
		})
	})
	first := uint64(u) << 16
	var out []round
	now := round{lo: first, hi: first, part: true, counts: counts}
	for second := range uint64(0x10000) {
		n := 0
		for i := range counts {
			n += int(counts[i][second])
		}
		if now.size+n > most && now.size > 0 {
			out = append(out, now)
			now.lo, now.size = now.hi, 0
		}
		now.hi, now.size = first+second+1, now.size+n
	}
	return append(out, now), err
}

// eachStripe cuts the documents into stripes of about as many units, and visits
// each in a thread of its own.
func (t *text) eachStripe(n int, visit func(i int, spans []span) error) error {
	failed := make([]error, n)
	var threads sync.WaitGroup
	rest, left := t.spans, t.size
	for i := range n {
		to, size := 0, uint64(0)
		for to < len(rest) && (i == n-1 || size < left/uint64(n-i)) {
			size += uint64(rest[to].end)
			to++
		}
		spans := rest[:to]
		rest, left = rest[to:], left-size
		threads.Go(func() { failed[i] = visit(i, spans) })
	}
	threads.Wait()
	return errors.Join(failed...)
}

// room holds the occurrences of a round, those of one unit together and in the
// order of documents.
type room struct {
	from uint32       // the first unit of the round
	ends []uint32     // by unit: where its occurrences end
	next [][]uint32   // by stripe and unit: where its next occurrence goes
	list []occurrence // of all
}

// plan makes room for a round, and at once for the largest, which has most windows.
func (r *room) plan(k *round, most int) {
	from, to := k.lo>>16, k.hi>>16
	if k.part {
		from, to = k.lo&0xffff, (k.hi-1)&0xffff+1
	}
	r.from, r.ends, r.next = uint32(from), r.ends[:0], make([][]uint32, len(k.counts))
	sum := uint32(0)
	for u := from; u < to; u++ {
		for i, counts := range k.counts {
			r.next[i] = append(r.next[i], sum)
			sum += counts[u]
		}
		r.ends = append(r.ends, sum)
	}
	if cap(r.list) < int(sum) {
		r.list = make([]occurrence, max(most, int(sum)))
	}
	r.list = r.list[:sum]
}

// gather fills the room with the occurrences of a round, which is that of a number.
func (t *text) gather(k *round, number int, trails *trails, r *room) error {
	first := uint16(k.lo >> 16)
	return t.eachStripe(len(k.counts), func(i int, spans []span) error {
		var hits []uint32
		trail, next := trails.reader(i, number), r.next[i]
		err := t.eachOf(spans, new([]uint16), func(s *span, units []uint16) {
			hits = trail.within(hits[:0], len(units))
			for _, p := range hits {
				at := units[p] - first
				if k.part {
					at = units[p+1] - uint16(r.from)
				}
				o := &r.list[next[at]]
				next[at]++
				o.ahead = aheadOf(units[p+1:])
				o.post = t.posting(s, int(p))
			}
		})
		return errors.Join(err, trail.err)
	})
}

// posting tells of the occurrence at p of a document.
func (t *text) posting(s *span, p int) uint32 {
	v := s.doc << docShift
	if uint32(p) < s.head {
		v |= inHead
	}
	at := s.start + uint64(p)
	return v | uint32(t.turns[at>>5]>>(at&31*2)&3)<<turnShift
}

// cutAll gathers and cuts all windows, a thread for each walker.
func (t *text) cutAll(a *alphabet, walkers []*walker, most int) (err error) {
	rounds, err := t.rounds(a, most)
	if err != nil {
		return err
	}
	trails, err := t.trails(rounds, len(a.stripes))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, trails.close()) }()
	var r room
	largest := 0
	for _, k := range rounds {
		largest = max(largest, k.size)
	}
	for i := range rounds {
		k := &rounds[i]
		r.plan(k, largest)
		if err := t.gather(k, i, trails, &r); err != nil {
			return err
		}
		if k.part && (i == 0 || rounds[i-1].lo>>16 != k.lo>>16) {
			if err := walkers[0].single(uint16(k.lo >> 16)); err != nil {
				return err
			}
		}
		r.cut(k, walkers)
	}
	return nil
}

// cut cuts what was gathered: the longest lists first, so that no thread ends
// long after the others.
func (r *room) cut(k *round, walkers []*walker) {
	units := make([]int, 0, len(r.ends))
	start := func(i int) uint32 {
		if i == 0 {
			return 0
		}
		return r.ends[i-1]
	}
	for i, end := range r.ends {
		if end > start(i) {
			units = append(units, i)
		}
	}
	slices.SortFunc(units, func(a, b int) int { return cmp.Compare(r.ends[b]-start(b), r.ends[a]-start(a)) })
	var next atomic.Int64
	var threads sync.WaitGroup
	for _, w := range walkers {
		threads.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(units); n = int(next.Add(1)) - 1 {
				i := units[n]
				list := r.list[start(i):r.ends[i]]
				if w.prefix[0] = uint16(k.lo >> 16); k.part {
					w.children(list)
				} else {
					w.unit(uint16(r.from)+uint16(i), list)
				}
			}
		})
	}
	threads.Wait()
}

// single writes the list of a first unit that has several rounds.
func (w *walker) single(u uint16) error {
	err := w.text.each(new([]uint16), func(s *span, units []uint16) {
		for p, c := range units {
			if c == u {
				w.sum.count(w.text.posting(s, p))
			}
		}
	})
	w.sum.flush()
	w.prefix[0] = u
	w.writeOwn(1)
	return err
}
