package search

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"sync"
)

// spool keeps finished members of shards, in memory up to a bound and then in
// a temporary file, until they can be written shard by shard.
type spool struct {
	mu      sync.Mutex
	shards  uint32
	members []member
	memory  []byte
	bound   int
	folder  string
	file    *os.File
	size    int64 // bytes in file
	err     error
}

// member is a record (its text, then its bits) or a title (JSON only).
type member struct {
	at    int64
	size  uint32 // of both
	bits  uint32
	shard uint32
	exact bool
}

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
func (s *spool) add(key, text []uint16, bits []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := s.start()
	s.memory = append(appendUnits(s.memory, text), bits...)
	s.end(member{size: uint32(len(s.memory) - from), bits: uint32(len(bits)), shard: shardOf(key, s.shards)}, from)
}

// addExact keeps one title or number in the shard of its key.
func (s *spool) addExact(key []uint16, json []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := s.start()
	s.memory = append(s.memory, json...)
	s.end(member{size: uint32(len(json)), shard: shardOf(key, s.shards), exact: true}, from)
}

func (s *spool) start() int {
	if s.memory == nil {
		s.memory = make([]byte, 0, s.bound+1<<20)
	}
	return len(s.memory)
}

func (s *spool) end(m member, from int) {
	m.at = s.size + int64(from)
	s.members = append(s.members, m)
	if len(s.memory) > s.bound && s.err == nil {
		s.err = s.spill()
	}
}

func (s *spool) spill() error {
	if s.file == nil {
		file, err := temporary(s.folder)
		if err != nil {
			return fmt.Errorf("keep index records: %w", err)
		}
		s.file = file
	}
	if _, err := s.file.Write(s.memory); err != nil {
		return fmt.Errorf("keep index records: %w", err)
	}
	s.size += int64(len(s.memory))
	s.memory = s.memory[:0]
	return nil
}

// emit gives every shard, empty ones too, in order.
func (s *spool) emit(emit func(path string, content []byte) error) error {
	if s.err != nil {
		return s.err
	}
	slices.SortFunc(s.members, func(a, b member) int {
		return cmp.Or(cmp.Compare(a.shard, b.shard), cmp.Compare(a.at, b.at))
	})
	next := 0
	for shard := range s.shards {
		from := next
		for next < len(s.members) && s.members[next].shard == shard {
			next++
		}
		content, err := s.shard(s.members[from:next])
		if err != nil {
			return err
		}
		if err := emit(shardPath(shard), content); err != nil {
			return err
		}
	}
	return nil
}

func shardPath(shard uint32) string {
	return "search/shards/" + strconv.Itoa(int(shard>>8)) + "/" + strconv.Itoa(int(shard&255)) + ".json"
}

// shard joins members in the order of their keys: all bits, then all texts,
// which gzip packs better than one beside the other.
func (s *spool) shard(members []member) ([]byte, error) {
	type part struct{ text, bits []byte }
	var records []part
	var exact [][]byte
	size := 64
	for _, m := range members {
		content, err := s.read(m)
		if err != nil {
			return nil, err
		}
		size += len(content) + 8
		if m.exact {
			exact = append(exact, content)
		} else {
			cut := len(content) - int(m.bits)
			records = append(records, part{content[:cut], content[cut:]})
		}
	}
	slices.SortFunc(records, func(a, b part) int { return bytes.Compare(a.text, b.text) })
	slices.SortFunc(exact, bytes.Compare)
	out := append(make([]byte, 0, size), `{"bits":"`...)
	for _, r := range records {
		out = append(out, r.bits...)
	}
	out = append(out, `","sizes":[`...)
	for i, r := range records {
		if i > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendInt(out, int64(len(r.bits)), 10)
	}
	out = append(out, `],"texts":"`...)
	for i, r := range records {
		if i > 0 {
			out = append(out, `\t`...)
		}
		out = append(out, r.text...)
	}
	out = append(out, `","exact":{`...)
	out = append(out, bytes.Join(exact, []byte{','})...)
	return append(out, "}}"...), nil
}

func (s *spool) read(m member) ([]byte, error) {
	if m.at >= s.size {
		at := m.at - s.size
		return s.memory[at : at+int64(m.size)], nil
	}
	json := make([]byte, m.size)
	if _, err := s.file.ReadAt(json, m.at); err != nil && err != io.EOF {
		return nil, fmt.Errorf("read index records: %w", err)
	}
	return json, nil
}

// close removes the temporary file.
func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	return discard(s.file)
}
