package importer

import (
	"strings"
)

// bound finds where the running text begins and ends. Before it stands the
// head (title, metadata, menus), after it the foot (byline, links, footer).
func (d *draft) bound() {
	blocks := d.page.blocks
	reply := d.mayBeReply()
	d.from, d.to = len(blocks), len(blocks)
	for i, b := range blocks {
		if b.gone == "" && !b.outside && runs(b, reply) {
			d.from = i
			break
		}
	}
	for d.to > d.from {
		b := blocks[d.to-1]
		if b.gone == "" && !b.outside && (runs(b, reply) || isDateLine(b.text)) && !isByline(b.text) {
			break
		}
		d.to--
	}
	if d.from == len(blocks) { // no sentence at all: a list, a form, a picture
		d.from = d.firstAfterHead(reply)
		d.to = len(blocks)
	}
}

// firstAfterHead finds where the head ends in a file without sentences: after
// its first lines that are a title or pairs.
func (d *draft) firstAfterHead(reply bool) int {
	for i, b := range d.page.blocks {
		if b.gone != "" || b.outside {
			continue
		}
		if !b.isParagraph() {
			if pairs, _, ok := tablePairs(b.rows(), reply); ok && len(pairs) > 1 {
				continue
			}
			return i
		}
		if _, pairs := pairsOf(b.text, reply); !pairs && i > 0 && d.headed(i, reply) {
			return i
		}
	}
	return len(d.page.blocks)
}

// headed tells whether a line that is no pair stands above block i.
func (d *draft) headed(i int, reply bool) bool {
	for _, b := range d.page.blocks[:i] {
		if _, pairs := pairsOf(b.text, reply); b.gone == "" && !b.outside && !pairs && b.isParagraph() && resultLetter(b.text) == "" {
			_, _, label := readLabel(b.text, reply)
			if !label && !isDateLine(strings.Trim(b.text, "()（）")) {
				return true
			}
		}
	}
	return false
}

const proseRunesMin = 30

// runs tells whether a block is of the running text: a sentence, a numbered
// line, an addressee, a question, a table that is no metadata.
func runs(b *block, reply bool) bool {
	if b.note != "" {
		return false
	}
	if !b.isParagraph() {
		rows := b.rows()
		if pairs, _, ok := tablePairs(rows, reply); ok && len(pairs) > 1 {
			return false
		}
		return b.isTable() && len(rows) > 1 || sentence(b.text) || runes(b.text) > proseRunesMin && !linksOnly(b)
	}
	if _, pairs := pairsOf(b.text, reply); pairs || onlyNumber(b.text) || isFurniture(b.text) {
		return false
	}
	if linksOnly(b) {
		return false
	}
	switch {
	case stepOf(b.text) != unnumbered:
		return !numberAlone.MatchString(squeezed(b.text))
	case isAddressee(b.text), isQuestion(b.text):
		return true
	case b.level > 0 && runes(b.text) <= titleRunesMax:
		return false
	}
	return sentence(b.text) && runes(b.text) >= proseRunesMin || runes(b.text) > titleRunesMax && strings.ContainsAny(b.text, "，,。")
}

const addresseeRunesMax = 80

// isAddressee tells a line such as 各区人民政府： or 李某委员:.
func isAddressee(text string) bool {
	if last := lastRune(text); last != '：' && last != ':' || runes(text) > addresseeRunesMax || runes(text) < 3 {
		return false
	}
	if _, _, label := readLabel(text, true); label || bare.MatchString(squeezed(text)) {
		return false
	}
	name := strings.TrimRight(text, "：: ")
	if _, ok := endsAny(name, "代表", "委员", "人民政府", "单位", "部门", "局", "委", "办", "公司", "机构", "企业", "同志", "市民", "朋友", "先生", "女士", "厅", "院", "会", "中心", "处", "镇", "街道", "党组", "们"); ok {
		return true
	}
	return false
}

// isQuestion tells the lines of a conversation.
func isQuestion(text string) bool {
	speaker, _, ok := strings.Cut(strings.ReplaceAll(text, ":", "："), "：")
	if !ok || runes(speaker) > 30 || strings.ContainsAny(speaker, "。，；") {
		return false
	}
	switch squeezed(speaker) {
	case "问", "答", "提问", "回答", "主持人", "记者", "记者问":
		return true
	}
	_, asks := endsAny(strings.TrimSpace(speaker), "记者", "记者问", "发言人", "主持人")
	return asks
}

// linksOnly tells a menu: most of its words are links, and not to files.
func linksOnly(b *block) bool {
	if b.node == nil {
		return false
	}
	linked := 0
	for a := range linksIn(b.node) {
		if isFileLink(attribute(a, "href")) {
			return false
		}
		linked += runes(words(a))
	}
	return linked > 0 && linked*10 >= runes(squeezed(b.text))*7
}
