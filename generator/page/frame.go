package page

import "html/template"

// Link is a text that may lead somewhere; without Href it is text alone.
type Link struct {
	Text string
	Href string // relative to the page it stands on
}

// Meta is a <meta name content> of the head (网页标签规范).
type Meta struct {
	Name    string
	Content string
}

// Line is a labelled line of the footer.
type Line struct {
	Label string
	Text  string
}

// Chrome is what surrounds every page of one depth. It is made once for each
// depth and shared; header and footer are rendered once, too, being the same on
// thousands of pages (a fifth of the time of a page, measured).
type Chrome struct {
	Header template.HTML
	Footer template.HTML
	Style  string
	Script string
	Icon   string
	Search string // the search page
}

// Surround is what header and footer are rendered from.
type Surround struct {
	Site     string // the site's name
	Home     string // the column's home
	Search   string // the search page, where the header shows a search box; else empty
	Sections []Link // the five fixed sections
	Help     []Link
	Footer   []Line
	Legal    []Line
}

// Frame is the part of a view that base.html reads.
type Frame struct {
	Chrome    *Chrome
	Sheets    []string // further style sheets of the kind of page
	Module    string   // the script module of the kind of page, which the browser is to fetch at once; empty for most
	Data      []string // what that fetches first
	HeadTitle string   // <title>, unique in the column
	Metas     []Meta
	Refresh   string // where the page leads on at once; empty for most
	Canonical string // absolute address; empty where the page has none
	Feeds     []Link
	Schema    any    // JSON-LD, nil for none
	Margin    string // printed in the margin of every sheet, with the day and the address
	Crumbs    []Link // from the home to this page, which is the last and has no Href
}

// NavItem is an entry of the side navigation.
type NavItem struct {
	Text     string
	Href     string
	Current  bool
	Children []NavItem
}
