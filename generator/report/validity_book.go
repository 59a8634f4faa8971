package report

import (
	"fmt"

	"gongkai/generator/catalog"
	"gongkai/generator/day"
	"gongkai/generator/field"
)

// Definition says how each figure is counted.
func (r *Validity) Definition() []string {
	return []string{
		"范围是本栏目主动公开的规章和规范性文件。效力状态按日期、废止和修改关系逐日推算，截至" + r.AsOf.Chinese() + "；规章和规范性文件之间不重复计算。",
		"现行有效，是指已经制发而没有废止、失效的文件，已修改、部分失效、待修订和尚未施行的都在内。废止失效，是指被废止、被代替、宣布失效或者有效期届满的文件；原文保留，不从网上删去。",
		"年度以成文日期（没有的以发布日期）计制发，以废止、失效发生的日期计废止。每年核对：上年末现行有效 + 本年制发 − 本年废止 = 本年末现行有效；两端按文件的效力状态逐件推算，中间两项按日期计数。",
	}
}

// Book gives the report as figures, sheets and lists.
func (r *Validity) Book() *Book {
	b := &Book{Name: "validity", Title: "规章和规范性文件效力情况", AsOf: r.AsOf, Period: "截至" + r.AsOf.Chinese(), Definition: r.Definition()}
	count := func(list []*catalog.Entry, kind field.Kind) int {
		n := 0
		for _, e := range list {
			n += one(e.Kind == kind)
		}
		return n
	}
	kinds := func(list []*catalog.Entry) string {
		return fmt.Sprintf("规章%d件，规范性文件%d件", count(list, field.Regulation), count(list, field.Normative))
	}
	within := r.within()
	b.Figures = []Figure{
		{"in_force", "现行有效", whole(len(r.InForce), "in-force", "all"), "件", kinds(r.InForce)},
		{"ended", "废止失效", whole(len(r.Ended), "ended", "all"), "件", kinds(r.Ended)},
		{"expiring_30", "30日内到期", whole(within[0], "soon-30", "all"), "件", "有效期届满"},
		{"expiring_90", "90日内到期", whole(within[1], "soon-90", "all"), "件", "含30日内的"},
		{"expiring_180", "180日内到期", whole(within[2], "soon-180", "all"), "件", "含90日内的"},
	}
	b.Sheets = []Sheet{r.years(), r.soon(), r.cleanups(),
		listing("in_force", "现行有效目录", "in-force", "没有现行有效的规章和规范性文件。", r.InForce), listing("ended", "废止失效目录", "ended", "没有废止、失效的规章和规范性文件。", r.Ended)}
	b.Groups = r.groups()
	return b
}

func (r *Validity) within() (n [3]int) {
	for _, x := range r.Soon {
		for i, days := range soonDays {
			n[i] += one(x.Left <= days)
		}
	}
	return n
}

func (r *Validity) years() Sheet {
	s := Sheet{Key: "by_year", Title: "各年制发、废止和现行有效", Empty: "没有规章和规范性文件。",
		Note: "核对：上年末现行有效 + 本年制发 − 本年废止 = 本年末现行有效。当年的数截至统计当日。",
		Columns: []Column{{"year", "年度", "", Words}, {"kind", "类型", "", Words}, {"before", "上年末现行有效", "件", Count}, {"issued", "本年制发", "件", Count},
			{"ended", "本年废止", "件", Count}, {"in_force", "本年末现行有效", "件", Count}, {"check", "核对", "", Words}}}
	for _, y := range r.Years {
		for _, k := range y.Kinds {
			label, group := year(y.Year)+"年", fmt.Sprintf("year/%d/%s", y.Year, k.Kind.Row().Key)
			if !y.Whole {
				label += "（截至" + r.AsOf.String() + "）"
			}
			verdict := "相符"
			if !k.Closed() {
				verdict = "不符"
			}
			before := Behind{fmt.Sprintf("year/%d/%s/in-force", y.Year-1, k.Kind.Row().Key), "all"}
			s.Rows = append(s.Rows, Row{Cells: []Cell{text(label), text(k.Kind.Label()), whole(k.Before, before.Group, before.Part),
				whole(k.Issued, group+"/issued", "all"), whole(k.Ended, group+"/ended", "all"), whole(k.InForce, group+"/in-force", "all"), text(verdict)}})
		}
	}
	return s
}

func (r *Validity) soon() Sheet {
	s := Sheet{Key: "expiring", Title: "180日内到期的文件", Listing: true, All: Behind{"soon-180", ""}, Empty: "180日内没有到期的文件。", Columns: []Column{
		{"index_number", "索引号", "", Words}, {"title", "标题", "", Words}, {"document_number", "文号", "", Words}, {"agency", "制定机关", "", Words},
		{"to", "有效期到", "", Date}, {"days", "剩余", "日", Days}, {"within", "期限", "", Words}, {"note", "说明", "", Words}}}
	for _, x := range r.Soon {
		within := ""
		for i := len(soonDays) - 1; i >= 0; i-- {
			if x.Left <= soonDays[i] {
				within = fmt.Sprintf("%d日内", soonDays[i])
			}
		}
		s.Rows = append(s.Rows, Row{Cells: []Cell{text(x.Entry.Index.String()), titled(x.Entry), text(x.Entry.DocumentNumber()), text(leadName(x.Entry)),
			date(x.To), whole(x.Left), text(within), text(fmt.Sprintf("还有%d天到期（%s）", x.Left, x.To.Chinese()))}})
	}
	return s
}

