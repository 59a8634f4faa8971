package number

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Span is a standard document number cited in running text: text[Start:End].
// Number is parsed from that piece, mistakes included.
//
// Where the code begins can only be guessed when no bracket or mark stands
// before it (根据武司办〔2021〕15号); Readings offers the other choices.
type Span struct {
	Start, End int // byte offsets
	Number     DocumentNumber

	run  string // the Han characters before the bracket and white space after them
	tail string // canonical text after the code, "" when there is none
	from int    // byte offset of run
}

// mark ends every document number cited in running text.
const mark = "号"

// markReach is how many bytes before 号 the bracket can stand.
const markReach = 80

// leadIns are words that come before a document number in running text and
// end no 机关代字.
var leadIns = []string{
	"根据", "依据", "按照", "依照", "参照", "遵照", "对照", "执行", "落实", "贯彻", "转发", "印发", "下发", "废止", "修改", "修订",
	"关于", "参见", "详见", "文号", "文件", "通知", "意见", "办法", "决定", "规定", "方案", "纪要", "批复", "以及", "替代", "代替",
	"办公厅", "办公室", "人民政府", "的", "了", "与", "及", "或", "见", "被", "是", "为",
}

// FindDocuments finds the standard document numbers cited in a text, in order
// and without overlap, with any bracket of the mistakes table. To stay out of
// the way of other numerals it asks more than ParseDocument does: 号 stands at
// the end; a year of two digits has 〔〕; a number in round brackets has a code
// that is not a court's; one without code (纪要) is in brackets that are not
// round. The text may be any bytes.
func FindDocuments(text string) []Span { return find(text, spanBefore) }

// FindCited finds orders and notices (示例市人民政府令第275号, 市税务局公告2017年第5号)
// besides the standard numbers of FindDocuments.
func FindCited(text string) []Span {
	return find(text, func(text string, free, end int) (Span, bool) {
		if span, ok := spanBefore(text, free, end); ok {
			return span, true
		}
		return orderBefore(text, free, end)
	})
}

// find asks for the number that each 号 of a text ends.
func find(text string, before func(text string, free, end int) (Span, bool)) []Span {
	var spans []Span
	free := 0 // no number starts before this offset
	for end := 0; ; {
		size := nextMark(text[end:])
		if size < 0 {
			return spans
		}
		end += size
		if span, ok := before(text, free, end); ok {
			spans = append(spans, span)
			free = end
		}
	}
}

// nextMark gives where the next 号 of a text ends, or -1. Its last byte is far
// rarer in Chinese than the first, by which strings.Index goes: a tenth of the
// time.
func nextMark(text string) int {
	for end := 0; ; {
		i := strings.IndexByte(text[end:], mark[len(mark)-1])
		if i < 0 {
			return -1
		}
		if end += i + 1; strings.HasSuffix(text[:end], mark) {
			return end
		}
	}
}

// leadInRunes are the single characters that may come before a code; any other
// is part of it (鄂政发 is never 政发).
const leadInRunes = "见按据由依经对以和与及或即系指附将把在"

// Readings gives every way the cited number can be read, longest code first:
// the byte offset at which it starts and its Key. A reader who knows which
// numbers exist takes the first that does.
func (s Span) Readings() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i, key := range (Cited{s.run, s.tail}).Readings() {
			if !yield(s.from+i, key) {
				return
			}
		}
	}
}

// RunAt is the byte offset at which the longest reading begins.
func (s Span) RunAt() int { return s.from }

// Cited is what Readings needs of a number, apart from its text.
func (s Span) Cited() Cited { return Cited{Run: strings.Clone(s.run), Tail: strings.Clone(s.tail)} }

// Cited is a number in running text, of which only the end is sure: where its
// code or issuer begins within Run is not. The zero value is no number.
type Cited struct {
	Run  string // the characters before the sure part, white space after them included
	Tail string // canonical: 〔2021〕15号, 令第275号
}

