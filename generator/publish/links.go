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
)

// A linkCheck follows the links of the pages of one output.
type linkCheck struct {
	run    *run
	ids    [][]byte // of the page being checked
	wanted []wanted // its links into itself
	path   []byte   // the link being resolved
}

type wanted struct{ fragment, link string }

func newLinkCheck(r *run) *linkCheck { return &linkCheck{run: r} }

// check follows every href and src of a page, and remembers for the run those that lead nowhere.
func (c *linkCheck) check(page string, text []byte) {
	c.ids, c.wanted = c.ids[:0], c.wanted[:0]
	walkAttributes(text, func(name attribute, value []byte) {
		if name == attributeID {
			c.ids = append(c.ids, value)
			return
		}
		if !c.follow(page, value) {
			c.run.addBroken(page, string(value))
		}
	})
	if len(c.wanted) == 0 {
		return
	}
	ids := make(map[string]bool, len(c.ids))
	for _, id := range c.ids {
		ids[string(unescape(id))] = true
	}
	for _, w := range c.wanted {
		if !ids[w.fragment] {
			c.run.addBroken(page, w.link)
		}
	}
}

// follow tells whether a link leads to a published file, or out of the column, where it is not followed. A link into its own page is put
// aside until all ids of the page are known.
func (c *linkCheck) follow(page string, value []byte) bool {
	link := bytes.Trim(unescape(value), " \t\r\n\f")
	if isExternal(link) {
		return true
	}
	link, fragment, _ := bytes.Cut(link, []byte("#"))
	link, _, _ = bytes.Cut(link, []byte("?"))
	if bytes.IndexByte(link, '%') >= 0 {
		decoded, err := url.PathUnescape(string(link))
		if err != nil {
			return false
		}
		link = []byte(decoded)
	}
	outside, ok := c.resolve(page, link)
	if outside || !ok {
		return outside
	}
	if _, published := c.run.index.number[string(c.path)]; !published && string(c.path) != manifestName {
		return false
	}
	if len(fragment) > 0 && string(c.path) == page {
		return c.want(string(fragment), string(value))
	}
	return true
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
func (c *linkCheck) resolve(page string, link []byte) (outside, ok bool) {
	c.path = c.path[:0]
	switch {
	case len(link) == 0:
		c.path = append(c.path, page...)
		return false, true
	case link[0] == '/':
		if link, ok = bytes.CutPrefix(link, []byte(c.run.basePath())); !ok {
			return true, false
		}
	default:
		c.path = append(c.path, parent(page)...)
	}
	folder := true
	for segment := range bytes.SplitSeq(link, []byte("/")) {
		folder = len(segment) == 0 || string(segment) == "." || string(segment) == ".."
		switch {
		case string(segment) == "..":
			if len(c.path) == 0 {
				return false, false
			}
			c.path = c.path[:max(0, bytes.LastIndexByte(c.path, '/'))]
		case !folder:
			c.path = appendSegment(c.path, string(segment))
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
func isExternal(link []byte) bool {
	if bytes.HasPrefix(link, []byte("//")) {
		return true
	}
	for i, c := range link {
		switch c {
		case ':':
			return i > 0
		case '/', '?', '#':
			return false
		}
	}
	return false
}

func unescape(value []byte) []byte {
	if bytes.IndexByte(value, '&') < 0 {
		return value
	}
	return []byte(html.UnescapeString(string(value)))
}

func (r *run) addBroken(page, link string) {
	r.brokenMu.Lock()
	defer r.brokenMu.Unlock()
	r.broken = append(r.broken, BrokenLink{page, link})
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
