package search

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
)

// run is a text that was sorted and written to a temporary file, because not
// all texts fit in memory: for each first unit a stretch, in it for each second
// unit that and the bytes that follow, in those for each window (units 2 to 7
// after the first, 12 bytes) the number of its postings and the postings, each
// as the distance to the one before.
type run struct {
	file      *os.File
	stretches [0x10000]stretch
}

type stretch struct{ at, size int64 }

// spill sorts the current text into a run and lets it go.
func (b *Builder) spill() error {
	file, err := temporary(b.options.Folder)
	if err != nil {
		return fmt.Errorf("spill the index: %w", err)
	}
	r := &run{file: file}
	b.runs = append(b.runs, r)
	b.text.close()
	walkers := make([]*walker, b.options.Threads)
	for i := range walkers {
		walkers[i] = &walker{places: b.text}
	}
	var mu sync.Mutex
	var at int64
	b.text.eachUnit(walkers, func(w *walker, u uint16, list []occurrence) {
		content := w.encodeUnit(list)
		mu.Lock()
		defer mu.Unlock()
		n, writeErr := file.Write(content)
		r.stretches[u] = stretch{at: at, size: int64(n)}
		at, err = at+int64(n), errors.Join(err, writeErr)
	})
	b.text.reset()
	if err != nil {
		return fmt.Errorf("spill the index: %w", err)
	}
	return nil
}

// reset empties the text for the next documents.
func (t *text) reset() {
	t.units, t.spans = t.units[:0], t.spans[:0]
	clear(t.turns)
}

// encodeUnit writes the stretch of one first unit.
func (w *walker) encodeUnit(list []occurrence) []byte {
	w.sort(list, 6)
	w.encoded = w.encoded[:0]
	for from := 0; from < len(list); {
		second := list[from].key >> 32
		to := from + 1
		for to < len(list) && list[to].key>>32 == second {
			to++
		}
		w.encoded = binary.LittleEndian.AppendUint16(w.encoded, uint16(second))
		size := len(w.encoded)
		w.encoded = binary.LittleEndian.AppendUint32(w.encoded, 0)
		w.encodeNear(list[from:to])
		binary.LittleEndian.PutUint32(w.encoded[size:], uint32(len(w.encoded)-size-4))
		from = to
	}
	return w.encoded
}

// encodeNear writes the windows of one second unit.
func (w *walker) encodeNear(list []occurrence) {
	for from := 0; from < len(list); {
		near := list[from].key
		to := from + 1
		for to < len(list) && list[to].key == near {
			to++
		}
		same := list[from:to]
		ended := uint16(near>>32) == fieldEnd || uint16(near>>16) == fieldEnd || uint16(near) == fieldEnd
		for i := range same {
			same[i].key = 0
			if !ended {
				same[i].key = w.places.far(same[i].at)
			}
		}
		w.sort(same, 8)
		w.encodeFar(uint32(near), same)
		from = to
	}
}

func (w *walker) encodeFar(near uint32, list []occurrence) {
	for from := 0; from < len(list); {
		far, posts := list[from].key, w.posts[:0]
		for from < len(list) && list[from].key == far {
			posts = append(posts, w.places.posting(list[from].at, true))
			from++
		}
		w.posts = posts
		slices.Sort(posts)
		w.encoded = binary.LittleEndian.AppendUint32(w.encoded, near)
		w.encoded = binary.LittleEndian.AppendUint64(w.encoded, far)
		w.encoded = binary.AppendUvarint(w.encoded, uint64(len(posts)))
		last := uint32(0)
		for _, p := range posts {
			w.encoded = binary.AppendUvarint(w.encoded, uint64(p-last))
			last = p
		}
	}
}

// merged is what was read of all runs for one pair of first units.
type merged struct {
	list  []occurrence
	fars  []uint64
	posts []uint32
}

func (m *merged) far(at uint32) uint64             { return m.fars[at] }
func (m *merged) posting(at uint32, _ bool) uint32 { return m.posts[at] }

// cursor reads a stretch of a run.
type cursor struct {
	in     *bufio.Reader
	second uint16
	size   uint32
	done   bool
	block  []byte
}

