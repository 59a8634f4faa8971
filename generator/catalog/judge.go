package catalog

import (
	"fmt"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/field"
	"gongkai/generator/ledger"
)

// judgeAll words everything that is found about a catalog.
func (l *linker) judgeAll() diag.List {
	l.judging = true
	for _, word := range l.waiting {
		word()
	}
	for _, e := range l.catalog.Entries {
		l.links(e)
	}
	for _, e := range l.catalog.Entries {
		l.judge(e)
	}
	l.judgeColumn()
	l.list.Add(judgeLedger(l.issued, l.docs)...)
	return l.list.Override(l.catalog.Config.Rules.Levels)
}

// judge judges one entry against the others.
func (l *linker) judge(e *Entry) {
	v := &e.Validity
	if typed := e.Text(field.Validity); typed != "" && typed != v.Word {
		l.list.Add(diag.New(diag.ValidityDisagrees, e.At(field.Validity), "写的效力状态是“%s”，按日期和关系推算是“%s”", typed, v.Word).
			On(field.Of(field.Validity).Label, utf8.RuneCountInString(typed)).Hinted("%s；改为“%s”，或者删去这一行由程序推算", e.why(), v.Word))
	}
	if e.Has(field.RepealedOn) && !e.grounded() {
		l.list.Add(diag.New(diag.RepealWithout, e.At(field.RepealedOn), "写了废止日期，没有写明依据").On(field.Of(field.RepealedOn).Label, len("2006-01-02")).
			Hinted("填“被废止: [文号]”；由栏目外的文件废止的填“废止依据: 文件名称”"))
	}
	if v.HasTo && !v.Void && v.Word != field.Pending && v.To-l.catalog.Day >= 0 && int(v.To-l.catalog.Day) <= l.catalog.Config.Rules.RemindDays {
		l.list.Add(diag.New(diag.Expiring, e.termAt(), "有效期到 %s，还有 %d 天", v.To, int(v.To-l.catalog.Day)).On(field.Of(field.Expires).Label, 1).
			Hinted("评估后决定继续、修订或者任其失效；继续实施的应重新公布"))
	}
	if !v.Void {
		l.list.Add(e.NoTerm()...)
	}
	l.judgeUnclear(e)
	if v.Word != "" && !v.Void {
		l.judgeCitations(e)
	}
	l.judgeOrder(e)
}

// termAt is where a document's end is written.
func (e *Entry) termAt() diag.Position {
	if e.Has(field.Expires) {
		return e.At(field.Expires)
	}
	return e.At(field.ValidYears)
}

// grounded tells whether a repeal has its basis: named by the document itself,
// also where the act is held back until its day, or told by the act.
func (e *Entry) grounded() bool {
	if e.Has(field.RepealBasis) || e.Has(field.RepealedBy) || e.Has(field.ReplacedBy) {
		return true
	}
	for _, r := range e.Relations {
		if r.Word == RepealedBy || r.Word == ReplacedBy || r.Word == Cleaned && r.Note == field.CleanupRepealed {
			return true
		}
	}
	return false
}

// why tells what decided a validity.
func (e *Entry) why() string {
	v := e.Validity
	by := ""
	if v.Cause != nil {
		by = "《" + v.Cause.Title() + "》"
	}
	switch v.Word {
	case field.Repealed:
		if by == "" {
			return "它写有废止日期"
		}
		return by + "废止或代替了它"
	case field.Lapsed:
		if by != "" {
			return by + "宣布它失效"
		}
		if v.HasTo {
			return fmt.Sprintf("有效期到 %s 为止", v.To)
		}
		return "它写有宣布失效日期"
	case field.Pending:
		return fmt.Sprintf("施行日期 %s 还没有到", v.From)
	case field.PartLapsed:
		return "它写有失效条款"
	case field.Amended:
		return by + "修改了它"
	case field.UnderReview:
		return "它被列入待修订"
	}
	return "没有废止、失效、修改它的文件或日期"
}

