package page

import (
	"fmt"
	"html/template"
	"strings"
	"sync"
	"sync/atomic"

	"gongkai/generator/asset"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/markdown"
	"gongkai/generator/publish"
	"gongkai/generator/report"
	"gongkai/generator/workday"
)

// Input is what the pages are made of.
type Input struct {
	Catalog  *catalog.Catalog
	Renderer *Renderer
	Assets   *asset.Bundle

	// Body renders the text of a document, which is good only until use returns.
	// It may be called from several goroutines at once.
	Body func(e *catalog.Entry, use func(markdown.Body) error) error

	// Twin appends the bytes of a document's index.json, made from its plain
	// text, to a buffer.
	Twin func(b []byte, e *catalog.Entry, text string) []byte

	// Calendar tells working days.
	Calendar *workday.Calendar

	// Form is the application form of 依申请公开 as a Word file; nil for none.
	Form []byte

	// Reports gives the reports when a page that shows them is made. It may be
	// nil: then there are no report pages.
	Reports func() *report.Reports

	// Fingerprint stands for everything but the documents that pages depend on:
	// the program, the configuration. Empty: no output is ever taken as unchanged.
	Fingerprint string

	// State stands for all that is told of all documents, on their day, their texts
	// apart: two catalogs of one state differ in nothing that a page without a text
	// shows. Empty as Fingerprint is.
	State string
}

// Pages are the pages of a column, which are asked for by families, so that a
// preview makes those alone that it shows.
type Pages struct{ column *column }

// Open prepares the pages of a catalog.
func Open(in Input) *Pages { return &Pages{newColumn(in)} }

// All gives every page of the column, the documents' twins and the asset files.
func (p *Pages) All() []publish.Output {
	reports := make(chan []publish.Output)
	go func() { reports <- p.Reports() }() // the books are written while the documents' keys are made
	out := p.Column()
	for _, e := range p.column.Catalog.Entries {
		out = append(out, p.Document(e)...)
	}
	return append(out, <-reports...)
}

// Column gives the pages that are of no single document and no report, and the
// asset files.
func (p *Pages) Column() []publish.Output {
	c := p.column
	out := c.assetOutputs()
	out = append(out, c.home())
	out = append(out, c.sections()...)
	out = append(out, c.catalogue()...)
	return append(out, c.special()...)
}

// Document gives what is below a document's folder: first its page and its twin,
// one output made of one reading, then the lists that belong to it.
func (p *Pages) Document(e *catalog.Entry) []publish.Output {
	out := append([]publish.Output{p.column.document(e)}, p.column.citedPages(e)...)
	return append(out, p.column.changePages(e)...)
}

// Reports gives the pages of the reports.
func (p *Pages) Reports() []publish.Output { return p.column.reports() }

// column holds what the views of a catalog share; it is finished before the
// first page is made. Only navs fills as pages are made, always to the same.
type column struct {
	Input
	config *config.Config
	today  string                 // 2025年6月30日
	chrome map[string]*Chrome     // by root, for pages with a search box in the header
	twice  func() map[string]bool // titles that several documents have
	series func() map[*catalog.Entry]neighbours
	faces  map[*catalog.Entry]face // what other pages show of a document, in short
	navs   sync.Map                // string → template.HTML: side navigations, by root and current entry
	broken atomic.Pointer[error]   // the first shared component that could not be rendered
	global string                  // the part of every key that stands for the rest
}

// depthMax is the number of folders above the deepest page whose chrome is
// made ahead: catalogue/DIM/VALUE/page/N/.
const depthMax = 6

func newColumn(in Input) *column {
	c := &column{Input: in, config: in.Catalog.Config, today: in.Catalog.Day.Chinese(),
		chrome: map[string]*Chrome{}, faces: map[*catalog.Entry]face{}}
	for depth := range depthMax + 1 {
		root := place(strings.Repeat("x/", depth)).root()
		c.chrome[root] = c.chromeAt(root, true)
	}
	c.series = sync.OnceValue(func() map[*catalog.Entry]neighbours { return inSeries(in.Catalog.Entries) })
	c.twice = sync.OnceValue(func() map[string]bool { return titledTwice(in.Catalog.Entries) })
	if c.Fingerprint != "" {
		for _, e := range in.Catalog.Entries {
			c.faces[e] = faceOf(e, in.Catalog.Day)
		}
	}
	c.global = fmt.Sprintf("%s %x %s %s %v", in.Fingerprint, in.Renderer.sum, in.Assets.Style, in.Assets.Script, in.Assets.Sheets)
	return c
}

