package report

import (
	"fmt"
	"strconv"
)

// Definition says how each figure is counted.
func (r *Replies) Definition() []string {
	return []string{
		"件数，是截至" + r.AsOf.Chinese() + "已在本栏目发布的建议提案答复的件数；会办件只计入主办单位，没有写主办单位的计入发布机构。",
		"办结率 = 写明办理结果或者答复日期的件数 ÷ 全部件数。按时，是指自交办之日起3个月内答复，经批准延期的6个月内答复；没有写交办日期的不计入。",
		"公开率 = 全文公开和摘要公开的件数 ÷ 写明公开方式的件数。按期公开，是指答复代表或者委员之后20个工作日内发布；没有写答复日期的不计入。",
		"满意率 = 评价为“满意”的件数 ÷ 已有评价的件数。办理结果：A 已经解决或者基本解决，B 正在解决，C 列入计划逐步解决，D 留作参考；各类占比的分母是写明办理结果的件数。",
	}
}

// Book gives the report as figures, sheets and lists.
func (r *Replies) Book() *Book {
	t := r.Total
	b := &Book{Name: "replies", Title: "建议提案办理情况", AsOf: r.AsOf, Period: "截至" + r.AsOf.Chinese(), Definition: r.Definition()}
	inTime, published := Rate{t.InTime, t.Timed}, Rate{t.Published, t.Dated}
	fairly := Rate{t.Satisfied + t.Fairly, t.All - t.Unasked}
	b.Figures = []Figure{
		{"replies", "答复总数", whole(t.All, "all", "replies"), "件", sortsNote(r.Sorts)},
		{"finished_rate", "办结率", share(t.FinishedRate()), "", t.FinishedRate().Counts()},
		{"in_time_rate", "按时答复率", share(inTime), "", inTime.Counts()},
		{"disclosed_rate", "公开率", share(t.DisclosedRate()), "", t.DisclosedRate().Counts()},
		{"published_rate", "按期公开率", share(published), "", published.Counts()},
		{"satisfied_rate", "满意率", share(t.SatisfiedRate()), "", t.SatisfiedRate().Counts() + "，含基本满意" + fairly.Text()},
	}
	b.Sheets = []Sheet{
		r.results(), r.disclosures(), r.opinions(), r.terms(),
		r.replySheet("by_session", "各次会议", "session", "届次", "session", r.Sessions),
		r.replySheet("by_category", "建议和提案", "category", "类别", "category", r.Sorts),
		r.replySheet("by_lead", "各主办单位", "lead", "主办单位", "lead", r.Leads),
		r.list("late_replies", "超过期限才答复的", Behind{"reply-term", "late"}, "没有超期答复的。", func(i *ReplyItem) bool { return i.LateReply }),
		r.list("late_publications", "答复后超过20个工作日才公开的", Behind{"publish-term", "late"}, "没有逾期公开的。", func(i *ReplyItem) bool { return i.LatePublication }),
		r.list("unsatisfied", "评价为不满意的", Behind{"satisfaction", "unsatisfied"}, "没有评价为不满意的。", func(i *ReplyItem) bool { return i.Satisfaction == "不满意" }),
		r.list("items", "全部答复", Behind{"all", ""}, "还没有发布答复。", func(*ReplyItem) bool { return true }),
	}
	b.Groups = r.replyGroups()
	return b
}

func sortsNote(sorts []ReplyHeading) string {
	note := ""
	for i, s := range sorts {
		if i > 0 {
			note += "，"
		}
		note += fmt.Sprintf("%s%d件", s.Label, s.All)
	}
	return note
}

// measure is a row of a sheet of shares.
type measure struct {
	label, part string
	n           int
}

// measures makes a sheet of counts and their shares of a whole, with the whole.
func measures(key, title, member, label, group string, of int, list []measure, rest measure) Sheet {
	s := Sheet{Key: key, Title: title, Columns: []Column{{member, label, "", Words}, {"count", "件数", "件", Count}, {"share", "占比", "", Share}}, Chart: Chart{Bars, []int{2}}}
	for _, m := range list {
		s.Rows = append(s.Rows, Row{Cells: []Cell{text(m.label), whole(m.n, group, m.part), share(Rate{m.n, of})}})
	}
	if rest.n > 0 {
		s.Rows = append(s.Rows, Row{Cells: []Cell{text(rest.label), whole(rest.n, group, rest.part), {}}})
	}
	total := of + rest.n
	s.Rows = append(s.Rows, Row{Total: true, Cells: []Cell{text("合计"), whole(total, "all", "replies"), {}}})
	return s
}

func (r *Replies) results() Sheet {
	t := r.Total
	s := measures("results", "办理结果", "result", "办理结果", "result", t.Rated(),
		[]measure{{"A 已经解决或者基本解决", "a", t.A}, {"B 正在解决", "b", t.B}, {"C 列入计划", "c", t.C}, {"D 留作参考", "d", t.D}}, measure{"没有写明", "none", t.Unrated})
	return s
}

