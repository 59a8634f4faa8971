package page

import (
	"cmp"
	"path"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/number"
	"gongkai/generator/publish"
)

// special makes the pages there is one of, the tombstones of withdrawn
// documents and the pages that lead old addresses on.
func (c *column) special() []publish.Output {
	search, sitemap := place(searchAddress), place(sitemapAddress)
	out := []publish.Output{
		c.output(search.file(), "", func() View { return c.search(search) }),
		c.output(sitemap.file(), "", func() View { return c.sitemap(sitemap) }),
		c.output("404.html", "", func() View { return c.notFound() }),
	}
	for _, w := range c.config.Withdrawn {
		id := number.ParseIndex(w.Number).ID()
		if id == "" || c.Catalog.ByID(id) != nil {
			continue
		}
		p := place("documents/" + id + "/")
		out = append(out, c.output(p.file(), "", func() View { return c.tombstone(p, w) }))
	}
	for _, r := range c.config.Redirects {
		if file := redirectFile(r.From); file != "" && c.Catalog.ByID(number.ParseIndex(r.To).ID()) != nil {
			out = append(out, c.output(file, "", func() View { return c.redirect(file, r) }))
		}
	}
	return out
}

// ways lead on where a page has nothing of its own to offer.
func (c *column) ways(p place) []Entry {
	var out []Entry
	for _, d := range shownDimensions {
		dim := c.Catalog.Dimension(d.key)
		out = append(out, Entry{Text: "按" + dim.Label + "查找", Href: p.to(catalogueAddress(dim.Key)), Note: d.lead})
	}
	return append(out,
		Entry{Text: "站点地图", Href: p.to(sitemapAddress), Note: "全部栏目和分类。"},
		Entry{Text: "全部文件目录（CSV）", Href: p.to(tableAddress), Note: "每份文件一行，可以用电子表格软件打开、筛选。"})
}

func (c *column) search(p place) View {
	f := c.frame(p, "搜索", "搜索"+c.config.Site.Name+"主动公开的政府信息", "信息公开目录", c.crumbs(p, Link{Text: "搜索"}))
	f.Chrome = c.chromeAt(p.root(), false)
	index := p.to(searchAddress)
	f.Sheets, f.Module, f.Data = []string{index + "search.css"}, index+"ui.js", []string{index + "index.json", index + "columns.json"}
	return &SearchView{Frame: f, Title: "搜索", Action: index, Index: index, Ways: c.ways(p)}
}

func (c *column) sitemap(p place) View {
	view := &SitemapView{
		Frame: c.frame(p, "站点地图", c.config.Site.Name+"政府信息公开的全部栏目和分类", "信息公开目录", c.crumbs(p, Link{Text: "站点地图"})),
		Nav:   c.navigation(p, string(p)), Title: "站点地图",
	}
	fixed := SitemapGroup{ID: "map-sections", Label: "栏目"}
	for _, s := range c.Catalog.Sections {
		entry := Entry{Text: s.Name, Href: p.to(sectionAddress(s.Key)), Count: thousands(len(s.Entries))}
		for _, child := range s.Children {
			entry.Children = append(entry.Children, Choice{Text: child.Name, Href: p.to(sectionAddress(child.Key)), Count: thousands(len(child.Entries))})
		}
		fixed.Links = append(fixed.Links, entry)
	}
	view.Groups = append(view.Groups, fixed)
	for _, d := range shownDimensions {
		dim := c.Catalog.Dimension(d.key)
		index := Entry{Text: "按" + dim.Label + "查找", Href: p.to(catalogueAddress(dim.Key))}
		group := SitemapGroup{ID: "map-" + dim.Key, Label: dim.Label, Links: []Entry{index}}
		if dim.Key == catalog.ByTheme && count(dim.Values) > 0 {
			group.Links = c.values(p, dim)
		} else {
			for _, v := range dim.Values {
				if len(v.Entries) > 0 {
					group.Links[0].Children = append(group.Links[0].Children, choice(p, v, nil))
				}
			}
		}
		view.Groups = append(view.Groups, group)
	}
	view.Groups = append(view.Groups, SitemapGroup{ID: "map-data", Label: "数据与订阅", Links: []Entry{
		{Text: "搜索", Href: p.to(searchAddress)},
		{Text: "全部文件目录（CSV）", Href: p.to(tableAddress)},
		{Text: "全部文件目录（JSON）", Href: p.to(dataAddress)},
		{Text: "订阅最新公开（Atom）", Href: p.to(feedAddress)},
	}})
	return view
}

// notFound is served for any address, so its links begin at the host's root.
func (c *column) notFound() View {
	root := c.config.Site.BasePath
	if root == "" {
		root = "/"
	}
	view := &NotFoundView{Frame: Frame{
		Chrome: c.chromeAt(root, false), HeadTitle: c.headTitle("没有找到页面"),
		Metas: c.metas("robots", "noindex", "description", "没有找到这个页面，可以从目录查找。"),
	}}
	for _, way := range c.ways("") {
		way.Href = root + strings.TrimPrefix(way.Href, "./")
		view.Ways = append(view.Ways, way)
	}
	return view
}

func (c *column) tombstone(p place, w config.Withdrawn) View {
	w.Title = cmp.Or(w.Title, "索引号为 "+w.Number+" 的文件")
	f := c.frame(p, w.Title, w.Title+"已经撤回", "信息公开目录", c.crumbs(p, Link{Text: "已撤回的文件"}))
	f.HeadTitle = c.headTitle("（已撤回）" + w.Title)
	f.Metas = append(f.Metas, Meta{Name: "robots", Content: "noindex"})
	view := &TombstoneView{Frame: f, Title: w.Title}
	view.Notice = Notice{ID: "withdrawn", Class: "warning", Title: "这份文件已经撤回", Text: []Link{{Text: "撤回的原因：" + w.Reason}}}
	date := w.Date
	if d, ok := day.Parse(date); ok {
		date = d.Chinese()
	}
	for _, l := range lines("标题", w.Title, "索引号", w.Number, "撤回日期", date) {
		view.Meta = append(view.Meta, MetaRow{Label: l.Label, Wide: l.Label == "标题", Code: l.Label == "索引号", Values: []Value{{Text: l.Text}}})
	}
	return view
}

// redirectFile is the file an old address of the column is served from; empty
// where the address does not lie in the column.
func redirectFile(from string) string {
	clean := path.Clean("/" + from)[1:]
	switch {
	case clean == "" || strings.Contains(from, ".."):
		return ""
	case path.Ext(clean) == ".html" || path.Ext(clean) == ".htm":
		return clean
	}
	return clean + "/index.html"
}

func (c *column) redirect(file string, r config.Redirect) View {
	p := place(strings.TrimSuffix(file, path.Base(file)))
	e := c.Catalog.ByID(number.ParseIndex(r.To).ID())
	return &RedirectView{Title: e.Title(), Frame: Frame{
		Chrome: c.chromeOf(p), HeadTitle: c.headTitle("已移到新的地址：" + e.Title()), Canonical: c.canonical(place(e.URL)), Refresh: p.to(e.URL),
		Metas: c.metas("robots", "noindex", "description", "页面已经移到新的地址。"),
	}}
}
