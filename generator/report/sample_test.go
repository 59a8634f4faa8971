package report_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/ledger"
	"gongkai/generator/report"
	"gongkai/generator/source"
	"gongkai/generator/workday"
)

// sample makes the reports of the site that this repository is.
func sample(t *testing.T, on string) (*report.Reports, diag.List) {
	t.Helper()
	site := os.DirFS("../..")
	data, err := fs.ReadFile(site, config.File)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := config.Parse(data)
	walked, err := source.Walk(site)
	if err != nil {
		t.Fatal(err)
	}
	env := document.Env{Config: c, Calendar: workday.Default(), Tree: walked, Files: site}
	var docs []*document.Document
	for _, p := range walked.Documents {
		data, err := fs.ReadFile(site, p)
		if err != nil {
			t.Fatal(err)
		}
		if d, _ := document.New(p, data, env); d != nil {
			docs = append(docs, d)
		}
	}
	made, _ := catalog.New(c, docs, new(ledger.Ledger), at(t, on))
	r, list, err := report.Make(report.Input{Catalog: made, Calendar: workday.Default(), Read: func(p string) ([]byte, error) { return fs.ReadFile(site, p) }})
	if err != nil {
		t.Fatal(err)
	}
	return r, list
}

func TestSample(t *testing.T) {
	r, list := sample(t, "2026-11-22")
	total := r.Interpretation.Total
	if total.Policies != 18 || total.Interpreted != 15 || total.Exempt != 4 || total.Rate().Text() != "83.3%" {
		t.Errorf("interpretation: %+v", total)
	}
	for _, b := range r.Books() {
		sound(t, b)
	}
	if years := r.Annual.Years(); len(years) != 2 || years[0] != 2025 {
		t.Fatalf("annual reports of %v", years)
	}
	for _, a := range r.Annual.Reports {
		for _, table := range a.Tables {
			if table.Origin != report.FromDocument {
				t.Errorf("%s %d %s comes from %s", a.Agency.Name, a.Year, table.Layout.Name, table.Origin)
			}
		}
		// 14 in the columns and 25 in the rows of 表三, 3 of 表四; 7 and 2 across
		// years for the later year; the rest are sentences of the text.
		want := 42
		if a.Year == 2025 {
			want = 51
		}
		if a.Checked <= want || a.Broken != 0 {
			t.Errorf("%s %d: %d checked, %d broken, want more than %d and none", a.Agency.Name, a.Year, a.Checked, a.Broken, want)
		}
	}
	for _, f := range list {
		if f.Severity > diag.Info || strings.HasPrefix(string(f.Code), "REQ") {
			t.Errorf("%s %s: %s", f.Position, f.Code, f.Message)
		}
	}
}
