package report

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/workday"
)

// recentDays is how long a missed deadline is told document by document. Older
// ones are summed up or left to the report, so that a site with years of them
// is not flooded.
const recentDays = 365

// judge reports documents without an interpretation, and late ones.
func (r *Interpretation) judge() (list diag.List) {
	old := 0
	for _, i := range r.Items {
		recent := int(r.AsOf-i.Entry.Published) <= recentDays
		at, width := i.Entry.At(field.Title), utf8.RuneCountInString(i.Entry.Title())
		switch {
		case i.Status == Overdue && recent:
			list.Add(diag.New(diag.Uninterpreted, at, "发布后第%d个工作日还没有解读，期限是%d个工作日", i.Waited, r.Days).On(field.Of(field.Title).Label, width).
				Hinted("发布一篇政策解读，写“解读文件: [%s]”；不需要解读的，写“解读要求: 豁免”和“豁免理由”", i.Entry.Index))
		case i.Status == Overdue:
			old++
		case i.Status == Interpreted && !i.OnTime(r.Days) && recent:
			list.Add(diag.New(diag.InterpretedLate, at, "第一件解读在发布后第%d个工作日，期限是%d个工作日", i.WorkingDays, r.Days).On(field.Of(field.Title).Label, width).
				Noted(i.By[0].At(field.Published), "第一件解读的发布日期").Hinted("今后解读与文件同步发布"))
		}
	}
	if old > 0 {
		list.Add(diag.New(diag.Uninterpreted, diag.Position{}, "另有 %d 份一年以前发布的文件没有解读", old).Hinted("清单见 reports/interpretation/，或运行 gongkai report interpretation").As(diag.Info))
	}
	return list
}

// judge reports replies that came late, and late publication.
func (r *Replies) judge() (list diag.List) {
	for _, i := range r.Items {
		if int(r.AsOf-i.Entry.Published) > recentDays {
			continue
		}
		group, _ := i.Entry.Group(field.Proposal)
		on := func(id field.ID, format string, args ...any) diag.Finding {
			return diag.New(diag.ReplyLate, group.At(id), format, args...).On(field.Of(id).Label, len("2006-01-02"))
		}
		if i.LateReply && i.HasReplied {
			list.Add(on(field.ProposalReplied, "答复日期 %s 超过期限 %s", i.Replied, i.Due).Hinted("经批准延期的写“延期: 是”；今后按期答复"))
		} else if i.LateReply {
			list.Add(on(field.ProposalAssigned, "期限 %s 已过，没有写答复日期", i.Due).Hinted("已经答复的写上“答复日期”"))
		}
		if i.LatePublication {
			list.Add(on(field.ProposalReplied, "答复后第%d个工作日才公开，期限是%d个工作日", i.PublishedAfter, replyPublishDays).Hinted("今后答复后及时公开"))
		}
	}
	return list
}

// judgeCalendar tells the years of which no notice on holidays is known though a
// term ran in them.
func (r *Reports) judgeCalendar(calendar *workday.Calendar) (list diag.List) {
	years := map[int]bool{}
	span := func(from, to day.Day) {
		for y := from.Year(); y <= to.Year(); y++ {
			if !calendar.Known(y) {
				years[y] = true
			}
		}
	}
	for _, i := range r.Interpretation.Items {
		switch {
		case i.Status == Interpreted:
			span(i.Entry.Published, i.By[0].Published)
		case i.Status != Exempt:
			span(i.Entry.Published, min(i.Due, r.Interpretation.AsOf))
		}
	}
	for _, i := range r.Replies.Items {
		if i.HasReplied {
			span(i.Replied, i.Entry.Published)
		}
	}
	if len(years) == 0 {
		return nil
	}
	var names []string
	for _, y := range slices.Sorted(maps.Keys(years)) {
		names = append(names, strconv.Itoa(y))
	}
	if len(names) > 3 {
		names = []string{names[0] + "至" + names[len(names)-1]}
	}
	return diag.List{diag.New(diag.CalendarUnknown, diag.Position{}, "没有%s年的放假安排，工作日只按周一至周五推算", strings.Join(names, "、")).
		Hinted(`在网站文件夹里建 holidays.json，写作 {"2027": {"source": "国办发明电〔…〕号", "holidays": ["2027-01-01"], "workdays": []}}`)}
}

// The ways a clean-up tells its counts: a total, and a result with its count.
var (
	cleanupTotal = regexp.MustCompile(`(?:共|公布)[^，。；：、（）\d]{0,14}(\d+)件`)
	cleanupPart  = regexp.MustCompile(`(继续有效|保留|待修订|拟修订|宣布失效|失效|废止|修改)(?:的)?(?:[^，。；：、（）\d]{0,6}文件)?(?:（)?(\d+)件`)
)

// judgeCleanups compares the counts that clean-up decisions tell in words with
// their own lists.
func (r *Validity) judgeCleanups(read Reader) (list diag.List, err error) {
	for _, c := range r.Cleanups {
		b, err := readBody(c.Entry, read)
		if err != nil {
			return nil, err
		}
		if c.Count() < c.Listed {
			list.Add(diag.New(diag.SumsDiffer, c.Entry.At(field.Cleanup), "清理结果列了 %d 行，只涉及 %d 份文件", c.Listed, c.Count()).On(field.Of(field.Cleanup).Label, 1).
				Hinted("同一份文件只列一次"))
		}
		list.Add(c.judgeSentence(c.Entry.Text(field.Summary), c.Entry.At(field.Summary))...)
		for n, line := range b.lines {
			list.Add(c.judgeSentence(line, b.at(n, 1))...)
		}
	}
	return list, nil
}

// judgeSentence judges one line of a clean-up decision: every count against the
// list, and the total against the sum of the parts beside it.
func (c Cleanup) judgeSentence(line string, at diag.Position) (list diag.List) {
	sum, parts := 0, 0
	for _, m := range cleanupPart.FindAllStringSubmatchIndex(line, -1) {
		word, told := line[m[2]:m[3]], atoi(line[m[4]:m[5]])
		term, _ := field.Of(field.CleanupResult).Vocabulary.Lookup(word)
		sum, parts = sum+told, parts+1
		listed := 0
		for _, result := range c.Results {
			if result.Word == term.Label {
				listed = len(result.Entries)
			}
		}
		if told != listed {
			list.Add(c.differs(at, line, m[4], fmt.Sprintf("文字里“%s”是 %d 件，清理结果列出 %d 件", word, told, listed), told > listed))
		}
	}
	m := cleanupTotal.FindStringSubmatchIndex(line)
	if m == nil || parts < 2 {
		return list
	}
	if told := atoi(line[m[2]:m[3]]); told != sum {
		list.Add(c.differs(at, line, m[2], fmt.Sprintf("文字里共 %d 件，各类相加是 %d 件", told, sum), false))
	}
	return list
}

// differs reports a count. A list may hold fewer documents than were cleaned
// up, since those outside the column cannot be named: that is only a hint.
func (c Cleanup) differs(at diag.Position, line string, offset int, message string, fewer bool) diag.Finding {
	at.Column += utf8.RuneCountInString(line[:offset])
	f := diag.New(diag.SumsDiffer, at, "%s", message).On("", 1).Noted(c.Entry.At(field.Cleanup), "清理结果写在这里").Hinted("核对件数，或补齐“清理结果”")
	if fewer {
		return f.As(diag.Info).Hinted("不在栏目内的文件不用列；其余的补进“清理结果”")
	}
	return f
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
