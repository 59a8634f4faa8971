package number

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A Shape is the way an index number is put together.
type Shape uint8

// The shapes of index numbers in use. 政府信息公开目录系统实施指引 (2009) knows
// Yearly with a front of 9 and a serial of 5; the others are seen on real
// sites and accepted as they are.
const (
	NoShape Shape = iota // nothing was typed
	Yearly               // 010897245/2021-58637
	Monthly              // 11341702486344515H/202110-00013
	Hyphens              // 015125076-202510-102597, with or without a month
	Groups               // six groups: region-department-category-group-date-serial
	Unknown              // anything else
)

// SerialMax is the largest serial an issued index number may have: six digits
// are the most seen in use.
const SerialMax = 999999

// idBytesMax keeps a folder name far below the 255 bytes of file systems.
const idBytesMax = 64

// An Index is an index number (索引号). Front, Year, Month, Serial and Width
// are known for Yearly, Monthly and Hyphens alone. The zero value is no number.
type Index struct {
	Shape  Shape
	Front  string // code of the agency it was issued for, upper case
	Year   int    // 1900–2099
	Month  int    // 1–12; 0 where the number names none
	Serial int    // 0–999999
	Width  int    // digits the serial was typed with, 3–6

	typed string
	plain string
}

var (
	groupPattern = regexp.MustCompile(`^[0-9A-Za-z]+(?:[/-][0-9A-Za-z]+){5}$`)
	hyphenInCode = regexp.MustCompile(`^([0-9A-Z]{8})-([0-9A-Z])([/-].*)$`)
)

// ParseIndex reads an index number of any shape. Full-width characters,
// spaces, other dashes and lower case are read as what they stand for and told
// by Problems; String keeps the typed text.
func ParseIndex(s string) Index {
	plain := plainIndex(s)
	x := Index{Shape: Unknown, typed: s, plain: plain}
	upper := strings.ToUpper(plain)
	switch {
	case plain == "":
		x.Shape = NoShape
	case x.readRegular(upper):
	case groupPattern.MatchString(plain):
		x.Shape = Groups
	default:
		if m := hyphenInCode.FindStringSubmatch(upper); m != nil {
			x.readRegular(m[1] + m[2] + m[3])
		}
	}
	return x
}

// readRegular fills in the parts of a plain number of one of the shapes
//
//	front separator year [month] "-" serial
//
// with a front of 6–18 upper-case letters and digits, / or - as separator, a
// year of 1900–2099, a month of 01–12 and a serial of 3–6 digits. It leaves x
// alone and gives false for any other text.
func (x *Index) readRegular(plain string) bool {
	i := 0
	for i < len(plain) && organizationValue(plain[i]) >= 0 {
		i++
	}
	last := strings.LastIndexByte(plain, '-')
	if i < 6 || i > 18 || last <= i || plain[i] != '/' && plain[i] != '-' {
		return false
	}
	front, separator, period, serial := plain[:i], plain[i], plain[i+1:last], plain[last+1:]
	if len(period) != 4 && len(period) != 6 || len(serial) < 3 || len(serial) > 6 || !allDigits(period) || !allDigits(serial) {
		return false
	}
	year, month := atoi(period[:4]), atoi(period[4:])
	if year < 1900 || year > 2099 || len(period) == 6 && (month < 1 || month > 12) {
		return false
	}
	x.Shape, x.plain = regularShape(separator, month), plain
	x.Front, x.Year, x.Month, x.Serial, x.Width = front, year, month, atoi(serial), len(serial)
	return true
}

// MakeIndex builds the number of the standard shape for an agency's code (9 or
// 18 characters), a year and a serial, which is given at least five digits.
func MakeIndex(front string, year, serial int) Index {
	return ParseIndex(fmt.Sprintf("%s/%04d-%05d", front, year, serial))
}

// String gives back the typed text, unchanged.
func (x Index) String() string { return x.typed }

// Plain is the number as it should have been typed: ASCII, without spaces, its
// code in upper case. It equals String unless Problems says why not.
func (x Index) Plain() string { return x.plain }

