package report

import (
	"cmp"
	"fmt"
	"slices"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/day"
)

// Light is how fresh a section is.
type Light string

// The lights, the worst first. Note and Elsewhere are of sections without
// documents that say why.
const (
	Red       Light = "red"   // its update is overdue, or it is empty without a word
	Amber     Light = "amber" // its update is due soon
	Note      Light = "note"  // empty, with a 情况说明
	Elsewhere Light = "elsewhere"
	Green     Light = "green"
)

// warnShare is the part of a period after which a section turns amber; homeDays
// and homeAmber are the period of the home page (国办秘函〔2019〕19号：首页两周不更新).
const (
	warnTenths = 7
	homeDays   = 14
	homeAmber  = 10
)

// The numbers of empty and of stale sections at which an inspection fails the
// whole site (国办秘函〔2019〕19号 单项否决).
const (
	emptyMax = 5
	staleMax = 10
)

// Health is how fresh the sections of a column are as of its day.
type Health struct {
	AsOf     day.Day
	Home     SectionHealth // the column as a whole, by its newest document
	Sections []SectionHealth

	Citations *Citations // what the texts name
}

// SectionHealth is one section.
type SectionHealth struct {
	Section *catalog.Section // nil for the home page
	Name    string
	Period  int // days within which it must be updated, 0 for none
	Count   int
	Newest  *catalog.Entry // nil where it is empty
	Light   Light
	Due     day.Day // the last day for the next update, where there is a period
	Amber   day.Day // the day it turns amber
	Note    config.Note
}

// CountHealth tells how fresh the sections are.
func CountHealth(c *catalog.Catalog) *Health {
	h := &Health{AsOf: c.Day, Citations: CountCitations(c)}
	h.Home = SectionHealth{Name: "首页（全栏目最新公开）", Period: homeDays, Count: len(c.Entries)}
	if len(c.Entries) > 0 {
		h.Home.Newest = c.Entries[0]
	}
	h.Home.judge(c.Day)
	for _, s := range c.Sections {
		if s.Key == config.Content {
			for _, child := range s.Children {
				h.Sections = append(h.Sections, sectionHealth(child, c.Day))
			}
			continue
		}
		h.Sections = append(h.Sections, sectionHealth(s, c.Day))
	}
	return h
}

func sectionHealth(s *catalog.Section, asOf day.Day) SectionHealth {
	h := SectionHealth{Section: s, Name: s.Name, Period: s.Update, Count: len(s.Entries), Note: s.Note}
	if len(s.Entries) > 0 {
		h.Newest = s.Entries[0]
	}
	h.judge(asOf)
	return h
}

// judge sets the light and the days on which it changes.
func (h *SectionHealth) judge(asOf day.Day) {
	switch {
	case h.Newest == nil && h.Section != nil && h.Section.Link != "":
		h.Light = Elsewhere
		return
	case h.Newest == nil && h.Note.Text != "":
		h.Light = Note
		return
	case h.Newest == nil:
		h.Light = Red
		return
	case h.Period == 0:
		h.Light = Green
		return
	}
	amber := (h.Period*warnTenths + 9) / 10
	if h.Section == nil {
		amber = homeAmber
	}
	h.Due, h.Amber = h.Newest.Published+day.Day(h.Period), h.Newest.Published+day.Day(amber)
	switch {
	case asOf > h.Due:
		h.Light = Red
	case asOf >= h.Amber:
		h.Light = Amber
	default:
		h.Light = Green
	}
}

// Turning tells the next change of the light: the day, and to what. ok is false
// where no more is to come.
func (h SectionHealth) Turning() (on day.Day, to Light, ok bool) {
	switch {
	case h.Period == 0 || h.Newest == nil:
		return 0, "", false
	case h.Light == Green:
		return h.Amber, Amber, true
	case h.Light == Amber:
		return h.Due + 1, Red, true
	}
	return 0, "", false
}

// Count gives how many sections have a light.
func (h *Health) Count(lights ...Light) int {
	n := 0
	for _, s := range h.Sections {
		n += one(slices.Contains(lights, s.Light))
	}
	return n
}

// Empty counts the sections without documents that are not kept elsewhere.
func (h *Health) Empty() int {
	n := 0
	for _, s := range h.Sections {
		n += one(s.Newest == nil && s.Light != Elsewhere)
	}
	return n
}

// Stale counts the sections with documents whose update is overdue.
func (h *Health) Stale() int {
	n := 0
	for _, s := range h.Sections {
		n += one(s.Newest != nil && s.Light == Red)
	}
	return n
}

// lightWords are the lights as they are shown.
var lightWords = map[Light]string{Red: "红", Amber: "黄", Green: "绿", Note: "空白，有说明", Elsewhere: "在其他系统"}

// Word is the light as it is shown.
func (l Light) Word() string { return lightWords[l] }

