package importer

import (
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/field"
	"gongkai/generator/number"
)

// numberAlone matches 第12号, the number of an order under its issuer.
var numberAlone = regexp.MustCompile(`^第[0-9一二三四五六七八九十百]+号$`)

// onlyNumber tells a line that is nothing but a document number.
func onlyNumber(text string) bool {
	line := unbracketed(squeezed(text))
	if numberAlone.MatchString(line) {
		return true
	}
	if runes(line) > 40 || strings.ContainsAny(line, "《》。，、；：") {
		return false
	}
	n := number.ParseDocument(line)
	switch n.Sort {
	case number.Standard:
		return n.Code != "" && strings.HasSuffix(line, "号")
	case number.Order, number.Notice:
		return true
	}
	return false
}

// unbracketed takes round brackets off both ends.
func unbracketed(line string) string {
	for _, pair := range [][2]string{{"（", "）"}, {"(", ")"}} {
		if inner, ok := strings.CutPrefix(line, pair[0]); ok && strings.HasSuffix(inner, pair[1]) {
			return strings.TrimSuffix(inner, pair[1])
		}
	}
	return line
}

// readUnderTitle reads what stands between the title and the text: the result
// letter of a reply, a date in brackets, the document number.
func (d *draft) readUnderTitle() {
	for i, b := range d.page.blocks[:d.from] {
		if b.gone != "" || !b.isParagraph() || b.note != "" {
			continue
		}
		line := squeezed(b.text)
		switch {
		case resultLetter(line) != "" && d.mayBeReply():
			d.state(field.ProposalResult, FromText, 0.9, b, resultLetter(line))
			d.drop(b, becameMetadata)
		case numberAlone.MatchString(line) && i > 0:
			d.readOrder(i)
		case onlyNumber(line):
			if d.state(field.Document, FromText, 0.9, b, unbracketed(oneLine(b.text))) || alike(d.text(field.Document)) == alike(b.text) {
				d.drop(b, becameMetadata)
			}
		case d.readIssued(b):
		case bracketed(line):
			if m, ok := parseMoment(strings.Trim(line, "()（）【】[]")); ok {
				d.state(field.Published, FromBlock, 0.8, b, momentOf(b.text, m))
				d.drop(b, becameMetadata)
			}
		}
	}
}

// issued is the line over a title that has the number and who signed: 示司函
// 〔2024〕55号　　签发人：孙某.
var issued = regexp.MustCompile(`^(\S{4,40}号)\s+签发人\s*[:：]\s*\S{2,12}$`)

func (d *draft) readIssued(b *block) bool {
	m := issued.FindStringSubmatch(b.text)
	if m == nil || !onlyNumber(m[1]) {
		return false
	}
	d.state(field.Document, FromText, 0.9, b, m[1])
	d.drop(b, becameMetadata)
	return true
}

// momentOf keeps the time of day, which squeezing glues to the date.
func momentOf(text string, m moment) string {
	if full, _, _, ok := findMoment(text); ok {
		return full.String()
	}
	return m.String()
}

func bracketed(line string) bool {
	return strings.ContainsRune("(（【[", firstRune(line)) && strings.ContainsRune(")）】]", lastRune(line))
}

// readOrder reads 示例市人民政府令 and, below it, 第12号.
func (d *draft) readOrder(i int) {
	b := d.page.blocks[i]
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		above := d.page.blocks[j]
		if _, ok := endsAny(squeezed(above.text), "令", "公告", "通告"); ok && runes(above.text) <= 40 && above.gone != becameMetadata {
			if above.gone == "" || above.gone == furniture {
				above.gone = becameMetadata
			}
			d.state(field.Document, FromText, 0.9, b, squeezed(above.text)+squeezed(b.text))
			d.drop(b, becameMetadata)
			return
		}
	}
}

var letterLine = regexp.MustCompile(`^[(（【\[]?(?:办理结果|答复类别|办理类别|结果类别|分类|类别)?[:：]?[“"]?([ABCDＡＢＣＤ])[”"]?(?:类)?(?:件)?[)）】\]]?$`)

