package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"gongkai/generator/config"
)

const siteFile = "testdata/site.txtar"

// withAnnouncements adds n documents of one kind, so that lists have pages.
func withAnnouncements(site fstest.MapFS, n int) fstest.MapFS {
	for i := range n {
		text := fmt.Sprintf("---\n标题: 第%d号公告\n类型: 公告公示\n索引号: 010897245/2023-%05d\n发布机构: sfj\n主题分类: 综合政务\n发布日期: 2023-01-02\n公开属性: 主动公开\n---\n正文。\n", i+1, i+1)
		site[fmt.Sprintf("content/公告%d.md", i)] = &fstest.MapFile{Data: []byte(text)}
	}
	return site
}

func pagesOf(t *testing.T, on string) map[string][]byte {
	t.Helper()
	return makeAll(t, Open(load(t, withAnnouncements(readSite(t, siteFile), 45), on)).All())
}

func TestEveryPageIsSound(t *testing.T) {
	files := pagesOf(t, "2025-06-30")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if isPage(name) {
			t.Run(name, func(t *testing.T) { soundPage(t, files[name]) })
		}
	}
}

func TestEveryLinkLeadsToAFile(t *testing.T) {
	files := pagesOf(t, "2025-06-30")
	elsewhere := regexp.MustCompile(`^(search/(ui\.js|search\.css|index\.json|columns\.json)|data/documents\.(csv|json)|(.+/)?feed\.xml|documents/[^/]+/[^/]+\.csv)$`) // made by other packages
	for name, content := range files {
		if !isPage(name) {
			continue
		}
		for _, to := range addresses(t, content) {
			target := path.Join(path.Dir(name), to)
			if name == "404.html" {
				target = strings.TrimPrefix(to, "/xxgk/")
				if target == to {
					t.Errorf("404.html links relatively to %s", to)
				}
			}
			if strings.HasSuffix(to, "/") || target == "" || target == "." {
				target = path.Join(target, "index.html")
			}
			if _, ok := files[target]; !ok && !elsewhere.MatchString(target) {
				t.Errorf("%s links to %s, which is not made", name, to)
			}
		}
	}
}

// addresses gives the links of a page within the column, without query and
// fragment.
func addresses(t *testing.T, content []byte) []string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if (a.Key == "href" || a.Key == "src" || a.Key == "action") && !outside.MatchString(a.Val) {
				to, _, _ := strings.Cut(a.Val, "#")
				if to, _, _ = strings.Cut(to, "?"); to != "" {
					out = append(out, to)
				}
			}
		}
	}
	return out
}

func TestTitlesAreUnique(t *testing.T) {
	files := pagesOf(t, "2025-06-30")
	title := regexp.MustCompile(`<title>([^<]+)</title>`)
	first := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		m := title.FindSubmatch(files[name])
		if !isPage(name) || m == nil {
			continue
		}
		if other, twice := first[string(m[1])]; twice {
			t.Errorf("%s and %s are both titled %s", other, name, m[1])
		}
		first[string(m[1])] = name
	}
}

func TestPagesAgainstGolden(t *testing.T) {
	files := makeAll(t, Open(load(t, readSite(t, siteFile), "2025-06-30")).All())
	hashes := regexp.MustCompile(`\.[0-9a-f]{16}\.`)
	for name, file := range map[string]string{
		"home": "index.html", "normative": "sections/normative/index.html", "empty": "sections/statistics/index.html",
		"guide": "sections/guide/index.html", "content": "sections/content/index.html", "apply": "sections/apply/index.html",
		"theme": "catalogue/theme/index.html", "value": "catalogue/theme/16-3/index.html",
		"document": "documents/010897245-2024-00031/index.html", "repealed": "documents/010897245-2019-00018/index.html",
		"changes": "documents/010897245-2024-00031/changes/010897245-2019-00018/index.html",
		"reply":   "documents/010897245-2025-00052/index.html", "interpretation": "documents/010897245-2024-00032/index.html",
		"pending": "documents/010897253-2025-00002/index.html", "search": "search/index.html", "sitemap": "sitemap/index.html",
		"notfound": "404.html", "tombstone": "documents/010897245-2024-00099/index.html", "redirect": "old/2024/a.html",
	} {
		t.Run(name, func(t *testing.T) {
			content, ok := files[file]
			if !ok {
				t.Fatalf("%s is not made", file)
			}
			golden(t, filepath.Join("testdata", "pages", name+".html"), hashes.ReplaceAll(content, []byte(".HASH.")))
		})
	}
}