// Readings gives every way the number can be read, longest first: the byte
// offset in Run at which it starts and its Key.
func (c Cited) Readings() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		if c.Tail == "" {
			return
		}
		standard := strings.HasPrefix(c.Tail, "〔")
		code, before := compact(c.Run), rune(0)
		first, firstSize := utf8.DecodeRuneInString(c.Run)
		for i := range c.Run {
			r, size := utf8.DecodeRuneInString(c.Run[i:])
			if !isHan(r) {
				before = r
				continue
			}
			if utf8.RuneCountInString(code) < codeRunesMin {
				return
			}
			partial := i == firstSize && !strings.Contains(leadInRunes, string(first))
			if !standard {
				partial = i > 0 && isHan(before) && !strings.ContainsRune(issuerLeadIn, before)
			}
			if !partial && !yield(i, code+c.Tail) {
				return
			}
			code, before = code[size:], r
		}
	}
}

// spanBefore reads the number whose 号 ends at end and which starts at or
// after free.
func spanBefore(text string, free, end int) (Span, bool) {
	open, ok := openBefore(text, max(free, end-markReach), end-len(mark))
	if !ok {
		return Span{}, false
	}
	t, ok := scanTail(text, open)
	if !ok || t.end != end || len(t.year) == 2 && !t.proper {
		return Span{}, false
	}
	from, courtly := runBefore(text, free, open)
	run := text[from:open]
	if t.round && run == "" || courtly && (t.round || strings.ContainsAny(run, "法检")) {
		return Span{}, false
	}
	start := from + leadIn(run)
	number := ParseDocument(text[start:end])
	if number.Sort != Standard {
		return Span{}, false
	}
	tail := strings.TrimPrefix(number.canonical, number.Code)
	return Span{Start: start, End: end, Number: number, run: run, from: from, tail: tail}, true
}

// openBefore walks back from byte i over serial, brackets and year to the
// opening bracket.
func openBefore(text string, floor, i int) (int, bool) {
	for i > floor {
		r, size := utf8.DecodeLastRuneInString(text[floor:i])
		i -= size
		switch {
		case isOpen(r):
			return i, true
		case isSpace(r), isDigit(foldRune(r)), isClose(r), r == '第', r == '年':
		default:
			return 0, false
		}
	}
	return 0, false
}

// runBefore gives the start of the Han characters, at most codeRunesMax, that
// stand before byte i, white space between them and the bracket included.
// courtly says a digit stands before them, as in 鄂9005法建(2024)2号. The
// counter of a date or an ordinal (8月5日武司办…) is left out of the run.
func runBefore(text string, floor, i int) (from int, courtly bool) {
	han := i
	for han > floor {
		r, size := utf8.DecodeLastRuneInString(text[floor:han])
		if !isSpace(r) || r == '\n' || i-han >= 4*utf8.UTFMax {
			break
		}
		han -= size
	}
	from = han
	for range codeRunesMax {
		r, size := utf8.DecodeLastRuneInString(text[floor:from])
		if !isHan(r) {
			break
		}
		from -= size
	}
	if from == han {
		return i, false
	}
	before, _ := utf8.DecodeLastRuneInString(text[floor:from])
	if isDigit(foldRune(before)) {
		counter, size := utf8.DecodeRuneInString(text[from:])
		if courtly = !strings.ContainsRune("年月日次号条项款届期", counter); !courtly {
			from += size
		}
	}
	if from == han {
		from = i
	}
	return from, courtly
}

// leadIn gives the length of the words at the start of run that are not part
// of the code, as far as they are known.
func leadIn(run string) int {
	ends := make([]int, 0, 4)
	for _, word := range leadIns {
		if i := strings.LastIndex(run, word); i >= 0 {
			ends = append(ends, i+len(word))
		}
	}
	slices.Sort(ends)
	for _, end := range slices.Backward(ends) {
		if utf8.RuneCountInString(strings.TrimFunc(run[end:], isSpace)) >= codeRunesMin {
			return end
		}
	}
	return 0
}
