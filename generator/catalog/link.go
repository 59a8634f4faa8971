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
	"gongkai/generator/ledger"
	"gongkai/generator/number"
	"gongkai/generator/source"
)

// linker resolves references while a catalog is made. What it finds is worded
// afterwards, and only if someone asks.
type linker struct {
	catalog *Catalog
	docs    []*document.Document // all, by path: published or not
	issued  *ledger.Ledger
	index   map[string]*document.Document // by the key of the index number
	number  map[string]*document.Document // by the key of the document number: published or not
	titles  titles                        // of what is published
	held    []*Entry                      // those whose day has not come
	effects []effects                     // by the position of their entry
	joined  map[joint]bool
	waiting []func() // what is to be worded, in order
	judging bool     // findings are asked for

	list  diag.List
	next  map[string]string // the number proposed for an agency and year
	names []string          // index numbers and document numbers, for candidates
	paths []string          // of the same documents, below content/
	asked int               // how many candidates were searched
}

// later has something worded when findings are asked for; from then on, at
// once.
func (l *linker) later(word func()) {
	if l.judging {
		word()
		return
	}
	l.waiting = append(l.waiting, word)
}

// joint is a relation that was told, be it from either end.
type joint struct {
	from, to *Entry
	word     Word
}

// target finds what a reference names: an index number, a document number or
// a path (relative to content/ or to the document, with or without .md).
func (l *linker) target(from *Entry, text string) (*Entry, *document.Document) {
	if text == "" {
		return nil, nil
	}
	key := number.Key(text)
	d := l.number[key]
	if d == nil {
		d = l.index[key]
	}
	if d == nil {
		d = l.byPath(from.Path, text)
	}
	if d == nil {
		return nil, nil
	}
	return l.catalog.ByPath(d.Path), d
}

// all finds a document by its path, published or not.
func (l *linker) all(path string) *document.Document {
	i, found := slices.BinarySearchFunc(l.docs, path, func(d *document.Document, path string) int { return cmp.Compare(d.Path, path) })
	if !found {
		return nil
	}
	return l.docs[i]
}

func (l *linker) byPath(from, text string) *document.Document {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\\", "/"), "/")
	for _, p := range []string{text, path.Join(source.ContentDir, text), path.Join(path.Dir(from), text)} {
		for _, ext := range []string{"", ".md"} {
			if d := l.all(p + ext); d != nil {
				return d
			}
		}
	}
	return nil
}

// broken words a reference that leads nowhere.
func (l *linker) broken(id field.ID, ref document.Reference, hidden *document.Document) diag.Finding {
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

// candidatesMax bounds the work for a site with thousands of broken
// references: as many as are printed of one code.
const candidatesMax = diag.ShownOfOneCode

// candidates gives the names of the same sort as a text, of documents that may
// be named.
func (l *linker) candidates(text string) []string {
	if l.names == nil {
		l.gatherNames()
	}
	if strings.HasSuffix(text, ".md") {
		return l.paths
	}
	return l.names
}

func (l *linker) gatherNames() {
	for _, d := range l.docs {
		keys := d.Keys()
		if d.Draft || !d.Public {
			continue
		}
		if keys.Index != "" && l.index[keys.Index] == d {
			l.names = append(l.names, d.Index.String())
			l.paths = append(l.paths, strings.TrimPrefix(d.Path, source.ContentDir+"/"))
		}
		if keys.Number != "" && l.number[keys.Number] == d {
			l.names = append(l.names, d.ShownNumber())
		}
	}
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
			if to := l.resolve(e, f.id, ref); to != nil {
				l.join(e, f.word, to, "")
			}
		}
	}
	for _, group := range e.Groups(field.Cleanup) {
		l.cleanup(e, group)
	}
	for _, b := range bases(e) {
		if to := l.basis(e, b); to != nil {
			l.join(e, b.word, to, "")
		}
	}
}

// basis is a text that may be free or name a document.
type basis struct {
	id   field.ID
	word Word
	ref  document.Reference
}

