package importer

import (
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/field"
)

// The pieces of what a reply says of its proposal, each found by itself, since
// titles set them in any order: 关于对市十四届人大六次会议 第20210200号代表建议的
// 答复, 对《…的提案》（市政协十一届三次会议第〔66〕号）的答复.
var (
	// replyEnd ends the titles of replies; what stands in brackets may follow.
	replyEnd = regexp.MustCompile(`(?:答复|复函|回复|答复的函|答复函|(?:答复|会办|协办|办理)(?:意见|情况)(?:的函)?)(?:[（(].{0,20}[)）])?$`)
	// proposalWord tells what is answered.
	proposalWord = regexp.MustCompile(`建议|提案|议案`)
	// sessionForm finds the session with what stands before it, see sessionOf.
	sessionForm = regexp.MustCompile(`[\p{Han}\d]{0,30}?(?:人民代表大会|人大|政协|政治协商会议)[\p{Han}\d]{0,24}?[一二三四五六七八九十\d]+次(?:全体)?会议`)
	// numberForm finds 第20210200号, 第〔66〕号, 第（2023）87号, 第A12号.
	numberForm = regexp.MustCompile(`第[“"（(\[［〔【]?(` + proposalDigits + `)[”"）)\]］〕】]?号`)
	// numberBare finds 20210200号建议.
	numberBare = regexp.MustCompile(`(?:^|[^\d第])(\d{2,10})号(?:人大|政协)?(?:代表|委员)?(?:重点)?(?:建议|提案|议案)`)
	// Beside its proposal a number counts in running text too.
	numberBefore = regexp.MustCompile(`第[“"（(\[［〔【]?(` + proposalDigits + `)[”"）)\]］〕】]?号[^，。；]{0,12}?(?:建议|提案|议案)`)
	numberAfter  = regexp.MustCompile(`(?:建议|提案|议案)[》”"]{0,2}[（(\[](?:[^，。；）)]{0,20}?)(?:编号[:：]?)?第?(` + proposalDigits + `)号?[)）\]]`)
)

const proposalDigits = `[A-Za-z]{0,4}(?:[（(〔\[]\d{4}[)）〕\]])?\d{1,10}(?:[-—]\d{1,6})?`

// mayBeReply tells whether the head of a file looks like a reply, before its
// title is known.
func (d *draft) mayBeReply() bool {
	if d.options.Kind != 0 {
		return d.options.Kind == field.Reply
	}
	if d.reply == nil {
		found := slices.ContainsFunc(d.page.blocks[:min(len(d.page.blocks), titleReach)], func(b *block) bool {
			return isReplyTitle(squeezed(b.text)) || !b.isParagraph() && slices.ContainsFunc(b.rows(), hasReplyTitle)
		})
		d.reply = &found
	}
	return *d.reply
}

// hasReplyTitle tells a row of a metadata table that states such a title.
func hasReplyTitle(row []string) bool {
	return len(row) <= cellsOfPairsMax && slices.ContainsFunc(row, func(cell string) bool { return isReplyTitle(squeezed(cell)) })
}

const cellsOfPairsMax = 8

// isReplyTitle tells the title of a reply to a proposal.
func isReplyTitle(line string) bool {
	return runes(line) <= titleRunesMax && !sentence(line) && replyEnd.MatchString(line) && proposalWord.MatchString(line)
}

// proposalNumber finds the number in a title.
func proposalNumber(title string) string {
	for _, form := range []*regexp.Regexp{numberForm, numberBare} {
		if m := form.FindStringSubmatch(title); m != nil {
			return m[1]
		}
	}
	return ""
}

// findProposal tells which proposal a reply answers: from its title, else from
// the beginning of its text.
func (d *draft) findProposal() {
	title := d.text(field.Title)
	line := squeezed(title)
	if !isReplyTitle(line) && !d.mayBeReply() {
		return
	}
	because := &block{line: d.facts[field.Title].line0(), text: title}
	session, digits := sessionOf(sessionForm.FindString(line)), proposalNumber(line)
	if session != "" {
		d.state(field.ProposalSession, FromText, 0.95, because, session)
	}
	if digits != "" {
		d.state(field.ProposalNumber, FromText, 0.95, because, digits)
	}
	if letter := letterIn(line); letter != "" {
		d.state(field.ProposalResult, FromText, 0.9, because, letter)
	}
	switch {
	case session != "" && proposalWord.MatchString(line):
		d.state(field.ProposalSort, FromText, 0.95, because, proposalSort(session+line))
	case proposalWord.MatchString(line):
		d.state(field.ProposalSort, FromGuess, 0.5, because, proposalSort(line))
	}
	d.proposalFromText()
	d.readReplyText()
}

