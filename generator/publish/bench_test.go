//go:build unix

package publish

import (
	"bytes"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkPublish publishes 20,000 files of about 15 KB in 10,000 folders: from nothing, unchanged, unchanged by key, with one file
// changed, and on the next day. TMPDIR says on which disk; the least time of b.N is told. The outputs themselves take a copy of their bytes.
func BenchmarkPublish(b *testing.B) {
	const documents = 10_000
	paragraph := strings.Repeat("<p>为了推进政府信息公开，提高政府工作的透明度，根据有关规定，结合本市实际，制定本办法。</p>\n", 14)
	var body strings.Builder
	for i := range 8 {
		fmt.Fprintf(&body, "<h2 id=\"s-%d\">第%d章</h2>\n<ul>", i, i)
		for j := range 8 {
			fmt.Fprintf(&body, `<li><a href="../%06d/">相关文件</a> <a href="#s-%d">本节</a></li>`, i*1000+j, i)
		}
		body.WriteString("</ul>\n" + paragraph[:len(paragraph)/len("\n")/2/3*3])
	}
	page := body.String()
	version := 0
	outputs := func(key string) []Output {
		list := make([]Output, documents)
		for i := range list {
			folder := fmt.Sprintf("documents/%06d/", i)
			list[i] = Output{Key: key, Paths: []string{folder + "index.html", folder + "index.json"}, Make: func(emit Emit) error {
				edition := 0
				if i == documents/2 {
					edition = version
				}
				text := fmt.Appendf(make([]byte, 0, len(page)+64), "<title>%d.%d</title>", i, edition)
				text = append(text, page...)
				if err := emit(folder+"index.html", bytes.NewReader(text)); err != nil {
					return err
				}
				return emit(folder+"index.json", bytes.NewReader(text[1:]))
			}}
		}
		return list
	}
	best := map[string]time.Duration{}
	for range b.N {
		o := optionsIn(b.TempDir())
		step := func(name, key string) {
			list := outputs(key)
			begin, used := time.Now(), processorTime()
			result, err := Publish(b.Context(), o, list)
			if err != nil {
				b.Fatal(err)
			}
			if took := time.Since(begin); best[name] == 0 || took < best[name] {
				best[name] = took
				b.ReportMetric(float64(took.Milliseconds()), name+"-ms")
				b.ReportMetric(float64((processorTime() - used).Milliseconds()), name+"-cpu-ms")
				b.Logf("%s: %v %+v", name, took, result)
			}
		}
		step("clean", "")
		step("unchanged", "")
		step("keyed-first", "k")
		step("keyed", "k")
		version++
		step("one-changed", "")
		o.AsOf = "2026-11-23"
		step("next-day", "")
	}
}

// processorTime tells how much this process has used of the processors, so that figures of a busy machine can be read.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
