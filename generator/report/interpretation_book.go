package report

import (
	"fmt"
	"slices"

	"gongkai/generator/catalog"
)

// Definition says exactly how the 解读率 is counted; it is printed beside it.
func (r *Interpretation) Definition() []string {
	return []string{
		"解读率 = 已解读件数 ÷ 应解读件数。应解读的文件，是截至" + r.AsOf.Chinese() + "已在本栏目主动公开的规章和规范性文件，以及写明“解读要求：需要”的其他文件；写明豁免理由的不计入，另列清单。",
		"有一件以上已经发布的解读指向它的，计为已解读；同一文件有几件解读，只计一次。比率保留一位小数，只要还有一件没有解读，就不写成100.0%；没有应解读的文件时写“不适用”。",
		fmt.Sprintf("按时，是指第一件解读在文件发布后%d个工作日以内发布（发布当日为第0日，放假和调休按国务院办公厅公布的安排；早于文件发布的也算按时，另列清单）。同日，是指第一件解读与文件同一天发布。及时率和同步率的分母都是应解读件数。", r.Days),
		"过了期限还没有解读的为“逾期”，期限未到的为“未到期”。联合制发的文件计入牵头机关。文件按件计算，解读另按件计算：一件解读用了几种形式，在每种形式里各计一次；图解、图表、动漫、视频、H5为图形化解读。",
	}
}

// The parts of a group of documents, and the parts of the group of pieces.
const (
	partOnTime  = "on-time"
	partLate    = "late"
	partPending = "pending"
	partOverdue = "overdue"
	partExempt  = "exempt"
	partAll     = "policies"
	partDone    = "interpreted"
	partSame    = "same-day"
	partPieces  = "pieces"
	partMissing = "missing"
)

// Book gives the report as figures, sheets and lists.
func (r *Interpretation) Book() *Book {
	b := &Book{Name: "interpretation", Title: "政策解读率", AsOf: r.AsOf, Definition: r.Definition()}
	b.Period = "截至" + r.AsOf.Chinese()
	if n := len(r.Years); n > 0 {
		b.Period = r.Years[n-1].Label + "至今，截至" + r.AsOf.Chinese()
	}
	t := r.Total
	b.Figures = []Figure{
		{"rate", "政策解读率", share(t.Rate()), "", t.Rate().Counts()},
		{"policies", "应解读", whole(t.Policies, "all", partAll), "件", fmt.Sprintf("另有%d件豁免", t.Exempt)},
		{"interpreted", "已解读", whole(t.Interpreted, "all", partDone), "件", fmt.Sprintf("平均第%s个工作日", or(mean(t.DaysSum, t.Interpreted).Text, "—"))},
		{"missing", "未解读", whole(t.Pending+t.Overdue, "all", partMissing), "件", fmt.Sprintf("逾期%d件，未到期%d件", t.Overdue, t.Pending)},
		{"on_time", "按时解读", whole(t.OnTime, "all", partOnTime), "件", "及时率 " + Rate{t.OnTime, t.Policies}.Text() + "，" + Rate{t.OnTime, t.Policies}.Counts()},
		{"same_day", "同日解读", whole(t.SameDay, "all", partSame), "件", "同步率 " + Rate{t.SameDay, t.Policies}.Text() + "，" + Rate{t.SameDay, t.Policies}.Counts()},
		{"pieces", "解读", whole(len(r.Pieces), "pieces", partPieces), "件", "图形化占 " + r.GraphicPieces.Text() + "，" + r.GraphicPieces.Counts()},
		{"exempt", "豁免", whole(t.Exempt, "all", partExempt), "件", "逐件写明理由"},
	}
	b.Sheets = []Sheet{
		r.headings("by_year", "逐年变化", "year", "年度", "year", r.Years, Chart{Progress, []int{2, 1}}),
		r.headings("by_agency", "各机关情况", "agency", "制定机关", "agency", r.Agencies, Chart{Bars, []int{3}}),
		r.headings("by_kind", "各类文件情况", "kind", "文件类型", "kind", r.Kinds, Chart{}),
		r.headings("by_theme", "各主题情况", "theme", "主题分类", "theme", r.Themes, Chart{}),
		r.forms(), r.shares(), r.items(),
		r.list("missing", "尚未解读的文件", partMissing, "没有未解读的文件。", func(i *Item) bool { return i.Status == Pending || i.Status == Overdue }),
		r.list("late", "超过期限才解读的文件", partLate, "没有超期解读的文件。", func(i *Item) bool { return i.Status == Interpreted && !i.OnTime(r.Days) }),
		r.list("exempt", "豁免解读的文件", partExempt, "没有豁免的文件。", func(i *Item) bool { return i.Status == Exempt }),
		r.pieceList("orphans", "没有对应文件的解读", "没有孤立的解读。", Orphan),
		r.pieceList("of_void", "所解读的文件已经失效、废止的解读", "没有。", OfVoid),
		r.pieceList("early", "早于文件发布的解读", "没有。", Early),
	}
	b.Groups = r.groups()
	return b
}

