package page

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gongkai/layouts"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestComponentExamples(t *testing.T) {
	r, err := New(layouts.Files)
	if err != nil {
		t.Fatal(err)
	}
	all, err := r.Components(layouts.Files)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(parameters) {
		t.Errorf("%d components have examples, %d have parameters", len(all), len(parameters))
	}
	for _, c := range all {
		t.Run(c.Name, func(t *testing.T) {
			if c.About == "" || len(c.Samples) == 0 {
				t.Fatal("a component without an example does not exist: about or examples are missing")
			}
			var page bytes.Buffer
			for _, s := range c.Samples {
				soundFragment(t, []byte(s.Markup))
				page.WriteString("<!-- " + s.Name + " -->\n" + string(s.Markup) + "\n")
			}
			golden(t, filepath.Join("testdata", "components", c.Name+".html"), page.Bytes())
		})
	}
}

// An example with a key that the component does not have is an error that names
// the file.
func TestComponentExamplesAreStrict(t *testing.T) {
	own := layouts.Over(fstest.MapFS{"components/status/status.json": {Data: []byte(`{"about": "x", "examples": [{"name": "y", "view": {"Wort": "有效"}}]}`)}})
	r, err := New(own)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Components(own); err == nil || !strings.Contains(err.Error(), "components/status/status.json") || !strings.Contains(err.Error(), "Wort") {
		t.Errorf("got %v", err)
	}
}

// golden compares bytes with a file, or writes the file with -update.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got; run with -update and read the change):\n%s", file, diff)
	}
}
