package page

import (
	"strings"
	"unicode/utf8"
)

// kindsOfPaper end titles; a line may break before them.
var kindsOfPaper = []string{
	"实施意见", "实施方案", "实施细则", "实施办法", "工作方案", "工作办法", "管理办法", "管理规定", "暂行办法", "暂行规定", "工作指引", "应急预案", "工作报告", "年度报告", "公开指南",
	"通知", "意见", "决定", "办法", "规定", "方案", "细则", "公告", "通告", "公示", "答复", "报告", "解读", "规划", "计划", "清单", "目录", "指南", "批复", "复函", "函", "条例", "规则", "制度", "预案",
}

// phrases splits a title where its lines may break: after the agency, before
// 关于, around 《》 and “”, after 的, before the kind of paper (GB/T 9704: a
// title breaks at whole words). Joined, the phrases are the title.
func phrases(title string, agencies ...string) []string {
	var cuts []int
	for _, agency := range agencies {
		if strings.HasPrefix(title, agency) {
			cuts = append(cuts, len(agency))
		}
	}
	depth := 0 // inside 《》 or “” nothing is cut
	for i, r := range title {
		end := i + utf8.RuneLen(r)
		switch {
		case r == '《' || r == '“':
			if depth == 0 {
				cuts = append(cuts, i)
			}
			depth++
		case r == '》' || r == '”':
			if depth--; depth == 0 {
				cuts = append(cuts, end)
			}
		case depth > 0:
		case r == '的' || r == '、' || r == '，' || r == '：':
			cuts = append(cuts, end)
		case r == '（':
			cuts = append(cuts, i)
		case r == '第' && beforeDigit(title[end:]):
			cuts = append(cuts, i)
		case r == '号':
			cuts = append(cuts, end)
		case strings.HasPrefix(title[i:], "关于"):
			cuts = append(cuts, i)
		}
	}
	if at := paperAt(title); at > 0 {
		cuts = append(cuts, at)
	}
	return cut(title, cuts)
}

// beforeDigit tells whether a text begins with a digit or a letter of a number.
func beforeDigit(text string) bool {
	return text != "" && (text[0] >= '0' && text[0] <= '9' || text[0] >= 'A' && text[0] <= 'Z')
}

// paperAt gives where the kind of paper at the end of a title begins, -1 if it
// does not end so. What stands in brackets behind it is passed over.
func paperAt(title string) int {
	end := len(title)
	if strings.HasSuffix(title, "）") {
		if open := strings.LastIndex(title, "（"); open > 0 {
			end = open
		}
	}
	for _, paper := range kindsOfPaper {
		if strings.HasSuffix(title[:end], paper) {
			return end - len(paper)
		}
	}
	return -1
}

// shortest is the least length of a phrase, in characters: shorter ones stay
// with the phrase before.
const shortest = 2

// cut splits a text at byte offsets given in any order; marks that may not
// begin a line stay at the end of the phrase before.
func cut(text string, cuts []int) []string {
	at := make([]bool, len(text)+1)
	for _, c := range cuts {
		at[c] = true
	}
	var parts []string
	from := 0
	for i, r := range text {
		if !at[i] || i == from || strings.ContainsRune("的，、。；：！？）》”", r) {
			continue
		}
		if utf8.RuneCountInString(text[from:i]) < shortest || utf8.RuneCountInString(text[i:]) < shortest {
			continue
		}
		parts = append(parts, text[from:i])
		from = i
	}
	return append(parts, text[from:])
}
