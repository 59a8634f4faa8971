package importer

import (
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/field"
)

// genreWords end the titles of documents.
var genreWords = []string{
	"通知", "意见", "办法", "规定", "细则", "方案", "报告", "答复", "复函", "答复函", "的函", "公告", "通告", "公示", "决定", "命令", "批复", "纪要", "通报", "决议", "议案", "公报", "规划", "计划", "要点", "总结", "清单", "目录", "指南", "规则", "制度", "规程", "措施", "标准",
	"办法（试行）", "办法(试行)", "规定（试行）", "规定(试行)", "意见（试行）", "方案（试行）", "细则（试行）", "规程（试行）", "规程(试行)", "（暂行）", "(暂行)", "（试行）", "(试行)", "解读", "发布会", "启事", "名单", "说明", "情况", "职责", "职能", "年报", "预案", "条例", "政策问答", "问答", "一问一答", "一图读懂", "明细", "简介",
}

// slogan tells banners: no title exhorts.
var slogan = regexp.MustCompile(`^(?:深入学习|深入贯彻|认真学习|学习贯彻|全面贯彻|坚持以|高举|紧密团结|热烈庆祝|热烈祝贺|不忘初心|牢记使命|奋力|喜迎|以习近平|践行|弘扬|牢固树立|大力弘扬|欢迎|网站首页|全心全意)|[！!]$`)

const (
	titleRunesMin = 4
	titleRunesMax = 120
	wholeTitleMin = 8  // what stands before the dash of 2019—2021年… is no title
	titleReach    = 40 // blocks that are looked at
)

// findTitle tells the title and drops its line and one repetition of it.
func (d *draft) findTitle() {
	if d.has(field.Title) {
		d.dropTitle(d.text(field.Title), 1)
		return
	}
	best, most := -1, 0
	for i, b := range d.page.blocks[:min(d.from, len(d.page.blocks), titleReach)] {
		if score := d.titleScore(i, b); score > most {
			best, most = i, score
		}
	}
	if best < 0 {
		d.titleElsewhere()
		return
	}
	lines := d.titleLines(best)
	text := ""
	for _, b := range lines {
		if line := squeezed(b.text); slices.Contains(genreWords, line) {
			text += line // 通　知
		} else {
			text += b.text
		}
		d.drop(b, becameTitle)
	}
	confidence := 0.7
	if most >= 8 {
		confidence = 0.9
	}
	d.state(field.Title, FromText, confidence, &block{line: lines[0].line, text: text}, text)
	d.dropTitle(text, 1)
	for _, b := range d.page.blocks[:best] {
		if b.gone == "" && !b.outside && b.isParagraph() && runes(b.text) <= 60 && !sentence(b.text) {
			d.drop(b, furniture)
		}
	}
}

// statusMark is what sites set before or after the title of an act that no
// longer holds.
var statusMark = regexp.MustCompile(`^[【\[（(](已废止|废止|已失效|失效|现行有效|有效|已修改)[】\]）)]|[【\[（(](已废止|废止|已失效|失效|现行有效|有效)[】\]）)]$`)

// readStatusMark takes 【已废止】 off the title: the page tells its validity
// itself.
func (d *draft) readStatusMark() {
	f := d.facts[field.Title]
	if f == nil || f.whole != nil {
		return
	}
	m := statusMark.FindStringSubmatch(f.text())
	if m == nil {
		return
	}
	because := &block{line: f.line, text: f.text()}
	f.values = []string{strings.TrimSpace(strings.Replace(f.text(), m[0], "", 1))}
	if values, ok := readValue(field.Of(field.Validity), m[1]+m[2]); ok && len(values) > 0 {
		d.state(field.Validity, FromText, 0.9, because, values...)
	}
}

// titleScore judges how much a line looks like the title.
func (d *draft) titleScore(i int, b *block) int {
	n := runes(b.text)
	if b.gone != "" || !b.isParagraph() || n < titleRunesMin || n > titleRunesMax || b.note != "" || linksOnly(b) {
		return 0
	}
	if _, date := parseMoment(strings.Trim(b.text, "()（）")); date || strings.ContainsRune("：:，,、", lastRune(b.text)) || onlyNumber(b.text) {
		return 0
	}
	score := 1
	add := func(on bool, points int) {
		if on {
			score += points
		}
	}
	add(b.class == "title", 8)
	add(b.level == 1, 6)
	add(b.level == 2 || b.level == 3, 3)
	add(b.look.center, 3)
	add(b.look.size >= 18, 3)
	add(strings.HasPrefix(b.text, "关于") || strings.Contains(b.text, "关于"), 4)
	_, genre := endsAny(b.text, genreWords...)
	add(genre, 4)
	add(d.page.title != "" && strings.HasPrefix(alike(d.page.title), alike(b.text)), 6)
	add(d.repeated(i, b), 4)
	add(i == 0 || d.allGone(i), 2)
	add(strings.Contains(b.text, "年") && genre, 1)
	add(strings.ContainsAny(b.text, "。；"), -8)
	add(strings.ContainsAny(b.text, "！？"), -1) // 公积金怎么提取？一图读懂
	add(strings.ContainsRune("！？", lastRune(b.text)), -1)
	add(slogan.MatchString(b.text), -8)
	add(strings.HasSuffix(b.text, "文件"), -4)
	add(stepOf(b.text) != unnumbered, -6)
	return score
}