func (e *Entry) actsOn(to *Entry) bool {
	for _, r := range e.Relations {
		if r.To == to && (r.Word == Repeals || r.Word == Replaces || r.Word == Amends || r.Word == Interprets || r.Word == CleanedUp) {
			return true
		}
	}
	return false
}

// judgeColumn judges the column as a whole.
func (l *linker) judgeColumn() {
	c := l.catalog
	l.judgeSections()
	l.judgeMoves()
	themes := c.Dimension(ByTheme).Values
	if last := themes[len(themes)-1]; last.Label == otherTheme && len(c.Entries) >= overusedFrom && len(last.Entries)*3 > len(c.Entries) {
		l.list.Add(diag.New(diag.ThemeOther, diag.Position{}, "%d 份文件中有 %d 份的主题分类是“%s”", len(c.Entries), len(last.Entries), last.Label).Hinted("分类表见 docs/fields.md"))
	}
}

// otherTheme is the theme META-05 is about; a site's own classification may do
// without it. Below overusedFrom documents its share says nothing.
const (
	otherTheme   = "其他"
	overusedFrom = 10
)

// judgeLedger compares the ledger with the numbers the documents carry.
func judgeLedger(issued *ledger.Ledger, docs []*document.Document) (list diag.List) {
	byPath := map[string]*document.Document{}
	for _, d := range docs {
		byPath[d.Path] = d
	}
	unrecorded := 0
	for _, x := range ledger.Compare(issued, Carried(docs)) {
		d := byPath[x.Doc.Path]
		switch {
		case x.Kind == ledger.Unrecorded:
			unrecorded++
		case d != nil:
			findings := ledgerFindings(x, d, byPath[x.Other.Path])
			if d.Draft {
				findings = document.Soften(findings)
			}
			list.Add(findings...)
		}
	}
	if unrecorded > 0 {
		list.Add(diag.New(diag.LedgerUnrecorded, diag.Position{File: ledger.File}, "有 %d 个索引号还没有记入台账", unrecorded).Hinted("运行 gongkai check --record"))
	}
	return list
}

// ledgerFindings words a difference at the document it is about; other is the
// second one of a number issued twice.
func ledgerFindings(x ledger.Difference, d, other *document.Document) diag.List {
	start := func(code diag.Code, format string, args ...any) diag.Finding {
		return diag.New(code, d.At(field.Number), format, args...).On(field.Of(field.Number).Label, max(1, utf8.RuneCountInString(d.Index.String())))
	}
	switch x.Kind {
	case ledger.Moved, ledger.Restored:
		return diag.List{start(diag.LedgerMoved, "索引号“%s”的文件原在 %s", x.Number, x.Row.Path).Hinted("网址不变；运行 gongkai check --record 记下新位置")}
	case ledger.Renumbered:
		return diag.List{start(diag.LedgerReassigned, "台账里这份文件的索引号是“%s”，现在写的是“%s”", x.Row.Number, x.Doc.Number).
			Hinted("索引号一经分配不再改变：改回 %s", x.Row.Number)}
	case ledger.Reassigned:
		return diag.List{start(diag.LedgerReassigned, "索引号“%s”已发给 %s《%s》", x.Number, x.Row.Path, x.Row.Title).
			Hinted("发过的号不能再用：给这份文件改发新号；若是同一份文件既改名又移动，先改一样，记录后再改另一样")}
	case ledger.DoubleIssued:
		f := start(diag.LedgerTwice, "索引号“%s”在台账里发给了两份文件", x.Number).Hinted("给其中后发的一份改发新号")
		if other != nil {
			f = f.Noted(other.At(field.Number), "另一份在这里")
		}
		return diag.List{f}
	}
	return nil // a new title, and a document that is gone, are only recorded
}

// Carried gives the numbers documents carry, as the ledger compares them.
func Carried(docs []*document.Document) []ledger.Carried {
	out := make([]ledger.Carried, 0, len(docs))
	for _, d := range docs {
		out = append(out, ledger.Carried{Number: d.Index.String(), Path: d.Path, Title: d.Text(field.Title)})
	}
	return out
}
