package office

import (
	"strconv"
	"strings"
)

// levelsMax is how many levels a list of Word has.
const levelsMax = 9

// level is one level of a list definition.
type level struct {
	start  int
	format string // numFmt
	text   string // lvlText: "%1、", "（%2）"
	legal  bool   // isLgl: all levels in Arabic digits
	reset  int    // lvlRestart: the level whose item restarts this one; -1 as usual
}

// list is a w:num with its definition and counters.
type list struct {
	key    string // the definition: lists of one definition count together
	levels [levelsMax]level
	starts [levelsMax]bool // this w:num restarts the level
}

// numbering turns list memberships into numbers as Word shows them.
type numbering struct {
	lists   map[string]*list
	counts  map[string]*[levelsMax]int // by definition; 0: not begun
	started map[string]bool            // lists whose own start was applied
}

// readNumbering reads numbering.xml; none is a table without lists.
func readNumbering(root *node) *numbering {
	n := &numbering{lists: map[string]*list{}, counts: map[string]*[levelsMax]int{}, started: map[string]bool{}}
	if root == nil {
		return n
	}
	abstract := map[string]*node{}
	byStyle := map[string]*node{} // definitions that a numbering style points to
	for _, k := range root.kids {
		if k.name == "abstractNum" {
			abstract[k.attr("abstractNumId")] = k
			if link := k.child("styleLink").attr("val"); link != "" {
				byStyle[link] = k
			}
		}
	}
	for _, k := range root.kids {
		if k.name != "num" {
			continue
		}
		definition := abstract[k.child("abstractNumId").attr("val")]
		if link := definition.child("numStyleLink").attr("val"); link != "" && byStyle[link] != nil {
			definition = byStyle[link]
		}
		if definition == nil {
			continue
		}
		n.lists[k.attr("numId")] = readList(k, definition)
	}
	return n
}

func readList(num, definition *node) *list {
	l := &list{key: definition.attr("abstractNumId")}
	for i := range l.levels {
		l.levels[i] = level{start: 1, format: "none", reset: -1}
	}
	read := func(k *node) {
		if at, ok := levelIndex(k); ok {
			l.levels[at] = readLevel(k)
		}
	}
	for _, k := range definition.kids {
		if k.name == "lvl" {
			read(k)
		}
	}
	for _, k := range num.kids {
		at, ok := levelIndex(k)
		if k.name != "lvlOverride" || !ok {
			continue
		}
		if own := k.child("lvl"); own != nil {
			l.levels[at] = readLevel(own)
		}
		if start, err := strconv.Atoi(k.child("startOverride").attr("val")); err == nil {
			l.levels[at].start, l.starts[at] = start, true
		}
	}
	return l
}

func levelIndex(k *node) (int, bool) {
	at, err := strconv.Atoi(k.attr("ilvl"))
	return at, err == nil && at >= 0 && at < levelsMax
}

func readLevel(k *node) level {
	l := level{start: 1, format: firstOf(k.child("numFmt").attr("val"), "decimal"), text: k.child("lvlText").attr("val"), reset: -1}
	if start, err := strconv.Atoi(k.child("start").attr("val")); err == nil {
		l.start = start
	}
	if reset, err := strconv.Atoi(k.child("lvlRestart").attr("val")); err == nil {
		l.reset = reset
	}
	l.legal, _ = k.on("isLgl")
	return l
}

// item is the number of one paragraph.
type item struct {
	text    string // as shown, "" for a bullet
	bullet  bool
	decimal bool // exactly "1.", "2." …: what a Markdown list can say
	value   int
	depth   int
}

