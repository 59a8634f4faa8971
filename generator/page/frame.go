package page

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

// Chrome is what surrounds every page of one depth: header, footer and the
// addresses of the asset files. It is made once for each depth and shared.
type Chrome struct {
	Site       string // the site's name
	Home       string // the column's home
	SearchPage string // the search page
	Search     string // the same where the header shows a search box, else empty
	Style      string
	Script     string
	Icon       string
	Sections   []Link // the five fixed sections
	Help       []Link
	Footer     []Line
	Legal      []Line
}

// Frame is the part of a view that base.html reads.
type Frame struct {
	Chrome    *Chrome
	HeadTitle string // <title>, unique in the column
	Metas     []Meta
	Refresh   string // where the page leads on at once; empty for most
	Canonical string // absolute address; empty where the page has none
	Feeds     []Link
	Schema    any    // JSON-LD, nil for none
	Crumbs    []Link // from the home to this page, which is the last and has no Href
}

// NavItem is an entry of the side navigation.
type NavItem struct {
	Link
	Current  bool
	Children []NavItem
}
