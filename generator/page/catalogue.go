package page

import (
	"slices"
	"strconv"

	"gongkai/generator/catalog"
	"gongkai/generator/publish"
)

// catalogue makes the indexes of the dimensions and the lists of their values.
// A value without documents has no page.
func (c *column) catalogue() []publish.Output {
	var out []publish.Output
	for _, d := range shownDimensions {
		dim := c.Catalog.Dimension(d.key)
		p := place(catalogueAddress(dim.Key))
		out = append(out, c.output(p.file(), "", func() View { return c.index(p, dim, d.lead) }))
		for _, v := range dim.Values {
			out = append(out, c.valuePages(v)...)
			for _, child := range v.Children {
				out = append(out, c.valuePages(child)...)
			}
		}
	}
	return out
}

// index lists a dimension's values with their counts.
func (c *column) index(p place, dim *catalog.Dimension, lead string) View {
	title := "按" + dim.Label + "查找"
	return &IndexView{
		Frame:  c.frame(p, title, lead, "信息公开目录", c.crumbs(p, Link{Text: title})),
		Nav:    c.navigation(p, string(p)),
		Title:  title,
		Lead:   lead,
		Values: c.values(p, dim),
	}
}

// values gives a dimension's values as a directory; of the agencies also those
// that have published nothing yet.
func (c *column) values(p place, dim *catalog.Dimension) []Entry {
	var out []Entry
	for _, v := range dim.Values {
		if len(v.Entries) == 0 {
			if dim.Key == catalog.ByAgency {
				out = append(out, Entry{Text: v.Label, Count: "0"})
			}
			continue
		}
		entry := Entry{Text: v.Label, Href: p.to(v.URL()), Count: thousands(len(v.Entries))}
		for _, child := range v.Children {
			if len(child.Entries) > 0 {
				entry.Children = append(entry.Children, choice(p, child, nil))
			}
		}
		out = append(out, entry)
	}
	return out
}

func choice(p place, v, current *catalog.Value) Choice {
	return Choice{Text: v.Label, Href: p.to(v.URL()), Count: thousands(len(v.Entries)), Current: v == current}
}

// valuePages makes the list of a value, twenty documents a page.
func (c *column) valuePages(v *catalog.Value) []publish.Output {
	var out []publish.Output
	for n := 1; n <= pageCount(len(v.Entries)) && len(v.Entries) > 0; n++ {
		p := place(v.URL()).numbered(n)
		from, to := span(n, len(v.Entries))
		key := c.listKey(p, v.Entries[from:to], len(v.Entries), v.Label, c.counts(v))
		out = append(out, c.output(p.file(), key, func() View { return c.valuePage(p, v, n) }))
	}
	return out
}

// counts fingerprints the facets of a value's list.
func (c *column) counts(v *catalog.Value) string {
	if c.Fingerprint == "" {
		return ""
	}
	k := newPrint()
	k.text(strconv.Itoa(count(v.Dimension.Values)))
	for _, row := range facetRows(v) {
		for _, each := range row {
			k.text(each.Key, each.Label, strconv.Itoa(len(each.Entries)))
		}
	}
	return k.String()
}

func (c *column) valuePage(p place, v *catalog.Value, n int) View {
	dim := v.Dimension
	name := v.Label
	steps := []Link{{Text: "按" + dim.Label + "查找", Href: catalogueAddress(dim.Key)}}
	if v.Parent != nil {
		name = v.Parent.Label + "：" + v.Label
		steps = append(steps, Link{Text: v.Parent.Label, Href: v.Parent.URL()})
	}
	view := c.listView(p, v.Entries, n, place(v.URL()), c.aboutIn(dim.Key))
	view.Frame = c.frame(p, numberedTitle(name, n), dim.Label+"为“"+name+"”的政府信息", "信息公开目录", c.crumbs(p, append(steps, Link{Text: v.Label})...))
	view.HeadTitle = c.headTitle(numberedTitle(dim.Label+"："+name, n))
	view.Feeds = []Link{{Text: name + " - " + columnName, Href: p.to(v.URL() + feedAddress)}}
	view.Nav = c.navigation(p, catalogueAddress(dim.Key))
	view.Title = v.Label
	view.FacetsLabel = "选择其他" + dim.Label
	view.Facets = c.facets(p, v)
	return view
}

// aboutIn leaves out what every document of a dimension's value shares.
func (c *column) aboutIn(dimension string) about {
	switch dimension {
	case catalog.ByKind:
		return aboutAgency
	case catalog.ByAgency:
		return aboutKind
	}
	return aboutKind | aboutAgency
}

// listView is a page of a list whose pages are numbered under base.
func (c *column) listView(p place, entries []*catalog.Entry, n int, base place, tell about) *ListView {
	from, to := span(n, len(entries))
	return &ListView{
		Count: counted(n, len(entries)),
		List:  c.list(p, entries[from:to], tell, "2"),
		Pages: pagination(n, pageCount(len(entries)), func(page int) string { return p.to(string(base.numbered(page))) }),
	}
}

// numberedTitle tells the pages of a list apart.
func numberedTitle(name string, n int) string {
	if n == 1 {
		return name
	}
	return name + "（第" + strconv.Itoa(n) + "页）"
}

// choicesMax is the number of values a facet shows; the others are reached by
// the index.
const choicesMax = 16

// facets offers the other values of the dimension, and of a theme its second
// level.
func (c *column) facets(p place, v *catalog.Value) []Facet {
	var out []Facet
	for i, row := range facetRows(v) {
		f := Facet{ID: "facet-" + strconv.Itoa(i+1), Level: "2", Label: v.Dimension.Label}
		if i > 0 {
			f.Label = "二级分类"
		}
		for _, each := range row {
			one := choice(p, each, v)
			one.Current = each == v || each == v.Parent
			f.Links = append(f.Links, one)
		}
		if i == 0 && count(v.Dimension.Values) > len(row) {
			f.Links = append(f.Links, Choice{Text: "全部" + strconv.Itoa(count(v.Dimension.Values)) + "项", Href: p.to(catalogueAddress(v.Dimension.Key))})
		}
		out = append(out, f)
	}
	return out
}

// facetRows gives the values a value's list offers: those of the first level,
// and of a theme the second level below it.
func facetRows(v *catalog.Value) [][]*catalog.Value {
	top := v
	if v.Parent != nil {
		top = v.Parent
	}
	rows := [][]*catalog.Value{some(v.Dimension.Values, top)}
	if second := some(top.Children, v); len(second) > 0 {
		rows = append(rows, second)
	}
	return rows
}

// some gives at most choicesMax values that have documents, keep among them:
// where there are more, those with the most, in the order they had.
func some(values []*catalog.Value, keep *catalog.Value) []*catalog.Value {
	var shown []*catalog.Value
	for _, v := range values {
		if len(v.Entries) > 0 {
			shown = append(shown, v)
		}
	}
	if len(shown) <= choicesMax {
		return shown
	}
	largest := slices.Clone(shown)
	slices.SortStableFunc(largest, func(a, b *catalog.Value) int { return len(b.Entries) - len(a.Entries) })
	largest = largest[:choicesMax]
	return slices.DeleteFunc(shown, func(v *catalog.Value) bool { return v != keep && !slices.Contains(largest, v) })
}

// count gives the number of values that have documents.
func count(values []*catalog.Value) int {
	n := 0
	for _, v := range values {
		if len(v.Entries) > 0 {
			n++
		}
	}
	return n
}
