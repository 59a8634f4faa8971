package page

import (
	"io"
	"strings"
	"testing"

	"gongkai/generator/catalog"
	"gongkai/generator/markdown"
)

// longText is about the length of a document in the benchmark corpus.
var longText = "## 一、总体要求\n\n### （一）工作目标\n\n" + strings.Repeat("为了规范行政检查，保护公民、法人和其他组织的合法权益，根据有关法律、法规，结合本市实际，制定本办法。\n\n", 60)

func benchmarkColumn(b *testing.B) (*column, *catalog.Entry, markdown.Body) {
	b.Helper()
	c := newColumn(load(b, withAnnouncements(readSite(b, siteFile), 200), "2025-06-30"))
	e := c.Catalog.ByID("010897245-2024-00031")
	body, err := markdown.New().Render([]byte(longText), markdown.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return c, e, body
}

// BenchmarkDocument makes a document's view and page; its text is rendered
// already.
func BenchmarkDocument(b *testing.B) {
	c, e, body := benchmarkColumn(b)
	b.ReportAllocs()
	for b.Loop() {
		discard(b, c, e.URL, c.documentView(place(e.URL), e, body, 1000))
	}
}

// BenchmarkList makes the view and page of twenty documents.
func BenchmarkList(b *testing.B) {
	c, _, _ := benchmarkColumn(b)
	v := c.Catalog.Dimension(catalog.ByKind).Value("announcement")
	b.ReportAllocs()
	for b.Loop() {
		discard(b, c, v.URL(), c.valuePage(place(v.URL()), v, 3))
	}
}

func discard(b *testing.B, c *column, path string, v View) {
	err := c.emit(func(_ string, content io.ReadSeeker) error {
		_, err := content.Seek(0, io.SeekEnd)
		return err
	}, path, v)
	if err != nil {
		b.Fatal(err)
	}
}

func BenchmarkNew(b *testing.B) {
	in := load(b, readSite(b, siteFile), "2025-06-30")
	for b.Loop() {
		if Open(in).All() == nil {
			b.Fatal("no outputs")
		}
	}
}
