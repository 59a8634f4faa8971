package search

import (
	"cmp"
	"errors"
	"slices"
	"sync"
)

// task is a stretch of the alphabet whose windows are cut by one thread in one
// go: those whose first two units, as first<<16 | second, are from lo up to,
// not including, hi.
type task struct {
	lo, hi uint64
	size   int  // windows
	part   bool // of the windows of one first unit
	single bool // not the windows but the list of the first unit is wanted
}

// tasks cuts the alphabet so that no task has more than most windows, where
// two units suffice for that.
func (t *text) tasks(a *alphabet, most int) ([]task, error) {
	var out []task
	var now task
	flush := func() {
		if now.size > 0 {
			out = append(out, now)
		}
		now = task{}
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
			parts, err := t.parts(uint16(u), most)
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
	slices.SortStableFunc(out, func(a, b task) int { return cmp.Compare(b.size, a.size) })
	return out, nil
}

// parts cuts the windows that begin with u by their second unit.
func (t *text) parts(u uint16, most int) ([]task, error) {
	counts := make([]int, 0x10000)
	var buffer []uint16
	err := t.each(&buffer, func(_ *span, units []uint16) {
		for i, c := range units[:len(units)-1] {
			if c == u {
				counts[units[i+1]]++
			}
		}
	})
	first := uint64(u) << 16
	out := []task{{lo: first, size: most, single: true}}
	now := task{lo: first, hi: first, part: true}
	for second, n := range counts {
		if now.size+n > most && now.size > 0 {
			out = append(out, now)
			now = task{lo: now.hi, part: true}
		}
		now.hi, now.size = first+uint64(second)+1, now.size+n
	}
	if now.size > 0 {
		out = append(out, now)
	}
	return out, err
}

// room is what one thread gathers at a time.
type room struct {
	list   []occurrence
	next   []uint32 // by first unit of the task: where its next occurrence goes
	buffer []uint16
}

// gather collects the occurrences of a task, those of one first unit together.
func (t *text) gather(k task, a *alphabet, r *room) error {
	from, to := uint32(k.lo>>16), uint32(k.hi>>16)
	if k.part {
		to = from + 1
	}
	r.next = slices.Grow(r.next[:0], int(to-from))[:to-from]
	sum := uint32(0)
	for i := range r.next {
		r.next[i] = sum
		sum += uint32(a.counts[from+uint32(i)])
	}
	r.list = slices.Grow(r.list[:0], k.size)[:k.size]
	size := uint16(to - from - 1)
	return t.each(&r.buffer, func(s *span, units []uint16) {
		for p, u := range units {
			if u-uint16(from) > size || u == fieldEnd {
				continue
			}
			rest := units[p+1:]
			if second := uint64(u)<<16 | uint64(rest[0]); k.part && (second < k.lo || second >= k.hi) {
				continue
			}
			o := &r.list[r.next[u-uint16(from)]]
			r.next[u-uint16(from)]++
			o.near, o.far = windowOf(rest)
			o.post = t.posting(s, p)
		}
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

// fieldEnds is a fieldEnd in each quarter of a word, ones a 1 and tops a top bit.
const (
	fieldEnds = fieldEnd<<48 | fieldEnd<<32 | fieldEnd<<16 | fieldEnd
	ones      = 1<<48 | 1<<32 | 1<<16 | 1
	tops      = ones << 15
)

// hasEnd tells whether one of four units is a fieldEnd.
func hasEnd(four uint64) bool {
	x := four ^ fieldEnds
	return (x-ones)&^x&tops != 0
}

// windowOf gives units 1 to 4 and 5 to 7 of the window whose first unit stands
// before rest, as numbers that sort like them; all after a fieldEnd is left out.
func windowOf(rest []uint16) (near, far uint64) {
	if len(rest) >= 7 {
		r := rest[:7]
		near = uint64(r[0])<<48 | uint64(r[1])<<32 | uint64(r[2])<<16 | uint64(r[3])
		far = uint64(r[4])<<48 | uint64(r[5])<<32 | uint64(r[6])<<16
		if !hasEnd(near) && !hasEnd(far) {
			return near, far
		}
	}
	if near = upToEnd(rest[:min(4, len(rest))]); hasEnd(near) {
		return near, 0
	}
	return near, upToEnd(rest[4:min(7, len(rest))])
}

func upToEnd(units []uint16) (v uint64) {
	for i, u := range units {
		v |= uint64(u) << (48 - 16*i)
		if u == fieldEnd {
			break
		}
	}
	return v
}

// eachTask gathers and cuts all tasks, one thread for each walker.
func (t *text) eachTask(a *alphabet, walkers []*walker, most int) error {
	list, err := t.tasks(a, most)
	if err != nil {
		return err
	}
	work := make(chan task, len(list))
	for _, k := range list {
		work <- k
	}
	close(work)
	failed := make([]error, len(walkers))
	var threads sync.WaitGroup
	for i, w := range walkers {
		threads.Go(func() {
			for k := range work {
				if failed[i] == nil {
					failed[i] = w.task(k)
				}
			}
			w.room = room{}
		})
	}
	threads.Wait()
	return errors.Join(failed...)
}

// task gathers and cuts one task.
func (w *walker) task(k task) error {
	first := uint16(k.lo >> 16)
	if k.single {
		return w.single(first)
	}
	if err := w.text.gather(k, w.alphabet, &w.room); err != nil {
		return err
	}
	if k.part {
		w.prefix[0] = first
		w.children(w.room.list[:w.room.next[0]])
		return nil
	}
	from := uint32(0)
	for i, to := range w.room.next {
		if to > from {
			w.unit(first+uint16(i), w.room.list[from:to])
		}
		from = to
	}
	return nil
}

// single writes the list of a first unit that has several tasks.
func (w *walker) single(u uint16) error {
	w.sum.clear()
	err := w.text.each(&w.room.buffer, func(s *span, units []uint16) {
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