func or(s, empty string) string {
	if s == "" {
		return empty
	}
	return s
}

// headings is a table of tallies with their sum.
func (r *Interpretation) headings(key, title, member, label, group string, list []Heading, chart Chart) Sheet {
	s := Sheet{Key: key, Title: title, Chart: chart, Columns: []Column{
		{member, label, "", Words}, {"policies", "应解读", "件", Count}, {"interpreted", "已解读", "件", Count}, {"rate", "解读率", "", Share},
		{"on_time", "按时", "件", Count}, {"same_day", "同日", "件", Count}, {"pending", "未到期", "件", Count}, {"overdue", "逾期", "件", Count},
		{"exempt", "豁免", "件", Count}, {"mean_days", "平均用时", "工作日", Days},
	}}
	for _, h := range list {
		s.Rows = append(s.Rows, tallyRow(h.Label, h.Tally, group+"/"+h.Key))
	}
	total := tallyRow("合计", r.Total, "all")
	total.Total = true
	s.Rows = append(s.Rows, total)
	return s
}

func tallyRow(label string, t Tally, group string) Row {
	return Row{Cells: []Cell{
		text(label), whole(t.Policies, group, partAll), whole(t.Interpreted, group, partDone), share(t.Rate()),
		whole(t.OnTime, group, partOnTime), whole(t.SameDay, group, partSame), whole(t.Pending, group, partPending), whole(t.Overdue, group, partOverdue),
		whole(t.Exempt, group, partExempt), mean(t.DaysSum, t.Interpreted),
	}}
}

func (r *Interpretation) forms() Sheet {
	s := Sheet{Key: "forms", Title: "解读形式", Note: "一件解读可以用几种形式，各项相加可能大于100%。", Chart: Chart{Bars, []int{2}},
		Columns: []Column{{"form", "形式", "", Words}, {"pieces", "解读件数", "件", Count}, {"share", "占解读件数", "", Share}}, Empty: "还没有解读。"}
	for _, f := range r.Forms {
		s.Rows = append(s.Rows, Row{Cells: []Cell{text(f.Form), whole(len(f.Pieces), "form/"+f.Key, partPieces), share(f.Share)}})
	}
	return s
}

func (r *Interpretation) shares() Sheet {
	s := Sheet{Key: "shares", Title: "图形化和负责人解读", Note: "按解读计算和按被解读的文件计算，分开列出。",
		Columns: []Column{{"measure", "项目", "", Words}, {"part", "件数", "件", Count}, {"whole", "总数", "件", Count}, {"share", "占比", "", Share}}}
	for _, l := range []struct {
		label     string
		rate      Rate
		part, all Behind
	}{
		{"图形化解读（占解读件数）", r.GraphicPieces, Behind{"pieces/graphic", partPieces}, Behind{"pieces", partPieces}},
		{"有图形化解读的文件（占已解读文件）", r.GraphicDocuments, Behind{"documents/graphic", partDone}, Behind{"all", partDone}},
		{"负责人解读（占解读件数）", r.PrincipalPieces, Behind{"pieces/principal", partPieces}, Behind{"pieces", partPieces}},
		{"有负责人解读的文件（占已解读文件）", r.PrincipalDocuments, Behind{"documents/principal", partDone}, Behind{"all", partDone}},
	} {
		s.Rows = append(s.Rows, Row{Cells: []Cell{text(l.label), whole(l.rate.Part, l.part.Group, l.part.Part), whole(l.rate.Whole, l.all.Group, l.all.Part), share(l.rate)}})
	}
	return s
}

