package page

import (
	"io"
	"testing"

	"gongkai/generator/catalog"
	"gongkai/generator/markdown"
)

// A page costs a bounded number of allocations, a third above what it takes
// today.
func TestAllocations(t *testing.T) {
	c := newColumn(load(t, withAnnouncements(readSite(t, siteFile), 200), "2025-06-30"))
	e := c.Catalog.ByID("010897245-2024-00031")
	body, err := markdown.New().Render([]byte(longText), markdown.Options{})
	if err != nil {
		t.Fatal(err)
	}
	v := c.Catalog.Dimension(catalog.ByKind).Value("announcement")
	for _, test := range []struct {
		name string
		most float64
		make func() error
	}{
		{"a document", 360, func() error { return c.emit(swallow, e.URL, c.documentView(place(e.URL), e, body, 1000)) }},
		{"a list of twenty", 185, func() error { return c.emit(swallow, v.URL(), c.valuePage(place(v.URL()), v, 3)) }},
	} {
		got := testing.AllocsPerRun(20, func() {
			if err := test.make(); err != nil {
				t.Fatal(err)
			}
		})
		if got > test.most {
			t.Errorf("%s takes %.0f allocations, at most %.0f", test.name, got, test.most)
		}
	}
}

func swallow(_ string, content io.ReadSeeker) error {
	_, err := content.Seek(0, io.SeekEnd)
	return err
}
