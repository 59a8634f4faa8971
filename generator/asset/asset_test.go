package asset

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gongkai/layouts"
)

func tree(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{"favicon.svg": {Data: []byte("<svg/>")}}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func content(t *testing.T, b *Bundle, path string) string {
	t.Helper()
	for _, f := range b.Files {
		if f.Path == path {
			return string(f.Content)
		}
	}
	t.Fatalf("no file %s", path)
	return ""
}

func TestJoinFollowsTheFixedOrder(t *testing.T) {
	b, err := Join(tree(map[string]string{
		"styles/print.css":    ".print{color:red}",
		"styles/base.css":     ".base{color:red}",
		"styles/reset.css":    ".reset{color:red}",
		"styles/tokens.css":   ".tokens{color:red}",
		"components/b/b.css":  ".b{color:red}",
		"components/a/a.css":  ".a{color:red}",
		"components/a/a.html": "{{define \"a\"}}{{end}}",
	}))
	if err != nil {
		t.Fatal(err)
	}
	style := content(t, b, b.Style)
	at := -1
	for _, class := range []string{".tokens", ".reset", ".base", ".a", ".b", ".print"} {
		next := strings.Index(style, class+"{")
		if next <= at {
			t.Errorf("%s stands at %d, after %d, in %s", class, next, at, style)
		}
		at = next
	}
}

// A module is one file with what it imports; what it asks for later is not.
func TestModule(t *testing.T) {
	module, err := Module(tree(map[string]string{
		"search/a.js": `import { two } from "./b.js"; export const one = 1; export const later = () => import("./c.js"); export { two };`,
		"search/b.js": `export const two = "zwei";`,
		"search/c.js": `export const three = "drei";`,
	}), "search/a.js")
	if err != nil {
		t.Fatal(err)
	}
	text := string(module)
	if !strings.Contains(text, "zwei") || strings.Contains(text, "drei") || !strings.Contains(text, `import("./c.js")`) || !strings.Contains(text, "export{") {
		t.Error(text)
	}
	if _, err := Module(tree(map[string]string{"search/a.js": `import "./missing.js";`}), "search/a.js"); err == nil {
		t.Error("a module that is not there is joined")
	}
}

func TestJoinStartsModulesByName(t *testing.T) {
	b, err := Join(tree(map[string]string{
		"components/toc/toc.js":       `import { mark } from "../shared/shared.js"; export default (el) => mark(el);`,
		"components/shared/shared.js": `export const mark = (el) => el.append("marked"); export default mark;`,
	}))
	if err != nil {
		t.Fatal(err)
	}
	script := content(t, b, b.Script)
	for _, want := range []string{"toc:", "marked", "DOMContentLoaded"} {
		if !strings.Contains(script, want) {
			t.Errorf("%q is missing in %s", want, script)
		}
	}
}

func TestJoinNamesFileAndLine(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"style", "components/x/x.css", "a { color: red }\nb { color }\n", "layouts/components/x/x.css:2:"},
		{"script", "components/x/x.js", "export default 1;\nlet = ;\n", "layouts/components/x/x.js:2:"},
		{"missing import", "components/x/x.js", "\nimport './absent.js'; export default 1;", "layouts/components/x/x.js:2:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Join(tree(map[string]string{tt.file: tt.text}))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want a message with %q", err, tt.want)
			}
		})
	}
}

func TestJoinPassesStaticFilesThrough(t *testing.T) {
	b, err := Join(tree(map[string]string{"static/mark.png": "png", "static/.DS_Store": "x"}))
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, f := range b.Files {
		paths = append(paths, f.Path)
	}
	want := []string{"assets/mark.png", b.Script, b.Style, "favicon.svg"}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Error(diff)
	}
}

func TestBuiltInIsDeterministicAndLight(t *testing.T) {
	first, err := Join(layouts.Files)
	if err != nil {
		t.Fatal(err)
	}
	second, err := Join(layouts.Files)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
	// GOALS.md: ≤ 30 KB of CSS and ≤ 15 KB of script before compression; no page
	// asks for more than one further sheet.
	limits := map[string]int{first.Style: 30_000, first.Script: 15_000}
	for _, path := range first.Sheets {
		limits[path] = 30_000 - len(content(t, first, first.Style))
	}
	for path, max := range limits {
		text := content(t, first, path)
		if len(text) > max {
			t.Errorf("%s has %d bytes, more than %d", path, len(text), max)
		}
		t.Logf("%s: %d bytes", path, len(text))
		if strings.Contains(text, "://") {
			t.Errorf("%s names an outside address", path)
		}
	}
}

// A component of a further sheet is in that sheet alone.
func TestJoinKeepsFurtherSheetsApart(t *testing.T) {
	b, err := Join(tree(map[string]string{
		"components/chart/chart.css": ".chart{color:red}",
		"components/toc/toc.css":     ".toc{color:red}",
	}))
	if err != nil {
		t.Fatal(err)
	}
	common, further := content(t, b, b.Style), content(t, b, b.Sheets["report"])
	if strings.Contains(common, ".chart") || !strings.Contains(common, ".toc") || !strings.Contains(further, ".chart") || strings.Contains(further, ".toc") {
		t.Errorf("common %q, further %q", common, further)
	}
	if _, ok := b.Sheets["apply"]; ok {
		t.Error("a sheet without components")
	}
}
