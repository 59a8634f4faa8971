package catalog

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/field"
	"gongkai/generator/ledger"
	"gongkai/generator/number"
	"gongkai/generator/source"
)

// New links and places documents as of a day. The order of docs does not
// matter. The Catalog is made also when the findings hold errors, so that the
// preview can show what there is.
func New(c *config.Config, docs []*document.Document, issued *ledger.Ledger, on day.Day) (*Catalog, diag.List) {
	docs = slices.Clone(docs)
	slices.SortFunc(docs, func(a, b *document.Document) int { return cmp.Compare(a.Path, b.Path) })
	l := linker{
		catalog: &Catalog{Config: c, Day: on, byPath: map[string]*Entry{}, byID: map[string]*Entry{}},
		all:     map[string]*document.Document{},
		index:   map[string]*document.Document{},
		number:  map[string]*document.Document{},
		effects: map[*Entry]*effects{},
		joined:  map[joint]bool{},
		next:    map[string]string{},
	}
	l.enter(docs, issued)
	for _, e := range l.held {
		l.foresee(e)
	}
	for _, e := range l.catalog.Entries {
		l.relate(e)
		l.cite(e)
	}
	for _, e := range l.catalog.Entries {
		arrange(e)
		e.tell(on, *l.fx(e))
	}
	for _, e := range l.catalog.Entries {
		l.judge(e)
	}
	l.catalog.place()
	l.judgeColumn()
	l.list.Add(judgeLedger(issued, docs)...)
	return l.catalog, l.list.Override(c.Rules.Levels)
}

// enter takes every document in: all of them hold their numbers, the public
// ones whose day has come become entries.
func (l *linker) enter(docs []*document.Document, issued *ledger.Ledger) {
	c := l.catalog
	folders := map[string]*document.Document{}
	for _, d := range docs {
		l.all[d.Path] = d
		if l.taken(d, docs, folders, issued) {
			continue
		}
		switch published, _ := d.Day(field.Published); {
		case d.Draft:
			c.Drafts++
		case !d.Public:
			c.Withheld++
		case published > c.Day:
			c.Held++
			l.list.Add(diag.New(diag.HeldBack, d.At(field.Published), "发布日期 %s 未到，暂不公开", published).On(field.Of(field.Published).Label, len("2006-01-02")))
			l.held = append(l.held, &Entry{Document: d})
			l.numbered(d)
		default:
			e := &Entry{Document: d, ID: d.Index.ID(), Published: published}
			e.URL = "documents/" + e.ID + "/"
			c.Entries = append(c.Entries, e)
			c.byPath[d.Path], c.byID[e.ID] = e, e
			l.numbered(d)
		}
	}
	l.drafted(docs)
	slices.SortFunc(c.Entries, byNewest)
}

// drafted takes in the document numbers of drafts that no other document has,
// so that a reference to one is told what it is.
func (l *linker) drafted(docs []*document.Document) {
	for _, d := range docs {
		if key := number.Key(shown(d)); d.Draft && key != "" && l.number[key] == nil {
			l.number[key] = d
		}
	}
}

// taken reports an index number, or the folder it makes, that an earlier
// document already has.
func (l *linker) taken(d *document.Document, docs []*document.Document, folders map[string]*document.Document, issued *ledger.Ledger) bool {
	key := number.Key(d.Index.String())
	if key == "" {
		return false
	}
	first := l.index[key]
	if folder := strings.ToLower(d.Index.ID()); first == nil && folder != "" {
		first = folders[folder]
		if first == nil {
			folders[folder] = d
		}
	}
	if first == nil {
		l.index[key] = d
		if d.Public && !d.Draft {
			l.names = append(l.names, d.Index.String())
			l.paths = append(l.paths, strings.TrimPrefix(d.Path, source.ContentDir+"/"))
		}
		return false
	}
	f := diag.New(diag.IndexTwice, d.At(field.Number), "索引号“%s”重复", d.Index).On(field.Of(field.Number).Label, utf8.RuneCountInString(d.Index.String())).
		Noted(first.At(field.Number), "第一次出现在这里")
	if next := l.nextNumber(d, docs, issued); next != "" {
		f = f.Hinted("给这份文件改发新号，如 %s", next)
	} else {
		f = f.Hinted("给其中一份文件改发新号")
	}
	if d.Draft {
		f = f.As(diag.Warning)
	}
	l.list.Add(f)
	return true
}

// nextNumber proposes a number for a document whose own is taken.
func (l *linker) nextNumber(d *document.Document, docs []*document.Document, issued *ledger.Ledger) string {
	published, ok := d.Day(field.Published)
	if !ok || len(d.Agencies) == 0 {
		return ""
	}
	code := d.Agencies[0].Code
	series := fmt.Sprintf("%s/%d", code, published.Year())
	if _, known := l.next[series]; !known {
		l.next[series] = issued.Next(code, published.Year(), Numbers(docs))
	}
	return l.next[series]
}

// numbered takes a document number in and reports one used twice.
func (l *linker) numbered(d *document.Document) {
	typed := shown(d)
	key := number.Key(typed)
	if key == "" {
		return
	}
	first, twice := l.number[key]
	if !twice {
		l.number[key] = d
		l.names = append(l.names, typed)
		return
	}
	l.list.Add(diag.New(diag.DocumentTwice, d.At(field.Document), "文号“%s”重复", typed).On(field.Of(field.Document).Label, utf8.RuneCountInString(d.Text(field.Document))).
		Noted(first.At(field.Document), "第一次出现在这里").Hinted("核对哪一份抄错了；同一文件的几个部分请作为附件"))
}

// Numbers gives every index number that documents carry, for issuing new ones.
func Numbers(docs []*document.Document) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, d := range docs {
			if s := d.Index.String(); s != "" && !yield(s) {
				return
			}
		}
	}
}
