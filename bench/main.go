// Command bench measures what a build costs, beside its peers and beside what
// no program can do without.
//
//	go run ./bench [flags]                   measure
//	go run ./bench corpus --output DIR …     only make a corpus
//
// It makes a column of N documents, always the same for a seed, publishes it
// with the program of this repository as a process of its own (all of it, with
// nothing changed, with one document changed, added, removed, with one layout
// changed) and tells seconds, memory, files and bytes, each as the median and
// the range of several runs, as a table and as JSON. With --against it runs the
// peers on the same documents in the same call.
//
// docs/performance.md tells what the figures mean.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"gongkai/bench/corpus"
	"gongkai/bench/limit"
	"gongkai/bench/peer"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

// run does what the arguments say. What takes much memory or is measured itself
// runs in a process of its own, under its own word.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) > 0 {
		switch args[0] {
		case "corpus":
			return makeCorpus(args[1:], stdout, stderr)
		case "limit":
			return doLimit(args[1:])
		}
	}
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	return measureAll(ctx, o, stdout, stderr)
}

// options are the flags of a measurement.
type options struct {
	sizes   []int
	runs    int
	cases   [][]benchCase
	against []string
	corpus  corpus.Options // Documents apart
	work    string
	json    string
	program string
	limits  bool
	preview bool
	keep    bool
}

func parse(args []string, stderr io.Writer) (o options, err error) {
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(stderr)
	sizes := f.String("sizes", "1000,10000", "numbers of documents, `N,N`")
	cases := f.String("cases", strings.Join(caseNames(), ","), "what is built, `NAME,NAME`; clean is always first")
	against := f.String("against", "", "peers to measure on the same documents, `NAME,NAME` of "+strings.Join(peer.Names(), ","))
	f.IntVar(&o.runs, "runs", 3, "runs of each case")
	f.StringVar(&o.corpus.Seed, "seed", "1", "seed of the corpus")
	f.StringVar(&o.corpus.Sentences, "sentences", "", "`DIR` of .md and .txt files to take sentences from, instead of our own")
	f.StringVar(&o.work, "work", os.TempDir(), "`DIR` for the corpus and what is built; best on a tmpfs, since a disk's own pace is not the program's")
	f.StringVar(&o.json, "json", "", "also write everything to `FILE`")
	f.StringVar(&o.program, "program", "", "measure the gongkai in `FILE` instead of building this one")
	f.BoolVar(&o.limits, "limits", true, "measure reading, goldmark alone and writing too")
	f.BoolVar(&o.preview, "preview", true, "measure how soon the preview serves an edit too")
	f.BoolVar(&o.keep, "keep", false, "keep the corpus and what was built")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("what is %q? There are only flags; see --help", f.Arg(0))
	}
	if o.runs < 1 {
		return o, fmt.Errorf("--runs %d: at least 1", o.runs)
	}
	for _, s := range split(*sizes) {
		n, err := strconv.Atoi(s)
		if err != nil || n < 2 {
			return o, fmt.Errorf("--sizes %s: a number of at least 2 documents", s)
		}
		o.sizes = append(o.sizes, n)
	}
	if o.cases, err = chooseCases(split(*cases)); err != nil {
		return o, err
	}
	o.against = split(*against)
	for _, name := range o.against {
		if name != peer.Hugo && name != peer.Pagefind {
			return o, fmt.Errorf("--against %s: there is only %s", name, strings.Join(peer.Names(), ","))
		}
	}
	return o, nil
}

func split(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}

// makeCorpus is the word corpus.
func makeCorpus(args []string, stdout, stderr io.Writer) error {
	f := flag.NewFlagSet("bench corpus", flag.ContinueOnError)
	f.SetOutput(stderr)
	var o corpus.Options
	f.IntVar(&o.Documents, "documents", 1000, "how many")
	f.StringVar(&o.Seed, "seed", "1", "seed")
	f.StringVar(&o.Sentences, "sentences", "", "`DIR` of texts to take sentences from")
	output := f.String("output", "", "`DIR` to write to; its content/ must not exist")
	newest := f.Int("newest", 0, "how many newer documents to lay beside it")
	hugo := f.Bool("hugo", false, "front matter as Hugo reads it")
	if err := f.Parse(args); err != nil {
		return err
	}
	if *output == "" {
		return errors.New("corpus: --output DIR is missing")
	}
	if _, err := os.Stat(*output + "/content"); err == nil {
		return fmt.Errorf("corpus: %s/content exists already", *output)
	}
	format := corpus.Gongkai
	if *hugo {
		format = corpus.Hugo
	}
	sum, err := corpus.Write(o, format, *output, *newest)
	if err == nil {
		_, err = fmt.Fprintf(stdout, "%d documents, %d bytes, median of %d characters (5-95 %%: %d-%d)\n", sum.Documents, sum.Bytes, sum.Median, sum.Low, sum.High)
	}
	return err
}

// doLimit is the word limit: read DIR, render DIR or write DIR TO, and how many
// threads.
func doLimit(args []string) error {
	if len(args) < 3 {
		return errors.New("limit: read|render DIR THREADS, or write DIR THREADS TO")
	}
	threads, err := strconv.Atoi(args[2])
	if err != nil || threads < 1 {
		return fmt.Errorf("limit: %q threads", args[2])
	}
	runtime.GOMAXPROCS(threads)
	switch {
	case args[0] == "read":
		return limit.Read(args[1], threads)
	case args[0] == "render":
		return limit.Render(args[1], threads)
	case args[0] == "write" && len(args) == 4:
		return limit.Write(args[1], args[3], threads)
	}
	return fmt.Errorf("limit: what is %q?", args[0])
}
