package browser

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// fault is one message of html-validate.
type fault struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	RuleID  string `json:"ruleId"`
	Message string `json:"message"`
}

// validator is a blank tab that holds html-validate and the rules of
// .htmlvalidate.json.
type validator struct {
	tab    *tab
	config string
}

func openValidator(t *testing.T, s *stage) *validator {
	t.Helper()
	if _, err := os.Stat(filepath.Join("node_modules", "html-validate")); err != nil {
		skipOrFail(t, fmt.Errorf("%w: html-validate", errMissing))
	}
	config, err := os.ReadFile(".htmlvalidate.json")
	if err != nil {
		t.Fatal(err)
	}
	bundle := api.Build(api.BuildOptions{
		EntryPoints: []string{"testdata/validate.js"},
		Bundle:      true,
		Format:      api.FormatIIFE,
		Platform:    api.PlatformBrowser,
		LogLevel:    api.LogLevelSilent,
	})
	if len(bundle.Errors) > 0 {
		t.Fatalf("bundle html-validate: %v", bundle.Errors)
	}
	v := &validator{tab: openTab(t, s.browser, "about:blank"), config: string(config)}
	if _, err := evaluate[bool](v.tab, string(bundle.OutputFiles[0].Contents)+";true"); err != nil {
		t.Fatal(err)
	}
	return v
}

// faults validates one file of a tree.
func (v *validator) faults(files fs.FS, name string) ([]fault, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	quoted, err := json.Marshal(string(text))
	if err != nil {
		return nil, err
	}
	return evaluate[[]fault](v.tab, "validate("+v.config+", "+string(quoted)+")")
}

// Valid HTML without inline style, on one page of each kind.
func TestValidHTML(t *testing.T) {
	s := opened(t)
	v := openValidator(t, s)
	for _, p := range s.site.samples() {
		faults, err := v.faults(s.site.files, p.file)
		if err != nil {
			t.Fatalf("%s: %v", p.file, err)
		}
		for _, f := range faults {
			t.Errorf("%s:%d:%d: %s: %s", p.file, f.Line, f.Column, f.RuleID, f.Message)
		}
	}
}