// letterOfTitle finds the result that some sites set beside a title.
var letterOfTitle = regexp.MustCompile(`^[（(【\[]([A-D])类?[)）】\]]|[（(【\[](?:[^（(【\[]{0,6}[:：])?([A-D])类?[)）】\]]$`)

func letterIn(title string) string {
	m := letterOfTitle.FindStringSubmatch(title)
	if m == nil {
		return ""
	}
	return m[1] + m[2]
}

// sessionOf cuts the words before the name of the session.
func sessionOf(text string) string {
	for _, lead := range []string{"于", "对", "在", "您", "你"} {
		if i := strings.LastIndex(text, lead); i >= 0 {
			text = text[i+len(lead):]
		}
	}
	return text
}

func proposalSort(words string) string {
	switch {
	case strings.Contains(words, "政协"), strings.Contains(words, "政治协商"):
		return "政协提案"
	case strings.Contains(words, "议案"):
		return "议案"
	case strings.Contains(words, "提案") && !strings.Contains(words, "人大") && !strings.Contains(words, "代表"):
		return "政协提案"
	}
	return "人大代表建议"
}

// proposalFromText reads the facts that the title of a reply does not hold.
func (d *draft) proposalFromText() {
	kept := d.kept()
	for _, b := range kept[:min(len(kept), 6)] {
		text := squeezed(b.text)
		if !proposalWord.MatchString(text) {
			continue
		}
		if session := sessionOf(sessionForm.FindString(text)); session != "" {
			d.state(field.ProposalSession, FromGuess, 0.7, b, session)
			d.state(field.ProposalSort, FromGuess, 0.7, b, proposalSort(session+text))
		}
		for _, form := range []*regexp.Regexp{numberBefore, numberAfter} {
			if m := form.FindStringSubmatch(text); m != nil {
				d.state(field.ProposalNumber, FromGuess, 0.7, b, m[1])
			}
		}
	}
}

var (
	subjectQuoted = regexp.MustCompile(`(?:您|你|贵)(?:们)?[^。《]{0,30}《([^》]{4,80})》`)
	subjectPlain  = regexp.MustCompile(`提出的[“"]?(关于[^，。“”《》]{4,60}?的?(?:建议|提案|议案))[”"]?(?:已)?(?:收悉|收到)`)
	ownLead       = regexp.MustCompile(`我(?:局|委|办|厅|部|单位|院|中心|区|市)(?:.{0,8}(?:承担|作为|为|是)主办单位|(?:负责)?主办(?:[，,。；;]|$))`)
	leadForm      = regexp.MustCompile(`由([^，。；、由]{2,15})为主办单位|主办单位(?:为|是|：|:)([^，。；]{2,40})`)
	jointBefore   = regexp.MustCompile(`([^，,。；;（(]{2,80}?)(?:等)?(?:[一二三四五六七八九十两]|\d+)?(?:个|家)?(?:为|作为)?(?:会办|协办|分办)单位`)
	jointPlain    = regexp.MustCompile(`[，,](?:由|会同)?([^，,。；;]{2,80}?)(?:会办|协办|分办)(?:[，,。；;）)]|$)`)
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
	for _, m := range append(jointBefore.FindAllStringSubmatch(text, -1), jointPlain.FindAllStringSubmatch(text, -1)...) {
		d.stateJoint(b, m[1])
	}
}

// stateJoint records a list of offices, if every member of it reads like one.
func (d *draft) stateJoint(b *block, list string) {
	parts := offices(list)
	if len(parts) < 2 {
		return
	}
	if i := strings.IndexAny(parts[0], "市省区县州盟旗"); i > 0 {
		parts[0] = parts[0][i:]
	}
	for i, p := range parts {
		parts[i] = strings.TrimSuffix(p, "等")
		if n := runes(parts[i]); n < 2 || n > 20 || !endsOffice(parts[i]) {
			return
		}
	}
	d.state(field.ProposalJoint, FromText, 0.85, b, parts...)
}

// offices splits a list at 、 and at 和, 与, 及 that stand between two names:
// 市经济和信息化局 is one.
func offices(list string) []string {
	var out []string
	for _, part := range strings.Split(strings.ReplaceAll(list, "以及", "、"), "、") {
		if i := strings.IndexAny(part, "和与及"); i > 0 && endsOffice(part[:i]) {
			out = append(out, part[:i], strings.TrimLeft(part[i:], "和与及"))
			continue
		}
		out = append(out, part)
	}
	return out
}

func endsOffice(name string) bool {
	return strings.ContainsRune("局厅委部府院会办室处所站队心司团社署区县", lastRune(strings.TrimSuffix(name, "等")))
}
