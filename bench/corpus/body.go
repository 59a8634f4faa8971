package corpus

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// The length of a body in characters: lognormal, cut off at both ends. What
// follows the last paragraph comes on top.
const (
	lengthMedian = 2560
	lengthSigma  = 0.52
	lengthLow    = 1000
	lengthHigh   = 7000
)

// body writes one text.
type body struct {
	*Document
	corpus *Corpus
	voice  voice
	lines  []string
	size   int // characters so far
	want   int
}

func newBody(dice *dice, d *Document, c *Corpus) *body {
	want := math.Exp(math.Log(lengthMedian) + lengthSigma*dice.normal())
	return &body{Document: d, corpus: c, voice: c.source.begin(dice, d.about), want: int(min(lengthHigh, max(lengthLow, want)))}
}

func (b *body) add(line string) {
	b.lines = append(b.lines, line)
	b.size += utf8.RuneCountInString(line)
}

// text writes the whole. A quarter of all pages are typed with half-width
// punctuation, as real ones are.
func (b *body) text(dice *dice) string {
	b.open(dice)
	for n := 1; b.size < b.want; n++ {
		b.add("## " + chinese(n) + "、" + pick(dice, heads))
		b.section(dice)
		switch r := dice.share(); {
		case r < 0.10:
			b.list(dice)
		case r < 0.15:
			b.table(dice)
		}
	}
	if (b.kind == reply || b.kind == guide) && dice.chance(0.7) {
		b.add("联系人：" + person(dice) + "；联系电话：" + telephone(dice))
	}
	b.add(b.agency.name)
	b.add(fmt.Sprintf("%d年%d月%d日", b.day.Year(), b.day.Month(), b.day.Day()))
	text := strings.Join(b.lines, "\n\n") + "\n"
	if dice.chance(0.25) {
		text = halfWidth.Replace(text)
	}
	return text
}

var halfWidth = strings.NewReplacer("，", ",", "；", ";", "：", ":", "（", "(", "）", ")", "！", "!", "？", "?")

// open writes what comes before the first heading.
func (b *body) open(dice *dice) {
	switch b.kind {
	case reply:
		who := "委员"
		if b.proposal.deputy {
			who = "代表"
		}
		b.add(person(dice) + who + "：")
		b.add("您提出的《关于" + b.about.name + "的建议》（第" + b.proposal.number + "号）收悉，现答复如下：")
	case interpretation:
		b.add("为便于社会公众准确理解" + b.interprets.cited() + "，现就有关内容解读如下。")
	case policy:
		b.add("各区人民政府，市人民政府各部门：")
		if old := b.repeals; old != nil {
			b.add("本文件施行后，" + old.cited() + "同时废止。")
		} else if dice.chance(0.3) && len(b.corpus.policies) > 0 {
			b.add("根据" + pick(dice, b.corpus.policies).cited() + "等规定，结合本市实际，制定本文件。")
		}
	}
}

// cited is how another document names this one.
func (d *Document) cited() string {
	if d.number == "" {
		return "《" + d.Title + "》"
	}
	return "《" + d.Title + "》（" + d.number + "）"
}

// section writes the points of a section.
func (b *body) section(dice *dice) {
	for n := range dice.between(1, 4) {
		if b.size >= b.want {
			return
		}
		lead := "（" + chinese(n+1) + "）" + pick(dice, leadVerbs) + pick(dice, leadNouns) + "。"
		if dice.chance(0.4) {
			lead = "**" + lead + "**"
		}
		for range dice.between(1, 3) {
			b.add(lead + b.paragraph(dice))
			lead = ""
			if b.size >= b.want {
				return
			}
		}
	}
}

func (b *body) paragraph(dice *dice) string {
	line := strings.Join(b.voice.paragraph(dice), "")
	if cut, ok := strings.CutSuffix(line, "；"); ok {
		line = cut + "。"
	}
	return line
}

func (b *body) list(dice *dice) {
	var items []string
	for range dice.between(3, 6) {
		items = append(items, "- "+strings.TrimRight(pick(dice, b.voice.paragraph(dice)), "；"))
	}
	b.add(strings.Join(items, "\n"))
}

func (b *body) table(dice *dice) {
	rows := []string{"| 序号 | 单位 | 事项 | 数量（件） |", "|---|---|---|---:|"}
	for n := range dice.between(4, 9) {
		rows = append(rows, fmt.Sprintf("| %d | %s | %s | %d |", n+1, pick(dice, b.corpus.agencies).short, pick(dice, leadNouns), dice.between(1, 9999)))
	}
	b.add(strings.Join(rows, "\n"))
}
