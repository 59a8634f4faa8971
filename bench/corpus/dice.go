package corpus

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/cespare/xxhash/v2"
)

// dice are the chance of one document. The same seed and number give the same
// throws on every machine: the source is fixed, and what is made of it is here.
type dice struct{ source *rand.PCG }

// throw gives the dice of a purpose, a seed and a number.
func throw(purpose, seed string, number int) *dice {
	a := xxhash.Sum64String(fmt.Sprintf("%s\x00%s\x00%d", purpose, seed, number))
	b := xxhash.Sum64(binary.LittleEndian.AppendUint64(nil, a))
	return &dice{rand.NewPCG(a, b)}
}

// below gives a number from 0 to n-1. The bias of the remainder is below 2^-40
// for all that is asked here.
func (d *dice) below(n int) int { return int(d.source.Uint64() % uint64(n)) }

// between gives a number from low to high, both among them.
func (d *dice) between(low, high int) int { return low + d.below(high-low+1) }

// share gives a number from 0 to 1, 1 not among them.
func (d *dice) share() float64 { return float64(d.source.Uint64()>>11) / (1 << 53) }

// chance is true so often.
func (d *dice) chance(p float64) bool { return d.share() < p }

// normal gives a number of the standard normal distribution (Box and Muller).
func (d *dice) normal() float64 {
	return math.Sqrt(-2*math.Log(1-d.share())) * math.Cos(2*math.Pi*d.share())
}

// pick gives one of a list.
func pick[T any](d *dice, list []T) T { return list[d.below(len(list))] }

// weighted gives the number of one of some weights, the heavier the more often.
func weighted(d *dice, weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	r := d.below(sum)
	for i, w := range weights {
		if r -= w; r < 0 {
			return i
		}
	}
	panic("corpus: weights without a sum")
}
