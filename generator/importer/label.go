package importer

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/field"
)

// label is a name found in a metadata block: of a field, or of something a
// document does not keep.
type label struct {
	row   *field.Row // nil for what is not kept
	other string     // the name then
	weak  bool       // it counts only beside another
}

// weakLabel may be the time of what the text tells of; beside 来源 or 浏览次数
// it is when the page was published.
const weakLabel = "时间"

// notKept are labels of a page's information line that no field holds.
var notKept = map[string]reason{
	"作者": byline, "责任编辑": byline, "责编": byline, "编辑": byline, "撰稿": byline, "撰稿人": byline, "供稿": byline, "审核": byline, "审核人": byline, "审稿": byline, "复审": byline, "终审": byline, "校对": byline, "通讯员": byline,
	"初审": byline, "一审": byline, "二审": byline, "三审": byline, "录入": byline, "签发": byline, "摄影": byline,
	"浏览次数": furniture, "浏览量": furniture, "点击": furniture, "点击数": furniture, "点击量": furniture, "点击率": furniture, "点击次数": furniture, "访问量": furniture, "访问次数": furniture, "阅读": furniture, "阅读次数": furniture, "阅读量": furniture, "人气": furniture, "浏览": furniture,
	"字号": furniture, "字体": furniture, "字体大小": furniture, "文字大小": furniture, "视力保护色": furniture, "分享": furniture, "分享到": furniture, "分享至": furniture, "打印": furniture, "保护视力色": furniture,
	"公开范围": unknownField, "公开时限": unknownField, "公开形式": unknownField, "公开程序": unknownField, "公开期限": unknownField, "发布层级": unknownField, "服务对象": unknownField, "服务对象分类": unknownField, "记录形式": unknownField, "载体类型": unknownField, "公开载体": unknownField,
}

// fieldsOfBlocks tells whether a metadata block can state a field: one value,
// not a group, and no relation, whose words (修改, 废止) begin sentences too.
func fieldsOfBlocks(row *field.Row) bool {
	switch row.Type {
	case field.Record, field.Records, field.Flag, field.File, field.Reference, field.References, field.Basis:
		return false
	}
	return row.ID != field.Obligation && row.ID != field.ExemptReason && row.ID != field.LapsedParts
}

// labelBrackets stand around labels on some pages.
const labelBrackets = "[]【】〔〕〖〗［］"

// readLabel reads a whole text as a label. colon tells that one was typed.
func readLabel(text string, reply bool) (l label, colon, ok bool) {
	name := strings.TrimSpace(text)
	bare := strings.TrimRight(name, "：: ")
	colon = bare != name
	bare = strings.Trim(squeezed(bare), labelBrackets)
	if bare == "" || runes(bare) > labelRunesMax {
		return label{}, colon, false
	}
	if row, found := field.Lookup(0, bare); found && fieldsOfBlocks(row) {
		return label{row: row}, colon, true
	}
	if reply {
		if row, found := field.Lookup(field.Proposal, bare); found {
			return label{row: row}, colon, true
		}
	}
	if _, found := notKept[bare]; found {
		return label{other: bare}, colon, true
	}
	return label{}, colon, false
}

const labelRunesMax = 14

// stated is a label with its value; name is the label as typed.
type stated struct {
	label       label
	name, value string
}

