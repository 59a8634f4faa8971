package page

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// soundPage checks a whole page: INTERFACE.md 4 and DESIGN.md 8.
func soundPage(t *testing.T, page []byte) {
	t.Helper()
	headings := soundFragment(t, page)
	if n := headings["h1"]; n != 1 {
		t.Errorf("%d h1 headings, want one", n)
	}
	text := string(page)
	for _, want := range []string{`<html lang="zh-CN">`, `<main id="main"`, `name="SiteName"`, `http-equiv="Content-Security-Policy"`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if at := emptyMeta.FindString(text); at != "" {
		t.Errorf("an empty tag: %s", at)
	}
}

var (
	emptyMeta = regexp.MustCompile(`<meta [^>]*content=""[^>]*>`)
	outside   = regexp.MustCompile(`(?i)^([a-z][a-z0-9+.-]*:|//)`)
)

// soundFragment parses markup and checks that it runs no inline script or
// style, asks nothing of other hosts, uses no id twice and labels every input.
// It gives the number of elements by name.
func soundFragment(t *testing.T, markup []byte) map[string]int {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(markup))
	if err != nil {
		t.Fatal(err)
	}
	c := checker{t: t, ids: map[string]bool{}, labels: map[string]bool{}, elements: map[string]int{}}
	c.walk(root)
	for _, id := range c.inputs {
		if !c.labels[id] {
			t.Errorf("input %q has no label", id)
		}
	}
	for _, id := range c.referred {
		if !c.ids[id] {
			t.Errorf("nothing has the id %q that is referred to", id)
		}
	}
	return c.elements
}

type checker struct {
	t            *testing.T
	ids, labels  map[string]bool
	inputs       []string
	referred     []string
	elements     map[string]int
	lastHeading  int
	insideAnchor bool
}

func (c *checker) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		c.elements[n.Data]++
		c.element(n)
	}
	anchor := c.insideAnchor
	c.insideAnchor = anchor || n.Data == "a"
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child)
	}
	c.insideAnchor = anchor
}

func (c *checker) element(n *html.Node) {
	attributes := map[string]string{}
	for _, a := range n.Attr {
		attributes[a.Key] = a.Val
	}
	for _, a := range n.Attr {
		if attributes["rel"] != "canonical" { // names the page, asks for nothing
			c.attribute(n.Data, a)
		}
	}
	switch n.Data {
	case "style":
		c.t.Error("an inline style element")
	case "script":
		_, linked := attributes["src"]
		if kind := attributes["type"]; !linked && kind != "application/json" && kind != "application/ld+json" {
			c.t.Error("an inline script")
		}
	case "label":
		c.labels[attributes["for"]] = true
	case "input":
		c.inputs = append(c.inputs, attributes["id"])
	case "a":
		if c.insideAnchor {
			c.t.Error("a link within a link")
		}
		if attributes["href"] == "" {
			c.t.Errorf("a link without address: %v", n.Attr)
		}
	case "h1", "h2", "h3", "h4":
		level := int(n.Data[1] - '0')
		if c.lastHeading > 0 && level > c.lastHeading+1 {
			c.t.Errorf("%s follows h%d", n.Data, c.lastHeading)
		}
		c.lastHeading = level
	}
}

func (c *checker) attribute(element string, a html.Attribute) {
	switch {
	case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
		c.t.Errorf("attribute %s on %s", a.Key, element)
	case a.Key == "id":
		if c.ids[a.Val] || a.Val == "" {
			c.t.Errorf("id %q is empty or used twice", a.Val)
		}
		c.ids[a.Val] = true
	case a.Key == "aria-labelledby" || a.Key == "for":
		c.referred = append(c.referred, strings.Fields(a.Val)...)
	case (a.Key == "src" || a.Key == "href" && element != "a") && outside.MatchString(a.Val) && !(element == "img" && strings.HasPrefix(a.Val, "data:image/png;")):
		c.t.Errorf("%s asks %s of another host", element, a.Val)
	}
}
