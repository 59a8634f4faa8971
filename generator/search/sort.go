package search

import (
	"cmp"
	"slices"
)

// occurrence is a place in the text with the part of its window that is being
// sorted: units 1 to 3 (near), later units 4 to 7 (far). Where a text was
// spilled, at is already the posting.
type occurrence struct {
	key uint64
	at  uint32
}

// sortOccurrences sorts by key, and by place where keys are equal; list comes
// in the order of places. spare has room for as many.
func sortOccurrences(list, spare []occurrence, bytes uint) {
	if len(list) < 512 {
		slices.SortFunc(list, func(a, b occurrence) int {
			if a.key != b.key {
				return cmp.Compare(a.key, b.key)
			}
			return cmp.Compare(a.at, b.at)
		})
		return
	}
	var counts [8][256]uint32
	for _, o := range list {
		for b := range bytes {
			counts[b][o.key>>(8*b)&255]++
		}
	}
	from, to := list, spare[:len(list)]
	for b := range bytes {
		count := &counts[b]
		if count[from[0].key>>(8*b)&255] == uint32(len(list)) {
			continue
		}
		next := uint32(0)
		for i, n := range count {
			count[i], next = next, next+n
		}
		for _, o := range from {
			d := o.key >> (8 * b) & 255
			to[count[d]] = o
			count[d]++
		}
		from, to = to, from
	}
	if &from[0] != &list[0] {
		copy(list, from)
	}
}