// resultLetter reads a line that is only the result of a reply: A, （B类）.
func resultLetter(line string) string {
	m := letterLine.FindStringSubmatch(squeezed(line))
	if m == nil {
		return ""
	}
	if r := firstRune(m[1]); r >= 'Ａ' {
		return string(r - 'Ａ' + 'A')
	}
	return m[1]
}

// isDateLine tells a line that is only a date.
func isDateLine(text string) bool {
	if runes(text) > 24 {
		return false
	}
	_, ok := parseMoment(text)
	return ok
}

// openLine is what a document says of its own openness, under the date.
var openLine = regexp.MustCompile(`^[(（]?(?:此件|本件|信息公开选项|公开方式|公开属性)[:：]?(公开发布|主动公开|全文公开|依申请公开|不予公开|不公开)[)）]?$`)

const (
	afterwordsMax  = 20
	signersMax     = 8
	signerRunesMax = 40
)

// readEnding reads the sign-off: the date that stands alone, and the agencies
// above it. Both stay in the body.
func (d *draft) readEnding() {
	kept := d.kept()
	d.readOpenness(kept)
	d.readFootLetter(kept)
	first := d.signOff(kept)
	if first >= 0 && listsMore(kept[first+1:]) {
		d.readSignOff(kept, first)
		return
	}
	if !d.readLast(kept) && first >= 0 {
		d.readSignOff(kept, first)
	}
}

// readLast reads the sign-off at the end of a text.
func (d *draft) readLast(kept []*block) bool {
	at := len(kept) - 1
	for n := 0; at >= 0 && n < afterwordsMax; n, at = n+1, at-1 {
		b := kept[at]
		if _, _, ok := signedDate(b); ok && !b.outside && b.note == "" {
			d.readSignOff(kept, at)
			return true
		}
		if sentence(b.text) && runes(b.text) > signerRunesMax && b.note == "" && !strings.HasPrefix(b.text, "附件") {
			return false
		}
	}
	return false
}

// signOff finds the first sign-off of the text: a date that stands alone under
// those who sign. What follows it is enclosed: an act, attachments. It is -1
// where there is none.
func (d *draft) signOff(kept []*block) int {
	for i := 1; i < len(kept); i++ {
		b, above := kept[i], kept[i-1]
		if signer, _, ok := signedDate(b); !ok || signer != "" || b.outside || b.note != "" || !d.afterProse(b) {
			continue
		}
		if d.isSigner(above.text) || holder.MatchString(squeezed(above.text)) {
			return i
		}
	}
	return -1
}

// afterProse tells a block after the first of the running text.
func (d *draft) afterProse(b *block) bool {
	return slices.Index(d.page.blocks, b) > d.from
}

// holder is the line of a person who signs: 市　长　　周某.
var holder = regexp.MustCompile(`^(?:[\p{Han}]{0,6}(?:省长|州长|市长|区长|县长|旗长|镇长|乡长|厅长|局长|主任|主席|部长))[:：]?[\p{Han}·×]{2,6}$`)

// enclosure begins what is enclosed.
var enclosure = regexp.MustCompile(`^附(?:件|表|录)?[0-9一二三四五六七八九十]{0,3}[:：.、]?$`)

// listsMore tells that attachments follow the sign-off.
func listsMore(rest []*block) bool {
	return slices.ContainsFunc(rest, func(b *block) bool { return enclosure.MatchString(squeezed(b.text)) })
}

func (d *draft) readSignOff(kept []*block, at int) {
	signer, m, _ := signedDate(kept[at])
	d.state(field.Written, FromText, 0.9, kept[at], m.day.String())
	d.readSigners(kept, at, signer)
}

// readFootLetter reads the result of a reply under its sign-off: （答复类别：B）.
func (d *draft) readFootLetter(kept []*block) {
	if !d.mayBeReply() {
		return
	}
	for n, at := 0, len(kept)-1; at >= 0 && n < afterwordsMax && !sentence(kept[at].text); n, at = n+1, at-1 {
		b := kept[at]
		if letter := resultLetter(b.text); letter != "" && d.state(field.ProposalResult, FromText, 0.9, b, letter) {
			d.drop(b, becameMetadata)
		}
	}
}

