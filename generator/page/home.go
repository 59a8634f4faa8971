package page

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/field"
	"gongkai/generator/publish"
)

// latestMax is the number of documents on the home page.
const latestMax = 8

func (c *column) home() publish.Output {
	return c.output("index.html", "", func() View { return c.homeView() })
}

func (c *column) homeView() View {
	const p = place("")
	site := c.config.Site
	view := &HomeView{
		Frame:  c.frame(p, columnName, site.Description, "首页", nil),
		Hero:   Hero{Lead: site.Description, Search: p.to(searchAddress)},
		All:    p.to(sectionAddress(config.Content)),
		Latest: c.list(p, c.Catalog.Entries[:min(latestMax, len(c.Catalog.Entries))], aboutKind|aboutAgency, "3"),
		Browse: c.browse(p),
		AsOf:   c.today,
	}
	view.Latest.Table = false
	view.Chrome, view.Sheets = c.chromeAt(p.root(), false), c.sheet(p, "home")
	view.HeadTitle = columnName + " - " + site.Name
	view.Feeds = []Link{{Text: "最新公开", Href: p.to(feedAddress)}}
	view.Schema = websiteSchema(site)
	for _, q := range site.Queries {
		view.Hero.Frequent = append(view.Hero.Frequent, Link{Text: q, Href: p.to(searchAddress) + "?q=" + url.QueryEscape(q)})
	}
	for _, s := range c.Catalog.Sections {
		view.Sections = append(view.Sections, SectionCard{Text: s.Name, Href: p.to(sectionAddress(s.Key)), About: s.Intro, Apply: s.Key == config.ApplySection})
	}
	view.Figures = c.figures(p)
	return view
}

// homeChoices is how many values of each dimension the home page offers.
var homeChoices = map[string]int{catalog.ByKind: 16, catalog.ByTheme: 8, catalog.ByAgency: 8, catalog.ByYear: 6, catalog.ByValidity: 7}

// browse offers the largest values of each dimension, of the years the newest.
func (c *column) browse(p place) []Facet {
	var out []Facet
	for _, d := range shownDimensions {
		dim := c.Catalog.Dimension(d.key)
		values := slices.DeleteFunc(slices.Clone(dim.Values), func(v *catalog.Value) bool { return len(v.Entries) == 0 })
		if len(values) == 0 {
			continue
		}
		all := len(values)
		if d.key == catalog.ByTheme || d.key == catalog.ByAgency {
			slices.SortStableFunc(values, func(a, b *catalog.Value) int { return cmp.Compare(len(b.Entries), len(a.Entries)) })
		}
		values = values[:min(all, homeChoices[d.key])]
		f := Facet{ID: "browse-" + dim.Key, Level: "3", Label: dim.Label}
		for _, v := range values {
			one := choice(p, v, nil)
			if d.key == catalog.ByAgency {
				one.Text = c.shortOf(v)
			}
			f.Links = append(f.Links, one)
		}
		if all > len(values) {
			f.Links = append(f.Links, Choice{Text: "全部" + strconv.Itoa(all) + "项", Href: p.to(catalogueAddress(dim.Key))})
		}
		out = append(out, f)
	}
	return out
}

// shortOf is the short name of the agency a value stands for.
func (c *column) shortOf(v *catalog.Value) string {
	if a, ok := c.config.Agency(v.Key); ok {
		return a.Short
	}
	return v.Label
}

// figures count what is published; each links to what was counted.
func (c *column) figures(p place) []Figure {
	year := c.Catalog.Day.Year()
	thisYear, normative, inForce := 0, 0, 0
	for _, e := range c.Catalog.Entries {
		if e.Published.Year() == year {
			thisYear++
		}
		if e.Kind == field.Normative {
			normative++
			switch e.Validity.Word {
			case field.InForce, field.Amended, field.PartLapsed, field.UnderReview:
				inForce++
			}
		}
	}
	yearHref := p.to(catalogueAddress(catalog.ByYear))
	if thisYear > 0 {
		yearHref += strconv.Itoa(year) + "/"
	}
	out := []Figure{
		{Label: "主动公开", Href: p.to(catalogueAddress(catalog.ByYear)), Value: thousands(len(c.Catalog.Entries)), Unit: "件", Note: "截至" + c.today},
		{Label: "今年公开", Href: yearHref, Value: thousands(thisYear), Unit: "件", Note: "发布日期在" + strconv.Itoa(year) + "年以内"},
		{Label: "现行有效的规范性文件", Href: p.to(sectionAddress(field.Normative.Row().Section)), Value: thousands(inForce), Unit: "件", Note: "共" + thousands(normative) + "件，含已修改、部分失效和待修订的"},
	}
	return append(out, c.rates(p)...)
}
