package document

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
)

// A picture needs words; where the document has little else, it is an error.
func TestPicturesNeedWords(t *testing.T) {
	const long = "\n办理公证，先在网上或者到窗口提交申请表、身份证明和有关材料，公证员在五个工作日内审查，通过后通知申请人领取公证书。\n"
	const listed = "附件: [{文件: 图.gif, 标题: 流程图%}]"
	tests := []struct {
		name, text, body string // text follows 标题 in the list of attachments
		want             []string
	}{
		{"words in both", ", 替代文本: 分三步", "![分三步](图.gif)", nil},
		{"words of the attachment", ", 替代文本: 分三步", "![](图.gif)", nil},
		{"none, and little text", "", "![](图.gif)", []string{"error 图片“图.gif”没有替代文本", "error 正文里的图片“图.gif”没有替代文本"}},
		{"none beside a text", "", "![](图.gif)" + long, []string{"warning 图片“图.gif”没有替代文本", "warning 正文里的图片“图.gif”没有替代文本"}},
		{"long words of a picture do not make a text", "", "![" + strings.TrimSpace(long) + "](图.gif)", []string{"error 图片“图.gif”没有替代文本"}},
		{"blank", ", 替代文本: \"  \"", "![ ](图.gif)" + long, []string{"warning 图片“图.gif”没有替代文本", "warning 正文里的图片“图.gif”没有替代文本"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := env(t, "", files{"content/政策/图.gif": "GIF89a"})
			text := "---\n" + front(strings.Replace(listed, "%", tt.text, 1)) + "---\n" + tt.body + "\n"
			_, list := New(docPath, []byte(text), e)
			var got []string
			for _, f := range list.Sorted() {
				if f.Code == diag.PictureBare {
					got = append(got, f.Severity.String()+" "+f.Message)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}