func (r *Replies) disclosures() Sheet {
	t := r.Total
	return measures("disclosures", "公开方式", "disclosure", "公开方式", "disclosure", t.All-t.Undisclosed,
		[]measure{{"全文公开", "full", t.Full}, {"摘要公开", "summary", t.Summary}, {"不公开", "none", t.None}}, measure{"没有写明", "unknown", t.Undisclosed})
}

func (r *Replies) opinions() Sheet {
	t := r.Total
	return measures("satisfaction", "代表和委员的评价", "satisfaction", "评价", "satisfaction", t.All-t.Unasked,
		[]measure{{"满意", "satisfied", t.Satisfied}, {"基本满意", "fairly", t.Fairly}, {"不满意", "unsatisfied", t.Unhappy}}, measure{"没有评价", "none", t.Unasked})
}

// terms tells the two terms apart: answering, and publishing the answer.
func (r *Replies) terms() Sheet {
	t := r.Total
	s := Sheet{Key: "terms", Title: "期限", Columns: []Column{{"term", "期限", "", Words}, {"in_time", "按时", "件", Count}, {"late", "超期", "件", Count}, {"unknown", "无法计算", "件", Count}, {"rate", "按时率", "", Share}}}
	add := func(label, group string, in, known int) {
		s.Rows = append(s.Rows, Row{Cells: []Cell{text(label), whole(in, group, "in-time"), whole(known-in, group, "late"), whole(t.All-known, group, "unknown"), share(Rate{in, known})}})
	}
	add("答复（交办后3个月，延期的6个月）", "reply-term", t.InTime, t.Timed)
	add("公开（答复后20个工作日）", "publish-term", t.Published, t.Dated)
	return s
}

func (r *Replies) replySheet(key, title, member, label, group string, list []ReplyHeading) Sheet {
	s := Sheet{Key: key, Title: title, Chart: Chart{Stack, []int{3, 4, 5, 6}}, Columns: []Column{
		{member, label, "", Words}, {"replies", "件数", "件", Count}, {"finished", "办结", "件", Count},
		{"a", "A", "件", Count}, {"b", "B", "件", Count}, {"c", "C", "件", Count}, {"d", "D", "件", Count},
		{"disclosed_rate", "公开率", "", Share}, {"in_time_rate", "按时答复率", "", Share}, {"satisfied_rate", "满意率", "", Share},
	}}
	row := func(label, group string, t ReplyTally) Row {
		return Row{Cells: []Cell{text(label), whole(t.All, group, "replies"), whole(t.Finished, group+"/handled", "finished"),
			whole(t.A, group, "a"), whole(t.B, group, "b"), whole(t.C, group, "c"), whole(t.D, group, "d"),
			share(t.DisclosedRate()), share(Rate{t.InTime, t.Timed}), share(t.SatisfiedRate())}}
	}
	for _, h := range list {
		s.Rows = append(s.Rows, row(h.Label, group+"/"+h.Key, h.ReplyTally))
	}
	total := row("合计", "all", r.Total)
	total.Total = true
	s.Rows = append(s.Rows, total)
	return s
}

func (r *Replies) note(i *ReplyItem) string {
	switch {
	case i.LateReply && i.HasReplied:
		return fmt.Sprintf("应于%s前答复，超期%d天", i.Due.Chinese(), int(i.Replied-i.Due))
	case i.LateReply:
		return fmt.Sprintf("应于%s前答复，还没有答复", i.Due.Chinese())
	case i.LatePublication:
		return fmt.Sprintf("答复后第%d个工作日公开", i.PublishedAfter)
	}
	return i.Session + "第" + i.Number + "号"
}

func (r *Replies) list(key, title string, all Behind, empty string, keep func(*ReplyItem) bool) Sheet {
	s := Sheet{Key: key, Title: title, Listing: true, All: all, Empty: empty, Columns: []Column{
		{"index_number", "索引号", "", Words}, {"title", "标题", "", Words}, {"category", "类别", "", Words}, {"session", "届次", "", Words}, {"number", "编号", "", Words},
		{"subject", "案由", "", Words}, {"lead", "主办单位", "", Words}, {"result", "办理结果", "", Words}, {"disclosure", "公开方式", "", Words},
		{"assigned", "交办日期", "", Date}, {"replied", "答复日期", "", Date}, {"due", "应答复日期", "", Date}, {"extended", "延期", "", Words},
		{"published", "发布日期", "", Date}, {"published_after", "答复至发布", "工作日", Days}, {"satisfaction", "满意度", "", Words}, {"note", "说明", "", Words},
	}}
	for _, i := range r.Items {
		if !keep(i) {
			continue
		}
		assigned, due, replied, after := Cell{}, Cell{}, Cell{}, Cell{}
		if i.HasAssigned {
			assigned, due = date(i.Assigned), date(i.Due)
		}
		if i.HasReplied {
			replied, after = date(i.Replied), whole(i.PublishedAfter)
		}
		extended := "否"
		if i.Extended {
			extended = "是"
		}
		s.Rows = append(s.Rows, Row{Cells: []Cell{
			text(i.Entry.Index.String()), titled(i.Entry), text(i.Sort), text(i.Session), text(i.Number), text(i.Subject), text(i.Lead), text(i.Result), text(i.Disclosure),
			assigned, replied, due, text(extended), date(i.Entry.Published), after, text(i.Satisfaction), text(r.note(i)),
		}, Late: r.line(i).Late})
	}
	return s
}