func bases(e *Entry) []basis {
	var out []basis
	for _, ref := range e.References(field.RepealBasis) {
		out = append(out, basis{field.RepealBasis, RepealedBy, ref})
	}
	if group, ok := e.Group(field.Consultation); ok {
		for _, ref := range group.References(field.ConsultationFeedback) {
			out = append(out, basis{field.ConsultationFeedback, RelatedTo, ref})
		}
	}
	return out
}

// basis gives the entry a basis names, nil for free text. One that names a
// document that must not be named is broken; one held back is named nowhere.
func (l *linker) basis(e *Entry, b basis) *Entry {
	to, d := l.target(e, b.ref.Text)
	switch {
	case d == nil || d == e.Document:
		return nil
	case d.Draft || !d.Public:
		l.later(func() { l.list.Add(l.broken(b.id, b.ref, d)) })
		return nil
	case e.named == nil:
		e.named = map[string]*Entry{}
	}
	e.named[b.ref.Text] = to
	return to
}

// resolve gives the entry a reference leads to, or reports that there is none.
// Of a document that is held back until its day nothing is told until then.
func (l *linker) resolve(e *Entry, id field.ID, ref document.Reference) *Entry {
	to, d := l.target(e, ref.Text)
	switch {
	case d == e.Document:
		l.later(func() {
			l.list.Add(l.broken(id, ref, nil).Hinted("这里写的是文件自己，请写另一份文件"))
		})
		return nil
	case d == nil || d.Draft || !d.Public:
		l.later(func() { l.list.Add(l.broken(id, ref, d)) })
		return nil
	}
	return to
}

// foresee judges a document that is held back: its day must not be the day on
// which the site can no longer be built.
func (l *linker) foresee(e *Entry) {
	for _, f := range relationFields {
		for _, ref := range e.References(f.id) {
			l.resolve(e, f.id, ref)
		}
	}
	for _, group := range e.Groups(field.Cleanup) {
		for _, ref := range group.References(field.CleanupFile) {
			l.resolve(e, field.Cleanup, ref)
		}
	}
	for _, b := range bases(e) {
		l.basis(e, b)
	}
	l.links(e)
	l.list.Add(e.NoTerm()...)
}

// join adds a relation at both ends and what it does to validity.
func (l *linker) join(e *Entry, word Word, to *Entry, note string) {
	if l.joined[joint{e, to, word}] {
		return
	}
	l.joined[joint{e, to, word}], l.joined[joint{to, e, word.Opposite()}] = true, true
	e.Relations = append(e.Relations, Relation{Word: word, To: to, Note: note})
	to.Relations = append(to.Relations, Relation{Word: word.Opposite(), To: e, Note: note})
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

func (l *linker) fx(e *Entry) *effects { return &l.effects[e.at] }

// cleanup reads one line of a clean-up decision.
func (l *linker) cleanup(e *Entry, group document.Values) {
	ref := group.References(field.CleanupFile)
	result := group.Text(field.CleanupResult)
	if len(ref) == 0 || result == "" {
		return // reported as missing
	}
	to := l.resolve(e, field.Cleanup, ref[0])
	if to == nil {
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
		fx.toAmend = append(fx.toAmend, x)
	}
}

// links judges the links of a text to other documents.
func (l *linker) links(e *Entry) {
	for _, ref := range e.Links {
		if l.catalog.ByPath(ref.Text) != nil {
			continue
		}
		f := diag.New(diag.LinkBroken, ref.At, "链接的文件“%s”不在栏目内", strings.TrimPrefix(ref.Text, source.ContentDir+"/")).On("", 1).
			Hinted("核对路径；草稿、未到发布日期和不公开的文件不能链接")
		if d := l.all(ref.Text); d != nil && d.Public && !d.Draft {
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
}

// byNewest orders entries as every list shows them: the newest first, then by
// index number.
func byNewest(a, b *Entry) int {
	switch {
	case a == nil || b == nil:
		return 0
	case a.Published != b.Published:
		return cmp.Compare(b.Published, a.Published)
	}
	return cmp.Or(cmp.Compare(b.Clock(field.Published), a.Clock(field.Published)), cmp.Compare(b.ID, a.ID))
}
