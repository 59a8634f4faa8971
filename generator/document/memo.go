package document

import (
	"sync"

	"github.com/cespare/xxhash/v2"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/markdown"
	"gongkai/generator/memo"
	"gongkai/generator/number"
)

// Remember writes down what New made of a file, so that the same file need not
// be read and judged again in the same Env. Recall reads it.
func Remember(w *memo.Writer, d *Document, list diag.List, c *config.Config) {
	w.Flag(d != nil)
	if d != nil {
		d.remember(w, c)
	}
	w.Findings(list)
}

// Recall reads what Remember wrote, with the same configuration. The error says
// that these bytes are not that.
func Recall(r *memo.Reader, c *config.Config) (*Document, diag.List, error) {
	var d *Document
	if r.Flag() {
		d = recall(r, c)
	}
	list := r.Findings()
	if !r.End() {
		return nil, nil, memo.ErrBroken
	}
	return d, list, nil
}

// fingerprint sets Told.
func (d *Document) fingerprint(c *config.Config) *Document {
	if d != nil {
		w := bare.Get().(*memo.Writer)
		w.Reset()
		d.remember(w, c)
		d.Told = xxhash.Sum64(w.Bytes())
		bare.Put(w)
	}
	return d
}

// bare are writers for fingerprints.
var bare = sync.Pool{New: func() any { return &memo.Writer{Bare: true} }}

// Beside tells whether what New made may depend on the files beside the
// document, and not only on the document's own.
func Beside(d *Document, list diag.List) bool {
	if d == nil || len(d.Attachments) > 0 || len(d.Files) > 0 {
		return true
	}
	for _, f := range list {
		if f.Code == diag.AttachmentWrong || f.Code == diag.LinkBroken {
			return true
		}
	}
	return false
}

func (d *Document) remember(w *memo.Writer, c *config.Config) {
	w.Text(d.Path)
	d.Values.remember(w)
	if !w.Bare {
		w.Sum(d.Sum)
		w.Number(d.Size)
		w.Sum(d.Told)
	}
	w.Number(int64(d.Kind))
	w.Text(d.Index.String())
	w.Text(d.Number.String())
	w.Flag(d.keys != nil)
	if d.keys != nil {
		w.Text(d.keys.Index)
		w.Text(d.keys.Number)
		w.Text(d.keys.ID)
		w.Text(d.keys.Title)
		w.Text(d.keys.Issued)
	}
	w.Number(int64(len(d.Agencies)))
	for _, a := range d.Agencies {
		w.Number(int64(place(c.Agencies, a)))
	}
	w.Number(int64(d.Theme.First))
	w.Number(int64(d.Theme.Second))
	w.Number(int64(place(c.Sections, d.Section)))
	w.Flag(d.Public)
	w.Flag(d.Draft)
	rememberAssets(w, d.Attachments)
	rememberAssets(w, d.Files)
	rememberReferences(w, d.Links)
	w.Number(int64(len(d.Citations)))
	for _, cited := range d.Citations {
		w.Text(cited.Title)
		w.Text(cited.Number.Run)
		w.Text(cited.Number.Tail)
		w.Text(cited.Shown)
		w.Position(cited.At)
		w.Flag(cited.Basis)
		w.Number(int64(cited.Times))
	}
	w.Number(int64(len(d.Articles)))
	for _, a := range d.Articles {
		w.Number(int64(a.Number))
		w.Number(int64(a.Branch))
	}
}

func recall(r *memo.Reader, c *config.Config) *Document {
	d := &Document{Path: r.Text(), Values: recallValues(r), Sum: r.Sum(), Size: r.Number(), Told: r.Sum(), Kind: field.Kind(r.Number())}
	d.Index = number.ParseIndex(r.Text())
	if typed := r.Text(); typed != "" {
		d.Number = number.ParseDocument(typed)
	}
	if r.Flag() {
		d.keys = &Keys{Index: r.Text(), Number: r.Text(), ID: r.Text(), Title: r.Text(), Issued: r.Text()}
	}
	for range r.Count() {
		d.Agencies = append(d.Agencies, at(c.Agencies, r.Number()))
	}
	d.Theme = Theme{First: int(r.Number()), Second: int(r.Number())}
	d.Section = at(c.Sections, r.Number())
	d.Public, d.Draft = r.Flag(), r.Flag()
	d.Attachments, d.Files = recallAssets(r), recallAssets(r)
	d.Links = recallReferences(r)
	d.setKeys()
	for range r.Count() {
		var cited Citation
		cited.Title, cited.Number.Run, cited.Number.Tail = r.Text(), r.Text(), r.Text()
		cited.Shown, cited.At, cited.Basis, cited.Times = r.Text(), r.Position(), r.Flag(), int(r.Number())
		d.Citations = append(d.Citations, cited)
	}
	for range r.Count() {
		d.Articles = append(d.Articles, markdown.Article{Number: int32(r.Number()), Branch: int32(r.Number())})
	}
	return d
}

