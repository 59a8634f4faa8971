package number

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Sort is a sort of document number.
type Sort uint8

// The sorts of document numbers. Mistakes are told and repaired in Standard
// ones alone; the others have rules of their own and are left as they are.
const (
	None     Sort = iota // nothing, 无, / or a dash
	Standard             // 国办公开办函〔2019〕61号 (GB/T 9704-2012, 7.2.5)
	Order                // 国务院令第711号
	Notice               // 湖北省国家税务局公告2017年第5号
	Register             // HFGS-2022-7, a 规范性文件统一编号
	Court                // 鄂9005法建(2024)2号, (2019)最高法民终77号
	Other                // anything else
)

// A DocumentNumber is a document number (文号). Code, Year and Serial are 0 or
// "" where its sort has none. The zero value is no number.
type DocumentNumber struct {
	Sort   Sort
	Code   string // 机关代字, issuer with 令 or 公告, or register letters; without spaces
	Year   int    // four digits; 0 where there is none or its century is not told
	Serial int

	typed     string
	canonical string
}

const (
	codeRunesMin  = 2
	codeRunesMax  = 16
	serialMaximum = 99999
)

var (
	orderPattern    = regexp.MustCompile(`^([\p{Han}、()]{2,80})令第?0*([1-9]\d{0,5})号$`)
	noticePattern   = regexp.MustCompile(`^([\p{Han}、()]{0,80}(?:公告|通告))(?:((?:19|20)\d{2})年)?第?0*([1-9]\d{0,5})号$`)
	registerPattern = regexp.MustCompile(`^([A-Z]{2,10}\d{0,6})-((?:19|20)\d{2})-(\d{1,8})$`)
	courtPattern    = regexp.MustCompile(`^[(〔](?:19|20)\d{2}[)〕][\p{Han}\d]{1,30}\d号(?:之[\p{Han}\d]{1,4})?$`)
	standardCode    = regexp.MustCompile(`^[\p{Han}A-Za-z\d]{1,40}$`)
)

// ParseDocument reads a document number of any sort, with the mistakes that
// are usual in the standard one. String keeps the typed text, Problems tells
// the mistakes, Canonical the number without them.
func ParseDocument(s string) DocumentNumber {
	d, _ := parseDocument(s)
	return d
}

// String gives back the typed text, unchanged.
func (d DocumentNumber) String() string { return d.typed }

// Canonical is a standard number as it should have been typed, and "" where
// only a person can say that. Numbers of other sorts are given as typed, and
// None as "".
func (d DocumentNumber) Canonical() string { return d.canonical }

// Compare orders document numbers by code, year and serial, so that 9号 comes
// before 10号; numbers of other sorts and equal ones by their text.
func (d DocumentNumber) Compare(other DocumentNumber) int {
	return cmp.Or(
		cmp.Compare(d.Code, other.Code),
		cmp.Compare(d.Year, other.Year),
		cmp.Compare(d.Serial, other.Serial),
		cmp.Compare(d.typed, other.typed),
	)
}

// standardParts is what Problems needs of a standard number beyond its value.
type standardParts struct {
	code string // as typed
	tail tail
	edge bool // white space around the number
	wrap string
}

func parseDocument(s string) (DocumentNumber, standardParts) {
	trimmed := strings.TrimFunc(s, isSpace)
	inner := unwrap(trimmed)
	if d, parts, ok := parseStandard(inner); ok {
		d.typed = s
		parts.edge = trimmed != s
		if inner != trimmed {
			parts.wrap = trimmed
		}
		return d, parts
	}
	d := parseOther(compact(inner))
	d.typed = s
	if d.Sort != None {
		d.canonical = s
	}
	return d, standardParts{}
}

// parseStandard reads code and tail out of a trimmed string.
func parseStandard(s string) (DocumentNumber, standardParts, bool) {
	for i, r := range s {
		if !isOpen(r) {
			continue
		}
		t, ok := scanTail(s, i)
		if !ok || t.end != len(s) {
			continue
		}
		code := compact(s[:i])
		if code != "" && !standardCode.MatchString(code) || isCourtCode(code, t.round) {
			return DocumentNumber{}, standardParts{}, false
		}
		return standardNumber(code, t), standardParts{code: s[:i], tail: t}, true
	}
	return DocumentNumber{}, standardParts{}, false
}

// standardNumber makes the value; its canonical text stays "" while the year
// or the serial is not one a number can have.
func standardNumber(code string, t tail) DocumentNumber {
	d := DocumentNumber{Sort: Standard, Code: code, Serial: atoi(t.serial)}
	if len(t.year) == 4 {
		d.Year = atoi(t.year)
	}
	if d.Year >= 1900 && d.Year <= 2099 && d.Serial >= 1 && d.Serial <= serialMaximum {
		d.canonical = code + "〔" + t.year + "〕" + strconv.Itoa(d.Serial) + "号"
	}
	return d
}

// parseOther reads the sorts that are no standard number out of a compact text.
func parseOther(text string) DocumentNumber {
	switch text {
	case "", "无", "/", "-", "--":
		return DocumentNumber{}
	}
	if m := orderPattern.FindStringSubmatch(text); m != nil {
		return DocumentNumber{Sort: Order, Code: m[1] + "令", Serial: atoi(m[2])}
	}
	if m := noticePattern.FindStringSubmatch(text); m != nil {
		return DocumentNumber{Sort: Notice, Code: m[1], Year: atoi(m[2]), Serial: atoi(m[3])}
	}
	if m := registerPattern.FindStringSubmatch(strings.ToUpper(text)); m != nil {
		return DocumentNumber{Sort: Register, Code: m[1], Year: atoi(m[2]), Serial: atoi(m[3])}
	}
	if courtPattern.MatchString(text) || isCourtNumber(text) {
		return DocumentNumber{Sort: Court}
	}
	return DocumentNumber{Sort: Other}
}

// isCourtNumber reports code "(" year ")" serial "号" of a court or a
// procuratorate.
func isCourtNumber(text string) bool {
	for i, r := range text {
		if !isOpen(r) {
			continue
		}
		t, ok := scanTail(text, i)
		return ok && t.mark && t.end == len(text) && standardCode.MatchString(text[:i]) && isCourtCode(text[:i], t.round)
	}
	return false
}

// isCourtCode tells the code of a court (鄂9005法建) from an agency's: only
// courts number their divisions, and they write round brackets.
func isCourtCode(code string, round bool) bool {
	return strings.ContainsFunc(code, isDigit) && (round || strings.ContainsAny(code, "法检"))
}

// unwrap takes off the brackets a number has in running text: （…） or (…).
func unwrap(s string) string {
	for {
		first, size := utf8.DecodeRuneInString(s)
		last, lastSize := utf8.DecodeLastRuneInString(s)
		if !isOpen(first) || !isClose(last) || !closesAtEnd(s) {
			return s
		}
		s = strings.TrimFunc(s[size:len(s)-lastSize], isSpace)
	}
}

// closesAtEnd reports whether the bracket that opens s is closed by its last
// rune and no sooner.
func closesAtEnd(s string) bool {
	depth := 0
	for i, r := range s {
		switch {
		case isOpen(r):
			depth++
		case isClose(r):
			depth--
		}
		if depth == 0 {
			return i+utf8.RuneLen(r) == len(s)
		}
	}
	return false
}
