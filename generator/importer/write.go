package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"gongkai/generator/ledger"
	"gongkai/generator/number"
	"gongkai/generator/source"
)

// writer places documents in a site. It remembers what this run has taken:
// numbers, names and hashes.
type writer struct {
	job   Job
	known *column
	log   map[string]logRow
	taken map[string]bool // paths of this run, in small letters
}

// plan tells what write would do.
func (w *writer) plan(it *item) {
	if w.twice(it) {
		return
	}
	it.report.Status = Planned
	it.report.Path = w.freePath(it.result)
	it.report.IndexNumber = it.result.Number()
	w.log[it.hash] = logRow{path: it.report.Path}
}

// twice tells a file whose bytes came before in this very run.
func (w *writer) twice(it *item) bool {
	row, ok := w.log[it.hash]
	if !ok || !w.taken[strings.ToLower(row.path)] {
		return false
	}
	it.report = Report{File: it.report.File, Status: Repeated, Path: row.path, Fields: []Field{}, Missing: []string{}, Removed: []Removed{}, Warnings: []Warning{}}
	it.result = nil
	return true
}

// write issues the number of a document that has none and writes its files,
// then itself. The row is for the ledger: a number that the document brought
// along is recorded too. It is empty where there is none, or a doubtful one.
func (w *writer) write(it *item, l *ledger.Ledger) (row ledger.Row, err error) {
	if w.twice(it) {
		return ledger.Row{}, errTwice
	}
	r := it.result
	w.holdTaken(it, l)
	target := w.freePath(r)
	index := ""
	if r.Issue != "" {
		index = l.Next(r.Issue, r.Year, slices.Values(w.known.numbers))
		row = ledger.Row{Number: index, Path: target, Title: r.Title, Date: w.job.Options.Today.String()}
	}
	names := w.fileNames(r, target)
	for _, f := range r.Files {
		p := path.Join(path.Dir(target), names[f.Token])
		if err := writeNew(w.job.Site, p, f.Data); err != nil {
			return ledger.Row{}, err
		}
		it.report.Files = append(it.report.Files, p)
	}
	if err := writeNew(w.job.Site, target, r.Named(index, names)); err != nil {
		return ledger.Row{}, err
	}
	it.report.Status, it.report.Path, it.report.Issued = Imported, target, index != ""
	it.report.IndexNumber = index
	if index == "" {
		it.report.IndexNumber = r.Number()
	} else {
		it.report.Fields = withIssued(it.report.Fields, index)
	}
	if own := r.Number(); own != "" && len(it.report.Held) == 0 {
		if _, recorded := l.Lookup(own); !recorded {
			row = ledger.Row{Number: own, Path: target, Title: r.Title, Date: w.job.Options.Today.String()}
		}
	}
	w.known.add(target, r.Head)
	if index != "" {
		w.known.numbers = append(w.known.numbers, index)
	}
	w.log[it.hash] = logRow{path: target}
	return row, nil
}

// holdTaken keeps a document a draft whose number another one has: the checks
// would refuse both.
func (w *writer) holdTaken(it *item, l *ledger.Ledger) {
	if own := it.result.Number(); own != "" {
		if p, ok := w.known.carriers[number.Key(own)]; ok {
			it.hold("索引号 " + own + " 已由 " + p + " 使用")
		} else if row, ok := l.Lookup(own); ok && alike(row.Title) != alike(it.result.Title) {
			it.hold("索引号 " + own + " 在台账里已发给“" + row.Title + "”")
		}
	}
	if own := it.result.DocumentNumber(); own != "" {
		if p, ok := w.known.carriers[number.Key(own)]; ok {
			it.hold("文号 " + own + " 已由 " + p + " 使用")
		}
	}
}

// hold makes a converted document a draft.
func (it *item) hold(why string) {
	it.result.Hold(why)
	it.report.Draft, it.report.Held = true, append(it.report.Held, why)
}

var errTwice = errors.New("the same bytes twice")

// withIssued puts the issued number among the fields.
func withIssued(fields []Field, index string) []Field {
	issued := Field{Key: "index_number", Label: "索引号", Value: index, Source: FromLedger, Confidence: 1}
	at := slices.IndexFunc(fields, func(f Field) bool { return f.Key != "title" && f.Key != "kind" })
	if at < 0 {
		at = len(fields)
	}
	return slices.Insert(fields, at, issued)
}

// freePath finds a place that neither the site nor this run has taken:
// content/类型/年/标题.md.
func (w *writer) freePath(r *Result) string {
	folder := path.Join(source.ContentDir, r.Kind.Label(), fmt.Sprint(r.Year))
	return w.free(folder, FileName(r.Title), ".md")
}

func (w *writer) free(folder, stem, ext string) string {
	for n := 1; ; n++ {
		name := stem + ext
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", stem, n, ext)
		}
		p := path.Join(folder, name)
		if w.taken[strings.ToLower(p)] {
			continue
		}
		if _, err := w.job.Site.Lstat(filepath.FromSlash(p)); errors.Is(err, fs.ErrNotExist) {
			w.taken[strings.ToLower(p)] = true
			return p
		}
	}
}

// fileNames names pictures after the document and keeps the names of
// attachments where they are free.
func (w *writer) fileNames(r *Result, target string) map[string]string {
	names := map[string]string{}
	folder, stem := path.Dir(target), strings.TrimSuffix(path.Base(target), ".md")
	pictures := 0
	for _, f := range r.Files {
		if f.Name == "" {
			pictures++
			names[f.Token] = path.Base(w.free(folder, fmt.Sprintf("%s-图%d", stem, pictures), f.Ext))
			continue
		}
		ext := path.Ext(f.Name)
		names[f.Token] = path.Base(w.free(folder, safeStem(strings.TrimSuffix(f.Name, ext)), strings.ToLower(ext)))
	}
	return names
}

// safeStem keeps a name that can stand in an address and on every system.
func safeStem(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`\/:*?"<>|%#`, r) || unicode.IsControl(r) {
			return '-'
		}
		return r
	}, name)
	if name = strings.Trim(name, ". "); name == "" {
		return "附件"
	}
	return string([]rune(name)[:min(len([]rune(name)), 2*fileNameRunesMax)])
}

const fileNameRunesMax = 40

// FileName makes the name of a file, without extension, of a title.
func FileName(title string) string {
	var b strings.Builder
	n := 0
	for _, r := range title {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
			n++
		case n > 0 && (r == '-' || r == '_') && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
			n++
		}
		if n >= fileNameRunesMax {
			break
		}
	}
	if name := strings.Trim(b.String(), "-"); name != "" {
		return name
	}
	return "文件"
}

// writeNew writes a file that must not exist yet.
func writeNew(root *os.Root, name string, content []byte) error {
	name = filepath.FromSlash(name)
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("make folder of %s: %w", name, err)
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", name, err), root.Remove(name))
	}
	return nil
}