// statusWords are the statuses as they are shown.
var statusWords = map[Status]string{Interpreted: "已解读", Pending: "未到期", Overdue: "逾期", Exempt: "豁免"}

// Word is the status as it is shown.
func (s Status) Word() string { return statusWords[s] }

// note says what the report found about a document.
func (r *Interpretation) note(i *Item) string {
	switch i.Status {
	case Exempt:
		return "豁免：" + i.Reason
	case Overdue:
		return fmt.Sprintf("逾期%d个工作日，发布已%d天", i.Waited-r.Days, int(r.AsOf-i.Entry.Published))
	case Pending:
		return fmt.Sprintf("未到期，还有%d个工作日，%s前解读", r.Days-i.Waited, i.Due.Chinese())
	}
	switch {
	case i.SameDay():
		return "同日解读"
	case i.By[0].Published < i.Entry.Published:
		return "解读早于文件发布"
	case !i.OnTime(r.Days):
		return fmt.Sprintf("第%d个工作日解读，超期%d个工作日", i.WorkingDays, i.WorkingDays-r.Days)
	}
	return fmt.Sprintf("第%d个工作日解读", i.WorkingDays)
}

func (r *Interpretation) line(i *Item) Line {
	return Line{i.Entry, r.note(i), i.Status == Overdue || i.Status == Interpreted && !i.OnTime(r.Days)}
}

// items lists the population and the exempt documents.
func (r *Interpretation) items() Sheet {
	return r.list("items", "全部文件", "", "没有应解读的文件。", func(*Item) bool { return true })
}

func (r *Interpretation) list(key, title, part, empty string, keep func(*Item) bool) Sheet {
	s := Sheet{Key: key, Title: title, Listing: true, All: Behind{"all", part}, Empty: empty, Columns: []Column{
		{"index_number", "索引号", "", Words}, {"title", "标题", "", Words}, {"agency", "制定机关", "", Words}, {"kind", "类型", "", Words},
		{"published", "发布日期", "", Date}, {"status", "状态", "", Words}, {"first", "首件解读日期", "", Date},
		{"working_days", "首件解读用时", "工作日", Days}, {"days", "发布至今", "日", Days}, {"note", "说明", "", Words},
	}}
	for _, i := range r.Items {
		if !keep(i) {
			continue
		}
		first, days := Cell{}, Cell{}
		if len(i.By) > 0 {
			first, days = date(i.By[0].Published), whole(i.WorkingDays)
		}
		s.Rows = append(s.Rows, Row{Cells: []Cell{
			text(i.Entry.Index.String()), titled(i.Entry), text(leadName(i.Entry)), text(i.Entry.Kind.Label()), date(i.Entry.Published),
			text(i.Status.Word()), first, days, whole(int(r.AsOf - i.Entry.Published)), text(r.note(i)),
		}, Late: r.line(i).Late})
	}
	return s
}

func (r *Interpretation) pieceList(key, title, empty string, sort PieceSort) Sheet {
	s := Sheet{Key: key, Title: title, Listing: true, Empty: empty, Columns: []Column{
		{"index_number", "索引号", "", Words}, {"title", "标题", "", Words}, {"agency", "发布机构", "", Words}, {"published", "发布日期", "", Date}, {"note", "说明", "", Words},
	}}
	for _, p := range r.Pieces {
		if p.Sort == sort {
			s.Rows = append(s.Rows, Row{Cells: []Cell{text(p.Entry.Index.String()), titled(p.Entry), text(leadName(p.Entry)), date(p.Entry.Published), text(pieceNote(p))}})
		}
	}
	return s
}

