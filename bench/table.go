package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"gongkai/bench/measure"
)

// print writes the results as tables.
func (r *results) print(to io.Writer) error {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%s, %d threads, %s; median (min-max) of %d runs; as of %s, seed %s\n", r.Machine.System, r.Machine.Threads, r.Machine.Go, r.Runs, r.AsOf, r.Seed)
	for _, c := range r.Corpora {
		fmt.Fprintf(w, "%d documents: %.1f MB, a median of %d characters (5-95 %%: %d-%d)\n", c.Documents, float64(c.Bytes)/1e6, c.Median, c.Low, c.High)
	}
	fmt.Fprintln(w, "\ndocuments\tprogram\tbuild\twall s\tCPU s\tpeak MiB\tfiles\tMB\twritten\tremoved\tdocuments/s\t")
	for _, b := range r.Builds {
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%.1f\t%s\t%s\t%.0f\t\n", b.Documents, b.Program, b.Case,
			span(b.Wall, 2), span(b.CPU, 2), span(b.Peak, 0), b.Files, float64(b.Bytes)/1e6, span(b.Written, 0), span(b.Removed, 0), b.PerSecond)
	}
	r.printStations(w)
	if len(r.Limits) > 0 {
		fmt.Fprintln(w, "\ndocuments\tno less than\tthreads\twall s\tCPU s\tpeak MiB\t")
	}
	for _, l := range r.Limits {
		fmt.Fprintf(w, "%d\t%s\t%d\t%s\t%s\t%s\t\n", l.Documents, l.Work, l.Threads, span(l.Wall, 2), span(l.CPU, 2), span(l.Peak, 0))
	}
	if len(r.Preview) > 0 {
		fmt.Fprintln(w, "\ndocuments\tpreview\tstart s\tedit to served ms\t")
	}
	for _, p := range r.Preview {
		fmt.Fprintf(w, "%d\t%s\t%.2f\t%s\t\n", p.Documents, p.Program, p.Start, span(p.Milliseconds, 0))
	}
	if len(r.Ratios) > 0 {
		fmt.Fprintln(w, "\ndocuments\tpeer, times ours\tbuild\twall\tCPU\tpeak\t")
	}
	for _, p := range r.Ratios {
		fmt.Fprintf(w, "%d\t%s\t%s\t%.1f\t%.1f\t%.1f\t\n", p.Documents, p.Peer, p.Case, p.Wall, p.CPU, p.Peak)
	}
	return w.Flush()
}

// printStations writes the stations of the last clean build of every size.
func (r *results) printStations(w io.Writer) {
	first := true
	for _, b := range r.Builds {
		if b.Timing == nil {
			continue
		}
		if first {
			fmt.Fprintln(w, "\ndocuments\tstation of a clean build\tbegan s\ttook s\t")
			first = false
		}
		for _, s := range b.Timing.Stations {
			fmt.Fprintf(w, "%d\t%s\t%.2f\t%.2f\t\n", b.Documents, s.Station, s.Begun, s.Seconds)
		}
	}
}

// span writes a figure: the median, and the range where there is one.
func span(f measure.Figure, decimals int) string {
	if f.Min == f.Max {
		return fmt.Sprintf("%.*f", decimals, f.Median)
	}
	return fmt.Sprintf("%.*f (%.*f-%.*f)", decimals, f.Median, decimals, f.Min, decimals, f.Max)
}
