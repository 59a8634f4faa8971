package document

import (
	"strings"

	"gongkai/generator/day"
	"gongkai/generator/diag"
)

// personal finds identity-card numbers and mobile numbers in a text. Runs of
// digits are found in one pass; a run that belongs to a longer word, such as an
// index number or a credit code, is none.
func personal(body []byte, public []string, places *lineIndex) (list diag.List) {
	for i := 0; i < len(body); {
		if body[i] < '0' || body[i] > '9' {
			i++
			continue
		}
		from := i
		for i < len(body) && body[i] >= '0' && body[i] <= '9' {
			i++
		}
		run := string(body[from:i])
		if i < len(body) && (body[i] == 'X' || body[i] == 'x') && len(run) == 17 {
			run += "X"
			i++
		}
		if from > 0 && isWord(body[from-1]) || i < len(body) && isWord(body[i]) {
			continue
		}
		switch {
		case len(run) == 18 && isIdentity(run):
			list.Add(diag.New(diag.IdentityCard, places.at(from), "正文里有完整的身份证号").On("", 18).Hinted("遮盖为 %s", run[:2]+strings.Repeat("*", 13)+run[15:]))
		case len(run) == 11 && isMobile(run) && !listed(public, run):
			list.Add(diag.New(diag.MobileNumber, places.at(from), "正文里有手机号 %s", mask(run)).On("", 11).
				Hinted("遮盖为 %s，或改为办公电话；确是公开的办事号码，登记在 config.toml 的 public_phones", mask(run)))
		}
	}
	return list
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

// isIdentity tells a citizen's identity number: a province, a day of birth
// that existed, a check digit that holds (GB 11643—1999). This keeps credit
// codes that happen to be all digits apart.
func isIdentity(run string) bool {
	if run[0] < '1' || run[0] > '9' {
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
