package site

import (
	"io"
	"strings"
	"testing"

	"github.com/cespare/xxhash/v2"

	"gongkai/generator/publish"
	"gongkai/generator/search"
)

// indexMade is an index of one file that notes what it is told of the last one.
type indexMade struct {
	store  *indexStore
	id     string
	writes bool // it leaves other texts than those it was told of
	told   []string
}

func (x *indexMade) paths() []string { return []string{"search/index.json"} }
func (x *indexMade) key() string     { return x.id }

func (x *indexMade) make(emit publish.Emit) error {
	texts, rest := x.store.memory.load()
	file, err := x.store.memory.previous("search/index.json")
	if err != nil {
		file = []byte("none")
	}
	x.told = []string{"", rest, string(file)}
	if texts != nil {
		all, err := io.ReadAll(io.NewSectionReader(texts, 0, texts.Size))
		if x.told[0] = string(all); err != nil || xxhash.Sum64(all) != texts.Sum {
			x.told[0] = "texts of another hash"
		}
	}
	next := &search.Memory{Rest: []byte("rest of " + x.id)}
	if x.writes {
		next.Texts = func(w io.Writer) error { _, err := io.WriteString(w, "texts of "+x.id); return err }
	}
	x.store.memory.next = next
	return emit("search/index.json", strings.NewReader("index of "+x.id))
}

// Every index of a preview is told of the one before, the first of that of the
// last build, which is asked once: a later build is another's affair.
func TestIndexStoreTellsOfTheLastIndex(t *testing.T) {
	asked := 0
	built := &indexMemory{
		load: func() (*search.Texts, string) {
			asked++
			texts := "texts of the build"
			return &search.Texts{ReaderAt: strings.NewReader(texts), Size: int64(len(texts)), Sum: xxhash.Sum64String(texts)}, "rest of the build"
		},
		previous: func(string) ([]byte, error) { return []byte("index of the build"), nil },
	}
	for _, c := range []struct {
		name   string
		built  *indexMemory
		writes []bool
		want   [][]string // texts, rest and index each was told of
	}{
		{"without a build", nil, []bool{true, false}, [][]string{{"", "", "none"}, {"texts of 0", "rest of 0", "index of 0"}}},
		{"after a build", built, []bool{false, true, false}, [][]string{
			{"texts of the build", "rest of the build", "index of the build"},
			{"texts of the build", "rest of 0", "index of 0"},
			{"texts of 1", "rest of 1", "index of 1"},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			st := &indexStore{built: c.built}
			t.Cleanup(func() { st.close() })
			for i, want := range c.want {
				id := string(rune('0' + i))
				x := &indexMade{store: st, id: id, writes: c.writes[i]}
				for range 2 { // the second time it is there
					err := st.outputs(x)[0].Make(func(_ string, content io.ReadSeeker) error {
						text, err := io.ReadAll(content)
						if string(text) != "index of "+id {
							t.Errorf("index %d is %q", i, text)
						}
						return err
					})
					if err != nil {
						t.Fatal(err)
					}
				}
				if got := strings.Join(x.told, ", "); got != strings.Join(want, ", ") {
					t.Errorf("index %d was told of %s, want %s", i, got, strings.Join(want, ", "))
				}
			}
		})
	}
	if asked != 1 {
		t.Errorf("the build was asked %d times", asked)
	}
}
