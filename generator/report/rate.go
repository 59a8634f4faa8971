package report

import "fmt"

// Rate is a share told by its two counts; 0 ≤ Part ≤ Whole.
type Rate struct{ Part, Whole int }

// Value is the share, from 0 to 1; ok is false where nothing was to be counted.
func (r Rate) Value() (v float64, ok bool) {
	if r.Whole == 0 {
		return 0, false
	}
	return float64(r.Part) / float64(r.Whole), true
}

// Text writes the share with one decimal, rounded half up, but never as 100.0%
// while something is missing; 不适用 where nothing was to be counted.
func (r Rate) Text() string {
	if r.Whole == 0 {
		return "不适用"
	}
	permille := (2000*r.Part + r.Whole) / (2 * r.Whole)
	if permille >= 1000 && r.Part < r.Whole {
		permille = 999
	}
	return fmt.Sprintf("%d.%d%%", permille/10, permille%10)
}

// Counts writes how the share came about: 15 ÷ 18.
func (r Rate) Counts() string { return fmt.Sprintf("%d ÷ %d", r.Part, r.Whole) }