// pairsOf reads a line of "标签：值" once or several times. ok is false unless
// the line begins with a label.
func pairsOf(text string, reply bool) (pairs []stated, ok bool) {
	text = strings.TrimSpace(text)
	text = strings.TrimLeft(text, "·•●■◆ ")
	type mark struct {
		label    label
		from, to int // of the label with its colon
	}
	var marks []mark
	for i, r := range text {
		if r != '：' && r != ':' && !closesLabel(text[:i], r) {
			continue
		}
		after := 0
		if len(marks) > 0 {
			after = marks[len(marks)-1].to
		}
		if l, from, found := labelBefore(text, after, i, reply); found {
			marks = append(marks, mark{l, from, i + utf8.RuneLen(r)})
		}
	}
	if len(marks) == 0 {
		return nil, false
	}
	lead := strings.Trim(text[:marks[0].from], labelBrackets+"(（|｜·• ")
	if lead == "" && len(marks) == 1 && marks[0].label.weak {
		return nil, false
	}
	if lead != "" {
		info := 0
		for _, m := range marks {
			if m.label.tellsPage() {
				info++
			}
		}
		first, ok := infoLead(lead, info)
		if !ok {
			return nil, false
		}
		pairs = append(pairs, first)
	}
	for i, m := range marks {
		end := len(text)
		if i+1 < len(marks) {
			end = marks[i+1].from
		}
		value := strings.TrimLeft(strings.Trim(text[m.to:end], " |　；;,，"), "】]〗：: ")
		value, others := barred(closed(strings.TrimRight(value, "【[〖 ")))
		pairs = append(append(pairs, stated{m.label, text[m.from:m.to], value}), others...)
	}
	return pairs, true
}

// barred parts a value from labels after a bar that are not known: 2023-03-21 |
// 发布者：管理员.
func barred(value string) (string, []stated) {
	first, rest, ok := strings.Cut(strings.ReplaceAll(value, "｜", "|"), "|")
	if !ok {
		return value, nil
	}
	var others []stated
	for _, part := range strings.Split(rest, "|") {
		name, text, ok := strings.Cut(strings.ReplaceAll(strings.TrimSpace(part), ":", "："), "：")
		if !ok || runes(name) > labelRunesMax {
			return value, nil
		}
		others = append(others, stated{label{other: squeezed(name)}, name, strings.TrimSpace(text)})
	}
	return strings.TrimSpace(first), others
}

// tellsPage tells the labels of the line under the title of a page.
func (l label) tellsPage() bool {
	return l.row == nil || l.row.ID == field.Source || l.row.ID == field.Published
}

// infoLead reads what stands before the labels of such a line: a date without
// a label, or one label that is not known.
func infoLead(lead string, labels int) (stated, bool) {
	if _, ok := parseMoment(lead); ok && labels > 0 {
		return stated{label{row: field.Of(field.Published)}, "", lead}, true
	}
	name, value, ok := strings.Cut(strings.ReplaceAll(lead, ":", "："), "：")
	if ok && labels > 1 && runes(name) <= labelRunesMax && runes(value) <= labelRunesMax && !strings.Contains(value, "：") {
		return stated{label{other: squeezed(name)}, name, strings.TrimSpace(value)}, true
	}
	return stated{}, false
}

// closed takes off the bracket that closes a pair: [来源：市司法局].
func closed(value string) string {
	if strings.ContainsAny(value, "[【〖") {
		return value
	}
	return strings.TrimRight(value, "]】〗 ")
}

// closesLabel tells the bracket after a label: 【发文机关】江城市司法局.
func closesLabel(before string, r rune) bool {
	return strings.ContainsRune("】]］〗", r) && strings.ContainsAny(before[max(0, strings.LastIndexAny(before, "】]］〗：:")):], "【[［〖")
}

// labelBefore finds the longest label that ends where a colon stands. It
// begins the text, or follows a space or a mark; a label of three characters
// or more may touch the value before it.
func labelBefore(text string, after, colon int, reply bool) (best label, from int, ok bool) {
	for i := colon; i > after; {
		_, size := utf8.DecodeLastRuneInString(text[after:i])
		i -= size
		name := text[i:colon]
		if runes(squeezed(name)) > labelRunesMax {
			break
		}
		if isSpace(firstRune(name)) {
			continue
		}
		l, _, found := readLabel(name, reply)
		if squeezed(name) == weakLabel {
			l, found = label{row: field.Of(field.Published), weak: true}, true
		}
		if !found {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[after:i])
		if i == after || isSpace(before) || strings.ContainsRune("|｜】]）)；;，,。/", before) || (runes(squeezed(name)) >= 3 && isHan(firstRune(name)) || l.row != nil && l.row.ID == field.Document) && after > 0 {
			best, from, ok = l, i, true
		}
	}
	return best, from, ok
}
