package site_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/ledger"
	"gongkai/generator/site"
)

// exampleDay is the day as of which every example of a rule is judged.
const exampleDay = "2026-06-30"

// TestRuleExamples lays each example of a rule over a site without a finding:
// the wrong side provokes exactly the rule's code, the right side nothing.
//
// Numbers typed by hand are not in the ledger of such a small example, nor are
// its documents interpreted, so LEDGER-04 and INT-01 count only where they are
// the rule under test.
func TestRuleExamples(t *testing.T) {
	for _, rule := range diag.Rules() {
		t.Run(string(rule.Code), func(t *testing.T) {
			wrong, right := diag.Examples(rule.Code)
			if len(wrong) == 0 || len(right) == 0 {
				t.Fatalf("%d wrong and %d right files, want some of each", len(wrong), len(right))
			}
			if got, want := codesOf(t, rule.Code, wrong), []diag.Code{rule.Code}; !slices.Equal(got, want) {
				t.Errorf("wrong example: codes %v, want %v", got, want)
			}
			if got := codesOf(t, rule.Code, right); len(got) > 0 {
				t.Errorf("right example: codes %v, want none", got)
			}
		})
	}
}

// codesOf builds an example and gives the codes it provokes, each once.
func codesOf(t *testing.T, under diag.Code, example diag.Example) []diag.Code {
	t.Helper()
	dir := t.TempDir()
	files := exampleFiles(t, example)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(files[name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := site.Load(t.Context(), site.Options{Dir: dir, Now: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), Day: exampleDay, Attachments: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	findings := s.Findings
	findings.Add(layoutFindings(s, example)...)
	found := map[diag.Code]bool{}
	for _, f := range findings.Sorted() {
		if f.Code != under && (f.Code == diag.LedgerUnrecorded || f.Code == diag.Uninterpreted) {
			continue
		}
		found[f.Code] = true
		t.Logf("%s: %s %s: %s | %s", f.Position, f.Severity, f.Code, f.Message, f.Hint)
		if f.Hint == "" && f.Severity > diag.Info {
			t.Errorf("%s: a finding without a hint", f.Code)
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// layoutFindings reads the layouts of a site where an example brings its own.
func layoutFindings(s *site.Site, example diag.Example) (list diag.List) {
	for _, f := range example {
		if !strings.HasPrefix(f.Path, site.LayoutsDir+"/") {
			continue
		}
		var wrong *site.LayoutError
		if _, err := s.Outputs(); errors.As(err, &wrong) {
			list.Add(wrong.Finding())
		}
	}
	return list
}

// exampleFiles is the site of examples with an example laid over it, as
// described at diag.Example.
func exampleFiles(t *testing.T, example diag.Example) map[string]string {
	t.Helper()
	files := baseDocuments()
	tables, rows := baseTables(t), baseLedger()
	for _, f := range example {
		switch f.Path {
		case config.File:
			for name := range tablesIn(t, f.Text) {
				delete(tables, name)
			}
			tables["~"+f.Path] = f.Text
		case ledger.File:
			rows += strings.TrimPrefix(f.Text, ledgerHeader)
		default:
			files[f.Path] = f.Text
		}
	}
	var all strings.Builder
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		all.WriteString(tables[name] + "\n")
	}
	files[config.File], files[ledger.File] = all.String(), rows
	return files
}

const siteTable = `[site]
name = "示例市人民政府"
base_url = "https://www.example.gov.cn/xxgk/"
id_code = "4201110038"
organizer = "示例市人民政府办公室"
icp = "鄂ICP备12345678号"
police = "鄂公网安备 42011102000001号"
`

const agencyTables = `[[agency]]
key = "sfj"
name = "示例市司法局"
short = "市司法局"
code = "010897245"
[[agency]]
key = "jyj"
name = "示例市教育局"
short = "市教育局"
code = "010900264"
`

// baseTables is the configuration of the site of examples by table: the site,
// its agencies, and each default section with a note, so that none is empty.
func baseTables(t *testing.T) map[string]string {
	t.Helper()
	c, findings := config.Parse([]byte(siteTable + agencyTables))
	if len(findings) > 0 {
		t.Fatalf("the base configuration has findings: %v", findings)
	}
	tables := map[string]string{"site": siteTable, "agency": agencyTables}
	for _, s := range c.Sections {
		tables["section "+s.Key] = fmt.Sprintf("[[section]]\nkey = %q\nnote = { date = \"2026-01-05\", text = \"本年度没有此类信息。\" }\n", s.Key)
	}
	return tables
}

// tablesIn names the tables of an example's configuration as baseTables does.
func tablesIn(t *testing.T, text string) map[string]bool {
	t.Helper()
	var read map[string]any
	if err := toml.Unmarshal([]byte(text), &read); err != nil {
		t.Fatalf("config.toml of the example: %v", err)
	}
	names := map[string]bool{}
	for name, value := range read {
		names[name] = true
		sections, _ := value.([]any)
		for _, s := range sections {
			if s, ok := s.(map[string]any); ok {
				names[fmt.Sprintf("%s %s", name, s["key"])] = true
			}
		}
	}
	return names
}

const (
	ledgerHeader = "number,path,title,date,removed\n"
	baseCount    = 9
	baseOther    = 3 // of them in the theme 其他: a third, not more
)

func baseName(i int) (number, name, title string) {
	return fmt.Sprintf("010900264/2025-%05d", i), fmt.Sprintf("content/公告公示/2025/招生公告%d.md", i), fmt.Sprintf("2025年第%d号招生公告", i)
}

func baseDocuments() map[string]string {
	files := map[string]string{}
	for i := 1; i <= baseCount; i++ {
		number, name, title := baseName(i)
		theme := "科技、教育/教育"
		if i <= baseOther {
			theme = "其他"
		}
		files[name] = fmt.Sprintf("---\n标题: %s\n类型: 公告公示\n索引号: %s\n发布机构: 市教育局\n主题分类: %s\n发布日期: 2025-03-%02d\n内容概述: 公布招生安排。\n公开属性: 主动公开\n---\n\n招生安排见正文。\n",
			title, number, theme, i)
	}
	return files
}

func baseLedger() string {
	rows := ledgerHeader
	for i := 1; i <= baseCount; i++ {
		number, name, title := baseName(i)
		rows += fmt.Sprintf("%s,%s,%s,2025-03-%02d,\n", number, name, title, i)
	}
	return rows
}

// TestBaseSite proves that an example's findings are its own.
func TestBaseSite(t *testing.T) {
	if got := codesOf(t, diag.LedgerUnrecorded, nil); len(got) > 0 {
		t.Errorf("the site of examples has findings %v", got)
	}
}

// TestEveryCodeIsUsed finds a constant of the table of rules in the program
// itself: a rule nobody can report is no rule.
func TestEveryCodeIsUsed(t *testing.T) {
	constants := codeConstants(t)
	var codes []diag.Code
	for _, r := range diag.Rules() {
		codes = append(codes, r.Code)
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(codes)), slices.Sorted(maps.Values(constants))); diff != "" {
		t.Errorf("rules and constants differ (-rules +constants):\n%s", diff)
	}
	used := map[string]bool{}
	walkGo(t, "..", func(f *ast.File) {
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if p, ok := s.X.(*ast.Ident); ok && p.Name == "diag" {
					used[s.Sel.Name] = true
				}
			}
			return true
		})
	})
	for name, code := range constants {
		if !used[name] {
			t.Errorf("diag.%s (%s) is used nowhere", name, code)
		}
	}
}

// codeConstants reads the constants of type Code by name.
func codeConstants(t *testing.T) map[string]diag.Code {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "../diag/rules.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]diag.Code{}
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || len(v.Names) != 1 || len(v.Values) != 1 {
			return true
		}
		kind, isName := v.Type.(*ast.Ident)
		value, isText := v.Values[0].(*ast.BasicLit)
		if isName && isText && kind.Name == "Code" {
			out[v.Names[0].Name] = diag.Code(strings.Trim(value.Value, `"`))
		}
		return true
	})
	return out
}

// walkGo parses every Go file below a folder that is not a test.
func walkGo(t *testing.T, root string, visit func(*ast.File)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, 0)
		if err != nil {
			return err
		}
		visit(f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
