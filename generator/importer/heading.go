package importer

import (
	"regexp"
	"strings"
)

// A step is a kind of numbering, the widest first (GB/T 9704: 一、（一）1.（1）;
// 立法技术规范: 编 章 节).
type step uint8

const (
	unnumbered step = iota
	partStep        // 第一编
	chapterStep
	sectionStep
	decimalOne   // 1 总则, of plans and standards
	decimalTwo   // 1.1
	decimalThree // 1.1.1
	firstStep    // 一、
	secondStep   // （一）
	thirdStep    // 1.
	fourthStep   // （1）
	stepsMax
)

var steps = []struct {
	step step
	form *regexp.Regexp
}{
	{partStep, regexp.MustCompile(`^第[一二三四五六七八九十百\d]{1,4}编(?:[\s　]|$)?`)},
	{chapterStep, regexp.MustCompile(`^第[一二三四五六七八九十百零\d]{1,5}章`)},
	{sectionStep, regexp.MustCompile(`^第[一二三四五六七八九十百零\d]{1,5}节`)},
	{decimalThree, regexp.MustCompile(`^\d{1,2}\.\d{1,2}\.\d{1,2}[\s　]*\p{Han}`)},
	{decimalTwo, regexp.MustCompile(`^\d{1,2}\.\d{1,2}[\s　]*\p{Han}`)},
	{decimalOne, regexp.MustCompile(`^\d{1,2}[\s　]+\p{Han}`)},
	{firstStep, regexp.MustCompile(`^[一二三四五六七八九十百]{1,4}[、．]`)},
	{secondStep, regexp.MustCompile(`^[（(][一二三四五六七八九十百]{1,4}[)）]`)},
	{thirdStep, regexp.MustCompile(`^[0-9０-９]{1,3}(?:[.．](?:[^0-9０-９]|$)|、)`)},
	{fourthStep, regexp.MustCompile(`^[（(][0-9０-９]{1,3}[)）]`)},
}

// stepOf tells the numbering that a line begins with.
func stepOf(line string) step {
	for _, s := range steps {
		if s.form.MatchString(line) {
			return s.step
		}
	}
	return unnumbered
}

const (
	headingRunesMax = 45
	markedRunesMax  = 60 // of what the file itself calls a heading
	lookRunesMax    = 30 // of a heading told by its look alone
)

// candidate is a block that may be a heading.
type candidate struct {
	block *block
	step  step
	sure  bool // the file says so
	rank  int  // of the heading element
}

// findHeadings gives blocks of the body their levels: 0 for text, 2 to 6 for
// headings. A number stays where it is; it is never made or taken away.
func (d *draft) findHeadings() {
	kept := d.kept()
	found := map[*block]*candidate{}
	list := make([]*candidate, len(kept))
	body := bodyFont(kept)
	listing := false // the names of attachments: 附件：1.… and the lines under it
	for i, b := range kept {
		listing = listedAttachment.MatchString(b.text) || listing && stepOf(b.text) == thirdStep
		if listing && b.level == 0 {
			continue
		}
		if c := headingLike(b, body); c != nil && !(i == 0 && !c.sure && c.step == unnumbered) {
			list[i] = c
		}
	}
	rejectDecimals(list)
	rejectMixed(kept, list)
	rejectItems(list)
	for _, c := range list {
		if c != nil {
			found[c.block] = c
		}
	}
	levels := levelsOf(list)
	for _, b := range kept {
		b.level = 0
		if c := found[b]; c != nil {
			b.level = levels(c)
		}
	}
}

// listedAttachment begins the list of what is enclosed.
var listedAttachment = regexp.MustCompile(`^附件[:：]\s*[1１][.．、]`)

// headingLike tells whether a block can be a heading.
func headingLike(b *block, body string) *candidate {
	if strings.HasSuffix(b.text, "}") { // Markdown would read {…} at its end as an id, escaped or not
		return nil
	}
	if !b.isParagraph() || b.note != "" || b.text == "" || b.node != nil && hasPicture(b.node) {
		return nil
	}
	c := &candidate{block: b, step: stepOf(b.text), sure: b.level > 0, rank: b.level}
	n := runes(b.text)
	words := strings.TrimSpace(numberless(b.text, c.step))
	if c.sure {
		if n > markedRunesMax && (sentence(b.text) || n > 2*markedRunesMax) || strings.HasSuffix(words, "。") && strings.Count(words, "。") > 1 {
			return nil
		}
		return c
	}
	if c.step == fourthStep || n > headingRunesMax || words == "" && c.step > sectionStep {
		return nil
	}
	if c.step == firstStep {
		words = strings.TrimSuffix(words, "。")
	}
	if c.step != unnumbered {
		words = strings.TrimRight(words, "？?") // 一、为什么制定？
	}
	if strings.ContainsAny(words, "。！？；!?;") || strings.ContainsRune("，、：…,:.", lastRune(words)) || b.node != nil && hasLink(b.node) {
		return nil
	}
	if c.step != unnumbered {
		return c
	}
	return lookHeading(c, body, n)
}

// lookHeading tells a heading without a number by its look: 黑体 or 楷体 where
// the text has another font, or bold from end to end.
func lookHeading(c *candidate, body string, n int) *candidate {
	b := c.block
	if n > lookRunesMax || n < 2 || b.look.right || isDateLine(b.text) || isQuestion(b.text) || isOrganization(b.text) || strings.ContainsRune("”》）)\"", lastRune(b.text)) {
		return nil
	}
	if font := fontClass(b.look.font); font != "" && font != body || b.look.bold {
		return c
	}
	return nil
}

