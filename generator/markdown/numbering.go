package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// A step is a kind of numbering, the widest first (GB/T 9704: 一、 （一） 1. （1）;
// 立法技术规范: 编 章 节 条).
type step uint8

const (
	unnumbered  step = iota
	bookStep         // 第一编
	chapterStep      // 第一章
	sectionStep      // 第一节
	firstStep        // 一、
	secondStep       // （一）
	thirdStep        // 1.
	fourthStep       // （1）
	articleStep      // 第一条
)

// mark is the number at the start of a heading or paragraph.
type mark struct {
	step   step
	number int
	branch int // N of 第十二条之N, else 0
	size   int // bytes the number takes
}

// readMark reads the number at the start of line.
func readMark(line []byte) mark {
	r, size := utf8.DecodeRune(line)
	switch {
	case r == '第':
		return ordinalMark(line)
	case r == '（' || r == '(':
		return bracketMark(line, size)
	case !numeral(r): // as nearly always
		return mark{}
	}
	if number, n := chineseNumber(line); n > 0 {
		if r, size := utf8.DecodeRune(line[n:]); r == '、' || r == '．' {
			return mark{step: firstStep, number: number, size: n + size}
		}
		return mark{}
	}
	if number, n := arabicNumber(line); n > 0 {
		r, size := utf8.DecodeRune(line[n:])
		next, _ := utf8.DecodeRune(line[n+size:])
		if (r == '.' || r == '．' || r == '、') && !unicode.IsDigit(next) {
			return mark{step: thirdStep, number: number, size: n + size}
		}
	}
	return mark{}
}

// ordinalMark reads 第…编, 章, 节, 条.
func ordinalMark(line []byte) mark {
	start := len("第")
	number, n := anyNumber(line[start:])
	if n == 0 {
		return mark{}
	}
	end := start + n
	for _, unit := range ordinalUnits {
		if bytes.HasPrefix(line[end:], unit.name) {
			m := mark{step: unit.step, number: number, size: end + len(unit.name)}
			if m.step == articleStep {
				m.branch, n = articleBranch(line[m.size:])
				m.size += n
			}
			return m
		}
	}
	return mark{}
}

var ordinalUnits = []struct {
	name []byte
	step step
}{
	{[]byte("条"), articleStep},
	{[]byte("章"), chapterStep},
	{[]byte("节"), sectionStep},
	{[]byte("编"), bookStep},
}

// articleBranch reads 之一 after 第十二条.
func articleBranch(rest []byte) (number, size int) {
	after, ok := bytes.CutPrefix(rest, []byte("之"))
	if !ok {
		return 0, 0
	}
	number, n := chineseNumber(after)
	if n == 0 {
		return 0, 0
	}
	return number, len("之") + n
}

// bracketMark reads （一） or （1）; open is the size of the bracket.
func bracketMark(line []byte, open int) mark {
	number, n := chineseNumber(line[open:])
	found := secondStep
	if n == 0 {
		number, n = arabicNumber(line[open:])
		found = fourthStep
	}
	r, size := utf8.DecodeRune(line[open+n:])
	if n == 0 || r != '）' && r != ')' {
		return mark{}
	}
	return mark{step: found, number: number, size: open + n + size}
}

func anyNumber(b []byte) (number, size int) {
	if number, size = chineseNumber(b); size > 0 {
		return number, size
	}
	return arabicNumber(b)
}

// numeral says whether a number can begin with r.
func numeral(r rune) bool {
	return r >= '0' && r <= '9' || r >= '０' && r <= '９' || chineseDigit(r) >= 0 || chineseUnit(r) > 0
}

// numberMax keeps numbers small enough to add and multiply.
const numberMax = 1_000_000

// arabicNumber reads digits, full-width ones too.
func arabicNumber(b []byte) (number, size int) {
	for size < len(b) {
		r, n := utf8.DecodeRune(b[size:])
		switch {
		case r >= '0' && r <= '9':
			number = number*10 + int(r-'0')
		case r >= '０' && r <= '９':
			number = number*10 + int(r-'０')
		default:
			return number, size
		}
		if number > numberMax {
			return 0, 0
		}
		size += n
	}
	return number, size
}

// chineseNumber reads 十二, 一百二十, 一百零二, 二〇二四.
func chineseNumber(b []byte) (number, size int) {
	total, digit, digits := 0, 0, 0
	for size < len(b) {
		r, n := utf8.DecodeRune(b[size:])
		if unit := chineseUnit(r); unit > 0 {
			if digits == 0 && unit == 10 && total == 0 {
				digit = 1
			}
			total += digit * unit
			digit, digits = 0, 0
		} else if d := chineseDigit(r); d >= 0 {
			digit = digit*10 + d
			digits++
		} else {
			break
		}
		size += n
		if total > numberMax || digit > numberMax {
			return 0, 0
		}
	}
	return total + digit, size
}

func chineseUnit(r rune) int {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	}
	return 0
}

func chineseDigit(r rune) int {
	switch r {
	case '〇', '零', '○':
		return 0
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}
