package browser

import (
	"io/fs"
	"strings"
	"testing"
)

// What an ordinary page asks for, before compression (GOALS.md). The search page
// brings its engine, whose own size is a matter of the search.
const (
	sheetBytesMax  = 30_000
	scriptBytesMax = 15_000
)

func TestPagesAreLight(t *testing.T) {
	s, visits := crawl(t)
	heaviest := map[string]int{}
	for _, v := range visits {
		if strings.HasPrefix(v.page.path, "search/") {
			continue
		}
		for kind, files := range map[string][]string{"CSS": v.facts.Sheets, "script": v.facts.Scripts} {
			bytes := 0
			for _, file := range files {
				inside, _, ok := s.inside(file)
				info, err := fs.Stat(s.files, inside)
				if !ok || err != nil {
					t.Errorf("/%s: %s: %v", v.page.path, file, err)
					continue
				}
				bytes += int(info.Size())
			}
			heaviest[kind] = max(heaviest[kind], bytes)
			if limit := map[string]int{"CSS": sheetBytesMax, "script": scriptBytesMax}[kind]; bytes > limit || bytes == 0 {
				t.Errorf("/%s: %d bytes of %s, at most %d are wanted", v.page.path, bytes, kind, limit)
			}
		}
	}
	t.Logf("the heaviest page has %d bytes of CSS and %d of script", heaviest["CSS"], heaviest["script"])
}

// shiftMax leaves room for a validity that has changed since the site was built:
// the script then writes the new word and the day.
const shiftMax = 0.005

// Nothing moves while a page loads.
func TestLayoutDoesNotShift(t *testing.T) {
	_, visits := crawl(t)
	for _, v := range visits {
		if v.shift > shiftMax {
			t.Errorf("/%s: the layout shifts by %.4f", v.page.path, v.shift)
		}
	}
}
