package search

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
	"strconv"
	"sync"
)

// spool keeps finished members of shards until they can be written shard by
// shard: in pieces that hold members of neighbouring shards only, in memory up
// to a bound and then in a temporary file.
type spool struct {
	shards uint32
	bound  int
	folder string

	mu     sync.Mutex
	groups [spoolGroups]group
	held   int
	file   *os.File
	size   int64 // bytes in file
	err    error
}

const (
	spoolGroups = 32
	pieceSize   = 1 << 16
)

// group is what is kept of one stretch of shards.
type group struct {
	pieces  [][]byte
	written []stretch
}

// stretch is where a piece lies in the file.
type stretch struct{ at, size int64 }

// shelf is where one thread puts members; full pieces go to the spool.
type shelf struct {
	spool  *spool
	pieces [spoolGroups][]byte
}

// A member is a record (its text, then its bits) or a title (JSON only), after
// its shard, the size of both, and the size of the bits.
const (
	memberHead = 12
	exactSize  = 1<<32 - 1 // of the bits of a title
)

// shardOf is FNV-1a over the units of a key, stirred, modulo the shards.
func shardOf(key []uint16, shards uint32) uint32 {
	h := uint32(2166136261)
	for _, u := range key {
		h = (h ^ uint32(u)) * 16777619
	}
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	return h % shards
}

// add keeps one record under its key.
func (f *shelf) add(key, text []uint16, bits []byte) {
	shard := shardOf(key, f.spool.shards)
	piece := f.piece(shard, 6*len(text)+len(bits))
	at := len(*piece)
	*piece = append(*piece, make([]byte, memberHead)...)
	*piece = append(appendUnits(*piece, text), bits...)
	setHead((*piece)[at:], shard, uint32(len(bits)))
}

// addExact keeps one title or number in the shard of its key.
func (f *shelf) addExact(key []uint16, json []byte) {
	shard := shardOf(key, f.spool.shards)
	piece := f.piece(shard, len(json))
	at := len(*piece)
	*piece = append(*piece, make([]byte, memberHead)...)
	*piece = append(*piece, json...)
	setHead((*piece)[at:], shard, exactSize)
}

func setHead(member []byte, shard, bits uint32) {
	binary.LittleEndian.PutUint32(member, shard)
	binary.LittleEndian.PutUint32(member[4:], uint32(len(member)-memberHead))
	binary.LittleEndian.PutUint32(member[8:], bits)
}

// piece gives the piece of a shard with room for so many bytes.
func (f *shelf) piece(shard uint32, size int) *[]byte {
	g := f.spool.group(shard)
	piece := &f.pieces[g]
	if size += memberHead; *piece != nil && len(*piece)+size > cap(*piece) {
		*piece = f.spool.keep(g, *piece)
	}
	if *piece == nil || cap(*piece) < size {
		*piece = make([]byte, 0, max(pieceSize, size))
	}
	return piece
}

// close hands the last pieces to the spool.
func (f *shelf) close() {
	for g, piece := range f.pieces {
		if len(piece) > 0 {
			f.spool.keep(g, piece)
		}
		f.pieces[g] = nil
	}
}

func (s *spool) group(shard uint32) int { return int(uint64(shard) * spoolGroups / uint64(s.shards)) }

// keep takes a piece and gives an empty one if it has written it.
func (s *spool) keep(g int, piece []byte) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held+len(piece) <= s.bound {
		s.held += len(piece)
		s.groups[g].pieces = append(s.groups[g].pieces, piece)
		return nil
	}
	if s.err == nil {
		s.err = s.write(g, piece)
	}
	return piece[:0]
}

func (s *spool) write(g int, piece []byte) error {
	if s.file == nil {
		file, err := temporary(s.folder)
		if err != nil {
			return fmt.Errorf("keep index records: %w", err)
		}
		s.file = file
	}
	if _, err := s.file.Write(piece); err != nil {
		return fmt.Errorf("keep index records: %w", err)
	}
	s.groups[g].written = append(s.groups[g].written, stretch{s.size, int64(len(piece))})
	s.size += int64(len(piece))
	return nil
}

