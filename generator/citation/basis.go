package citation

import "strings"

// basisWords stand before the act that another rests on.
var basisWords = []string{"根据", "依据", "按照", "依照"}

// clauseBytesMax bounds the way back to the start of a clause.
const clauseBytesMax = 2000

// UnderBasis tells whether the clause that ends with a citation names it as a
// basis. The basis word may touch the number: 根据示司规〔2024〕3号.
func UnderBasis(clause string) bool {
	clause = clause[max(0, len(clause)-clauseBytesMax):]
	if i := strings.LastIndexAny(clause, "。；，！？\n"); i >= 0 {
		clause = clause[i:]
	}
	for _, w := range basisWords {
		if strings.Contains(clause, w) {
			return true
		}
	}
	return false
}
