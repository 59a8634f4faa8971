package corpus

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

// File is the document's Markdown file.
func (d *Document) File(f Format) []byte {
	var out bytes.Buffer
	out.WriteString("---\n")
	if f == Hugo {
		d.hugoFront(&out)
	} else {
		d.front(&out)
	}
	out.WriteString("---\n\n")
	out.WriteString(d.Body)
	return out.Bytes()
}

// Lifetimes of policies that say so, in years.
const (
	lapsedAfterDays = 900
	yearsTrial      = 2
	yearsOther      = 20
)

func (d *Document) front(out *bytes.Buffer) {
	line := func(label, value string) { fmt.Fprintf(out, "%s: %s\n", label, value) }
	day := d.day.Format(time.DateOnly)
	line("标题", quoted(d.Title))
	line("类型", kinds[d.kind].label)
	line("索引号", quoted(d.index))
	if d.number != "" {
		line("文号", quoted(d.number))
	}
	line("发布机构", quoted(d.agency.short))
	line("主题分类", quoted(themes[d.theme].class))
	line("成文日期", day)
	line("发布日期", day)
	line("公开属性", "主动公开")
	line("主题词", list(d.keywords...))
	if d.kind == policy {
		line("施行日期", day)
		switch {
		case d.validity == "失效" || d.validity == "废止":
			line("失效日期", d.day.AddDate(0, 0, lapsedAfterDays).Format(time.DateOnly))
		case strings.Contains(d.Title, "暂行"):
			line("有效期", fmt.Sprint(yearsTrial))
		default:
			line("有效期", fmt.Sprint(yearsOther))
		}
	}
	if d.repeals != nil {
		line("废止", list(d.repeals.index))
	}
	if d.amends != nil {
		line("修改", list(d.amends.index))
	}
	if p := d.proposal; p != nil {
		group := "政协提案"
		if p.deputy {
			group = "人大代表建议"
		}
		line("建议提案", fmt.Sprintf("{类别: %s, 届次: %s, 编号: %s, 结果: %s, 公开: %s}", quoted(group), quoted(p.session), quoted(p.number), quoted(p.result), quoted("全文公开")))
	}
	if d.interprets != nil {
		line("解读文件", list(d.interprets.index))
		line("解读形式", []string{"文字", "图解", "问答", "视频"}[len(d.Title)%4])
	}
}

// hugoFront tells the same in the plain keys that Hugo reads.
func (d *Document) hugoFront(out *bytes.Buffer) {
	line := func(key, value string) { fmt.Fprintf(out, "%s: %s\n", key, value) }
	line("title", quoted(d.Title))
	line("date", d.day.Format(time.DateOnly))
	line("index_number", quoted(d.index))
	if d.number != "" {
		line("document_number", quoted(d.number))
	}
	line("agency", quoted(d.agency.short))
	line("categories", list(themes[d.theme].class))
	line("kind_key", d.Kind())
	line("validity", quoted(d.validity))
	line("year", quoted(fmt.Sprint(d.day.Year())))
	line("keywords", list(d.keywords...))
	if d.interprets != nil {
		line("interprets", quoted("/"+d.interprets.Path))
	}
}

func list(values ...string) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = quoted(v)
	}
	return "[" + strings.Join(out, ", ") + "]"
}
