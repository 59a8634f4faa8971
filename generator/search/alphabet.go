package search

// alphabet numbers the units that occur, in their order.
type alphabet struct {
	counts [0x10000]uint64
	code   [0x10000]uint16
	size   int
}

func (t *text) alphabet() (*alphabet, error) {
	a := new(alphabet)
	var buffer []uint16
	err := t.each(&buffer, func(_ *span, units []uint16) {
		for _, u := range units {
			a.counts[u]++
		}
	})
	for u, n := range a.counts {
		if n > 0 {
			a.code[u] = uint16(a.size)
			a.size++
		}
	}
	a.counts[fieldEnd] = 0 // nothing begins there
	return a, err
}
