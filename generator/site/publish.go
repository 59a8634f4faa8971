package site

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/asset"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/ledger"
	"gongkai/generator/markdown"
	"gongkai/generator/number"
	"gongkai/generator/page"
	"gongkai/generator/publish"
	"gongkai/generator/report"
	"gongkai/generator/source"
)

// PublishOptions say where a site is published.
type PublishOptions struct {
	Target string        // the published folder
	Seen   *publish.Look // of LookAhead; nil for nothing
}

// LookAhead looks at what is published in o.Target while the site is read.
func LookAhead(ctx context.Context, o Options) *publish.Look {
	return publish.LookAhead(ctx, publish.Options{Target: o.Target, Work: filepath.Join(o.Dir, WorkDir), Threads: o.Threads})
}

// Publish makes every output of the site and swaps it into the target.
func (s *Site) Publish(ctx context.Context, o PublishOptions) (publish.Result, error) {
	if err := s.refuseSources(o.Target); err != nil {
		return publish.Result{}, err
	}
	if s.fingerprint != "" {
		s.remembered = openIndexMemory(s.Dir, o.Target)
		defer func() { _ = s.remembered.letGo() }() // of files that were only read
		go s.remembered.load()                      // while the outputs are prepared
	}
	outputs, err := s.Outputs()
	if err != nil {
		return publish.Result{}, err
	}
	progress, end := s.progress(len(outputs))
	defer end()
	result, err := publish.Publish(ctx, publish.Options{
		Target: o.Target, Work: filepath.Join(s.Dir, WorkDir), AsOf: s.Catalog.Day.String(),
		BasePath: s.Config.Site.BasePath, Threads: s.threads, Seen: o.Seen, Progress: progress,
	}, outputs)
	s.journal.count(func(c *Counts) {
		c.Made, c.Files, c.Written = int64(result.Made), int64(result.Files), int64(result.Written)
		c.Removed, c.Bytes = int64(result.Removed), result.Bytes
	})
	if err == nil && s.fingerprint != "" {
		s.keep(o.Target, result)
	}
	return result, err
}

// keep writes down what the next run need not work out again.
func (s *Site) keep(target string, result publish.Result) {
	c := openCache(s.Dir, target, true)
	defer c.close()
	var index sync.WaitGroup
	index.Go(func() { s.remembered.save(c, result) })
	s.remember(c, target, result)
	index.Wait()
}

// progress tells the journal of outputs that are made, and of the work on the
// folder that follows the last one.
func (s *Site) progress(outputs int) (progress func(done, total int), end func()) {
	passed := s.journal.pass(Making, outputs)
	progress = func(done, total int) {
		s.journal.advance(Making, 1)
		if done == total {
			passed()
			passed = s.journal.pass(Placing, 0)
		}
	}
	return progress, func() { passed() }
}

// refuseSources keeps an output folder from swallowing the site's own files.
func (s *Site) refuseSources(target string) error {
	dir, err := realPath(s.Dir)
	if err != nil {
		return fmt.Errorf("find site: %w", err)
	}
	to, err := realPath(target)
	if err != nil {
		return fmt.Errorf("find output: %w", err)
	}
	wrong := &UsageError{"--output", target, "写网站以外的文件夹，或者网站里的 public"}
	if inside(dir, to) { // the target is the site, or holds it
		return wrong
	}
	for _, own := range []string{source.ContentDir, LayoutsDir, WorkDir, ".git", "generator", config.File, ledger.File, HolidaysFile} {
		if inside(to, filepath.Join(dir, own)) {
			return wrong
		}
	}
	return nil
}

// realPath gives the absolute path, with the symbolic links of the part that
// exists followed: the site may be called by one name, the output by another.
func realPath(name string) (string, error) {
	whole, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	for at := whole; ; at = filepath.Dir(at) {
		if found, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(found, strings.TrimPrefix(whole, at)), nil
		}
		if at == filepath.Dir(at) {
			return whole, nil
		}
	}
}

