package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors is the plan of the house, ground first: a room imports only rooms of a
// lower floor. Moving a room means changing this table in the same commit and
// saying why; do not loosen it to get a build through.
var floors = [][]string{
	{"field", "diag", "day", "number", "workday", "fee", "markdown", "comparison", "asset", "office", "stencil", "publish", "preview", "layouts"},
	{"config", "source", "schema", "ledger", "citation", "memo"},
	{"document", "importer"},
	{"catalog"},
	{"report"},
	{"page", "search", "data"},
	{"site"},
	{"studio"},
	{"main"},
}

// stairs are imports within one floor that the house allows, each with its
// reason beside it.
var stairs = map[[2]string]bool{}

// functionLinesMax bounds a function, tables not counted. longFunctions is the
// ratchet: what is already longer may shrink, never grow.
const functionLinesMax = 70

var longFunctions = map[string]int{}

// forbidden are words that would tie the project to one machine or registry,
// joined here so that this file does not contain them.
var forbidden = regexp.MustCompile(strings.Join([]string{
	`(?:^|[^\w.])/wo` + `rk/`,
	`(?:^|[^\w.])/Us` + `ers/\w`,
	`proxy\.golang` + `\.org`,
	`sum\.golang` + `\.org`,
	`registry\.np` + `mjs`,
	`registry\.npm` + `mirror`,
	`deb\.deb` + `ian\.org`,
}, "|"))

const module = "gongkai"

// goFile is a parsed file of the repository; name is relative to its root.
type goFile struct {
	name string
	ast  *ast.File
	fset *token.FileSet
}

// goFiles parses every Go file of the module, test data and tools apart.
func goFiles(t *testing.T) []goFile {
	t.Helper()
	var files []goFile
	root := os.DirFS("..")
	for _, top := range []string{"bench", "generator", "layouts", "test"} {
		err := fs.WalkDir(root, top, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".")) {
				return fs.SkipDir
			}
			if d.IsDir() || path.Ext(name) != ".go" {
				return nil
			}
			text, err := fs.ReadFile(root, name)
			if err != nil {
				return err
			}
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
			files = append(files, goFile{name: name, ast: file, fset: fset})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// room names the room of a folder or import path below the module: its first
// element under generator/, "main" for generator itself; empty for what lies
// outside the house.
func room(folder string) string {
	if folder == "layouts" {
		return folder
	}
	if folder == "generator" {
		return "main"
	}
	rest, inside := strings.CutPrefix(folder, "generator/")
	if !inside {
		return ""
	}
	first, _, _ := strings.Cut(rest, "/")
	return first
}

// What measures the program knows it from outside alone; what measures the
// index knows the room that makes it.
func TestBenchImportsNoRoom(t *testing.T) {
	measured := map[string]string{"bench/search": `"` + module + `/generator/search"`}
	for _, f := range goFiles(t) {
		if !strings.HasPrefix(f.name, "bench/") || strings.HasSuffix(f.name, "_test.go") {
			continue
		}
		for _, spec := range f.ast.Imports {
			if spec.Path.Value == measured[path.Dir(f.name)] {
				continue
			}
			if strings.HasPrefix(spec.Path.Value, `"`+module+"/") && !strings.HasPrefix(spec.Path.Value, `"`+module+"/bench/") {
				t.Errorf("%s imports %s", f.name, spec.Path.Value)
			}
		}
	}
}

func floor(room string) int {
	return slices.IndexFunc(floors, func(rooms []string) bool { return slices.Contains(rooms, room) })
}

func TestRoomsImportOnlyLowerFloors(t *testing.T) {
	for _, f := range goFiles(t) {
		from := room(path.Dir(f.name))
		if from == "" || strings.HasSuffix(f.name, "_test.go") {
			continue
		}
		if floor(from) < 0 {
			t.Errorf("%s: the room %q is not in the table of floors", f.name, from)
			continue
		}
		for _, spec := range f.ast.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if problem := importProblem(from, imported); problem != "" {
				t.Errorf("%s: %s", f.fset.Position(spec.Pos()), problem)
			}
		}
	}
}

// importProblem tells why a room may not import a path; empty if it may.
func importProblem(from, imported string) string {
	folder, ours := strings.CutPrefix(imported, module+"/")
	if !ours {
		return ""
	}
	to := room(folder)
	switch {
	case to == from || stairs[[2]string{from, to}]:
		return ""
	case floor(to) < 0:
		return fmt.Sprintf("%s imports %s, which is no room of the house", from, imported)
	case floor(to) >= floor(from):
		return fmt.Sprintf("%s (floor %d) imports %s (floor %d)", from, floor(from), to, floor(to))
	}
	return ""
}

