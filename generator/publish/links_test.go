package publish

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLinks(t *testing.T) {
	const page = "documents/a/index.html"
	tests := []struct {
		link string
		ok   bool
	}{
		{"", true}, {"#", true}, {"#top", true}, {"?page=2", true}, {"./", true}, {".", true}, {"index.html", true},
		{"#一", true}, {"#%E4%B8%80", true}, {"#a&amp;b", true}, {"#二", false}, {"#%zz", false}, {"./#一", true}, {"index.html#二", false}, {"#:~:text=x", true},
		{"../b/", true}, {"../b/#anything", true}, {"../b/?x=1#y", true}, {"../b", false}, {"../c/", false}, {"..", false}, {"../../", true}, {"../..", true},
		{"../../../", false}, {"../../../documents/a/", false}, {"../../manifest.json", true}, {"../../feed.xml/", false},
		{"附件 1.pdf", true}, {"%E9%99%84%E4%BB%B6%201.pdf", true}, {" index.html\n", true}, {"%", false}, {"..//b/", true}, {`..\b\`, false},
		{"/xxgk/", true}, {"/xxgk/documents/b/", true}, {"/xxgk/documents/c/", false}, {"/xxgk/../", false}, {"/", true}, {"/other/", true},
		{"https://example.gov.cn/x", true}, {"//example.gov.cn/", true}, {"mailto:a@b", true}, {"data:,x", true}, {"tel:12345", true},
	}
	for _, test := range tests {
		for _, attribute := range []string{"href", "src"} {
			t.Run(fmt.Sprintf("%s %q", attribute, test.link), func(t *testing.T) {
				site := files{
					"index.html": "x", "feed.xml": "x", "documents/b/index.html": "x", "documents/a/附件 1.pdf": "x",
					page: fmt.Sprintf(`<h2 class="x" id="一">一</h2><p id="a&amp;b"><a class=x %s="%s">x</a>`, attribute, test.link),
				}
				x, err := newIndex(site.outputs())
				if err != nil {
					t.Fatal(err)
				}
				r := &run{Options: Options{BasePath: "/xxgk/"}, index: x}
				newLinkCheck(r).check(page, []byte(site[page]))
				var want []BrokenLink
				if !test.ok {
					want = []BrokenLink{{page, test.link}}
				}
				if diff := cmp.Diff(want, r.broken); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

// TestBrokenLinksAreListedInOrder: whatever the threads do, and no more than twenty of them.
func TestBrokenLinksAreListedInOrder(t *testing.T) {
	site := files{"ok.html": `<a href="ok.html">`}
	var want []BrokenLink
	for i := range 30 {
		page := fmt.Sprintf("%02d.html", i)
		site[page] = `<a href="z"></a><a href="ok.html"></a><img src="y">`
		want = append(want, BrokenLink{page, "y"}, BrokenLink{page, "z"})
	}
	o := optionsIn(t.TempDir())
	o.Threads = 8
	_, err := Publish(context.Background(), o, site.outputs())
	var broken *BrokenLinks
	if !errors.As(err, &broken) {
		t.Fatalf("error %v, want broken links", err)
	}
	if diff := cmp.Diff(&BrokenLinks{Links: want[:20], Total: 60}, broken); diff != "" {
		t.Error(diff)
	}
	if exists(o.Target) {
		t.Error("the target was made all the same")
	}
}

func TestWalkAttributes(t *testing.T) {
	tests := []struct{ page, want string }{
		{`<a href="x">`, "href=x"},
		{`<a class="b" href="x" id="y"><img src='z' alt="<a href='no'>">`, "href=x id=y src=z"},
		{"<a\n\thref=\"x\"\n>", "href=x"},
		{`<a href=x>y</a><a href>`, "href=x"},
		{`<br/><img src="a"/><p id="b"/>`, "src=a id=b"},
		{`text href="no" &lt;a href="no"&gt; 3 < 4 <3 href="no">`, ""},
		{`<!-- <a href="no"> --><a href="x">`, "href=x"},
		{`<script src="a">if (a<b) "<a href='no'>"</script><a href="x">`, "src=a href=x"},
		{`<script type="application/json">{"a":"<a href=\"no\">"}</script>`, ""},
		{`<style>a[href="no"]{}</style><a href="">`, "href="},
		{`<!doctype html><link href="x"></link>`, "href=x"},
		{`<a data-href="no" xlink:href="no" href="x">`, "href=x"},
		{`<a href="cut`, ""}, {`<a href=`, "href="}, {`<a`, ""}, {`<`, ""}, {`<script>`, ""}, {`<!--`, ""}, {`<a =x href="y">`, "href=y"},
	}
	names := map[attribute]string{attributeID: "id", attributeHref: "href", attributeSrc: "src"}
	for _, test := range tests {
		var got []string
		walkAttributes(test.page, func(name attribute, value string) { got = append(got, names[name]+"="+value) })
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.page, s, test.want)
		}
	}
}

// FuzzLinks: no page, whatever its bytes, makes the check fail or not end; and a page that has no "<" has no links.
func FuzzLinks(f *testing.F) {
	for _, text := range slices.Sorted(maps.Values(small)) {
		f.Add([]byte(text))
	}
	f.Add([]byte(`<a href="../../../%2e%2e/x">`))
	f.Add([]byte(`<a href='/xxgk//'><script>`))
	x, err := newIndex(small.outputs())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		r := &run{Options: Options{BasePath: "/xxgk/"}, index: x}
		newLinkCheck(r).check("documents/a-1/index.html", page)
		if len(r.broken) > 0 && !strings.Contains(string(page), "<") {
			t.Errorf("links where no tag is: %v", r.broken)
		}
	})
}
