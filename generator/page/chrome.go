package page

import (
	"strings"

	"gongkai/generator/config"
)

// The addresses of pages there is one of, in the column.
const (
	searchAddress  = "search/"
	sitemapAddress = "sitemap/"
	feedAddress    = "feed.xml"
	tableAddress   = "data/documents.csv"
	dataAddress    = "data/documents.json"
)

// columnName is the column's name; it is fixed (国办公开办函〔2019〕61号).
const columnName = "政府信息公开"

// sectionAddress is a section's folder in the column.
func sectionAddress(key string) string { return "sections/" + key + "/" }

// chromeAt makes the chrome of the pages whose links to the column's home begin
// with root; search tells whether the header holds a search box.
func (c *column) chromeAt(root string, search bool) *Chrome {
	around := surround(root, c.config)
	if search {
		around.Search = root + searchAddress
	}
	return &Chrome{
		Header: c.fragment("header", around), Footer: c.fragment("footer", around),
		Style: root + c.Assets.Style, Script: root + c.Assets.Script, Icon: root + c.Assets.Icon, Search: root + searchAddress,
	}
}

// surround collects what header and footer tell.
func surround(root string, c *config.Config) Surround {
	s := Surround{
		Site: c.Site.Name, Home: root,
		Help: []Link{
			{Text: "站点地图", Href: root + sitemapAddress},
			{Text: "全部文件目录（CSV）", Href: root + tableAddress},
			{Text: "全部文件目录（JSON）", Href: root + dataAddress},
			{Text: "订阅最新公开（Atom）", Href: root + feedAddress},
		},
		Footer: lines("主办单位", c.Site.Organizer, "承办单位", c.Site.Undertaker, "联系电话", c.Site.Phone, "电子邮箱", c.Site.Email,
			"地址", c.Site.Address, "邮政编码", c.Site.Postcode),
		Legal: lines("网站标识码", c.Site.IDCode, "ICP备案", c.Site.ICP, "公网安备", c.Site.Police),
	}
	if len(s.Footer) == 0 {
		s.Footer = lines("主办单位", c.Site.Name)
	}
	if c.Site.Mistakes != "" {
		s.Help = append(s.Help, Link{Text: "我为政府网站找错", Href: c.Site.Mistakes})
	}
	for _, section := range c.Sections {
		if section.Parent == "" {
			s.Sections = append(s.Sections, Link{Text: section.Name, Href: root + sectionAddress(section.Key)})
		}
	}
	return s
}

// lines pairs labels with texts and leaves out those without a text.
func lines(pairs ...string) []Line {
	var out []Line
	for i := 0; i+1 < len(pairs); i += 2 {
		if text := strings.TrimSpace(pairs[i+1]); text != "" {
			out = append(out, Line{Label: pairs[i], Text: text})
		}
	}
	return out
}

// metas gives those of every page (网页标签规范：网站标签), and pairs names with
// contents. Those without content are left out: a required tag is never empty.
func (c *column) metas(pairs ...string) []Meta {
	s := c.config.Site
	out := make([]Meta, 0, 3+len(pairs)/2)
	add := func(name, content string) {
		if content != "" {
			out = append(out, Meta{Name: name, Content: content})
		}
	}
	add("SiteName", s.Name)
	add("SiteDomain", s.Domain)
	add("SiteIDCode", s.IDCode)
	for i := 0; i+1 < len(pairs); i += 2 {
		add(pairs[i], pairs[i+1])
	}
	return out
}
