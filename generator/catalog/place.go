package catalog

import (
	"fmt"
	"slices"
	"strconv"

	"gongkai/generator/config"
	"gongkai/generator/field"
)

// place lays every entry into the sections and indexes. Entries are in order
// already, so every list is.
func (c *Catalog) place() {
	c.placeSections()
	c.Dimensions = []*Dimension{c.themes(), c.agencies(), c.years(), c.kinds(), c.validities()}
}

func (c *Catalog) placeSections() {
	byKey := map[string]*Section{}
	for i := range c.Config.Sections {
		s := &Section{Section: &c.Config.Sections[i]}
		byKey[s.Key] = s
		if s.Parent == "" {
			c.Sections = append(c.Sections, s)
		}
	}
	for i := range c.Config.Sections {
		if s := byKey[c.Config.Sections[i].Key]; s.Parent != "" {
			byKey[s.Parent].Children = append(byKey[s.Parent].Children, s)
		}
	}
	for _, e := range c.Entries {
		if e.Section == nil {
			continue
		}
		s := byKey[e.Section.Key]
		s.Entries = append(s.Entries, e)
		if s.Parent == config.Content {
			content := byKey[config.Content]
			content.Entries = append(content.Entries, e)
		}
	}
}

// themes are in the order of the classification, those without documents too.
func (c *Catalog) themes() *Dimension {
	d := &Dimension{Key: ByTheme, Label: "主题分类"}
	for i, t := range c.Config.Themes {
		top := &Value{Dimension: d, Key: strconv.Itoa(i + 1), Label: t.Name}
		for j, name := range t.Second {
			top.Children = append(top.Children, &Value{Dimension: d, Key: fmt.Sprintf("%d-%d", i+1, j+1), Label: name, Parent: top})
		}
		d.Values = append(d.Values, top)
	}
	for _, e := range c.Entries {
		if e.Theme.First == 0 {
			continue
		}
		top := d.Values[e.Theme.First-1]
		top.Entries = append(top.Entries, e)
		if e.Theme.Second > 0 {
			second := top.Children[e.Theme.Second-1]
			second.Entries = append(second.Entries, e)
		}
	}
	return d
}

// agencies are in the order of the configuration; a joint document stands
// under each of its agencies.
func (c *Catalog) agencies() *Dimension {
	d := &Dimension{Key: ByAgency, Label: "发布机构"}
	at := map[*config.Agency]*Value{}
	for i := range c.Config.Agencies {
		a := &c.Config.Agencies[i]
		at[a] = &Value{Dimension: d, Key: a.Key, Label: a.Name}
		d.Values = append(d.Values, at[a])
	}
	for _, e := range c.Entries {
		for i, a := range e.Agencies {
			if !slices.Contains(e.Agencies[:i], a) {
				at[a].Entries = append(at[a].Entries, e)
			}
		}
	}
	return d
}

// years are those of 发布日期, the newest first.
func (c *Catalog) years() *Dimension {
	d := &Dimension{Key: ByYear, Label: "年份"}
	for _, e := range c.Entries {
		year := strconv.Itoa(e.Published.Year())
		if n := len(d.Values); n == 0 || d.Values[n-1].Key != year {
			d.Values = append(d.Values, &Value{Dimension: d, Key: year, Label: year + "年"})
		}
		last := d.Values[len(d.Values)-1]
		last.Entries = append(last.Entries, e)
	}
	return d
}

func (c *Catalog) kinds() *Dimension {
	d := &Dimension{Key: ByKind, Label: "类型"}
	for _, k := range field.Kinds() {
		d.Values = append(d.Values, &Value{Dimension: d, Key: k.Row().Key, Label: k.Label()})
	}
	for _, e := range c.Entries {
		v := d.Values[e.Kind-1]
		v.Entries = append(v.Entries, e)
	}
	return d
}

// validities hold the documents that have a validity; the others are in none.
func (c *Catalog) validities() *Dimension {
	d := &Dimension{Key: ByValidity, Label: "效力状态"}
	at := map[string]*Value{}
	for _, t := range field.Validities {
		v := &Value{Dimension: d, Key: t.Key, Label: t.Label}
		at[t.Label] = v
		d.Values = append(d.Values, v)
	}
	for _, e := range c.Entries {
		if v := at[e.Validity.Word]; v != nil {
			v.Entries = append(v.Entries, e)
		}
	}
	return d
}
