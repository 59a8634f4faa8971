package site_test

import (
	"context"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/site"
)

// ticking is a clock that goes on by a second whenever it is asked.
func ticking() func() time.Time {
	var mu sync.Mutex
	at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		at = at.Add(time.Second)
		return at
	}
}

// A journal holds every station in its order, with what it did, on the clock
// that was given; and it told of each advance.
func TestJournal(t *testing.T) {
	told := map[site.Station][]int{}
	j := site.NewJournal(ticking(), func(p site.Passage) { told[p.Station] = append(told[p.Station], p.Done) })
	target := filepath.Join(t.TempDir(), "public")
	s := publishTo(t, site.Options{Dir: sample, Now: time.Now(), Day: sampleDay, Journal: j}, target)

	var order []site.Station
	for _, p := range j.Passages() {
		order = append(order, p.Station)
		if d := p.Ended.Sub(p.Begun); d < time.Second || d%time.Second != 0 {
			t.Errorf("%s took %v of a clock of seconds", p.Station.Label(), d)
		}
		if p.Done != p.Total {
			t.Errorf("%s did %d of %d", p.Station.Label(), p.Done, p.Total)
		}
		if got := told[p.Station]; got[len(got)-1] != p.Total || !slices.IsSorted(got) || len(got) != p.Total+2 {
			t.Errorf("%s told %v, want 0 to %d and its end", p.Station.Label(), got, p.Total)
		}
	}
	want := []site.Station{site.Reading, site.Linking, site.Reporting, site.Making, site.Indexing, site.Placing}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("stations (-want +got):\n%s", diff)
	}
	c := j.Counts()
	if c.Parsed != int64(len(s.Tree.Documents)) || c.Read < c.Parsed || c.Rendered < int64(len(s.Catalog.Entries)) || c.Written != c.Files || c.Files == 0 {
		t.Errorf("counts %+v of %d documents, %d published", c, len(s.Tree.Documents), len(s.Catalog.Entries))
	}
}

// A run without a journal writes nothing down and does the same.
func TestNoJournal(t *testing.T) {
	var none *site.Journal
	if p, c := none.Passages(), none.Counts(); p != nil || c != (site.Counts{}) {
		t.Errorf("a nil journal gives %v, %+v", p, c)
	}
	s, err := site.Load(context.Background(), site.Options{Dir: sample, Now: time.Now(), Day: sampleDay})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
