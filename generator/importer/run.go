package importer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"gongkai/generator/ledger"
	"gongkai/generator/office"
)

// Job is a run over many files.
type Job struct {
	Site     *os.Root // the site's folder
	Files    []string // files and folders of the machine
	DryRun   bool
	Options  Options
	Progress func(done, total int) // may be nil
	Each     func(Report) error    // told of every file, in order
}

// batchFiles are converted together and then written under one lock. It bounds
// what is in memory.
const batchFiles = 32

// Run imports the files of a job. What is wrong with one file is told in its
// report and stops no other; the error is one of the machine or the site.
func Run(ctx context.Context, job Job) error {
	files, refused, err := expand(job.Files)
	if err != nil {
		return err
	}
	for _, r := range refused {
		if err := job.Each(r); err != nil {
			return err
		}
	}
	known, err := survey(job.Site)
	if err != nil {
		return err
	}
	if job.Options.Find == nil {
		job.Options.Find = known.find
	}
	log, err := readLog(job.Site)
	if err != nil {
		return err
	}
	w := &writer{job: job, known: known, log: log, taken: map[string]bool{}}
	done := 0
	for batch := range slices.Chunk(files, batchFiles) {
		items, err := convertAll(ctx, batch, job, log)
		if err != nil {
			return err
		}
		if err := w.commit(items); err != nil {
			return err
		}
		for _, it := range items {
			if err := job.Each(it.report); err != nil {
				return err
			}
		}
		if done += len(batch); job.Progress != nil {
			job.Progress(done, len(files))
		}
	}
	return nil
}

// item is one file on its way.
type item struct {
	report Report
	result *Result // nil where it failed or was imported before
	hash   string
}

// convertAll converts a batch over all cores.
func convertAll(ctx context.Context, names []string, job Job, log map[string]logRow) ([]*item, error) {
	items := make([]*item, len(names))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			items[i] = convertFile(name, job, log)
			return nil
		})
	}
	return items, group.Wait()
}

// convertFile reads and converts one file. A file that cannot be read at all is
// a failure of that file.
func convertFile(name string, job Job, log map[string]logRow) (it *item) {
	it = &item{report: emptyReport(name)}
	defer func() {
		if cause := recover(); cause != nil { // one file must not stop the others
			it.fail(&office.FormatError{Message: fmt.Sprintf("程序在这份文件上出错（%v）", cause), Hint: "请把这份文件交给程序的维护者"})
		}
	}()
	data, err := readWhole(name)
	if err != nil {
		it.fail(err)
		return it
	}
	it.hash = hashOf(data)
	if row, ok := log[it.hash]; ok {
		if _, err := job.Site.Stat(filepath.FromSlash(row.path)); err == nil {
			it.report.Status, it.report.Path = Repeated, row.path
			return it
		}
	}
	result, err := Convert(Input{Name: name, Data: data, Beside: os.DirFS(filepath.Dir(name))}, job.Options)
	if err != nil {
		it.fail(err)
		return it
	}
	it.result, it.report = result, result.Report
	return it
}

// emptyReport begins the report of a file of which nothing is known yet.
func emptyReport(name string) Report {
	return Report{File: name, Fields: []Field{}, Missing: []string{}, Removed: []Removed{}, Warnings: []Warning{}, Characters: Account{Missing: []Excerpt{}, New: []Excerpt{}}}
}

// oldFormats are documents that nobody may overlook in a folder, though they
// cannot be imported; they may also be attachments of the others.
var oldFormats = []string{".doc", ".docm", ".wps", ".rtf", ".odt"}

func passedOver(name string) Report {
	r := emptyReport(name)
	r.Status, r.Error = PassedOver, "没有导入："+strings.ToLower(filepath.Ext(name))+" 读不了"
	r.Hint = "用 Word 或 WPS 打开，保存为 .docx 再导入；只是别的文件的附件的，不用管"
	return r
}

// readWhole reads a file that is not too large.
func readWhole(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.Size() > office.FileBytesMax {
		return nil, &office.FormatError{Message: "文件超过 200 MB", Hint: "先压缩图片，或者把大图片改为附件"}
	}
	return os.ReadFile(name)
}

// fail words an error for the report.
func (it *item) fail(err error) {
	var format *office.FormatError
	it.result, it.report.Status = nil, Failed
	switch {
	case errors.As(err, &format):
		it.report.Error, it.report.Hint = format.Message, format.Hint
	case errors.Is(err, fs.ErrNotExist):
		it.report.Error, it.report.Hint = "找不到文件", "核对路径和文件名"
	case errors.Is(err, fs.ErrPermission):
		it.report.Error, it.report.Hint = "没有权限读这份文件", "核对文件的权限；在 Word 里打开着的先关闭"
	default:
		it.report.Error, it.report.Hint = "读不了这份文件（"+err.Error()+"）", "核对文件能否打开"
	}
}

// expand lists the files to import: those given, and those in given folders
// that are of a known format. Files given by name that cannot be imported, and
// folders with nothing in them, are refused with a report.
func expand(names []string) (files []string, refused []Report, err error) {
	seen := map[string]bool{}
	add := func(name string) {
		if clean := filepath.Clean(name); !seen[clean] {
			seen[clean] = true
			files = append(files, name)
		}
	}
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil || !info.IsDir() {
			add(name) // what is wrong with it is told when it is read
			continue
		}
		count := len(files)
		err = filepath.WalkDir(name, func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			base := d.Name()
			switch {
			case d.IsDir():
				if p != name && (strings.HasPrefix(base, ".") || savedPageFolder(p)) {
					return fs.SkipDir
				}
			case !d.Type().IsRegular() || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$"):
			case Known(base):
				add(p)
			case slices.Contains(oldFormats, strings.ToLower(filepath.Ext(base))):
				refused = append(refused, passedOver(p))
			}
			return nil
		})
		if err != nil {
			return nil, nil, fmt.Errorf("look through %s: %w", name, err)
		}
		if len(files) == count {
			it := item{report: emptyReport(name)}
			it.fail(&office.FormatError{Message: "文件夹里没有可以导入的文件", Hint: "可以导入 " + strings.Join(Formats, "、")})
			refused = append(refused, it.report)
		}
	}
	return files, refused, nil
}

// savedPageFolder tells the folder in which a browser keeps the parts of a
// saved page: 公告_files beside 公告.html.
func savedPageFolder(p string) bool {
	for _, suffix := range []string{"_files", ".files"} {
		stem, ok := strings.CutSuffix(p, suffix)
		if !ok {
			continue
		}
		for _, ext := range []string{".html", ".htm"} {
			if _, err := os.Stat(stem + ext); err == nil {
				return true
			}
		}
	}
	return false
}

// commit issues numbers and writes the documents of a batch.
func (w *writer) commit(items []*item) error {
	if w.job.DryRun {
		for _, it := range items {
			if it.result != nil {
				w.plan(it)
			}
		}
		return nil
	}
	return ledger.Update(w.job.Site, func(l *ledger.Ledger) ([]ledger.Row, error) {
		var rows []ledger.Row
		var logged []logRow
		for _, it := range items {
			if it.result == nil {
				continue
			}
			row, err := w.write(it, l)
			if errors.Is(err, errTwice) {
				continue
			}
			if err != nil {
				it.fail(err)
				continue
			}
			if row.Number != "" {
				rows = append(rows, row)
			}
			logged = append(logged, logRow{it.hash, filepath.Base(it.report.File), it.report.Path, w.job.Options.Today.String()})
		}
		return rows, appendLog(w.job.Site, logged)
	})
}
