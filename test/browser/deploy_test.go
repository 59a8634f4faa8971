package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// docs/deploy.md tells administrators to send the very policy under which the
// pages are tested here, in its text and in its nginx configuration.
func TestDeployedPolicyIsTheTestedOne(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "deploy.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\n" + policy + "\n", `add_header Content-Security-Policy "` + policy + `" always;`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("docs/deploy.md does not contain %q", want)
		}
	}
}
