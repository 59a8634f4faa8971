package catalog

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/field"
	"gongkai/generator/number"
	"gongkai/generator/source"
)

// linker resolves references while a catalog is made.
type linker struct {
	catalog *Catalog
	all     map[string]*document.Document // by path: published or not
	index   map[string]*document.Document // by the key of the index number
	number  map[string]*Entry             // by the key of the document number
	effects map[*Entry]*effects
	names   []string // index numbers and document numbers, for candidates
	asked   int      // how many candidates were searched
	list    diag.List
}

// target finds what a reference names: an index number, a document number or
// a path (relative to content/ or to the document, with or without .md).
func (l *linker) target(from *Entry, text string) (*Entry, *document.Document) {
	key := number.Key(text)
	if e, ok := l.number[key]; ok && key != "" {
		return e, e.Document
	}
	d, ok := l.index[key]
	if !ok || key == "" {
		d = l.byPath(from.Path, text)
	}
	if d == nil {
		return nil, nil
	}
	return l.catalog.byPath[d.Path], d
}

func (l *linker) byPath(from, text string) *document.Document {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\\", "/"), "/")
	for _, p := range []string{text, path.Join(source.ContentDir, text), path.Join(path.Dir(from), text)} {
		for _, ext := range []string{"", ".md"} {
			if d := l.all[p+ext]; d != nil {
				return d
			}
		}
	}
	return nil
}

// broken words a reference that leads nowhere.
func (l *linker) broken(e *Entry, id field.ID, ref document.Reference, hidden *document.Document) diag.Finding {
	code := diag.ReferenceBroken
	if id == field.Interprets {
		code = diag.PairBroken
	}
	label := field.Of(id).Label
	f := diag.New(code, ref.At, "%s“%s”在栏目内找不到", label, ref.Text).On(label, utf8.RuneCountInString(ref.Text))
	if hidden != nil {
		why := "是草稿"
		if !hidden.Draft {
			why = "不是主动公开"
		}
		return f.Hinted("那份文件%s，公开的文件不能引用它", why).Noted(diag.Position{File: hidden.Path, Line: 1, Column: 1}, "那份文件在这里")
	}
	f = f.Hinted("写索引号、文号或文件路径，如 %s", field.Of(id).Example)
	if l.asked++; l.asked <= candidatesMax {
		if near := diag.NearestSome(ref.Text, l.candidates(ref.Text), 3); len(near) > 0 {
			f = f.Hinted("是不是想写：%s？", strings.Join(near, "、"))
		}
	}
	return f
}

// candidatesMax bounds the work for a site with thousands of broken references.
const candidatesMax = 200

// candidates gives the names of the same sort as a text.
func (l *linker) candidates(text string) []string {
	if !strings.HasSuffix(text, ".md") {
		return l.names
	}
	paths := make([]string, 0, len(l.all))
	for p := range l.all {
		paths = append(paths, strings.TrimPrefix(p, source.ContentDir+"/"))
	}
	slices.Sort(paths)
	return paths
}

// relationFields are the fields that name other documents, and the word each
// makes.
var relationFields = []struct {
	id   field.ID
	word Word
}{
	{field.Repeals, Repeals}, {field.Amends, Amends}, {field.Replaces, Replaces},
	{field.RepealedBy, RepealedBy}, {field.AmendedBy, AmendedBy}, {field.ReplacedBy, ReplacedBy},
	{field.Interprets, Interprets}, {field.Related, RelatedTo},
}

// relate reads the references of one document.
func (l *linker) relate(e *Entry) {
	for _, f := range relationFields {
		for _, ref := range e.References(f.id) {
			to, d := l.target(e, ref.Text)
			switch {
			case to == e:
				l.list.Add(l.broken(e, f.id, ref, nil).Hinted("这里写的是文件自己，请写另一份文件"))
			case to != nil:
				l.join(e, f.word, to, "")
			case d == nil || d.Draft || !d.Public:
				l.list.Add(l.broken(e, f.id, ref, d))
			} // else: it is held back until its day; until then nothing is told of it
		}
	}
	for _, group := range e.Groups(field.Cleanup) {
		l.cleanup(e, group)
	}
	for _, id := range []field.ID{field.RepealBasis} {
		if to, _ := l.target(e, e.Text(id)); to != nil && to != e {
			l.join(e, RepealedBy, to, "")
		}
	}
	if group, ok := e.Group(field.Consultation); ok {
		if to, _ := l.target(e, group.Text(field.ConsultationFeedback)); to != nil && to != e {
			l.join(e, RelatedTo, to, "")
		}
	}
}

