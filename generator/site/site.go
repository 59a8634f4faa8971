// Package site runs the stations in order: it is the one place that knows the
// whole journey from a folder to a published column.
//
// It takes the folder of a site and a day, and gives a Site (configuration,
// documents, catalog, findings), its outputs, and the published folder. It
// must not know how anything is judged, shown or written: the stations do. The
// one invariant: nothing here writes into the site's sources.
package site

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/sync/errgroup"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/ledger"
	"gongkai/generator/report"
	"gongkai/generator/source"
	"gongkai/generator/workday"
	"gongkai/layouts"
)

// The folders and files of a site besides config.toml, content/ and the ledger.
const (
	LayoutsDir   = "layouts"
	PublicDir    = "public"
	WorkDir      = ".gongkai"
	HolidaysFile = "holidays.json" // working days of years the program does not know
)

// Options say how a site is read.
type Options struct {
	Dir     string    // the site's folder
	Now     time.Time // the clock
	Day     string    // --date: the day as of which everything is told; empty for the site's today
	BaseURL string    // --base-url: in place of the configured one
	Threads int       // 0 for all
	Program string    // stands for the program's build; empty: every output is made again
	Target  string    // where it is to be published: what earlier runs remember lies with it; empty: nothing is remembered
	Journal *Journal  // what the stations do is written down here; nil for nowhere

	Attachments bool // read the attachments too, for what is wrong with their text

	Counted func(documents int) // told how many there are before the first is read; nil for nobody

	looked *surroundings // what Again saw
}

// Site is a site that was read. Catalog is nil where the configuration has
// errors.
type Site struct {
	Dir       string
	Config    *config.Config
	Calendar  *workday.Calendar
	Ledger    *ledger.Ledger
	Tree      source.Tree
	Documents []*document.Document // those that could be read, in order of their paths
	Catalog   *catalog.Catalog
	Reports   *report.Reports
	Layouts   fs.FS // the built-in ones below the site's own, read once by readLayouts
	Findings  diag.List

	readLayouts func() (*face, error)
	folders     *folders // for documents; nil for a live site, whose folders come and go
	root        *os.Root // every read of the site's files goes through it: no path leads out
	threads     int
	journal     *Journal
	fingerprint string // of the program, the configuration and the holidays
	issued      uint64 // fingerprint of the ledger
	state       string // see tell
	options     Options
	around      surroundings
	recall      *recall
	store       *indexStore // of the search index of a live site; nil for one that is published
	attached    *indexStore // of the index of attachments, likewise
	program     string      // as in Options
	texts       string      // fingerprint of what every text is made of
	remembered  *indexMemory
	sums        *sync.Map // hashes of attachments by their path
}

// Load reads a site: configuration, ledger, documents, catalog. The error is
// machine trouble; what is wrong with the content is in Findings.
func Load(ctx context.Context, o Options) (*Site, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("open site: %w", err)
	}
	s := &Site{Dir: o.Dir, root: root, threads: o.Threads, journal: o.Journal, program: o.Program, sums: new(sync.Map), options: o, folders: newFolders(root)}
	if s.threads <= 0 {
		s.threads = runtime.GOMAXPROCS(0)
	}
	if err := s.load(ctx, o); err != nil {
		root.Close()
		return nil, err
	}
	return s, nil
}

// Close lets go of the site's folder.
func (s *Site) Close() error {
	if s.folders != nil {
		s.folders.close()
	}
	return s.root.Close()
}

func (s *Site) load(ctx context.Context, o Options) (err error) {
	if s.around, err = o.lookAround(s.root); err != nil {
		return err
	}
	if o.Counted != nil {
		o.Counted(len(s.around.tree.Documents))
	}
	if ok, err := s.configure(o); err != nil || !ok {
		return err
	}
	on, err := s.today(o)
	if err != nil {
		return err
	}
	if err := s.keepLedger(); err != nil {
		return err
	}
	if err := s.documents(ctx); err != nil {
		return err
	}
	if o.Target != "" {
		go s.readLayouts() // a core is idle while documents are linked and counted; Outputs tells the error
	}
	s.state = s.tell(on)
	found := s.link(on)
	judged := make(chan diag.List)
	go func() { judged <- found() }() // of the finished catalog, as the reports are counted
	counted, findings, err := s.count()
	s.Reports = counted
	s.Findings.Add(<-judged...)
	s.Findings.Add(findings...)
	if err == nil && o.Attachments {
		err = s.judgeAttachments(ctx)
	}
	s.journal.count(func(c *Counts) { c.Findings = int64(len(s.Findings)) })
	return err
}

