package studio

import (
	"html/template"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/site"
)

// panelView is what stands over a page about which there is something to say.
type panelView struct {
	Mark     string // 草稿, 未到发布日期, 看的是哪一天
	Trouble  []findingView
	Findings []findingView
	Edit     string
	Errors   int
}

// panel words what was found about a page; empty where there is nothing.
func (s *Studio) panel(a asked, found *answer) (template.HTML, error) {
	m := found.moment
	var about diag.List
	if found.source != "" {
		about = m.About(found.source)
	}
	v := panelView{Trouble: findingViews(m, m.Trouble), Findings: findingViews(m, about), Errors: about.Count(diag.Error) + len(m.Trouble)}
	switch {
	case m.Foreseen == site.Draft:
		v.Mark = "草稿：删去“草稿: true”才会发布。这里是发布以后的样子。"
	case m.Foreseen == site.Held:
		v.Mark = "未到发布日期：" + m.Catalog.Day.Chinese() + "起公开。这里是那一天的样子。"
	case a.on != 0:
		v.Mark = "这里是" + a.on.Chinese() + "的样子。"
	}
	if v.Mark == "" && len(v.Trouble)+len(v.Findings) == 0 {
		return "", nil
	}
	if s.Writes && found.source != "" {
		v.Edit = editLink(found.source)
	}
	var b strings.Builder
	err := s.pages.ExecuteTemplate(&b, "panel", v)
	return template.HTML(b.String()), err
}
