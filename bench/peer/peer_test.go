package peer

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/bench/corpus"
	"gongkai/bench/measure"
)

// A program in node_modules is found, one that is nowhere is told with the way to
// install it, and a name that is no peer is refused.
func TestFind(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	dir := t.TempDir()
	bin := filepath.Join(dir, "node_modules", ".bin")
	if err := os.MkdirAll(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	var missing *MissingError
	if _, err := Find(Pagefind, dir); !errors.As(err, &missing) || !strings.Contains(err.Error(), "npm install pagefind@") {
		t.Errorf("not installed: %v", err)
	}
	if err := os.WriteFile(filepath.Join(bin, "pagefind"), []byte("#!/bin/sh\necho pagefind 9.9\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", "/bin:/usr/bin")
	got, err := Find(Pagefind, dir)
	if err != nil || got.Path != filepath.Join(bin, "pagefind") || got.Version != "pagefind 9.9" {
		t.Errorf("installed in node_modules: %+v, %v", got, err)
	}
	if _, err := Find("jekyll", dir); err == nil || errors.As(err, &missing) {
		t.Errorf("no peer: %v", err)
	}
}

// Where Hugo is installed, it makes of a small corpus all that is compared.
func TestHugoSite(t *testing.T) {
	hugo, err := Find(Hugo)
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	site, to := filepath.Join(dir, "site"), filepath.Join(dir, "public")
	if err := WriteHugoSite(site); err != nil {
		t.Fatal(err)
	}
	sum, err := corpus.Write(corpus.Options{Documents: 60, Seed: "1"}, corpus.Hugo, site, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := measure.Once(context.Background(), hugo.HugoBuild(site, to)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"index.html", "index.json", "index.xml", "sitemap.xml", "agency/index.html", "policy/index.html", strings.TrimSuffix(sum.Subject.Path, ".md") + "/index.html"} {
		if _, err := os.Stat(filepath.Join(to, filepath.FromSlash(name))); err != nil {
			t.Error(err)
		}
	}
	linked := false
	policies, err := filepath.Glob(filepath.Join(to, "policy", "*", "*", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range policies {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		linked = linked || strings.Contains(string(text), "相关解读")
	}
	if !linked {
		t.Error("no policy names its interpretations")
	}
}
