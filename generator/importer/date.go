package importer

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"gongkai/generator/day"
)

// chineseDate finds 二〇二一年八月二十五日 and its other zeros.
var chineseDate = regexp.MustCompile(`([一二三四五六七八九〇零○Ｏ０oO]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日`)

// arabicDate finds a date in digits, with or without a time.
var arabicDate = regexp.MustCompile(`((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?(?:[\sT]*(\d{1,2}:\d{2})(:\d{2})?)?`)

// compactDate is a date without marks, spokenClock a time of day in words.
var (
	compactDate = regexp.MustCompile(`^((?:19|20)\d{2})(\d{2})(\d{2})$`)
	spokenClock = regexp.MustCompile(`\s*(\d{1,2})\s*[时点]\s*(\d{2})\s*分?(?:\s*\d{1,2}\s*秒)?$`)
)

// moment is a day with or without a time of day.
type moment struct {
	day   day.Day
	clock string
}

// String gives it as front matter writes it.
func (m moment) String() string {
	if m.clock == "" {
		return m.day.String()
	}
	return m.day.String() + " " + m.clock
}

// parseMoment reads a whole text as a date of any writing.
func parseMoment(s string) (moment, bool) {
	if at := compactDate.FindStringSubmatch(squeezed(s)); at != nil {
		s = at[1] + "-" + at[2] + "-" + at[3]
	}
	s = spokenClock.ReplaceAllString(foldDate(s), " $1:$2")
	m, from, to, ok := findMoment(s)
	if !ok || squeezed(foldDate(s)[:from]) != "" {
		return moment{}, false
	}
	rest := squeezed(foldDate(s)[to:])
	return m, rest == "" || regexp.MustCompile(`^(?:星期|周|礼拜)[一二三四五六日天]$`).MatchString(rest)
}

// findMoment finds the first date in a text; from and to are offsets into
// foldDate of it.
func findMoment(s string) (m moment, from, to int, ok bool) {
	s = foldDate(s)
	for _, at := range arabicDate.FindAllStringSubmatchIndex(s, -1) {
		year, month, date := s[at[2]:at[3]], s[at[4]:at[5]], s[at[6]:at[7]]
		text := year + "-" + month + "-" + date
		if at[8] >= 0 && s[at[8]:at[1]] != "00:00:00" { // to the second it is what programs write who know no time
			text += " " + s[at[8]:at[9]]
		}
		if d, clock, valid := day.ParseMoment(text); valid && !(at[1] < len(s) && isDigit(s[at[1]]) || at[0] > 0 && isDigit(s[at[0]-1])) {
			return moment{d, clock}, at[0], at[1], true
		}
	}
	for _, at := range chineseDate.FindAllStringSubmatchIndex(s, -1) {
		year, month, date := chineseDigits(s[at[2]:at[3]]), chineseCount(s[at[4]:at[5]]), chineseCount(s[at[6]:at[7]])
		if d, valid := day.Parse(strconv.Itoa(year) + "-" + strconv.Itoa(month) + "-" + strconv.Itoa(date)); valid {
			return moment{day: d}, at[0], at[1], true
		}
	}
	return moment{}, 0, 0, false
}

// foldDate narrows digits and drops spaces inside a date written 2021 年 8 月.
func foldDate(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' || r == '：' || r == '－' || r == '／' || r == '．' {
			narrow := []rune(width.Narrow.String(string(r)))
			return narrow[0]
		}
		if isSpace(r) {
			return ' '
		}
		return r
	}, s)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

var digitValues = map[rune]int{'〇': 0, '零': 0, '○': 0, 'Ｏ': 0, 'o': 0, 'O': 0, '0': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

func chineseDigits(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + digitValues[r]
	}
	return n
}

// chineseCount reads 一 to 九十九.
func chineseCount(s string) int {
	tens, ones, found := strings.Cut(s, "十")
	if !found {
		return chineseDigits(s)
	}
	n := 10
	if tens != "" {
		n = 10 * chineseDigits(tens)
	}
	return n + chineseDigits(ones)
}

// chineseOrArabic reads a small count in either writing; 0 where it is none.
func chineseOrArabic(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	if s == "" || strings.Trim(s, "一二三四五六七八九十") != "" {
		return 0
	}
	return chineseCount(s)
}

func itoa(n int) string { return strconv.Itoa(n) }
