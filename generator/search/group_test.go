package search

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Windows are grouped, sorted and keep the order of their postings, however
// many are the same.
func TestGroup(t *testing.T) {
	a := new(alphabet)
	for u := range uint16(8) {
		a.code[u], a.size = u, int(u)+1
	}
	var g grouper // as in a walker, one for many lists
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.Uint64Range(0, 3)
		list := make([]occurrence, rapid.IntRange(1, 3000).Draw(t, "occurrences"))
		near, far := unit.Draw(t, "near"), unit.Draw(t, "far")
		want := map[ahead][]uint32{}
		for i := range list {
			x := uint64(i) * 0x9e3779b97f4a7c15 >> 32 // one of 64 windows
			w := ahead{near<<48 | x&3<<32 | x>>2&3, far<<48 | x>>4&3<<16}
			list[i] = occurrence{w, uint32(i)}
			want[w] = append(want[w], uint32(i))
		}
		g.group(list, &sorter{alphabet: a})
		if len(g.windows) != len(want)+1 {
			t.Fatalf("%d windows, want %d", len(g.windows)-1, len(want))
		}
		windows := g.windows[:len(want)]
		if !slices.IsSortedFunc(windows, func(a, b distinct) int {
			if a.less(b.ahead) {
				return -1
			}
			return 1
		}) {
			t.Error("the windows do not rise")
		}
		for i := range windows {
			if got := g.postings(windows[i : i+1]); !slices.Equal(got, want[windows[i].ahead]) {
				t.Errorf("%v: postings %v, want %v", windows[i].ahead, got, want[windows[i].ahead])
			}
		}
	})
}

// However postings come, a tally has each document once, with all its flags.
func TestTally(t *testing.T) {
	rising, few, many := newTally(64), newTally(64), newTally(64)
	rapid.Check(t, func(t *rapid.T) {
		posts := rapid.SliceOfN(rapid.Uint32Range(0, 64<<docShift-1), 1, 40).Draw(t, "posts")
		want := map[uint32]uint32{}
		for _, p := range posts {
			want[p>>docShift] |= p & flagsMask
		}
		few.takeFew(posts)
		many.takeMany(posts)
		slices.Sort(posts)
		rising.take(posts)
		for name, got := range map[string]*tally{"rising": &rising, "few": &few, "many": &many} {
			if len(got.docs) != len(want) || !slices.IsSorted(got.docs) {
				t.Fatalf("%s: documents %v", name, got.docs)
			}
			for i, doc := range got.docs {
				if flags := got.flags[i] & flagsMask; flags != want[doc] {
					t.Errorf("%s: document %d has flags %b, want %b", name, doc, flags, want[doc])
				}
			}
		}
	})
}
