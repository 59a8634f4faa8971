package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sync"
	"unsafe"

	"golang.org/x/sync/errgroup"

	"gongkai/generator/asset"
	"gongkai/generator/catalog"
	"gongkai/generator/data"
	"gongkai/generator/publish"
	"gongkai/generator/search"
)

// searchDir is where the search page, its scripts and the index lie, in the
// column and in the layouts.
const searchDir = "search"

// searchModules are the scripts of the search page, and engine.js for other
// programs: each joined with what it imports.
var searchModules = []string{"attachments.js", "engine.js", "ui.js", "variants.js", "worker.js"}

const searchStyle = "search.css"

// searchScripts makes the scripts and the style of the search page.
func searchScripts(layouts fs.FS) ([]asset.File, error) {
	var out []asset.File
	for _, name := range searchModules {
		name = path.Join(searchDir, name)
		content, err := asset.Module(layouts, name)
		if err != nil {
			return nil, fmt.Errorf("join search scripts: %w", err)
		}
		out = append(out, asset.File{Path: name, Content: content})
	}
	name := path.Join(searchDir, searchStyle)
	content, err := fs.ReadFile(layouts, name)
	if err != nil {
		return nil, fmt.Errorf("read search style: %w", err)
	}
	return append(out, asset.File{Path: name, Content: content}), nil
}

// indexer makes the search index of a catalog. Its files are one output, so
// that they are made, or kept unmade, together.
//
// A text is rendered once for its page and for the index: whoever makes a
// document's page offers its text, and the index renders those that nobody
// offered. The output stands last, when most pages are made.
type indexer struct {
	*Site
	text    func(e *catalog.Entry, use func(text string)) error // renders the text of a document
	numbers map[*catalog.Entry]int                              // of the documents in the index

	mu     sync.Mutex
	gather *gathering
}

// gathering is an index of which not all documents are there yet.
type gathering struct {
	builder *search.Builder
	taken   []bool // documents that someone adds or added
	left    int
	whole   chan struct{} // closed when all were added
}

func (s *Site) indexer(text func(e *catalog.Entry, use func(text string)) error) *indexer {
	x := &indexer{Site: s, text: text, numbers: make(map[*catalog.Entry]int, len(s.Catalog.Entries))}
	for i, e := range s.Catalog.Entries {
		x.numbers[e] = i
	}
	return x
}

// shards is the number of shard files: it must be known before a text is read.
func (s *Site) shards() int { return search.Shards(len(s.Catalog.Entries), s.size()) }

// size is that of all documents' files.
func (s *Site) size() (sum int64) {
	for _, e := range s.Catalog.Entries {
		sum += e.Size
	}
	return sum
}

// paths are known before a text is read.
func (x *indexer) paths() []string { return search.Paths(x.shards()) }

func (x *indexer) output() publish.Output {
	o := publish.Output{Paths: x.paths(), Make: x.make}
	if x.fingerprint != "" {
		o.Key = x.key()
	}
	return o
}

// key fingerprints all that the index depends on: what it tells of each document,
// and the text by the hash of its file.
func (s *Site) key() string {
	p := newPrint()
	p.Record(s.fingerprint)
	p.Number(search.Version)
	p.Number(int64(s.attachmentCount()))
	for _, e := range s.Catalog.Entries {
		p.Sum(e.Sum)
		p.indexed(s.indexed(e, ""))
	}
	return fmt.Sprintf("search %x", p.sum())
}

// indexed adds a document as the index knows it, its text apart.
func (p *print) indexed(d search.Document) {
	for _, text := range []string{d.URL, d.Title, d.IndexNumber, d.DocumentNumber, d.Published} {
		p.Record(text)
	}
	p.value(d.Kind)
	for _, list := range [][]search.Value{d.Agencies, d.Themes} {
		p.Number(int64(len(list)))
		for _, v := range list {
			p.value(v)
		}
	}
	p.Number(int64(len(d.Validity)))
	for _, state := range d.Validity {
		p.Record(state.From)
		p.Flag(state.InForce)
		p.value(state.Value)
	}
	p.Sum(d.Sum)
}

