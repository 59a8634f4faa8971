package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"path"
)

// Component is a component of the layouts with its examples, rendered.
type Component struct {
	Name    string // of its folder under components/
	About   string // what it is for
	Samples []Sample
}

// Sample is one example of a component.
type Sample struct {
	Name   string
	Markup template.HTML
}

// parameters gives what each component is called with.
var parameters = map[string]func() any{
	"agency-group": func() any { return new([]AgencyGroup) },
	"attachments":  func() any { return new([]Attachment) },
	"breadcrumb":   func() any { return new([]Link) },
	"contacts":     func() any { return new([]Contact) },
	"changes":      func() any { return new([]ChangeGroup) },
	"chart":        func() any { return new(ChartView) },
	"deadline":     func() any { return new(Deadline) },
	"directory":    func() any { return new([]Entry) },
	"doc-head":     func() any { return new(DocumentHead) },
	"doc-list":     func() any { return new(List) },
	"facets":       func() any { return new([]Facet) },
	"fees":         func() any { return new(Fees) },
	"figures":      func() any { return new([]ReportFigure) },
	"flow":         func() any { return new(Flow) },
	"footer":       func() any { return new(Surround) },
	"header":       func() any { return new(Surround) },
	"hero":         func() any { return new(Hero) },
	"items":        func() any { return new([]ContentItem) },
	"meta":         func() any { return new([]MetaRow) },
	"notice":       func() any { return new(Notice) },
	"pagination":   func() any { return new([]PageLink) },
	"relations":    func() any { return new([]RelationGroup) },
	"report-list":  func() any { return new([]ReportLine) },
	"report-table": func() any { return new(ReportTable) },
	"search-box":   func() any { return new(string) },
	"sections":     func() any { return new([]SectionCard) },
	"side-nav":     func() any { return new([]NavItem) },
	"series":       func() any { return new(Series) },
	"stats":        func() any { return new([]Figure) },
	"status":       func() any { return new(Status) },
	"timeline":     func() any { return new([]Event) },
	"toc":          func() any { return new([]Heading) },
	"tools":        func() any { return new(Tools) },
}

// examples is the content of components/NAME/NAME.json.
type examples struct {
	About    string
	Examples []struct {
		Name string
		View json.RawMessage
	}
}

// Components renders the examples of every component that has markup, in order
// of name. An error names the file of the example.
func (r *Renderer) Components(tree fs.FS) ([]Component, error) {
	folders, err := fs.ReadDir(tree, "components")
	if err != nil {
		return nil, fmt.Errorf("list components: %w", err)
	}
	var all []Component
	for _, f := range folders {
		if parameters[f.Name()] == nil {
			continue // style or script alone, or a site's own piece
		}
		c, err := r.component(tree, f.Name())
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

func (r *Renderer) component(tree fs.FS, name string) (Component, error) {
	file := path.Join("components", name, name+".json")
	text, err := fs.ReadFile(tree, file)
	if err != nil {
		return Component{}, fmt.Errorf("read examples: %w", err)
	}
	var written examples
	if err := strictly(text, &written); err != nil {
		return Component{}, fmt.Errorf("layouts/%s: %w", file, err)
	}
	c := Component{Name: name, About: written.About}
	for _, e := range written.Examples {
		view := parameters[name]()
		if err := strictly(e.View, view); err != nil {
			return Component{}, fmt.Errorf("layouts/%s: %s: %w", file, e.Name, err)
		}
		var b bytes.Buffer
		if err := r.pages["document"].ExecuteTemplate(&b, name, view); err != nil {
			return Component{}, fmt.Errorf("layouts/%s: %s: %w", file, e.Name, err)
		}
		c.Samples = append(c.Samples, Sample{Name: e.Name, Markup: template.HTML(b.String())})
	}
	return c, nil
}

// strictly reads JSON and refuses a key the type does not have.
func strictly(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(into)
}