// link makes the catalog of the documents as of a day, and gives what tells
// what is found about it.
func (s *Site) link(on day.Day) (found func() diag.List) {
	defer s.journal.pass(Linking, 0)()
	s.Catalog, found = catalog.Link(s.Config, s.Documents, s.Ledger, on)
	return found
}

// configure reads config.toml, the calendar and the layouts. ok is false where
// the configuration has errors.
func (s *Site) configure(o Options) (ok bool, err error) {
	data, err := s.read(config.File)
	if err != nil {
		return false, err
	}
	if data == nil {
		return false, &NoSiteError{Dir: s.Dir}
	}
	parsed, findings := config.Parse(data)
	s.Config = parsed
	if o.Program != "" {
		extra, err := s.read(HolidaysFile)
		if err != nil {
			return false, err
		}
		s.fingerprint = fmt.Sprintf("%s %x %x %s", o.Program, xxhash.Sum64(data), xxhash.Sum64(extra), o.BaseURL)
		s.texts = s.fingerprint
	}
	s.Findings.Add(findings...)
	if o.BaseURL != "" {
		if err := s.Config.Rebase(o.BaseURL); err != nil {
			return false, &UsageError{"--base-url", o.BaseURL, "写作 https://网站域名/xxgk/"}
		}
	}
	s.Calendar = workday.Default()
	extra, err := s.read(HolidaysFile)
	if err != nil {
		return false, err
	}
	if extra != nil {
		if s.Calendar, err = s.Calendar.With(extra); err != nil {
			s.Findings.Add(diag.New(diag.ConfigWrong, diag.Position{File: HolidaysFile}, "%s", err.Error()).Hinted("照已有年份的写法改正"))
			return false, nil
		}
	}
	s.Layouts = layouts.Over(nil)
	own, err := s.root.Stat(LayoutsDir)
	if err != nil && !os.IsNotExist(err) {
		return false, fmt.Errorf("open %s: %w", LayoutsDir, err)
	}
	if err == nil && own.IsDir() {
		below, err := fs.Sub(s.root.FS(), LayoutsDir)
		if err != nil {
			return false, fmt.Errorf("open %s: %w", LayoutsDir, err)
		}
		s.Layouts = layouts.Over(below)
	}
	s.readLayouts = sync.OnceValues(func() (*face, error) { return readFace(s.Layouts) })
	return !s.Findings.Failed(), nil
}

// today is the day everything is told for.
func (s *Site) today(o Options) (day.Day, error) {
	if o.Day == "" {
		return day.Of(o.Now.In(s.Config.Site.Location)), nil
	}
	d, ok := day.Parse(o.Day)
	if !ok {
		return 0, &UsageError{"--date", o.Day, "写作 2026-01-31"}
	}
	return d, nil
}

// keepLedger reads the ledger and words what is wrong with it.
func (s *Site) keepLedger() error {
	data, err := s.read(ledger.File)
	if err != nil {
		return err
	}
	issued, problems := ledger.Read(data)
	s.Ledger, s.issued = issued, xxhash.Sum64(data)
	for _, p := range problems {
		s.Findings.Add(ledgerFinding(p))
	}
	return nil
}

func ledgerFinding(p ledger.Problem) diag.Finding {
	at := diag.Position{File: ledger.File, Line: p.Line, Column: 1}
	switch p.Kind {
	case ledger.BadHeader:
		return diag.New(diag.LedgerBroken, at, "台账第一行应是列名").Hinted("写 number,path,title,date,removed")
	case ledger.BadDate:
		return diag.New(diag.LedgerBroken, at, "台账里的日期“%s”不对", p.Text).Hinted("写作 2026-01-31")
	case ledger.Conflict:
		return diag.New(diag.LedgerBroken, at, "台账里留有合并冲突的标记").Hinted("两边的行都保留，删去 <<<<<<<、=======、>>>>>>> 三行")
	case ledger.NotUTF8:
		return diag.New(diag.LedgerBroken, at, "台账不是 UTF-8 编码").Hinted("多半是用表格软件另存过：选“CSV UTF-8”保存，或者用 git 恢复")
	case ledger.Reissued:
		return diag.New(diag.LedgerTwice, at, "索引号“%s”的文件已经移除，又发给了另一份文件", p.Text).Hinted("给后一份文件改发新号")
	}
	return diag.New(diag.LedgerBroken, at, "台账的这一行读不懂").Hinted("每行五列：索引号、路径、标题、日期、移除日期")
}

