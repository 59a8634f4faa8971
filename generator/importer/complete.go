package importer

import (
	"slices"
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/field"
	"gongkai/generator/number"
	"gongkai/generator/source"
)

// findAgency tells the agency where neither block, flag nor sign-off does: by
// the source of the page, by the 机关代字, by the beginning of the title.
func (d *draft) findAgency() {
	c := d.options.Config
	if d.has(field.Agency) {
		d.nameAgencies()
		return
	}
	if f := d.facts[field.Source]; f != nil {
		if a, ok := c.Agency(f.text()); ok {
			d.stateFrom(field.Agency, &fact{values: []string{a.Name}, origin: FromGuess, confidence: 0.7, line: f.line, quote: f.quote})
			return
		}
	}
	code := number.ParseDocument(d.text(field.Document)).Code
	for i := range c.Agencies {
		a := &c.Agencies[i]
		if code != "" && slices.Contains(a.Prefixes, code) {
			d.state(field.Agency, FromGuess, 0.8, &block{text: d.text(field.Document)}, a.Name)
			return
		}
	}
	if n := number.ParseDocument(d.text(field.Document)); n.Sort == number.Order {
		d.state(field.Agency, FromGuess, 0.8, &block{text: d.text(field.Document)}, strings.TrimSuffix(n.Code, "令"))
		return
	}
	if a := agencyAtStart(c, d.text(field.Title)); a != nil {
		d.state(field.Agency, FromGuess, 0.8, &block{text: d.text(field.Title)}, a.Name)
	}
}

func agencyAtStart(c *config.Config, title string) *config.Agency {
	var best *config.Agency
	length := 0
	for i := range c.Agencies {
		a := &c.Agencies[i]
		for _, name := range append([]string{a.Name, a.Short}, a.Former...) {
			if name != "" && strings.HasPrefix(title, name) && len(name) > length {
				best, length = a, len(name)
			}
		}
	}
	return best
}

// nameAgencies keeps the names as the file has them: 市司法局 is understood. A
// name with inner spaces is written without them if that makes it known.
func (d *draft) nameAgencies() {
	f := d.facts[field.Agency]
	if f.whole != nil {
		return
	}
	for i, name := range f.values {
		if _, known := d.options.Config.Agency(name); known {
			continue
		}
		if _, known := d.options.Config.Agency(squeezed(name)); known {
			f.values[i] = squeezed(name)
		}
	}
}

// agencies gives the configured agencies of the document, and the first name
// that is none.
func (d *draft) agencies() (known []*config.Agency, unknown string) {
	f := d.facts[field.Agency]
	if f == nil {
		return nil, ""
	}
	names := f.values
	if f.whole != nil && f.whole.Form == source.List {
		names = nil
		for _, item := range f.whole.Items {
			names = append(names, item.Text)
		}
	}
	for _, name := range names {
		a, ok := d.options.Config.Agency(name)
		if !ok {
			return known, name
		}
		known = append(known, a)
	}
	return known, ""
}

// complete fills in what importing itself decides, and tells what is missing.
// What keeps a document from passing the checks keeps it a draft.
func (d *draft) complete() {
	o := d.options
	if o.Theme != "" && !d.has(field.ThemeOf) {
		d.state(field.ThemeOf, FromFlag, 1, nil, o.Theme)
	}
	if o.Published != "" && !d.has(field.Published) {
		d.state(field.Published, FromFlag, 1, nil, o.Published)
	}
	d.state(field.Openness, FromDefault, 1, nil, field.Public)
	if f := d.facts[field.Attachments]; f == nil {
		d.attach()
	}
	d.judgeAgency()
	d.judgeDates()
	d.judgeValidity()
	d.judgeTheme()
	d.judgeSection()
	if d.text(field.Openness) != field.Public {
		d.warn(d.facts[field.Openness].line, "公开属性是“%s”，文件不会进入网站", d.text(field.Openness))
	}
	d.judgeSecrets()
}

// attach lists the attachments that came along.
func (d *draft) attach() {
	list := source.Value{Form: source.List}
	var names []string
	for _, f := range d.files {
		if f.Name == "" {
			continue
		}
		entries := []source.Entry{{Name: field.Of(field.AttachmentFile).Label, Value: source.Text(f.Token)}}
		if f.Title != "" {
			entries = append(entries, source.Entry{Name: field.Of(field.AttachmentTitle).Label, Value: source.Text(f.Title)})
		}
		list.Items = append(list.Items, source.Value{Form: source.Group, Entries: entries})
		names = append(names, f.Name)
	}
	if len(names) > 0 {
		d.stateFrom(field.Attachments, &fact{values: names, whole: &list, origin: FromText, confidence: 0.9})
	}
}

