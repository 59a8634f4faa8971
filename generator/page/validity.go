package page

import (
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/day"
	"gongkai/generator/field"
)

const historic = "以下为历史文本，只供查阅，不再作为办事依据。"

// notice gives the banner of a document whose validity is not the normal one,
// as of a day; nil where it is.
func notice(p place, e *catalog.Entry, word string, since day.Day) *Notice {
	v := e.Validity
	n := &Notice{ID: "page-notice", Title: "本文件" + word}
	cause := v.Cause
	if word != v.Word {
		cause = nil // what will decide it is told by the words alone
	}
	switch word {
	case field.Repealed:
		n.Class = "danger"
		n.Text = append([]Link{{Text: "自" + since.Chinese() + "起"}}, by(p, e, cause)...)
		n.Text = append(n.Text, Link{Text: "。" + historic})
	case field.Lapsed:
		n.Class = "danger"
		if cause == nil && v.HasTo && v.To < since {
			n.Text = []Link{{Text: "有效期至" + v.To.Chinese() + "，已经届满。" + historic}}
			break
		}
		n.Text = append([]Link{{Text: "自" + since.Chinese() + "起"}}, by(p, e, cause)...)
		n.Text = append(n.Text, Link{Text: "。" + historic})
	case field.Pending:
		n.Text = []Link{{Text: "自" + v.From.Chinese() + "起施行，在此之前不作为办事依据。"}}
	case field.PartLapsed:
		n.Class = "warning"
		n.Text = []Link{{Text: partly(v.Reason)}}
	case field.Amended:
		n.Class = "warning"
		n.Text = append([]Link{{Text: "自" + since.Chinese() + "起"}}, by(p, e, cause)...)
		n.Text = append(n.Text, Link{Text: "，请与修改它的文件一并查阅。"})
	case field.UnderReview:
		n.Class, n.Title = "warning", "本文件列入修订"
		n.Text = []Link{{Text: "清理后决定修订；修订完成以前继续有效。"}}
	default:
		return nil
	}
	return n
}

func partly(parts string) string {
	if parts == "" {
		return "其中一部分内容已经失效，其余继续有效。"
	}
	return "失效的部分：" + strings.TrimSuffix(parts, "。") + "。其余继续有效。"
}

// by names what repealed, ended or amended a document: “，由《…》（…）代替”.
func by(p place, e *catalog.Entry, cause *catalog.Entry) []Link {
	done := map[string]string{field.Repealed: "废止", field.Lapsed: "失效", field.Amended: "被修改"}[e.Validity.Word]
	switch {
	case cause != nil:
		links := []Link{{Text: "，由"}, {Text: bookTitle(cause), Href: p.to(cause.URL)}}
		if n := cause.DocumentNumber(); n != "" {
			links = append(links, Link{Text: "（" + n + "）"})
		}
		links = append(links, Link{Text: deed(e)})
		if cause.Validity.Void {
			links = append(links, Link{Text: "，后者现在也" + cause.Validity.Word})
		}
		return links
	case e.Validity.Reason != "":
		return []Link{{Text: done + "，依据是" + e.Validity.Reason}}
	}
	return []Link{{Text: done}}
}

// sentence tells the dates that decide a validity.
func sentence(e *catalog.Entry, word string, from day.Day) string {
	v := e.Validity
	text := v.From.Chinese() + "起施行"
	if !e.Has(field.Effective) {
		text = e.Published.Chinese() + "发布"
	}
	switch word {
	case field.Repealed:
		return text + "，" + from.Chinese() + "起废止"
	case field.Lapsed:
		if v.HasTo && v.To < from {
			return text + "，有效期至" + v.To.Chinese()
		}
		return text + "，" + from.Chinese() + "起失效"
	}
	if v.HasTo {
		text += "，有效期至" + v.To.Chinese()
	}
	if n := len(v.States); n > 0 && v.States[n-1].Word == field.Repealed && v.States[n-1].From > from {
		text += "，" + v.States[n-1].From.Chinese() + "起废止"
	}
	return text
}

// changes gives what a document's page has to say on later days.
func (c *column) changes(p place, e *catalog.Entry) []Change {
	var out []Change
	for _, s := range e.Validity.States {
		if s.From <= c.Catalog.Day {
			continue
		}
		change := Change{From: s.From.String(), Sentence: sentence(e, s.Word, s.From)}
		if n := futureNotice(p, e, s); n != nil {
			change.Title, change.Class = n.Title, "notice"
			if n.Class != "" {
				change.Class += " notice--" + n.Class
			}
			for _, part := range n.Text {
				change.Text += part.Text
			}
		}
		out = append(out, change)
	}
	return out
}

// deeds are the events by which the words come about that another document
// can decide.
var deeds = map[string]string{field.Repealed: "废止", field.Lapsed: "宣布失效", field.Amended: "修改"}

// futureNotice is the banner of a state that has not come yet.
func futureNotice(p place, e *catalog.Entry, s catalog.State) *Notice {
	then := *e
	then.Validity.Word, then.Validity.Cause, then.Validity.Reason = s.Word, nil, e.Reason(s.Word)
	for _, event := range e.Validity.Events {
		if event.Day == s.From && event.By != nil && event.Text == deeds[s.Word] {
			then.Validity.Cause = event.By
		}
	}
	return notice(p, &then, s.Word, s.From)
}