func TestImportProblem(t *testing.T) {
	for _, c := range []struct {
		name, from, imported string
		allowed              bool
	}{
		{"standard library", "field", "fmt", true},
		{"outside library", "markdown", "github.com/yuin/goldmark", true},
		{"lower floor", "catalog", "gongkai/generator/document", true},
		{"roof to layouts", "main", "gongkai/layouts", true},
		{"own subfolder", "search", "gongkai/generator/search/posting", true},
		{"upper floor", "document", "gongkai/generator/catalog", false},
		{"neighbours on the ground", "number", "gongkai/generator/diag", false},
		{"two exits", "page", "gongkai/generator/search", false},
		{"layouts to a room", "layouts", "gongkai/generator/field", false},
		{"the program itself", "site", "gongkai/generator", false},
		{"tests as a library", "site", "gongkai/test/browser", false},
		{"a room not in the table", "site", "gongkai/generator/util", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := importProblem(c.from, c.imported); (got == "") != c.allowed {
				t.Errorf("importProblem(%q, %q) = %q, want allowed = %v", c.from, c.imported, got, c.allowed)
			}
		})
	}
}

func TestEveryPackageHasOnePackageComment(t *testing.T) {
	comments := map[string][]string{}
	for _, f := range goFiles(t) {
		folder := path.Dir(f.name)
		if strings.HasSuffix(f.name, "_test.go") {
			continue
		}
		if f.ast.Doc == nil {
			comments[folder] = append(comments[folder], "")
			continue
		}
		comments[folder] = append(comments[folder], f.name)
	}
	for folder, names := range comments {
		names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
		if len(names) != 1 {
			t.Errorf("%s: %d package comments %v, want exactly one", folder, len(names), names)
		}
	}
}

func TestFunctionsStayShort(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range goFiles(t) {
		for _, decl := range f.ast.Decls {
			function, ok := decl.(*ast.FuncDecl)
			if !ok || function.Body == nil {
				continue
			}
			name := f.name + ":" + function.Name.Name
			lines := codeLines(f.fset, function)
			limit := max(functionLinesMax, longFunctions[name])
			seen[name] = lines > functionLinesMax
			if lines > limit {
				t.Errorf("%s: %s has %d lines, at most %d", f.fset.Position(function.Pos()), function.Name.Name, lines, limit)
			}
		}
	}
	for name := range longFunctions {
		if !seen[name] {
			t.Errorf("longFunctions: %s is short now or gone; take it off the list", name)
		}
	}
}

// codeLines counts a function's lines. A table, which is a composite literal,
// counts as one line however long it is, and as many more as there is code in it.
func codeLines(fset *token.FileSet, function *ast.FuncDecl) int {
	span := func(n ast.Node) int { return fset.Position(n.End()).Line - fset.Position(n.Pos()).Line }
	lines, inTable := span(function)+1, false
	var count func(n ast.Node) bool
	count = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			if !inTable {
				lines -= span(n)
				inTable = true
				ast.Inspect(n, count)
				inTable = false
				return false
			}
		case *ast.FuncLit:
			if inTable {
				lines += span(n)
				inTable = false
				ast.Inspect(n.Body, count)
				inTable = true
				return false
			}
		}
		return true
	}
	ast.Inspect(function.Body, count)
	return lines
}

func TestCodeLines(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       int
	}{
		{"plain", "a()\nb()\n", 4},
		{"table", "x := []int{\n1,\n2,\n3,\n}\nb(x)\n", 4},
		{"literal with code", "x := []func(){\nfunc() {\na()\n},\n}\nb(x)\n", 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, "", "package p\nfunc f() {\n"+c.body+"}\n", 0)
			if err != nil {
				t.Fatal(err)
			}
			if got := codeLines(fset, file.Decls[0].(*ast.FuncDecl)); got != c.want {
				t.Errorf("codeLines(%q) = %d, want %d", c.body, got, c.want)
			}
		})
	}
}

func TestForbiddenWords(t *testing.T) {
	for _, text := range []string{"cd /wo" + "rk/main", "https://proxy.golang" + ".org/x", `"https://registry.np` + `mjs.org/a"`} {
		if !forbidden.MatchString(text) {
			t.Errorf("%q is not found by the pattern", text)
		}
	}
	for _, text := range []string{"https://www.example.gov.cn/wo" + "rk/1.html", "./wo" + "rk/x", "sub/wo" + "rk/x"} {
		if forbidden.MatchString(text) {
			t.Errorf("%q is found by the pattern, but is no machine path", text)
		}
	}
	for _, name := range trackedFiles(t) {
		data, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
		if err != nil {
			continue // deleted, or a submodule: not ours to read
		}
		for i, line := range strings.Split(string(data), "\n") {
			if word := forbidden.FindString(line); word != "" {
				t.Errorf("%s:%d: %q belongs to one machine or registry", name, i+1, strings.TrimSpace(word))
			}
		}
	}
}

// trackedFiles lists what git tracks; outside a clone there is nothing to ask.
func trackedFiles(t *testing.T) []string {
	t.Helper()
	cmd := exec.Command("git", "ls-files", "-z")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("tracked files are not checked: git ls-files: %v", err)
	}
	return strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 })
}
