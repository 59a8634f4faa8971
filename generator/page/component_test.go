package page

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/layouts"
)

var update = flag.Bool("update", false, "write the golden files anew")

// parameters gives what each component is called with.
var parameters = map[string]func() any{
	"agency-group": func() any { return new([]AgencyGroup) },
	"attachments":  func() any { return new([]Attachment) },
	"breadcrumb":   func() any { return new([]Link) },
	"contacts":     func() any { return new([]Contact) },
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

func TestComponentExamples(t *testing.T) {
	r, err := New(layouts.Files)
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(layouts.Files, "components/*/*.html")
	if err != nil || len(files) != len(parameters) {
		t.Errorf("%d components have markup, %d have parameters here (%v)", len(files), len(parameters), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		t.Run(name, func(t *testing.T) {
			text, err := fs.ReadFile(layouts.Files, strings.TrimSuffix(file, ".html")+".json")
			if err != nil {
				t.Fatalf("a component without an example does not exist: %v", err)
			}
			var all examples
			strictly(t, text, &all)
			if all.About == "" || len(all.Examples) == 0 {
				t.Fatal("about or examples are missing")
			}
			var page bytes.Buffer
			for _, e := range all.Examples {
				view := parameters[name]()
				strictly(t, e.View, view)
				var one bytes.Buffer
				if err := r.pages["document"].ExecuteTemplate(&one, name, view); err != nil {
					t.Fatalf("%s: %v", e.Name, err)
				}
				soundFragment(t, one.Bytes())
				page.WriteString("<!-- " + e.Name + " -->\n" + one.String() + "\n")
			}
			golden(t, filepath.Join("testdata", "components", name+".html"), page.Bytes())
		})
	}
}

// strictly reads JSON and refuses a key the type does not have.
func strictly(t *testing.T, text []byte, into any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		t.Fatal(err)
	}
}

// golden compares bytes with a file, or writes the file with -update.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got; run with -update and read the change):\n%s", file, diff)
	}
}
