package site

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/memo"
	"gongkai/generator/publish"
)

// Told is what a build tells besides what it published.
type Told struct {
	Findings                      diag.List
	Documents                     int // published ones
	Held, Drafts, Withheld, Files int
	Unusable                      bool // the configuration has errors: nothing else is known
	source                        func(name string) []byte
}

// Source gives the bytes of a file of the site for an excerpt, or nil.
func (t *Told) Source(name string) []byte { return t.source(name) }

// Told gives what a build of the site tells.
func (s *Site) Told() *Told {
	if s.Catalog == nil {
		return &Told{Findings: s.Findings, Unusable: true, source: s.Source}
	}
	return &Told{Findings: s.Findings, Documents: len(s.Catalog.Entries), Held: s.Catalog.Held, Drafts: s.Catalog.Drafts, Withheld: s.Catalog.Withheld, source: s.Source}
}

const (
	runMemo    = "run"
	runVersion = "gongkai run 1"
)

// Again tells what the last build told, where a build would come to the same:
// the same program and options, the same day, every file of the site as it was
// then, and in the published folder every file as it was published. It reads no
// document and writes nothing. ok is false where any of this is not certain.
//
// Where it is not, Load with the same Options begins with what was seen here.
func Again(ctx context.Context, o *Options) (told *Told, ok bool, err error) {
	c := openCache(o.Dir, o.Target, false)
	defer c.close()
	data := c.load(runMemo)
	if data == "" || o.Program == "" {
		return nil, false, nil
	}
	m := memo.NewReader(data)
	if m.Record() != runVersion || m.Record() != runOf(*o) || !sameDay(*o, m.Record(), day.Day(m.Number())) {
		return nil, false, nil
	}
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, false, fmt.Errorf("open site: %w", err)
	}
	defer root.Close()
	around, err := lookAround(root)
	o.looked = &around
	if err != nil || around.sum() != m.Sum() {
		return nil, false, err
	}
	stands, ok, err := publish.Stands(ctx, o.Target, filepath.Join(o.Dir, WorkDir))
	if err != nil || !ok || stands.Manifest != m.Record() {
		return nil, false, err
	}
	told = &Told{Files: stands.Files, Documents: int(m.Number()), Held: int(m.Number()), Drafts: int(m.Number()), Withheld: int(m.Number()), Findings: m.Findings()}
	if !m.End() {
		return nil, false, nil
	}
	told.source = (&Site{Dir: o.Dir}).sourceAlone
	o.Journal.count(func(c *Counts) {
		c.Files, c.Bytes, c.Findings = int64(stands.Files), stands.Bytes, int64(len(told.Findings))
	})
	return told, true, nil
}

// sourceAlone is Source for a site whose folder is not open.
func (s *Site) sourceAlone(name string) []byte {
	root, err := os.OpenRoot(s.Dir)
	if err != nil {
		return nil // an excerpt is a courtesy
	}
	defer root.Close()
	s.root = root
	return s.Source(name)
}

// runOf tells one way of building from another.
func runOf(o Options) string {
	target, err := filepath.Abs(o.Target)
	if err != nil {
		return ""
	}
	return o.Program + "\x00" + o.Day + "\x00" + o.BaseURL + "\x00" + target
}

// sameDay tells whether a build now would tell everything for that day, in the
// site's time zone of then.
func sameDay(o Options, zone string, on day.Day) bool {
	if o.Day != "" {
		d, ok := day.Parse(o.Day)
		return ok && d == on
	}
	location, err := time.LoadLocation(zone)
	return err == nil && day.Of(o.Now.In(location)) == on
}

// remember keeps what this run knows for the next one. Files that were changed
// just before they were looked at are not trusted: the run as a whole is then
// kept by a later one.
func (s *Site) remember(c *cache, target string, result publish.Result) {
	settled := s.recall.settle(s) && s.around.settled()
	s.recall.save(c, s.Findings, s.Config)
	if !settled {
		c.drop(runMemo)
		return
	}
	told := s.Told()
	var w memo.Writer
	o := s.options
	o.Target = target
	w.Record(runVersion)
	w.Record(runOf(o))
	w.Record(s.Config.Site.Location.String())
	w.Number(int64(s.Catalog.Day))
	w.Sum(s.around.sum())
	w.Record(result.Manifest)
	for _, n := range []int{told.Documents, told.Held, told.Drafts, told.Withheld} {
		w.Number(int64(n))
	}
	w.Findings(told.Findings)
	if data := w.Bytes(); c.load(runMemo) != string(data) {
		c.save(runMemo, data)
	}
}
