package browser

import (
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
)

// crawlWorkers is the number of tabs that visit pages side by side.
const crawlWorkers = 2

var (
	crawlOnce sync.Once
	crawled   []visit
	crawlErr  error
)

// crawl visits every page of the site once, for all tests of this file.
func crawl(t *testing.T) (*site, []visit) {
	t.Helper()
	s := opened(t)
	crawlOnce.Do(func() { crawled, crawlErr = visitAll(t, s) })
	if crawlErr != nil {
		t.Fatal(crawlErr)
	}
	return s.site, crawled
}

// visitAll visits the pages, stubs apart, in the order of the site.
func visitAll(t *testing.T, s *stage) ([]visit, error) {
	pages := slices.DeleteFunc(slices.Clone(s.site.pages), func(p page) bool { return p.redirect })
	visits := make([]visit, len(pages))
	errs := make([]error, crawlWorkers)
	var group sync.WaitGroup
	for worker := range crawlWorkers {
		b := openTab(t, s.browser, s.site.base)
		group.Go(func() {
			for i := worker; i < len(pages) && errs[worker] == nil; i += crawlWorkers {
				visits[i], errs[worker] = b.visit(pages[i])
			}
		})
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	t.Logf("visited %d pages; %d of them are samples of their kind", len(visits), len(s.site.samples()))
	return visits, nil
}

func TestSiteIsThere(t *testing.T) {
	s := opened(t).site
	if len(s.pages) < 5 || s.pages[0].path != "" {
		t.Fatalf("the site has %d pages, the first at %q; want a home page and more", len(s.pages), s.pages[0].path)
	}
}

// No script error, no broken request, nothing the policy forbids and nothing
// asked of another host.
func TestPagesLoadWithoutComplaint(t *testing.T) {
	_, visits := crawl(t)
	for _, v := range visits {
		for _, problem := range v.problems {
			t.Errorf("/%s: %s", v.page.path, problem)
		}
	}
}

func TestEveryPageHasOneHeadingAndItsLanguage(t *testing.T) {
	_, visits := crawl(t)
	for _, v := range visits {
		if len(v.facts.Headings) != 1 || v.facts.Headings[0] == "" {
			t.Errorf("/%s: h1 %q, want exactly one", v.page.path, v.facts.Headings)
		}
		if v.facts.Lang != "zh-CN" {
			t.Errorf("/%s: lang is %q, want zh-CN", v.page.path, v.facts.Lang)
		}
	}
}

func TestTitlesAreUnique(t *testing.T) {
	_, visits := crawl(t)
	first := map[string]string{}
	for _, v := range visits {
		title := v.facts.Title
		if title == "" {
			t.Errorf("/%s: no title", v.page.path)
		} else if other, taken := first[title]; taken {
			t.Errorf("/%s: title %q is also that of /%s", v.page.path, title, other)
		}
		first[title] = v.page.path
	}
}

// No level of the headings is left out on the way down.
func TestHeadingsStepDownOneByOne(t *testing.T) {
	_, visits := crawl(t)
	for _, v := range visits {
		before := 0
		for _, level := range v.facts.Levels {
			if level > before+1 && before > 0 {
				t.Errorf("/%s: a heading of level %d follows one of level %d: %v", v.page.path, level, before, v.facts.Levels)
				break
			}
			before = level
		}
	}
}

// The tags that the norm wants (网页标签规范): of the site everywhere, of the
// column on every page that can be found, of the article on documents.
func TestRequiredMetasAreThere(t *testing.T) {
	_, visits := crawl(t)
	for _, v := range visits {
		want := []string{"SiteName", "SiteDomain", "SiteIDCode"}
		if v.page.path != "404.html" {
			want = append(want, "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
		}
		if strings.HasPrefix(v.page.path, "documents/") && !v.page.withdrawn {
			want = append(want, "ArticleTitle", "PubDate", "ContentSource")
		}
		for _, name := range want {
			if v.facts.Metas[name] == "" {
				t.Errorf("/%s: the tag %s is missing or empty", v.page.path, name)
			}
		}
	}
}

// The keyboard follows the order of the document, and every table has headers
// and a name.
func TestOrderAndTables(t *testing.T) {
	_, visits := crawl(t)
	for _, v := range visits {
		for _, jump := range v.facts.Jumps {
			t.Errorf("/%s: out of order: %s", v.page.path, jump)
		}
		for _, table := range v.facts.Tables {
			t.Errorf("/%s: a table without headers or name: %s", v.page.path, table)
		}
	}
}

func TestImagesHaveAlternativeTexts(t *testing.T) {
	_, visits := crawl(t)
	for _, v := range visits {
		for _, image := range v.facts.ImagesBare {
			t.Errorf("/%s: no alt: %s", v.page.path, image)
		}
	}
}

func TestIDsAreUnique(t *testing.T) {
	_, visits := crawl(t)
	for _, v := range visits {
		for _, id := range v.facts.Repeated {
			t.Errorf("/%s: id %q is used twice", v.page.path, id)
		}
	}
}

func TestPagesDoNotScrollSideways(t *testing.T) {
	_, visits := crawl(t)
	for _, v := range visits {
		for _, width := range widths {
			if wide := v.overflow[width]; wide != "" {
				t.Errorf("/%s at %d px: %s", v.page.path, width, wide)
			}
		}
	}
}

func TestCanonicalAddresses(t *testing.T) {
	s, visits := crawl(t)
	for _, v := range visits {
		if v.facts.Canonical != "" && v.facts.Canonical != s.base+v.page.path {
			t.Errorf("/%s: canonical address is %s", v.page.path, v.facts.Canonical)
		}
	}
}

// Every link within the site leads to a file, and to an id where it names one.
// Every page can be reached from the home page, but 404.html and what was
// withdrawn.
func TestLinks(t *testing.T) {
	s, visits := crawl(t)
	byPath := map[string]visit{}
	for _, v := range visits {
		byPath[v.page.path] = v
	}
	for _, v := range visits {
		for _, link := range v.facts.Links {
			if problem := s.linkProblem(link, byPath); problem != "" {
				t.Errorf("/%s: %s", v.page.path, problem)
			}
		}
	}
	reached := s.reachable(byPath)
	for _, v := range visits {
		if !reached[v.page.path] && v.page.path != "404.html" && !v.page.withdrawn {
			t.Errorf("/%s: no way leads here from the home page", v.page.path)
		}
	}
}

// linkProblem tells what is wrong with a link; empty if it is good or leads to
// another site.
func (s *site) linkProblem(link string, byPath map[string]visit) string {
	if strings.HasPrefix(link, "javascript:") {
		return "a link that is a script: " + link
	}
	inside, fragment, ok := s.inside(link)
	if !ok {
		return ""
	}
	if !s.has(inside) {
		return "broken link " + link
	}
	target, isPage := byPath[inside]
	if fragment != "" && isPage && !slices.Contains(target.facts.IDs, fragment) {
		return "no such place in the page: " + link
	}
	return ""
}

// inside gives a link's path below the site's base and its fragment.
func (s *site) inside(link string) (file, fragment string, ok bool) {
	address, err := url.Parse(link)
	if err != nil {
		return link, "", true // shown as broken
	}
	fragment, address.Fragment, address.RawFragment, address.RawQuery = address.Fragment, "", "", ""
	rest, ok := strings.CutPrefix(address.String(), s.base)
	if !ok {
		return "", "", false
	}
	file, err = url.PathUnescape(rest)
	if err != nil {
		file = rest
	}
	return strings.TrimSuffix(file, "index.html"), fragment, true
}

// reachable follows links from the home page, through stubs as a browser would.
func (s *site) reachable(byPath map[string]visit) map[string]bool {
	reached := map[string]bool{"": true}
	for queue := []string{""}; len(queue) > 0; queue = queue[1:] {
		for _, link := range byPath[queue[0]].facts.Links {
			next, _, ok := s.inside(link)
			if ok && !reached[next] {
				reached[next] = true
				queue = append(queue, next)
			}
		}
	}
	return reached
}

// A stub's target exists and the browser arrives there.
func TestStubsLeadOn(t *testing.T) {
	s := opened(t)
	b := openTab(t, s.browser, s.site.base)
	for _, p := range s.site.pages {
		if !p.redirect {
			continue
		}
		address, err := b.follow(p.path)
		if err != nil {
			t.Errorf("/%s: the browser stays: %v", p.path, err)
			continue
		}
		if target, _, ok := s.site.inside(address); !ok || !s.site.has(target) {
			t.Errorf("/%s: leads to %s, which is no page of the site", p.path, address)
		}
	}
}

// A path that does not exist answers with the site's own page, whose links
// work although the page does not know where it is shown.
func TestMissingPage(t *testing.T) {
	s := opened(t)
	if _, err := fs.Stat(s.site.files, "404.html"); err != nil {
		t.Fatal(err)
	}
	b := openTab(t, s.browser, s.site.base)
	if err := b.open("documents/missing/deep/page.html", 390); err != nil {
		t.Fatal(err)
	}
	for _, problem := range b.take() {
		if !strings.Contains(problem, "documents/missing/deep/page.html") {
			t.Errorf("404.html below a folder: %s", problem)
		}
	}
	found, err := evaluate[facts](b, factsScript)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Links) == 0 {
		t.Error("404.html has no link to go on from")
	}
	for _, link := range found.Links {
		if target, _, ok := s.site.inside(link); ok && !s.site.has(target) && !strings.HasPrefix(target, "documents/missing/deep/page.html") {
			t.Errorf("404.html below a folder: broken link %s", link)
		}
	}
}
