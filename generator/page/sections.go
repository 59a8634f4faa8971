package page

import (
	"strconv"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/publish"
)

// sections makes the pages of the fixed sections and of those under
// 法定主动公开内容.
func (c *column) sections() []publish.Output {
	var out []publish.Output
	for _, s := range c.Catalog.Sections {
		p := place(sectionAddress(s.Key))
		switch s.Key {
		case config.Content:
			out = append(out, c.output(p.file(), "", func() View { return c.content(p, s) }))
			for _, child := range s.Children {
				out = append(out, c.sectionPages(child, place(sectionAddress(child.Key)))...)
			}
		case config.ApplySection:
			out = append(out, c.applyOutputs(p, s)...)
		default:
			out = append(out, c.output(p.file(), "", func() View { return c.agencies(p, s) }))
			if c.overflows(s) {
				out = append(out, c.sectionPages(s, p+"all/")...)
			}
		}
	}
	return out
}

// sectionPages makes the list of a section at base, twenty documents a page.
func (c *column) sectionPages(s *catalog.Section, base place) []publish.Output {
	var out []publish.Output
	for n := 1; n <= pageCount(len(s.Entries)); n++ {
		p := base.numbered(n)
		from, to := span(n, len(s.Entries))
		key := ""
		if len(s.Entries) > 0 {
			key = c.listKey(p, s.Entries[from:to], len(s.Entries))
		}
		out = append(out, c.output(p.file(), key, func() View { return c.sectionPage(p, s, n, base) }))
	}
	return out
}

func (c *column) sectionPage(p place, s *catalog.Section, n int, base place) View {
	view := c.listView(p, s.Entries, n, base, c.aboutOf(s))
	steps := []Link{{Text: s.Name}}
	if s.Parent != "" {
		steps = append([]Link{{Text: c.Catalog.Section(s.Parent).Name, Href: sectionAddress(s.Parent)}}, steps...)
	} else {
		steps = []Link{{Text: s.Name, Href: sectionAddress(s.Key)}, {Text: "全部"}}
	}
	view.Frame = c.frame(p, numberedTitle(steps[len(steps)-1].Text, n), c.aboutSection(s), columnType(s), c.crumbs(p, steps...))
	if s.Parent == "" {
		view.HeadTitle = c.headTitle(numberedTitle(s.Name+"（全部）", n))
	}
	view.Nav = c.navigation(p, sectionAddress(s.Key))
	view.Title = s.Name
	view.Lead = s.Intro
	view.Elsewhere = elsewhere(s)
	view.Empty = c.empty(s)
	return view
}

// aboutOf leaves out the kind where all documents of a section have the same.
func (c *column) aboutOf(s *catalog.Section) about {
	for _, e := range s.Entries {
		if e.Kind != s.Entries[0].Kind {
			return aboutKind | aboutAgency
		}
	}
	return aboutAgency
}

// columnType is the ColumnType word of a section: that of the kind it is for
// (网页标签规范).
func columnType(s *catalog.Section) string {
	if len(s.Entries) > 0 {
		return s.Entries[0].Kind.Row().Type
	}
	if s.Key == config.ApplySection {
		return "依申请公开"
	}
	return "信息公开目录"
}

func (c *column) aboutSection(s *catalog.Section) string {
	if s.Intro != "" {
		return c.config.Site.Name + s.Name + "：" + s.Intro
	}
	return c.config.Site.Name + "主动公开的" + s.Name
}

// elsewhere tells that a section's content is kept in another system.
func elsewhere(s *catalog.Section) *Notice {
	if s.Link == "" {
		return nil
	}
	return &Notice{ID: "elsewhere", Title: "本栏目内容在专门的网站发布", Text: []Link{{Text: "请到"}, {Text: s.Link, Href: s.Link}, {Text: "查阅。"}}}
}

// empty is the dated 情况说明 of a section that has no documents.
func (c *column) empty(s *catalog.Section) Notice {
	n := Notice{ID: "empty", Title: "情况说明"}
	if s.Note.Text == "" {
		n.Text = []Link{{Text: "截至" + c.today + "，本栏目还没有发布文件。"}}
		return n
	}
	n.Text = []Link{{Text: s.Note.Text}}
	if s.Note.Date != "" {
		n.Title += "（" + s.Note.Date + "）"
	}
	return n
}

