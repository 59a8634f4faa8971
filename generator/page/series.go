package page

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/citation"
	"gongkai/generator/field"
)

// Series leads to the documents before and after one in its series.
type Series struct {
	Name    string // 历年同名文件
	Earlier Step
	Later   Step
}

// Step is a neighbour in a series; without Href there is none.
type Step struct{ Text, Href, Date string }

// neighbours are the documents before and after one.
type neighbours struct {
	name           string
	earlier, later *catalog.Entry
}

// seriesNames names the series made by each rule.
var seriesNames = map[field.Series]string{field.SeriesTitle: "历年同名文件", field.SeriesPolicy: "同一文件的解读", field.SeriesKind: "历次新闻发布会"}

// inSeries tells every document's neighbours, by the rule of its kind.
func inSeries(entries []*catalog.Entry) map[*catalog.Entry]neighbours {
	type key struct {
		rule field.Series
		kind field.Kind
		of   string
	}
	groups := map[key][]*catalog.Entry{}
	for _, e := range entries {
		if of := seriesOf(e); of != "" {
			k := key{e.Kind.Row().Series, e.Kind, of}
			groups[k] = append(groups[k], e)
		}
	}
	out := map[*catalog.Entry]neighbours{}
	for k, list := range groups {
		if len(list) < 2 {
			continue
		}
		slices.SortFunc(list, func(a, b *catalog.Entry) int {
			return cmp.Or(strings.Compare(yearOf(k.rule, a), yearOf(k.rule, b)), cmp.Compare(a.Published, b.Published), strings.Compare(a.ID, b.ID))
		})
		for i, e := range list {
			n := neighbours{name: seriesNames[k.rule]}
			if i > 0 {
				n.earlier = list[i-1]
			}
			if i+1 < len(list) {
				n.later = list[i+1]
			}
			out[e] = n
		}
	}
	return out
}

// titleYear is the year a title tells: 2025年, 2025年度, （2026年版）.
var titleYear = regexp.MustCompile(`(?:19|20)\d\d年?度?`)

// seriesOf tells documents of one series from all others; "" for none.
func seriesOf(e *catalog.Entry) string {
	switch e.Kind.Row().Series {
	case field.SeriesTitle:
		title := e.Keys().Title
		if at := titleYear.FindStringIndex(title); at != nil && len(e.Agencies) > 0 {
			return e.Agencies[0].Key + " " + title[:at[0]] + title[at[1]:]
		}
	case field.SeriesPolicy:
		if policies := e.Related(catalog.Interprets); len(policies) > 0 {
			return policies[0].ID
		}
	case field.SeriesKind:
		return "all"
	}
	return ""
}

func yearOf(rule field.Series, e *catalog.Entry) string {
	if rule != field.SeriesTitle {
		return ""
	}
	return titleYear.FindString(citation.Key(e.Title()))[:len("2025")]
}

// seriesAt leads from a document's page to its neighbours.
func (c *column) seriesAt(p place, e *catalog.Entry) Series {
	if seriesOf(e) == "" {
		return Series{} // without looking at all the others
	}
	n, ok := c.series()[e]
	if !ok {
		return Series{}
	}
	step := func(to *catalog.Entry) Step {
		if to == nil {
			return Step{}
		}
		return Step{Text: to.Title(), Href: p.to(to.URL), Date: to.Published.String()}
	}
	return Series{Name: n.name, Earlier: step(n.earlier), Later: step(n.later)}
}
