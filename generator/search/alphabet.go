package search

// alphabet numbers the units that occur, in their order.
type alphabet struct {
	counts  [0x10000]uint64
	stripes [][]uint32 // the counts in each stripe of the texts
	code    [0x10000]uint16
	size    int
}

// alphabet counts the units in so many stripes.
func (t *text) alphabet(stripes int) (*alphabet, error) {
	a := &alphabet{stripes: make([][]uint32, stripes)}
	err := t.eachStripe(stripes, func(i int, spans []span) error {
		counts := make([]uint32, 0x10000)
		a.stripes[i] = counts
		return t.eachOf(spans, new([]uint16), func(_ *span, units []uint16) {
			for _, u := range units {
				counts[u]++
			}
		})
	})
	for u := range a.counts {
		for _, counts := range a.stripes {
			a.counts[u] += uint64(counts[u])
		}
		if a.counts[u] > 0 {
			a.code[u] = uint16(a.size)
			a.size++
		}
	}
	a.counts[fieldEnd] = 0 // nothing begins there
	for _, counts := range a.stripes {
		counts[fieldEnd] = 0
	}
	return a, err
}
