package main

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/generator/site"
)

// watch is a clock that a test sets.
type watch struct{ at time.Time }

func (w *watch) now() time.Time                    { return w.at }
func (w *watch) after(d time.Duration)             { w.at = w.at.Add(d) }
func newWatch() *watch                             { return &watch{time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)} }
func (w *watch) ended(p site.Passage) site.Passage { p.Ended = w.at; return p }

// Within the first second nothing is drawn; then a station is, with what it
// has done; two at a time are one line, and the end leaves none.
func TestBars(t *testing.T) {
	clock := newWatch()
	var out bytes.Buffer
	b := newBars(&out, clock.now)
	b.every = 0
	drawn := func() string { s := out.String(); out.Reset(); return s }

	reading := site.Passage{Station: site.Reading, Begun: clock.at, Total: 4000}
	b.show(reading)
	clock.after(900 * time.Millisecond)
	reading.Done = 1000
	b.show(reading)
	if s := drawn(); s != "" {
		t.Errorf("within a second: %q", s)
	}
	clock.after(200 * time.Millisecond)
	reading.Done = 2000
	b.show(reading)
	if s := drawn(); !strings.Contains(s, "读取") || !strings.Contains(s, "2000/4000") || !strings.Contains(s, "份/s") || !strings.Contains(s, "50%") {
		t.Errorf("after a second: %q", s)
	}
	b.show(clock.ended(reading))
	if s := drawn(); strings.TrimSpace(strings.ReplaceAll(s, "\r", "")) != "" {
		t.Errorf("at the end of a station the line holds %q", s)
	}

	making := site.Passage{Station: site.Making, Begun: clock.at, Total: 10}
	b.show(making)
	making.Done = 4
	b.show(making)
	if s := drawn(); !strings.Contains(s, "生成") || !strings.Contains(s, "4/10") {
		t.Errorf("the next station is not drawn: %q", s)
	}
	indexing := site.Passage{Station: site.Indexing, Begun: clock.at, Total: 7}
	b.show(indexing)
	indexing.Done = 3
	b.show(indexing)
	if s := drawn(); !strings.Contains(s, "检索") || !strings.Contains(s, "3/7") {
		t.Errorf("the later of two stations is not drawn: %q", s)
	}
	making.Done = 9
	b.show(making)
	if s := drawn(); s != "" {
		t.Errorf("the earlier of two stations is drawn too: %q", s)
	}
	b.show(clock.ended(indexing))
	drawn()
	b.show(clock.ended(making))
	if s := drawn(); s != "" || b.bar != nil {
		t.Errorf("at the end there is a bar, or %q", s)
	}
}

// A station that counts nothing is drawn by its word, and its line goes too.
func TestBarsOfWords(t *testing.T) {
	clock := newWatch()
	var out lockedBuffer
	b := newBars(&out, clock.now)
	clock.after(2 * time.Second)
	placing := site.Passage{Station: site.Placing, Begun: clock.at}
	b.show(placing)
	if s := out.String(); !strings.Contains(s, "写入") {
		t.Errorf("the station is not drawn: %q", s)
	}
	b.show(clock.ended(placing))
	if s := out.String(); b.bar != nil || strings.HasSuffix(strings.TrimRight(s, " \r"), "写入") {
		t.Errorf("the line is left: %q", s)
	}
}

// lockedBuffer takes what a bar's own ticker writes, too.
type lockedBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(text []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(text)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.String()
}
