package importer

import (
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/field"
	"gongkai/generator/number"
)

// kindRules tell a kind from a title, the first that matches.
var kindRules = []struct {
	form       *regexp.Regexp
	kind       field.Kind
	confidence float64
}{
	{regexp.MustCompile(`政府信息公开(?:工作)?(?:年度)?(?:报告|年报)|政府信息公开工作年度报告`), field.AnnualReport, 0.95},
	{regexp.MustCompile(`法治政府建设.{0,12}(?:报告|情况|总结)|(?:工作|年度|执行|进展|总结|自查|述职|督察|绩效|整改)(?:情况的?)?(?:报告|总结)$|工作报告|年度报告`), field.Report, 0.9},
	{regexp.MustCompile(`新闻发布会|新闻通气会|吹风会|记者见面会`), field.Conference, 0.9},
	{regexp.MustCompile(`政府信息公开指南|信息公开指南`), field.Guide, 0.95},
	{regexp.MustCompile(`依申请公开`), field.OnRequest, 0.8},
	{regexp.MustCompile(`政府信息公开.{0,10}(?:制度|办法|规定)|保密审查制度|信息发布协调制度`), field.System, 0.8},
	{regexp.MustCompile(`(?:解读|图解|一图读懂|一图看懂|政策问答|答记者问)`), field.Interpretation, 0.9},
	{regexp.MustCompile(`重大行政决策|(?:公开)?征求.{0,40}意见(?:建议)?(?:的)?(?:公告|通告|启事|通知)?$`), field.Decision, 0.7},
	{regexp.MustCompile(`(?:机构|部门|主要)?(?:职能|职责)(?:配置|介绍|简介)?$|机构设置|内设机构|领导(?:分工|信息|简介)|机构简介`), field.Organization, 0.85},
	{regexp.MustCompile(`(?:清单|事项目录|名录)(?:[（(].{0,20}[)）])?$`), field.Inventory, 0.8},
	{regexp.MustCompile(`(?:公告|公示|通告|启事|公示名单)(?:[（(].{0,20}[)）])?$`), field.Announcement, 0.85},
}

// policyWords and normativeWords end the titles of what agencies rule.
var (
	inclosedAct    = regexp.MustCompile(`印发.{0,3}《[^》]+(?:办法|规定|细则|规程|规则)(?:[（(].{0,8}[)）])?》的通知$`)
	normativeWords = regexp.MustCompile(`(?:办法|规定|细则|规程|规则)(?:[（(](?:试行|暂行|修订|修正|.{0,8}修订)[)）])?$`)
	policyWords    = regexp.MustCompile(`(?:通知|意见|决定|方案|批复|函|措施|规划|计划|要点|预案|命令|通报|条例|标准|指引)(?:[（(].{0,12}[)）])?$`)
	orderWords     = regexp.MustCompile(`(?:人民政府|政府)令`)
)

// findKind tells the kind of the document.
func (d *draft) findKind() {
	if d.options.Kind != 0 {
		d.state(field.KindOf, FromFlag, 1, nil, d.options.Kind.Label())
		return
	}
	if d.has(field.KindOf) {
		return
	}
	kind, confidence, line := d.guessKind()
	d.state(field.KindOf, FromGuess, confidence, line, kind.Label())
}

func (d *draft) guessKind() (field.Kind, float64, *block) {
	title := d.text(field.Title)
	because := &block{line: d.facts[field.Title].line0(), text: title}
	if d.has(field.Proposal) || d.has(field.ProposalNumber) {
		return field.Reply, 0.95, because
	}
	if isReplyTitle(squeezed(title)) {
		return field.Reply, 0.7, because
	}
	for _, rule := range kindRules {
		if rule.form.MatchString(title) {
			return rule.kind, rule.confidence, because
		}
	}
	if questions := d.questions(); len(questions) >= 2 {
		if _, ok := holdsAny(d.bodyText(), "发布会", "记者"); ok {
			return field.Conference, 0.7, questions[0]
		}
	}
	n := number.ParseDocument(d.text(field.Document))
	switch {
	case n.Sort == number.Order && orderWords.MatchString(n.Code):
		return field.Regulation, 0.9, &block{text: d.text(field.Document)}
	case n.Sort == number.Standard && strings.HasSuffix(n.Code, "规"):
		return field.Normative, 0.9, &block{text: d.text(field.Document)}
	case normativeWords.MatchString(title) && d.historyNote() != nil:
		return field.Regulation, 0.8, d.historyNote()
	case normativeWords.MatchString(title), inclosedAct.MatchString(title):
		return field.Normative, 0.6, because
	case policyWords.MatchString(title):
		return field.Policy, 0.6, because
	}
	return field.Other, 0.2, because
}

func (f *fact) line0() int {
	if f == nil {
		return 0
	}
	return f.line
}

// questions gives the lines that ask.
func (d *draft) questions() []*block {
	var out []*block
	for _, b := range d.kept() {
		if speaker, _, ok := strings.Cut(strings.ReplaceAll(b.text, ":", "："), "："); ok && isQuestion(b.text) {
			if _, asks := endsAny(squeezed(speaker), "问", "记者"); asks {
				out = append(out, b)
			}
		}
	}
	return out
}

func (d *draft) bodyText() string {
	var b strings.Builder
	for _, k := range d.kept() {
		b.WriteString(k.text + "\n")
	}
	return b.String()
}

