package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"gongkai/bench/corpus"
	"gongkai/bench/measure"
	"gongkai/bench/peer"
)

// ours is the name of our program in the results.
const ours = "gongkai"

// suite is a measurement under way.
type suite struct {
	options
	talk    io.Writer
	self    string // this program, for what runs in a process of its own
	layout  string // our own layout that all pages share, as it is built in
	peers   map[string]peer.Peer
	results results
}

// measureAll measures every size and writes what it found.
func measureAll(ctx context.Context, o options, stdout, stderr io.Writer) (err error) {
	s := &suite{options: o, talk: stderr, peers: map[string]peer.Peer{}}
	if s.self, err = os.Executable(); err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	if s.work, err = os.MkdirTemp(o.work, "gongkai-bench-"); err != nil {
		return fmt.Errorf("make a folder to work in: %w", err)
	}
	if o.keep {
		fmt.Fprintln(stderr, "everything stays in", s.work)
	} else {
		defer os.RemoveAll(s.work) // a folder below the system's temporary one
	}
	if err := s.prepare(ctx); err != nil {
		return err
	}
	for _, n := range o.sizes {
		if err = s.size(ctx, n); err != nil {
			break // and tell what was measured before
		}
	}
	return errors.Join(err, s.tell(stdout))
}

// tell writes what was measured.
func (s *suite) tell(stdout io.Writer) error {
	s.results.compare()
	if s.json != "" {
		text, err := json.MarshalIndent(s.results, "", "  ")
		if err == nil {
			err = os.WriteFile(s.json, append(text, '\n'), 0o644)
		}
		if err != nil {
			return fmt.Errorf("write results: %w", err)
		}
	}
	return s.results.print(stdout)
}

// prepare builds our program and looks for the peers.
func (s *suite) prepare(ctx context.Context) error {
	root, err := moduleRoot(ctx)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(root, "layouts", "base.html"))
	if err != nil {
		return fmt.Errorf("read the layout: %w", err)
	}
	s.layout = string(text)
	if s.program == "" {
		s.program = filepath.Join(s.work, "gongkai"+exeSuffix())
		if _, err := measure.Once(ctx, measure.Command{Dir: root, Name: "go", Args: []string{"build", "-o", s.program, "./generator"}}); err != nil {
			return err
		}
	} else if s.program, err = filepath.Abs(s.program); err != nil {
		return fmt.Errorf("find the program: %w", err)
	}
	s.results = results{Format: resultsFormat, Machine: thisMachine(), AsOf: corpus.AsOf, Runs: s.runs, Seed: s.corpus.Seed}
	for _, name := range s.against {
		found, err := peer.Find(name, ".", root, filepath.Join(root, "test", "browser"))
		var missing *peer.MissingError
		if errors.As(err, &missing) {
			fmt.Fprintln(s.talk, missing)
			continue
		}
		if err != nil {
			return err
		}
		s.peers[name] = found
		s.results.Peers = append(s.results.Peers, found.Version)
	}
	return nil
}

// size measures everything over so many documents.
func (s *suite) size(ctx context.Context, n int) error {
	site, err := s.corpusFor(ctx, ours, n)
	if err != nil {
		return err
	}
	site.layout, site.builtIn = "layouts/base.html", s.layout
	site.cache = filepath.Join(site.dir, ".gongkai")
	s.results.Corpora = append(s.results.Corpora, site.Summary)
	timing := filepath.Join(s.work, "timing.json")
	build := measure.Command{Name: s.program, Args: []string{"--site", site.dir, "--date", corpus.AsOf, "build", "--output", site.output, "--timing", timing}}
	if err := s.builds(ctx, ours, site, build, timing); err != nil {
		return err
	}
	if s.limits {
		if err := s.measureLimits(ctx, site); err != nil {
			return err
		}
	}
	if s.preview {
		serve := measure.Command{Name: s.program, Args: []string{"--site", site.dir, "--date", corpus.AsOf, "serve", "--addr", "127.0.0.1:0"}}
		if err := s.measurePreview(ctx, ours, site, serve, "", site.Subject.Page); err != nil {
			return err
		}
	}
	if err := s.peersAt(ctx, n); err != nil {
		return err
	}
	if s.keep {
		return nil
	}
	return s.clear()
}

// corpusFor makes the documents for a program in a process of their own: what
// this one holds in memory would count as its children's.
func (s *suite) corpusFor(ctx context.Context, name string, n int) (*tree, error) {
	fmt.Fprintf(s.talk, "%d documents for %s\n", n, name)
	t := &tree{dir: filepath.Join(s.work, name+"-"+strconv.Itoa(n))}
	t.output = filepath.Join(t.dir, "public")
	args := []string{"corpus", "--documents", strconv.Itoa(n), "--seed", s.corpus.Seed, "--output", t.dir, "--newest", strconv.Itoa(s.runs)}
	if s.corpus.Sentences != "" {
		args = append(args, "--sentences", s.corpus.Sentences)
	}
	if name == peer.Hugo {
		args = append(args, "--hugo")
	}
	if _, err := measure.Once(ctx, measure.Command{Name: s.self, Args: args}); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(t.dir, corpus.SummaryFile))
	if err == nil {
		err = json.Unmarshal(text, &t.Summary)
	}
	if err != nil {
		return nil, fmt.Errorf("read the summary of the corpus: %w", err)
	}
	return t, nil
}

// builds measures every case of one program. timing, if not empty, is a file
// that the program writes on the way.
func (s *suite) builds(ctx context.Context, name string, t *tree, build measure.Command, timing string) error {
	for _, group := range s.cases {
		samples := make([][]sample, len(group))
		var last *timed
		for n := range s.runs {
			for i, c := range group {
				fmt.Fprintf(s.talk, "  %s, %s, run %d of %d\n", name, c.name, n+1, s.runs)
				got, err := s.once(ctx, t, c, n, build)
				if err != nil {
					return err
				}
				samples[i] = append(samples[i], got)
				if timing != "" && c.name == cases[0][0].name {
					if last, err = readTiming(timing); err != nil {
						return err
					}
				}
			}
		}
		for i, c := range group {
			s.results.add(name, c.name, t.Documents, samples[i], last)
		}
	}
	return nil
}

// once makes a change and measures the build that follows.
func (s *suite) once(ctx context.Context, t *tree, c benchCase, n int, build measure.Command) (got sample, err error) {
	if err := c.change(t, n); err != nil {
		return got, err
	}
	before, err := measure.Look(t.output)
	if err != nil {
		return got, err
	}
	if got.Run, err = measure.Once(ctx, build); err != nil {
		return got, err
	}
	after, err := measure.Look(t.output)
	if err != nil {
		return got, err
	}
	got.files, got.bytes = len(after), after.Bytes()
	got.written, got.removed = after.Since(before)
	return got, nil
}

// clear makes room for the next size.
func (s *suite) clear() error {
	for _, pattern := range []string{ours + "-*", peer.Hugo + "-*"} {
		found, err := filepath.Glob(filepath.Join(s.work, pattern))
		if err != nil {
			return fmt.Errorf("clear: %w", err)
		}
		for _, dir := range found {
			if err := os.RemoveAll(dir); err != nil {
				return fmt.Errorf("clear: %w", err)
			}
		}
	}
	return nil
}
