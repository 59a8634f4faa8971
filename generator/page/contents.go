package page

import (
	"html"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/markdown"
)

// question is a question of a text, and where in the markup it begins.
type question struct {
	at int
	Heading
}

// questionsMin is the number of questions from which they are listed.
const questionsMin = 2

// questions gives the questions of a text in question and answer form an id
// each, and lists them.
func questions(text string) (string, []question) {
	const open = `<p class="qa__question">`
	parts := strings.Split(text, open)
	if len(parts) <= questionsMin {
		return text, nil
	}
	var out strings.Builder
	var asked []question
	out.WriteString(parts[0])
	for i, part := range parts[1:] {
		id := "question-" + strconv.Itoa(i+1)
		at := out.Len()
		out.WriteString(`<p class="qa__question" id="` + id + `">` + part)
		words, _, _ := strings.Cut(part, "</p>")
		asked = append(asked, question{at, Heading{ID: id, Text: strings.TrimPrefix(plain(words), "问：")}})
	}
	return out.String(), asked
}

// plain gives the text of a line of markup; the marks of what it cites are not
// part of that.
func plain(markup string) string {
	var b strings.Builder
	markup = withoutMarks(markup)
	for markup != "" {
		before, tag, found := strings.Cut(markup, "<")
		b.WriteString(before)
		if !found {
			break
		}
		_, markup, _ = strings.Cut(tag, ">")
	}
	return html.UnescapeString(b.String())
}

// withoutMarks takes out the validity behind the link of a citation.
func withoutMarks(markup string) string {
	const open, shut = `<span class="status `, "</span>"
	for {
		before, rest, found := strings.Cut(markup, open)
		if !found {
			return markup
		}
		_, after, _ := strings.Cut(rest, shut)
		markup = before + after
	}
}

// contents makes the table of contents: the headings of the first two levels
// and the questions below them, in the order of the text, then the blocks below
// the text. One entry alone is none.
func contents(headings []markdown.Heading, asked []question, text string, v *DocumentView) []Heading {
	var out []Heading
	take := func(before int) {
		for len(asked) > 0 && asked[0].at < before {
			if len(out) == 0 || len(headings) == 0 {
				out = append(out, asked[0].Heading)
			} else {
				last := &out[len(out)-1]
				last.Children = append(last.Children, asked[0].Heading)
			}
			asked = asked[1:]
		}
	}
	for _, h := range headings {
		if len(asked) > 0 {
			take(strings.Index(text, `id="`+h.ID+`"`))
		}
		switch {
		case h.Level <= 2 || len(out) == 0:
			out = append(out, Heading{ID: h.ID, Text: h.Text})
		case h.Level == 3:
			last := &out[len(out)-1]
			last.Children = append(last.Children, Heading{ID: h.ID, Text: h.Text})
		}
	}
	take(len(text))
	for _, block := range []struct {
		shown    bool
		id, text string
	}{{len(v.Attachments) > 0, "annex", "附件"}, {len(v.Relations) > 0, "rel", "相关文件与解读"}, {len(v.Cleanup) > 0, "cleanup", "清理结果"}, {len(v.CitedBy.List.Items) > 0, "cited-by", "被引用"}, {len(v.Timeline) > 0, "history", "文件沿革"}} {
		if block.shown {
			out = append(out, Heading{ID: block.id, Text: block.text})
		}
	}
	if len(out) == 1 && len(out[0].Children) == 0 {
		return nil
	}
	return slices.Clip(out)
}