// Definition says how each figure is counted.
func (h *Health) Definition() []string {
	return []string{
		"截至" + h.AsOf.Chinese() + "。应更新的期限在 config.toml 的 update_days 里设定；最近一次更新，是栏目里最新一份文件的发布日期。",
		fmt.Sprintf("绿：在期限的七成以内，或者不定期更新的栏目有内容。黄：超过期限的七成，快到期。红：已经超过期限，或者空白而没有情况说明。空白栏目写明情况说明的单独列出，检查时仍可能扣分。首页超过%d天没有新文件为黄，超过%d天为红。", homeAmber, homeDays),
		fmt.Sprintf("网站检查的单项否决：空白栏目达到%d个，或者应更新而未更新的栏目达到%d个（国办秘函〔2019〕19号；动态、要闻类栏目2周，通知公告、政策文件类栏目6个月，同类累计5个）。", emptyMax, staleMax),
		"引用：正文里的文号和《题名》按出现的处数计，称呼自己的不计。栏目内找不到的列在“没有链接的引用”里，附最新一份出现它的文件。",
	}
}

// Book gives the report as figures and sheets.
func (h *Health) Book() *Book {
	b := &Book{Name: "health", Title: "栏目更新情况", AsOf: h.AsOf, Period: "截至" + h.AsOf.Chinese(), Definition: h.Definition()}
	b.Figures = []Figure{
		{"red", "红", whole(h.Count(Red)), "个栏目", "超过期限，或者空白没有说明"},
		{"amber", "黄", whole(h.Count(Amber)), "个栏目", "快到期限"},
		{"green", "绿", whole(h.Count(Green)), "个栏目", ""},
		{"empty", "空白栏目", whole(h.Empty()), "个", fmt.Sprintf("达到%d个即单项否决，其中%d个有情况说明", emptyMax, h.Count(Note))},
		{"stale", "逾期未更新", whole(h.Stale()), "个", fmt.Sprintf("达到%d个即单项否决", staleMax)},
	}
	b.Figures = append(b.Figures, h.Citations.figures()...)
	b.Sheets = []Sheet{h.sections(), h.turning(), h.empty(), h.Citations.sheet()}
	return b
}

func (h *Health) sections() Sheet {
	s := Sheet{Key: "sections", Title: "各栏目", Columns: []Column{
		{"section", "栏目", "", Words}, {"light", "状态", "", Words}, {"note", "说明", "", Words}, {"due", "下次更新不晚于", "", Date}, {"newest", "最近更新", "", Date},
		{"age", "距今", "日", Days}, {"period", "应更新期限", "日", Days}, {"documents", "文件", "件", Days}, {"title", "最新文件", "", Words}}}
	for _, x := range append([]SectionHealth{h.Home}, h.Sections...) {
		s.Rows = append(s.Rows, h.row(x))
	}
	return s
}

func (h *Health) row(x SectionHealth) Row {
	period, newest, title, age, due := Cell{}, Cell{}, Cell{}, Cell{}, Cell{}
	if x.Period > 0 {
		period = whole(x.Period)
	}
	if x.Newest != nil {
		newest, title, age = date(x.Newest.Published), titled(x.Newest), whole(int(h.AsOf-x.Newest.Published))
		if x.Period > 0 {
			due = date(x.Due)
		}
	}
	return Row{Cells: []Cell{text(x.Name), text(x.Light.Word()), text(h.note(x)), due, newest, age, period, whole(x.Count), title}}
}

func (h *Health) note(x SectionHealth) string {
	switch {
	case x.Light == Elsewhere:
		return "内容在 " + x.Section.Link
	case x.Light == Note:
		return "情况说明（" + or(x.Note.Date, "没有写日期") + "）：" + x.Note.Text
	case x.Newest == nil:
		return "空白，没有情况说明"
	case x.Light == Red:
		return fmt.Sprintf("逾期%d天", int(h.AsOf-x.Due))
	}
	if on, to, ok := x.Turning(); ok {
		return fmt.Sprintf("%s转%s", on.Chinese(), to.Word())
	}
	return "不定期更新"
}

// turning tells what will change and when, the nearest first.
func (h *Health) turning() Sheet {
	s := Sheet{Key: "turning", Title: "将要变化的栏目", Empty: "没有将要到期的栏目。", Columns: []Column{
		{"section", "栏目", "", Words}, {"light", "现在", "", Words}, {"on", "变化日期", "", Date}, {"to", "变为", "", Words}, {"days", "还有", "日", Days}, {"red_on", "转红日期", "", Date}}}
	type turn struct {
		SectionHealth
		on day.Day
		to Light
	}
	var turns []turn
	for _, x := range append([]SectionHealth{h.Home}, h.Sections...) {
		if on, to, ok := x.Turning(); ok {
			turns = append(turns, turn{x, on, to})
		}
	}
	slices.SortStableFunc(turns, func(a, b turn) int { return cmp.Compare(a.on, b.on) })
	for _, x := range turns {
		s.Rows = append(s.Rows, Row{Cells: []Cell{text(x.Name), text(x.Light.Word()), date(x.on), text(x.to.Word()), whole(int(x.on - h.AsOf)), date(x.Due + 1)}})
	}
	return s
}

func (h *Health) empty() Sheet {
	s := Sheet{Key: "empty", Title: "空白栏目", Empty: "没有空白栏目。", Columns: []Column{{"section", "栏目", "", Words}, {"light", "状态", "", Words}, {"note", "情况说明", "", Words}}}
	for _, x := range h.Sections {
		if x.Newest == nil {
			s.Rows = append(s.Rows, Row{Cells: []Cell{text(x.Name), text(x.Light.Word()), text(h.note(x))}})
		}
	}
	return s
}
