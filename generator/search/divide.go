package search

import (
	"maps"
	"slices"
	"strings"
)

// divide notes what differs because nodes have become heavy, or are no more: the
// record of such a node is another, the windows below it belong to a record for
// each next unit or no longer do, and titles and numbers that end with it are in
// another shard. all are the windows that were gained or lost.
func (b *Builder) divide(c *changes, all map[placed]int) error {
	if len(c.crossed) == 0 {
		return nil
	}
	pairs := map[string]bool{}
	for _, gram := range c.crossed {
		c.keys[gram], pairs[gram[:4]] = true, true // two bytes a unit
	}
	// follow notes the keys below such a node, if units begin with it.
	follow := func(units []uint16) {
		for _, gram := range c.crossed {
			if n := len(gram) / 2; len(units) > n && units[n] != fieldEnd && bytesOf(units[:n]) == gram {
				c.keys[bytesOf(units[:n+1])] = true
			}
		}
	}
	for w, n := range all {
		if n < 0 {
			follow(w.gram())
		}
	}
	begun := newBeginnings(pairs)
	err := b.text.each(new([]uint16), func(_ *span, units []uint16) {
		for p, u := range units {
			if n := int(begun.pair[u]); n > 0 && u != fieldEnd && begun.has(n-1, units[p+1]) {
				follow(units[p:min(len(units), p+window)])
			}
		}
	})
	maps.DeleteFunc(c.records, func(key string, _ *amendment) bool {
		return slices.ContainsFunc(c.crossed, func(gram string) bool { return strings.HasPrefix(key, gram) })
	})
	for text := range b.exact {
		if bytesOf(exactKey(text, c.was)) != bytesOf(exactKey(text, c.heavy)) {
			c.exact[text] = true
		}
	}
	return err
}
