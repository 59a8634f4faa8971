package importer

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/ledger"
	"gongkai/generator/source"
)

// site makes an empty site and a folder of sources, and gives a runner.
func site(t *testing.T) (root *os.Root, sources string, run func(files []string, change func(*Job)) []Report) {
	t.Helper()
	sources = t.TempDir()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root, sources, func(files []string, change func(*Job)) []Report {
		t.Helper()
		var out []Report
		job := Job{Site: root, Files: files, Options: options(t), Each: func(r Report) error { out = append(out, r); return nil }}
		if change != nil {
			change(&job)
		}
		if err := Run(t.Context(), job); err != nil {
			t.Fatal(err)
		}
		return out
	}
}

func put(t *testing.T, folder, name, text string) string {
	t.Helper()
	p := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return p
}

func tell(reports []Report) []string {
	var out []string
	for _, r := range reports {
		out = append(out, fmt.Sprintf("%s %s %s %s", filepath.Base(r.File), r.Status, r.Path, r.IndexNumber))
	}
	return out
}

const complete = "关于停车收费的通知\n发布机构：市司法局 主题分类：综合政务 发布日期：2024-03-20\n" + prose

func TestRun(t *testing.T) {
	root, sources, run := site(t)
	put(t, sources, "a.txt", complete)
	put(t, sources, "深/b.txt", strings.ReplaceAll(complete, "停车", "用水"))
	put(t, sources, "bad.docx", "不是 Word")
	put(t, sources, "图.png", "\x89PNG")
	put(t, sources, "网页.html", "<h1>关于用电的通知</h1><p>"+prose+"</p>")
	put(t, sources, "网页_files/广告.html", "<p>广告</p>")
	put(t, sources, "~$a.docx", "锁")

	planned := run([]string{sources}, func(j *Job) { j.DryRun = true })
	if entries, err := os.ReadDir(root.Name()); err != nil || len(entries) > 0 {
		t.Errorf("--dry-run wrote %v, %v", entries, err)
	}
	if diff := cmp.Diff([]string{"a.txt planned content/政策文件/2024/关于停车收费的通知.md ", "bad.docx failed  ", "b.txt planned content/政策文件/2024/关于用水收费的通知.md ", "网页.html planned content/政策文件/2024/关于用电的通知.md "}, tell(planned)); diff != "" {
		t.Errorf("dry run (-want +got):\n%s", diff)
	}
	want := []string{"a.txt imported content/政策文件/2024/关于停车收费的通知.md 010897245/2024-00001", "bad.docx failed  ", "b.txt imported content/政策文件/2024/关于用水收费的通知.md 010897245/2024-00002", "网页.html imported content/政策文件/2024/关于用电的通知.md "}
	if diff := cmp.Diff(want, tell(run([]string{sources}, nil))); diff != "" {
		t.Errorf("first run (-want +got):\n%s", diff)
	}
	for _, r := range run([]string{sources}, nil) {
		if r.Status != Repeated && r.Status != Failed {
			t.Errorf("second run: %s %s", r.File, r.Status)
		}
	}
	data, err := root.ReadFile(ledger.File)
	if err != nil || strings.Count(string(data), "\n") != 3 {
		t.Errorf("ledger %q, %v", data, err)
	}
	document, err := root.ReadFile("content/政策文件/2024/关于停车收费的通知.md")
	if err != nil || !strings.Contains(string(document), "索引号: 010897245/2024-00001\n") || strings.Contains(string(document), "草稿") {
		t.Errorf("document %s, %v", document, err)
	}
}