// titledTwice tells of each title whether several documents have it.
func titledTwice(entries []*catalog.Entry) map[string]bool {
	twice := make(map[string]bool, len(entries))
	for _, e := range entries {
		_, seen := twice[e.Title()]
		twice[e.Title()] = seen
	}
	return twice
}

// chromeOf gives the chrome of a place.
func (c *column) chromeOf(p place) *Chrome {
	if ch := c.chrome[p.root()]; ch != nil {
		return ch
	}
	return c.chromeAt(p.root(), true) // an old address deeper than the column itself
}

// output makes an output of one page. view is called when the page is made.
//
// Without a key of its own a page depends on all that is told of all documents,
// but on no text.
func (c *column) output(file string, key string, view func() View) publish.Output {
	if key == "" && c.State != "" {
		key = c.global + " " + c.State + " " + file
	}
	return publish.Output{Paths: []string{file}, Key: key, Make: func(emit publish.Emit) error {
		return c.emit(emit, file, view())
	}}
}

// fragment renders a component that many pages share. Where that fails, no page
// that shows it is made.
func (c *column) fragment(component string, value any) template.HTML {
	markup, err := c.Renderer.fragment(component, value)
	if err != nil {
		c.broken.CompareAndSwap(nil, &err)
	}
	return markup
}

// emit writes the page of a view, if everything it shares could be rendered.
func (c *column) emit(emit publish.Emit, file string, v View) error {
	if err := c.broken.Load(); err != nil {
		return *err
	}
	return c.Renderer.emit(emit, file, v)
}

func (c *column) assetOutputs() []publish.Output {
	var out []publish.Output
	for _, f := range c.Assets.Files {
		out = append(out, publish.Output{Paths: []string{f.Path}, Make: func(emit publish.Emit) error {
			return emit(f.Path, strings.NewReader(string(f.Content)))
		}})
	}
	return out
}

// sheet gives the address of a further style sheet, none where the layouts have
// no piece of it.
func (c *column) sheet(p place, name string) []string {
	if path := c.Assets.Sheets[name]; path != "" {
		return []string{p.to(path)}
	}
	return nil
}

// crumbs lead from the portal and the column's home to the page at p. Each
// step is a name and an address in the column; the last is the page itself.
func (c *column) crumbs(p place, steps ...Link) []Link {
	var out []Link
	if c.config.Site.Home != "" {
		out = append(out, Link{Text: "首页", Href: c.config.Site.Home})
	}
	out = append(out, Link{Text: columnName, Href: p.root()})
	for i, s := range steps {
		if i < len(steps)-1 {
			s.Href = p.to(s.Href)
		} else {
			s.Href = ""
		}
		out = append(out, s)
	}
	return out
}

// canonical is the absolute address of a place, empty where the site has none.
func (c *column) canonical(p place) string {
	if c.config.Site.BaseURL == "" {
		return ""
	}
	return c.config.Site.BaseURL + string(p)
}

// headTitle names a page in a browser's tab.
func (c *column) headTitle(title string) string {
	return title + " - " + columnName + " - " + c.config.Site.Name
}

// frame is the frame of a column page (网页标签规范：栏目标签).
func (c *column) frame(p place, name, about, sort string, crumbs []Link) Frame {
	s := c.config.Site
	return Frame{
		Chrome: c.chromeOf(p), HeadTitle: c.headTitle(name), Canonical: c.canonical(p), Crumbs: crumbs, Margin: columnName + "　" + name,
		Metas: c.metas("ColumnName", name, "ColumnDescription", about,
			"ColumnKeywords", strings.Join(append([]string{name}, s.Keywords...), ","), "ColumnType", sort, "description", about),
	}
}
