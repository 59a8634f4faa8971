package markdown

import (
	"encoding/binary"
	"math/bits"
)

// firstOf gives the index of the first byte of b that is in set, len(b) if none
// is. set holds ASCII only: of Chinese text, eight bytes are passed at once.
func firstOf(b []byte, set *[256]bool) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		ascii := ^binary.LittleEndian.Uint64(b[i:]) & 0x8080808080808080
		for ; ascii != 0; ascii &= ascii - 1 {
			if at := i + bits.TrailingZeros64(ascii)/8; set[b[at]] {
				return at
			}
		}
	}
	for i < len(b) && !set[b[i]] {
		i++
	}
	return i
}
