package document

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestBody judges texts; the body starts on line 12.
func TestBody(t *testing.T) {
	beside := files{"content/政策/表.csv": "a", "content/政策/图.png": "\x89PNG\r\n\x1a\n", "content/政策/图.svg": "<svg/>", "content/政策/空.csv": ""}
	tests := []struct {
		name, body string
		want       []string
	}{
		{"nothing", "", nil},
		{"an attachment", "见[表](表.csv)和![图](图.png)。", nil},
		{"no such file", "一、\n\n见[表](表2.csv)。", []string{"14:6 error LINK-01 找不到链接的文件“表2.csv”"}},
		{"an empty file", "[表](空.csv)", []string{"12:5 error LINK-01 链接的文件“空.csv”是空文件"}},
		{"a script's address", "[表](javascript:alert)", []string{"12:5 error LINK-01 链接“javascript:alert”不能发布"}},
		{"an address from the root", "[表](/xxgk/a.html)", []string{"12:5 error LINK-01 链接“/xxgk/a.html”不能发布"}},
		{"a picture that runs", "![图](图.svg)", []string{"12:6 error LINK-01 图片“图.svg”的格式不能直接显示"}},
		{"a link to what runs", "[图](图.svg)", nil},
		{"elsewhere and here", "[网](https://example.com)[第一章](#一)", nil},

		{"a label at the end", "正文。\n\n附件：\n", []string{"14:1 warning ATT-03 “附件：”之后没有内容"}},
		{"a label between", "附件：\n\n## 相关链接:\n\n", []string{"12:1 warning ATT-03 “附件：”之后没有内容", "14:4 warning ATT-03 “相关链接:”之后没有内容"}},
		{"a label with bold", "**附件：**", []string{"12:3 warning ATT-03 “附件：”之后没有内容"}},
		{"a label with content", "附件：\n\n1. 事项表", nil},
		{"a label with content on its line", "附件：事项表", nil},
		{"a heading", "附件\n\n", nil},

		{"this many months ago", "自今年几月起", []string{"12:2 warning TEXT-01 正文里留有“今年几月”"}},
		{"crosses", "XXL 和 TODOS，XX街道", []string{"12:13 warning TEXT-01 正文里留有“XX”"}},
		{"three crosses", "XXX镇", []string{"12:1 warning TEXT-01 正文里留有“XX”"}},
		{"in Chinese", "某某某、××", []string{"12:1 warning TEXT-01 正文里留有“某某某”", "12:5 warning TEXT-01 正文里留有“××”"}},
		{"multiplication", "5×4 厘米", nil},

		{"a footer", "版权所有：市司法局 鄂ICP备12345678号", []string{"12:1 warning TEXT-04 正文里有网页的“版权所有”", "12:12 warning TEXT-04 正文里有网页的“ICP备”"}},
		{"the matter of filing", "完成网站ICP备案变更。", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, list := New(docPath, []byte("---\n"+front()+"a: b\n---\n"+tt.body), env(t, "", beside))
			got := brief(list)[1:] // the unknown field makes line 12 the first of the body
			want := append([]string{}, tt.want...)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// TestPersonalHead finds the same in all that the front matter tells, numbers
// apart that are only numbers.
func TestPersonalHead(t *testing.T) {
	e := env(t, "", files{"content/政策/a.pdf": "%PDF-1.7"})
	_, list := New(docPath, []byte("---\n"+front("内容概述: 联系人手机13800138000。", "主题词: [甲, 138-0013-8000]", "附件: [{文件: a.pdf, 标题: 11010519491231002X的表}]",
		"类型: 建议提案答复", "建议提案: {类别: 人大代表建议, 届次: 市十四届人大六次会议, 编号: \"13800138000\", 提出人: 王某13900139000}")+"---\n"), e)
	want := []string{
		"8:12 error PII-02 “内容概述”里有手机号 138****8000",
		"9:10 error PII-02 “主题词”里有手机号 138****8000",
		"10:22 error PII-01 “标题”里有完整的身份证号",
		"12:62 error PII-02 “提出人”里有手机号 139****9000",
	}
	got := []string{}
	for _, line := range brief(list) {
		if strings.Contains(line, "PII") {
			got = append(got, line)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestPersonal(t *testing.T) {
	tests := []struct {
		name, body string
		want       []string
	}{
		{"identity number", "身份证号11010519491231002X。", []string{"1:5 PII-01 11*************02X"}},
		{"small x", "11010519491231002x", []string{"1:1 PII-01 11*************02X"}},
		{"wrong check digit", "110105194912310021", nil},
		{"no such province", "10010519491231002X", nil},
		{"no such day", "110105194913310025", nil},
		{"credit code of digits alone", "114403006955506492", nil},
		{"credit code with letters", "11440300695550649A", nil},
		{"in a longer run", "9110105194912310029", nil},
		{"longer than any number", strings.Repeat("1", 100_000), nil},
		{"masked", "11*************02X，138****8000", nil},
		{"mobile number", "电话：13800138000", []string{"1:4 PII-02 138****8000"}},
		{"emphasised", "_13800138000_ **13900139000**", []string{"1:2 PII-02 138****8000", "1:17 PII-02 139****9000"}},
		{"with the country", "+8613800138000 +86 13900139000 86-13700137000", []string{"1:4 PII-02 138****8000", "1:20 PII-02 139****9000", "1:35 PII-02 137****7000"}},
		{"in an address", "[拨打](tel:13800138000)", []string{"1:10 PII-02 138****8000"}},
		{"in a table", "| 甲 | 13800138000 |", []string{"1:7 PII-02 138****8000"}},
		{"in groups", "138 0013 8000，138-0013-8000", []string{"1:1 PII-02 138****8000", "1:15 PII-02 138****8000"}},
		{"no groups", "2138 0013 8000 138 0013 80001 138 001 38000 138  0013 8000", nil},
		{"a public number", "13912345678", nil},
		{"in a longer run of digits", "138001380001 0138001380002", nil},
		{"in a word", "A13800138000 13800138000B", nil},
		{"no mobile prefix", "12800138000", nil},
		{"an amount", "13800138000元 13800138000.50 ¥13800138000 0.13800138000", nil},
		{"at the end of a sentence", "电话13800138000.\n下一句", []string{"1:3 PII-02 138****8000"}},
		{"an index number", "010897245/2021-58637", nil},
		{"telephone", "0711-3351234", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			places := lineIndex{first: 1, body: []byte(tt.body)}
			var got []string
			for _, f := range personal([]byte(tt.body), []string{"139-1234-5678"}, &places) {
				_, masked, _ := strings.Cut(f.Hint, "遮盖为 ")
				masked, _, _ = strings.Cut(masked, "，")
				got = append(got, strings.TrimPrefix(f.Position.String(), ":")+" "+string(f.Code)+" "+masked)
				if strings.Contains(f.Message+f.Hint, "00138") || strings.Contains(f.Message+f.Hint, "19491231") {
					t.Errorf("the finding tells the number: %s | %s", f.Message, f.Hint)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCitations(t *testing.T) {
	tests := map[string][]string{
		"根据示司发〔2019〕2号制定。":                   {"示司发〔2019〕2号 basis"},
		"《办法》（示司发〔2019〕2号）废止。":               {"《办法》（示司发〔2019〕2号）"},
		"按照《办法》(示司发[2019]2号)执行，见国发〔2020〕1号。": {"《办法》(示司发[2019]2号) basis", "国发〔2020〕1号"},
		"依据《关于印发〈细则〉的\n通知》办理，《细则》另发，〈细则〉。":   {"《关于印发〈细则〉的通知》 basis", "〈细则〉 basis"},
		"根据上级要求。示司发〔2019〕2号":                 {"示司发〔2019〕2号"},
		"没有编号的文件": nil,
	}
	for _, body := range sortedKeys(tests) {
		places := lineIndex{first: 1, body: []byte(body)}
		var got []string
		for _, c := range cited([]byte(body), &places) {
			s := c.Shown
			if c.Basis {
				s += " basis"
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(tests[body], got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", body, diff)
		}
	}
}

// TestOneLongLine judges a text without line ends in time that grows with its
// length, not with its square.
func TestOneLongLine(t *testing.T) {
	body := []byte(strings.Repeat("参照示司发〔2019〕2号办理事项编号13800138000和", 5_000))
	started := time.Now()
	places := lineIndex{first: 1, body: body}
	times := 0
	for _, c := range cited(body, &places) {
		times += c.Times
	}
	if times != 5_000 {
		t.Errorf("%d citations, want 5000", times)
	}
	places = lineIndex{first: 1, body: body}
	if n := len(personal(body, nil, &places)); n != 5_000 {
		t.Errorf("%d findings, want 5000", n)
	}
	if took := time.Since(started); took > time.Minute {
		t.Errorf("%d bytes took %v", len(body), took)
	}
}

// TestLineIndex places offsets asked in any order.
func TestLineIndex(t *testing.T) {
	body := []byte("一二\n\nab三四\n")
	places := lineIndex{file: "a.md", first: 5, body: body}
	for _, tt := range []struct {
		offset int
		want   string
	}{{0, "a.md:5:1"}, {3, "a.md:5:2"}, {6, "a.md:5:3"}, {7, "a.md:6:1"}, {13, "a.md:7:4"}, {10, "a.md:7:3"}, {8, "a.md:7:1"}, {3, "a.md:5:2"}, {len(body), "a.md:8:1"}} {
		if got := places.at(tt.offset).String(); got != tt.want {
			t.Errorf("offset %d is %s, want %s", tt.offset, got, tt.want)
		}
	}
}
