package importer

import (
	"regexp"
	"strings"

	"gongkai/generator/field"
)

// replyTitle reads the titles of replies: 关于对市十四届人大六次会议 第20210200号
// 代表建议的答复.
var replyTitle = regexp.MustCompile(`(?:对|关于)*((?:[^，。《》对]|政协)*?(?:人民代表大会|人大|政协)[^，。《》第]{0,30}(?:第[一二三四五六七八九十]+届[^，。《》]{0,20}?)?(?:第?[一二三四五六七八九十]+次)?(?:全体)?会议)[“"（(]?第([A-Za-z]{0,4}[0-9]{1,10}(?:[-—][0-9]{1,6})?)号[”"）)]?((?:人大|政协)?(?:代表|委员)?(?:重点)?(?:建议|提案|议案))`)

// replyNumber reads the number alone, from a text that begins 您提出的.
var replyNumber = regexp.MustCompile(`第([A-Za-z]{0,4}[0-9]{1,10})号(?:[”"）)])?(?:人大|政协)?(?:代表|委员)?(?:重点)?(建议|提案|议案)`)

// mayBeReply tells whether the head of a file looks like a reply, before its
// title is known.
func (d *draft) mayBeReply() bool {
	if d.options.Kind != 0 {
		return d.options.Kind == field.Reply
	}
	if d.reply == nil {
		found := false
		for _, b := range d.page.blocks[:min(len(d.page.blocks), titleReach)] {
			line := squeezed(b.text)
			if runes(line) <= titleRunesMax && !sentence(line) && (replyTitle.MatchString(line) || strings.HasSuffix(line, "的答复") && strings.ContainsAny(line, "建提议") && (strings.Contains(line, "建议") || strings.Contains(line, "提案") || strings.Contains(line, "议案"))) {
				found = true
				break
			}
		}
		d.reply = &found
	}
	return *d.reply
}

// findProposal tells which proposal a reply answers.
func (d *draft) findProposal() {
	title := d.text(field.Title)
	because := &block{line: d.facts[field.Title].line0(), text: title}
	m := replyTitle.FindStringSubmatch(squeezed(title))
	switch {
	case m != nil:
		d.state(field.ProposalSession, FromText, 0.95, because, sessionOf(m[1]))
		d.state(field.ProposalNumber, FromText, 0.95, because, m[2])
		d.state(field.ProposalSort, FromText, 0.95, because, proposalSort(m[1]+m[3]))
	case d.mayBeReply():
		d.proposalFromText(title)
	default:
		return
	}
	d.readReplyText()
}

// sessionOf cuts the words before the name of the session.
func sessionOf(text string) string {
	for _, lead := range []string{"关于对", "关于", "对"} {
		if i := strings.LastIndex(text, lead); i >= 0 {
			text = text[i+len(lead):]
		}
	}
	return text
}

func proposalSort(words string) string {
	switch {
	case strings.Contains(words, "议案"):
		return "议案"
	case strings.Contains(words, "提案"), strings.Contains(words, "政协") && !strings.Contains(words, "建议"):
		return "政协提案"
	}
	return "人大代表建议"
}

// proposalFromText reads the facts of a reply whose title does not hold them.
func (d *draft) proposalFromText(title string) {
	kept := d.kept()
	lines := append([]*block{{text: title}}, kept[:min(len(kept), 6)]...)
	for _, b := range lines {
		text := squeezed(b.text)
		if m := replyTitle.FindStringSubmatch(text); m != nil {
			d.state(field.ProposalSession, FromGuess, 0.7, b, sessionOf(m[1]))
			d.state(field.ProposalNumber, FromGuess, 0.8, b, m[2])
			d.state(field.ProposalSort, FromGuess, 0.8, b, proposalSort(m[1]+m[3]))
			return
		}
		if m := replyNumber.FindStringSubmatch(text); m != nil {
			d.state(field.ProposalNumber, FromGuess, 0.7, b, m[1])
			d.state(field.ProposalSort, FromGuess, 0.7, b, proposalSort(m[2]))
			return
		}
	}
	if _, ok := holdsAny(title, "建议", "提案", "议案"); ok {
		d.state(field.ProposalSort, FromGuess, 0.5, &block{text: title}, proposalSort(title))
	}
}

