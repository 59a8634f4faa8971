package number

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// issuerRunesMax bounds the way back over the issuer of an order.
const issuerRunesMax = 40

// issuerLeadIn are the characters that may stand before an issuer in running
// text: 根据示例市人民政府令第275号, 2019年11月4日示例市人民政府令第275号.
const issuerLeadIn = leadInRunes + "日年布照的"

// orderBefore reads the order or the notice whose 号 ends at end and which
// starts at or after free: 令第275号, 公告2017年第5号.
func orderBefore(text string, free, end int) (Span, bool) {
	serial, at := digitsBefore(text, free, end-len(mark))
	before, ordinal := strings.CutSuffix(text[free:at], "第")
	if serial == 0 || !ordinal {
		return Span{}, false
	}
	tail := ""
	if issuer, ok := strings.CutSuffix(before, "令"); ok {
		before, tail = issuer, fmt.Sprintf("令第%d号", serial)
	} else if dated, ok := strings.CutSuffix(before, "年"); ok {
		year, from := digitsBefore(text, free, free+len(dated))
		for _, word := range []string{"公告", "通告"} {
			if issuer, ok := strings.CutSuffix(text[free:from], word); ok && year >= 1900 && year <= 2099 {
				before, tail = issuer, fmt.Sprintf("%s%d年第%d号", word, year, serial)
			}
		}
	}
	if tail == "" {
		return Span{}, false
	}
	to := free + len(before)
	from := to
	for range issuerRunesMax {
		r, size := utf8.DecodeLastRuneInString(text[free:from])
		if !isHan(r) {
			break
		}
		from -= size
	}
	if utf8.RuneCountInString(text[from:to]) < codeRunesMin {
		return Span{}, false
	}
	start := from + leadIn(text[from:to])
	return Span{Start: start, End: end, Number: ParseDocument(text[start:end]), run: text[from:to], from: from, tail: tail}, true
}

// digitsBefore reads the number that ends at byte end, and where it starts; 0
// where there is none, or one too long.
func digitsBefore(text string, free, end int) (value, at int) {
	at, scale := end, 1
	for at > free && scale <= 100_000 {
		r, size := utf8.DecodeLastRuneInString(text[free:at])
		if r = foldRune(r); !isDigit(r) {
			break
		}
		value, scale, at = value+int(r-'0')*scale, scale*10, at-size
	}
	return value, at
}
