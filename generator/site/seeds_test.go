package site_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/generator/site"
)

// seeds are real published documents, kept beside the repository; what stands
// in their metadata blocks was typed in here.
const seeds = "../../../shared/seeds"

var seedDocuments = []struct {
	file  string
	after string // the last line before the text
	head  string
	url   string
	want  map[string]string // key of the twin → value
	has   []string          // on the page
}{
	{
		file: "000_60f6b656265b2cec.txt", after: "文 号 | 武司办〔2021〕15号 | 效力状态 | 有效 |",
		head: "标题: 关于对市十四届人大六次会议第20210200号代表建议的答复\n类型: 建议提案答复\n索引号: 010897245/2021-58637\n文号: 武司办〔2021〕15号\n发布机构: 市司法局\n" +
			"主题分类: 其他\n成文日期: 2021-08-25\n发布日期: 2021-08-25\n效力状态: 有效\n公开属性: 主动公开\n内容概述: 答复加强法治监督的代表建议。\n" +
			"建议提案: {类别: 人大代表建议, 届次: 市十四届人大六次会议, 编号: \"20210200\", 主办: 市司法局}\n",
		url:  "documents/010897245-2021-58637/",
		want: map[string]string{"document_number": "武司办〔2021〕15号", "published": "2021-08-25", "validity": "有效", "title": "关于对市十四届人大六次会议第20210200号代表建议的答复"},
		has:  []string{`id="s1"`, "一、为办理好第20210200号代表建议提供坚强组织保障", "010897245/2021-58637", "市十四届人大六次会议", "20210200"},
	},
	{
		file: "001_972f77461c46c029.txt", after: "关于对市政协九届三次会议第T083号提案的答复",
		head: "标题: 关于对市政协九届三次会议第T083号提案的答复\n类型: 建议提案答复\n索引号: 010897245/2024-00083\n发布机构: sfj\n主题分类: 公安、安全、司法/司法\n成文日期: 2024-07-18\n发布日期: 2024-07-18\n" +
			"公开属性: 主动公开\n内容概述: 答复提升行政机关依法行政水平的提案。\n建议提案:\n  类别: 政协提案\n  届次: 市政协九届三次会议\n  编号: T083\n  结果: A\n",
		url:  "documents/010897245-2024-00083/",
		want: map[string]string{"published": "2024-07-18", "index_number": "010897245/2024-00083"},
		has:  []string{"T083", "李俊委员", `class="no-indent"`, `class="sign-off"`, "2024年7月18日"},
	},
	{
		file: "003_0a738a567bbc26ac.txt", after: "生效时间: | 终止时间: | 来源: |",
		head: "标题: 襄阳市司法局2020年法治政府建设年度报告\n类型: 工作报告\n索引号: 011158671/2021-05900\n文号: 无\n分类: 其他\n发布机构: 襄阳市司法局\n公开日期: 2021-03-12\n公开属性: 主动公开\n内容概述: 年度报告。\n主题词:\n生效时间:\n终止时间:\n来源:\n",
		url:  "documents/011158671-2021-05900/",
		want: map[string]string{"theme": "其他", "published": "2021-03-12"},
		has:  []string{"一、主要做法和成效", "(一)加强统筹协调,全面依法治市工作扎实推进"},
	},
}

const seedConfig = `[site]
name = "示例市人民政府"
base_url = "https://www.example.gov.cn/xxgk/"
id_code = "4201110038"
[[agency]]
key = "sfj"
name = "示例市司法局"
short = "市司法局"
code = "010897245"
[[agency]]
key = "xysfj"
name = "襄阳市司法局"
code = "011158671"
`

// The real documents, their text whole, build and stand on their pages.
func TestSeeds(t *testing.T) {
	if _, err := os.Stat(seeds); err != nil {
		t.Skip("the real documents are not beside this checkout (../shared/seeds)")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "config.toml"), seedConfig)
	bodies := map[string][]string{}
	for _, d := range seedDocuments {
		data, err := os.ReadFile(filepath.Join(seeds, d.file))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		at := strings.LastIndex(text, d.after)
		if at < 0 {
			t.Fatalf("%s: no line %q", d.file, d.after)
		}
		lines := strings.Split(strings.TrimSpace(text[at+len(d.after):]), "\n")
		bodies[d.url] = lines
		write(t, filepath.Join(dir, "content", d.file+".md"), "---\n"+d.head+"---\n\n"+strings.Join(lines, "\n\n")+"\n")
	}
	publishTo(t, site.Options{Dir: dir, Now: time.Now(), Day: "2026-06-30"}, filepath.Join(dir, "public"))
	for _, d := range seedDocuments {
		var twin map[string]any
		if err := json.Unmarshal(read(t, filepath.Join(dir, "public", d.url, "index.json")), &twin); err != nil {
			t.Fatalf("%s: twin: %v", d.file, err)
		}
		for key, want := range d.want {
			if got := twin[key]; got != want {
				t.Errorf("%s: twin[%q] = %v, want %v", d.file, key, got, want)
			}
		}
		html := string(read(t, filepath.Join(dir, "public", d.url, "index.html")))
		for _, want := range d.has {
			if !strings.Contains(html, want) {
				t.Errorf("%s: the page lacks %q", d.file, want)
			}
		}
		text, _ := twin["text"].(string)
		for _, line := range bodies[d.url] {
			if line = strings.TrimSpace(line); line != "" && !strings.Contains(text, line) {
				t.Errorf("%s: the text lacks the line %.40q", d.file, line)
			}
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