// replyGroups are the replies behind every number.
func (r *Replies) replyGroups() []Group {
	all := r.byResult("all", "全部答复", r.Items)
	out := []Group{all, r.handled("all/handled", "全部答复", r.Items)}
	for _, set := range []struct {
		key  string
		list []ReplyHeading
	}{{"session", r.Sessions}, {"category", r.Sorts}, {"lead", r.Leads}} {
		for _, h := range set.list {
			out = append(out, r.byResult(set.key+"/"+h.Key, h.Label, h.Items), r.handled(set.key+"/"+h.Key+"/handled", h.Label, h.Items))
		}
	}
	by := func(key, title string, parts []string, labels []string, of func(*ReplyItem) int) {
		g := Group{Key: key, Title: title}
		lists := make([][]Line, len(parts))
		for _, i := range r.Items {
			n := of(i)
			lists[n] = append(lists[n], r.line(i))
		}
		for n, lines := range lists {
			g.Parts = append(g.Parts, Part{Key: parts[n], Label: labels[n], Lines: lines})
		}
		g.Parts = full(g.Parts...)
		out = append(out, g)
	}
	by("result", "办理结果", []string{"a", "b", "c", "d", "none"}, []string{"A 已经解决或者基本解决", "B 正在解决", "C 列入计划", "D 留作参考", "没有写明"},
		func(i *ReplyItem) int { return place(i.Result, "A", "B", "C", "D") })
	by("disclosure", "公开方式", []string{"full", "summary", "none", "unknown"}, []string{"全文公开", "摘要公开", "不公开", "没有写明"},
		func(i *ReplyItem) int { return place(i.Disclosure, "全文公开", "摘要公开", "不公开") })
	by("satisfaction", "代表和委员的评价", []string{"satisfied", "fairly", "unsatisfied", "none"}, []string{"满意", "基本满意", "不满意", "没有评价"},
		func(i *ReplyItem) int { return place(i.Satisfaction, "满意", "基本满意", "不满意") })
	by("reply-term", "答复期限", []string{"in-time", "late", "unknown"}, []string{"按时答复", "超期", "无法计算"},
		func(i *ReplyItem) int { return standing(i.Timed(r.AsOf), i.LateReply) })
	by("publish-term", "公开期限", []string{"in-time", "late", "unknown"}, []string{"按期公开", "逾期公开", "无法计算"},
		func(i *ReplyItem) int { return standing(i.HasReplied, i.LatePublication) })
	filled := out[:0]
	for _, g := range out {
		if len(g.Parts) > 0 {
			filled = append(filled, g)
		}
	}
	return filled
}

// place is the position of a word, or the one after the last.
func place(word string, words ...string) int {
	for n, w := range words {
		if w == word {
			return n
		}
	}
	return len(words)
}

func standing(known, late bool) int {
	switch {
	case !known:
		return 2
	case late:
		return 1
	}
	return 0
}

func (r *Replies) line(i *ReplyItem) Line {
	return Line{i.Entry, r.note(i), i.LateReply || i.LatePublication}
}

// byResult lists replies by their result.
func (r *Replies) byResult(key, title string, items []*ReplyItem) Group {
	lists := make([][]Line, 5)
	for _, i := range items {
		n := place(i.Result, "A", "B", "C", "D")
		lists[n] = append(lists[n], r.line(i))
	}
	all := Part{Key: "replies", Label: "答复"}
	for n, p := range []Part{{Key: "a", Label: "A 已经解决或者基本解决"}, {Key: "b", Label: "B 正在解决"}, {Key: "c", Label: "C 列入计划"}, {Key: "d", Label: "D 留作参考"}, {Key: "none", Label: "没有写明结果"}} {
		p.Lines = lists[n]
		all.Parts = append(all.Parts, p)
	}
	all.Parts = full(all.Parts...)
	return Group{Key: key, Title: title, Parts: full(all)}
}

// handled lists replies by whether they are finished.
func (r *Replies) handled(key, title string, items []*ReplyItem) Group {
	done, open := Part{Key: "finished", Label: "办结"}, Part{Key: "open", Label: "在办"}
	for _, i := range items {
		to := &open
		if i.Finished {
			to = &done
		}
		to.Lines = append(to.Lines, r.line(i))
	}
	return Group{Key: key, Title: title + "：办理进度", Parts: full(done, open)}
}

// number writes a count in a key or a sentence.
func number(n int) string { return strconv.Itoa(n) }
