package document

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/number"
)

// on starts a finding at the value of a field.
func (d *Document) on(code diag.Code, id field.ID, format string, args ...any) diag.Finding {
	return diag.New(code, d.At(id), format, args...).On(field.Of(id).Label, utf8.RuneCountInString(d.Text(id)))
}

// judgeNumbers judges the index number and the document number.
func (d *Document) judgeNumbers() (list diag.List) {
	for _, p := range d.Index.Problems() {
		if p.Kind != number.Unsafe { // told by addressable
			message, hint := indexWords(p)
			list.Add(d.on(diag.IndexShape, field.Number, "索引号“%s”%s", d.Index, message).Hinted("%s", hint))
		}
	}
	if front := d.Index.Front; front != "" && len(d.Agencies) > 0 && len(list) == 0 && !d.ownFront(front) {
		list.Add(d.on(diag.IndexShape, field.Number, "索引号“%s”的前段不是%s的代码", d.Index, d.Agencies[0].Short).
			Hinted("机构调整后移交的文件沿用原号，不用改；新文件的索引号应以 %s 开头", d.Agencies[0].Code).As(diag.Info))
	}
	for _, p := range d.Number.Problems() {
		code := diag.DocumentNumber
		if p.Kind == number.TwoDigitYear {
			code = diag.ShortYear
		}
		hint := "规范写法如 示司规〔2024〕3号"
		if canonical := d.Number.Canonical(); canonical != "" {
			hint = "应写作 " + canonical
		}
		list.Add(d.on(code, field.Document, "文号“%s”%s", d.Number, documentWords(p)).Hinted("%s", hint))
	}
	return list
}

// ownFront tells whether a front half is the code of one of the document's
// agencies.
func (d *Document) ownFront(front string) bool {
	for _, a := range d.Agencies {
		if number.SameFront(front, a.Code) {
			return true
		}
	}
	return false
}

func indexWords(p number.Problem) (message, hint string) {
	switch p.Kind {
	case number.Wide, number.Space, number.Separator, number.LowerCase, number.CodeHyphen:
		return "里有全角字符、空格或多余的符号", "应写作 " + p.Want
	case number.CheckDigit:
		return "的机构代码 " + p.Found + " 校验位不符", "按前面各位推算应是 " + p.Want + "，请核对是否抄错"
	case number.CodeCharacter:
		return "的机构代码里有不会出现的字符“" + p.Found + "”", "请核对是否抄错"
	case number.Placeholder:
		return "里的 " + p.Found + " 像是占位用的", "用 gongkai new 发一个正式的号"
	case number.UnusualFront:
		return "的前段 " + p.Found + " 不是 9 位或 18 位的机构代码", "标准写法如 010897245/2021-58637；沿用旧号的可以保留"
	case number.Unsafe:
		return "里有不能作网页地址的字符“" + p.Found + "”", "只用英文字母、数字、斜线和连字符"
	}
	return "不是标准写法", "标准写法如 010897245/2021-58637；沿用旧号的可以保留"
}

func documentWords(p number.Problem) string {
	switch p.Kind {
	case number.Wide, number.Space:
		return "里有全角字符或空格"
	case number.Bracket:
		return "的年份没有用六角括号“〔〕”"
	case number.YearSuffix:
		return "的括号里不写“年”"
	case number.Ordinal:
		return "的序号前不加“第”"
	case number.LeadingZero:
		return "的序号 " + p.Found + " 编了虚位"
	case number.TwoDigitYear:
		return "的年份“" + p.Found + "”不足四位"
	case number.BadYear:
		return "的年份“" + p.Found + "”不对"
	case number.BadSerial:
		return "的序号“" + p.Found + "”不对"
	case number.MissingCode:
		return "没有机关代字"
	case number.MissingMark:
		return "末尾缺“号”"
	case number.Wrapped:
		return "外面多了括号"
	}
	return "不是规范的写法"
}

// order is a pair of dates of which the first must not be later.
type order struct {
	first, second field.ID
	hint          string
}

var orders = []order{
	{field.Written, field.Published, "成文在前，发布在后"},
	{field.Effective, field.Expires, "失效日期是有效的最后一天，不早于施行日期"},
	{field.Effective, field.LapsedOn, "宣布失效不早于施行"},
	{field.Effective, field.RepealedOn, "废止不早于施行"},
}

var groupOrders = map[field.ID]order{
	field.Consultation: {field.ConsultationFrom, field.ConsultationTo, "开始在前，结束在后"},
	field.Proposal:     {field.ProposalAssigned, field.ProposalReplied, "交办在前，答复在后"},
}

// judgeDates judges dates among each other and against 条例 26.
func (d *Document) judgeDates(env Env) (list diag.List) {
	for _, o := range orders {
		list.Add(disordered(d.Values, o)...)
	}
	for _, row := range field.All() {
		if o, ok := groupOrders[row.ID]; ok {
			for _, group := range d.Groups(row.ID) {
				list.Add(disordered(group, o)...)
			}
		}
	}
	written, hasWritten := d.Day(field.Written)
	published, hasPublished := d.Day(field.Published)
	if hasWritten && hasPublished && written < published {
		if n := env.Calendar.Between(written.Time(), published.Time()); n > env.Config.Rules.PublishWithin {
			list.Add(diag.New(diag.PublishedLate, d.At(field.Published), "成文后第 %d 个工作日才发布，超过 %d 个工作日", n, env.Config.Rules.PublishWithin).
				On(field.Of(field.Published).Label, len("2006-01-02")).Hinted("核对成文日期和发布日期；确是晚发的，今后按期公开"))
		}
	}
	return list
}

