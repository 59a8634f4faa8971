package asset

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// An entry is the text that imports all pieces, and what they are.
type entry struct {
	text   string
	loader api.Loader
}

func styleEntry(names []string) entry {
	var b strings.Builder
	for _, name := range names {
		fmt.Fprintf(&b, "@import %q;\n", "./"+name)
	}
	return entry{b.String(), api.LoaderCSS}
}

// scriptEntry starts a component's module on every element that names it in
// data-module. Modules are loaded before the page is drawn, and started when it
// has been read.
func scriptEntry(names []string) entry {
	var b strings.Builder
	var table strings.Builder
	for i, name := range names {
		fmt.Fprintf(&b, "import start%d from %q;\n", i, "./"+name)
		fmt.Fprintf(&table, "  %q: start%d,\n", strings.TrimSuffix(path.Base(name), ".js"), i)
	}
	b.WriteString("const modules = {\n" + table.String() + "};\n")
	b.WriteString(`document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
  for (const element of document.querySelectorAll("[data-module]")) {
    const start = modules[element.dataset.module];
    if (start) start(element);
  }
});
`)
	return entry{b.String(), api.LoaderJS}
}

// engines are the oldest browsers the joined files are written for.
var engines = []api.Engine{
	{Name: api.EngineChrome, Version: "80"}, {Name: api.EngineEdge, Version: "80"},
	{Name: api.EngineFirefox, Version: "78"}, {Name: api.EngineSafari, Version: "14.1"},
}

// bundle joins and minifies what an entry imports. esbuild reads only the given
// tree. Its warnings are errors here: a style sheet that browsers would half
// ignore is not published.
func bundle(tree fs.FS, e entry) ([]byte, error) { return build(tree, e, api.FormatIIFE) }

// Module joins a module with what it imports, so that a browser that is far away
// asks once for it and not once for each step of the chain. What it imports only
// when it needs it (import("./x.js")) stays a file of its own.
func Module(tree fs.FS, name string) ([]byte, error) {
	content, err := build(tree, entry{fmt.Sprintf("export * from %q;\n", "./"+name), api.LoaderJS}, api.FormatESModule)
	return append([]byte(compileAll), content...), err
}

// compileAll asks a browser to compile all functions of a file while it arrives
// (Chromium from 136 on; to others it is a comment). A module's functions are
// nearly all called at once, and each that is compiled when it is called first
// costs the reader: 9 of the 47 ms that a first search computed.
const compileAll = "//# allFunctionsCalledOnLoad\n"

func build(tree fs.FS, e entry, format api.Format) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: e.text, Loader: e.loader, Sourcefile: "entry", ResolveDir: "/"},
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifySyntax:      true,
		MinifyIdentifiers: true,
		Format:            format,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		Engines:           engines,
		LogLevel:          api.LogLevelSilent,
		Plugins:           []api.Plugin{from(tree)},
		Write:             false,
		Outdir:            "/",
		TsconfigRaw:       "{}",
	})
	if problems := append(result.Errors, result.Warnings...); len(problems) > 0 {
		return nil, told(problems)
	}
	return result.OutputFiles[0].Contents, nil
}

// from makes esbuild read a file tree.
func from(tree fs.FS) api.Plugin {
	const space = "layouts"
	return api.Plugin{Name: "layouts", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `.*`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			if a.Kind == api.ResolveCSSURLToken || a.Kind == api.ResolveJSDynamicImport {
				return api.OnResolveResult{Path: a.Path, External: true}, nil
			}
			folder := "."
			if a.Namespace == space {
				folder = path.Dir(a.Importer)
			}
			return api.OnResolveResult{Path: path.Join(folder, a.Path), Namespace: space}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: space}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			content, err := fs.ReadFile(tree, a.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			text, loader := string(content), api.LoaderJS
			if path.Ext(a.Path) == ".css" {
				loader = api.LoaderCSS
			}
			return api.OnLoadResult{Contents: &text, Loader: loader}, nil
		})
	}}
}

// told writes esbuild's messages as file:line:column: text, one a line.
func told(problems []api.Message) error {
	errs := make([]error, len(problems))
	for i, p := range problems {
		if p.Location == nil {
			errs[i] = errors.New(p.Text)
			continue
		}
		file := strings.TrimPrefix(p.Location.File, "layouts:")
		errs[i] = fmt.Errorf("layouts/%s:%d:%d: %s", file, p.Location.Line, p.Location.Column+1, p.Text)
	}
	return errors.Join(errs...)
}
