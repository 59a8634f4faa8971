package site

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"time"

	"github.com/cespare/xxhash/v2"

	"gongkai/generator/config"
	"gongkai/generator/ledger"
	"gongkai/generator/memo"
	"gongkai/generator/source"
)

// surroundings are all the files a site is made of, as the file system tells of
// them without opening one. They are looked at before any is read: a file that
// changes meanwhile then has another stamp the next time.
type surroundings struct {
	at     int64 // when they were looked at: the machine's clock, since stamps are compared with it, never the site's
	tree   source.Tree
	others map[string]source.Stamp // configuration, holidays, ledger, layouts; the zero stamp for one that is not there
}

// lookAround lists the files of a site, unless that was done just now.
func (o Options) lookAround(root *os.Root) (surroundings, error) {
	if o.looked != nil {
		return *o.looked, nil
	}
	return lookAround(root)
}

// lookAround lists the files of a site.
func lookAround(root *os.Root) (surroundings, error) {
	site, at := root.FS(), time.Now().UnixNano()
	tree, err := source.Walk(site)
	if err != nil {
		return surroundings{}, err
	}
	around := surroundings{at: at, tree: tree, others: map[string]source.Stamp{}}
	for _, name := range []string{config.File, HolidaysFile, ledger.File} {
		if around.others[name], err = source.StampOf(site, name); err != nil {
			return surroundings{}, fmt.Errorf("look at %s: %w", name, err)
		}
	}
	err = fs.WalkDir(site, LayoutsDir, func(p string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && p == LayoutsDir {
			return nil
		}
		if err == nil && !d.IsDir() {
			around.others[p], err = source.StampOf(site, p)
		}
		if err != nil {
			return fmt.Errorf("look at %s: %w", p, err)
		}
		return nil
	})
	return around, err
}

// sum fingerprints every file by path and stamp.
func (a surroundings) sum() uint64 {
	p := newPrint()
	p.stamps(a.others)
	p.stamps(a.tree.Stamps)
	p.Number(int64(a.tree.Absence))
	for _, link := range a.tree.Links {
		p.Record(link)
	}
	return p.sum()
}

// assets fingerprints the files that may be attachments.
func (a surroundings) assets() uint64 {
	p := newPrint()
	for _, name := range slices.Sorted(maps.Keys(a.tree.Assets)) {
		p.Record(name)
		p.stamp(a.tree.Stamps[name])
	}
	return p.sum()
}

// settled tells whether no file can change unseen, but for the documents, which
// are asked for one by one.
func (a surroundings) settled() bool {
	for _, s := range a.others {
		if s != (source.Stamp{}) && !s.Settled(a.at) {
			return false
		}
	}
	return a.assetsSettled()
}

func (a surroundings) assetsSettled() bool {
	for name := range a.tree.Assets {
		if !a.tree.Stamps[name].Settled(a.at) {
			return false
		}
	}
	return true
}

// print collects what a fingerprint is made of, each part told apart from the
// next.
type print struct{ memo.Writer }

func newPrint() *print { return new(print) }

func (p *print) sum() uint64 { return xxhash.Sum64(p.Bytes()) }

func (p *print) stamps(stamps map[string]source.Stamp) {
	for _, name := range slices.Sorted(maps.Keys(stamps)) {
		p.Record(name)
		p.stamp(stamps[name])
	}
}

func (p *print) stamp(s source.Stamp) {
	writeStamp(&p.Writer, s)
}

func writeStamp(w *memo.Writer, s source.Stamp) {
	w.Number(s.Size)
	w.Number(s.Modified)
	w.Number(s.Changed)
	w.Sum(s.Inode)
}

func readStamp(r *memo.Reader) source.Stamp {
	return source.Stamp{Size: r.Number(), Modified: r.Number(), Changed: r.Number(), Inode: r.Sum()}
}
