// Package asset makes the files pages ask for: one style sheet and one script
// for all of them, further sheets for the few kinds of pages that need more, all
// joined from the pieces of a layouts tree, minified and named by their content,
// and the files that pass through unchanged.
//
// It takes a file tree and gives finished files. It must not know pages,
// documents or sites. Invariant: the same tree gives the same bytes and names,
// and a name never stands for two contents.
package asset

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// File is one file to publish.
type File struct {
	Path    string // from the root of the column, with forward slashes
	Content []byte
}

// Bundle is what the pages link to.
type Bundle struct {
	Style  string            // path of the style sheet, assets/style.HASH.css
	Sheets map[string]string // paths of the further sheets, by name
	Script string            // path of the script, assets/site.HASH.js
	Icon   string            // path of the icon, favicon.svg
	Files  []File            // all files, in order of path
}

// sheets are the style sheets beside the common one: the components that only a
// few kinds of pages show, so that an ordinary page stays light.
var sheets = []struct {
	name       string
	components []string
}{
	{"apply", []string{"contacts", "deadline", "fees", "flow"}},
	{"changes", []string{"changes"}},
	{"overview", []string{"agency-group", "items"}},
	{"home", []string{"hero", "sections", "stats"}},
	{"report", []string{"chart", "figures", "report-list", "report-table", "stats"}},
}

// icon is the file that passes through under its own name.
const icon = "favicon.svg"

// Join makes the files of a layouts tree. Styles are joined in the fixed order
// tokens, reset, base, components by name but those of a further sheet, print;
// scripts are the components'
// modules by name. Files under static/ pass through to assets/. An error in a
// style or a script names its file and line.
func Join(tree fs.FS) (*Bundle, error) {
	styles, scripts, err := pieces(tree)
	if err != nil {
		return nil, err
	}
	style, err := bundle(tree, styleEntry(styles))
	if err != nil {
		return nil, fmt.Errorf("join styles: %w", err)
	}
	script, err := bundle(tree, scriptEntry(scripts))
	if err != nil {
		return nil, fmt.Errorf("join scripts: %w", err)
	}
	b := &Bundle{Style: named("style", "css", style), Sheets: map[string]string{}, Script: named("site", "js", script), Icon: icon}
	b.Files = []File{{b.Style, style}, {b.Script, script}}
	if err := b.joinSheets(tree); err != nil {
		return nil, err
	}
	passed, err := passThrough(tree)
	if err != nil {
		return nil, err
	}
	b.Files = append(b.Files, passed...)
	slices.SortFunc(b.Files, func(a, c File) int { return strings.Compare(a.Path, c.Path) })
	return b, nil
}

// joinSheets makes the further sheets; a tree without their components has none.
func (b *Bundle) joinSheets(tree fs.FS) error {
	for _, sheet := range sheets {
		var names []string
		for _, component := range sheet.components {
			if name := styleOf(component); exists(tree, name) {
				names = append(names, name)
			}
		}
		if len(names) == 0 {
			continue
		}
		content, err := bundle(tree, styleEntry(names))
		if err != nil {
			return fmt.Errorf("join styles of %s: %w", sheet.name, err)
		}
		b.Sheets[sheet.name] = named(sheet.name, "css", content)
		b.Files = append(b.Files, File{b.Sheets[sheet.name], content})
	}
	return nil
}

// apart tells whether a component's style belongs to a further sheet.
func apart(component string) bool {
	for _, sheet := range sheets {
		if slices.Contains(sheet.components, component) {
			return true
		}
	}
	return false
}

func styleOf(component string) string { return path.Join("components", component, component+".css") }

// pieces finds the style sheets in the order of the cascade and the modules.
func pieces(tree fs.FS) (styles, scripts []string, err error) {
	folders, err := fs.ReadDir(tree, "components")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("list components: %w", err)
	}
	candidates := []string{"styles/tokens.css", "styles/reset.css", "styles/base.css"}
	for _, f := range folders {
		if !f.IsDir() {
			continue
		}
		if !apart(f.Name()) {
			candidates = append(candidates, styleOf(f.Name()))
		}
		if script := path.Join("components", f.Name(), f.Name()+".js"); exists(tree, script) {
			scripts = append(scripts, script)
		}
	}
	for _, name := range append(candidates, "styles/print.css") {
		if exists(tree, name) {
			styles = append(styles, name)
		}
	}
	return styles, scripts, nil
}

// passThrough reads the icon and whatever stands under static/.
func passThrough(tree fs.FS) ([]File, error) {
	content, err := fs.ReadFile(tree, icon)
	if err != nil {
		return nil, fmt.Errorf("read icon: %w", err)
	}
	files := []File{{icon, content}}
	if !exists(tree, "static") {
		return files, nil
	}
	err = fs.WalkDir(tree, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		content, err := fs.ReadFile(tree, name)
		files = append(files, File{"assets/" + strings.TrimPrefix(name, "static/"), content})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read static files: %w", err)
	}
	return files, nil
}

// named gives a file the name of its content: eight bytes of its SHA-256.
func named(stem, extension string, content []byte) string {
	sum := sha256.Sum256(content)
	return "assets/" + stem + "." + hex.EncodeToString(sum[:8]) + "." + extension
}

func exists(tree fs.FS, name string) bool {
	_, err := fs.Stat(tree, name)
	return err == nil
}