// emit gives every shard, empty ones too, in order. They are put together by
// one thread and given out by another.
func (s *spool) emit(emit func(path string, content []byte) error) error {
	if s.err != nil {
		return s.err
	}
	ready, failed, stop := make(chan []byte, shardsAhead), error(nil), make(chan struct{})
	go func() {
		defer close(ready)
		failed = s.assemble(ready, stop)
	}()
	shard := uint32(0)
	for content := range ready {
		if err := emit(shardPath(shard), content); err != nil {
			close(stop)
			for range ready { // until nobody reads the file any more
			}
			return err
		}
		shard++
	}
	return failed
}

// shardsAhead is how many shards are put together before they are given out.
const shardsAhead = 16

// assemble puts every shard together until it is stopped.
func (s *spool) assemble(ready chan<- []byte, stop <-chan struct{}) error {
	for g := range spoolGroups {
		members, err := s.load(g)
		if err != nil {
			return err
		}
		for _, list := range members {
			select {
			case ready <- shardJSON(list):
			case <-stop:
				return nil
			}
		}
	}
	return nil
}

// first is the first shard of a group.
func (s *spool) first(g int) uint32 {
	return uint32((uint64(g)*uint64(s.shards) + spoolGroups - 1) / spoolGroups)
}

// member is a record with its text, in JSON, and its bits; or a title.
type member struct {
	text, bits []byte
	exact      bool
}

// load gives the members of a group's shards and lets go of its pieces.
func (s *spool) load(g int) ([][]member, error) {
	group := &s.groups[g]
	pieces := group.pieces
	for _, w := range group.written {
		piece := make([]byte, w.size)
		if n, err := s.file.ReadAt(piece, w.at); n < len(piece) {
			return nil, fmt.Errorf("read index records: %w", err)
		}
		pieces = append(pieces, piece)
	}
	group.pieces = nil
	first := s.first(g)
	out := make([][]member, s.first(g+1)-first)
	for _, rest := range pieces {
		for len(rest) > 0 {
			shard, size, bits := binary.LittleEndian.Uint32(rest), binary.LittleEndian.Uint32(rest[4:]), binary.LittleEndian.Uint32(rest[8:])
			content := rest[memberHead:][:size]
			rest = rest[memberHead+size:]
			m := member{text: content, exact: bits == exactSize}
			if !m.exact {
				m.text, m.bits = content[:size-bits], content[size-bits:]
			}
			out[shard-first] = append(out[shard-first], m)
		}
	}
	return out, nil
}

func shardPath(shard uint32) string {
	return "search/shards/" + strconv.Itoa(int(shard>>8)) + "/" + strconv.Itoa(int(shard&255)) + ".json"
}

// shardJSON joins members in the order of their keys: all bits, then all texts,
// which gzip packs better than one beside the other.
func shardJSON(members []member) []byte {
	slices.SortFunc(members, func(a, b member) int { return bytes.Compare(a.text, b.text) })
	size := 64
	for _, m := range members {
		size += len(m.text) + len(m.bits) + 8
	}
	out := append(make([]byte, 0, size), `{"bits":"`...)
	for _, m := range members {
		out = append(out, m.bits...)
	}
	out = append(out, `","sizes":[`...)
	out = eachMember(out, members, false, ",", func(m *member) []byte { return strconv.AppendInt(nil, int64(len(m.bits)), 10) })
	out = append(out, `],"texts":"`...)
	out = eachMember(out, members, false, `\t`, func(m *member) []byte { return m.text })
	out = append(out, `","exact":{`...)
	out = eachMember(out, members, true, ",", func(m *member) []byte { return m.text })
	return append(out, "}}"...)
}

// eachMember appends something of each record or each title, parted.
func eachMember(out []byte, members []member, exact bool, between string, of func(*member) []byte) []byte {
	first := true
	for i := range members {
		if members[i].exact != exact {
			continue
		}
		if !first {
			out = append(out, between...)
		}
		out, first = append(out, of(&members[i])...), false
	}
	return out
}

// close removes the temporary file.
func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	return discard(s.file)
}
