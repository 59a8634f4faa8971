package search

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf16"
)

// TestCorpus builds the index of a corpus made by ../shared/bench/corpus.py
// (--format gongkai) and reports speed and size. It writes the index, the
// documents' twins and a manifest to GONGKAI_SEARCH_OUT, for measure.mjs.
//
//	GONGKAI_SEARCH_CORPUS=… GONGKAI_SEARCH_OUT=… go test -run TestCorpus -v ./generator/search/
//
// GONGKAI_SEARCH_UNITS lowers Options.Units, to see texts go to a file;
// GONGKAI_SEARCH_TIMES=n adds the corpus n times over.
func TestCorpus(t *testing.T) {
	corpus, out := os.Getenv("GONGKAI_SEARCH_CORPUS"), os.Getenv("GONGKAI_SEARCH_OUT")
	if corpus == "" {
		t.Skip("GONGKAI_SEARCH_CORPUS names no corpus")
	}
	documents := readCorpus(t, corpus)
	if n, _ := strconv.Atoi(os.Getenv("GONGKAI_SEARCH_TIMES")); n > 1 {
		documents = repeat(documents, n)
	}
	runtime.GC()
	var units Options
	units.Units, _ = strconv.Atoi(os.Getenv("GONGKAI_SEARCH_UNITS"))
	units.Documents, units.Folder = len(documents), t.TempDir()
	peak, stop := watchHeap()
	wall, cpu := time.Now(), cpuTime()
	b := New(units)
	addAll(t, b, documents)
	added, addedCPU := time.Since(wall), cpuTime()-cpu
	files, raw := map[string][]byte{}, 0
	count := 0
	if err := b.Finish(func(path string, content []byte) error {
		raw += len(content)
		count++
		if out != "" {
			files[path] = content
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	took, cpuTook := time.Since(wall), cpuTime()-cpu
	stop()
	t.Logf("%d documents: %.2f s wall, %.2f CPU s (adding %.2f, %.2f), %.0f documents/s, heap %d MB above the texts, %d files, %.1f MB",
		len(documents), took.Seconds(), cpuTook.Seconds(), added.Seconds(), addedCPU.Seconds(), float64(len(documents))/took.Seconds(), peak.Load()>>20, count, float64(raw)/1e6)
	if out != "" {
		writeOut(t, out, documents, files)
	}
}

func addAll(t testing.TB, b *Builder, documents []Document) {
	var next atomic.Int64
	var threads sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		threads.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(documents) {
					return
				}
				if err := b.Add(i, documents[i]); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	threads.Wait()
}

// watchHeap follows how far the heap in use rises above where it stands.
func watchHeap() (*atomic.Uint64, func()) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	base, peak, done := m.HeapInuse, new(atomic.Uint64), make(chan struct{})
	go func() {
		var m runtime.MemStats
		for {
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
				runtime.ReadMemStats(&m)
				if m.HeapInuse > base+peak.Load() {
					peak.Store(m.HeapInuse - base)
				}
			}
		}
	}()
	return peak, func() { close(done) }
}

var (
	frontMatter = regexp.MustCompile(`(?s)\A---\n.*?\n---\n`)
	marks       = regexp.MustCompile(`(?m)^#+ |^- |\*\*|^\|[-:|]+\|$`)
	cells       = regexp.MustCompile(` ?\| ?`)
)

// readCorpus reads the documents of corpus.py, newest first.
func readCorpus(t testing.TB, folder string) []Document {
	file, err := os.Open(filepath.Join(folder, "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out []Document
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var d struct {
			Path, Title, Date, Index, Number, Agency, Category, Kind, Validity string
		}
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		body, err := os.ReadFile(filepath.Join(folder, "content", d.Path+".md"))
		if err != nil {
			t.Fatal(err)
		}
		text := cells.ReplaceAllString(marks.ReplaceAllString(frontMatter.ReplaceAllString(string(body), ""), ""), "\t")
		out = append(out, Document{
			URL: "documents/" + strings.ReplaceAll(d.Index, "/", "-") + "/", Title: d.Title, IndexNumber: d.Index, DocumentNumber: d.Number, Published: d.Date,
			Agencies: []Value{{short(d.Agency), d.Agency}}, Themes: []Value{{short(d.Category), d.Category}}, Kind: Value{d.Kind, d.Kind},
			Validity: []State{{"", Value{d.Validity, d.Validity}, d.Validity == "有效" || d.Validity == "已修改"}},
			Text:     d.Title + "\n" + text,
		})
	}
	slices.SortFunc(out, func(a, b Document) int {
		return cmp.Or(cmp.Compare(b.Published, a.Published), cmp.Compare(a.URL, b.URL))
	})
	return out
}

// short makes a key as short as those of a site.
func short(s string) string {
	return strconv.FormatUint(uint64(shardOf(utf16.Encode([]rune(s)), 46656)), 36)
}

// repeat makes a corpus n times as large, with other numbers.
func repeat(documents []Document, n int) []Document {
	var out []Document
	for _, d := range documents {
		for i := range n {
			d := d
			d.URL = strings.TrimSuffix(d.URL, "/") + strconv.Itoa(i) + "/"
			d.IndexNumber += strconv.Itoa(i)
			out = append(out, d)
		}
	}
	return out
}

func writeOut(t *testing.T, out string, documents []Document, files map[string][]byte) {
	zipped := 0
	for path, content := range files {
		write(t, filepath.Join(out, path), content)
		var z bytes.Buffer
		w, _ := gzip.NewWriterLevel(&z, 6)
		w.Write(content)
		w.Close()
		zipped += z.Len()
	}
	t.Logf("index %.1f MB gzip", float64(zipped)/1e6)
	for _, d := range documents {
		write(t, filepath.Join(out, d.URL, "index.json"), marshal(twin(d)))
	}
}

// twin is a document's twin as far as search needs it.
func twin(d Document) map[string]any {
	return map[string]any{
		"title": d.Title, "index_number": d.IndexNumber, "document_number": d.DocumentNumber, "agency": d.Agencies[0].Key,
		"published": d.Published, "validity": d.Validity[0].Value.Key, "text": d.Text, "url": d.URL,
	}
}

func write(t testing.TB, path string, content []byte) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(file, bytes.NewReader(content)); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}
