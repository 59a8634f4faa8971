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

// patch writes the index by amending the records of the last one that differ, and
// taking the others over.
func (b *Builder) patch(c *changes, columns func() []byte, emit func(path string, content []byte) error) (err error) {
	touched, err := b.touched(c)
	if err != nil {
		return err
	}
	whole := &wholeIndex{b: b, shards: c.shards}
	defer func() { err = errors.Join(err, whole.close()) }()
	sums := slices.Clone(b.past.sums)
	ready, failed, stop := make(chan []patchedShard), error(nil), make(chan struct{})
	go func() {
		defer close(ready)
		failed = b.patchAll(c.shards, touched, ready, stop)
	}()
	shard := uint32(0)
	for now := range ready {
		for _, p := range now {
			if err := b.emitPatched(shard, p, sums, whole, emit); err != nil {
				close(stop)
				for range ready { // until nobody reads the texts any more
				}
				return err
			}
			shard++
		}
	}
	if failed != nil {
		return failed
	}
	if err := b.emitOthers(c.heavy, c.shards, columns, emit); err != nil {
		return err
	}
	b.patched, b.crossed = len(touched), len(c.crossed)
	return b.remember(c.tracked, c.slack, sums)
}

// patchedAtOnce is how many shards are readied while as many are given out.
const patchedAtOnce = 64

// patchAll readies every shard until it is stopped.
func (b *Builder) patchAll(shards uint32, touched map[uint32]*shardChange, ready chan<- []patchedShard, stop <-chan struct{}) error {
	amenders := b.amenders()
	for first := uint32(0); first < shards; first += patchedAtOnce {
		now := make([]patchedShard, min(patchedAtOnce, shards-first))
		if err := b.patchShards(first, now, touched, amenders); err != nil {
			return err
		}
		select {
		case ready <- now:
		case <-stop:
			return nil
		}
	}
	return nil
}

// patchedShard is a shard that may stand as it is, or its content, nil where the
// old one is not what it was.
type patchedShard struct {
	stands  bool
	content []byte
}

// patchShards readies a stretch of shards, over threads.
func (b *Builder) patchShards(first uint32, now []patchedShard, touched map[uint32]*shardChange, amenders []amender) error {
	var next atomic.Int64
	return together(len(amenders), func(thread int) error {
		for i := int(next.Add(1)) - 1; i < len(now); i = int(next.Add(1)) - 1 {
			shard := first + uint32(i)
			change := touched[shard]
			if now[i].stands = b.options.Standing && change == nil; now[i].stands {
				continue
			}
			content := b.previous(shard) // what cannot be read is made anew
			if content != nil && change != nil {
				var err error
				b.texts.RLock()
				content, err = amenders[thread].patchShard(content, change)
				b.texts.RUnlock()
				if err != nil && !errors.Is(err, errTooDear) {
					return err
				} // content is nil where it is too dear
			}
			now[i].content = content
		}
		return nil
	})
}

// amenders gives one for each thread.
func (b *Builder) amenders() []amender {
	out, left := make([]amender, b.options.Threads), max(looksMin, looksMax*int(b.text.size))
	for i := range out {
		out[i] = amender{walker: b.walker(nil, nil), spans: b.text.spans, reader: leafReader{capacity: uint32(capacity(len(b.metas)))}, left: left / len(out)}
	}
	return out
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

// remake gives the records of the keys that are made from all texts, by shard.
func (b *Builder) remake(c *changes) (made map[uint32][]member, err error) {
	if c.survey == nil {
		return nil, nil
	}
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
		return nil, err
	}
	made = map[uint32][]member{}
	for g := range spoolGroups {
		members, err := s.load(g)
		if err != nil {
			return nil, err
		}
		for i, list := range members {
			if len(list) > 0 {
				made[s.first(g)+uint32(i)] = list
			}
		}
	}
	return made, nil
}

// shardChange is what differs in a shard. Keys are as they stand there.
type shardChange struct {
	amended map[string]*amendment
	gone    map[string]bool // records that are made anew, or are no more
	made    []member        // records that were made anew
	exact   []member        // all titles and numbers, as they are now
}

// touched gives the shards in which something may differ.
func (b *Builder) touched(c *changes) (map[uint32]*shardChange, error) {
	made, err := b.remake(c)
	if err != nil {
		return nil, err
	}
	out := map[uint32]*shardChange{}
	touch := func(shard uint32) *shardChange {
		if out[shard] == nil {
			out[shard] = &shardChange{amended: map[string]*amendment{}, gone: map[string]bool{}, made: made[shard]}
		}
		return out[shard]
	}
	for _, a := range c.records {
		touch(shardOf(a.key, c.shards)).amended[string(appendUnits(nil, a.key))] = a
	}
	for key := range c.keys {
		units := unitsOf(key)
		touch(shardOf(units, c.shards)).gone[string(appendUnits(nil, units))] = true
	}
	for text := range c.exact {
		touch(shardOf(exactKey(text, c.was), c.shards))
		touch(shardOf(exactKey(text, c.heavy), c.shards))
	}
	for text, docs := range b.exact {
		if shard := out[shardOf(exactKey(text, c.heavy), c.shards)]; shard != nil {
			shard.exact = append(shard.exact, member{text: exactJSON(text, docs), exact: true})
		}
	}
	return out, nil
}

// patchShard changes the records of a shard, and its titles and numbers.
func (m *amender) patchShard(content []byte, change *shardChange) ([]byte, error) {
	members, met := slices.Concat(change.made, change.exact), map[string]bool{}
	amend := func(a *amendment, text, bits []byte) error {
		is, err := m.amend(a, text, bits)
		if is && err == nil {
			members = append(members, member{text: appendUnits(nil, m.record.text), bits: slices.Clone(m.record.bits.close())})
		}
		return err
	}
	for _, r := range recordsOf(content) {
		key := untilTab(r.text)
		text := r.text[len(key)+2:]
		if a := change.amended[string(key)]; a != nil {
			met[string(key)] = true
			if err := amend(a, text, r.bits); err != nil {
				return nil, err
			}
		} else if !change.gone[string(key)] {
			members = append(members, r)
		}
	}
	for key, a := range change.amended {
		if !met[key] {
			if err := amend(a, nil, nil); err != nil {
				return nil, err
			}
		}
	}
	return shardJSON(members), nil
}

// recordsOf gives the records of a shard. It knows the shard: its bytes are what a
// Builder wrote.
func recordsOf(content []byte) (out []member) {
	bits, rest := between(content, `{"bits":"`, `"`)
	sizes, rest := between(rest, `,"sizes":[`, `]`)
	texts, _, _ := bytes.Cut(bytes.TrimPrefix(rest, []byte(`,"texts":"`)), []byte(`","exact":{`))
	for len(sizes) > 0 {
		var size []byte
		size, sizes, _ = bytes.Cut(sizes, []byte(","))
		n, _ := strconv.Atoi(string(size))
		key := untilTab(texts)
		text := untilTab(texts[min(len(texts), len(key)+2):])
		end := len(key) + 2 + len(text)
		out = append(out, member{text: texts[:end], bits: bits[:n]})
		bits, texts = bits[n:], texts[min(len(texts), end+2):]
	}
	return out
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
		x.b.texts.Lock()
		tracked, err := x.b.walk(x.spool)
		x.b.texts.Unlock()
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