func (r *Validity) cleanups() Sheet {
	s := Sheet{Key: "cleanups", Title: "清理结果", Empty: "没有公布清理结果。", Columns: []Column{{"title", "清理决定", "", Words}, {"published", "发布日期", "", Date}}}
	words := field.Of(field.CleanupResult).Vocabulary
	for _, w := range words {
		s.Columns = append(s.Columns, Column{w.Key, w.Label, "件", Count})
	}
	s.Columns = append(s.Columns, Column{"total", "合计", "件", Count})
	for _, c := range r.Cleanups {
		row := Row{Cells: []Cell{titled(c.Entry), date(c.Entry.Published)}}
		for _, w := range words {
			n := 0
			for _, result := range c.Results {
				if result.Word == w.Label {
					n = len(result.Entries)
				}
			}
			row.Cells = append(row.Cells, whole(n, "cleanup/"+c.Entry.ID, w.Key))
		}
		row.Cells = append(row.Cells, whole(c.Count(), "cleanup/"+c.Entry.ID, "all"))
		s.Rows = append(s.Rows, row)
	}
	return s
}

// listing is a catalogue of documents with what they are worth.
func listing(key, title, group, empty string, list []*catalog.Entry) Sheet {
	s := Sheet{Key: key, Title: title, Listing: true, All: Behind{group, ""}, Empty: empty, Columns: []Column{
		{"index_number", "索引号", "", Words}, {"title", "标题", "", Words}, {"document_number", "文号", "", Words}, {"agency", "制定机关", "", Words}, {"kind", "类型", "", Words},
		{"written", "成文日期", "", Date}, {"published", "发布日期", "", Date}, {"from", "施行日期", "", Date}, {"to", "有效期到", "", Date}, {"validity", "效力状态", "", Words}, {"note", "依据", "", Words}}}
	for _, e := range list {
		written, to := Cell{}, Cell{}
		if d, ok := e.Day(field.Written); ok {
			written = date(d)
		}
		if e.Validity.HasTo {
			to = date(e.Validity.To)
		}
		s.Rows = append(s.Rows, Row{Cells: []Cell{text(e.Index.String()), titled(e), text(e.DocumentNumber()), text(leadName(e)), text(e.Kind.Label()),
			written, date(e.Published), date(e.Validity.From), to, text(e.Validity.Word), text(basis(e))}})
	}
	return s
}

// basis names what ended or changed a document.
func basis(e *catalog.Entry) string {
	v := e.Validity
	switch {
	case v.Cause != nil && v.Cause.DocumentNumber() != "":
		return v.Cause.DocumentNumber()
	case v.Cause != nil:
		return "《" + v.Cause.Title() + "》"
	case v.Reason != "":
		return v.Reason
	case v.Word == field.Lapsed && v.HasTo:
		return "有效期届满"
	}
	return ""
}

func (r *Validity) groups() []Group {
	lines := func(list []*catalog.Entry) []Line {
		out := make([]Line, len(list))
		for i, e := range list {
			out[i] = Line{Entry: e, Note: basis(e)}
		}
		return out
	}
	flat := func(key, title string, list []*catalog.Entry) Group {
		return Group{Key: key, Title: title, Parts: full(Part{Key: "all", Label: title, Lines: lines(list)})}
	}
	out := []Group{flat("in-force", "现行有效目录", r.InForce), flat("ended", "废止失效目录", r.Ended)}
	for _, days := range soonDays {
		part := Part{Key: "all", Label: fmt.Sprintf("%d日内到期的文件", days)}
		for _, x := range r.Soon {
			if x.Left <= days {
				part.Lines = append(part.Lines, Line{Entry: x.Entry, Note: fmt.Sprintf("有效期到%s，还有%d天", x.To.Chinese(), x.Left)})
			}
		}
		out = append(out, Group{Key: fmt.Sprintf("soon-%d", days), Title: part.Label, Parts: full(part)})
	}
	for _, y := range r.Years {
		for _, k := range y.Kinds {
			group, title := fmt.Sprintf("year/%d/%s", y.Year, k.Kind.Row().Key), fmt.Sprintf("%d年%s", y.Year, k.Kind.Label())
			end := day.Make(y.Year, 12, 31)
			if !y.Whole {
				end = r.AsOf
			}
			out = append(out, flat(group+"/issued", title+"：制发", k.IssuedList), flat(group+"/ended", title+"：废止失效", k.EndedList),
				flat(group+"/in-force", title+"："+end.Chinese()+"现行有效", k.InForceList))
		}
	}
	for _, c := range r.Cleanups {
		all := Part{Key: "all", Label: "清理结果"}
		for _, result := range c.Results {
			term, _ := field.Of(field.CleanupResult).Vocabulary.Lookup(result.Word)
			all.Parts = append(all.Parts, Part{Key: term.Key, Label: result.Word, Lines: lines(result.Entries)})
		}
		out = append(out, Group{Key: "cleanup/" + c.Entry.ID, Title: "清理结果：" + c.Entry.Title(), Parts: full(all)})
	}
	kept := out[:0]
	for _, g := range out {
		if len(g.Parts) > 0 {
			kept = append(kept, g)
		}
	}
	return kept
}
