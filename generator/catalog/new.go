package catalog

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/field"
	"gongkai/generator/ledger"
)

// New links and places documents as of a day. The order of docs does not
// matter. The Catalog is made also when the findings hold errors, so that the
// preview can show what there is.
func New(c *config.Config, docs []*document.Document, issued *ledger.Ledger, on day.Day) (*Catalog, diag.List) {
	made, found := Link(c, docs, issued, on)
	return made, found()
}

// Link makes the catalog that New makes, and leaves what is found about it for
// when it is asked for.
func Link(c *config.Config, docs []*document.Document, issued *ledger.Ledger, on day.Day) (*Catalog, func() diag.List) {
	docs = slices.Clone(docs)
	slices.SortFunc(docs, func(a, b *document.Document) int { return cmp.Compare(a.Path, b.Path) })
	l := &linker{
		catalog: &Catalog{Config: c, Day: on},
		docs:    docs,
		issued:  issued,
		index:   make(map[string]*document.Document, len(docs)),
		number:  make(map[string]*document.Document, len(docs)),
		joined:  map[joint]bool{},
	}
	l.enter()
	for _, e := range l.catalog.Entries {
		l.relate(e)
	}
	for _, e := range l.catalog.Entries {
		arrange(e)
		e.tell(on, l.effects[e.at])
	}
	l.titles = newTitles(l.catalog.Entries)
	for _, e := range l.catalog.Entries {
		l.cite(e)
	}
	for _, e := range l.catalog.Entries {
		slices.SortFunc(e.CitedBy, byNewest)
	}
	l.catalog.place()
	return l.catalog, sync.OnceValue(l.judgeAll)
}

// enter takes every document in: all of them hold their numbers, the public
// ones whose day has come become entries.
func (l *linker) enter() {
	c := l.catalog
	folders := make(map[string]*document.Document, len(l.docs))
	all := make([]Entry, 0, len(l.docs)) // together, since they live together
	for _, d := range l.docs {
		if l.taken(d, folders) {
			continue
		}
		switch published, _ := d.Day(field.Published); {
		case d.Draft:
			c.Drafts++
		case !d.Public:
			c.Withheld++
		case published > c.Day:
			c.Held++
			l.later(func() {
				l.list.Add(diag.New(diag.HeldBack, d.At(field.Published), "发布日期 %s 未到，暂不公开", published).On(field.Of(field.Published).Label, len("2006-01-02")))
			})
			l.held = append(l.held, &Entry{Document: d})
			l.numbered(d)
		default:
			id := d.Keys().ID
			all = append(all, Entry{Document: d, ID: id, URL: "documents/" + id + "/", Published: published})
			l.numbered(d)
		}
	}
	l.drafted()
	l.order(all)
	l.later(func() {
		for _, e := range l.held {
			l.foresee(e)
		}
	})
}

// order puts entries, given by their paths, into the order of lists.
func (l *linker) order(all []Entry) {
	c := l.catalog
	c.Entries = make([]*Entry, len(all))
	for i := range all {
		c.Entries[i] = &all[i]
	}
	slices.SortFunc(c.Entries, byNewest)
	c.byID = make(map[string]int32, len(all))
	for at, e := range c.Entries {
		e.at = int32(at)
		c.byID[e.ID] = e.at
	}
	c.order = make([]int32, len(all))
	for i := range all {
		c.order[i] = all[i].at
	}
	l.effects = make([]effects, len(all))
}

// drafted takes in the document numbers of drafts that no other document has,
// so that a reference to one is told what it is.
func (l *linker) drafted() {
	for _, d := range l.docs {
		if !d.Draft {
			continue
		}
		if key := d.Keys().Number; key != "" && l.number[key] == nil {
			l.number[key] = d
		}
	}
}

// taken reports an index number, or the folder it makes, that an earlier
// document already has.
func (l *linker) taken(d *document.Document, folders map[string]*document.Document) bool {
	keys := d.Keys()
	if keys.Index == "" {
		return false
	}
	first := l.index[keys.Index]
	if folder := strings.ToLower(keys.ID); first == nil && folder != "" {
		first = folders[folder]
		if first == nil {
			folders[folder] = d
		}
	}
	if first == nil {
		l.index[keys.Index] = d
		return false
	}
	l.later(func() { l.list.Add(l.indexTwice(d, first)) })
	return true
}

func (l *linker) indexTwice(d, first *document.Document) diag.Finding {
	f := diag.New(diag.IndexTwice, d.At(field.Number), "索引号“%s”重复", d.Index).On(field.Of(field.Number).Label, utf8.RuneCountInString(d.Index.String())).
		Noted(first.At(field.Number), "第一次出现在这里")
	if next := l.nextNumber(d); next != "" {
		f = f.Hinted("给这份文件改发新号，如 %s", next)
	} else {
		f = f.Hinted("给其中一份文件改发新号")
	}
	if d.Draft {
		f = f.As(diag.Warning)
	}
	return f
}

// nextNumber proposes a number for a document whose own is taken.
func (l *linker) nextNumber(d *document.Document) string {
	published, ok := d.Day(field.Published)
	if !ok || len(d.Agencies) == 0 {
		return ""
	}
	code := d.Agencies[0].Code
	series := fmt.Sprintf("%s/%d", code, published.Year())
	if _, known := l.next[series]; !known {
		if l.next == nil {
			l.next = map[string]string{}
		}
		l.next[series] = l.issued.Next(code, published.Year(), Numbers(l.docs))
	}
	return l.next[series]
}

// numbered takes a document number in and reports one used twice.
func (l *linker) numbered(d *document.Document) {
	key := d.Keys().Number
	if key == "" {
		return
	}
	first, twice := l.number[key]
	if !twice {
		l.number[key] = d
		return
	}
	l.later(func() {
		l.list.Add(diag.New(diag.DocumentTwice, d.At(field.Document), "文号“%s”重复", d.ShownNumber()).On(field.Of(field.Document).Label, utf8.RuneCountInString(d.Text(field.Document))).
			Noted(first.At(field.Document), "第一次出现在这里").Hinted("核对哪一份抄错了；同一文件的几个部分请作为附件"))
	})
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