func disordered(v Values, o order) diag.List {
	first, ok1 := v.Day(o.first)
	second, ok2 := v.Day(o.second)
	if !ok1 || !ok2 || first <= second {
		return nil
	}
	a, b := field.Of(o.first).Label, field.Of(o.second).Label
	return diag.List{diag.New(diag.DateWrong, v.At(o.second), "%s %s 早于%s %s", b, second, a, first).
		On(b, len("2006-01-02")).Noted(v.At(o.first), "%s写在这里", a).Hinted("%s", o.hint)}
}

// Term gives the first and the last day on which a document holds by its own
// dates: 施行日期 or else 发布日期; 失效日期 or else 有效期 counted from there
// (domain: the last day is the one before the anniversary). last is false for
// a document without an end.
func (d *Document) Term() (from, to day.Day, last bool) {
	from, ok := d.Day(field.Effective)
	if !ok {
		from, _ = d.Day(field.Published)
	}
	if to, ok := d.Day(field.Expires); ok {
		return from, to, true
	}
	if years := d.Years(field.ValidYears); years > 0 {
		return from, from.AddYears(years) - 1, true
	}
	return from, 0, false
}

// judgeTerm judges how long a document is to hold.
func (d *Document) judgeTerm(c *config.Config) (list diag.List) {
	from, to, last := d.Term()
	years := d.Years(field.ValidYears)
	if expires, ok := d.Day(field.Expires); ok && years > 0 {
		if end := from.AddYears(years) - 1; end != expires && end+1 != expires {
			list.Add(d.on(diag.DateWrong, field.Expires, "失效日期 %s 与有效期 %d 年不一致", expires, years).
				Hinted("自 %s 起 %d 年，到 %s 为止；两项只写一项即可", from, years, end))
		}
	}
	title := d.Text(field.Title)
	if word := trialWord(title); word != "" && last && to > from.AddYears(c.Rules.TrialYears) {
		list.Add(d.on(diag.TrialTooLong, field.Title, "标题有“%s”，有效期却到 %s，超过 %d 年", word, to, c.Rules.TrialYears).
			Hinted("试行、暂行文件一般不超过 %d 年；本地另有规定的改 config.toml 的 trial_years", c.Rules.TrialYears))
	}
	return list
}

func trialWord(title string) string {
	for _, w := range []string{"试行", "暂行"} {
		if strings.Contains(title, w) {
			return w
		}
	}
	return ""
}

// NoTerm warns of a 规范性文件 without an end. The catalog asks, for it knows
// whether another document ended it.
func (d *Document) NoTerm() diag.List {
	from, _, last := d.Term()
	if d.Kind != field.Normative || last || d.Has(field.RepealedOn) || d.Has(field.LapsedOn) {
		return nil
	}
	return diag.List{diag.New(diag.NoTerm, d.At(field.KindOf), "规范性文件没有有效期").On(field.Of(field.ValidYears).Label, 0).
		Hinted("填“有效期: 5”或“失效日期: %s”", from.AddYears(5)-1)}
}

func (d *Document) judgeSummary(c *config.Config) (list diag.List) {
	summary := d.Text(field.Summary)
	switch n := utf8.RuneCountInString(summary); {
	case n == 0:
		list.Add(diag.New(diag.SummaryLength, d.At(field.Title), "没有内容概述").On(field.Of(field.Summary).Label, 0).
			Hinted("用一两句话写明这份文件讲什么，不超过 %d 字", c.Rules.SummaryLength))
	case n > c.Rules.SummaryLength:
		list.Add(d.on(diag.SummaryLength, field.Summary, "内容概述有 %d 字，超过 %d 字", n, c.Rules.SummaryLength).Hinted("缩短到 %d 字以内", c.Rules.SummaryLength))
	}
	return list
}

// judgeDisclosure warns of a reply that is to be published while its own data
// say that it is not disclosed (国办发〔2014〕46号). It is no error: an office may
// publish that the reply exists, and why its text is withheld, and such a reply
// counts in the rate of disclosure.
func (d *Document) judgeDisclosure() diag.List {
	group, ok := d.Group(field.Proposal)
	if !ok || group.Text(field.ProposalDisclosure) != field.NotDisclosed {
		return nil
	}
	return diag.List{diag.New(diag.ReplyWithheld, group.At(field.ProposalDisclosure), "建议提案写的是“%s”，公开属性却是“%s”", field.NotDisclosed, field.Public).
		On(field.Of(field.ProposalDisclosure).Label, utf8.RuneCountInString(field.NotDisclosed)).
		Hinted("整份不公开的，公开属性改为“不予公开”；公开摘要的，这里写“摘要公开”，正文只放摘要")}
}