// fontClass tells the families of official typesetting.
func fontClass(font string) string {
	lower := strings.ToLower(font)
	switch {
	case strings.Contains(font, "黑") || strings.Contains(lower, "hei") && !strings.Contains(lower, "yahei"):
		if strings.Contains(font, "雅黑") {
			return ""
		}
		return "黑"
	case strings.Contains(font, "楷") || strings.Contains(lower, "kai"):
		return "楷"
	}
	return ""
}

// bodyFont gives the class of the font of most characters.
func bodyFont(kept []*block) string {
	weights := map[string]int{}
	for _, b := range kept {
		weights[fontClass(b.look.font)] += runes(b.text)
	}
	best := ""
	for _, class := range []string{"黑", "楷"} {
		if weights[class] > weights[best] {
			best = class
		}
	}
	return best
}

func numberless(text string, s step) string {
	for _, row := range steps {
		if row.step == s {
			if at := row.form.FindStringIndex(text); at != nil && s != thirdStep && (s < decimalOne || s > decimalThree) {
				return text[at[1]:]
			}
		}
	}
	if s == thirdStep || s >= decimalOne && s <= decimalThree {
		return strings.TrimLeft(text, "0123456789０１２３４５６７８９.．、")
	}
	return text
}

// rejectItems takes numbered lines off the list that are items of an
// enumeration: one stands next to another of its kind, or nothing of its own
// follows. Deep ones are judged first.
func rejectItems(list []*candidate) {
	for s := fourthStep; s >= partStep; s-- {
		var found []int
		for i, c := range list {
			if c != nil && c.step == s && !c.sure && isItem(list, i) {
				found = append(found, i)
			}
		}
		for _, i := range found {
			list[i] = nil
		}
	}
}

func isItem(list []*candidate, i int) bool {
	same := func(j int) bool {
		return j >= 0 && j < len(list) && list[j] != nil && list[j].step == list[i].step
	}
	if list[i].step <= sectionStep {
		return false
	}
	if same(i+1) || same(i-1) {
		return true
	}
	if i+1 == len(list) {
		return list[i].step == thirdStep || strings.HasSuffix(list[i].block.text, "。")
	}
	next := list[i+1]
	return next != nil && next.step != unnumbered && next.step < list[i].step
}

// rejectDecimals takes 1 总则 off the headings unless 1.1 occurs too: else the
// digits may count anything.
func rejectDecimals(list []*candidate) {
	found := false
	for _, c := range list {
		found = found || c != nil && c.step == decimalTwo
	}
	for i, c := range list {
		if c != nil && c.step == decimalOne && !c.sure && !found {
			list[i] = nil
		}
	}
}

// rejectMixed takes 1. off the headings where, under one heading, another line
// numbered alike is a whole paragraph: then they are items.
func rejectMixed(kept []*block, list []*candidate) {
	start, mixed := 0, false
	settle := func(end int) {
		for i := start; mixed && i < end; i++ {
			if c := list[i]; c != nil && c.step == thirdStep && !c.sure {
				list[i] = nil
			}
		}
		start, mixed = end, false
	}
	for i, b := range kept {
		switch s := stepOf(b.text); {
		case list[i] != nil && list[i].step != thirdStep, s != unnumbered && s < thirdStep:
			settle(i)
		case s == thirdStep && list[i] == nil:
			mixed = true
		}
	}
	settle(len(kept))
}

// levelsOf gives the level of each heading: numbered ones by the order of the
// steps that occur; others with the numbered ones of their rank, else one below
// those of the next wider rank.
func levelsOf(list []*candidate) func(*candidate) int {
	used := [stepsMax]bool{}
	for _, c := range list {
		if c != nil {
			used[c.step] = true
		}
	}
	level := [stepsMax]int{}
	next := 2
	for s := partStep; s < stepsMax; s++ {
		if used[s] {
			level[s] = next
			next++
		}
	}
	ranks := map[int]int{} // rank → level
	for _, c := range list {
		if c == nil || c.step == unnumbered {
			continue
		}
		if r := c.order(); r > 0 && ranks[r] == 0 {
			ranks[r] = level[c.step]
		}
	}
	above := 1
	for r := 1; r <= rankMax; r++ {
		if ranks[r] == 0 && hasRank(list, r) {
			ranks[r] = above + 1
		}
		if ranks[r] > 0 {
			above = ranks[r]
		}
	}
	return func(c *candidate) int {
		if c.step != unnumbered {
			return min(6, level[c.step])
		}
		return min(6, max(2, ranks[c.order()]))
	}
}

// The ranks of headings without number: those of heading elements, then those
// told by look.
const (
	lookRank = 6
	rankMax  = lookRank + 3
)

// order gives a heading's rank among those that have no number: the level of
// its element, else its look.
func (c *candidate) order() int {
	if c.sure {
		return c.rank
	}
	switch fontClass(c.block.look.font) {
	case "黑":
		return lookRank + 1
	case "楷":
		return lookRank + 2
	}
	if c.block.look.bold {
		return lookRank + 3
	}
	return 0
}

func hasRank(list []*candidate, rank int) bool {
	for _, c := range list {
		if c != nil && c.step == unnumbered && c.order() == rank {
			return true
		}
	}
	return false
}
