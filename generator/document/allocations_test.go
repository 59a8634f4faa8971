package document

import (
	"strings"
	"testing"

	"gongkai/generator/source"
)

// Reading front matter and typing a document cost a bounded number of
// allocations, a third above what they take today, and a longer text costs few
// more.
func TestAllocations(t *testing.T) {
	e := env(t, "", nil)
	head := front()
	text := func(paragraphs int) []byte {
		return []byte("---\n" + head + "---\n\n" + strings.Repeat("为了规范行政检查，保护公民、法人和其他组织的合法权益，根据有关法律、法规，结合本市实际，制定本办法。\n\n", paragraphs))
	}
	short, long := text(5), text(60)
	for _, test := range []struct {
		name string
		most float64
		do   func()
	}{
		{"front matter", 7, func() { source.Read(docPath, long) }},
		{"a short document", 40, func() { New(docPath, short, e) }},
		{"a long document", 40, func() { New(docPath, long, e) }},
	} {
		if got := testing.AllocsPerRun(20, test.do); got > test.most {
			t.Errorf("%s takes %.0f allocations, at most %.0f", test.name, got, test.most)
		}
	}
}