func (d *draft) repeated(i int, b *block) bool {
	for _, other := range d.page.blocks[i+1 : min(len(d.page.blocks), i+titleReach)] {
		if alike(other.text) == alike(b.text) {
			return true
		}
	}
	return false
}

func (d *draft) allGone(i int) bool {
	for _, b := range d.page.blocks[:i] {
		if b.gone == "" {
			return false
		}
	}
	return true
}

// titleLines gives the lines of a title that is broken over several.
func (d *draft) titleLines(at int) []*block {
	blocks := d.page.blocks
	lines := []*block{blocks[at]}
	fits := func(i int) bool {
		if i < 0 || i >= len(blocks) || i >= d.from {
			return false
		}
		b := blocks[i]
		return b.gone == "" && b.isParagraph() && b.look.center == blocks[at].look.center && b.outside == blocks[at].outside && b.line != 0 && !sentence(b.text) && runes(b.text) >= 2 && runes(b.text) <= 60 &&
			!slogan.MatchString(b.text) && !onlyNumber(b.text) && !isDateLine(b.text) && !strings.ContainsRune("：:", lastRune(b.text)) && alike(b.text) != alike(blocks[at].text) && resultLetter(b.text) == ""
	}
	if strings.HasPrefix(blocks[at].text, "关于") && fits(at-1) && isOrganization(blocks[at-1].text) {
		lines = append([]*block{blocks[at-1]}, lines...)
	}
	for i := at + 1; len(lines) < 4; i++ {
		if _, ended := endsAny(lines[len(lines)-1].text, genreWords...); ended || !fits(i) {
			break
		}
		_, ends := endsAny(squeezed(blocks[i].text), genreWords...)
		_, open := endsAny(lines[len(lines)-1].text, "印发", "转发", "关于", "的", "和", "及", "、", "对")
		starts := strings.HasPrefix(blocks[i].text, "关于") || strings.HasPrefix(blocks[i].text, "的")
		if !ends && !starts && !(open && blocks[at].look.center) {
			break
		}
		lines = append(lines, blocks[i])
	}
	return lines
}

// dropTitle drops repetitions of the title: every one outside the article, and
// so many inside, near its beginning.
func (d *draft) dropTitle(title string, most int) {
	for _, b := range d.page.blocks[:min(len(d.page.blocks), d.from+titleReach)] {
		if b.gone != "" || !b.isParagraph() || alike(b.text) != alike(title) {
			continue
		}
		if !b.outside {
			if most == 0 {
				continue
			}
			most--
		}
		d.drop(b, sameTitle)
	}
}

// titleOfAct finds the title of the act that an order puts into force: the
// line above 第一章 or 第一条. It stays in the body.
func (d *draft) titleOfAct() *block {
	kept := d.kept()
	for i := 1; i < len(kept); i++ {
		above, b := kept[i-1], kept[i]
		if step := stepOf(b.text); step != chapterStep && step != partStep && !strings.HasPrefix(b.text, "第一条") {
			continue
		}
		if _, ok := endsAny(above.text, genreWords...); ok && runes(above.text) <= 60 && !sentence(above.text) {
			return above
		}
		return nil
	}
	return nil
}

// titleElsewhere takes the title from what is not the text: the title element
// of a page, else the name of the file.
func (d *draft) titleElsewhere() {
	if b := d.titleOfAct(); b != nil {
		d.state(field.Title, FromText, 0.8, b, b.text)
		return
	}
	if text := d.page.title; text != "" {
		for _, separator := range []string{"_", " - ", "|", "-", "—"} {
			if short, _, ok := strings.Cut(text, separator); ok && runes(short) >= wholeTitleMin {
				text = short
			}
		}
		if text = oneLine(text); runes(text) >= titleRunesMin {
			d.state(field.Title, FromGuess, 0.6, &block{text: d.page.title}, text)
			d.dropTitle(text, 1)
			return
		}
	}
	name := d.input.Name[strings.LastIndexAny(d.input.Name, `/\`)+1:]
	if i := strings.LastIndex(name, "."); i > 0 {
		name = name[:i]
	}
	if name = oneLine(strings.ReplaceAll(name, "_", " ")); name != "" {
		d.state(field.Title, FromGuess, 0.3, &block{text: "文件名 " + d.input.Name}, name)
		d.dropTitle(name, 1)
	}
}
