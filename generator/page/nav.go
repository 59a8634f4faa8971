package page

import (
	"html/template"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
)

// shownDimensions are the catalogue's dimensions in the order pages show them.
var shownDimensions = []struct{ key, lead string }{
	{catalog.ByKind, "按文件的类型查找：规章、规范性文件、政策解读、建议提案答复等。"},
	{catalog.ByTheme, "按主题分类查找，共两级，沿用国务院文件库的分类。"},
	{catalog.ByAgency, "按发布文件的机关查找；联合发布的文件列在每个机关之下。"},
	{catalog.ByYear, "按发布日期的年份查找。"},
	{catalog.ByValidity, "按效力状态查找。政策解读、答复、报告等没有效力状态的文件不在其中。"},
}

// catalogueAddress is the folder of a dimension's index in the column.
func catalogueAddress(dimension string) string { return "catalogue/" + dimension + "/" }

// navigation makes the side navigation of a page at p: the five fixed sections
// in order, those under 法定主动公开内容 below it, then the catalogue. current is
// the address of the section or index the page belongs to.
func (c *column) navigation(p place, current string) template.HTML {
	key := p.root() + " " + current
	if shared, ok := c.navs.Load(key); ok {
		return shared.(template.HTML)
	}
	nav := c.fragment("side-nav", c.navItems(p, current))
	c.navs.Store(key, nav)
	return nav
}

func (c *column) navItems(p place, current string) []NavItem {
	root := p.root()
	item := func(name, address string) NavItem {
		return NavItem{Text: name, Href: root + address, Current: address == current}
	}
	nav := make([]NavItem, 0, len(c.Catalog.Sections)+1)
	for _, s := range c.Catalog.Sections {
		top := item(s.Name, sectionAddress(s.Key))
		if s.Key == config.Content {
			top.Children = make([]NavItem, len(s.Children))
			for i, child := range s.Children {
				top.Children[i] = item(child.Name, sectionAddress(child.Key))
			}
		}
		nav = append(nav, top)
	}
	catalogue := NavItem{Text: "分类目录", Href: root + sitemapAddress}
	for _, d := range shownDimensions {
		catalogue.Children = append(catalogue.Children, item("按"+c.Catalog.Dimension(d.key).Label, catalogueAddress(d.key)))
	}
	nav = append(nav, catalogue)
	if c.Reports != nil {
		nav = append(nav, item("统计报告", reportsAddress))
	}
	return nav
}