func pieceNote(p Piece) string {
	switch p.Sort {
	case Orphan:
		return "没有指向已发布的文件"
	case OfVoid:
		return "《" + p.Of[0].Title() + "》" + p.Of[0].Validity.Word
	case Early:
		for _, to := range p.Of {
			if p.Entry.Published < to.Published {
				return "《" + to.Title() + "》" + to.Published.Chinese() + "才发布"
			}
		}
	case Outside:
		return "所解读的文件不在应解读的范围内"
	}
	return "解读《" + p.Of[0].Title() + "》"
}

// groups are the documents behind every number.
func (r *Interpretation) groups() []Group {
	out := []Group{r.group("all", "全部应解读文件", r.Items)}
	for _, set := range []struct {
		key  string
		list []Heading
	}{{"year", r.Years}, {"agency", r.Agencies}, {"kind", r.Kinds}, {"theme", r.Themes}} {
		for _, h := range set.list {
			if len(h.Items) > 0 {
				out = append(out, r.group(set.key+"/"+h.Key, h.Label+"应解读文件", h.Items))
			}
		}
	}
	out = append(out,
		r.pieceGroup("pieces", "全部解读", func(Piece) bool { return true }),
		r.pieceGroup("pieces/graphic", "图形化解读", func(p Piece) bool { return p.Is(graphic...) }),
		r.pieceGroup("pieces/principal", "负责人解读", func(p Piece) bool { return p.Is(principal) }),
		r.formGroup("documents/graphic", "有图形化解读的文件", graphic...),
		r.formGroup("documents/principal", "有负责人解读的文件", principal))
	for _, f := range r.Forms {
		out = append(out, r.pieceGroup("form/"+f.Key, "解读形式："+f.Form, func(p Piece) bool { return p.Is(f.Form) }))
	}
	return slices.DeleteFunc(out, func(g Group) bool { return len(g.Parts) == 0 })
}

// group lists the items of a heading by their status, each once.
func (r *Interpretation) group(key, title string, items []*Item) Group {
	var same, soon, late, overdue, pending, exempt []Line
	for _, i := range items {
		list := &late
		switch {
		case i.Status == Exempt:
			list = &exempt
		case i.Status == Overdue:
			list = &overdue
		case i.Status == Pending:
			list = &pending
		case i.SameDay():
			list = &same
		case i.OnTime(r.Days):
			list = &soon
		}
		*list = append(*list, r.line(i))
	}
	onTime := Part{Key: partOnTime, Label: "按时解读", Parts: full(Part{Key: partSame, Label: "同日解读", Lines: same}, Part{Key: "soon", Label: "期限内解读", Lines: soon})}
	done := Part{Key: partDone, Label: "已解读", Parts: full(onTime, Part{Key: partLate, Label: "超期解读", Lines: late})}
	missing := Part{Key: partMissing, Label: "未解读", Parts: full(Part{Key: partOverdue, Label: "逾期", Lines: overdue}, Part{Key: partPending, Label: "未到期", Lines: pending})}
	return Group{Key: key, Title: title, Parts: full(Part{Key: partAll, Label: "应解读", Parts: full(done, missing)}, Part{Key: partExempt, Label: "豁免", Lines: exempt})}
}

// pieceGroup lists interpretations.
func (r *Interpretation) pieceGroup(key, title string, keep func(Piece) bool) Group {
	part := Part{Key: partPieces, Label: title}
	for _, p := range r.Pieces {
		if keep(p) {
			part.Lines = append(part.Lines, Line{Entry: p.Entry, Note: pieceNote(p)})
		}
	}
	return Group{Key: key, Title: title, Parts: full(part)}
}

// formGroup lists the documents interpreted in one of some forms.
func (r *Interpretation) formGroup(key, title string, forms ...string) Group {
	part := Part{Key: partDone, Label: title}
	for _, i := range r.Items {
		if i.Status == Interpreted && interpretedAs(i, forms...) {
			part.Lines = append(part.Lines, r.line(i))
		}
	}
	return Group{Key: key, Title: title, Parts: full(part)}
}

func interpretedAs(i *Item, forms ...string) bool {
	return slices.ContainsFunc(i.By, func(e *catalog.Entry) bool { return piece(e).Is(forms...) })
}
