// Package asset makes the files every page asks for: one style sheet and one
// script, joined from the pieces of a layouts tree, minified and named by their
// content, and the files that pass through unchanged.
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
	Style  string // path of the style sheet, assets/style.HASH.css
	Script string // path of the script, assets/site.HASH.js
	Icon   string // path of the icon, favicon.svg
	Files  []File // all files, in order of path
}

// icon is the file that passes through under its own name.
const icon = "favicon.svg"

// Join makes the files of a layouts tree. Styles are joined in the fixed order
// tokens, reset, base, components by name, print; scripts are the components'
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
	b := &Bundle{Style: named("style", "css", style), Script: named("site", "js", script), Icon: icon}
	b.Files = []File{{b.Style, style}, {b.Script, script}}
	passed, err := passThrough(tree)
	if err != nil {
		return nil, err
	}
	b.Files = append(b.Files, passed...)
	slices.SortFunc(b.Files, func(a, c File) int { return strings.Compare(a.Path, c.Path) })
	return b, nil
}

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
		stem := path.Join("components", f.Name(), f.Name())
		candidates = append(candidates, stem+".css")
		if exists(tree, stem+".js") {
			scripts = append(scripts, stem+".js")
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
