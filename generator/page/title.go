package page

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// kindsOfPaper end titles; a line may break before them.
var kindsOfPaper = []string{
	"实施意见", "实施方案", "实施细则", "实施办法", "工作方案", "工作办法", "管理办法", "管理规定", "暂行办法", "暂行规定", "工作指引", "应急预案", "工作报告", "年度报告", "政府信息公开指南", "信息公开指南", "公开指南", "公开年报", "机构职能", "新闻发布会实录", "情况说明", "数据字典", "政策问答", "热点问答", "政策解读",
	"通知", "意见", "决定", "办法", "规定", "方案", "细则", "公告", "通告", "公示", "答复", "报告", "解读", "规划", "计划", "清单", "目录", "指南", "批复", "复函", "函", "条例", "规则", "制度", "预案",
}

// words are what long titles are made of, longer ones before the shorter that
// begin them: where nothing else offers a break, a line may begin with one.
var words = []string{
	"新闻发布会", "人民政府", "人大", "政协", "公共租赁住房", "公共服务", "公共数据", "公共卫生", "公共", "社会保险", "社会保障", "社会救助", "社会", "政府信息", "政府网站", "信息公开", "政务公开", "政务服务", "行政执法", "行政检查", "行政审批", "行政处罚", "行政许可", "行政", "规范性文件",
	"义务教育", "学前教育", "职业教育", "高校毕业生", "法律援助", "法律服务", "医疗保障", "医疗保险", "养老保险", "养老服务", "工伤保险", "失业保险", "家庭医生", "卫生健康", "生态环境", "安全生产", "食品安全", "自然资源", "人力资源", "城乡建设", "城市更新", "城市管理", "老旧小区", "建筑垃圾", "生活垃圾", "营商环境", "市场监督", "企业", "突发", "应急", "重大",
	"工作人员", "从业人员", "就业人员", "就业", "人员", "工作", "管理", "服务", "保障", "保护", "监督", "检查", "治理", "建设", "改造", "发展", "改革", "规划", "实施", "推进", "促进", "加强", "规范", "补贴", "补助", "资金", "项目", "事项", "数据", "信息", "学校", "教育", "住房", "住宅", "租赁", "部分条款", "征求意见", "采纳情况", "有关", "进一步",
}

// A Phrase is a part of a title with which a line may begin.
type Phrase struct {
	Text string
	Soft bool // only on a narrow screen: a wide one has room for what is before it too
}

// The lengths of phrases, in characters.
const (
	narrowLine  = 10 // what fits a line of a telephone
	wideLine    = 21 // what fits a line of a wide screen
	shortest    = 2  // shorter phrases stay with the one before
	shortestEnd = 4  // and so does a shorter last one: no line holds 通知 or 实录 alone
)

// phrases splits a title where its lines may break (GB/T 9704: a title breaks
// at whole words): after the agency, before 关于, around 《》 and “”, after 的,
// before the kind of paper; where that leaves a phrase too long for a line, also
// between words, on a wide screen only near the middle. Joined, the phrases are
// the title.
func phrases(title string, agencies ...string) []Phrase {
	var out []Phrase
	for _, part := range cut(title, cuts(title, agencies), shortest) {
		length := utf8.RuneCountInString(part)
		if length <= narrowLine || slices.Contains(agencies, strings.TrimRight(part, "\u3000")) {
			out = append(out, Phrase{Text: part})
			continue
		}
		at := 0
		for _, piece := range cut(part, wordsIn(part), shortestEnd) {
			middle := at*3 > len(part) && at*3 < len(part)*2
			out = append(out, Phrase{piece, at > 0 && (length <= wideLine || !middle)})
			at += len(piece)
		}
	}
	return out
}

// cuts gives where a title may break at any width.
func cuts(title string, agencies []string) []int {
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
		case r == '的' || r == '、' || r == '，' || r == '：' || r == '\u3000':
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
	return cuts
}

// wordsIn gives where the words begin in a phrase, and what follows 和 and “”;
// what stands in brackets is left whole.
func wordsIn(part string) []int {
	var cuts []int
	for i := 0; i < len(part); {
		if end := strings.Index(part[i:], "）"); end > 0 && strings.HasPrefix(part[i:], "（") {
			i += end
			continue
		}
		if word := wordAt(part[i:]); word != "" {
			cuts = append(cuts, i)
			i += len(word)
			continue
		}
		r, size := utf8.DecodeRuneInString(part[i:])
		if r == '“' {
			cuts = append(cuts, i)
		}
		i += size
		if r == '和' || r == '”' || r == '、' {
			cuts = append(cuts, i)
		}
	}
	return cuts
}

// wordAt gives the word a text begins with, empty for none.
func wordAt(text string) string {
	first, _ := utf8.DecodeRuneInString(text)
	for _, word := range byFirst[first] {
		if strings.HasPrefix(text, word) {
			return word
		}
	}
	return ""
}

// byFirst is kindsOfPaper and words by their first character.
var byFirst = func() map[rune][]string {
	m := map[rune][]string{}
	for _, word := range slices.Concat(kindsOfPaper, words) {
		first, _ := utf8.DecodeRuneInString(word)
		m[first] = append(m[first], word)
	}
	return m
}()

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

// noBegin are the marks that may not begin a line, noEnd those that may not
// end one.
const (
	noBegin = "的和与及，、。；：！？）》”\u3000"
	noEnd   = "（《“"
)

// cut splits a text at byte offsets given in any order, into phrases of at
// least the given length in characters; the last has at least shortestEnd.
func cut(text string, cuts []int, least int) []string {
	at := make([]bool, len(text)+1)
	for _, c := range cuts {
		at[c] = true
	}
	var parts []string
	from, before := 0, rune(0)
	for i, r := range text {
		allowed := at[i] && !strings.ContainsRune(noBegin, r) && !strings.ContainsRune(noEnd, before) && !(before >= '0' && before <= '9')
		before = r
		if !allowed || utf8.RuneCountInString(text[from:i]) < least || utf8.RuneCountInString(text[i:]) < shortestEnd {
			continue
		}
		parts = append(parts, text[from:i])
		from = i
	}
	return append(parts, text[from:])
}
