package browser

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// fault is one message of html-validate.
type fault struct {
	file    string
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	RuleID  string `json:"ruleId"`
	Message string `json:"message"`
}

// validate runs html-validate over files, with the rules of .htmlvalidate.json.
func validate(t *testing.T, files []string) []fault {
	t.Helper()
	program := filepath.Join("node_modules", "html-validate", "bin", "html-validate.mjs")
	if _, err := os.Stat(program); err != nil {
		skipOrFail(t, fmt.Errorf("%w: html-validate", errMissing))
	}
	node, err := exec.LookPath("node")
	if err != nil {
		skipOrFail(t, fmt.Errorf("%w: node", errMissing))
	}
	var output, complaints bytes.Buffer
	cmd := exec.Command(node, append([]string{program, "--config", ".htmlvalidate.json", "--formatter", "json"}, files...)...)
	cmd.Stdout, cmd.Stderr = &output, &complaints
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) { // its exit status only says that there are faults
		t.Fatal(err)
	}
	var results []struct {
		FilePath string  `json:"filePath"`
		Messages []fault `json:"messages"`
	}
	if err := json.Unmarshal(output.Bytes(), &results); err != nil {
		t.Fatalf("html-validate: %v\n%s%s", err, output.Bytes(), complaints.Bytes())
	}
	var faults []fault
	for _, result := range results {
		for _, f := range result.Messages {
			f.file = result.FilePath
			faults = append(faults, f)
		}
	}
	return faults
}

// Valid HTML without inline style, on one page of each kind.
func TestValidHTML(t *testing.T) {
	s := opened(t)
	var files []string
	for _, p := range s.site.samples() {
		files = append(files, filepath.Join(s.site.root, filepath.FromSlash(p.file)))
	}
	for _, f := range validate(t, files) {
		t.Errorf("%s:%d:%d: %s: %s", f.file, f.Line, f.Column, f.RuleID, f.Message)
	}
}
