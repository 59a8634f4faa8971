package site_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/site"
)

// Every attachment of a published document has a text in the second index, be
// it only its name; the entry of the first tells how many there are.
func TestAttachmentsAreIndexed(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	s := publishTo(t, site.Options{Dir: sample, Now: time.Now(), Day: sampleDay}, target)
	want := map[string]bool{}
	for _, e := range s.Catalog.Entries {
		for _, a := range e.Attachments {
			want[e.URL+a.Name] = true
		}
	}
	var entry struct{ Documents, Attachments int }
	for path, count := range map[string]*int{"search/index.json": &entry.Attachments, "search/attachments/index.json": &entry.Documents} {
		if err := json.Unmarshal(read(t, filepath.Join(target, path)), &entry); err != nil {
			t.Fatal(err)
		}
		if *count != len(want) {
			t.Errorf("%s tells of %d attachments, want %d", path, *count, len(want))
		}
	}
	twins, err := filepath.Glob(filepath.Join(target, "search/attachments/texts/*/index.json"))
	if err != nil {
		t.Fatal(err)
	}
	texts := ""
	for _, name := range twins {
		var twin struct{ URL, File, Document, Text string }
		if err := json.Unmarshal(read(t, name), &twin); err != nil {
			t.Fatal(err)
		}
		if !want[twin.URL+twin.File] || twin.Document == "" {
			t.Errorf("%s is of no attachment: %+v", name, twin)
		}
		delete(want, twin.URL+twin.File)
		texts += twin.Text + "\n"
	}
	if len(want) > 0 {
		t.Errorf("without a text: %v", want)
	}
	// Of a .docx, an .xlsx, a .txt and a .csv; and the name of a .pdf.
	for _, text := range []string{"胸部检查", "市特殊教育学校", "井道形式", "无障碍房源", "笔试考场规则"} {
		if !strings.Contains(texts, text) {
			t.Errorf("no attachment says %q", text)
		}
	}
}

// The index of attachments is kept while nothing it depends on changes, and
// follows an attachment that does; what was read is kept in the work folder,
// which may be taken away or spoilt at any time.
func TestAttachmentTextsFollowTheFiles(t *testing.T) {
	dir, target := copySite(t, sample), filepath.Join(t.TempDir(), "column")
	file := "content/规范性文件/2026/加装电梯协议要点.txt"
	rebuild(t, dir, target)
	before := sums(t, target)
	save(t, dir, file, readFile(t, dir, file)+"\n麒麟阁补充条款。\n")
	rebuild(t, dir, target)
	var changed []string
	for path, sum := range sums(t, target) {
		if before[path] != sum && strings.HasPrefix(path, "search/") {
			changed = append(changed, path)
		}
	}
	if !slices.ContainsFunc(changed, func(p string) bool { return strings.HasPrefix(p, "search/attachments/texts/") }) {
		t.Errorf("of search/ an attachment's change wrote %v", changed)
	}
	if slices.ContainsFunc(changed, func(p string) bool { return strings.HasPrefix(p, "search/shards/") }) {
		t.Errorf("an attachment's change wrote shards of the documents: %v", changed)
	}
	kept, err := filepath.Glob(filepath.Join(dir, site.WorkDir, "texts", "*"))
	if err != nil || len(kept) == 0 {
		t.Fatalf("no text was kept: %v", err)
	}
	for _, name := range kept[:len(kept)/2] { // cut short, as by a power failure
		if err := os.WriteFile(name, read(t, name)[:len(read(t, name))-1], 0o644); err != nil {
			t.Fatal(err)
		}
	}
	clean := filepath.Join(t.TempDir(), "column")
	rebuild(t, dir, clean)
	again := sums(t, clean)
	for path, sum := range sums(t, target) {
		if again[path] != sum {
			t.Errorf("%s differs from that of a clean build", path)
		}
	}
}

// What is wrong with the text of an attachment is a warning, and is told with
// or without the texts kept; nothing personal is quoted.
func TestAttachmentsAreJudged(t *testing.T) {
	dir := copySite(t, sample)
	save(t, dir, "content/规范性文件/2024/青年驿站分布表.csv", "姓名,证件号码,电话\n张某,11010519491231002X,13800001234\n李某,,13800001234\n")
	for range 2 {
		s, err := site.Load(context.Background(), site.Options{Dir: dir, Now: time.Now(), Day: sampleDay, Program: "test", Attachments: true})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		found := map[diag.Code]string{}
		for _, f := range s.Findings {
			if strings.Contains(f.Message, "青年驿站分布表.csv") {
				found[f.Code] = f.Message
				if f.Severity != diag.Warning || f.Line == 0 {
					t.Errorf("%+v", f)
				}
			}
			if strings.Contains(f.Message+f.Hint, "13800001234") || strings.Contains(f.Message+f.Hint, "19491231") {
				t.Errorf("a finding quotes a number: %+v", f)
			}
		}
		if len(found) != 2 || !strings.Contains(found[diag.IdentityCard], "1 个") || !strings.Contains(found[diag.MobileNumber], "1 个") {
			t.Errorf("found %q", found)
		}
	}
}
