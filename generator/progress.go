package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"gongkai/generator/site"
)

// progressAfter is how long a run stays silent: what is done by then needs no
// bar.
const progressAfter = time.Second

// units are what the stations count.
var units = map[site.Station]string{site.Reading: "份", site.Making: "项", site.Indexing: "个文件"}

// journal writes down what the stations of a run do, and shows it on a terminal.
func (a *app) journal() *site.Journal {
	if !isTerminal(a.stderr) {
		return site.NewJournal(a.now, nil)
	}
	return site.NewJournal(a.now, newBars(a.stderr, a.now).show)
}

// bars draw the stations of a run, one at a time on one line: how much is done,
// how fast, how long it will take. The line is gone when the last has ended.
type bars struct {
	to    late
	every time.Duration // between two drawings
	at    site.Station
	bar   *progressbar.ProgressBar // nil while no station is drawn
}

func newBars(to io.Writer, now func() time.Time) *bars {
	return &bars{to: late{to, now, now().Add(progressAfter)}, every: 100 * time.Millisecond}
}

// late drops what is written before a time. A bar that is drawn late has counted
// from the beginning: its rate is right.
type late struct {
	to   io.Writer
	now  func() time.Time
	from time.Time
}

func (l late) Write(text []byte) (int, error) {
	if l.now().Before(l.from) {
		return len(text), nil
	}
	return l.to.Write(text)
}

// show draws what a station did. Of two stations under way the later one is
// drawn.
func (b *bars) show(p site.Passage) {
	begins := p.Done == 0 && p.Ended.IsZero()
	switch {
	case begins && (b.bar == nil || p.Station != b.at):
		b.wipe()
		b.at, b.bar = p.Station, b.draw(p)
	case b.bar == nil || p.Station != b.at:
	case p.Ended.IsZero():
		_ = b.bar.Set(p.Done) // a bar that cannot be drawn is no reason to stop
	default:
		b.wipe()
	}
}

// draw begins the bar of a station; one that counts nothing has its word alone.
func (b *bars) draw(p site.Passage) *progressbar.ProgressBar {
	options := []progressbar.Option{
		progressbar.OptionSetWriter(b.to), progressbar.OptionSetDescription(p.Station.Label()),
		progressbar.OptionThrottle(b.every), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(20),
	}
	if p.Total == 0 {
		bar := progressbar.NewOptions(-1, options...)
		_ = bar.RenderBlank() // nothing is told until it ends
		return bar
	}
	return progressbar.NewOptions(p.Total, append(options, progressbar.OptionShowCount(), progressbar.OptionShowIts(),
		progressbar.OptionSetItsString(units[p.Station]), progressbar.OptionSetPredictTime(true))...)
}

// wipe takes the line away.
func (b *bars) wipe() {
	if b.bar != nil {
		_ = b.bar.Finish()
		b.bar = nil
	}
}