func (p *print) value(v search.Value) {
	p.Record(v.Key)
	p.Record(v.Label)
}

// offer gives the index a text that was rendered for a page, and is good only
// until offer returns. What is wrong with it is told when the index is finished.
func (x *indexer) offer(e *catalog.Entry, text string) {
	i, ok := x.numbers[e]
	if !ok {
		return
	}
	if g := x.gathering(); x.claim(g, i) {
		x.add(g, i, e, text)
	}
}

// gathering gives the index under way.
func (x *indexer) gathering() *gathering {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.gather == nil {
		n := len(x.numbers)
		o := search.Options{Documents: n, Threads: x.threads, Shards: x.shards(), Bytes: x.size(), Attachments: x.attachmentCount()}
		x.indexMemory().recall(&o)
		x.gather = &gathering{taken: make([]bool, n), left: n, whole: make(chan struct{}), builder: search.New(o)}
		x.takeKnown(x.gather)
		if x.gather.left == 0 {
			close(x.gather.whole)
		}
	}
	return x.gather
}

// takeKnown takes the documents whose texts are remembered.
func (x *indexer) takeKnown(g *gathering) {
	for i, e := range x.Catalog.Entries {
		d := x.indexed(e, "")
		if d.Sum == 0 { // nothing is remembered
			return
		}
		if g.builder.Known(i, d) {
			g.taken[i] = true
			g.left--
		}
	}
}

// claim takes a document for the caller, who must add it.
func (x *indexer) claim(g *gathering, i int) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	if g.taken[i] {
		return false
	}
	g.taken[i] = true
	return true
}

func (x *indexer) add(g *gathering, i int, e *catalog.Entry, text string) {
	buffer := texts.Get().(*[]byte)
	*buffer = data.AppendText((*buffer)[:0], e, text)
	whole := unsafe.String(unsafe.SliceData(*buffer), len(*buffer)) // nothing of it is kept
	_ = g.builder.Add(i, x.indexed(e, whole))                       // Finish gives the error again
	texts.Put(buffer)
	x.mu.Lock()
	defer x.mu.Unlock()
	if g.left--; g.left == 0 {
		close(g.whole)
	}
}

// make renders what is missing, waits for what others are adding, and writes
// the index.
func (x *indexer) make(emit publish.Emit) error {
	g := x.gathering()
	err := x.addMissing(g)
	if err == nil {
		<-g.whole // who claimed a document adds it without waiting for anything
	}
	x.mu.Lock()
	x.gather = nil
	x.mu.Unlock()
	if err != nil {
		return errors.Join(fmt.Errorf("index: %w", err), g.builder.Close())
	}
	defer x.journal.pass(Indexing, len(search.Paths(x.shards())))()
	if err := g.builder.Finish(func(path string, content []byte) error {
		x.journal.advance(Indexing, 1)
		if content == nil {
			err := emit(path, nil)
			if errors.Is(err, publish.ErrNotStanding) {
				return search.ErrNotStanding
			}
			return err
		}
		x.journal.count(func(c *Counts) { c.Indexed++ })
		return emit(path, bytes.NewReader(content))
	}); err != nil {
		return err
	}
	x.indexMemory().made(g.builder.Memory())
	return nil
}

func (x *indexer) addMissing(g *gathering) error {
	group, ctx := errgroup.WithContext(context.Background())
	group.SetLimit(x.threads)
	for i, e := range x.Catalog.Entries {
		if ctx.Err() != nil {
			break
		}
		if !x.claim(g, i) {
			continue
		}
		group.Go(func() error {
			return x.text(e, func(text string) { x.add(g, i, e, text) })
		})
	}
	return group.Wait()
}
