package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/document"
	"gongkai/generator/ledger"
	"gongkai/generator/report"
	"gongkai/generator/source"
	"gongkai/generator/workday"
)

const siteConfig = `[site]
name = "示例市人民政府"
base_url = "https://www.example.gov.cn/xxgk/"
id_code = "4201110038"
[[agency]]
key = "szf"
name = "示例市人民政府"
short = "市政府"
code = "010900010"
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

// file is a document by its path.
type file struct{ path, text string }

// doc writes content/NAME.md: a 规范性文件 of 市司法局 published on 2021-01-04. A
// line given replaces the one of the same label, a line without a value takes
// it away, "正文: …" is the body; other lines are added as they are.
func doc(serial int, lines ...string) file {
	fields := []string{
		fmt.Sprintf("标题: 文件%d", serial), "类型: 规范性文件", fmt.Sprintf("索引号: 010897245/2021-%05d", serial),
		"发布机构: sfj", "主题分类: 公安、安全、司法/司法", "发布日期: 2021-01-04", "公开属性: 主动公开", "内容概述: 概述。",
	}
	body := "正文。"
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
	return file{fmt.Sprintf("content/d%d.md", serial), "---\n" + strings.Join(fields, "\n") + "\n---\n\n" + body + "\n"}
}

// ref is how another document names the one of a serial.
func ref(serial int) string { return fmt.Sprintf("010897245/2021-%05d", serial) }

// column makes the catalog of some documents as of a day.
func column(t testing.TB, on string, files ...file) *catalog.Catalog {
	t.Helper()
	return columnOf(t, siteConfig, on, files...)
}

func columnOf(t testing.TB, toml, on string, files ...file) *catalog.Catalog {
	t.Helper()
	c, findings := config.Parse([]byte(toml))
	if findings.Failed() {
		t.Fatal(findings)
	}
	tree := tree(files...)
	walked, err := source.Walk(tree)
	if err != nil {
		t.Fatal(err)
	}
	env := document.Env{Config: c, Calendar: workday.Default(), Tree: walked, Files: tree}
	var docs []*document.Document
	for _, f := range files {
		if !strings.HasSuffix(f.path, ".md") {
			continue
		}
		d, findings := document.New(f.path, []byte(f.text), env)
		if d == nil || findings.Failed() {
			t.Fatalf("%s: %v", f.path, findings)
		}
		docs = append(docs, d)
	}
	made, findings := catalog.New(c, docs, new(ledger.Ledger), at(t, on))
	if findings.Failed() {
		t.Fatal(findings)
	}
	return made
}

func tree(files ...file) fstest.MapFS {
	out := fstest.MapFS{}
	for _, f := range files {
		out[f.path] = &fstest.MapFile{Data: []byte(f.text)}
	}
	return out
}

func at(t testing.TB, s string) day.Day {
	t.Helper()
	d, ok := day.Parse(s)
	if !ok {
		t.Fatalf("bad day %q", s)
	}
	return d
}

// sound checks what holds of every Book: numbers that lead to documents count
// exactly them, shares lie between 0 and 1, rows are as wide as their head.
func sound(t testing.TB, b *report.Book) {
	t.Helper()
	check := func(where string, sort report.Sort, c report.Cell) {
		if sort == report.Share && c.Numeric && (c.Number < 0 || c.Number > 1) {
			t.Errorf("%s %s: share %v", b.Name, where, c.Number)
		}
		if c.Behind == (report.Behind{}) {
			if sort == report.Count && c.Numeric && c.Number > 0 && c.Behind.Group == "" && !strings.HasPrefix(b.Name, "annual") && b.Name != "health" {
				t.Errorf("%s %s: the number %s leads to no documents", b.Name, where, c.Text)
			}
			return
		}
		p := b.Part(c.Behind)
		if p == nil {
			t.Errorf("%s %s: no documents %v", b.Name, where, c.Behind)
		} else if float64(p.Count()) != c.Number {
			t.Errorf("%s %s: %s documents lead to %d", b.Name, where, c.Text, p.Count())
		}
	}
	for _, f := range b.Figures {
		sort := report.Words
		if f.Unit == "件" {
			sort = report.Count
		}
		check(f.Key, sort, f.Cell)
	}
	for _, s := range b.Sheets {
		for _, row := range s.Rows {
			if len(row.Cells) != len(s.Columns) {
				t.Fatalf("%s %s: %d cells under %d columns", b.Name, s.Key, len(row.Cells), len(s.Columns))
			}
			for i, c := range row.Cells {
				check(s.Key+"."+s.Columns[i].Key, s.Columns[i].Sort, c)
			}
		}
	}
	seen := map[string]bool{}
	for _, g := range b.Groups {
		if seen[g.Key] || len(g.Parts) == 0 {
			t.Errorf("%s: group %s is empty or there twice", b.Name, g.Key)
		}
		seen[g.Key] = true
	}
}