// findGenre tells the 体裁 by how the title ends.
func (d *draft) findGenre() {
	kind, ok := field.LookupKind(d.text(field.KindOf))
	title := d.text(field.Title)
	if i := strings.LastIndexAny(title, "（("); i > 0 && strings.ContainsRune("）)", lastRune(title)) {
		title = title[:i]
	}
	row := field.Of(field.Genre)
	for _, term := range row.Vocabulary {
		if term.Key != "other" && runes(term.Label) >= 2 && strings.HasSuffix(title, term.Label) && !(term.Label == "报告" && strings.HasSuffix(title, "年度报告")) {
			d.state(field.Genre, FromGuess, 0.9, &block{text: d.text(field.Title)}, term.Label)
			return
		}
	}
	if ok && (kind == field.Reply || kind == field.AnnualReport || kind == field.Interpretation || kind == field.Guide) {
		d.state(field.Genre, FromGuess, 0.8, &block{text: d.text(field.Title)}, kind.Row().Genre)
	}
}

// The end of an act says when it holds.
var (
	effectiveForm = regexp.MustCompile(`自([^，。；自]{6,24}?)起(?:施行|实施|执行|生效)`)
	yearsForm     = regexp.MustCompile(`有效期(?:限)?(?:为)?([一二三四五六七八九十\d]{1,3})年`)
	untilForm     = regexp.MustCompile(`有效期(?:限)?(?:至|到)([^，。；]{6,20}?)(?:止|为止|[。，；]|$)`)
)

// findTerm reads 自2024年5月1日起施行，有效期5年 in the last paragraphs of an act.
func (d *draft) findTerm() {
	kind, ok := field.LookupKind(d.text(field.KindOf))
	if !ok || !kind.Row().Lapses {
		return
	}
	kept := d.kept()
	if b := d.historyNote(); b != nil {
		d.findEffective(b, squeezed(b.text))
	}
	for i := len(kept) - 1; i >= 0 && i >= len(kept)-12; i-- {
		b := kept[i]
		text := squeezed(b.text)
		if strings.ContainsAny(text, "《") && !strings.HasPrefix(text, "本") && !strings.Contains(text, "本办法") && !strings.Contains(text, "本规定") && !strings.Contains(text, "本通知") && !strings.Contains(text, "本意见") {
			continue // it may speak of another act
		}
		d.findEffective(b, text)
		if m := untilForm.FindStringSubmatch(text); m != nil {
			if at, ok := parseMoment(m[1]); ok {
				d.state(field.Expires, FromText, 0.9, b, at.day.String())
			}
		} else if m := yearsForm.FindStringSubmatch(text); m != nil && !d.has(field.Expires) {
			if n := chineseOrArabic(m[1]); n > 0 && n <= 100 {
				d.state(field.ValidYears, FromText, 0.9, b, itoa(n))
			}
		}
	}
}

// findEffective reads 自2024年5月1日起施行.
func (d *draft) findEffective(b *block, text string) {
	if m := effectiveForm.FindStringSubmatch(text); m != nil {
		if at, ok := parseMoment(m[1]); ok {
			d.state(field.Effective, FromText, 0.9, b, at.day.String())
		}
	}
}

// history begins the 题注 of a 规章, which tells by which orders it was issued
// and changed (国办公开办函〔2021〕33号).
var history = regexp.MustCompile(`^[（(].{0,20}\d{4}年\d{1,2}月\d{1,2}日.{0,30}(?:人民政府|政府)(?:令|第).{0,60}(?:公布|发布|通过)`)

const historyReach = 4

// historyNote finds the 题注 under the title.
func (d *draft) historyNote() *block {
	kept := d.kept()
	for _, b := range kept[:min(len(kept), historyReach)] {
		if history.MatchString(squeezed(b.text)) {
			return b
		}
	}
	return nil
}

// findInterpreted looks the document up that an interpretation explains: a
// title in 《》 or a document number, if the column has it.
func (d *draft) findInterpreted() {
	kind, _ := field.LookupKind(d.text(field.KindOf))
	if kind != field.Interpretation || d.has(field.Interprets) || d.options.Find == nil {
		return
	}
	lines := []*block{{line: d.facts[field.Title].line0(), text: d.text(field.Title)}}
	kept := d.kept()
	lines = append(lines, kept[:min(len(kept), 6)]...)
	for _, b := range lines {
		names := bookTitles(b.text)
		for _, span := range number.FindDocuments(b.text) {
			for _, key := range span.Readings() {
				names = append(names, key)
			}
		}
		for _, name := range names {
			if reference, ok := d.options.Find(name); ok {
				d.state(field.Interprets, FromGuess, 0.8, b, reference)
				return
			}
		}
	}
}

// relatedMax bounds how many related documents are listed.
const relatedMax = 20

// findRelated looks the documents up that the page links to, also under its
// text (相关解读, 相关链接): those the column has become 相关文件.
func (d *draft) findRelated() {
	if d.options.Find == nil || d.has(field.Related) {
		return
	}
	var found []string
	var line *block
	for _, b := range d.page.blocks {
		if b.node == nil {
			continue
		}
		for a := range linksIn(b.node) {
			title := words(a)
			reference, ok := d.options.Find(title)
			if ok && len(found) < relatedMax && !slices.Contains(found, reference) && alike(title) != alike(d.text(field.Title)) && reference != d.text(field.Interprets) {
				found, line = append(found, reference), b
			}
		}
	}
	if len(found) > 0 {
		d.state(field.Related, FromGuess, 0.8, line, found...)
	}
}

// bookTitles gives what stands in 《》.
func bookTitles(text string) []string {
	var out []string
	for {
		_, after, ok := strings.Cut(text, "《")
		if !ok {
			return out
		}
		title, rest, ok := strings.Cut(after, "》")
		if !ok {
			return out
		}
		out = append(out, title)
		text = rest
	}
}
