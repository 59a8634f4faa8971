package studio

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/field"
	"gongkai/generator/importer"
	"gongkai/generator/site"
)

// importView is the form of an import, or what would become of its files, or
// what became of them.
type importView struct {
	frame
	Kinds    []string
	Agencies []option
	Formats  string
	Reports  []reportView
	Batch    string // of files that wait for the word to write them
	Kind     string
	Agency   string
	Ready    int      // files that can be written
	Left     []string // files that are of no format that can be imported
	Wrong    string
}

// reportView is what became of one file.
type reportView struct {
	importer.Report
	Word   string
	Whole  bool
	Values []importedValue
	Page   string // of the document that was written
	Edit   string
}

type importedValue struct{ Label, Value, Origin string }

var importedWords = map[importer.Status]string{
	importer.Imported: "已导入", importer.Planned: "可以导入", importer.Repeated: "同样的内容已经导入过", importer.Failed: "不能导入", importer.PassedOver: "没有导入",
}

// batchesMax is how many uploads wait for the word to write them.
const batchesMax = 8

// offerImport shows the form.
func (s *Studio) offerImport(w http.ResponseWriter, r *http.Request) {
	m, ok := s.moment(w, r)
	if ok {
		s.showImport(w, m, http.StatusOK, importView{})
	}
}

func (s *Studio) showImport(w http.ResponseWriter, m *site.Moment, status int, v importView) {
	v.frame, v.Formats = s.frame(m, "导入"), strings.Join(importer.Formats, ",")
	for _, k := range field.Kinds() {
		v.Kinds = append(v.Kinds, k.Label())
	}
	if m.Site != nil {
		v.Agencies = form{config: m.Config}.agencies()
	}
	s.show(w, status, "import.html", v)
}

// tryImport takes files and tells what would become of them. Nothing is written
// into the site.
func (s *Studio) tryImport(w http.ResponseWriter, r *http.Request) {
	m, ok := s.moment(w, r)
	if !ok {
		return
	}
	if err := r.ParseMultipartForm(1 << 20); err != nil || m.Site == nil || len(r.MultipartForm.File["files"]) == 0 {
		s.showImport(w, m, http.StatusUnprocessableEntity, importView{Wrong: "先选要导入的文件。"})
		return
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }() // the system's temporary files, at worst left to the system
	batch, err := s.keep(r.MultipartForm.File["files"])
	if err != nil {
		s.machineTrouble(w, err)
		return
	}
	s.runImport(w, r, m, batch, true)
}

// writeImport writes the files of an upload into the site.
func (s *Studio) writeImport(w http.ResponseWriter, r *http.Request) {
	m, ok := s.moment(w, r)
	if !ok {
		return
	}
	batch := r.PostFormValue("batch")
	if m.Site == nil || s.folderOf(batch) == "" {
		s.showImport(w, m, http.StatusUnprocessableEntity, importView{Wrong: "这批文件已经不在了，请再选一次。"})
		return
	}
	s.runImport(w, r, m, batch, false)
	s.forget(batch)
}

func (s *Studio) runImport(w http.ResponseWriter, r *http.Request, m *site.Moment, batch string, dry bool) {
	v := importView{Kind: r.PostFormValue("kind"), Agency: r.PostFormValue("agency")}
	options := importer.Options{Config: m.Config, Today: m.Catalog.Day}
	options.Kind, _ = field.LookupKind(v.Kind)
	options.Agency, _ = m.Config.Agency(v.Agency)
	reports, err := s.importAll(r.Context(), s.folderOf(batch), options, dry)
	if err != nil {
		s.machineTrouble(w, err)
		return
	}
	if dry {
		v.Batch, v.Left = batch, leftOut(s.folderOf(batch))
	} else {
		s.Live.Touch()
		if m, err = s.Live.Now(r.Context()); err != nil {
			s.machineTrouble(w, err)
			return
		}
	}
	for _, report := range reports {
		if report.Status == importer.Planned {
			v.Ready++
		}
		v.Reports = append(v.Reports, s.reportView(m, report))
	}
	s.showImport(w, m, http.StatusOK, v)
}

