package data_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/data"
	"gongkai/generator/day"
	"gongkai/generator/document"
	"gongkai/generator/ledger"
	"gongkai/generator/report"
	"gongkai/generator/source"
	"gongkai/generator/workday"
)

// sample makes the reports of the site that this repository is, for the day its
// content was written for.
func sample(t *testing.T) *report.Reports {
	t.Helper()
	site := os.DirFS("../..")
	text, err := fs.ReadFile(site, config.File)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := config.Parse(text)
	walked, err := source.Walk(site)
	if err != nil {
		t.Fatal(err)
	}
	env := document.Env{Config: c, Calendar: workday.Default(), Tree: walked, Files: site}
	var docs []*document.Document
	for _, p := range walked.Documents {
		text, err := fs.ReadFile(site, p)
		if err != nil {
			t.Fatal(err)
		}
		if d, _ := document.New(p, text, env); d != nil {
			docs = append(docs, d)
		}
	}
	made, _ := catalog.New(c, docs, new(ledger.Ledger), day.Make(2026, 11, 22))
	r, _, err := report.Make(report.Input{Catalog: made, Calendar: workday.Default(), Read: func(p string) ([]byte, error) { return fs.ReadFile(site, p) }})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// emitted gives the files of the reports by their paths.
func emitted(t *testing.T, r *report.Reports) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, o := range data.Reports(r) {
		emit := func(path string, content io.ReadSeeker) error {
			all, err := io.ReadAll(content)
			out[path] = all
			return err
		}
		if err := o.Make(emit); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// members gives the names of a JSON object's members in their order.
func members(text []byte) (keys []string) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	if _, err := decoder.Token(); err != nil {
		return nil
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return keys
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return keys
		}
		keys = append(keys, key.(string))
	}
	return keys
}