// hold keeps the document a draft, and says why.
func (d *draft) hold(why string) {
	if !slices.Contains(d.missing, why) {
		d.missing = append(d.missing, why)
	}
}

func (d *draft) judgeAgency() {
	if _, unknown := d.agencies(); unknown != "" {
		d.hold("发布机构“" + unknown + "”没有在 config.toml 登记")
	}
}

// judgeDates finds dates that the checks would refuse.
func (d *draft) judgeDates() {
	for _, pair := range [][2]field.ID{{field.Written, field.Published}, {field.Effective, field.Expires}} {
		first, _, ok1 := day.ParseMoment(d.text(pair[0]))
		second, _, ok2 := day.ParseMoment(d.text(pair[1]))
		if ok1 && ok2 && second < first {
			a, b := field.Of(pair[0]).Label, field.Of(pair[1]).Label
			d.hold(b + " " + second.String() + " 早于" + a + " " + first.String() + "，请核对")
		}
	}
	for _, p := range number.ParseDocument(d.text(field.Document)).Problems() {
		if p.Kind == number.TwoDigitYear {
			d.hold("文号“" + d.text(field.Document) + "”的年份不足四位")
		}
	}
}

// judgeValidity finds a typed validity that the file gives no ground for.
func (d *draft) judgeValidity() {
	word := d.text(field.Validity)
	on := func(id field.ID) (day.Day, bool) {
		at, _, ok := day.ParseMoment(d.text(id))
		return at, ok
	}
	effective, hasEffective := on(field.Effective)
	expires, hasExpires := on(field.Expires)
	today := d.options.Today
	switch word {
	case field.InForce:
		if hasExpires && expires < today || hasEffective && effective > today {
			d.hold("写着“有效”，但按施行日期、失效日期不是，请核对")
		}
	case field.UnderReview:
		d.state(field.Review, FromBlock, 1, nil, "true")
	case field.Lapsed:
		if !(hasExpires && expires < today) && !d.has(field.LapsedOn) {
			d.hold("写着“已失效”，缺少失效日期或宣布失效日期")
		}
	case field.Repealed:
		if !d.has(field.RepealedOn) || !d.has(field.RepealBasis) && !d.has(field.RepealedBy) && !d.has(field.ReplacedBy) {
			d.hold("写着“已废止”，缺少废止日期和废止依据")
		}
	case field.PartLapsed:
		if !d.has(field.LapsedParts) {
			d.hold("写着“部分失效”，缺少失效条款")
		}
	case field.Amended:
		if !d.has(field.AmendedBy) {
			d.hold("写着“已修改”，缺少修改它的文件")
		}
	case field.Pending:
		if !hasEffective || effective <= today {
			d.hold("写着“尚未生效”，与施行日期不符")
		}
	}
}

func (d *draft) judgeTheme() {
	text := d.text(field.ThemeOf)
	if text == "" {
		return
	}
	if _, _, ok := d.options.Config.Theme(text); ok {
		return
	}
	for _, mark := range themeMarks {
		first, second, _ := strings.Cut(text, mark)
		name := strings.TrimSpace(first) + "/" + strings.TrimSpace(second)
		if _, _, ok := d.options.Config.Theme(name); ok && second != "" {
			d.facts[field.ThemeOf].values = []string{name}
			return
		}
	}
	d.warn(d.facts[field.ThemeOf].line, "主题分类“%s”不在分类表里，请改选", text)
}

// themeMarks stand between the two levels on some sites.
var themeMarks = []string{"·", ">>", ">", "》", "-", "—", "，", ",", "|", " "}

func (d *draft) judgeSection() {
	f := d.facts[field.SectionOf]
	if f == nil {
		return
	}
	if _, ok := d.options.Config.Section(f.text()); !ok {
		d.warn(f.line, "没有“%s”这个栏目，按类型归入默认栏目", f.text())
		delete(d.facts, field.SectionOf)
	}
}

// judgeSecrets finds what GB/T 33480 knows of a document that no public page
// may show.
func (d *draft) judgeSecrets() {
	for i, b := range d.page.blocks {
		if i > d.from+titleReach {
			return
		}
		line := squeezed(b.text)
		name, _, ok := strings.Cut(strings.ReplaceAll(line, ":", "："), "：")
		if ok && field.IsSecret(name) && name != "签发人" || strings.Contains(line, "★") && (strings.HasPrefix(line, "秘密") || strings.HasPrefix(line, "机密") || strings.HasPrefix(line, "绝密")) {
			d.hold("文中有“" + shortened(b.text, 20) + "”，先核对能否公开")
		}
	}
}

// kind gives the kind of the document.
func (d *draft) kind() field.Kind {
	kind, ok := field.LookupKind(d.text(field.KindOf))
	if !ok {
		return field.Other
	}
	return kind
}
