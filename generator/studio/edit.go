package studio

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/site"
	"gongkai/generator/source"
)

// editView is the form of a document beside its text.
type editView struct {
	frame
	File     string
	Action   string
	Check    string
	Base     string // hash of the file the form was made of
	Page     string
	Main     []input // what is filled in or has to be
	More     []input
	Text     string // the body; of a raw form the whole file
	Raw      bool   // the front matter cannot be edited field by field
	Conflict string
	Findings []findingView
}

// The names of what a form sends besides the fields.
const (
	bodyName = "body"
	baseName = "base"
	rawName  = "raw"
)

// edit shows the form of a document.
func (s *Studio) edit(w http.ResponseWriter, r *http.Request) {
	m, file, data, ok := s.document(w, r)
	if !ok {
		return
	}
	s.showEdit(w, m, file, data, http.StatusOK, "", r.URL.Query().Has("raw"))
}

func (s *Studio) showEdit(w http.ResponseWriter, m *site.Moment, file string, data []byte, status int, conflict string, raw bool) {
	v := editView{frame: s.frame(m, "编辑："+editTitle(m, file)), File: file, Action: editLink(file), Check: "/_check/" + escapePath(file), Base: hashOf(data), Conflict: conflict}
	v.Page = "/documents/" + m.Folder(file) + "/"
	if m.Folder(file) == "" {
		v.Page = sourceLink(file)
	}
	f, _, readable := source.Read(file, data)
	if raw || !readable || !plainHead(f) {
		v.Raw, v.Text = true, strings.ReplaceAll(string(bytes.ToValidUTF8(data, []byte("\uFFFD"))), "\r\n", "\n")
	} else {
		v.Main, v.More = parted(form{m.Config, kindOf(f.Head)}.inputs(f.Head))
		v.Text = strings.TrimLeft(strings.ReplaceAll(string(f.Body), "\r\n", "\n"), "\n")
	}
	v.Findings = findingViews(m, m.About(file))
	s.show(w, status, "edit.html", v)
}

// parted divides the fields: those that have a value or must have one, and the
// rest.
func parted(all []input) (main, more []input) {
	for _, in := range all {
		if in.Required || in.filled() || in.Name == prefix+field.Of(field.Summary).Key || in.Name == prefix+field.Of(field.Keywords).Key {
			main = append(main, in)
		} else {
			more = append(more, in)
		}
	}
	return main, more
}

// filled tells whether an input, or one within it, has a value.
func (in input) filled() bool {
	if in.Value != "" {
		return true
	}
	for _, items := range append(in.Items, in.Members) {
		for _, sub := range items {
			if sub.filled() {
				return true
			}
		}
	}
	return false
}

// editTitle names a document in the head of its form.
func editTitle(m *site.Moment, file string) string {
	if title := titleOf(m, file); title != file {
		return title
	}
	return path.Base(file)
}

func kindOf(head []source.Entry) field.Kind {
	for _, e := range head {
		if row, ok := field.Lookup(0, e.Name); ok && row.ID == field.KindOf {
			kind, _ := field.LookupKind(e.Value.Text)
			return kind
		}
	}
	return 0
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// document finds the file an address names: a document of content/ and nothing
// else.
func (s *Studio) document(w http.ResponseWriter, r *http.Request) (m *site.Moment, file string, data []byte, ok bool) {
	if m, ok = s.momentBy(w, r, s.Live.Whole); !ok {
		return nil, "", nil, false
	}
	file = r.PathValue("path")
	if m.Site == nil || !fs.ValidPath(file) || !strings.HasPrefix(file, source.ContentDir+"/") || !strings.EqualFold(path.Ext(file), ".md") || m.Standing(file) == site.Unknown {
		http.Error(w, "没有这份文件", http.StatusNotFound)
		return nil, "", nil, false
	}
	data, err := s.readFile(file)
	if err != nil {
		s.machineTrouble(w, err)
		return nil, "", nil, false
	}
	return m, file, data, true
}

// typed gives the file as a form would have it.
func typed(m *site.Moment, file string, data []byte, r *http.Request) ([]byte, bool) {
	body := r.PostFormValue(bodyName)
	if r.PostFormValue(rawName) != "" {
		end := "\n"
		if bytes.Contains(data, []byte("\r\n")) {
			end = "\r\n"
		}
		return []byte(withEnds(body, end)), true
	}
	f, _, ok := source.Read(file, data)
	if !ok {
		return nil, false
	}
	var text *string
	same := strings.TrimLeft(strings.ReplaceAll(string(f.Body), "\r\n", "\n"), "\n")
	if now := strings.ReplaceAll(body, "\r\n", "\n"); strings.TrimRight(now, "\n") != strings.TrimRight(same, "\n") {
		text = &now
	}
	return rewrite(file, data, form{m.Config, kindOf(f.Head)}.changes(f.Head, r.PostForm), text)
}

// save writes what a form holds, unless the file is another than the form was
// made of.
func (s *Studio) save(w http.ResponseWriter, r *http.Request) {
	m, file, data, ok := s.document(w, r)
	if !ok {
		return
	}
	base := r.PostFormValue(baseName)
	if base != hashOf(data) {
		s.refuse(w, m, file, data, r)
		return
	}
	now, ok := typed(m, file, data, r)
	switch {
	case !ok:
		http.Error(w, "这份文件的元数据读不懂，请用“编辑源文件”", http.StatusUnprocessableEntity)
		return
	case len(now) > source.MaxBytes:
		http.Error(w, "文件太大，超过 8 MiB", http.StatusRequestEntityTooLarge)
		return
	}
	if !bytes.Equal(now, data) {
		err := s.replaceFile(file, base, now)
		if errors.Is(err, errChanged) {
			s.refuse(w, m, file, data, r)
			return
		}
		if err != nil {
			s.machineTrouble(w, err)
			return
		}
		s.Live.Touch(file)
	}
	s.goOn(w, r, file)
}

// goOn leads on after a file was written: back to the form, or to the page.
func (s *Studio) goOn(w http.ResponseWriter, r *http.Request, file string) {
	to := editLink(file)
	if r.PostFormValue("go") == "page" {
		m, err := s.Live.Now(r.Context())
		switch {
		case err != nil:
			s.machineTrouble(w, err)
			return
		case m.Site != nil && m.Folder(file) != "":
			to = "/documents/" + m.Folder(file) + "/"
		default:
			to = sourceLink(file)
		}
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// refuse shows what was typed and tells that the file is another by now.
func (s *Studio) refuse(w http.ResponseWriter, m *site.Moment, file string, data []byte, r *http.Request) {
	v := editView{frame: s.frame(m, "没有保存"), File: file, Action: editLink(file), Text: string(data), Conflict: r.PostFormValue(bodyName)}
	s.show(w, http.StatusConflict, "conflict.html", v)
}

// check tells what would be found about a document as it is in a form.
func (s *Studio) check(w http.ResponseWriter, r *http.Request) {
	m, file, data, ok := s.document(w, r)
	if !ok {
		return
	}
	now, ok := typed(m, file, data, r)
	if !ok {
		now = data
	}
	w.Header().Set("X-Base", hashOf(data))
	s.show(w, http.StatusOK, "checked", findingViewsOf(m, file, now, s.Live.Judge(file, now)))
}

// findingViewsOf words findings about a text that is not in its file yet.
func findingViewsOf(m *site.Moment, file string, text []byte, list diag.List) []findingView {
	lines := lineReader{read: func(name string) []byte {
		if name == file {
			return text
		}
		return m.Source(name)
	}, files: map[string][]string{}}
	return lines.views(m, list)
}
