package document

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/source"
)

// personal finds identity-card numbers and mobile numbers in a text. Runs of
// digits are found in one pass; a run that belongs to a longer word, such as an
// index number or a credit code, or to an amount is none.
func personal(body []byte, public []string, places *lineIndex) diag.List {
	return wordPersonal(body, public, "正文", places.at)
}

// personalHead finds the same in what the front matter tells: titles,
// summaries, names of attachments, all that is published as it is typed.
// Numbers that are only numbers are passed over.
func personalHead(head []source.Entry, public []string) (list diag.List) {
	for _, e := range head {
		if row, ok := field.Lookup(0, e.Name); ok && row.ID == field.Number {
			continue
		}
		if row, ok := field.Lookup(field.Proposal, e.Name); ok && row.ID == field.ProposalNumber {
			continue
		}
		list.Add(personalValue(e.Name, e.Value, public)...)
	}
	return list
}

func personalValue(name string, v source.Value, public []string) (list diag.List) {
	switch v.Form {
	case source.Group:
		return personalHead(v.Entries, public)
	case source.List:
		for _, item := range v.Items {
			list.Add(personalValue(name, item, public)...)
		}
		return list
	}
	if !holdsNumber(v.Text) {
		return nil
	}
	return wordPersonal([]byte(v.Text), public, "“"+name+"”", func(offset int) diag.Position {
		at := v.At
		at.Column += utf8.RuneCountInString(v.Text[:offset])
		return at
	})
}

// holdsNumber tells whether a text has digits enough for any of the numbers.
func holdsNumber(text string) bool {
	digits := 0
	for i := range len(text) {
		if isDigit(text[i]) {
			digits++
		}
	}
	return digits >= mobileDigits
}

// wordPersonal words what is found in a text; where names the text.
func wordPersonal(text []byte, public []string, where string, at func(int) diag.Position) (list diag.List) {
	eachPersonal(text, public, func(run string, from int) {
		if len(run) == 18 {
			list.Add(diag.New(diag.IdentityCard, at(from), "%s里有完整的身份证号", where).On("", 18).Hinted("遮盖为 %s", run[:2]+strings.Repeat("*", 13)+run[15:]))
			return
		}
		list.Add(diag.New(diag.MobileNumber, at(from), "%s里有手机号 %s", where, mask(run)).On("", 11).
			Hinted("遮盖为 %s，或改为办公电话；确是公开的办事号码，登记在 config.toml 的 public_phones", mask(run)))
	})
	return list
}

// Personal gives how many identity-card numbers the text of an attachment
// holds, and its mobile numbers, each once, in the order of the text.
func Personal(text string) (identities int, mobiles []string) {
	seen := map[string]bool{}
	eachPersonal([]byte(text), nil, func(run string, _ int) {
		switch {
		case len(run) == 18:
			identities++
		case !seen[run]:
			seen[run] = true
			mobiles = append(mobiles, run)
		}
	})
	return identities, mobiles
}

// Unlisted gives the mobile numbers that a site does not name as public.
func Unlisted(mobiles, public []string) []string {
	return slices.DeleteFunc(slices.Clone(mobiles), func(m string) bool { return listed(public, m) })
}

// eachPersonal visits the numbers found: 18 characters are an identity card,
// 11 a mobile number. Both begin with three digits at least, so that of other
// text a third is looked at.
func eachPersonal(body []byte, public []string, visit func(run string, from int)) {
	passed := 0
	for i := 0; i < len(body); passed = i {
		for i < len(body) && !isDigit(body[i]) {
			i += 3
		}
		if i >= len(body) {
			return
		}
		from := i
		for from > passed && isDigit(body[from-1]) {
			from--
		}
		for i < len(body) && isDigit(body[i]) {
			i++
		}
		end := grouped(body, from, i)
		if end == i && i-from < mobileDigits {
			continue // years and amounts
		}
		run := string(body[from:min(i, from+runMax)])
		if end > i {
			run, i = string(body[from:from+3])+string(body[from+4:from+8])+string(body[from+9:end]), end
		}
		if i < len(body) && (body[i] == 'X' || body[i] == 'x') && i-from == 17 {
			run += "X"
			i++
		}
		if i-from >= runMax || isPart(body, from, i) {
			continue
		}
		if len(run) == 13 && strings.HasPrefix(run, "86") && from > 0 && body[from-1] == '+' {
			run, from = run[2:], from+2
		}
		if len(run) == 18 && isIdentity(run) || len(run) == 11 && isMobile(run) && !listed(public, run) {
			visit(run, from)
		}
	}
}

// grouped gives the end of a mobile number written 138 0000 0000 or
// 138-0000-0000, of which body[from:to] is the first part; else to.
func grouped(body []byte, from, to int) int {
	end := from + len("138-0000-0000")
	if to-from != 3 || !isMobile(string(body[from:to])) || end > len(body) || end < len(body) && isDigit(body[end]) {
		return to
	}
	for i := to; i < end; i++ {
		if separator := i == to || i == to+5; separator && body[i] != ' ' && body[i] != '-' || !separator && !isDigit(body[i]) {
			return to
		}
	}
	return end
}

// runMax is longer than any number that is looked for, mobileDigits is the
// shortest.
const (
	runMax       = 20
	mobileDigits = 11
)

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// isPart tells whether body[from:to] is only part of a word, of a decimal
// number or of an amount of money. An underscore is a mark of emphasis.
func isPart(body []byte, from, to int) bool {
	before, after := body[:from], body[to:]
	switch {
	case from > 0 && body[from-1] != '_' && isWord(body[from-1]), len(after) > 0 && after[0] != '_' && isWord(after[0]):
		return true
	case from > 1 && body[from-1] == '.' && isDigit(body[from-2]), len(after) > 1 && after[0] == '.' && isDigit(after[1]):
		return true
	}
	return bytes.HasPrefix(after, []byte("元")) || bytes.HasSuffix(before, []byte("￥")) || bytes.HasSuffix(before, []byte("¥"))
}

func mask(mobile string) string { return mobile[:3] + "****" + mobile[7:] }

func listed(list []string, s string) bool {
	for _, each := range list {
		if strings.ReplaceAll(each, "-", "") == s {
			return true
		}
	}
	return false
}

// isMobile tells numbers of 11 digits that begin with 13 to 19.
func isMobile(run string) bool { return run[0] == '1' && run[1] >= '3' }

// identityWeights are those of GB 11643—1999 (ISO 7064, MOD 11-2).
var identityWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

// provinces are the first two digits (GB/T 2260—2007); 91 to 93 are those of
// foreigners with permanent residence.
const provinces = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91 92 93 "

// isIdentity tells a citizen's identity number: a province, a day of birth
// that existed, a check digit that holds (GB 11643—1999). This keeps credit
// codes that happen to be all digits apart.
func isIdentity(run string) bool {
	if !strings.Contains(provinces, " "+run[:2]+" ") {
		return false
	}
	if _, ok := day.Parse(run[6:10] + "-" + run[10:12] + "-" + run[12:14]); !ok {
		return false
	}
	sum := 0
	for i, w := range identityWeights {
		sum += int(run[i]-'0') * w
	}
	return "10X98765432"[sum%11] == run[17]
}
