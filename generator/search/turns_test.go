package search

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// A window is turned at a reach if and only if the rest of it stands somewhere
// in the document without what comes before it in the window.
func TestTurns(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	for range 300 {
		units := make([]uint16, 20+r.IntN(300))
		for i := range units {
			units[i] = uint16('a' + r.IntN(2))
			if r.IntN(40) == 0 {
				units[i] = fieldEnd
			}
		}
		units[len(units)-1] = fieldEnd
		var table turnTable
		var got [turnLevels][]uint32
		table.turns(units, &got)
		for level, reach := range turnReach {
			for at := range len(units) - window {
				u := units[at : at+window]
				if slices.Contains(u, fieldEnd) {
					continue
				}
				if want := turnedAt(units, u, reach); slices.Contains(got[level], uint32(at)) != want {
					t.Fatalf("%q: turned at reach %d in %q: %t, want %t", string16(u), reach, string16(units), !want, want)
				}
			}
		}
	}
}

func turnedAt(units, u []uint16, reach int) bool {
	rest := u[reach:]
	for i := range len(units) - len(rest) {
		if slices.Equal(units[i:i+len(rest)], rest) && (i < reach || !slices.Equal(units[i-reach:i], u[:reach])) {
			return true
		}
	}
	return false
}

func string16(units []uint16) string {
	out := make([]rune, len(units))
	for i, u := range units {
		out[i] = rune(u)
	}
	return string(out)
}

func BenchmarkTurns(b *testing.B) {
	r := rand.New(rand.NewPCG(4, 2))
	units := make([]uint16, 2900) // a fifth of it repeats what was said
	for i := 0; i < len(units); i++ {
		if i > 200 && r.IntN(80) == 0 {
			i += copy(units[i:min(len(units), i+16)], units[r.IntN(i-100):])
			continue
		}
		units[i] = uint16(0x4e00 + r.IntN(1+r.IntN(3000)))
	}
	units[len(units)-1] = fieldEnd
	var table turnTable
	var out [turnLevels][]uint32
	for b.Loop() {
		table.turns(units, &out)
	}
	b.ReportMetric(float64(len(out[0])), "turned")
}
