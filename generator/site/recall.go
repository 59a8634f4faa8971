package site

import (
	"sync"
	"time"

	"github.com/cespare/xxhash/v2"

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
	record  string // what document.Remember wrote
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
		if now.record != "" {
			r.fresh[i] = now
		}
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
	if r.env != "" {
		w := records.Get().(*memo.Writer)
		w.Reset()
		document.Remember(w, d, list, s.Config)
		now.beside, now.record = document.Beside(d, list), string(w.Bytes())
		records.Put(w)
	}
	return d, list
}

// records are writers for what is remembered of a document.
var records = sync.Pool{New: func() any { return new(memo.Writer) }}

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

// save keeps what is known now, if it is not what was known.
func (r *recall) save(c *cache) {
	same := !r.changed && len(r.fresh) == len(r.known)
	size := 0
	for i := range r.fresh {
		e := &r.fresh[i]
		old := r.known[e.path]
		same = same && old.stamp == e.stamp && old.settled == e.settled && old.sum == e.sum
		size += len(e.path) + len(e.record) + 64
	}
	if same {
		return
	}
	w := memo.NewWriter(size + len(r.env) + 64)
	w.Record(documentsVersion)
	w.Record(r.env)
	w.Sum(r.assets)
	w.Flag(r.sure)
	w.Number(int64(len(r.fresh)))
	for i := range r.fresh {
		e := &r.fresh[i]
		w.Record(e.path)
		writeStamp(w, e.stamp)
		w.Flag(e.settled)
		w.Sum(e.sum)
		w.Flag(e.beside)
		w.Record(e.record)
	}
	c.save(documentsMemo, w.Bytes())
}