func (c *cursor) next() error {
	var head [6]byte
	if _, err := io.ReadFull(c.in, head[:]); err != nil {
		c.done = true
		if err == io.EOF {
			return nil
		}
		return err
	}
	c.second, c.size = binary.LittleEndian.Uint16(head[:]), binary.LittleEndian.Uint32(head[2:])
	return nil
}

// read appends the windows of the current second unit and goes to the next.
func (c *cursor) read(m *merged) error {
	c.block = slices.Grow(c.block[:0], int(c.size))[:c.size]
	if _, err := io.ReadFull(c.in, c.block); err != nil {
		return err
	}
	for rest := c.block; len(rest) > 0; {
		key := uint64(c.second)<<32 | uint64(binary.LittleEndian.Uint32(rest))
		far := binary.LittleEndian.Uint64(rest[4:])
		count, n := binary.Uvarint(rest[12:])
		rest = rest[12+n:]
		posting := uint32(0)
		for range count {
			step, n := binary.Uvarint(rest)
			rest = rest[n:]
			posting += uint32(step)
			m.list = append(m.list, occurrence{key: key, at: uint32(len(m.posts))})
			m.fars, m.posts = append(m.fars, far), append(m.posts, posting)
		}
	}
	return c.next()
}

// walkRuns is the way of an index that was spilled: the runs are read side by
// side, one pair of first units at a time.
func (b *Builder) walkRuns(s *spool) ([][]uint16, error) {
	if len(b.text.units) > 0 {
		if err := b.spill(); err != nil {
			return nil, err
		}
	}
	b.text = nil
	work := make(chan uint16)
	var threads sync.WaitGroup
	var mu sync.Mutex
	var heavy [][]uint16
	var failed error
	for range b.options.Threads {
		threads.Go(func() {
			m := &merged{}
			w := b.newWalker(s, m)
			unit := newTally(len(b.metas))
			var err error
			for u := range work {
				if err == nil {
					err = b.mergeUnit(w, m, &unit, u)
				}
			}
			mu.Lock()
			defer mu.Unlock()
			heavy, failed = append(heavy, w.heavy...), errors.Join(failed, err)
		})
	}
	for u := range 0x10000 {
		work <- uint16(u)
	}
	close(work)
	threads.Wait()
	if failed != nil {
		return nil, fmt.Errorf("merge the index: %w", failed)
	}
	return heavy, nil
}

// mergeUnit writes all records of the windows that begin with u.
func (b *Builder) mergeUnit(w *walker, m *merged, unit *tally, u uint16) error {
	var cursors []*cursor
	for _, r := range b.runs {
		if t := r.stretches[u]; t.size > 0 {
			c := &cursor{in: bufio.NewReaderSize(io.NewSectionReader(r.file, t.at, t.size), 1<<16)}
			if err := c.next(); err != nil {
				return err
			}
			cursors = append(cursors, c)
		}
	}
	if len(cursors) == 0 {
		return nil
	}
	w.prefix[0] = u
	for {
		cursors = slices.DeleteFunc(cursors, func(c *cursor) bool { return c.done })
		if len(cursors) == 0 {
			break
		}
		second := slices.MinFunc(cursors, func(a, b *cursor) int { return int(a.second) - int(b.second) }).second
		m.list, m.fars, m.posts = m.list[:0], m.fars[:0], m.posts[:0]
		for _, c := range cursors {
			if c.second == second {
				if err := c.read(m); err != nil {
					return err
				}
			}
		}
		for _, p := range m.posts {
			unit.count(p)
		}
		w.sort(m.list, 6)
		w.eachChild(m.list, 1, func(child []occurrence) { w.walk(child, 2) })
	}
	unit.clear()
	unit.flush()
	w.record.begin(w.prefix[:1])
	w.record.leaf(w.prefix[:1], unit, plainLeaf)
	w.close(w.prefix[:1])
	return nil
}

// closeRuns removes the temporary files.
func (b *Builder) closeRuns() error {
	var err error
	for _, r := range b.runs {
		err = errors.Join(err, discard(r.file))
	}
	b.runs = nil
	return err
}
