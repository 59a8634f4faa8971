package site

import (
	"sync"
	"time"
)

// A Station is a part of the journey that takes time.
type Station int

// The stations in their order. Indexing begins before Making has ended: its
// texts come from the pages that are made.
const (
	Reading   Station = iota // content/ is read and typed; counts documents
	Linking                  // documents become a catalog
	Reporting                // reports are counted
	Making                   // outputs are made, or found to be unchanged; counts outputs
	Indexing                 // the files of the search index are written; counts them
	Placing                  // the new folder is completed and put in place; counts files
)

// stations are the names: a key for programs, a word for people.
var stations = [...]struct{ key, label string }{
	Reading: {"read", "读取"}, Linking: {"link", "关联"}, Reporting: {"report", "统计"},
	Making: {"make", "生成"}, Indexing: {"index", "检索"}, Placing: {"place", "写入"},
}

// Key is an English word for programs.
func (s Station) Key() string { return stations[s].key }

// Label is the Chinese word for people.
func (s Station) Label() string { return stations[s].label }

// Passage is a station of one run.
type Passage struct {
	Station     Station
	Begun       time.Time
	Ended       time.Time // zero while it is under way
	Done, Total int       // of what the station counts; Total is 0 where it counts nothing
}

// Counts are what a run did, whatever the machine: the same input and the same
// earlier run give the same counts. They are what tests hold, so that no work
// grows unnoticed.
type Counts struct {
	Read      int64 `json:"read"`       // files of documents read whole; one read twice counts twice
	ReadBytes int64 `json:"read_bytes"` // their bytes
	Parsed    int64 `json:"parsed"`     // documents typed from their bytes
	Rendered  int64 `json:"rendered"`   // bodies turned into HTML and text
	Made      int64 `json:"made"`       // outputs made, rather than kept for their key
	Indexed   int64 `json:"indexed"`    // files of the search index made
	Files     int64 `json:"files"`      // published
	Written   int64 `json:"written"`    // of which new or changed
	Removed   int64 `json:"removed"`    // of the old folder
	Bytes     int64 `json:"bytes"`      // of all published files
	Findings  int64 `json:"findings"`
}

// Journal writes down what the stations of one run do. A nil Journal writes
// nothing down.
type Journal struct {
	now  func() time.Time
	tell func(Passage)

	mu       sync.Mutex
	passages []Passage
	counts   Counts
}

// NewJournal starts a journal. now is the clock. tell, if not nil, is told when
// a station begins, advances and ends, by one goroutine at a time; it must be
// quick.
func NewJournal(now func() time.Time, tell func(Passage)) *Journal {
	return &Journal{now: now, tell: tell}
}

// Passages gives the stations passed so far, in the order in which they began.
func (j *Journal) Passages() []Passage {
	if j == nil {
		return nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return append([]Passage(nil), j.passages...)
}

// Counts gives what was counted so far.
func (j *Journal) Counts() Counts {
	if j == nil {
		return Counts{}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.counts
}

// count changes the counts.
func (j *Journal) count(change func(*Counts)) {
	if j == nil {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	change(&j.counts)
}

// pass begins a station of so many things, and gives what ends it.
func (j *Journal) pass(s Station, total int) (end func()) {
	if j == nil {
		return func() {}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	at := len(j.passages)
	j.passages = append(j.passages, Passage{Station: s, Begun: j.now(), Total: total})
	j.say(at)
	return func() {
		j.mu.Lock()
		defer j.mu.Unlock()
		if p := &j.passages[at]; p.Ended.IsZero() {
			p.Ended = j.now()
			j.say(at)
		}
	}
}

// advance says that a station under way has done so many of its things.
func (j *Journal) advance(s Station, by int) {
	if j == nil {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	for i := len(j.passages) - 1; i >= 0; i-- {
		if p := &j.passages[i]; p.Station == s {
			p.Done += by
			j.say(i)
			return
		}
	}
}

func (j *Journal) say(at int) {
	if j.tell != nil {
		j.tell(j.passages[at])
	}
}
