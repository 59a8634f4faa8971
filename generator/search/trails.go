package search

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"sync/atomic"
)

// trails tell where the windows of each round begin, so that no round need look
// for its own in all texts: for each stripe of the texts and each round how far it
// is from one window to the next, mostly in a byte. Where the texts lie in a file,
// so do they.
type trails struct {
	lists [][]trail // by stripe and by round
	file  *os.File
	size  atomic.Int64 // bytes in the file
}

// trail is a list of distances, in blocks.
type trail struct {
	blocks  [][]byte
	written []stretch // instead, where there is a file
	last    uint64    // window that was noted, counted in units from the beginning of the stripe
	filled  int
	block   [trailBlock]byte // that is being filled
}

const trailBlock = 1 << 14

// trails notes where the windows of the rounds begin.
func (t *text) trails(rounds []round, stripes int) (*trails, error) {
	out := &trails{lists: make([][]trail, stripes)}
	if t.size > uint64(t.bound) {
		file, err := temporary(t.folder)
		if err != nil {
			return nil, fmt.Errorf("keep places of the index: %w", err)
		}
		out.file = file
	}
	g := newGuide(rounds)
	err := t.eachStripe(stripes, func(i int, spans []span) error {
		out.lists[i] = make([]trail, len(rounds))
		return out.note(i, t, spans, g)
	})
	return out, err
}

// note notes where the windows of a stripe begin.
func (x *trails) note(stripe int, t *text, spans []span, g *guide) (failed error) {
	lists, begin := x.lists[stripe], uint64(0)
	err := t.eachOf(spans, new([]uint16), func(_ *span, units []uint16) {
		for p, u := range units {
			n := g.first[u]
			if n >= divided {
				n = g.second[n-divided][units[p+1]]
			}
			if n == 0 {
				continue
			}
			l, at := &lists[n-1], begin+uint64(p)
			if l.filled > trailBlock-binary.MaxVarintLen64 {
				failed = errors.Join(failed, x.keep(l))
			}
			if distance := at - l.last; distance < 0x80 {
				l.block[l.filled] = byte(distance)
				l.filled++
			} else {
				l.filled += binary.PutUvarint(l.block[l.filled:], distance)
			}
			l.last = at
		}
		begin += uint64(len(units))
	})
	for i := range lists {
		failed = errors.Join(failed, x.keep(&lists[i]))
	}
	return errors.Join(err, failed)
}

// keep puts away what was filled of a block.
func (x *trails) keep(l *trail) error {
	block := l.block[:l.filled]
	l.filled = 0
	if x.file == nil {
		l.blocks = append(l.blocks, slices.Clone(block))
		return nil
	}
	size := int64(len(block))
	s := stretch{x.size.Add(size) - size, size}
	l.written = append(l.written, s)
	if _, err := x.file.WriteAt(block, s.at); err != nil {
		return fmt.Errorf("keep places of the index: %w", err)
	}
	return nil
}

// close lets go of the file.
func (x *trails) close() error {
	if x.file == nil {
		return nil
	}
	return discard(x.file)
}

// guide tells the round of a window by its first unit, or by its second where the
// windows of the first have several.
type guide struct {
	first  [0x10000]uint32   // 1 + number, 0 for none; from divided on the list of second
	second [][0x10000]uint32 // likewise
}

const divided = 1 << 31

func newGuide(rounds []round) *guide {
	g := new(guide)
	for i := range rounds {
		k := &rounds[i]
		number := uint32(i) + 1
		if !k.part {
			for u := k.lo >> 16; u < k.hi>>16; u++ {
				g.first[u] = number
			}
			continue
		}
		first := &g.first[k.lo>>16]
		if *first == 0 {
			*first = divided + uint32(len(g.second))
			g.second = append(g.second, [0x10000]uint32{})
		}
		second := &g.second[*first-divided]
		for pair := k.lo; pair < k.hi; pair++ {
			second[uint16(pair)] = number
		}
	}
	g.first[fieldEnd] = 0
	return g
}

// trailReader follows the trail of a round through the documents of a stripe.
type trailReader struct {
	*trails
	trail  *trail
	rest   []byte // of the block that is read
	buffer []byte
	at     uint64 // the next window; after the last noWindow
	begin  uint64 // of the next document
	err    error
}

const noWindow = math.MaxUint64

func (x *trails) reader(stripe, round int) *trailReader {
	r := &trailReader{trails: x, trail: &x.lists[stripe][round]}
	r.next()
	return r
}

// within adds to out where the windows begin in the next document, which has so many units.
func (r *trailReader) within(out []uint32, units int) []uint32 {
	end := r.begin + uint64(units)
	for r.at < end {
		out = append(out, uint32(r.at-r.begin))
		if len(r.rest) > 0 && r.rest[0] < 0x80 {
			r.at += uint64(r.rest[0])
			r.rest = r.rest[1:]
			continue
		}
		r.next()
	}
	r.begin = end
	return out
}

// next goes on to the next window.
func (r *trailReader) next() {
	if len(r.rest) == 0 && !r.load() {
		r.at = noWindow
		return
	}
	distance, n := binary.Uvarint(r.rest)
	r.at, r.rest = r.at+distance, r.rest[n:]
}

// load takes the next block, which is not read again.
func (r *trailReader) load() bool {
	switch t := r.trail; {
	case len(t.blocks) > 0:
		r.rest, t.blocks[0], t.blocks = t.blocks[0], nil, t.blocks[1:]
	case len(t.written) > 0 && r.err == nil:
		s := t.written[0]
		t.written = t.written[1:]
		r.buffer = slices.Grow(r.buffer[:0], int(s.size))[:s.size]
		if _, err := r.file.ReadAt(r.buffer, s.at); err != nil {
			r.err = fmt.Errorf("read places of the index: %w", err)
			return false
		}
		r.rest = r.buffer
	default:
		return false
	}
	return len(r.rest) > 0 || r.load()
}