// join adds a relation at both ends and what it does to validity.
func (l *linker) join(e *Entry, word Word, to *Entry, note string) {
	if !add(e, Relation{Word: word, To: to, Note: note}) {
		return
	}
	add(to, Relation{Word: word.Opposite(), To: e, Note: note})
	acting, acted := e, to
	switch word {
	case RepealedBy, AmendedBy, ReplacedBy:
		acting, acted = to, e
	}
	x := effect{day: acting.begins(), by: acting}
	switch fx := l.fx(acted); word {
	case Repeals, RepealedBy, Replaces, ReplacedBy:
		fx.repealed = append(fx.repealed, x)
	case Amends, AmendedBy:
		fx.amended = append(fx.amended, x)
	}
}

// begins is the day on which what a document does to others takes effect: its
// 施行日期, else its 发布日期.
func (e *Entry) begins() day.Day {
	if d, ok := e.Day(field.Effective); ok {
		return d
	}
	return e.Published
}

func (l *linker) fx(e *Entry) *effects {
	fx := l.effects[e]
	if fx == nil {
		fx = &effects{}
		l.effects[e] = fx
	}
	return fx
}

// add gives an entry a relation it does not have yet.
func add(e *Entry, r Relation) bool {
	for _, old := range e.Relations {
		if old.Word == r.Word && old.To == r.To && old.Name == r.Name {
			return false
		}
	}
	e.Relations = append(e.Relations, r)
	return true
}

// cleanup reads one line of a clean-up decision.
func (l *linker) cleanup(e *Entry, group document.Values) {
	ref := group.References(field.CleanupFile)
	result := group.Text(field.CleanupResult)
	if len(ref) == 0 || result == "" {
		return // reported as missing
	}
	to, d := l.target(e, ref[0].Text)
	if to == nil || to == e {
		if d == nil || d.Draft || !d.Public {
			l.list.Add(l.broken(e, field.Cleanup, ref[0], d))
		}
		return
	}
	l.join(e, CleanedUp, to, result)
	x := effect{day: e.begins(), by: e}
	switch fx := l.fx(to); result {
	case field.CleanupRepealed:
		fx.repealed = append(fx.repealed, x)
	case field.CleanupLapsed:
		fx.lapsed = append(fx.lapsed, x)
	case field.CleanupReview:
		fx.review = append(fx.review, x)
	case field.CleanupAmended:
		fx.amended = append(fx.amended, x)
	}
}

// cite resolves the document numbers in a text, and its links to other
// documents. A citation never changes what the cited document is worth.
func (l *linker) cite(e *Entry) {
	for _, c := range e.Citations {
		for _, key := range c.Keys {
			to := l.number[key]
			if to == nil {
				continue
			}
			if to != e && !slices.Contains(e.Cites, to) {
				e.Cites = append(e.Cites, to)
				to.CitedBy = append(to.CitedBy, e)
			}
			break
		}
	}
	for _, ref := range e.Links {
		if l.catalog.byPath[ref.Text] != nil {
			continue
		}
		f := diag.New(diag.LinkBroken, ref.At, "链接的文件“%s”不在栏目内", strings.TrimPrefix(ref.Text, source.ContentDir+"/")).On("", 1).
			Hinted("核对路径；草稿、未到发布日期和不公开的文件不能链接")
		if d := l.all[ref.Text]; d != nil && d.Public && !d.Draft {
			f = f.As(diag.Warning) // held back; the text stays without a link until its day
		}
		l.list.Add(f)
	}
}

// arrange puts an entry's relations in order.
func arrange(e *Entry) {
	slices.SortStableFunc(e.Relations, func(a, b Relation) int {
		return cmp.Or(cmp.Compare(a.Word, b.Word), byNewest(a.To, b.To))
	})
	slices.SortFunc(e.CitedBy, byNewest)
}

// byNewest orders entries as every list shows them: the newest first, then by
// index number.
func byNewest(a, b *Entry) int {
	if a == nil || b == nil {
		return 0
	}
	return cmp.Or(cmp.Compare(b.Published, a.Published),
		cmp.Compare(b.Clock(field.Published), a.Clock(field.Published)),
		cmp.Compare(b.ID, a.ID))
}