// The members that INTERFACE.md fixes are there, in its order and of its types.
func TestInterpretationJSON(t *testing.T) {
	text := emitted(t, sample(t))["reports/interpretation/report.json"]
	keys := members(text)
	want := []string{"as_of", "definition", "policies", "interpreted", "rate", "rate_text", "on_time", "same_day", "exempt", "by_year", "by_agency", "by_kind", "forms", "graphic_share", "items"}
	if diff := cmp.Diff(want, keys[:min(len(want), len(keys))]); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
	var got struct {
		AsOf                          string `json:"as_of"`
		Definition                    string
		Policies, Interpreted, Exempt int
		Rate                          *float64
		RateText                      string `json:"rate_text"`
		OnTime                        *int   `json:"on_time"`
		SameDay                       *int   `json:"same_day"`
		ByYear                        []struct {
			Year, Policies, Interpreted int
			Rate                        *float64
			OnTime                      *int `json:"on_time"`
		} `json:"by_year"`
		Forms []struct {
			Form   string
			Pieces int
			Share  float64
		}
		GraphicShare *float64 `json:"graphic_share"`
		Items        []struct {
			IndexNumber              string `json:"index_number"`
			Title, Agency, Published string
			Status                   string
			Interpretations          []struct {
				IndexNumber string `json:"index_number"`
			}
			WorkingDays *int `json:"working_days"`
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if got.AsOf != "2026-11-22" || got.Policies != 18 || got.Interpreted != 15 || got.Exempt != 4 || got.RateText != "83.3%" || got.Rate == nil || *got.Rate != 15.0/18 {
		t.Errorf("head: %+v", got)
	}
	if len(got.Items) != 22 || got.GraphicShare == nil || got.OnTime == nil || got.SameDay == nil || !strings.HasPrefix(got.Definition, "解读率 = ") {
		t.Errorf("%d items, %+v", len(got.Items), got)
	}
	sum := 0
	for _, y := range got.ByYear {
		if y.Year < 2000 || (y.Rate == nil) != (y.Policies == 0) {
			t.Errorf("year %+v", y)
		}
		sum += y.Policies
	}
	if sum != got.Policies {
		t.Errorf("the years have %d policies", sum)
	}
	for _, i := range got.Items {
		if (i.WorkingDays == nil) != (len(i.Interpretations) == 0) || i.Interpretations == nil {
			t.Errorf("item %+v", i)
		}
	}
}

// Page, JSON, CSV and workbook tell the same numbers: each cell of a Book is
// found in all of them.
func TestSameNumbers(t *testing.T) {
	r := sample(t)
	files := emitted(t, r)
	for _, b := range r.Books() {
		folder := "reports/" + b.Name + "/"
		records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(files[folder+"report.csv"], []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", b.Name, err) // a ragged row is an error of the reader
		}
		var asJSON map[string]json.RawMessage
		if err := json.Unmarshal(files[folder+"report.json"], &asJSON); err != nil {
			t.Fatalf("%s: %v", b.Name, err)
		}
		book, err := excelize.OpenReader(bytes.NewReader(files[folder+"report.xlsx"]))
		if err != nil {
			t.Fatalf("%s: %v", b.Name, err)
		}
		for _, s := range b.Sheets {
			var inCSV [][]string
			for _, record := range records {
				if record[0] == s.Title {
					inCSV = append(inCSV, record[1:])
				}
			}
			if len(inCSV) != len(s.Rows)+1 {
				t.Fatalf("%s %s: %d rows in CSV, want %d", b.Name, s.Key, len(inCSV), len(s.Rows)+1)
			}
			rows, err := book.GetRows(s.Title, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatalf("%s %s: %v", b.Name, s.Key, err)
			}
			rows = rows[len(rows)-len(s.Rows):]
			var objects []map[string]any
			if b.Name != "interpretation" {
				if err := json.Unmarshal(asJSON[s.Key], &objects); err != nil || len(objects) != len(s.Rows) {
					t.Fatalf("%s %s: %d rows in JSON: %v", b.Name, s.Key, len(objects), err)
				}
			}
			for i, row := range s.Rows {
				for j, c := range row.Cells {
					if !c.Numeric {
						continue
					}
					var inBook string
					if j < len(rows[i]) {
						inBook = rows[i][j]
					}
					if want := number(c.Number); inCSV[i+1][j] != want || !same(inBook, c.Number) {
						t.Errorf("%s %s row %d, %s: %s in CSV, %s in the workbook, want %s", b.Name, s.Key, i, s.Columns[j].Key, inCSV[i+1][j], inBook, want)
					}
					if objects != nil && s.Columns[j].Sort.Numeric() && objects[i][s.Columns[j].Key] != c.Number {
						t.Errorf("%s %s row %d: %v in JSON, want %v", b.Name, s.Key, i, objects[i][s.Columns[j].Key], c.Number)
					}
				}
			}
		}
		book.Close()
	}
}

func number(v float64) string {
	text, _ := json.Marshal(v)
	return string(text)
}

func same(text string, v float64) bool {
	var got float64
	return json.Unmarshal([]byte(text), &got) == nil && got-v < 1e-9 && v-got < 1e-9
}

// The same reports give the same bytes, and a cell of a workbook that holds a
// number is a number.
func TestWorkbooks(t *testing.T) {
	first, second := emitted(t, sample(t)), emitted(t, sample(t))
	for path := range first {
		if !bytes.Equal(first[path], second[path]) {
			t.Errorf("%s differs from one run to the next", path)
		}
	}
	f, err := excelize.OpenReader(bytes.NewReader(first["reports/interpretation/report.xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, _ := f.GetCellValue("逐年变化", "B1"); got != "应解读（件）" {
		t.Errorf("head of column B is %q", got)
	}
	for _, cell := range []string{"B2", "D2"} {
		if kind, err := f.GetCellType("逐年变化", cell); err != nil || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			t.Errorf("%s is of type %v, %v", cell, kind, err)
		}
	}
	rows, _ := f.GetRows("逐年变化")
	if last := rows[len(rows)-1]; last[0] != "合计" || last[3] != "83.3%" {
		t.Errorf("total row %v", last)
	}
	about, _ := f.GetRows("说明")
	if len(about) < 6 || !strings.HasPrefix(about[3][3], "解读率 = ") {
		t.Errorf("the workbook does not carry its definition: %v", about)
	}
}

// LibreOffice opens every workbook and finds the numbers in it.
func TestLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") != "" || os.Getenv("GONGKAI_TEST_ALL") != "" {
			t.Fatal("LibreOffice is not installed, and all tests were asked for")
		}
		t.Skip("SKIPPED: LibreOffice is not installed; the workbooks were not opened with it")
	}
	if testing.Short() {
		t.Skip("SKIPPED in short mode: LibreOffice takes some seconds")
	}
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", dir}
	for path, content := range emitted(t, sample(t)) {
		if strings.HasSuffix(path, ".xlsx") {
			name := filepath.Join(dir, strings.NewReplacer("/", "-").Replace(strings.TrimSuffix(strings.TrimPrefix(path, "reports/"), "/report.xlsx"))+".xlsx")
			if err := os.WriteFile(name, content, 0o644); err != nil {
				t.Fatal(err)
			}
			args = append(args, name)
		}
	}
	if out, err := exec.CommandContext(t.Context(), office, args...).CombinedOutput(); err != nil {
		t.Fatalf("convert: %v\n%s", err, out)
	}
	for name, want := range map[string]string{
		"interpretation-逐年变化.csv": "合计,18,15,83.3333333333333%",
		"replies-办理结果.csv":        "A 已经解决或者基本解决,",
		"validity-现行有效目录.csv":     "规范性文件",
		"health-各栏目.csv":          "规章,",
		"annual-2025-市政府.csv":     "一、本年新收政府信息公开申请数量,,,1174,138,11,5,63,9,1400",
	} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s does not hold %q (%v):\n%.600s", name, want, err, text)
		}
	}
}