// ID is the plain number with "/" written "-", by which its document has a
// folder of its own. It is letters, digits and inner hyphens only, at most 64
// bytes, and "" for a number that cannot be a folder name on every file
// system, which Problems then calls Unsafe.
func (x Index) ID() string {
	id := strings.ReplaceAll(x.plain, "/", "-")
	if unsafePart(id) != "" || isDeviceName(id) {
		return ""
	}
	return id
}

// Problems gives everything unusual about the number, in no case a reason to
// refuse it but for Unsafe. A number that was not typed has no problem.
func (x Index) Problems() []Problem {
	if x.Shape == NoShape {
		return nil
	}
	problems := x.typingProblems()
	switch {
	case x.Front != "":
		problems = append(problems, CodeProblems(x.Front)...)
		if x.Serial == 0 {
			problems = append(problems, Problem{Kind: Placeholder, Found: strings.Repeat("0", x.Width)})
		}
	case x.Shape == Unknown:
		problems = append(problems, Problem{Kind: UnusualShape, Found: x.typed})
	}
	if x.ID() == "" {
		problems = append(problems, Problem{Kind: Unsafe, Found: x.unsafe()})
	}
	return problems
}

// typingProblems tells why the plain number differs from the typed text.
func (x Index) typingProblems() []Problem {
	if x.plain == x.typed {
		return nil
	}
	kinds := []struct {
		kind  ProblemKind
		found func(rune) bool
	}{
		{Space, isSpace},
		{Separator, func(r rune) bool {
			return (isDash(r) || isSlash(r)) && foldRune(r) != '-' && foldRune(r) != '/'
		}},
		{Wide, func(r rune) bool { return foldRune(r) != r }},
	}
	var problems []Problem
	for _, k := range kinds {
		if strings.ContainsFunc(x.typed, k.found) {
			problems = append(problems, Problem{Kind: k.kind, Found: x.typed, Want: x.plain})
		}
	}
	repaired := plainIndex(x.typed)
	if upper := strings.ToUpper(repaired); x.Front != "" && upper != x.plain {
		problems = append(problems, Problem{Kind: CodeHyphen, Found: x.typed, Want: x.plain})
	}
	if x.Front != "" && strings.ToUpper(repaired) != repaired {
		problems = append(problems, Problem{Kind: LowerCase, Found: x.typed, Want: x.plain})
	}
	return problems
}

// unsafe names the part that keeps the number from being a folder name.
func (x Index) unsafe() string {
	if part := unsafePart(strings.ReplaceAll(x.plain, "/", "-")); part != "" {
		return part
	}
	return x.plain
}

// unsafePart gives the first thing in id that a folder name may not have: a
// character other than ASCII letters, digits and hyphens, a hyphen at an end,
// or, for an id too long, all of it.
func unsafePart(id string) string {
	for _, r := range id {
		if !isAlphanumeric(r) && r != '-' {
			return string(r)
		}
	}
	switch {
	case strings.HasPrefix(id, "-") || strings.HasSuffix(id, "-"):
		return "-"
	case len(id) > idBytesMax:
		return id
	}
	return ""
}

// isDeviceName reports "" and the names Windows keeps for devices.
func isDeviceName(id string) bool {
	switch upper := strings.ToUpper(id); upper {
	case "", "CON", "PRN", "AUX", "NUL":
		return true
	default:
		return len(upper) == 4 && (upper[:3] == "COM" || upper[:3] == "LPT") && isDigit(rune(upper[3]))
	}
}

// plainIndex folds what stands for ASCII in a typed index number and leaves
// the rest; letters keep their case, because only a regular shape tells that
// they are a code.
func plainIndex(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case isSpace(r):
			return -1
		case isDash(r):
			return '-'
		case isSlash(r):
			return '/'
		}
		return foldRune(r)
	}, s)
}

func regularShape(separator byte, month int) Shape {
	switch {
	case separator == '-':
		return Hyphens
	case month != 0:
		return Monthly
	}
	return Yearly
}

func allDigits(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !isDigit(r) })
}

// atoi reads digits known to be digits; none are 0.
func atoi(digits string) int {
	if digits == "" {
		return 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		panic("number: matched digits do not fit an int: " + digits)
	}
	return n
}
