package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"gongkai/bench/measure"
	"gongkai/bench/peer"
)

// peersAt measures the peers over the same documents.
func (s *suite) peersAt(ctx context.Context, n int) error {
	hugo, ok := s.peers[peer.Hugo]
	if !ok {
		if _, ok := s.peers[peer.Pagefind]; ok {
			fmt.Fprintln(s.talk, "pagefind indexes Hugo's pages and is left out without them; add hugo to --against")
		}
		return nil
	}
	site, err := s.corpusFor(ctx, peer.Hugo, n)
	if err != nil {
		return err
	}
	if err := peer.WriteHugoSite(site.dir); err != nil {
		return err
	}
	site.layout = "layouts/baseof.html"
	text, err := os.ReadFile(filepath.Join(site.dir, filepath.FromSlash(site.layout)))
	if err != nil {
		return fmt.Errorf("read Hugo's layout: %w", err)
	}
	site.builtIn = string(text)
	if err := s.builds(ctx, peer.Hugo, site, hugo.HugoBuild(site.dir, site.output), ""); err != nil {
		return err
	}
	if finder, ok := s.peers[peer.Pagefind]; ok {
		if err := s.pagefind(ctx, finder, site); err != nil {
			return err
		}
	}
	if !s.preview {
		return nil
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	page := strings.TrimSuffix(site.Subject.Path, ".md") + "/"
	return s.measurePreview(ctx, peer.Hugo, site, hugo.HugoServe(site.dir, port), "http://127.0.0.1:"+port+"/xxgk/", page)
}

// pagefind measures indexing Hugo's pages, which is always done whole.
func (s *suite) pagefind(ctx context.Context, p peer.Peer, site *tree) error {
	index := &tree{output: filepath.Join(site.dir, "index"), Summary: site.Summary}
	var samples []sample
	for n := range s.runs {
		fmt.Fprintf(s.talk, "  %s, run %d of %d\n", p.Name, n+1, s.runs)
		got, err := s.once(ctx, index, cases[0][0], n, p.PagefindBuild(site.output, index.output))
		if err != nil {
			return err
		}
		samples = append(samples, got)
	}
	s.results.add(p.Name, cases[0][0].name, site.Documents, samples, nil)
	return nil
}

// measureLimits measures what no program can do without, on one thread and on
// all.
func (s *suite) measureLimits(ctx context.Context, t *tree) error {
	threads := []int{1}
	if all := runtime.GOMAXPROCS(0); all > 1 {
		threads = append(threads, all)
	}
	to := filepath.Join(s.work, ours+"-copied")
	for _, word := range []string{"read", "render", "write"} {
		for _, n := range threads {
			args := []string{"limit", word, filepath.Join(t.dir, "content"), strconv.Itoa(n)}
			if word == "write" {
				args = []string{"limit", word, t.output, strconv.Itoa(n), to}
			}
			var samples []sample
			for range s.runs {
				if err := os.RemoveAll(to); err != nil {
					return fmt.Errorf("clear: %w", err)
				}
				run, err := measure.Once(ctx, measure.Command{Name: s.self, Args: args})
				if err != nil {
					return err
				}
				samples = append(samples, sample{Run: run})
			}
			s.results.addLimit(word, n, t.Documents, samples)
		}
	}
	if err := os.RemoveAll(to); err != nil {
		return fmt.Errorf("clear: %w", err)
	}
	return nil
}
