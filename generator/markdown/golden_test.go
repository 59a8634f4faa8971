package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the expected files")

// Each case in testdata is one point: NAME.md, and what becomes of it as
// NAME.html and NAME.txt (the text, then the headings as "level id text").
func TestGolden(t *testing.T) {
	sources, err := filepath.Glob(filepath.Join("testdata", "*.md"))
	if err != nil || len(sources) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	renderer := New()
	for _, path := range sources {
		name := strings.TrimSuffix(filepath.Base(path), ".md")
		t.Run(name, func(t *testing.T) {
			source := readFile(t, path)
			body, err := renderer.Render([]byte(source), Options{Link: goldenLink})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, strings.TrimSuffix(path, ".md")+".html", body.HTML)
			compare(t, strings.TrimSuffix(path, ".md")+".txt", body.Text+"\n"+outlineOf(body))
			again, err := renderer.Render([]byte(source), Options{Link: goldenLink})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(body, again); diff != "" {
				t.Errorf("a second rendering differs:\n%s", diff)
			}
		})
	}
}

// goldenLink resolves like a site: documents by path, nothing else that ends
// in .md, the rest as written.
func goldenLink(destination string, _ bool) (string, bool) {
	if destination == "../通知/文件 一.md" {
		return "../../documents/010897245-2021-58637/", true
	}
	return destination, !strings.HasSuffix(destination, ".md")
}

func outlineOf(body Body) string {
	var b strings.Builder
	for _, h := range body.Headings {
		fmt.Fprintf(&b, "%d %s %s\n", h.Level, h.ID, h.Text)
	}
	if b.Len() == 0 {
		return ""
	}
	return "---\n" + b.String()
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func compare(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(readFile(t, path), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}