// place gives where a value stands in the list it belongs to, -1 for none.
func place[T any](list []T, v *T) int {
	for i := range list {
		if &list[i] == v {
			return i
		}
	}
	return -1
}

// at is the inverse of place.
func at[T any](list []T, i int64) *T {
	if i < 0 || i >= int64(len(list)) {
		return nil
	}
	return &list[i]
}

func (v Values) remember(w *memo.Writer) {
	w.Text(v.file)
	w.Number(int64(len(v.slots)))
	for i := range v.slots {
		v.rememberSlot(w, &v.slots[i])
	}
	var unread []field.ID
	if v.more != nil {
		unread = v.more.unread
	}
	w.Number(int64(len(unread)))
	for _, id := range unread {
		w.Number(int64(id))
	}
}

func (v Values) rememberSlot(w *memo.Writer, s *slot) {
	w.Number(int64(s.id))
	w.Place(s.line, s.column)
	w.Number(int64(s.count))
	switch {
	case s.count > 0:
		for _, item := range v.items(s) {
			w.Text(item.text)
			w.Place(item.line, item.column)
		}
	case s.count < 0:
		for _, group := range v.groups(s) {
			group.remember(w)
		}
	default:
		w.Number(int64(s.number))
		w.Text(s.text)
	}
}

func recallValues(r *memo.Reader) Values {
	v := Values{file: r.Text()}
	if n := r.Count(); n > 0 {
		v.slots = make([]slot, n)
	}
	var m more
	for i := range v.slots {
		recallSlot(r, &v.slots[i], &m)
	}
	for range r.Count() {
		m.unread = append(m.unread, field.ID(r.Number()))
	}
	v.more = m.inOrder(v.slots)
	return v
}

func recallSlot(r *memo.Reader, s *slot, m *more) {
	s.id = field.ID(r.Number())
	s.line, s.column = r.Place()
	switch n := r.Number(); {
	case n > 0:
		s.number = int32(len(m.items))
		for range r.Within(n) {
			text := r.Text()
			line, column := r.Place()
			m.items = append(m.items, item{text, line, column})
		}
		s.count = int32(len(m.items)) - s.number
	case n < 0:
		s.number = int32(len(m.groups))
		for range r.Within(-n) {
			m.groups = append(m.groups, recallValues(r))
		}
		s.count = s.number - int32(len(m.groups))
	default:
		s.number, s.text = int32(r.Number()), r.Text()
	}
}

func rememberReferences(w *memo.Writer, list []Reference) {
	w.Number(int64(len(list)))
	for _, ref := range list {
		w.Text(ref.Text)
		w.Position(ref.At)
	}
}

func recallReferences(r *memo.Reader) []Reference {
	n := r.Count()
	if n == 0 {
		return nil
	}
	list := make([]Reference, n)
	for i := range list {
		list[i] = Reference{Text: r.Text(), At: r.Position()}
	}
	return list
}

func rememberAssets(w *memo.Writer, list []Asset) {
	w.Number(int64(len(list)))
	for _, a := range list {
		for _, text := range []string{a.Path, a.Name, a.Title, a.Text, a.Type} {
			w.Text(text)
		}
		w.Number(a.Size)
		w.Flag(a.Zip)
		w.Position(a.At)
	}
}

func recallAssets(r *memo.Reader) []Asset {
	var list []Asset
	for range r.Count() {
		list = append(list, Asset{Path: r.Text(), Name: r.Text(), Title: r.Text(), Text: r.Text(), Type: r.Text(), Size: r.Number(), Zip: r.Flag(), At: r.Position()})
	}
	return list
}