// next counts a paragraph and gives its number; ok is false where the
// membership leads nowhere.
func (n *numbering) next(ref numberRef) (item, bool) {
	l := n.lists[ref.id]
	if l == nil || ref.level < 0 || ref.level >= levelsMax {
		return item{}, false
	}
	counts := n.counts[l.key]
	if counts == nil {
		counts = &[levelsMax]int{}
		n.counts[l.key] = counts
	}
	at := ref.level
	if l.starts[at] && !n.started[ref.id+"/"+strconv.Itoa(at)] {
		n.started[ref.id+"/"+strconv.Itoa(at)] = true
		counts[at] = 0
	}
	if counts[at] == 0 {
		counts[at] = l.levels[at].start
	} else {
		counts[at]++
	}
	for below := at + 1; below < levelsMax; below++ {
		if reset := l.levels[below].reset; reset < 0 || reset > 0 && at < reset {
			counts[below] = 0
		}
	}
	lv := l.levels[at]
	made := item{bullet: lv.format == "bullet", value: counts[at], depth: at}
	if !made.bullet {
		made.text = l.label(at, counts)
		made.decimal = lv.format == "decimal" && lv.text == "%"+strconv.Itoa(at+1)+"."
	}
	return made, made.bullet || made.text != ""
}

// label writes the number of a level: the %n of its text are the counts of the
// levels above.
func (l *list) label(at int, counts *[levelsMax]int) string {
	lv := l.levels[at]
	if lv.format == "none" && !strings.Contains(lv.text, "%") {
		return lv.text
	}
	var b strings.Builder
	for i := 0; i < len(lv.text); i++ {
		if lv.text[i] != '%' || i+1 >= len(lv.text) || lv.text[i+1] < '1' || lv.text[i+1] > '9' {
			b.WriteByte(lv.text[i])
			continue
		}
		i++
		which := int(lv.text[i] - '1')
		value, format := counts[which], l.levels[which].format
		if value == 0 {
			value = l.levels[which].start
		}
		if lv.legal {
			format = "decimal"
		}
		b.WriteString(formatNumber(format, value))
	}
	return b.String()
}

// formatNumber writes a count in one of Word's formats (ECMA-376, ST_NumberFormat);
// an unknown one is written in digits.
func formatNumber(format string, n int) string {
	switch format {
	case "none", "bullet":
		return ""
	case "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting", "ideographDigital", "japaneseDigitalTenThousand", "koreanDigital2":
		return chinese(n, "〇一二三四五六七八九", [3]string{"十", "百", "千"})
	case "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal":
		return chinese(n, "零壹贰叁肆伍陆柒捌玖", [3]string{"拾", "佰", "仟"})
	case "ideographTraditional":
		return pick("甲乙丙丁戊己庚辛壬癸", n)
	case "ideographZodiac":
		return pick("子丑寅卯辰巳午未申酉戌亥", n)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle":
		return enclosed(n, '①', 20)
	case "decimalEnclosedParen":
		return enclosed(n, '⑴', 20)
	case "decimalEnclosedFullstop":
		return enclosed(n, '⒈', 20)
	case "decimalFullWidth", "decimalFullWidth2":
		return strings.Map(func(r rune) rune { return r - '0' + '０' }, strconv.Itoa(max(0, n)))
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	}
	return strconv.Itoa(n)
}

// chinese writes up to 9999 the way documents count: 十一, 二十, 一百零五.
func chinese(n int, digits string, units [3]string) string {
	if n <= 0 || n > 9999 {
		return strconv.Itoa(n)
	}
	d := []rune(digits)
	var b strings.Builder
	gap := false
	for place, unit := range []int{1000, 100, 10, 1} {
		digit := n / unit % 10
		if digit == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteRune('零')
			gap = false
		}
		if !(unit == 10 && digit == 1 && n < 20) {
			b.WriteRune(d[digit])
		}
		if unit > 1 {
			b.WriteString(units[2-place])
		}
	}
	return b.String()
}

func pick(words string, n int) string {
	w := []rune(words)
	if n < 1 || n > len(w) {
		return strconv.Itoa(n)
	}
	return string(w[n-1])
}

func enclosed(n int, first rune, last int) string {
	if n < 1 || n > last {
		return strconv.Itoa(n)
	}
	return string(first + rune(n-1))
}

// letters counts A…Z, AA, BB as Word does.
func letters(n int, first rune) string {
	if n < 1 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= r.value {
			b.WriteString(r.sign)
			n -= r.value
		}
	}
	return b.String()
}