// leftOut gives the uploaded files that are of no format that can be imported.
func leftOut(folder string) (names []string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil // the report tells
	}
	for _, e := range entries {
		if !slices.Contains(importer.Formats, strings.ToLower(filepath.Ext(e.Name()))) {
			names = append(names, e.Name())
		}
	}
	return names
}

// importAll runs the importer over a folder of uploaded files.
func (s *Studio) importAll(ctx context.Context, folder string, o importer.Options, dry bool) (reports []importer.Report, err error) {
	err = s.inSite(func(root *os.Root) error {
		return importer.Run(ctx, importer.Job{Site: root, Files: []string{folder}, DryRun: dry, Options: o, Each: func(r importer.Report) error {
			r.File = filepath.Base(r.File)
			reports = append(reports, r)
			return nil
		}})
	})
	return reports, err
}

func (s *Studio) reportView(m *site.Moment, r importer.Report) reportView {
	v := reportView{Report: r, Word: importedWords[r.Status], Whole: r.Characters.Whole()}
	for _, f := range r.Fields {
		value := f.Value
		if value == "true" {
			value = "是"
		}
		v.Values = append(v.Values, importedValue{f.Label, value, f.Source.Label()})
	}
	if r.Status == importer.Imported || r.Status == importer.Repeated {
		v.Edit, v.Page = editLink(r.Path), sourceLink(r.Path)
		if m.Site != nil && m.Folder(r.Path) != "" {
			v.Page = "/documents/" + m.Folder(r.Path) + "/"
		}
	}
	return v
}

// keep lays uploaded files into a folder of their own, outside the site, and
// gives the name by which they are asked for.
func (s *Studio) keep(files []*multipart.FileHeader) (batch string, err error) {
	folder, err := os.MkdirTemp("", "gongkai-import-")
	if err != nil {
		return "", fmt.Errorf("keep uploaded files: %w", err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return "", fmt.Errorf("keep uploaded files: %w", errors.Join(err, os.RemoveAll(folder)))
	}
	defer root.Close()
	for _, file := range files {
		if err := keepOne(root, file); err != nil {
			return "", fmt.Errorf("keep %s: %w", file.Filename, errors.Join(err, os.RemoveAll(folder)))
		}
	}
	batch = rand.Text()
	s.mu.Lock()
	s.batches = append(s.batches, upload{batch, folder})
	var old []upload
	if n := len(s.batches) - batchesMax; n > 0 {
		old, s.batches = slices.Clone(s.batches[:n]), s.batches[n:]
	}
	s.mu.Unlock()
	for _, u := range old {
		_ = os.RemoveAll(u.folder) // the system's temporary files
	}
	return batch, nil
}

func keepOne(root *os.Root, file *multipart.FileHeader) error {
	from, err := file.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := root.OpenFile(filepath.Base(filepath.ToSlash(file.Filename)), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}

// upload is a folder of files that wait.
type upload struct{ batch, folder string }

func (s *Studio) folderOf(batch string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range s.batches {
		if u.batch == batch && batch != "" {
			return u.folder
		}
	}
	return ""
}

// forget removes an upload.
func (s *Studio) forget(batch string) {
	folder := s.folderOf(batch)
	s.mu.Lock()
	s.batches = slices.DeleteFunc(s.batches, func(u upload) bool { return u.batch == batch })
	s.mu.Unlock()
	if folder != "" {
		_ = os.RemoveAll(folder) // the system's temporary files
	}
}

// Close removes what waits.
func (s *Studio) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	for _, u := range s.batches {
		err = errors.Join(err, os.RemoveAll(u.folder))
	}
	s.batches = nil
	return err
}
