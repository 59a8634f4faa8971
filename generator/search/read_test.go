package search

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// A record that is read and written again, leaf by leaf, is the one that was
// written first.
func TestRecordsAreReadBack(t *testing.T) {
	lowHeavyMin(t, 900)
	const documents = 90
	e := again(t, edition{}, sampleDocuments(documents))
	heavy := heaviest(readPast(textsOf(e.texts), e.rest).tracked)
	capacity := uint32(capacity(documents))
	m := amender{walker: &walker{sum: newTally(documents), record: record{capacity: capacity}}, reader: leafReader{capacity: capacity}}
	owns, roots := 0, 0
	for _, path := range slices.Sorted(maps.Keys(e.files)) {
		if !strings.HasPrefix(path, "search/shards/") {
			continue
		}
		for _, r := range recordsOf(e.files[path]) {
			key := untilTab(r.text)
			text := r.text[len(key)+2:]
			a := &amendment{key: jsonUnits(nil, key)}
			if len(a.key) == 1 || heavy[bytesOf(a.key)] {
				owns++
				a.entries = map[uint32]ownEntry{}
			} else {
				roots++
			}
			if is, err := m.amend(a, text, r.bits); !is || err != nil {
				t.Fatalf("%s: %q is a record: %v, %v", path, key, is, err)
			}
			if got := string(appendUnits(nil, m.record.text)); got != string(r.text) {
				t.Errorf("%s: text %q, want %q", path, got, r.text)
			}
			if got := string(m.record.bits.close()); got != string(r.bits) {
				t.Errorf("%s: %q has digits %s, want %s", path, key, got, r.bits)
			}
		}
	}
	if owns < 100 || roots < 1000 {
		t.Errorf("only %d own lists and %d roots were read", owns, roots)
	}
}
