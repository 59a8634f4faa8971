package markdown

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The real documents of the shared seeds: each line is a paragraph. Found
// headings are exactly the lines that are headings in print.
func TestSeedHeadings(t *testing.T) {
	cases := []struct {
		file    string
		want    []string
		contain []string
	}{
		{
			file: "000_60f6b656265b2cec.txt",
			want: []string{
				"2 s1 一、为办理好第20210200号代表建议提供坚强组织保障", "2 s2 二、大力推进司法行政领域监督", "2 s3 三、大力推进司法领域监督",
				"2 s4 四、大力推进检察领域监督", "2 s5 五、大力推进审计领域监督", "2 s6 六、深入推进政务公开和信息公开", "2 s7 七、加快推进依法治市工作",
			},
			contain: []string{">(一)</a>市领导领衔亲自督办。市十四届", `<time datetime="2021-08-25">2021年8月25日</time>`},
		},
		{
			file: "001_972f77461c46c029.txt",
			want: []string{
				"2 s1 一、坚持教育为要,高水平部署普法宣传。", "2 s2 二、坚持全面统筹,高标准开展行政执法。",
				"2 s3 三、坚持系统思维,全方位推进执法监督。", "2 s4 四、坚持人民至上,多举措走好群众路线。",
			},
			contain: []string{">(一)</a>明确普法宣传工作重点。", `<div class="sign-off"><p>潜江市司法局</p>`},
		},
		{
			file: "003_0a738a567bbc26ac.txt",
			want: []string{
				"2 s1 一、主要做法和成效", "3 s1-1 (一)加强统筹协调,全面依法治市工作扎实推进", "3 s1-2 (二)围绕中心工作,法治政府建设加速推进",
				"3 s1-3 (三)助力平安建设,重点人群管控工作稳步推进", "3 s1-4 (四)坚持法治惠民,公共法律服务体系建设深入推进",
				"2 s2 二、存在的不足", "2 s3 三、党政主要负责人履行推进法治建设第一责任人职责,加强法治政府建设情况", "2 s4 四、2021年主要安排",
			},
			contain: []string{"<p>1.高点谋划推进工作。", ">(一)</a>统筹推进全面依法治市工作机制还不够健全"},
		},
	}
	r := New()
	for _, c := range cases {
		t.Run(c.file, func(t *testing.T) {
			content, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "seeds", c.file))
			if os.IsNotExist(err) {
				t.Skip("the shared seeds are not here")
			} else if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for line := range strings.Lines(string(content)) {
				if !strings.Contains(line, "|") { // the metadata block
					lines = append(lines, strings.TrimSpace(line))
				}
			}
			body := render(t, r, strings.Join(lines, "\n\n"))
			var got []string
			for _, h := range body.Headings {
				got = append(got, fmt.Sprint(h.Level, " ", h.ID, " ", h.Text))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			for _, s := range c.contain {
				if !strings.Contains(body.HTML, s) {
					t.Errorf("no %q in the HTML", s)
				}
			}
			checkHTML(t, []byte(body.HTML))
		})
	}
}

func TestRenderConcurrently(t *testing.T) {
	r := New()
	source := sample(4)
	want := render(t, r, source)
	var group sync.WaitGroup
	bodies := make([]Body, 16)
	for i := range bodies {
		group.Go(func() {
			bodies[i], _ = r.Render([]byte(source), Options{})
		})
	}
	group.Wait()
	for i, got := range bodies {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("rendering %d differs:\n%s", i, diff)
		}
	}
}

// A link that the caller resolves to something harmful is no link.
func TestLinkAnswerIsChecked(t *testing.T) {
	for _, answer := range []string{"javascript:alert(1)", "", "data:image/png,x", " java\tscript:x"} {
		body, err := New().Render([]byte("[甲](a.md)"), Options{Link: func(string, bool) (string, bool) { return answer, true }})
		if err != nil {
			t.Fatal(err)
		}
		if got := body.HTML; got != "<p>甲</p>\n" {
			t.Errorf("answer %q: %s", answer, got)
		}
	}
}

// sample is a document of n sections of about 1.3 KB: headings, prose, a list,
// a table in one of three, footnotes.
func sample(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "## %s、规范联合检查的第%d部分\n\n", "一二三四五六七八九十"[i%10*3:i%10*3+3], i)
		for range 4 {
			b.WriteString("联合检查由检查事项最多的部门牵头；事项数量相同的，由风险等级较高事项的主管部门牵头。**注意：**牵头部门应当提前三个工作日将检查时间、人员和事项[告知](../b.md)检查对象，但告知可能影响检查效果的除外[^1]。\n\n")
		}
		if i%3 == 0 {
			b.WriteString("| 环节 | 责任单位 | 数量 |\n|---|---|--:|\n| 提出计划 | 市、区县行政执法部门 | 12 |\n| 合并事项 | 司法行政部门 | 7 |\n\n")
		}
		b.WriteString("- 执法人员不得少于两人\n- 出示检查任务二维码\n\n")
	}
	b.WriteString("示例市司法局\n\n2024年3月18日\n\n[^1]: 见《办法》第八条。\n")
	return b.String()
}

func BenchmarkRender20KB(b *testing.B) {
	benchmarkRender(b, sample(14))
}

func BenchmarkRenderCode(b *testing.B) {
	benchmarkRender(b, "```json\n{\"索引号\": \"010897245/2021-58637\", \"公开\": true, \"页数\": 3}\n```\n")
}

func benchmarkRender(b *testing.B, source string) {
	r := New()
	content := []byte(source)
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Render(content, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLinks20KB(b *testing.B) {
	content := []byte(sample(14))
	b.ReportAllocs()
	for b.Loop() {
		Links(content)
	}
}