// TestNothingIsOverwritten imports two files of one title, then one again whose
// document was removed.
func TestNothingIsOverwritten(t *testing.T) {
	root, sources, run := site(t)
	first := put(t, sources, "a.txt", complete)
	second := put(t, sources, "b.txt", complete+"\n另有一段，说明收费的标准，首小时免费。")
	same := put(t, sources, "c.txt", complete)
	const p = "content/政策文件/2024/关于停车收费的通知"
	want := []string{"a.txt imported " + p + ".md 010897245/2024-00001", "b.txt imported " + p + "-2.md 010897245/2024-00002", "c.txt duplicate " + p + ".md "}
	if diff := cmp.Diff(want, tell(run([]string{first, second, same, first}, nil))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := root.Remove(p + ".md"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a.txt imported " + p + ".md 010897245/2024-00003"}, tell(run([]string{first}, nil))); diff != "" {
		t.Errorf("a document that was removed (-want +got):\n%s", diff)
	}
}

// TestTakenNumbers keeps a document a draft whose number another one has.
func TestTakenNumbers(t *testing.T) {
	root, sources, run := site(t)
	a := put(t, sources, "a.txt", strings.Replace(complete, "发布机构", "索引号：010897245/2024-00007 文号：示司规〔2024〕3号 发布机构", 1))
	b := put(t, sources, "b.txt", strings.ReplaceAll(strings.Replace(complete, "发布机构", "索引号：010897245/2024-00007 文号：示司规〔2024〕3号 发布机构", 1), "停车", "用水"))
	reports := run([]string{a, b}, nil)
	if reports[0].Draft || !reports[1].Draft || len(reports[1].Held) != 2 {
		t.Errorf("drafts %v %v, held %v", reports[0].Draft, reports[1].Draft, reports[1].Held)
	}
	data, err := root.ReadFile(filepath.FromSlash(reports[1].Path))
	if err != nil || !strings.Contains(string(data), "草稿: true") {
		t.Errorf("document %s, %v", data, err)
	}
	c := put(t, sources, "c.txt", strings.ReplaceAll(complete, "停车", "用电"))
	if got := run([]string{c}, nil)[0].IndexNumber; got != "010897245/2024-00008" {
		t.Errorf("next number %s, want the one above those brought along", got)
	}
}

func TestWithoutAgency(t *testing.T) {
	root, sources, run := site(t)
	r := run([]string{put(t, sources, "a.txt", "关于停车收费的通知\n"+prose)}, nil)[0]
	if !r.Draft || r.Issued || !strings.Contains(strings.Join(r.Held, "；"), "缺少发布机构") {
		t.Errorf("report %+v", r)
	}
	if _, err := root.Stat(ledger.File); err == nil {
		t.Error("a number was issued for nobody")
	}
}

func TestInterpretationFindsItsPolicy(t *testing.T) {
	_, sources, run := site(t)
	run([]string{put(t, sources, "a.txt", strings.Replace(complete, "关于停车收费的通知", "示例市停车收费办法", 1))}, nil)
	r := run([]string{put(t, sources, "b.txt", "《示例市停车收费办法》政策解读\n发布机构：市司法局 主题分类：综合政务 发布日期：2024-03-21\n"+prose)}, nil)[0]
	for _, f := range r.Fields {
		if f.Key == "interprets" && f.Value == "010897245/2024-00001" && f.Source == FromGuess {
			return
		}
	}
	t.Errorf("fields %+v", r.Fields)
}

func TestRelatedLinksAreFound(t *testing.T) {
	_, sources, run := site(t)
	run([]string{put(t, sources, "a.txt", complete)}, nil)
	r := run([]string{put(t, sources, "b.html", "<h1>关于用水的通知</h1><div id=zoom><p>"+prose+"</p></div><div>相关链接：<a href='../x.html'>关于停车收费的通知</a><a href='../y.html'>别的网页</a></div>")}, nil)[0]
	for _, f := range r.Fields {
		if f.Key == "related" && f.Value == "010897245/2024-00001" && f.Source == FromGuess {
			return
		}
	}
	t.Errorf("fields %+v", r.Fields)
}

func TestMissingAndEmpty(t *testing.T) {
	_, sources, run := site(t)
	empty := filepath.Join(sources, "空")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	reports := run([]string{filepath.Join(sources, "没有.txt"), empty}, nil)
	if len(reports) != 2 || reports[0].Status != Failed || reports[1].Status != Failed || reports[0].Hint == "" || reports[1].Hint == "" {
		t.Errorf("reports %+v", reports)
	}
}

// TestThousandFiles imports a folder of them, with progress to the end.
func TestThousandFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("a thousand files take a while")
	}
	root, sources, run := site(t)
	const n = 1000
	for i := range n {
		put(t, sources, fmt.Sprintf("%04d.txt", i), strings.Replace(complete, "停车收费", fmt.Sprintf("第%d项工作", i+1), 1))
	}
	last := 0
	reports := run([]string{sources}, func(j *Job) { j.Progress = func(done, total int) { last = done * 10_000 / total } })
	numbers := map[string]bool{}
	for _, r := range reports {
		if r.Status != Imported || numbers[r.IndexNumber] {
			t.Fatalf("report %s %s %s", r.File, r.Status, r.IndexNumber)
		}
		numbers[r.IndexNumber] = true
	}
	tree, err := source.Walk(root.FS())
	if err != nil || len(tree.Documents) != n || len(numbers) != n || last != 10_000 {
		t.Errorf("%d documents, %d numbers, progress %d, %v", len(tree.Documents), len(numbers), last, err)
	}
}

func TestLogSurvivesDamage(t *testing.T) {
	root, sources, run := site(t)
	a := put(t, sources, "a,\"b.txt", complete)
	run([]string{a}, nil)
	data, err := root.ReadFile(LogFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := root.WriteFile(LogFile, append([]byte("\ufeff<<<<<<< HEAD\n\"破\n"), data...), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := run([]string{a}, nil)[0].Status; got != Repeated {
		t.Errorf("status %s", got)
	}
}
