package search

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"sync/atomic"

	"github.com/cespare/xxhash/v2"
)

// ErrNotStanding is emit's answer to a file without content where the one of the last index does not stand as it was. With
// Options.Standing no content stands for the bytes of the last index, which need not be read then.
var ErrNotStanding = errors.New("file of the last index does not stand")

// patch writes the index by making the records anew that may differ from those
// of the last one, and taking the others over.
func (b *Builder) patch(c *changes, emit func(path string, content []byte) error) (err error) {
	if err := b.emitFirst(c.heavy, c.shards, emit); err != nil {
		return err
	}
	made, exact, err := b.remake(c)
	if err != nil {
		return err
	}
	touched := c.touched()
	whole := &wholeIndex{b: b, shards: c.shards}
	defer func() { err = errors.Join(err, whole.close()) }()
	sums := slices.Clone(b.past.sums)
	for first := uint32(0); first < c.shards; first += patchedAtOnce {
		now := make([]patchedShard, min(patchedAtOnce, c.shards-first))
		b.patchShards(first, now, touched, made, exact)
		for i, p := range now {
			if err := b.emitPatched(first+uint32(i), p, sums, whole, emit); err != nil {
				return err
			}
		}
	}
	b.patched, b.crossed = len(touched), len(c.crossed)
	return b.remember(c.tracked, c.slack, sums)
}

// patchedAtOnce is how many shards are readied before they are given out, which
// one goroutine does.
const patchedAtOnce = 64

// patchedShard is a shard that may stand as it is, or its content, nil where the
// old one is not what it was.
type patchedShard struct {
	stands  bool
	content []byte
}

// patchShards readies a stretch of shards, over threads.
func (b *Builder) patchShards(first uint32, now []patchedShard, touched map[uint32]map[string]bool, made, exact map[uint32][]member) {
	var next atomic.Int64
	_ = together(b.options.Threads, func(int) error { // what cannot be read is made anew
		for i := int(next.Add(1)) - 1; i < len(now); i = int(next.Add(1)) - 1 {
			shard := first + uint32(i)
			if now[i].stands = b.options.Standing && touched[shard] == nil; now[i].stands {
				continue
			}
			content := b.previous(shard)
			if content != nil && touched[shard] != nil {
				content = patchShard(content, touched[shard], made[shard], exact[shard])
			}
			now[i].content = content
		}
		return nil
	})
}

// previous gives a shard of the last index, nil if it is not what it was.
func (b *Builder) previous(shard uint32) []byte {
	content, err := b.options.Previous(shardPath(shard))
	if err != nil || xxhash.Sum64(content) != b.past.sums[shard] {
		return nil
	}
	return content
}

// emitPatched gives out one shard and notes its hash in sums.
func (b *Builder) emitPatched(shard uint32, p patchedShard, sums []uint64, whole *wholeIndex, emit func(path string, content []byte) error) (err error) {
	if p.stands {
		if err := emit(shardPath(shard), nil); !errors.Is(err, ErrNotStanding) {
			return err
		}
		p.content = b.previous(shard)
	}
	if p.content == nil {
		if p.content, err = whole.shard(shard); err != nil {
			return err
		}
	}
	sums[shard] = xxhash.Sum64(p.content)
	return emit(shardPath(shard), p.content)
}

