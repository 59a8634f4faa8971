package importer

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/tools/txtar"

	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/markdown"
	"gongkai/generator/source"
)

var update = flag.Bool("update", false, "write what Convert gives into testdata")

// sampleConfig is the site of every test.
func sampleConfig(t testing.TB) *config.Config {
	t.Helper()
	c, findings := config.Parse([]byte(`[site]
name = "示例市人民政府"
base_url = "https://www.example.gov.cn/xxgk/"
id_code = "4201110038"
[[agency]]
key = "sfj"
name = "示例市司法局"
short = "市司法局"
code = "010897245"
prefixes = ["示司规", "示司办"]
`))
	if findings.Failed() {
		t.Fatal(findings)
	}
	return c
}

func options(t testing.TB) Options {
	return Options{Config: sampleConfig(t), Today: day.Make(2024, 6, 1)}
}

// golden reads a case: the first file is the input, those before want.md stand
// beside it.
func golden(t *testing.T, name string) (in Input, archive *txtar.Archive, want map[string]string) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	beside := fstest.MapFS{}
	want = map[string]string{}
	for i, f := range archive.Files {
		switch {
		case i == 0:
			in = Input{Name: f.Name, Data: f.Data}
		case strings.HasPrefix(f.Name, "want."):
			want[f.Name] = string(f.Data)
		default:
			beside[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	in.Beside = beside
	return in, archive, want
}

// outcome is what a case expects: the document and the printed report.
func outcome(t *testing.T, r *Result) (document, report string) {
	t.Helper()
	names := map[string]string{}
	for _, f := range r.Files {
		names[f.Token] = f.Name
		if f.Name == "" {
			names[f.Token] = "图" + f.Token[len(f.Token)-1:] + f.Ext
		}
	}
	r.Report.Status, r.Report.Path = Imported, "content/x.md"
	var b strings.Builder
	if err := r.Report.Print(&b); err != nil {
		t.Fatal(err)
	}
	return string(r.Named("", names)), b.String()
}

func TestGolden(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			in, archive, want := golden(t, name)
			r, err := Convert(in, options(t))
			if err != nil {
				t.Fatal(err)
			}
			document, report := outcome(t, r)
			if *update {
				kept := archive.Files[:0]
				for _, f := range archive.Files {
					if !strings.HasPrefix(f.Name, "want.") {
						kept = append(kept, f)
					}
				}
				archive.Files = append(kept, txtar.File{Name: "want.md", Data: []byte(document)}, txtar.File{Name: "want.report", Data: []byte(report)})
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want["want.md"], document); diff != "" {
				t.Errorf("document (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(want["want.report"], report); diff != "" {
				t.Errorf("report (-want +got):\n%s", diff)
			}
			if !r.Report.Characters.Whole() {
				t.Errorf("characters: %+v", r.Report.Characters)
			}
			readsBack(t, document)
		})
	}
}

// readsBack demands that source and markdown read what was written.
func readsBack(t *testing.T, document string) {
	t.Helper()
	file, findings, ok := source.Read("x.md", []byte(document))
	if !ok || len(findings) > 0 {
		t.Fatalf("does not read back: %v", findings)
	}
	if _, err := markdown.New().Render(file.Body, markdown.Options{}); err != nil {
		t.Error(err)
	}
}

// TestCharsets gives one page in every charset, whatever it declares.
func TestCharsets(t *testing.T) {
	in, _, want := golden(t, "testdata/table4.txtar")
	encoded, err := simplifiedchinese.GB18030.NewEncoder().Bytes(in.Data)
	if err != nil {
		t.Fatal(err)
	}
	in.Data = encoded
	r, err := Convert(in, options(t))
	if err != nil {
		t.Fatal(err)
	}
	document, _ := outcome(t, r)
	if diff := cmp.Diff(want["want.md"], document); diff != "" {
		t.Errorf("document of GB18030 (-want +got):\n%s", diff)
	}
}
