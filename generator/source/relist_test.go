package source

import (
	"maps"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// A listing that a document came into or went from is the one that is made anew,
// or it is said that it must be.
func TestRelist(t *testing.T) {
	file := &fstest.MapFile{Data: []byte("1")}
	before := fstest.MapFS{"content/a/x.md": file, "content/a/deep/y.md": file, "content/b.md": file, "content/a/t.xlsx": file}
	for _, c := range []struct {
		name, path string
		change     func(site fstest.MapFS)
		ok         bool
	}{
		{"came", "content/a/new.md", func(s fstest.MapFS) { s["content/a/new.md"] = file }, true},
		{"came first of all", "content/0.md", func(s fstest.MapFS) { s["content/0.md"] = file }, true},
		{"went", "content/a/x.md", func(s fstest.MapFS) { delete(s, "content/a/x.md") }, true},
		{"the last went", "content/b.md", func(s fstest.MapFS) { delete(s, "content/b.md") }, true},
		{"came and went", "content/a/never.md", func(fstest.MapFS) {}, true},
		{"still there", "content/b.md", func(fstest.MapFS) {}, true},
		{"in a new folder", "content/new/z.md", func(s fstest.MapFS) { s["content/new/z.md"] = file }, false},
		{"in a folder that is passed over", "content/.git/z.md", func(s fstest.MapFS) { s["content/.git/z.md"] = file }, false},
		{"a name that is passed over", "content/a/.z.md", func(s fstest.MapFS) { s["content/a/.z.md"] = file }, false},
		{"a link", "content/a/link.md", func(s fstest.MapFS) { s["content/a/link.md"] = &fstest.MapFile{Mode: 0o777 | 1<<27} }, false},
		{"an attachment", "content/a/u.xlsx", func(s fstest.MapFS) { s["content/a/u.xlsx"] = file }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := maps.Clone(before)
			old, err := Walk(site)
			if err != nil {
				t.Fatal(err)
			}
			c.change(site)
			got, ok := old.Relist(site, c.path)
			if ok != c.ok {
				t.Fatalf("ok %t, want %t", ok, c.ok)
			}
			if !ok {
				return
			}
			want, err := Walk(site)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want.Documents, got.Documents); diff != "" {
				t.Errorf("documents (-want +got):\n%s", diff)
			}
		})
	}
}
