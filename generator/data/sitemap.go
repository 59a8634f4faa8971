package data

import (
	"bytes"
	"encoding/xml"
	"fmt"

	"gongkai/generator/catalog"
	"gongkai/generator/publish"
)

// SitemapMax is how many addresses one site map may hold (sitemaps.org).
const SitemapMax = 50_000

type urlset struct {
	XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []address `xml:"url"`
}

type sitemapIndex struct {
	XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Maps    []address `xml:"sitemap"`
}

type address struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// Robots gives robots.txt and the site map of the pages at the given addresses
// (relative to the column, in the order wanted). Above SitemapMax addresses
// sitemap.xml is an index of sitemap-1.xml, sitemap-2.xml, ….
func Robots(c *catalog.Catalog, pages []string) []publish.Output {
	return append(sitemaps(c, pages, SitemapMax), single("robots.txt", func() []byte {
		return fmt.Appendf(nil, "User-agent: *\nAllow: /\n\nSitemap: %ssitemap.xml\n", c.Config.Site.BaseURL)
	}))
}

func sitemaps(c *catalog.Catalog, pages []string, most int) []publish.Output {
	if len(pages) <= most {
		return []publish.Output{single("sitemap.xml", func() []byte { return marshal(urlset{URLs: addresses(c, pages)}) })}
	}
	var out []publish.Output
	var index sitemapIndex
	for i := 0; i*most < len(pages); i++ {
		name := fmt.Sprintf("sitemap-%d.xml", i+1)
		part := pages[i*most : min(len(pages), (i+1)*most)]
		index.Maps = append(index.Maps, address{Loc: c.Config.Site.BaseURL + name})
		out = append(out, single(name, func() []byte { return marshal(urlset{URLs: addresses(c, part)}) }))
	}
	return append(out, single("sitemap.xml", func() []byte { return marshal(index) }))
}

func addresses(c *catalog.Catalog, pages []string) []address {
	published := map[string]string{}
	for _, e := range c.Entries {
		published[e.URL] = e.Published.String()
	}
	out := make([]address, len(pages))
	for i, p := range pages {
		out[i] = address{c.Config.Site.BaseURL + p, published[p]}
	}
	return out
}

func marshal(v any) []byte {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	if err := xml.NewEncoder(&out).Encode(v); err != nil {
		panic("data: " + err.Error()) // plain strings into a buffer
	}
	out.WriteByte('\n')
	return out.Bytes()
}
