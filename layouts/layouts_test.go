package layouts

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestOverHidesFileByFile(t *testing.T) {
	own := fstest.MapFS{
		"favicon.svg":             {Data: []byte("<svg>own</svg>")},
		"components/own/own.html": {Data: []byte("own")},
	}
	tree := Over(own)
	got, err := fs.ReadFile(tree, "favicon.svg")
	if err != nil || string(got) != "<svg>own</svg>" {
		t.Errorf("own file: %q, %v", got, err)
	}
	base, err := fs.ReadFile(tree, "base.html")
	want, _ := fs.ReadFile(Files, "base.html")
	if err != nil || !cmp.Equal(base, want) {
		t.Errorf("built-in file is not seen through: %v", err)
	}
	if _, err := fs.ReadFile(tree, "absent.html"); err == nil {
		t.Error("a file of neither tree opens")
	}
}

func TestOverListsBothTreesOnce(t *testing.T) {
	own := fstest.MapFS{
		"components/footer/footer.html": {Data: []byte("x")},
		"components/own/own.html":       {Data: []byte("x")},
	}
	var names []string
	entries, err := fs.ReadDir(Over(own), "components")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("not sorted, or a name twice: %v", names)
	}
	for _, want := range []string{"footer", "header", "own"} {
		if !slices.Contains(names, want) {
			t.Errorf("%q is missing in %v", want, names)
		}
	}
}

func TestOverNilIsBuiltIn(t *testing.T) {
	if _, err := fs.Stat(Over(nil), "base.html"); err != nil {
		t.Error(err)
	}
}
