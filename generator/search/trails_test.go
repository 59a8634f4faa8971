package search

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A trail leads to the windows of its round and to no others, in memory and in a
// file, wherever blocks end.
func TestTrails(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		text := &text{bound: rapid.SampledFrom([]int{0, 1 << 20}).Draw(t, "bound"), folder: folder}
		units := rapid.SliceOfN(rapid.Uint16Range(0x4e00, 0x4e07), 0, 300)
		far := rapid.IntRange(0, 5*trailBlock).Draw(t, "far")
		for doc := range rapid.IntRange(1, 4).Draw(t, "documents") {
			body := units.Draw(t, "units")
			body = append(body, slices.Repeat([]uint16{0x4eff}, far)...)
			if err := text.add(&prepared{doc: uint32(doc), units: append(body, fieldEnd)}); err != nil {
				t.Fatal(err)
			}
		}
		if err := text.flush(); err != nil {
			t.Fatal(err)
		}
		rounds := []round{
			{lo: 0x4e00 << 16, hi: 0x4e03 << 16},
			{lo: 0x4e03 << 16, hi: 0x4e03<<16 | 0x4e02, part: true}, {lo: 0x4e03<<16 | 0x4e02, hi: 0x4e03<<16 | 0xffff, part: true},
			{lo: 0x4e04 << 16, hi: 0x4f00 << 16},
		}
		stripes := rapid.IntRange(1, 3).Draw(t, "stripes")
		trails, err := text.trails(rounds, stripes)
		if err != nil {
			t.Fatal(err)
		}
		for n, k := range rounds {
			err := text.eachStripe(stripes, func(i int, spans []span) error {
				reader := trails.reader(i, n)
				return text.eachOf(spans, new([]uint16), func(s *span, units []uint16) {
					var want []uint32
					for p, u := range units[:len(units)-1] {
						pair := uint64(u)<<16 | uint64(units[p+1])
						if pair >= k.lo && pair < k.hi {
							want = append(want, uint32(p))
						}
					}
					if got := reader.within(nil, len(units)); !slices.Equal(got, want) {
						t.Errorf("document %d, round %d: windows at %v, want %v", s.doc, n, got, want)
					}
				})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(trails.close(), text.discard()); err != nil {
			t.Fatal(err)
		}
	})
}
