package search

// radixMin is from how many windows on they are parted by a unit at a time.
const radixMin = 1024

// sorter sorts windows by their words; without an alphabet, where there are few, by
// comparing alone. buckets holds, for each depth, where the windows with each unit
// of the alphabet begin and how far they are placed.
type sorter struct {
	alphabet *alphabet
	buckets  [window][]bucket
}

type bucket struct{ next, end uint32 }

// sort sorts windows that are equal before depth.
func (s *sorter) sort(list []distinct, depth int) {
	if len(list) < radixMin || depth == window || s.alphabet == nil {
		quickSort(list)
		return
	}
	b := s.part(list, depth)
	from := uint32(0)
	for i := range b {
		to := b[i].end
		if to-from > 1 {
			s.sort(list[from:to], depth+1)
		}
		from = to
	}
}

// part moves windows in place to the stretch of the unit they have at depth.
func (s *sorter) part(list []distinct, depth int) []bucket {
	if s.buckets[depth] == nil {
		s.buckets[depth] = make([]bucket, s.alphabet.size+1)
	}
	b, code := s.buckets[depth], &s.alphabet.code
	clear(b)
	for i := range list {
		b[code[list[i].unit(depth)]].end++
	}
	sum := uint32(0)
	for i := range b {
		b[i].next = sum
		sum += b[i].end
		b[i].end = sum
	}
	for i := range b {
		here := &b[i]
		for here.next < here.end {
			o := list[here.next]
			for {
				c := code[o.unit(depth)]
				to := &b[c]
				if int(c) == i {
					break
				}
				o, list[to.next] = list[to.next], o
				to.next++
			}
			list[here.next] = o
			here.next++
		}
	}
	return b
}

// quickSort sorts by both words: parted in three, since boilerplate makes many
// windows equal.
func quickSort(list []distinct) {
	for len(list) > 12 {
		p := pivot(list)
		low, at, high := 0, 0, len(list)
		for at < high {
			o := &list[at]
			switch {
			case o.less(p.ahead):
				if low != at {
					list[low], list[at] = list[at], list[low]
				}
				low++
				at++
			case o.ahead == p.ahead:
				at++
			default:
				high--
				list[at], list[high] = list[high], list[at]
			}
		}
		if low < len(list)-high {
			quickSort(list[:low])
			list = list[high:]
		} else {
			quickSort(list[high:])
			list = list[:low]
		}
	}
	for i := 1; i < len(list); i++ {
		o := list[i]
		k := i
		for k > 0 && o.less(list[k-1].ahead) {
			list[k] = list[k-1]
			k--
		}
		list[k] = o
	}
}

// pivot is the median of three, of nine in a long list.
func pivot(list []distinct) distinct {
	n := len(list)
	a, b, c := &list[n/4], &list[n/2], &list[3*n/4]
	if n > 100 {
		step := n / 16
		a = median(a, &list[n/4-step], &list[n/4+step])
		b = median(b, &list[n/2-step], &list[n/2+step])
		c = median(c, &list[3*n/4-step], &list[3*n/4+step])
	}
	return *median(a, b, c)
}

func median(a, b, c *distinct) *distinct {
	if b.less(a.ahead) {
		a, b = b, a
	}
	switch {
	case c.less(a.ahead):
		return a
	case c.less(b.ahead):
		return c
	}
	return b
}
