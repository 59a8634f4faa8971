package page

import (
	"slices"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/day"
	"gongkai/generator/field"
)

// timeline tells a document's life: the older texts whose place it took, what it
// did to others, what was done to it, and where the day stands in that. It is
// shown where there is more to tell than that the document was written and
// published.
func (c *column) timeline(p place, e *catalog.Entry) []Event {
	events := e.Validity.Events
	if e.Validity.Word == "" || len(events) < 2 {
		return nil
	}
	var out []Event
	for _, older := range history(e) {
		out = append(out, eventOn(older.Validity.From, []Link{{Text: bookTitle(older), Href: p.to(older.URL)}, {Text: began(older) + "（历史文本）"}}))
	}
	for _, event := range events {
		out = append(out, eventOn(event.Day, c.eventText(p, e, event)))
	}
	for _, r := range e.Relations {
		if deed := map[catalog.Word]string{catalog.Replaces: "代替", catalog.Amends: "修改"}[r.Word]; deed != "" && r.To != nil {
			out = withDeed(out, eventOn(e.Validity.From, append([]Link{{Text: deed}, {Text: bookTitle(r.To), Href: p.to(r.To.URL)}}, compareLink(p, e, r.To)...)))
		}
	}
	if part, ok := partial(p, e); ok {
		out = append(out, part)
	}
	slices.SortStableFunc(out, func(a, b Event) int { return strings.Compare(a.Day, b.Day) })
	return c.withPresent(out, e)
}

// withDeed adds what a document did to another, to its coming into force where
// that is the same step.
func withDeed(events []Event, deed Event) []Event {
	for i := range events {
		if one := &events[i]; one.Day == deed.Day && one.Text[0].Text == "施行" {
			one.Text = append(append(one.Text, Link{Text: "，"}), deed.Text...)
			return events
		}
	}
	return append(events, deed)
}

// history gives the older texts whose place a document took, and theirs, the
// oldest last.
func history(e *catalog.Entry) []*catalog.Entry {
	var out []*catalog.Entry
	for next := []*catalog.Entry{e}; len(next) > 0 && len(out) < historyMax; next = next[1:] {
		for _, older := range next[0].Related(catalog.Replaces) {
			if older != e && !slices.Contains(out, older) {
				out, next = append(out, older), append(next, older)
			}
		}
	}
	return out
}

// historyMax bounds the older texts a timeline names.
const historyMax = 20

func began(e *catalog.Entry) string {
	if e.Has(field.Effective) {
		return "施行"
	}
	return "发布"
}

func eventOn(d day.Day, text []Link) Event {
	return Event{Day: d.String(), Date: d.Chinese(), Text: text}
}

// eventText words a step: 由《…》修改, with the way to what changed.
func (c *column) eventText(p place, e *catalog.Entry, event catalog.Event) []Link {
	if event.By == nil {
		return []Link{{Text: event.Text}}
	}
	deed := event.Text
	if deed == deeds[field.Repealed] && slices.Contains(e.Related(catalog.ReplacedBy), event.By) {
		deed = "代替"
	}
	text := []Link{{Text: "由"}, {Text: bookTitle(event.By), Href: p.to(event.By.URL)}, {Text: deed}}
	if deed == "代替" || deed == deeds[field.Amended] {
		text = append(text, compareLink(p, event.By, e)...)
	}
	return text
}

// compareLink leads to what changed between two texts, where that is told.
func compareLink(p place, newer, older *catalog.Entry) []Link {
	if !newer.Compares(older) {
		return nil
	}
	return []Link{{Text: "，"}, {Text: "改了什么", Href: p.to(string(changesAddress(newer, older)))}}
}

// partial tells which parts lapsed, on the day the editor's words name, with a
// link where they name a related document by its number.
func partial(p place, e *catalog.Entry) (Event, bool) {
	words := e.Text(field.LapsedParts)
	if words == "" {
		return Event{}, false
	}
	d, ok := dayIn(words)
	if !ok {
		d = e.Published
	}
	text := []Link{{Text: "部分失效：" + words}}
	for _, r := range e.Relations {
		if r.To == nil || r.To.DocumentNumber() == "" {
			continue
		}
		if before, after, found := strings.Cut(words, r.To.DocumentNumber()); found {
			text = []Link{{Text: "部分失效：" + before}, {Text: r.To.DocumentNumber(), Href: p.to(r.To.URL)}, {Text: after}}
			break
		}
	}
	return eventOn(d, text), true
}

// dayIn reads the first day that words name as 2026年1月1日.
func dayIn(words string) (day.Day, bool) {
	for at := 0; at < len(words); at++ {
		if words[at] < '0' || words[at] > '9' || at > 0 && words[at-1] >= '0' && words[at-1] <= '9' {
			continue
		}
		if end := strings.Index(words[at:], "日"); end > 0 && end <= len("2026年12月31") {
			if d, ok := day.Parse(words[at : at+end+len("日")]); ok {
				return d, true
			}
		}
	}
	return 0, false
}

// withPresent puts the present between what was and what is to come.
func (c *column) withPresent(events []Event, e *catalog.Entry) []Event {
	out := make([]Event, 0, len(events)+1)
	now := Event{Mark: "now", Text: []Link{{Text: "当前状态："}}, Now: c.status(e)}
	today := c.Catalog.Day.String()
	for _, one := range events {
		if one.Day > today || one.Day == today && one.Text[0].Text == "有效期届满" {
			if one.Mark = "next"; now.Mark != "" {
				out, now.Mark = append(out, now), ""
			}
		}
		out = append(out, one)
	}
	if now.Mark != "" {
		out = append(out, now)
	}
	return out
}
