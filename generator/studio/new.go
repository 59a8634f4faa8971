package studio

import (
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/field"
	"gongkai/generator/number"
	"gongkai/generator/site"
	"gongkai/generator/source"
)

// newView is the form of a new document: first its kind, then its fields.
type newView struct {
	frame
	Kinds []string
	Kind  string
	Main  []input
	More  []input
	Text  string
	Wrong string
}

// offer shows the kinds, or the form for one.
func (s *Studio) offer(w http.ResponseWriter, r *http.Request) {
	m, ok := s.moment(w, r)
	if !ok {
		return
	}
	if m.Site == nil {
		http.Error(w, "先改正 config.toml", http.StatusConflict)
		return
	}
	v := newView{frame: s.frame(m, "新建文件")}
	kind, known := field.LookupKind(r.URL.Query().Get("kind"))
	if !known {
		for _, k := range field.Kinds() {
			v.Kinds = append(v.Kinds, k.Label())
		}
		s.show(w, http.StatusOK, "new.html", v)
		return
	}
	s.showNew(w, m, kind, starter(m, kind), site.StarterBody(kind), http.StatusOK, "")
}

// starter is the head a new document begins with.
func starter(m *site.Moment, kind field.Kind) []source.Entry {
	agency := &config.Agency{}
	if open := openAgencies(m.Config); len(open) == 1 {
		agency = open[0]
	}
	return site.StarterHead(kind, "", agency, m.Catalog.Day)
}

func openAgencies(c *config.Config) (out []*config.Agency) {
	for i := range c.Agencies {
		if !c.Agencies[i].Closed {
			out = append(out, &c.Agencies[i])
		}
	}
	return out
}

func (s *Studio) showNew(w http.ResponseWriter, m *site.Moment, kind field.Kind, head []source.Entry, body string, status int, wrong string) {
	v := newView{frame: s.frame(m, "新建"+kind.Label()), Kind: kind.Label(), Text: body, Wrong: wrong}
	inputs := slices.DeleteFunc(form{m.Config, kind}.inputs(head), func(in input) bool {
		return in.Name == prefix+field.Of(field.Number).Key || in.Name == prefix+field.Of(field.KindOf).Key
	})
	for _, in := range inputs {
		if row, ok := field.Lookup(0, in.Label); ok && slices.ContainsFunc(head, func(e source.Entry) bool { return e.Name == row.Label }) {
			v.Main = append(v.Main, in)
		} else {
			v.More = append(v.More, in)
		}
	}
	s.show(w, status, "new.html", v)
}

// create makes a document of what a form holds.
func (s *Studio) create(w http.ResponseWriter, r *http.Request) {
	m, ok := s.moment(w, r)
	if !ok {
		return
	}
	kind, known := field.LookupKind(r.PostFormValue("kind"))
	if m.Site == nil || !known {
		http.Error(w, "没有这个类型", http.StatusBadRequest)
		return
	}
	head := filled(form{m.Config, kind}, starter(m, kind), r)
	text := strings.ReplaceAll(r.PostFormValue(bodyName), "\r\n", "\n")
	title, names, on := textOf(head, field.Title), textOf(head, field.Agency), m.Catalog.Day
	if d, ok := day.Parse(textOf(head, field.Published)); ok {
		on = d
	}
	lead, _, _ := strings.Cut(names, "、")
	agency, registered := m.Config.Agency(lead)
	wrong := ""
	switch {
	case title == "":
		wrong = "写上标题，才能新建。"
	case !registered:
		wrong = "写明发布机构（config.toml 里登记的），才能发给索引号。"
	case len(text) > source.MaxBytes:
		wrong = "正文太长，超过 8 MiB。"
	}
	if wrong != "" {
		s.showNew(w, m, kind, head, text, http.StatusUnprocessableEntity, wrong)
		return
	}
	file := ""
	err := s.inSite(func(root *os.Root) (err error) {
		file, _, err = site.Create(root, m.Documents, site.Creation{Kind: kind, Title: title, Agency: agency, On: on, Head: head, Body: text})
		return err
	})
	if err != nil {
		s.machineTrouble(w, err)
		return
	}
	s.Live.Touch() // the file, the ledger, perhaps folders
	s.goOn(w, r, file)
}

// filled gives a head with what a form sent; fields that were left empty stay
// as reminders where the kind starts with them.
func filled(f form, head []source.Entry, r *http.Request) []source.Entry {
	out := slices.Clone(head)
	for _, c := range f.changes(head, r.PostForm) {
		i := slices.IndexFunc(out, func(e source.Entry) bool { return e.Name == c.name })
		switch {
		case i >= 0:
			out[i].Value = c.value
		case c.value.Form != source.Empty:
			at := 0
			for j, e := range out {
				if slices.Contains(c.after, e.Name) {
					at = j + 1
				}
			}
			out = slices.Insert(out, at, source.Entry{Name: c.name, Value: c.value})
		}
	}
	return out
}

// textOf gives a field of a head as one text.
func textOf(head []source.Entry, id field.ID) string {
	for _, e := range head {
		if row, ok := field.Lookup(0, e.Name); ok && row.ID == id {
			return written(row, e.Value)
		}
	}
	return ""
}

// found is a document as a search for references shows it.
type found struct {
	Title  string `json:"title"`
	Number string `json:"number"` // what to write
	Shown  string `json:"shown"`
}

// foundMax is how many documents a search gives.
const foundMax = 12

// search finds documents by title, number or path, for fields that name one.
func (s *Studio) search(w http.ResponseWriter, r *http.Request) {
	m, ok := s.moment(w, r)
	if !ok {
		return
	}
	out := []found{}
	query := strings.TrimSpace(r.URL.Query().Get("q"))
	key := number.Key(query)
	if m.Site != nil && query != "" {
		for _, e := range m.Catalog.Entries {
			hit := strings.Contains(e.Title(), query) || strings.Contains(e.Path, query) ||
				key != "" && (strings.Contains(number.Key(e.Index.String()), key) || strings.Contains(number.Key(e.DocumentNumber()), key))
			if !hit {
				continue
			}
			f := found{Title: e.Title(), Number: e.Index.String(), Shown: e.Published.String()}
			if n := e.DocumentNumber(); n != "" {
				f.Number = n
			}
			if out = append(out, f); len(out) == foundMax {
				break
			}
		}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(out) // a reader that went away
}