// documents reads every document, over all threads, in the order of paths.
func (s *Site) documents(ctx context.Context) error {
	tree := s.around.tree
	s.Tree = tree
	s.Findings.Add(treeFindings(tree)...)
	defer s.journal.pass(Reading, len(tree.Documents))()
	env := document.Env{Config: s.Config, Calendar: s.Calendar, Tree: tree, Files: s.root.FS()}
	c := openCache(s.Dir, s.options.Target, false)
	s.recall = newRecall(c, s.fingerprint, s.around)
	c.close()
	docs := make([]*document.Document, len(tree.Documents))
	findings := make([]diag.List, len(tree.Documents))
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range s.threads { // each reads many: a stack that grows for every document is copied for every one
		group.Go(func() (err error) {
			for i := int(next.Add(1)) - 1; i < len(docs) && err == nil; i = int(next.Add(1)) - 1 {
				if err = ctx.Err(); err == nil {
					docs[i], findings[i], err = s.recall.document(s, i, env)
					s.journal.advance(Reading, 1)
				}
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i, d := range docs {
		from := len(s.Findings)
		s.Findings.Add(findings[i]...)
		s.recall.fresh[i].from, s.recall.fresh[i].to = from, len(s.Findings)
		if d != nil {
			s.Documents = append(s.Documents, d)
		}
	}
	return nil
}

// treeFindings words what is odd about content/ itself. A column without its
// documents must not take the place of one with them unnoticed.
func treeFindings(tree source.Tree) (list diag.List) {
	at := diag.Position{File: source.ContentDir}
	switch tree.Absence {
	case source.Missing:
		list.Add(diag.New(diag.SourceUnreadable, at, "没有 content 文件夹，栏目里没有文件").Hinted("文件放在网站的 content 文件夹里；用 gongkai new 新建一份").As(diag.Warning))
	case source.NoFolder:
		list.Add(diag.New(diag.SourceUnreadable, at, "content 不是文件夹").Hinted("把它移走，新建文件夹 content，文件放在里面"))
	case source.LinkedAway:
		list.Add(diag.New(diag.SourceUnreadable, at, "content 是符号链接，指到网站以外").Hinted("把那个文件夹移到网站里，或者换成挂载"))
	}
	for _, link := range tree.Links {
		list.Add(diag.New(diag.SourceUnreadable, diag.Position{File: link}, "这是符号链接，没有读取").Hinted("换成文件本身").As(diag.Warning))
	}
	return list
}

// count makes the reports and gives what they find.
func (s *Site) count() (*report.Reports, diag.List, error) {
	defer s.journal.pass(Reporting, 0)()
	var ledgers []string
	for name := range s.Tree.Assets {
		if report.IsLedger(name) {
			ledgers = append(ledgers, name)
		}
	}
	made, findings, err := report.Make(report.Input{Catalog: s.Catalog, Calendar: s.Calendar, Ledgers: ledgers,
		Read: func(name string) ([]byte, error) { return s.root.ReadFile(filepath.FromSlash(name)) }})
	if err != nil {
		return nil, nil, fmt.Errorf("count: %w", err)
	}
	return made, findings, nil
}

// read gives a file of the site, nil where there is none.
func (s *Site) read(name string) ([]byte, error) {
	data, err := s.root.ReadFile(name)
	switch {
	case err == nil && data == nil:
		return []byte{}, nil
	case os.IsNotExist(err):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return data, nil
}

// readDocument hands over the bytes of a document's file, which are good only
// until use returns.
func (s *Site) readDocument(p string, use func(data []byte) error) error {
	buffer := texts.Get().(*[]byte)
	defer texts.Put(buffer)
	var data []byte
	var err error
	if s.folders != nil {
		data, err = s.folders.readFile(p, *buffer)
	} else {
		data, err = readInto(s.root, filepath.FromSlash(p), *buffer)
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", p, err)
	}
	*buffer = data
	s.journal.count(func(c *Counts) { c.Read, c.ReadBytes = c.Read+1, c.ReadBytes+int64(len(data)) })
	return use(data)
}

// texts are buffers for the documents that are being read.
var texts = sync.Pool{New: func() any { return new([]byte) }}

// Source gives the bytes of a file of the site for an excerpt, or nil.
func (s *Site) Source(name string) []byte {
	data, err := s.root.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return nil // an excerpt is a courtesy
	}
	return data
}

// Body reads the text of a document again, and refuses one that was changed
// since the site was read. The source is good only until use returns.
func (s *Site) Body(d *document.Document, use func(source []byte) error) error {
	return s.readDocument(d.Path, func(data []byte) error {
		if xxhash.Sum64(data) != d.Sum {
			return &ChangedError{Path: d.Path}
		}
		return use(source.Body(data))
	})
}
