package comparison

import (
	"slices"
	"sort"
)

// block is a run of equal items: a[block.a:] and b[block.b:], size of them.
type block struct{ a, b, size int }

// editsMax bounds the edits searched for between two anchors, and so time and
// memory (its square); what differs more is taken as different altogether.
const editsMax = 800

// match finds equal runs in order. Items that occur once on either side and
// keep their order are anchors (Cohen's patience); between them the fewest
// edits are found (Myers, An O(ND) difference algorithm).
func match(a, b []int32) []block {
	var out []block
	i, j := 0, 0
	for _, anchor := range append(anchors(a, b), block{len(a), len(b), 0}) {
		if anchor.a < i || anchor.b < j {
			continue // within a run found already
		}
		out = append(out, between(a, b, i, anchor.a, j, anchor.b)...)
		i, j = anchor.a+anchor.size, anchor.b+anchor.size
		if anchor.size > 0 {
			out = append(out, anchor)
		}
	}
	return joined(out)
}

// between matches a[i:toI] with b[j:toJ].
func between(a, b []int32, i, toI, j, toJ int) []block {
	var out []block
	head := 0
	for i+head < toI && j+head < toJ && a[i+head] == b[j+head] {
		head++
	}
	if head > 0 {
		out = append(out, block{i, j, head})
		i, j = i+head, j+head
	}
	tail := 0
	for toI-tail > i && toJ-tail > j && a[toI-tail-1] == b[toJ-tail-1] {
		tail++
	}
	for _, m := range myers(a[i:toI-tail], b[j:toJ-tail]) {
		out = append(out, block{i + m.a, j + m.b, m.size})
	}
	if tail > 0 {
		out = append(out, block{toI - tail, toJ - tail, tail})
	}
	return out
}

// anchors gives the items that occur once on either side, as many as keep their
// order.
func anchors(a, b []int32) []block {
	type seen struct{ inA, inB, a, b int }
	items := make(map[int32]*seen, len(a))
	for i, x := range a {
		s := items[x]
		if s == nil {
			s = &seen{}
			items[x] = s
		}
		s.inA, s.a = s.inA+1, i
	}
	for j, x := range b {
		if s := items[x]; s != nil {
			s.inB, s.b = s.inB+1, j
		}
	}
	var once []block
	for i, x := range a {
		if s := items[x]; s.inA == 1 && s.inB == 1 && s.a == i {
			once = append(once, block{i, s.b, 1})
		}
	}
	return rising(once)
}

// rising gives a longest subsequence whose places in b rise.
func rising(list []block) []block {
	var tops []int // for each length the index of the block that ends it lowest
	before := make([]int, len(list))
	for i, x := range list {
		n := sort.Search(len(tops), func(k int) bool { return list[tops[k]].b >= x.b })
		before[i] = -1
		if n > 0 {
			before[i] = tops[n-1]
		}
		if n == len(tops) {
			tops = append(tops, i)
		} else {
			tops[n] = i
		}
	}
	if len(tops) == 0 {
		return nil
	}
	var out []block
	for i := tops[len(tops)-1]; i >= 0; i = before[i] {
		out = append(out, list[i])
	}
	slices.Reverse(out)
	return out
}

// myers gives the runs that a shortest script of edits keeps, nil where it
// would have more than editsMax.
func myers(a, b []int32) []block {
	n, m := len(a), len(b)
	if n == 0 || m == 0 {
		return nil
	}
	limit := min(n+m, editsMax)
	var trace [][]int32 // for each number of edits how far each diagonal reaches
	far := make([]int32, 2*limit+3)
	at := func(k int) *int32 { return &far[k+limit+1] }
	for d := 0; d <= limit; d++ {
		trace = append(trace, slices.Clone(far[limit+1-d:limit+2+d]))
		for k := -d; k <= d; k += 2 {
			x := *at(k - 1) + 1
			if k == -d || k != d && *at(k - 1) < *at(k + 1) {
				x = *at(k + 1)
			}
			y := int(x) - k
			for int(x) < n && y < m && a[x] == b[y] {
				x, y = x+1, y+1
			}
			*at(k) = x
			if int(x) >= n && y >= m {
				return walkBack(trace, n, m, d)
			}
		}
	}
	return nil
}

// walkBack reads the runs off the trace, from the end.
func walkBack(trace [][]int32, n, m, edits int) []block {
	var out []block
	x, y := n, m
	for d := edits; d > 0; d-- {
		reach := func(k int) int { // of d-1 edits
			if k < -d || k > d {
				return -1
			}
			return int(trace[d][k+d])
		}
		k := x - y
		from := k - 1
		if k == -d || k != d && reach(k-1) < reach(k+1) {
			from = k + 1
		}
		px := reach(from)
		py := px - from
		start := px + 1 // a removal
		if from == k+1 {
			start = px
		}
		if x > start {
			out = append(out, block{start, start - k, x - start})
		}
		x, y = px, py
	}
	if x > 0 {
		out = append(out, block{0, 0, x})
	}
	slices.Reverse(out)
	return out
}

// joined makes one run of runs that touch.
func joined(list []block) []block {
	var out []block
	for _, m := range list {
		if n := len(out); n > 0 && out[n-1].a+out[n-1].size == m.a && out[n-1].b+out[n-1].size == m.b {
			out[n-1].size += m.size
			continue
		}
		out = append(out, m)
	}
	return out
}
