package publish

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unsafe"
)

// A linkCheck follows the links of pages, one after the other. What it holds of a page is good only while that is checked.
type linkCheck struct {
	run    *run
	page   string
	depth  int                 // of the page's folder below the published one
	ids    map[string]struct{} // of the page
	wanted []wanted            // its links into itself
	path   []byte              // what the link being followed resolves to
}

type wanted struct{ fragment, link string }

func newLinkCheck(r *run) *linkCheck { return &linkCheck{run: r, ids: map[string]struct{}{}} }

// check follows every href and src of a page, and remembers for the run those that lead nowhere. The text is looked at as a string where it
// lies, so that nothing is copied for a map or a comparison: it must not change meanwhile, and nothing of it is kept.
func (c *linkCheck) check(page string, text []byte) {
	c.page, c.depth = page, strings.Count(page, "/")
	walkAttributes(unsafe.String(unsafe.SliceData(text), len(text)), c.visit)
	for _, w := range c.wanted {
		if _, ok := c.ids[w.fragment]; !ok {
			c.run.addBroken(page, w.link)
		}
	}
	clear(c.ids)
	clear(c.wanted)
	c.wanted = c.wanted[:0]
}

func (c *linkCheck) visit(name attribute, value string) {
	switch {
	case name == attributeID:
		c.ids[unescape(value)] = struct{}{}
	case !c.follow(value):
		c.run.addBroken(c.page, value)
	}
}

// follow tells whether a link leads to a published file, or out of the column, where it is not followed. A link into its own page is put
// aside until all ids of the page are known.
func (c *linkCheck) follow(value string) bool {
	if path, ok := c.plain(value); ok {
		return c.leads(path)
	}
	if strings.HasPrefix(value, "data:") {
		return true // long, and not worth unescaping
	}
	link := strings.Trim(unescape(value), " \t\r\n\f")
	if isExternal(link) {
		return true
	}
	link, fragment, _ := strings.Cut(link, "#")
	link, _, _ = strings.Cut(link, "?")
	if link == "" {
		return c.want(fragment, value)
	}
	if strings.IndexByte(link, '%') >= 0 {
		decoded, err := url.PathUnescape(link)
		if err != nil {
			return false
		}
		link = decoded
	}
	outside, ok := c.resolve(link)
	if outside || !ok {
		return outside
	}
	return c.leads(c.path) && (string(c.path) != c.page || c.want(fragment, value))
}

// plain gives the path of a link as layouts write most of them, ../../sections/guide/: it goes up to the published folder, and down by
// plain names. Nothing has to be taken apart for that.
func (c *linkCheck) plain(value string) (path []byte, ok bool) {
	for range c.depth {
		if value, ok = strings.CutPrefix(value, "../"); !ok {
			return nil, false
		}
	}
	before := byte('/')
	for i := range len(value) {
		if !isNameByte[value[i]] && (before == '/' || value[i] != '/' && value[i] != '.') {
			return nil, false
		}
		before = value[i]
	}
	c.path = append(c.path[:0], value...)
	if before == '/' {
		c.path = append(c.path, "index.html"...)
	}
	return c.path, true
}

// isNameByte knows letters, digits, - and _.
var isNameByte = func() (set [256]bool) {
	for _, b := range []byte("-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		set[b] = true
	}
	return set
}()

// leads tells whether a path is published.
func (c *linkCheck) leads(path []byte) bool {
	_, published := c.run.index.number[string(path)]
	return published || string(path) == manifestName
}

// want puts a fragment of the page itself aside. "top" and text fragments need no id.
func (c *linkCheck) want(fragment, link string) bool {
	fragment, _, _ = strings.Cut(fragment, ":~:")
	decoded, err := url.PathUnescape(fragment)
	if err != nil {
		return false
	}
	if decoded != "" && !strings.EqualFold(decoded, "top") {
		c.wanted = append(c.wanted, wanted{decoded, link})
	}
	return true
}

// resolve leaves the published path that a decoded link means in c.path. outside says that an absolute path leaves the column; ok is
// false where a relative one climbs above it.
func (c *linkCheck) resolve(link string) (outside, ok bool) {
	c.path = c.path[:0]
	if link[0] == '/' {
		if link, ok = strings.CutPrefix(link, c.run.basePath()); !ok {
			return true, false
		}
	} else {
		c.path = append(c.path, parent(c.page)...)
	}
	folder := true
	for segment, rest, more := "", link, true; more; {
		segment, rest, more = strings.Cut(rest, "/")
		folder = segment == "" || segment == "." || segment == ".."
		switch {
		case segment == "..":
			if len(c.path) == 0 {
				return false, false
			}
			c.path = c.path[:max(0, bytes.LastIndexByte(c.path, '/'))]
		case !folder:
			c.path = appendSegment(c.path, segment)
		}
	}
	if folder {
		c.path = appendSegment(c.path, "index.html")
	}
	return false, true
}

func appendSegment(path []byte, segment string) []byte {
	if len(path) > 0 {
		path = append(path, '/')
	}
	return append(path, segment...)
}

func (r *run) basePath() string {
	if r.BasePath == "" {
		return "/"
	}
	return "/" + strings.TrimPrefix(strings.TrimSuffix(r.BasePath, "/")+"/", "/")
}

// isExternal knows links with a scheme (https:, mailto:, data:) and those that name a host.
func isExternal(link string) bool {
	if strings.HasPrefix(link, "//") {
		return true
	}
	for i := range len(link) {
		switch link[i] {
		case ':':
			return i > 0
		case '/', '?', '#':
			return false
		}
	}
	return false
}

func unescape(value string) string {
	if strings.IndexByte(value, '&') < 0 {
		return value
	}
	return html.UnescapeString(value)
}

func (r *run) addBroken(page, link string) {
	r.brokenMu.Lock()
	defer r.brokenMu.Unlock()
	r.broken = append(r.broken, BrokenLink{page, strings.Clone(link)})
}

// linksError gives the broken links in the order of their pages, whatever threads found them.
func (r *run) linksError() error {
	if len(r.broken) == 0 {
		return nil
	}
	slices.SortFunc(r.broken, func(a, b BrokenLink) int {
		if byPage := strings.Compare(a.Page, b.Page); byPage != 0 {
			return byPage
		}
		return strings.Compare(a.Link, b.Link)
	})
	return &BrokenLinks{Links: r.broken[:min(len(r.broken), brokenLinksMax)], Total: len(r.broken)}
}

// recheckKept follows the links of the pages that were kept without being made, if a file they could lead to is going: else what they
// led to at the last publication is still there.
func (r *run) recheckKept(ctx context.Context, removed int) error {
	if removed == 0 {
		return nil
	}
	return each(ctx, r.Threads, len(r.outputs), func(i int) error {
		links := newLinkCheck(r)
		for n := r.index.first[i]; n < r.index.first[i+1]; n++ {
			path := r.index.paths[n]
			if !r.files[n].unmade || !strings.HasSuffix(path, ".html") {
				continue
			}
			text, err := os.ReadFile(filepath.Join(r.old.target, filepath.FromSlash(path)))
			if err != nil {
				return fmt.Errorf("follow the links of %s: %w", path, err)
			}
			links.check(path, text)
		}
		return nil
	})
}
