package document

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAttachments finds files beside the document and refuses what a citizen
// could not open, or what lies elsewhere.
func TestAttachments(t *testing.T) {
	const pdf = "%PDF-1.7\n"
	composed, apart := "caf\u00e9.pdf", "cafe\u0301.pdf"
	long := strings.Repeat("长", 66) + ".pdf"
	beside := files{
		"content/政策/表.pdf": pdf, "content/政策/空.pdf": "", "content/政策/假.pdf": "<html>", "content/政策/短.pdf": "%P", "content/政策/表.xlsx": "PK\x03\x04", "content/政策/老.doc": "\xd0\xcf\x11\xe0", "content/政策/文.csv": "a,b",
		"content/政策/C#指南 100%.pdf": pdf, "content/政策/附/表.pdf": pdf, "content/公共.pdf": pdf, "外.pdf": pdf,
		"content/政策/流程.svg": "<svg/>", "content/政策/页.HTML": "<p>", "content/政策/" + apart: pdf, "content/政策/index.json": "{}", "content/政策/nul.pdf": pdf, "content/政策/表单?.pdf": pdf, "content/政策/" + long: pdf, "content/政策/图.png": "\x89PNG\r\n\x1a\n",
		"content/政策/公示.php": "<?php", "content/政策/公示.php.jpg": "\xff\xd8\xff", "content/政策/web.config": "<x/>", "content/政策/名单.aspx": "<%", "content/政策/工具.exe": "MZ", "content/政策/.htaccess": "deny",
		"content/政策/流程.svg.zip": "PK\x03\x04", "content/政策/com1.txt": "a", "content/政策/com0.txt": "a", "content/政策/尾点.": "a",
	}
	tests := []struct {
		name, list string
		assets     []string // name type
		want       []string
	}{
		{"one", "[{文件: 表.pdf, 标题: 事项表}]", []string{"表.pdf PDF 事项表"}, nil},
		{"a name alone", "表.pdf", []string{"表.pdf PDF 表"}, nil},
		{"several names", "[表.pdf, 表.xlsx]", []string{"表.pdf PDF 表", "表.xlsx XLSX 表"}, nil},
		{"without signature", "文.csv", []string{"文.csv CSV 文"}, nil},
		{"a name that is no address", "C#指南 100%.pdf", []string{"C#指南 100%.pdf PDF C#指南 100%"}, nil},
		{"below", "附/表.pdf", []string{"表.pdf PDF 表"}, nil},
		{"above, within content", "../公共.pdf", []string{"公共.pdf PDF 公共"}, nil},
		{"letters apart, as macOS writes them", composed, []string{composed + " PDF cafe\u0301"}, nil},
		{"a page is zipped", "[页.HTML]", []string{"页.HTML.zip ZIP 页"}, nil},
		{"what a server would run or obey is zipped", "[公示.php, 公示.php.jpg, web.config, 名单.aspx]", []string{"公示.php.zip ZIP 公示", "公示.php.jpg.zip ZIP 公示.php", "web.config.zip ZIP web", "名单.aspx.zip ZIP 名单"}, nil},
		{"a program is zipped", "[工具.exe]", []string{"工具.exe.zip ZIP 工具"}, nil},
		{"what a server hides is refused", "[.htaccess]", nil, []string{"10:6 error ATT-01 找不到附件“.htaccess”"}},
		{"above content", "../../外.pdf", nil, []string{"10:5 error ATT-01 附件“../../外.pdf”不在文件旁边"}},
		{"from the root", "/etc/passwd", nil, []string{"10:5 error ATT-01 附件“/etc/passwd”不在文件旁边"}},
		{"with a backslash", `'..\表.pdf'`, nil, []string{`10:5 error ATT-01 附件“..\表.pdf”不在文件旁边`}},
		{"elsewhere", "https://example.com/表.pdf", nil, []string{"10:5 error ATT-01 附件“https://example.com/表.pdf”不在文件旁边"}},
		{"not there", "表格.pdf", nil, []string{"10:5 error ATT-01 找不到附件“表格.pdf”"}},
		{"in other case", "表.PDF", nil, []string{"10:5 error ATT-01 找不到附件“表.PDF”"}},
		{"the folder", ".", nil, []string{"10:5 error ATT-01 找不到附件“.”"}},
		{"empty", "空.pdf", nil, []string{"10:5 error ATT-01 附件“空.pdf”是空文件"}},
		{"renamed", "假.pdf", nil, []string{"10:5 error ATT-01 附件“假.pdf”的内容不是 PDF 格式"}},
		{"cut short", "短.pdf", nil, []string{"10:5 error ATT-01 附件“短.pdf”的内容不是 PDF 格式"}},
		{"a name of the page", "index.json", nil, []string{"10:5 error ATT-01 附件“index.json”的文件名不能用作网址"}},
		{"a device", "nul.pdf", nil, []string{"10:5 error ATT-01 附件“nul.pdf”的文件名不能用作网址"}},
		{"another device", "com1.txt", nil, []string{"10:5 error ATT-01 附件“com1.txt”的文件名不能用作网址"}},
		{"no device", "com0.txt", []string{"com0.txt TXT com0"}, nil},
		{"a question mark", "表单?.pdf", nil, []string{"10:5 error ATT-01 附件“表单?.pdf”的文件名不能用作网址"}},
		{"a dot at the end", "尾点.", nil, []string{"10:5 error ATT-01 附件“尾点.”的文件名不能用作网址"}},
		{"too long", long, nil, []string{"10:5 error ATT-01 附件“" + long + "”的文件名不能用作网址"}},
		{"twice", "[表.pdf, 表.pdf]", []string{"表.pdf PDF 表"}, []string{"10:13 error ATT-01 附件“表.pdf”列了两次"}},
		{"two of one name", "[表.pdf, 附/表.pdf]", []string{"表.pdf PDF 表"}, []string{"10:13 error ATT-01 附件“表.pdf”与另一个附件同名"}},
		{"a zip of the same name", "[流程.svg, 流程.svg.zip]", []string{"流程.svg.zip ZIP 流程"}, []string{"10:14 error ATT-01 附件“流程.svg.zip”与另一个附件同名"}},
		{"without a name", "[{标题: 表}]", nil, []string{"10:6 error META-01 缺少“附件”的“文件”"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, list := New(docPath, []byte("---\n"+front("附件: "+tt.list)+"---\n"), env(t, "", beside))
			if diff := cmp.Diff(append([]string{}, tt.want...), brief(list)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			var got []string
			if d != nil {
				for _, a := range d.Attachments {
					got = append(got, a.Name+" "+a.Type+" "+a.Title)
				}
			}
			if diff := cmp.Diff(tt.assets, got); diff != "" {
				t.Errorf("attachments (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNearFiles names the files of the folder most like the one missing.
func TestNearFiles(t *testing.T) {
	e := env(t, "", files{"content/政策/事项清单.xlsx": "PK\x03\x04", "content/政策/流程.pdf": "%PDF-", "content/事项清单.pdf": "%PDF-"})
	_, list := New(docPath, []byte("---\n"+front("附件: 事项清单.pdf")+"---\n"), e)
	if len(list) != 1 || list[0].Hint != "同一文件夹里有：事项清单.xlsx、流程.pdf" && list[0].Hint != "同一文件夹里有：事项清单.xlsx" {
		t.Errorf("findings %v", list)
	}
}

// TestSignatures tells formats by their first bytes.
func TestSignatures(t *testing.T) {
	for _, ext := range sortedKeys(signatures) {
		for _, head := range signatures[ext] {
			name := "文件" + ext
			if _, list := New(docPath, []byte("---\n"+front("附件: [{文件: "+name+", 替代文本: 三步}]")+"---\n"), env(t, "", files{"content/政策/" + name: head + "…"})); len(list) > 0 {
				t.Errorf("%s that begins with %q: %v", ext, head, brief(list))
			}
		}
		name := "文件" + ext
		if _, list := New(docPath, []byte("---\n"+front("附件: "+name)+"---\n"), env(t, "", files{"content/政策/" + name: "#!/bin/sh"})); len(list) != 1 {
			t.Errorf("a script named %s is taken", ext)
		}
	}
}

func TestResolve(t *testing.T) {
	tests := map[string]Target{
		"https://example.com/a": {Sort: External}, "mailto:a@example.com": {Sort: External}, "TEL:027-1": {Sort: External}, "//example.com/a": {Sort: External},
		"": {Sort: Fragment}, "#一": {Sort: Fragment, Fragment: "一"}, "#%E4%B8%80": {Sort: Fragment, Fragment: "一"},
		"b.md": {Sort: ToMarkdown, Path: "content/政策/b.md"}, "../b.MD#二": {Sort: ToMarkdown, Path: "content/b.MD", Fragment: "二"},
		"a.pdf": {Sort: ToFile, Path: "content/政策/a.pdf"}, "./%E8%A1%A8.pdf": {Sort: ToFile, Path: "content/政策/表.pdf"}, "a%20b.pdf": {Sort: ToFile, Path: "content/政策/a b.pdf"},
		"../../a.pdf": {Sort: Unfit}, "../../content/a.pdf": {Sort: ToFile, Path: "content/a.pdf"}, "%2e%2e/%2e%2e/a.pdf": {Sort: Unfit}, "..": {Sort: Unfit},
		"/a.pdf": {Sort: Unfit}, `..\a.pdf`: {Sort: Unfit}, "javascript:alert(1)": {Sort: Unfit}, "data:text/html,x": {Sort: Unfit}, "file:///etc/passwd": {Sort: Unfit}, "C:/a.pdf": {Sort: Unfit},
		"a.pdf?x=1": {Sort: Unfit}, "?x": {Sort: Unfit}, "a%00.pdf": {Sort: Unfit}, "%zz": {Sort: Unfit},
	}
	for _, destination := range sortedKeys(tests) {
		if got := Resolve(docPath, destination); got != tests[destination] {
			t.Errorf("%q leads to %+v, want %+v", destination, got, tests[destination])
		}
	}
}

// FuzzResolve never leads out of content, whatever the address.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{"a.pdf", "../../x", "%2e%2e/%2e%2e/x", "a//b/../../..", "content/../../x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, destination string) {
		for _, target := range []Target{Resolve(docPath, destination), beside(docPath, destination)} {
			if target.Path != "" && (!strings.HasPrefix(target.Path, "content/") || strings.Contains("/"+target.Path+"/", "/../")) {
				t.Errorf("%q leads to %q", destination, target.Path)
			}
		}
	})
}