var (
	subjectQuoted = regexp.MustCompile(`(?:您|你)(?:们)?[^。《]{0,30}《([^》]{4,80})》`)
	subjectPlain  = regexp.MustCompile(`提出的[“"]?(关于[^，。“”《》]{4,60}?的?(?:建议|提案|议案))[”"]?(?:已)?(?:收悉|收到)`)
	ownLead       = regexp.MustCompile(`我(?:局|委|办|厅|部|单位|院|中心|区|市).{0,8}(?:承担|作为|为|是)主办单位`)
	leadForm      = regexp.MustCompile(`由([^，。；、由]{2,15})为主办单位|主办单位(?:为|是|：|:)([^，。；]{2,40})`)
	jointBefore   = regexp.MustCompile(`([^，,。；;（(]{2,80}?)(?:等)?(?:[一二三四五六七八九十两]|\d+)?(?:个|家)?(?:为|作为)?(?:会办|协办|分办)单位`)
	jointAfter    = regexp.MustCompile(`(?:会办|协办|分办)单位(?:为|是|有|：|:)([^，。；]{2,80})`)
)

// readReplyText reads addressee, subject and the offices in charge.
func (d *draft) readReplyText() {
	for _, b := range d.kept() {
		if b.note != "" || !b.isParagraph() {
			continue
		}
		text := squeezed(b.text)
		if isAddressee(b.text) {
			d.readProposers(b)
		}
		if m := subjectQuoted.FindStringSubmatch(text); m != nil && !d.has(field.ProposalSubject) {
			if _, ok := holdsAny(m[1], "建议", "提案", "议案", "关于"); ok {
				d.state(field.ProposalSubject, FromText, 0.85, b, m[1])
			}
		} else if m := subjectPlain.FindStringSubmatch(text); m != nil {
			d.state(field.ProposalSubject, FromText, 0.85, b, m[1])
		}
		d.readOffices(b, text)
	}
}

// readProposers reads 李俊委员： and 张某、李某代表：.
func (d *draft) readProposers(b *block) {
	name := strings.TrimRight(squeezed(b.text), "：:")
	name = strings.TrimPrefix(strings.TrimPrefix(name, "尊敬的"), "敬爱的")
	person := false
	for _, word := range []string{"人大代表", "政协委员", "代表", "委员"} {
		if rest, ok := strings.CutSuffix(name, word); ok {
			name, person = rest, true
			break
		}
	}
	name = strings.TrimSuffix(name, "等")
	if name == "" || !person && !isParty(name) {
		return
	}
	var names []string
	for _, n := range splitList(name) {
		names = append(names, strings.TrimSuffix(strings.TrimSuffix(n, "代表"), "委员"))
	}
	d.state(field.Proposers, FromText, 0.9, b, names...)
}

// isParty tells the groups that hand in proposals.
func isParty(name string) bool {
	_, ok := holdsAny(name, "民盟", "民革", "民建", "民进", "农工", "致公", "九三", "台盟", "工商联", "委员会", "代表团", "界别")
	return ok
}

// readOffices reads who leads and who joins, each where it is said in so many
// words: 由市司法局为主办单位，市法院、市公安局为会办单位.
func (d *draft) readOffices(b *block, text string) {
	if m := leadForm.FindStringSubmatch(text); m != nil {
		d.state(field.ProposalLead, FromText, 0.85, b, splitList(m[1]+m[2])...)
	} else if ownLead.MatchString(text) && d.has(field.Agency) {
		d.state(field.ProposalLead, FromGuess, 0.7, b, d.facts[field.Agency].values[0])
	}
	if m := jointAfter.FindStringSubmatch(text); m != nil {
		d.stateJoint(b, m[1])
	}
	for _, m := range jointBefore.FindAllStringSubmatch(text, -1) {
		d.stateJoint(b, m[1])
	}
}

// stateJoint records a list of offices, if every member of it reads like one.
func (d *draft) stateJoint(b *block, list string) {
	parts := strings.FieldsFunc(strings.ReplaceAll(list, "以及", "、"), func(r rune) bool { return strings.ContainsRune("、和与及", r) })
	if len(parts) < 2 {
		return
	}
	if i := strings.IndexAny(parts[0], "市省区县州盟旗"); i > 0 {
		parts[0] = parts[0][i:]
	}
	for i, p := range parts {
		parts[i] = strings.TrimSuffix(p, "等")
		if n := runes(parts[i]); n < 2 || n > 20 || !strings.ContainsRune("局厅委部府院会办室处所站队心司团社署区县", lastRune(parts[i])) {
			return
		}
	}
	d.state(field.ProposalJoint, FromText, 0.85, b, parts...)
}
