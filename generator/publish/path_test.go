package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckPath(t *testing.T) {
	long := strings.Repeat("长", 85)
	tests := []struct {
		path string
		ok   bool
	}{
		{"index.html", true}, {"documents/010897245-2021-58637/index.html", true}, {"附件 1（正文）.pdf", true}, {".well-known/security.txt", true},
		{"con-fig/com10/lpt/auxiliary.js", true}, {"a.b.c/x..y", true}, {long, true}, {"manifest.json.gz", true}, {"sub/manifest.json", true},
		{"", false}, {"/etc/passwd", false}, {"..", false}, {"a/../b", false}, {"../x", false}, {"a/..", false}, {"./a", false}, {"a/./b", false},
		{"a//b", false}, {"a/", false}, {`a\b`, false}, {`..\x`, false}, {"C:x", false}, {"a:stream", false}, {".hidden", false}, {"a/.git/config", false},
		{"CON", false}, {"con.html", false}, {"a/nul", false}, {"Com1.txt", false}, {"LPT¹", false}, {"aux .x", false}, {"conin$", false},
		{"a.", false}, {"a /b", false}, {"a\nb", false}, {"a\x00b", false}, {"a?b", false}, {"a*", false}, {`a"b`, false}, {"a|b", false}, {"a<b>", false},
		{"\xff", false}, {long + "x", false}, {"manifest.json", false}, {"Manifest.JSON", false},
	}
	for _, test := range tests {
		err := checkPath(test.path)
		if err == nil != test.ok || err != nil && !errors.Is(err, ErrPath) {
			t.Errorf("%q: got %v, want ok %v", test.path, err, test.ok)
		}
		_, err = Index([]Output{{Paths: []string{test.path}}})
		if err == nil != test.ok {
			t.Errorf("Index of %q: got %v, want ok %v", test.path, err, test.ok)
		}
	}
}

// FuzzPath: what is accepted stays below the published folder, by three independent opinions, and folds to the same under any case.
func FuzzPath(f *testing.F) {
	for _, path := range []string{"index.html", "a/../b", `a\b`, "C:x", "é/É", "豈", "\u00e5/K", ".well-known/x", "a//b", "nul.txt"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if checkPath(path) != nil {
			return
		}
		if !fs.ValidPath(path) || !filepath.IsLocal(path) || !inside(filepath.Join("/site", path), "/site") || filepath.Join("/site", path) == "/site" {
			t.Errorf("%q is accepted and leads outside", path)
		}
		if folded := fold(path); fold(folded) != folded {
			t.Errorf("%q folds to %q, which folds to %q", path, folded, fold(folded))
		}
	})
}

func TestCollisions(t *testing.T) {
	tests := []struct {
		name  string
		paths []string
		ok    bool
	}{
		{"none", []string{"a/x", "a/y", "b/x", "ab"}, true},
		{"the same", []string{"a/x", "a/x"}, false},
		{"case", []string{"a/README.txt", "a/Readme.txt"}, false},
		{"case, one lower", []string{"a/readme.txt", "a/README.txt"}, false},
		{"case of a letter beyond ASCII", []string{"É.pdf", "é.pdf"}, false},
		{"Unicode form", []string{"\u00e9.pdf", "e\u0301.pdf"}, false},
		{"Unicode form and case", []string{"\u00c9.pdf", "e\u0301.pdf"}, false},
		{"compatibility ideograph", []string{"\uf900.pdf", "\u8c48.pdf"}, false},
		{"Kelvin sign", []string{"\u212a.pdf", "k.pdf"}, false},
		{"full width is another name", []string{"Ａ.pdf", "a.pdf"}, true},
		{"case of a folder", []string{"A/x", "a/y"}, false},
		{"file and folder", []string{"a", "a/x"}, false},
		{"file and folder by case", []string{"A/x", "a"}, false},
		{"file and deeper folder", []string{"a/b/c/d", "a/b"}, false},
	}
	for _, test := range tests {
		for _, turned := range []bool{false, true} {
			var outputs []Output
			for _, path := range test.paths {
				outputs = append(outputs, Output{Paths: []string{path}})
			}
			if turned {
				outputs[0], outputs[len(outputs)-1] = outputs[len(outputs)-1], outputs[0]
			}
			_, err := Index(outputs)
			if err == nil != test.ok || err != nil && !errors.Is(err, ErrCollision) {
				t.Errorf("%s, turned %v: got %v, want ok %v", test.name, turned, err, test.ok)
			}
		}
	}
}

func TestIndexFindsTheOutput(t *testing.T) {
	outputs := []Output{{Paths: []string{"a", "b/c"}}, {Paths: []string{"d"}}, {}}
	byPath, err := Index(outputs)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]*Output{"a": &outputs[0], "b/c": &outputs[0], "d": &outputs[1], "b": nil, "manifest.json": nil} {
		if byPath[path] != want {
			t.Errorf("%s: got %s, want %s", path, fmt.Sprint(byPath[path]), fmt.Sprint(want))
		}
	}
}
