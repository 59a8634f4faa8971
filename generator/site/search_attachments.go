package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/sync/errgroup"

	"gongkai/generator/catalog"
	"gongkai/generator/document"
	"gongkai/generator/publish"
	"gongkai/generator/search"
)

// attachmentIndexer makes a second search index, of the names, alternative
// texts and texts of all attachments, below search/attachments/. It is apart
// from that of the documents, so that a query's documents stay exactly those
// that hold it. Its format is the same; its twins, which hold the text, are
// files of its own (docs/search-format.md, "Attachments").
type attachmentIndexer struct {
	*Site
	list []attached // the newest document's first
}

// attached is an attachment under its document.
type attached struct {
	entry *catalog.Entry
	asset document.Asset
	url   string // of the folder of its text, relative to search/
}

const (
	attachmentsDir = "search/attachments/"
	variantsFile   = "search/variants.json" // the index of documents has it
)

func (s *Site) attachmentIndexer() *attachmentIndexer {
	x := &attachmentIndexer{Site: s}
	for _, e := range s.Catalog.Entries {
		for i, a := range e.Attachments {
			x.list = append(x.list, attached{entry: e, asset: a, url: fmt.Sprintf("attachments/texts/%d-%s/", i+1, e.ID)})
		}
	}
	return x
}

// attachmentCount is the number of attachments with a document.
func (s *Site) attachmentCount() int {
	n := 0
	for _, e := range s.Catalog.Entries {
		n += len(e.Attachments)
	}
	return n
}

// shards is the number of shard files: it must be known before a text is read,
// so it follows the sizes. An office file is packed, and may hold pictures.
func (x *attachmentIndexer) shards() int {
	var size int64
	for _, a := range x.list {
		if hasText(a.asset) {
			size += min(a.asset.Size, 300_000)
		}
		size += 100
	}
	return search.Shards(len(x.list), size)
}

// moved gives the place of a file of the index.
func moved(path string) string { return attachmentsDir + strings.TrimPrefix(path, searchDir+"/") }

func (x *attachmentIndexer) paths() []string {
	var out []string
	for _, path := range search.Paths(x.shards()) {
		if path != variantsFile {
			out = append(out, moved(path))
		}
	}
	for _, a := range x.list {
		out = append(out, x.twinPath(a))
	}
	return out
}

func (x *attachmentIndexer) twinPath(a attached) string {
	return searchDir + "/" + a.url + "index.json"
}

func (x *attachmentIndexer) output() publish.Output {
	o := publish.Output{Paths: x.paths(), Make: x.make}
	if x.fingerprint != "" {
		o.Key = x.key()
	}
	return o
}

// key fingerprints the files and what the columns tell of their documents. It is
// empty where a file cannot be read, which making the index then tells.
func (x *attachmentIndexer) key() string {
	h := xxhash.New()
	_, _ = fmt.Fprintf(h, "%s\x00%d\x00", x.fingerprint, search.Version) // a digest never fails
	for _, a := range x.list {
		sum := uint64(0)
		if hasText(a.asset) {
			var err error
			if sum, err = x.sumOf(a.asset); err != nil {
				return ""
			}
		}
		_, _ = fmt.Fprintf(h, "%x %s %d %q %q %#v\x00", sum, a.asset.Path, a.asset.Size, a.asset.Title, a.asset.Text, x.indexed(a.entry, ""))
	}
	return fmt.Sprintf("attachments %x", h.Sum64())
}

// make reads every text, gives it out under its document, and writes the index.
func (x *attachmentIndexer) make(emit publish.Emit) error {
	b := search.New(search.Options{Documents: len(x.list), Threads: x.threads, Shards: x.shards(), Units: 4 << 20, Memory: 8 << 20})
	for from := 0; from < len(x.list); from += attachmentsAtOnce {
		if err := x.add(b, from, min(from+attachmentsAtOnce, len(x.list)), emit); err != nil {
			_ = b.Close() // the first error tells more
			return fmt.Errorf("index attachments: %w", err)
		}
	}
	return b.Finish(func(path string, content []byte) error {
		if path == variantsFile {
			return nil
		}
		return emit(moved(path), bytes.NewReader(content))
	})
}

// attachmentsAtOnce bounds the texts in memory.
const attachmentsAtOnce = 16

// add indexes a stretch of the list and gives out its texts.
func (x *attachmentIndexer) add(b *search.Builder, from, to int, emit publish.Emit) error {
	twins := make([][]byte, to-from)
	var group errgroup.Group
	group.SetLimit(x.threads)
	for i, a := range x.list[from:to] {
		group.Go(func() error {
			t, err := x.attachmentText(a.asset)
			if err != nil {
				return err
			}
			d := x.indexedAttachment(a, t.text)
			twins[i] = attachmentTwin(a, d)
			return b.Add(from+i, d)
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i, a := range x.list[from:to] {
		if err := emit(x.twinPath(a), bytes.NewReader(twins[i])); err != nil {
			return err
		}
	}
	return nil
}

// indexedAttachment is an attachment as its index knows it: what is filtered is
// told of its document.
func (x *attachmentIndexer) indexedAttachment(a attached, text string) search.Document {
	lines := []string{a.asset.Title}
	for _, s := range []string{a.asset.Text, text} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	d := x.indexed(a.entry, strings.Join(lines, "\n"))
	d.URL, d.Title, d.IndexNumber, d.DocumentNumber = a.url, a.asset.Title, "", ""
	return d
}

// attachmentTwin is the file that holds the text of an attachment.
func attachmentTwin(a attached, d search.Document) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	err := e.Encode(struct {
		Title     string `json:"title"`
		Published string `json:"published"`
		File      string `json:"file"`
		Type      string `json:"type"`
		Size      int64  `json:"size"`
		Document  string `json:"document"` // its title
		URL       string `json:"url"`      // of the document, relative to the column
		Text      string `json:"text"`     // title, alternative text and text, a line each
	}{d.Title, d.Published, a.asset.Name, a.asset.Type, a.asset.Size, a.entry.Title(), a.entry.URL, d.Text})
	if err != nil {
		panic(err) // strings and a number can always be written
	}
	return out.Bytes()
}
