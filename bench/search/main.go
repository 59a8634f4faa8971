// Command search measures what a search costs a reader: bytes, requests and
// milliseconds of each query on a cold browser, whether what is found is what
// grep finds, and what the index costs to make and to keep.
//
//	go run ./bench/search --site DIR             measure a site
//	go run ./bench/search --site DIR --pagefind  beside Pagefind, where it is installed
//
// A query is timed in one go, from an empty cache and the import of the engine to
// its ten results, when the browser rests.
//
// It publishes the site with the program of this repository, draws queries from
// the published texts (or takes those of --queries), and asks them in Chromium,
// each in a profile of its own, over loopback and over a slow link. Without
// Chromium it measures the index alone and says so. It installs nothing.
//
// docs/search-format.md tells what the figures mean.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench/search:", err)
		stop()
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	site        string
	published   string
	queries     string
	each        int
	pagefind    bool
	pagefindMax int
	npm         string
	json        string
	work        string
}

func parse(args []string, stderr io.Writer) (o options, err error) {
	f := flag.NewFlagSet("bench/search", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.site, "site", ".", "the site in `DIR`, such as one that go run ./bench corpus makes")
	f.StringVar(&o.published, "published", "", "measure what is already published in `DIR` instead of building")
	f.StringVar(&o.queries, "queries", "", "ask the queries of `FILE`, [{\"q\", \"class\"}], instead of drawing some")
	f.IntVar(&o.each, "each", 8, "draw so many queries of each class")
	f.BoolVar(&o.pagefind, "pagefind", false, "measure Pagefind on the same pages too")
	f.IntVar(&o.pagefindMax, "pagefind-max", 2000, "leave Pagefind out above so many documents: it takes about 1.2 MiB of memory for each")
	f.StringVar(&o.npm, "npm", ".", "the folder whose node_modules may hold Pagefind (npm install pagefind), besides PATH")
	f.StringVar(&o.json, "json", "", "also write everything to `FILE`")
	f.StringVar(&o.work, "work", os.TempDir(), "`DIR` for what is built, best on a tmpfs")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("what is %q? There are only flags; see --help", f.Arg(0))
	}
	return o, nil
}

// run does what the arguments say. The index is made in a process of its own,
// under the word index, so that its memory can be told.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) == 2 && args[0] == "index" {
		return indexOnly(args[1], stdout)
	}
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp(o.work, "gongkai-bench-search-")
	if err != nil {
		return fmt.Errorf("make a folder to work in: %w", err)
	}
	defer os.RemoveAll(work) // a folder below the system's temporary one
	m := &measurement{options: o, talk: stderr, out: stdout, work: work, root: o.published}
	if m.root == "" {
		m.root = filepath.Join(work, "public")
		if err := m.publish(ctx); err != nil {
			return err
		}
	}
	if err := m.all(ctx); err != nil {
		return err
	}
	return m.save()
}

// measurement is one run and what it found.
type measurement struct {
	options
	talk io.Writer
	out  io.Writer // results, each as soon as it is there
	work string
	root string // the published column

	documents []text
	queries   []query
	Documents int     `json:"documents"`
	Index     made    `json:"index"`
	Pagefind  *made   `json:"pagefind,omitempty"`
	Tables    []table `json:"tables"`
}

func (m *measurement) all(ctx context.Context) (err error) {
	if m.documents, err = readTexts(m.root); err != nil {
		return err
	}
	m.Documents = len(m.documents)
	if m.queries, err = m.chooseQueries(); err != nil {
		return err
	}
	fmt.Fprintf(m.talk, "%d documents, %d queries\n", len(m.documents), len(m.queries))
	if err := m.measureIndex(ctx); err != nil {
		return err
	}
	peer, err := m.makePagefind(ctx)
	if err != nil {
		return err
	}
	m.tellIndexes()
	return m.browse(ctx, peer)
}