// content is the overview of 法定主动公开内容.
func (c *column) content(p place, s *catalog.Section) View {
	view := &ContentView{
		Frame: c.frame(p, s.Name, c.aboutSection(s), "信息公开目录", c.crumbs(p, Link{Text: s.Name})),
		Nav:   c.navigation(p, string(p)), Title: s.Name,
		Lead: "《政府信息公开条例》第二十条要求主动公开的信息，共" + strconv.Itoa(len(s.Children)) + "个栏目，" + thousands(len(s.Entries)) + "件。",
	}
	view.Sheets = c.sheet(p, "overview")
	for _, child := range s.Children {
		item := ContentItem{Text: child.Name, Href: p.to(sectionAddress(child.Key)), Count: thousands(len(child.Entries)), About: child.Intro}
		if child.Item > 0 {
			item.Facts[0] = "条例第二十条第（" + numeral(child.Item) + "）项"
		}
		if child.Update > 0 {
			item.Facts[1] = period(child.Update)
		}
		if len(child.Entries) > 0 {
			item.Facts[2] = "最近更新" + child.Entries[0].Published.Chinese()
		}
		view.Items = append(view.Items, item)
	}
	return view
}

// numeral writes 1 to 19 in Chinese, as the items of an article are counted.
func numeral(n int) string {
	ones := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 10:
		return ones[n]
	case n < 20:
		return "十" + ones[n-10]
	}
	return strconv.Itoa(n)
}

// period writes how often a section is updated at least.
func period(days int) string {
	switch {
	case days%365 <= 1 && days >= 365:
		return "至少每" + years(days/365) + "更新"
	case days >= 28 && days%30 <= 3:
		return "至少每" + strconv.Itoa(days/30) + "个月更新"
	}
	return "至少每" + strconv.Itoa(days) + "天更新"
}

func years(n int) string {
	if n == 1 {
		return "年"
	}
	return strconv.Itoa(n) + "年"
}

// newestMax is the number of documents an agency shows in a fixed section.
const newestMax = 10

// byAgency divides a section's documents among the agencies, in the order of
// the configuration; those of no agency are left out (there are none).
func byAgency(agencies []config.Agency, s *catalog.Section) [][]*catalog.Entry {
	out := make([][]*catalog.Entry, len(agencies))
	at := make(map[*config.Agency]int, len(agencies))
	for i := range agencies {
		at[&agencies[i]] = i
	}
	for _, e := range s.Entries {
		if len(e.Agencies) > 0 {
			i := at[e.Agencies[0]]
			out[i] = append(out[i], e)
		}
	}
	return out
}

// overflows tells whether an agency has more in a section than it shows.
func (c *column) overflows(s *catalog.Section) bool {
	for _, entries := range byAgency(c.config.Agencies, s) {
		if len(entries) > newestMax {
			return true
		}
	}
	return false
}

// fixedLeads say what a fixed section holds.
var fixedLeads = map[string]string{
	config.GuideSection:  "各机关的公开指南写明公开什么、在哪里查、怎样申请，以及办公地址、时间和电话（条例第十二条）。",
	config.SystemSection: "政府信息公开的法规、规章和各机关的工作制度。",
	config.AnnualSection: "各机关每年发布的政府信息公开工作年度报告（条例第四十九条、第五十条）。",
}

// agencies is a fixed section by agency: every agency is listed, also one that
// has nothing.
func (c *column) agencies(p place, s *catalog.Section) View {
	view := &AgenciesView{
		Frame: c.frame(p, s.Name, c.aboutSection(s), columnType(s), c.crumbs(p, Link{Text: s.Name})),
		Nav:   c.navigation(p, string(p)), Title: s.Name, Lead: fixedLeads[s.Key],
	}
	view.Sheets = c.sheet(p, "overview")
	if len(s.Entries) == 0 {
		view.Empty = c.empty(s)
	}
	for i, entries := range byAgency(c.config.Agencies, s) {
		a := c.config.Agencies[i]
		group := AgencyGroup{ID: "agency-" + a.Key, Agency: a.Name, None: "还没有发布。"}
		if a.Closed {
			if len(entries) == 0 {
				continue
			}
			group.Agency += "（已撤并）"
		}
		group.List = c.list(p, entries[:min(len(entries), newestMax)], 0, "3")
		group.List.Table = false
		if len(entries) > newestMax {
			group.More = Link{Text: "另有" + thousands(len(entries)-newestMax) + "件，见全部列表", Href: p.to(string(p) + "all/")}
		}
		view.Groups = append(view.Groups, group)
	}
	return view
}
