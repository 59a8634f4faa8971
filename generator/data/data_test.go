package data

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/document"
	"gongkai/generator/field"
	"gongkai/generator/ledger"
	"gongkai/generator/publish"
	"gongkai/generator/source"
	"gongkai/generator/workday"
)

var update = flag.Bool("update", false, "write the golden files anew")

const siteConfig = `[site]
name = "示例市人民政府"
base_url = "https://www.example.gov.cn/xxgk/"
id_code = "4201110038"
[[agency]]
key = "sfj"
name = "示例市司法局"
short = "市司法局"
code = "010897245"
[[agency]]
key = "jyj"
name = "示例市教育局"
code = "010900264"
`

// column makes the catalog of 2026-06-30 of documents and the files beside them.
func column(t testing.TB, files map[string]string) *catalog.Catalog {
	t.Helper()
	c, findings := config.Parse([]byte(siteConfig))
	if findings.Failed() {
		t.Fatal(findings)
	}
	disk := fstest.MapFS{}
	for name, text := range files {
		disk[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, err := source.Walk(disk)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*document.Document
	for _, path := range tree.Documents {
		d, findings := document.New(path, []byte(files[path]), document.Env{Config: c, Calendar: workday.Default(), Tree: tree, Files: disk})
		if findings.Failed() {
			t.Fatalf("%s: %s", path, findings[0].Message)
		}
		docs = append(docs, d)
	}
	on, _ := day.Parse("2026-06-30")
	made, findings := catalog.New(c, docs, new(ledger.Ledger), on)
	if findings.Failed() {
		t.Fatal(findings)
	}
	return made
}

func file(serial int, title string, lines ...string) string {
	return fmt.Sprintf("---\n标题: %q\n索引号: 010897245/2021-%05d\n主题分类: 公安、安全、司法/司法\n公开属性: 主动公开\n%s\n---\n\n正文。\n", title, serial, strings.Join(lines, "\n"))
}

// example holds one document of many fields and those that refer to it.
func example(t testing.TB) *catalog.Catalog {
	return column(t, map[string]string{
		"content/a.md": file(1, "公证办法", "类型: 规范性文件", "文号: 示司规[2021]1号", "发布机构: [sfj, jyj]", "发布日期: 2021-03-18 09:00", "成文日期: 2021-03-10", "施行日期: 2021-05-01", "有效期: 5", "待修订: true",
			"主题词: [公证, 便民]", "内容概述: 规定“公证”的办法\\n。", "来源: =cmd|' /C calc'!A0", "附件: [{文件: 表 1.csv, 标题: 事项表, 替代文本: 四列}]"),
		"content/表 1.csv": "a,b\n",
		"content/b.md":    file(2, "公证办法解读", "类型: 政策解读", "发布机构: sfj", "发布日期: 2021-03-18", "解读文件: [a.md]"),
		"content/c.md":    file(3, "关于废止公证办法的决定", "类型: 政策文件", "发布机构: sfj", "发布日期: 2026-04-02", "废止: [示司规〔2021〕1号]", "清理结果: [{文件: a.md, 结果: 废止}]"),
		"content/d.md":    file(4, "关于第20260021号建议的答复", "类型: 建议提案答复", "发布机构: jyj", "发布日期: 2026-05-02", "建议提案: {类别: 人大代表建议, 届次: 市十四届人大六次会议, 编号: \"00021\", 提出人: [林一舟], 结果: A, 延期: true}"),
	})
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func indented(t *testing.T, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := json.Indent(&out, data, "", "  "); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return out.Bytes()
}

func TestTwin(t *testing.T) {
	c := example(t)
	for _, serial := range []int{1, 4} {
		e := c.ByID(fmt.Sprintf("010897245-2021-%05d", serial))
		golden(t, fmt.Sprintf("twin-%d.json", serial), indented(t, Twin(nil, e, "第一条\t甲\n第二条")))
	}
}

// content runs an output and gives its one file.
func content(t *testing.T, o publish.Output) string {
	t.Helper()
	var got []byte
	err := o.Make(func(path string, r io.ReadSeeker) error {
		if path != o.Paths[0] || len(o.Paths) != 1 {
			t.Errorf("emits %s, told %v", path, o.Paths)
		}
		var err error
		got, err = io.ReadAll(r)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(got)
}

func outputs(t *testing.T, c *catalog.Catalog) map[string]publish.Output {
	t.Helper()
	out := map[string]publish.Output{}
	for _, o := range append(Outputs(c), Robots(c, []string{"", "documents/010897245-2021-00001/"})...) {
		if _, twice := out[o.Paths[0]]; twice {
			t.Errorf("%s is written twice", o.Paths[0])
		}
		out[o.Paths[0]] = o
	}
	return out
}

func TestDocumentsJSON(t *testing.T) {
	c := example(t)
	text := content(t, outputs(t, c)["data/documents.json"])
	var got struct {
		Format    int
		AsOf      string `json:"as_of"`
		Documents []map[string]any
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if got.Format != Format || got.AsOf != "2026-06-30" || len(got.Documents) != len(c.Entries) {
		t.Errorf("format %d, as of %s, %d documents", got.Format, got.AsOf, len(got.Documents))
	}
	for i, d := range got.Documents {
		if d["url"] != c.Entries[i].URL || d["title"] != c.Entries[i].Title() || d["index_number"] != c.Entries[i].Index.String() {
			t.Errorf("document %d is %v", i, d)
		}
		if _, ok := d["text"]; ok {
			t.Error("the table of documents holds their texts")
		}
	}
	if n := strings.Count(text, "\n"); n != len(c.Entries)+1 {
		t.Errorf("%d lines for %d documents", n, len(c.Entries))
	}
}

func TestDocumentsCSV(t *testing.T) {
	c := example(t)
	text := content(t, outputs(t, c)["data/documents.csv"])
	if !strings.HasPrefix(text, "\ufeff标题,") {
		t.Errorf("begins with %q", text[:20])
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(c.Entries)+1 {
		t.Fatalf("%d rows", len(rows))
	}
	i := slices.IndexFunc(rows, func(r []string) bool { return r[0] == "公证办法" })
	got := map[string]string{}
	for j, label := range rows[0] {
		if rows[i][j] != "" {
			got[label] = rows[i][j]
		}
	}
	want := map[string]string{
		"标题": "公证办法", "类型": "规范性文件", "索引号": "010897245/2021-00001", "文号": "示司规〔2021〕1号", "发布机构": "示例市司法局；示例市教育局", "主题分类": "公安、安全、司法/司法", "栏目": "规范性文件",
		"成文日期": "2021-03-10", "发布日期": "2021-03-18 09:00", "施行日期": "2021-05-01", "有效期": "5", "待修订": "是", "效力状态": "已废止", "被废止": "010897245/2021-00003",
		"主题词": "公证；便民", "内容概述": `规定“公证”的办法\n。`, "来源": "'=cmd|' /C calc'!A0", "公开属性": "主动公开", "附件": "文件：表 1.csv，标题：事项表，替代文本：四列", "网址": "https://www.example.gov.cn/xxgk/documents/010897245-2021-00001/",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestEveryField proves that a row of the table of fields is exported without
// a line in this package.
func TestEveryField(t *testing.T) {
	lines := []string{"发布日期: 2024-03-20 09:00", "发布机构: sfj"}
	relations := map[field.ID]bool{}
	for _, row := range field.All() {
		switch row.ID {
		case field.Title, field.Number, field.ThemeOf, field.Openness, field.Published, field.Agency, field.Validity, field.Draft, field.Obligation:
			continue
		}
		if _, linked := relationOf[row.ID]; linked {
			relations[row.ID] = true
			continue
		}
		example := row.Example
		switch row.ID {
		case field.Cleanup:
			example = "[{文件: o.md, 结果: 继续有效}]"
		case field.SectionOf:
			example = "livelihood"
		}
		lines = append(lines, row.Label+": "+example)
	}
	for _, row := range field.All() {
		if relations[row.ID] {
			lines = append(lines, row.Label+": [o.md]")
		}
	}
	lines = append(lines, "解读要求: 豁免")
	c := column(t, map[string]string{"content/a.md": file(1, "甲", lines...), "content/o.md": file(2, "乙", "类型: 其他", "发布机构: sfj", "发布日期: 2020-01-01"), "content/事项清单.xlsx": "PK\x03\x04"})
	var twin map[string]any
	if err := json.Unmarshal(Twin(nil, c.ByID("010897245-2021-00001"), ""), &twin); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(content(t, outputs(t, c)["data/documents.csv"]), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range field.All() {
		if row.ID == field.Draft {
			continue // a published document is none
		}
		if _, ok := twin[row.Key]; !ok {
			t.Errorf("%s is not in the twin", row.Key)
		}
		at := slices.Index(rows[0], row.Label)
		if at < 0 || !slices.ContainsFunc(rows[1:], func(r []string) bool { return r[at] != "" }) {
			t.Errorf("%s is not in the table", row.Label)
		}
		for _, member := range field.Members(row.ID) {
			if group := fmt.Sprint(twin[row.Key]); strings.Contains(row.Example, member.Label+":") && !strings.Contains(group, member.Key+":") {
				t.Errorf("%s of %s is not in the twin: %s", member.Key, row.Key, group)
			}
		}
	}
}

// TestFeeds proves the feeds to be Atom with what RFC 4287 requires.
func TestFeeds(t *testing.T) {
	c := example(t)
	all := outputs(t, c)
	for _, path := range []string{"feed.xml", "catalogue/theme/16/feed.xml", "catalogue/theme/16-3/feed.xml", "catalogue/agency/jyj/feed.xml", "catalogue/year/2026/feed.xml", "catalogue/kind/reply/feed.xml", "catalogue/validity/repealed/feed.xml"} {
		o, ok := all[path]
		if !ok {
			t.Errorf("no %s", path)
			continue
		}
		var f struct {
			XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
			Lang    string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
			ID      string   `xml:"id"`
			Title   string   `xml:"title"`
			Updated string   `xml:"updated"`
			Author  string   `xml:"author>name"`
			Links   []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
			Entries []struct {
				ID      string `xml:"id"`
				Title   string `xml:"title"`
				Updated string `xml:"updated"`
				Link    struct {
					Href string `xml:"href,attr"`
				} `xml:"link"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal([]byte(content(t, o)), &f); err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		base := "https://www.example.gov.cn/xxgk/" + strings.TrimSuffix(path, "feed.xml")
		if f.ID != base || f.Lang != "zh-CN" || f.Title == "" || f.Author == "" || f.Links[0].Rel != "self" || f.Links[0].Href != base+"feed.xml" || f.Links[1].Href != base || len(f.Entries) == 0 {
			t.Errorf("%s: %+v", path, f)
		}
		previous := f.Updated
		for _, e := range f.Entries {
			if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Updated > previous {
				t.Errorf("%s: %s is updated %q, after %q", path, e.Title, e.Updated, previous)
			}
			previous = e.Updated
			if e.ID == "" || e.Title == "" || e.ID != e.Link.Href {
				t.Errorf("%s: entry %+v", path, e)
			}
		}
	}
	if text := content(t, all["catalogue/validity/repealed/feed.xml"]); !strings.Contains(text, "2021-03-18T09:00:00+08:00") {
		t.Errorf("the moment is not told in the site's zone:\n%s", text)
	}
	if text := content(t, outputs(t, column(t, nil))["feed.xml"]); !strings.Contains(text, "<updated>2026-06-30T00:00:00Z</updated>") {
		t.Errorf("an empty column: %s", text)
	}
}

// TestSitemaps splits above a bound and names every page once.
func TestSitemaps(t *testing.T) {
	c := example(t)
	pages := []string{"", "catalogue/", "documents/010897245-2021-00001/", "search/", "sitemap/"}
	for _, most := range []int{1, 2, 3, 4, 5, 6} {
		list := sitemaps(c, pages, most)
		var locs []string
		for _, o := range list {
			text := content(t, o)
			var set urlset
			var index sitemapIndex
			if err := xml.Unmarshal([]byte(text), &set); err == nil {
				if len(set.URLs) > most {
					t.Errorf("%s holds %d of at most %d", o.Paths[0], len(set.URLs), most)
				}
				for _, u := range set.URLs {
					locs = append(locs, strings.TrimPrefix(u.Loc, "https://www.example.gov.cn/xxgk/"))
					if document := strings.Contains(u.Loc, "/documents/"); (u.LastMod == "2021-03-18") != document {
						t.Errorf("%s was modified %q", u.Loc, u.LastMod)
					}
				}
			} else if err := xml.Unmarshal([]byte(text), &index); err != nil || len(index.Maps) != len(list)-1 || o.Paths[0] != "sitemap.xml" {
				t.Errorf("%s of %d: %v\n%s", o.Paths[0], len(list), err, text)
			}
		}
		if diff := cmp.Diff(pages, locs); diff != "" {
			t.Errorf("at most %d (-want +got):\n%s", most, diff)
		}
		if (len(list) == 1) != (most >= len(pages)) {
			t.Errorf("at most %d gives %d files", most, len(list))
		}
	}
	if got, want := content(t, outputs(t, c)["robots.txt"]), "User-agent: *\nAllow: /\n\nSitemap: https://www.example.gov.cn/xxgk/sitemap.xml\n"; got != want {
		t.Errorf("robots.txt is %q", got)
	}
}

// TestText proves the writer of JSON strings against the reader of the
// standard library.
func TestText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"为了规范", "“", "\u2028", "\u2029", "a\"", "12345678", "\\", "<", "\n", "\x7f", "\x00", rapid.String().Draw(t, "part")})).Draw(t, "text"), "")
		written := appendText(nil, s)
		var got string
		if err := json.Unmarshal(written, &got); err != nil || got != s {
			t.Errorf("%q is written %s and read %q (%v)", s, written, got, err)
		}
		if bytes.ContainsAny(written, "<\u2028\u2029") {
			t.Errorf("%s cannot stand in a script element", written)
		}
	})
	if got := string(appendText(nil, "a\xffb</script>")); got != `"a\ufffdb\u003c/script>"` {
		t.Errorf("%s", got)
	}
}

func TestHarmless(t *testing.T) {
	for s, want := range map[string]string{"": "", "甲": "甲", "=1+1": "'=1+1", "+86": "'+86", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "a=b": "a=b"} {
		if got := harmless(s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	}
}

// TestHeldBack looks in every file for what a document says whose day has not
// come and that published documents name by its path.
func TestHeldBack(t *testing.T) {
	held := "content/将来的办法.md"
	files := map[string]string{held: "---\n标题: 将来的办法\n类型: 政策文件\n索引号: 010897245/2026-00009\n文号: 示司发〔2026〕9号\n发布机构: sfj\n" +
		"主题分类: 综合政务/政务公开\n发布日期: 2030-01-01\n公开属性: 主动公开\n---\n正文\n"}
	for i, more := range []string{
		"类型: 政策文件\n清理结果: [{文件: 将来的办法.md, 结果: 废止}]", "类型: 政策文件\n废止日期: 2026-05-01\n废止依据: 将来的办法.md",
		"类型: 重大行政决策\n征求意见: {开始: 2026-01-01, 结束: 2026-02-01, 反馈: 将来的办法.md}", "类型: 政策文件\n相关文件: [将来的办法.md]\n被废止: [将来的办法.md]",
	} {
		files[fmt.Sprintf("content/%d.md", i)] = fmt.Sprintf("---\n标题: 公开的文件\n索引号: 010897245/2026-%05d\n发布机构: sfj\n主题分类: 综合政务/政务公开\n"+
			"发布日期: 2026-03-01\n公开属性: 主动公开\n%s\n---\n正文\n", i+10, more)
	}
	c := column(t, files)
	outputs := map[string][]byte{"data/documents.json": documentsJSON(c), "data/documents.csv": documentsCSV(c)}
	for _, e := range c.Entries {
		outputs[e.URL] = Twin(nil, e, "正文")
	}
	if len(outputs) != 6 {
		t.Fatalf("%d outputs, want 6", len(outputs))
	}
	for name, content := range outputs {
		for _, secret := range []string{"将来的办法", "2026-00009", "2026〕9号"} {
			if bytes.Contains(content, []byte(secret)) {
				t.Errorf("%s tells %q of a document that is held back:\n%s", name, secret, content)
			}
		}
	}
}
