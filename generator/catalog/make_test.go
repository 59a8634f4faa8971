package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/ledger"
	"gongkai/generator/source"
	"gongkai/generator/workday"
)

const siteConfig = `[site]
name = "示例市人民政府"
base_url = "https://www.example.gov.cn/xxgk/"
id_code = "4201110038"
organizer = "示例市人民政府办公室"
icp = "鄂ICP备12345678号"
police = "鄂公网安备 42011102000001号"
[[agency]]
key = "sfj"
name = "示例市司法局"
short = "市司法局"
code = "010897245"
[[agency]]
key = "jyj"
name = "示例市教育局"
short = "市教育局"
code = "010900264"
`

// text is a document by its path; doc writes one.
type text struct{ path, text string }

// doc is content/d<serial>.md with the number 010897245/2021-<serial>, the
// 文号 示司发〔2021〕<serial>号, published on 2021-01-01. A line given replaces the
// one of the same label, a line without a value takes it away, "正文: …" is the
// body.
func doc(serial int, lines ...string) text {
	fields := []string{
		fmt.Sprintf("标题: 文件%d", serial), "类型: 政策文件", fmt.Sprintf("索引号: 010897245/2021-%05d", serial),
		fmt.Sprintf("文号: 示司发〔2021〕%d号", serial), "发布机构: sfj", "主题分类: 公安、安全、司法/司法", "发布日期: 2021-01-01",
		"内容概述: 概述。", "公开属性: 主动公开",
	}
	body := "第一条　内容。"
	for _, line := range lines {
		label, value, _ := strings.Cut(line, ":")
		if label == "正文" {
			body = strings.TrimSpace(value)
			continue
		}
		fields = slices.DeleteFunc(fields, func(f string) bool { return strings.HasPrefix(f, label+":") })
		if value != "" {
			fields = append(fields, line)
		}
	}
	return text{fmt.Sprintf("content/d%d.md", serial), "---\n" + strings.Join(fields, "\n") + "\n---\n\n" + body + "\n"}
}

// at moves a document to another path.
func (x text) at(path string) text { return text{path, x.text} }

func parseConfig(t testing.TB, more string) *config.Config {
	t.Helper()
	c, findings := config.Parse([]byte(siteConfig + more))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	return c
}

// read makes documents, which must have no error of their own.
func read(t testing.TB, c *config.Config, texts ...text) []*document.Document {
	t.Helper()
	files := fstest.MapFS{}
	for _, x := range texts {
		files[x.path] = &fstest.MapFile{Data: []byte(x.text)}
	}
	tree, err := source.Walk(files)
	if err != nil {
		t.Fatal(err)
	}
	env := document.Env{Config: c, Calendar: workday.Default(), Tree: tree, Files: files}
	var docs []*document.Document
	for _, x := range texts {
		d, findings := document.New(x.path, []byte(x.text), env)
		if d == nil || findings.Failed() {
			t.Fatalf("%s: %v", x.path, findings)
		}
		docs = append(docs, d)
	}
	return docs
}

// reread makes a document again, whatever is wrong with it; nil where it cannot
// be placed.
func reread(t testing.TB, c *config.Config, x text) *document.Document {
	t.Helper()
	d, _ := document.New(x.path, []byte(x.text), document.Env{Config: c, Calendar: workday.Default()})
	return d
}

func on(t testing.TB, s string) day.Day {
	t.Helper()
	d, ok := day.Parse(s)
	if !ok {
		t.Fatalf("bad day %q", s)
	}
	return d
}

// link makes a catalog; the findings are without those on empty sections and
// on the ledger, which these small columns do not have.
func link(t testing.TB, today string, texts ...text) (*catalog.Catalog, diag.List) {
	t.Helper()
	c := parseConfig(t, "")
	made, findings := catalog.New(c, read(t, c, texts...), new(ledger.Ledger), on(t, today))
	return made, judged(findings)
}

func judged(list diag.List) diag.List {
	return slices.DeleteFunc(slices.Clone(list), func(f diag.Finding) bool {
		return f.Code == diag.SectionEmpty || f.Code == diag.LedgerUnrecorded
	}).Sorted()
}

// brief gives findings as "file CODE message".
func brief(list diag.List) []string {
	out := []string{}
	for _, f := range list {
		out = append(out, fmt.Sprintf("%s %s %s %s", strings.TrimPrefix(f.Position.String(), "content/"), f.Severity, f.Code, f.Message))
	}
	return out
}

// entry finds a published document of doc by its serial.
func entry(t testing.TB, c *catalog.Catalog, serial int) *catalog.Entry {
	t.Helper()
	e := c.ByID(fmt.Sprintf("010897245-2021-%05d", serial))
	if e == nil {
		t.Fatalf("document %d is not in the catalog", serial)
	}
	return e
}

// relations gives an entry's relations as "word title note".
func relations(e *catalog.Entry) []string {
	out := []string{}
	for _, r := range e.Relations {
		out = append(out, strings.TrimSpace(r.Word.Key()+" "+r.To.Title()+" "+r.Note))
	}
	return out
}