// remake gives the records of the keys that may differ, and all titles and
// numbers, by shard.
func (b *Builder) remake(c *changes) (made, exact map[uint32][]member, err error) {
	s := b.spool(c.shards)
	defer func() { err = errors.Join(err, s.close()) }()
	a, walkers := c.survey.alphabet(), make([]*walker, b.options.Threads)
	for i := range walkers {
		walkers[i] = b.walker(a, s)
		walkers[i].wanted = func(key []uint16) bool { return c.keys[bytesOf(key)] }
	}
	err = c.survey.cut(b.text, walkers, b.batch())
	for _, w := range walkers {
		w.spool.close()
	}
	if err = errors.Join(err, s.err); err != nil {
		return nil, nil, err
	}
	made, exact = map[uint32][]member{}, map[uint32][]member{}
	for g := range spoolGroups {
		members, err := s.load(g)
		if err != nil {
			return nil, nil, err
		}
		for i, list := range members {
			if len(list) > 0 {
				made[s.first(g)+uint32(i)] = list
			}
		}
	}
	for text, docs := range b.exact {
		shard := shardOf(exactKey(text, c.heavy), c.shards)
		exact[shard] = append(exact[shard], member{text: exactJSON(text, docs), exact: true})
	}
	return made, exact, nil
}

// touched gives the shards of which something may differ, and of each the keys of
// such records as they stand there.
func (c *changes) touched() map[uint32]map[string]bool {
	out := map[uint32]map[string]bool{}
	touch := func(shard uint32) map[string]bool {
		if out[shard] == nil {
			out[shard] = map[string]bool{}
		}
		return out[shard]
	}
	for key := range c.keys {
		units := unitsOf(key)
		touch(shardOf(units, c.shards))[string(appendUnits(nil, units))] = true
	}
	for text := range c.exact {
		touch(shardOf(exactKey(text, c.was), c.shards))
		touch(shardOf(exactKey(text, c.heavy), c.shards))
	}
	return out
}

// patchShard replaces the records of keys in a shard, and its titles and
// numbers. It knows the shard: its bytes are what a Builder wrote.
func patchShard(content []byte, replaced map[string]bool, made, exact []member) []byte {
	bits, rest := between(content, `{"bits":"`, `"`)
	sizes, rest := between(rest, `,"sizes":[`, `]`)
	texts, _, _ := bytes.Cut(bytes.TrimPrefix(rest, []byte(`,"texts":"`)), []byte(`","exact":{`))
	members := slices.Concat(made, exact)
	for len(sizes) > 0 {
		var size []byte
		size, sizes, _ = bytes.Cut(sizes, []byte(","))
		n, _ := strconv.Atoi(string(size))
		key := untilTab(texts)
		text := untilTab(texts[min(len(texts), len(key)+2):])
		end := len(key) + 2 + len(text)
		if !replaced[string(key)] {
			members = append(members, member{text: texts[:end], bits: bits[:n]})
		}
		bits, texts = bits[n:], texts[min(len(texts), end+2):]
	}
	return shardJSON(members)
}

// between gives what stands between two marks, the first at the beginning, and
// what follows.
func between(s []byte, before, after string) (inner, rest []byte) {
	inner, rest, _ = bytes.Cut(bytes.TrimPrefix(s, []byte(before)), []byte(after))
	return inner, rest
}

// untilTab gives what stands before the next tab of a JSON string.
func untilTab(s []byte) []byte {
	for i := 0; i+1 < len(s); i++ {
		if s[i] != '\\' {
			continue
		}
		if s[i+1] == 't' {
			return s[:i]
		}
		i++
	}
	return s
}

// wholeIndex is the index made from all texts, for shards that are not what
// they were.
type wholeIndex struct {
	b       *Builder
	shards  uint32
	spool   *spool
	group   int
	members [][]member
}

func (x *wholeIndex) shard(shard uint32) ([]byte, error) {
	if x.spool == nil {
		x.spool, x.group = x.b.spool(x.shards), -1
		tracked, err := x.b.walk(x.spool)
		if err != nil {
			return nil, err
		}
		x.b.addExact(x.spool, heaviest(tracked))
	}
	if g := x.spool.group(shard); g != x.group {
		var err error
		if x.members, err = x.spool.load(g); err != nil {
			return nil, err
		}
		x.group = g
	}
	return shardJSON(x.members[shard-x.spool.first(x.group)]), nil
}

func (x *wholeIndex) close() error {
	if x.spool == nil {
		return nil
	}
	return x.spool.close()
}
