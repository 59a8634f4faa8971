package search

// window is how many UTF-16 units the index looks ahead from each position.
// Longer queries are answered from several windows that overlap.
const window = 8

// ahead is what a window holds after its first unit: units 1 to 4 and 5 to 7, as
// numbers that sort like them. All after a fieldEnd is left out.
type ahead struct{ near, far uint64 }

// unit is that at a depth of the window, from 1 on.
func (a ahead) unit(depth int) uint16 {
	if depth > 4 {
		return uint16(a.far >> (16 * (8 - uint(depth))))
	}
	return uint16(a.near >> (16 * (4 - uint(depth))))
}

func (a ahead) less(b ahead) bool {
	return a.near < b.near || a.near == b.near && a.far < b.far
}

// fieldEnds is a fieldEnd in each quarter of a word, ones a 1 and tops a top bit.
const (
	fieldEnds = fieldEnd<<48 | fieldEnd<<32 | fieldEnd<<16 | fieldEnd
	ones      = 1<<48 | 1<<32 | 1<<16 | 1
	tops      = ones << 15
)

// hasEnd tells whether one of four units is a fieldEnd.
func hasEnd(four uint64) bool {
	x := four ^ fieldEnds
	return (x-ones)&^x&tops != 0
}

// aheadOf gives what a window holds whose first unit stands before rest.
func aheadOf(rest []uint16) (a ahead) {
	if len(rest) >= 7 {
		r := rest[:7]
		a.near = uint64(r[0])<<48 | uint64(r[1])<<32 | uint64(r[2])<<16 | uint64(r[3])
		a.far = uint64(r[4])<<48 | uint64(r[5])<<32 | uint64(r[6])<<16
		if !hasEnd(a.near) && !hasEnd(a.far) {
			return a
		}
	}
	if a.near = upToEnd(rest[:min(4, len(rest))]); hasEnd(a.near) {
		return ahead{a.near, 0}
	}
	return ahead{a.near, upToEnd(rest[4:min(7, len(rest))])}
}

func upToEnd(units []uint16) (v uint64) {
	for i, u := range units {
		v |= uint64(u) << (48 - 16*i)
		if u == fieldEnd {
			break
		}
	}
	return v
}
