package site_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"gongkai/generator/search"
	"gongkai/generator/site"
)

// After an edit a preview's search finds what was written, in an index whose
// bytes are those of a preview that begins anew.
func TestLiveIndexFollowsEdits(t *testing.T) {
	dir := copySite(t, sample)
	open := func() *site.Live {
		l, err := site.OpenLive(context.Background(), site.Options{Dir: dir, Day: sampleDay, Program: "test"}, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		return l
	}
	l := open()
	m, first := get(t, l, "search/index.json")
	var entry struct{ Shards int }
	if err := json.Unmarshal([]byte(first), &entry); err != nil {
		t.Fatal(err)
	}
	e := m.Catalog.Entries[4]
	for _, more := range []string{"新加的一段里有麒麟二字。", "又一段里还有麒麟，也有貔貅。"} {
		save(t, dir, e.Path, readFile(t, dir, e.Path)+"\n\n"+more+"\n")
		l.Touch(e.Path)
		fresh, found := open(), false
		for _, path := range search.Paths(entry.Shards) {
			_, got := get(t, l, path)
			if _, want := get(t, fresh, path); got != want {
				t.Errorf("%s differs from that of a preview that begins anew", path)
			}
			found = found || strings.Contains(got, "麒麟")
		}
		if !found {
			t.Error("the new words are in no file of the index")
		}
	}
}
