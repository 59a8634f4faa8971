package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"gongkai/bench/corpus"
	"gongkai/bench/measure"
	"gongkai/bench/peer"
)

// results are what --json writes. Seconds are seconds, memory is MiB, ratios are
// a peer's figure through ours.
type results struct {
	Format  int              `json:"format"`
	Machine machine          `json:"machine"`
	AsOf    string           `json:"as_of"`
	Seed    string           `json:"seed"`
	Runs    int              `json:"runs"`
	Peers   []string         `json:"peers,omitempty"`
	Corpora []corpus.Summary `json:"corpora"`
	Builds  []buildRow       `json:"builds"`
	Limits  []limitRow       `json:"limits,omitempty"`
	Preview []previewRow     `json:"preview,omitempty"`
	Ratios  []ratioRow       `json:"ratios,omitempty"`
}

// resultsFormat is raised when the meaning of a field changes.
const resultsFormat = 1

type machine struct {
	System  string `json:"system"`
	Threads int    `json:"threads"`
	Go      string `json:"go"`
}

func thisMachine() machine {
	return machine{runtime.GOOS + "/" + runtime.GOARCH, runtime.GOMAXPROCS(0), runtime.Version()}
}

// cost is what runs of a program took.
type cost struct {
	Wall measure.Figure `json:"wall"`
	CPU  measure.Figure `json:"cpu"`
	Peak measure.Figure `json:"peak"`
}

// buildRow is a case of a program.
type buildRow struct {
	Documents int    `json:"documents"`
	Program   string `json:"program"`
	Case      string `json:"case"`
	cost
	Files     int            `json:"files"` // after the last run
	Bytes     int64          `json:"bytes"`
	Written   measure.Figure `json:"written"` // files, as seen from outside
	Removed   measure.Figure `json:"removed"`
	PerSecond float64        `json:"documents_per_second"`
	Timing    *timed         `json:"timing,omitempty"` // of the last run, as the program tells it
}

// limitRow is what no program can do without.
type limitRow struct {
	Documents int    `json:"documents"`
	Work      string `json:"work"` // read, render (and read), write
	Threads   int    `json:"threads"`
	cost
}

// previewRow is how soon an edit is served.
type previewRow struct {
	Documents    int            `json:"documents"`
	Program      string         `json:"program"`
	Start        float64        `json:"start"` // seconds until the page is served first
	Milliseconds measure.Figure `json:"milliseconds"`
}

// ratioRow is how many times ours a peer takes.
type ratioRow struct {
	Documents int     `json:"documents"`
	Peer      string  `json:"peer"`
	Case      string  `json:"case"`
	Wall      float64 `json:"wall"`
	CPU       float64 `json:"cpu"`
	Peak      float64 `json:"peak"`
}

// sample is one run.
type sample struct {
	measure.Run
	files, written, removed int
	bytes                   int64
}

// timed is what build --timing tells.
type timed struct {
	Seconds  float64 `json:"seconds"`
	Stations []struct {
		Station string  `json:"station"`
		Begun   float64 `json:"begun"`
		Seconds float64 `json:"seconds"`
	} `json:"stations"`
	Counts map[string]int64 `json:"counts"`
}

func readTiming(name string) (*timed, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read the timing: %w", err)
	}
	var t timed
	if err := json.Unmarshal(text, &t); err != nil {
		return nil, fmt.Errorf("read the timing: %w", err)
	}
	return &t, nil
}

func costOf(samples []sample) cost {
	return cost{
		Wall: measure.Over(samples, func(s sample) float64 { return s.Wall }),
		CPU:  measure.Over(samples, func(s sample) float64 { return s.CPU }),
		Peak: measure.Over(samples, func(s sample) float64 { return s.Peak }),
	}
}

func (r *results) add(program, name string, documents int, samples []sample, timing *timed) {
	row := buildRow{Documents: documents, Program: program, Case: name, cost: costOf(samples), Timing: timing,
		Written: measure.Over(samples, func(s sample) float64 { return float64(s.written) }),
		Removed: measure.Over(samples, func(s sample) float64 { return float64(s.removed) })}
	last := samples[len(samples)-1]
	row.Files, row.Bytes = last.files, last.bytes
	row.PerSecond = float64(documents) / row.Wall.Median
	r.Builds = append(r.Builds, row)
}

func (r *results) addLimit(work string, threads, documents int, samples []sample) {
	r.Limits = append(r.Limits, limitRow{documents, work, threads, costOf(samples)})
}

// build finds a row; nil if there is none.
func (r *results) build(documents int, program, name string) *buildRow {
	for i := range r.Builds {
		if b := &r.Builds[i]; b.Documents == documents && b.Program == program && b.Case == name {
			return b
		}
	}
	return nil
}

// compare sets every case of a peer against ours. Pagefind adds an index to
// Hugo's pages, whatever changed, so the two stand together for a site with a
// search.
func (r *results) compare() {
	for _, b := range r.Builds {
		mine := r.build(b.Documents, ours, b.Case)
		if b.Program != peer.Hugo || mine == nil {
			continue
		}
		r.Ratios = append(r.Ratios, ratio(b.Program, b.cost, mine))
		if index := r.build(b.Documents, peer.Pagefind, cases[0][0].name); index != nil {
			both := cost{
				Wall: measure.Of(b.Wall.Median + index.Wall.Median), CPU: measure.Of(b.CPU.Median + index.CPU.Median),
				Peak: measure.Of(max(b.Peak.Median, index.Peak.Median)),
			}
			r.Ratios = append(r.Ratios, ratio(b.Program+" + "+index.Program, both, mine))
		}
	}
}

func ratio(name string, theirs cost, mine *buildRow) ratioRow {
	return ratioRow{
		Documents: mine.Documents, Peer: name, Case: mine.Case, Wall: theirs.Wall.Median / mine.Wall.Median,
		CPU: theirs.CPU.Median / mine.CPU.Median, Peak: theirs.Peak.Median / mine.Peak.Median,
	}
}

// moduleRoot is the folder of this repository.
func moduleRoot(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "gongkai").Output()
	if err != nil {
		return "", fmt.Errorf("find the repository (run bench inside it): %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}

func exeSuffix() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}