func TestValidityIsTold(t *testing.T) {
	files := pagesOf(t, "2025-06-30")
	tests := []struct {
		id    string
		wants []string
	}{
		{"010897245-2024-00031", []string{`status--valid`, `2024年5月1日起施行，有效期至2029年4月30日`, `效力状态按2025年6月30日告知`, `data-changes="2029-05-01 expired 已失效"`}},
		{"010897245-2019-00018", []string{`notice--danger`, `本文件已废止`, `自2024年5月1日起，由<a href="../../documents/010897245-2024-00031/">`, `代替。以下为历史文本`, `2019年6月1日起施行，2024年5月1日起废止`}},
		{"010897253-2025-00002", []string{`本文件尚未生效`, `自2025年8月1日起施行`, `data-changes="2025-08-01 valid 有效"`}},
		{"010897253-2021-00004", []string{`本文件已失效`, `有效期至2024年10月31日，已经届满`}},
		{"010897253-2023-00006", []string{`notice--warning`, `本文件已修改`, `〈示例市学生资助办法〉`, `status--amended`}},
		{"010897253-2022-00002", []string{`本文件部分失效`, `失效的部分：第八条`, `status--partial`}},
		{"010897253-2020-00005", []string{`本文件列入修订`, `status--review`}},
	}
	for _, tt := range tests {
		t.Run(tt.id, func(t *testing.T) {
			text := string(files["documents/"+tt.id+"/index.html"])
			for _, want := range tt.wants {
				if !strings.Contains(text, want) {
					t.Errorf("%s is missing", want)
				}
			}
		})
	}
}

func TestLaterDaysAreTold(t *testing.T) {
	files := pagesOf(t, "2025-06-30")
	block := regexp.MustCompile(`<script type="application/json" id="validity">(.*?)</script>`)
	m := block.FindSubmatch(files["documents/010897245-2024-00031/index.html"])
	if m == nil {
		t.Fatal("no data block")
	}
	var got []Change
	if err := json.Unmarshal(m[1], &got); err != nil {
		t.Fatal(err)
	}
	want := Change{From: "2029-05-01", Class: "notice notice--danger", Title: "本文件已失效",
		Text: "有效期至2029年4月30日，已经届满。以下为历史文本，只供查阅，不再作为办事依据。", Sentence: "2024年5月1日起施行，有效期至2029年4月30日"}
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if block.Match(files["documents/010897245-2019-00018/index.html"]) {
		t.Error("a document that is repealed for good has a data block")
	}
}

func TestListsHaveTwentyAPage(t *testing.T) {
	files := pagesOf(t, "2025-06-30")
	for name, want := range map[string]int{
		"catalogue/kind/announcement/index.html": 20, "catalogue/kind/announcement/page/2/index.html": 20, "catalogue/kind/announcement/page/3/index.html": 5,
		"sections/announcement/page/3/index.html": 5,
	} {
		if got := strings.Count(string(files[name]), `<li class="doc-item`); got != want {
			t.Errorf("%s shows %d documents, want %d", name, got, want)
		}
	}
	if _, ok := files["catalogue/kind/announcement/page/4/index.html"]; ok {
		t.Error("a page without documents is made")
	}
}

// TestKeysTellChanges edits the site and expects exactly the outputs to have
// another key whose bytes differ, or that were not made before.
func TestKeysTellChanges(t *testing.T) {
	before := readSite(t, siteFile)
	edit := func(file, old, new string) func(fstest.MapFS) {
		return func(site fstest.MapFS) {
			text := strings.Replace(string(site[file].Data), old, new, 1)
			site[file] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	tests := []struct {
		name string
		on   string
		edit func(fstest.MapFS)
	}{
		{"nothing", "2025-06-30", func(fstest.MapFS) {}},
		{"a title", "2025-06-30", edit("content/旧办法.md", "工作办法", "办法")},
		{"a relation", "2025-06-30", edit("content/答复.md", "相关文件: [示司规〔2024〕3号]", "相关文件: [示教规〔2023〕6号]")},
		{"a text", "2025-06-30", edit("content/意见.md", "减少重复检查", "避免重复检查")},
		{"a document gone", "2025-06-30", func(site fstest.MapFS) { delete(site, "content/指南.md") }},
		{"another day", "2025-07-01", func(fstest.MapFS) {}},
		{"the day of commencement", "2025-08-01", func(fstest.MapFS) {}},
		{"an agency", "2025-06-30", edit(config.File, `short = "市司法局"`, `short = "司法局"`)},
	}
	old := keyed(t, load(t, before, "2025-06-30"))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			site := maps.Clone(before)
			tt.edit(site)
			in := load(t, site, tt.on)
			in.Fingerprint = string(site[config.File].Data)
			for file, now := range keyed(t, in) {
				then, was := old[file]
				if was && then.key != "" && then.key == now.key && !bytes.Equal(then.content, now.content) {
					t.Errorf("%s changed and kept its key", file)
				}
			}
		})
	}
}

type made struct {
	key     string
	content []byte
}

func keyed(t *testing.T, in Input) map[string]made {
	t.Helper()
	if in.Fingerprint == "test" {
		in.Fingerprint = string(readSite(t, siteFile)[config.File].Data)
	}
	outputs := Open(in).All()
	files := makeAll(t, outputs)
	all := map[string]made{}
	for _, o := range outputs {
		for _, p := range o.Paths {
			all[p] = made{o.Key, files[p]}
		}
	}
	return all
}

func TestUnchangedSiteKeepsItsKeys(t *testing.T) {
	first, second := keyed(t, load(t, readSite(t, siteFile), "2025-06-30")), keyed(t, load(t, readSite(t, siteFile), "2025-06-30"))
	with := 0
	for file, m := range first {
		if m.key != second[file].key || !bytes.Equal(m.content, second[file].content) {
			t.Errorf("%s differs between two runs", file)
		}
		if m.key != "" {
			with++
		}
	}
	if with == 0 {
		t.Error("no output has a key")
	}
}