// inside tells whether a path is a folder or lies below it.
func inside(path, folder string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// Outputs gives everything the site publishes. Layouts that cannot be read are
// told as a LayoutError.
func (s *Site) Outputs() ([]publish.Output, error) {
	f, err := s.readLayouts()
	if err != nil {
		return nil, err
	}
	return s.outputs(f), nil
}

// face is what a layouts tree makes of pages: read once, used for any catalog.
type face struct {
	renderer *page.Renderer
	assets   *asset.Bundle
	scripts  []asset.File // of the search page
}

func readFace(layouts fs.FS) (*face, error) {
	renderer, err := page.New(layouts)
	if err != nil {
		return nil, &LayoutError{err}
	}
	assets, err := asset.Join(layouts)
	if err != nil {
		return nil, &LayoutError{err}
	}
	scripts, err := searchScripts(layouts)
	if err != nil {
		return nil, &LayoutError{err}
	}
	return &face{renderer, assets, scripts}, nil
}

func (s *Site) outputs(f *face) []publish.Output {
	return s.maker(f, func() *report.Reports { return s.Reports }).all()
}

// renderer gives what renders the body of a document, on any thread.
func (s *Site) renderer() func(e *catalog.Entry, use func(markdown.Body) error) error {
	bodies := markdown.New()
	return func(e *catalog.Entry, use func(markdown.Body) error) error {
		return s.Body(e.Document, func(source []byte) error {
			o := markdown.Options{Link: s.linker(e), Cite: page.Cite(s.Catalog, e), Valid: true} // else it would not be the document that was read
			err := bodies.RenderTo(source, o, func(body markdown.Body) error {
				s.journal.count(func(c *Counts) { c.Rendered++ })
				return use(body)
			})
			if err != nil {
				return fmt.Errorf("render %s: %w", e.Path, err)
			}
			return nil
		})
	}
}

// files gives finished files as outputs.
func files(list []asset.File) []publish.Output {
	var out []publish.Output
	for _, f := range list {
		out = append(out, publish.Output{Paths: []string{f.Path}, Make: func(emit publish.Emit) error {
			return emit(f.Path, bytes.NewReader(f.Content))
		}})
	}
	return out
}

// linker maps destinations in a document's body to addresses beside its page.
func (s *Site) linker(e *catalog.Entry) func(string, bool) (string, bool) {
	return func(destination string, image bool) (string, bool) {
		t := document.Resolve(e.Path, destination)
		switch t.Sort {
		case document.External, document.Fragment:
			return destination, !image // a picture elsewhere is never asked for
		case document.ToMarkdown:
			to := s.Catalog.ByPath(t.Path)
			if to == nil {
				return "", false
			}
			return "../../" + to.URL + fragment(t), true
		case document.ToFile:
			for _, list := range [][]document.Asset{e.Files, e.Attachments} {
				for _, a := range list {
					if a.Path == t.Path {
						return url.PathEscape(a.Name), true
					}
				}
			}
		}
		return "", false
	}
}

func fragment(t document.Target) string {
	if t.Fragment == "" {
		return ""
	}
	return "#" + url.PathEscape(t.Fragment)
}

// addresses lists the pages a site map names: every page but the tombstones of
// withdrawn documents and the old addresses, which only point elsewhere.
func (s *Site) addresses(pages []publish.Output) []string {
	unlisted := map[string]bool{}
	for _, w := range s.Config.Withdrawn {
		unlisted["documents/"+number.ParseIndex(w.Number).ID()+"/"] = true
	}
	for _, r := range s.Config.Redirects {
		unlisted[strings.TrimSuffix(r.From, "index.html")] = true
		unlisted[strings.TrimSuffix(r.From, "/")+"/"] = true
	}
	var out []string
	for _, p := range pages {
		for _, file := range p.Paths {
			folder, ok := strings.CutSuffix(file, "index.html")
			if ok && (folder == "" || strings.HasSuffix(folder, "/")) && !unlisted[folder] {
				out = append(out, folder)
			}
		}
	}
	slices.Sort(out)
	return out
}

// LayoutError says that the layouts cannot be used.
type LayoutError struct{ Err error }

func (e *LayoutError) Error() string { return "read layouts: " + e.Err.Error() }
func (e *LayoutError) Unwrap() error { return e.Err }

// Finding words the error for the editor who changed a layout.
func (e *LayoutError) Finding() diag.Finding {
	return diag.New(diag.LayoutWrong, diag.Position{File: LayoutsDir}, "版面文件有误：%v", e.Err).Hinted("改正这一处；或把这个文件移走，恢复内置的版面")
}
