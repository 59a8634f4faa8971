// Package fee counts the 信息处理费 of requests for government information:
// free up to a number of pieces, then by bands whose rate rises
// (国办函〔2020〕109号).
//
// It takes a scale and a number of items or pages and gives the parts of the
// fee and their sum. It must not know requests, agencies or pages of a site; the
// scales come from the configuration. Invariant: the counts of the parts, the
// free ones included, sum up to the number that was asked for.
//
// layouts/components/fees/fees.js is the same arithmetic in a reader's browser;
// both sides read testdata/vectors.json.
package fee

import "errors"

// Band is a step of a scale. To is the last piece it counts, 0 for no end.
// Where Every is given, each further so many pieces cost Raise yuan more a
// piece; only the last band may rise so.
type Band struct {
	To    int `toml:"to" json:"to,omitempty"`
	Yuan  int `toml:"yuan" json:"yuan"` // a piece
	Every int `toml:"every" json:"every,omitempty"`
	Raise int `toml:"raise" json:"raise,omitempty"`
}

// Scale is bands in order; the last has no end.
type Scale []Band

// The scales of 国办函〔2020〕109号. An applicant's items are counted by calendar
// month; pages are those of one request.
func Items() Scale { return Scale{{To: 10}, {To: 30, Yuan: 100}, {Yuan: 200, Every: 10, Raise: 100}} }

// Pages is the scale by pages, see Items.
func Pages() Scale { return Scale{{To: 30}, {To: 100, Yuan: 10}, {To: 200, Yuan: 20}, {Yuan: 40}} }

// Part is so many pieces at one rate.
type Part struct {
	Count int `json:"count"`
	Yuan  int `json:"yuan"` // a piece
}

// Charge splits n pieces into parts and sums up what they cost, in yuan. A
// number below 1 has no part.
func (s Scale) Charge(n int) (parts []Part, total int) {
	from := 0
	for _, b := range s {
		to := b.To
		if to == 0 || to > n {
			to = n
		}
		for rate := b.Yuan; from < to; rate += b.Raise {
			count := to - from
			if b.Every > 0 {
				count = min(count, b.Every)
			}
			parts = append(parts, Part{Count: count, Yuan: rate})
			total += count * rate
			from += count
		}
	}
	return parts, total
}

// The ways in which a scale can be wrong.
var (
	ErrEmpty = errors.New("没有分档")
	ErrOrder = errors.New("各档的 to 应当逐档增大，最后一档不写 to")
	ErrYuan  = errors.New("yuan、every、raise 不能是负数，every 和 raise 只用在最后一档")
)

// Check tells what is wrong with a scale.
func (s Scale) Check() error {
	if len(s) == 0 {
		return ErrEmpty
	}
	before := 0
	for i, b := range s {
		last := i == len(s)-1
		switch {
		case last != (b.To == 0), !last && b.To <= before:
			return ErrOrder
		case b.Yuan < 0, b.Every < 0, b.Raise < 0, !last && (b.Every > 0 || b.Raise > 0):
			return ErrYuan
		}
		before = b.To
	}
	return nil
}
