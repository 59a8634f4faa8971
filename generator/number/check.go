package number

import "strings"

// creditAlphabet holds the characters of a 统一社会信用代码 in order of their
// value; I, O, S, V and Z are left out (GB 32100-2015).
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

var (
	organizationWeights = [8]int{3, 7, 9, 10, 5, 8, 4, 2}
	creditWeights       = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
)

// CheckOrganization checks a 组织机构代码 of 9 characters without its hyphen
// (GB 11714-1997). digit is the check digit its first eight characters demand,
// "" when the length or a character is impossible; ok says the ninth is it.
func CheckOrganization(code string) (digit string, ok bool) {
	if len(code) != 9 {
		return "", false
	}
	sum := 0
	for i, weight := range organizationWeights {
		value := organizationValue(code[i])
		if value < 0 {
			return "", false
		}
		sum += value * weight
	}
	digit = "0123456789X0"[11-sum%11 : 12-sum%11]
	return digit, digit == code[8:]
}

// CheckCredit checks a 统一社会信用代码 of 18 characters (GB 32100-2015), with
// results as CheckOrganization.
func CheckCredit(code string) (digit string, ok bool) {
	if len(code) != 18 {
		return "", false
	}
	sum := 0
	for i, weight := range creditWeights {
		value := strings.IndexByte(creditAlphabet, code[i])
		if value < 0 {
			return "", false
		}
		sum += value * weight
	}
	value := (31 - sum%31) % 31
	digit = creditAlphabet[value : value+1]
	return digit, digit == code[17:]
}

// OrganizationCode gives the 9-character code an agency code stands for: of an
// 18-character 统一社会信用代码 its ninth to seventeenth characters, of any
// other code the code itself. Case, width and hyphens are folded, so results
// can be compared.
func OrganizationCode(code string) string {
	folded := strings.ReplaceAll(strings.ToUpper(compact(code)), "-", "")
	if len(folded) == 18 && isASCII(folded) {
		return folded[8:17]
	}
	return folded
}

// SameFront reports whether two front halves of index numbers name one agency,
// be it by its 9-character code or by the 18-character code that holds it.
func SameFront(a, b string) bool { return OrganizationCode(a) == OrganizationCode(b) }

// CodeProblems gives what is wrong with the code of an agency, which is the
// front half of the index numbers issued for it: a 9-character 组织机构代码 or
// an 18-character 统一社会信用代码. Other codes in use are UnusualFront.
func CodeProblems(code string) []Problem {
	if isPlaceholder(code) {
		return []Problem{{Kind: Placeholder, Found: code}}
	}
	check := CheckOrganization
	switch len(code) {
	case 9:
	case 18:
		check = CheckCredit
	default:
		return []Problem{{Kind: UnusualFront, Found: code}}
	}
	digit, ok := check(code)
	switch {
	case ok:
		return nil
	case digit != "":
		return []Problem{{Kind: CheckDigit, Found: code, Want: code[:len(code)-1] + digit}}
	}
	return wrongCharacters(code)
}

// wrongCharacters names the characters of a 9- or 18-character code that no
// such code can have.
func wrongCharacters(code string) []Problem {
	var problems []Problem
	for i, r := range code {
		if r < 0x80 && len(code) == 9 && organizationValue(byte(r)) >= 0 {
			continue
		}
		if r < 0x80 && len(code) == 18 && strings.ContainsRune(creditAlphabet, r) {
			continue
		}
		want := ""
		if j := strings.IndexRune("OISZ", r); j >= 0 && i < len(code)-1 {
			want = "0152"[j : j+1]
		}
		problems = append(problems, Problem{Kind: CodeCharacter, Found: string(r), Want: want})
	}
	return problems
}

// organizationValue is the value of a character of a 组织机构代码, -1 for one
// that cannot stand in it.
func organizationValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'Z':
		return int(c-'A') + 10
	}
	return -1
}

// isPlaceholder reports a code of one repeated character (000000000, XXXXXX)
// or of digits counting up (123456, 0123456789).
func isPlaceholder(code string) bool {
	if len(code) < 4 {
		return false
	}
	repeated, counting := true, true
	for i := 1; i < len(code); i++ {
		last, next := code[i-1], code[i]
		repeated = repeated && next == last
		counting = counting && isDigit(rune(last)) && isDigit(rune(next)) && (next-'0') == (last-'0'+1)%10
	}
	return repeated || counting
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
