package search

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestAttachments builds an index of documents and one of attachments beside
// it, and lets Node compare what the engine finds with grep.
func TestAttachments(t *testing.T) {
	node := engineInNode(t)
	if _, err := os.Stat("testdata/attachments.test.mjs"); err != nil { // names what Node runs, so that a change runs the test anew
		t.Fatal(err)
	}
	documents := sampleDocuments(60)
	texts := sampleDocuments(60)
	var attachments []Document
	var twins []map[string]any
	for i, d := range documents {
		if i%3 == 2 {
			continue
		}
		file := fmt.Sprintf("附表 %d#.xlsx", i)
		a := d
		a.URL, a.Title, a.IndexNumber, a.DocumentNumber = fmt.Sprintf("attachments/texts/1-%s", strings.TrimPrefix(d.URL, "documents/")), fmt.Sprintf("附表%d", i), "", ""
		a.Text = a.Title + "\n" + texts[59-i].Text
		attachments = append(attachments, a)
		twins = append(twins, map[string]any{"title": a.Title, "published": a.Published, "file": file, "type": "XLSX", "size": 1, "document": d.Title, "url": d.URL, "text": a.Text})
	}
	out := t.TempDir()
	for path, content := range build(t, Options{Threads: 2, Attachments: len(attachments)}, documents) {
		write(t, filepath.Join(out, path), content)
	}
	for _, d := range documents {
		write(t, filepath.Join(out, d.URL, "index.json"), marshal(twin(d)))
	}
	for path, content := range build(t, Options{Threads: 2}, attachments) {
		write(t, filepath.Join(out, "search/attachments", strings.TrimPrefix(path, "search/")), content)
	}
	for i, a := range attachments {
		write(t, filepath.Join(out, "search", a.URL, "index.json"), marshal(twins[i]))
	}
	write(t, filepath.Join(out, "cases.json"), marshal(attachmentCases(attachments, twins)))
	command := exec.Command(node, "--test", "testdata/attachments.test.mjs")
	command.Env = append(os.Environ(), "GONGKAI_SEARCH_TEST_OUT="+out)
	if report, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
}

type attachmentCase struct {
	Query string   `json:"query"`
	Files []string `json:"files"`
}

// attachmentCases draws substrings of the attachments' names and texts.
func attachmentCases(attachments []Document, twins []map[string]any) []attachmentCase {
	r := rand.New(rand.NewPCG(3, 9))
	fields := normalisedFields(attachments)
	var out []attachmentCase
	for range 300 {
		text := []rune(fields[r.IntN(len(fields))][[]int{0, 3, 3, 3}[r.IntN(4)]])
		n := min(len(text), 1+r.IntN(12))
		at := r.IntN(len(text) - n + 1)
		part := strings.ReplaceAll(string(text[at:at+n]), `"`, "")
		c := attachmentCase{Query: `"` + part + `"`, Files: []string{}}
		plain := Normalise(part)
		if plain == "" {
			continue
		}
		for _, i := range grep(fields, plain) {
			c.Files = append(c.Files, twins[i]["url"].(string)+strings.NewReplacer("附表 ", "%E9%99%84%E8%A1%A8%20", "#", "%23").Replace(twins[i]["file"].(string)))
		}
		slices.Sort(c.Files)
		out = append(out, c)
	}
	return out
}
