package page

import "html/template"

// A View is everything one page shows. Its template is layouts/pages/NAME.html.
type View interface{ template() string }

// HomeView is the column's home.
type HomeView struct {
	Frame
	Hero     Hero
	Sections []SectionCard
	All      string // address of 法定主动公开内容
	Latest   List
	Browse   []Facet
	Figures  []Figure
	AsOf     string // 2025年6月30日
}

// ListView is a page of documents: a catalogue value or a configured section.
type ListView struct {
	Frame
	Nav         template.HTML
	Title       string
	Lead        string
	Elsewhere   *Notice // where the content is kept in another system
	FacetsLabel string  // what the folded facets are about
	Facets      []Facet
	Count       string // 共129件，第21—40件
	List        List
	Pages       []PageLink
	Empty       Notice // 情况说明, shown when List is empty
}

// AgenciesView is a fixed section in which each agency has its own documents:
// guides, systems, annual reports.
type AgenciesView struct {
	Frame
	Nav    template.HTML
	Title  string
	Lead   string
	Empty  Notice // 情况说明, where no agency has anything
	Groups []AgencyGroup
}

// ContentView is 法定主动公开内容: its sections.
type ContentView struct {
	Frame
	Nav   template.HTML
	Title string
	Lead  string
	Items []ContentItem
}

// IndexView lists the values of a catalogue dimension.
type IndexView struct {
	Frame
	Nav    template.HTML
	Title  string
	Lead   string
	Values []Entry
}

// DocumentView is a document.
type DocumentView struct {
	Frame
	Head        DocumentHead
	Meta        []MetaRow
	Tools       Tools
	Contents    []Heading
	Body        template.HTML // from package markdown, which sanitises
	Colophon    []string      // printed below the text
	Attachments []Attachment
	Relations   []RelationGroup
	Cleanup     []RelationGroup
	CitedBy     CitedBy
	Timeline    []Event
	Series      Series
	Changes     []Change
}

// DocumentHead stands above a document's metadata.
type DocumentHead struct {
	Notice   *Notice
	Number   string
	Title    []Phrase
	Subtitle template.HTML // 题注, from package markdown
	Grade    string        // of a reply: A类
	Status   Status
	Sentence string          // what decides the validity, or what the grade means
	About    []RelationGroup // the documents an interpretation is about
	AsOf     string          // the day the validity was told, where it can still change
}

// Change is what a document's validity becomes on a day after the build.
type Change struct {
	From     string `json:"from"`     // 2026-12-01
	Class    string `json:"class"`    // of the banner
	Title    string `json:"title"`    // of the banner, empty for none
	Text     string `json:"text"`     // of the banner
	Sentence string `json:"sentence"` // beside the status
}

// SearchView is the search page before its script has started.
type SearchView struct {
	Frame
	Title  string
	Action string
	Index  string // address of the search index's folder
	Ways   []Entry
}

// SitemapView is the site map.
type SitemapView struct {
	Frame
	Nav    template.HTML
	Title  string
	Groups []SitemapGroup
}

// SitemapGroup is a part of the site map.
type SitemapGroup struct {
	ID    string
	Label string
	Links []Entry
}

// NotFoundView is 404.html. Its links are absolute paths.
type NotFoundView struct {
	Frame
	Ways []Entry
}

// TombstoneView stands where a withdrawn document stood.
type TombstoneView struct {
	Frame
	Title  string
	Notice Notice
	Meta   []MetaRow
}

// RedirectView leads an old address on.
type RedirectView struct {
	Frame
	Title string
}

func (*HomeView) template() string      { return "home" }
func (*ListView) template() string      { return "list" }
func (*AgenciesView) template() string  { return "agencies" }
func (*ContentView) template() string   { return "content" }
func (*IndexView) template() string     { return "index" }
func (*ApplyView) template() string     { return "apply" }
func (*DocumentView) template() string  { return "document" }
func (*SearchView) template() string    { return "search" }
func (*SitemapView) template() string   { return "sitemap" }
func (*NotFoundView) template() string  { return "notfound" }
func (*TombstoneView) template() string { return "tombstone" }
func (*RedirectView) template() string  { return "redirect" }

// views gives an empty view of each kind, to try the templates with.
func views() []View {
	f := Frame{Chrome: &Chrome{}}
	return []View{&HomeView{Frame: f}, &ListView{Frame: f}, &AgenciesView{Frame: f}, &ContentView{Frame: f}, &IndexView{Frame: f},
		&ApplyView{Frame: f}, &DocumentView{Frame: f}, &SearchView{Frame: f}, &SitemapView{Frame: f}, &NotFoundView{Frame: f},
		&TombstoneView{Frame: f}, &RedirectView{Frame: f}, &ReportView{Frame: f}, &BehindView{Frame: f}, &ChangesView{Frame: f}}
}
