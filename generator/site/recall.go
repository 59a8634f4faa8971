package site

import (
	"io"
	"time"

	"github.com/cespare/xxhash/v2"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/memo"
	"gongkai/generator/source"
)

// A recall holds what earlier runs made of the documents, by their paths. A
// document that is the same, judged in the same surroundings, is neither read
// nor judged again.
type recall struct {
	env     string // what documents are judged by: the program, configuration, holidays; empty: nothing is kept
	assets  uint64 // and the files beside them
	sure    bool   // those cannot have changed unseen
	at      int64  // when the files were looked at
	known   map[string]remembered
	fresh   []remembered // by number in the tree's listing, what is known now
	changed bool         // not what was known
}

// remembered is one document.
type remembered struct {
	path    string
	stamp   source.Stamp
	settled bool   // the same stamp means the same bytes
	sum     uint64 // of the bytes
	beside  bool   // what was made depends on the files beside it
	record  string // what document.Remember wrote; empty for what this run made

	made     *document.Document // by this run; nil for none
	from, to int                // where the site's findings tell of it
}

const (
	documentsMemo    = "documents"
	documentsVersion = "gongkai documents 1"
)

// newRecall reads what the last run left. Where the program cannot be told from
// another, nothing is known and nothing is kept.
func newRecall(c *cache, env string, around surroundings) *recall {
	r := &recall{env: env, at: around.at, known: map[string]remembered{}, fresh: make([]remembered, len(around.tree.Documents))}
	if env != "" {
		r.assets, r.sure = around.assets(), around.assetsSettled()
		r.read(c.load(documentsMemo))
	}
	return r
}

func (r *recall) read(data string) {
	m := memo.NewReader(data)
	if m.Record() != documentsVersion || m.Record() != r.env {
		return
	}
	assets, sure := m.Sum(), m.Flag()
	same := sure && r.sure && assets == r.assets
	r.changed = !same && (assets != r.assets || sure != r.sure)
	for range m.Count() {
		e := remembered{path: m.Record(), stamp: readStamp(m), settled: m.Flag(), sum: m.Sum(), beside: m.Flag(), record: m.Record()}
		if !e.beside || same {
			r.known[e.path] = e
		}
	}
	if !m.End() {
		clear(r.known)
	}
}

// document gives what is made of a document: what is known of it where nothing
// changed, else what is made of its bytes. It may be called for several numbers
// at once.
func (r *recall) document(s *Site, i int, env document.Env) (*document.Document, diag.List, error) {
	p := s.Tree.Documents[i]
	stamp := s.Tree.Stamps[p]
	e, known := r.known[p]
	if known && e.settled && e.stamp == stamp {
		if d, list, err := document.Recall(memo.NewReader(e.record), s.Config); err == nil {
			r.fresh[i] = e
			return d, list, nil
		}
	}
	var d *document.Document
	var list diag.List
	err := s.readDocument(p, func(data []byte) error {
		now := remembered{path: p, stamp: stamp, settled: stamp.Settled(r.at), sum: xxhash.Sum64(data)}
		d, list = r.judge(s, e, &now, data, env)
		r.fresh[i] = now
		return nil
	})
	return d, list, err
}

// judge gives what is made of a document's bytes: e, where that was made of the
// same, else anew. It is written down in now.
func (r *recall) judge(s *Site, e remembered, now *remembered, data []byte, env document.Env) (*document.Document, diag.List) {
	if e.record != "" && e.sum == now.sum {
		if d, list, err := document.Recall(memo.NewReader(e.record), s.Config); err == nil {
			now.beside, now.record = e.beside, e.record
			return d, list
		}
	}
	d, list := document.New(now.path, data, env)
	s.journal.count(func(c *Counts) { c.Parsed++ })
	now.made, now.beside = d, document.Beside(d, list)
	return d, list
}

// settle looks again at documents that had been changed just before they were
// read: those that still are what was read are settled now. It tells whether
// all are.
func (r *recall) settle(s *Site) bool {
	at, all := time.Now().UnixNano(), true
	left := settleMax
	for i := range r.fresh {
		e := &r.fresh[i]
		if e.settled {
			continue
		}
		if left--; left >= 0 && e.stamp.Settled(at) {
			stamp, err := source.StampOf(s.root.FS(), e.path)
			if data, wrong := s.root.ReadFile(e.path); err == nil && wrong == nil && stamp == e.stamp && xxhash.Sum64(data) == e.sum {
				e.settled = true
			}
		}
		all = all && e.settled
	}
	return all
}

// settleMax is how many documents are read once more to settle them; the rest
// is settled by the next run.
const settleMax = 1000

// save keeps what is known now, if it is not what was known. What this run made
// of a document is written down only here, from found, the site's findings: the
// records of a whole column would be a fifth of what stays in memory of it.
func (r *recall) save(c *cache, found diag.List, config *config.Config) {
	same := !r.changed && len(r.fresh) == len(r.known)
	for i := range r.fresh {
		e := &r.fresh[i]
		old := r.known[e.path]
		same = same && old.stamp == e.stamp && old.settled == e.settled && old.sum == e.sum
	}
	if same {
		return
	}
	c.saveFrom(documentsMemo, func(out io.Writer) error {
		var w, record memo.Writer
		w.Record(documentsVersion)
		w.Record(r.env)
		w.Sum(r.assets)
		w.Flag(r.sure)
		w.Number(int64(len(r.fresh)))
		for i := range r.fresh {
			e := &r.fresh[i]
			if len(w.Bytes()) > saveBytes {
				if _, err := out.Write(w.Bytes()); err != nil {
					return err
				}
				w.Reset()
			}
			e.write(&w)
			if e.record != "" {
				w.Record(e.record)
				continue
			}
			record.Reset()
			document.Remember(&record, e.made, found[e.from:e.to], config)
			w.Record(string(record.Bytes()))
		}
		_, err := out.Write(w.Bytes())
		return err
	})
}

// saveBytes are written at once.
const saveBytes = 1 << 16

// write writes all but what was made.
func (e *remembered) write(w *memo.Writer) {
	w.Record(e.path)
	writeStamp(w, e.stamp)
	w.Flag(e.settled)
	w.Sum(e.sum)
	w.Flag(e.beside)
}
