package data

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"

	"gongkai/generator/catalog"
	"gongkai/generator/field"
	"gongkai/generator/publish"
)

// FeedLength is how many documents a feed holds.
const FeedLength = 30

// feed is an Atom feed (RFC 4287).
type feed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Links   []feedLink  `xml:"link"`
	Author  feedPerson  `xml:"author"`
	Entries []feedEntry `xml:"entry"`
}

type feedLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type feedPerson struct {
	Name string `xml:"name"`
}

type feedCategory struct {
	Term string `xml:"term,attr"`
}

type feedEntry struct {
	Title      string         `xml:"title"`
	ID         string         `xml:"id"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Link       feedLink       `xml:"link"`
	Authors    []feedPerson   `xml:"author"`
	Categories []feedCategory `xml:"category"`
	Summary    string         `xml:"summary,omitempty"`
}

// feeds gives feed.xml of the column and of every heading that has documents.
func feeds(c *catalog.Catalog) []publish.Output {
	out := []publish.Output{feedOutput(c, "政府信息公开", "", c.Entries)}
	var walk func(values []*catalog.Value)
	walk = func(values []*catalog.Value) {
		for _, v := range values {
			if len(v.Entries) > 0 {
				out = append(out, feedOutput(c, v.Dimension.Label+"："+v.Label, v.URL(), v.Entries))
			}
			walk(v.Children)
		}
	}
	for _, d := range c.Dimensions {
		walk(d.Values)
	}
	return out
}

func feedOutput(c *catalog.Catalog, title, folder string, entries []*catalog.Entry) publish.Output {
	return single(folder+"feed.xml", func() []byte { return atom(c, title, folder, entries) })
}

func atom(c *catalog.Catalog, title, folder string, entries []*catalog.Entry) []byte {
	base := c.Config.Site.BaseURL
	f := feed{
		Lang:    "zh-CN",
		Title:   title + " - " + c.Config.Site.Name,
		ID:      base + folder,
		Updated: c.Day.Time().Format(time.RFC3339),
		Links: []feedLink{
			{"self", "application/atom+xml", base + folder + "feed.xml"},
			{"alternate", "text/html", base + folder},
		},
		Author: feedPerson{c.Config.Site.Name},
	}
	for i, e := range entries[:min(len(entries), FeedLength)] {
		entry := atomEntry(c, e)
		if i == 0 {
			f.Updated = entry.Updated
		}
		f.Entries = append(f.Entries, entry)
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	if err := xml.NewEncoder(&out).Encode(f); err != nil {
		panic("data: " + err.Error()) // plain strings into a buffer
	}
	out.WriteByte('\n')
	return out.Bytes()
}

func atomEntry(c *catalog.Catalog, e *catalog.Entry) feedEntry {
	address := c.Config.Site.BaseURL + e.URL
	when := moments(c, e)
	entry := feedEntry{
		Title: strip(e.Title()), ID: address, Published: when, Updated: when,
		Link:       feedLink{"alternate", "text/html", address},
		Categories: []feedCategory{{e.Kind.Label()}},
		Summary:    strip(e.Text(field.Summary)),
	}
	for _, a := range e.Agencies {
		entry.Authors = append(entry.Authors, feedPerson{strip(a.Name)})
	}
	return entry
}

// moments gives 发布日期 as RFC 3339 in the site's time zone.
func moments(c *catalog.Catalog, e *catalog.Entry) string {
	y, m, d := e.Published.Time().Date()
	hour, minute := 0, 0
	if clock, err := time.Parse("15:04", e.Clock(field.Published)); err == nil {
		hour, minute = clock.Hour(), clock.Minute()
	}
	return time.Date(y, m, d, hour, minute, 0, 0, c.Config.Site.Location).Format(time.RFC3339)
}

// strip takes away what XML 1.0 cannot hold.
func strip(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
}