// readOpenness reads what the foot of a document says of its openness.
func (d *draft) readOpenness(kept []*block) {
	for n, at := 0, len(kept)-1; at >= 0 && n < afterwordsMax; n, at = n+1, at-1 {
		if m := openLine.FindStringSubmatch(squeezed(kept[at].text)); m != nil {
			d.stateOpenness(kept[at], m[1])
		}
	}
}

func (d *draft) stateOpenness(b *block, word string) {
	switch word {
	case "公开发布", "全文公开":
		word = field.Public
	case "不公开":
		word = "不予公开"
	}
	d.state(field.Openness, FromText, 1, b, word)
}

// signedDate reads a line that ends in a date and holds at most a signer
// before it.
func signedDate(b *block) (signer string, m moment, ok bool) {
	if !b.isParagraph() || runes(b.text) > signerRunesMax+20 {
		return "", moment{}, false
	}
	m, from, to, ok := findMoment(b.text)
	folded := foldDate(b.text)
	if !ok || squeezed(folded[to:]) != "" || m.clock != "" {
		return "", moment{}, false
	}
	signer = oneLine(folded[:from])
	return signer, m, signer == "" || isOrganization(signer)
}

// readSigners reads the agencies above the date.
func (d *draft) readSigners(kept []*block, at int, signer string) {
	var names []string
	line := kept[at]
	if signer != "" {
		names = append(names, splitSigners(signer)...)
	}
	for i := at - 1; i >= 0 && at-i <= signersMax && d.isSigner(kept[i].text); i-- {
		names = append(splitSigners(kept[i].text), names...)
		line = kept[i]
	}
	if len(names) == 0 {
		return
	}
	confidence := 0.7
	if _, ok := d.options.Config.Agency(names[0]); ok {
		confidence = 0.9
	}
	d.state(field.Agency, FromText, confidence, line, names...)
}

// splitSigners splits agencies that sign on one line.
func splitSigners(text string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return isSpace(r) || r == '、' }) {
		out = append(out, strings.TrimSuffix(strings.TrimSuffix(part, "（印章）"), "（盖章）"))
	}
	return out
}

func (d *draft) isSigner(text string) bool {
	for _, part := range strings.FieldsFunc(text, isSpace) {
		if _, known := d.options.Config.Agency(part); !known && !isOrganization(part) {
			return false
		}
	}
	return squeezed(text) != "" && runes(text) <= signerRunesMax*2
}

// isOrganization tells the name of an agency by how it ends.
func isOrganization(text string) bool {
	if runes(text) < 3 || runes(text) > signerRunesMax || strings.ContainsAny(text, "。；，：！？,;:!?《》") || stepOf(text) != unnumbered {
		return false
	}
	text = strings.TrimSuffix(strings.TrimSuffix(text, "（印章）"), "（盖章）")
	return strings.ContainsRune("局厅委部府院会办室处所站队心司团社署", lastRune(text)) || strings.HasSuffix(text, "总局") || strings.HasSuffix(text, "街道")
}

// bylineWords begin lines about who wrote and approved a page.
var bylineWords = regexp.MustCompile(`^[(（\[【]?(?:撰稿|供稿|审核|审稿|责任编辑|责编|编辑|初审|复审|终审|一审|二审|三审|校对|来源|信息来源|稿件来源|作者|通讯员|文字|摄影|图文)[^：:/／]{0,6}[:：/／]`)

func isByline(text string) bool { return runes(text) <= 100 && bylineWords.MatchString(text) }

// readByline takes 撰稿、审核、来源 out of the foot of the text.
func (d *draft) readByline() {
	kept := d.kept()
	for i := len(kept) - 1; i >= 0 && i >= len(kept)-8; i-- {
		b := kept[i]
		if !b.isParagraph() || !isByline(b.text) || b.note != "" {
			continue
		}
		if pairs, ok := pairsOf(strings.Trim(b.text, "()（）[]【】"), false); ok {
			for _, p := range pairs {
				if p.label.row != nil && p.label.row.ID == field.Source && !absent(p.value) {
					d.state(field.Source, FromText, 0.9, b, strings.Trim(p.value, "()（）[]【】"))
				}
			}
		}
		d.drop(b, byline)
	}
}
