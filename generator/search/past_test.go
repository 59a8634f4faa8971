package search

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/cespare/xxhash/v2"
)

// edition is an index with what the next one needs of it.
type edition struct {
	files    map[string][]byte
	texts    string
	rest     string
	patched  int
	crossed  int  // nodes that have become heavy, or light
	read     int  // documents whose text was not remembered
	stood    int  // files that were to stand as they were
	standing bool // Options.Standing
	damaged  bool // no file stands
	program  string
	units    int // Options.Units
}

// again builds the index of documents from what is left of the last one.
func again(t *testing.T, last edition, documents []Document) edition {
	t.Helper()
	options := Options{Documents: len(documents), Folder: t.TempDir(), Threads: 2, Remember: true, Texts: textsOf(last.texts), Rest: last.rest, Shards: 40, Units: last.units, Standing: last.standing}
	options.Previous = func(path string) ([]byte, error) {
		if content, ok := last.files[path]; ok {
			return content, nil
		}
		return nil, fmt.Errorf("there is no %s", path)
	}
	b, out := New(options), edition{files: map[string][]byte{}}
	var unknown []int
	documents = slices.Clone(documents)
	for i, d := range documents {
		h := fnv.New64a()
		fmt.Fprint(h, last.program, "\x00", d.Title, "\x00", d.IndexNumber, "\x00", d.DocumentNumber, "\x00", d.Text)
		d.Sum = h.Sum64()
		documents[i].Sum = d.Sum
		if d.Text = ""; !b.Known(i, d) {
			unknown = append(unknown, i)
		}
	}
	out.read = len(unknown)
	for _, i := range unknown {
		if err := b.Add(i, documents[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Finish(func(path string, content []byte) error {
		if content == nil {
			if out.stood++; last.files[path] == nil || last.damaged {
				return ErrNotStanding
			}
			content = last.files[path]
		}
		out.files[path] = content
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	out.texts, out.rest, out.patched, out.crossed = last.texts, string(b.Memory().Rest), b.patched, b.crossed
	defer b.Memory().Close()
	if write := b.Memory().Texts; write != nil {
		var texts strings.Builder
		if err := write(&texts); err != nil {
			t.Fatal(err)
		}
		out.texts = texts.String()
	}
	return out
}

// patchAlways patches however much a change touches: in a small archive, each
// touches most.
func patchAlways(t *testing.T) {
	was := windowsMax
	windowsMax = 1
	t.Cleanup(func() { windowsMax = was })
}

// textsOf stands for the file that the caller has proven.
func textsOf(text string) *Texts {
	return &Texts{ReaderAt: strings.NewReader(text), Size: int64(len(text)), Sum: xxhash.Sum64String(text)}
}

// lowHeavyMin makes heavy nodes of a small archive's.
func lowHeavyMin(t *testing.T, n int) {
	was := heavyMin
	heavyMin = n
	t.Cleanup(func() { heavyMin = was })
}

func compareFiles(t *testing.T, what string, got, want map[string][]byte) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d files, want %d", what, len(got), len(want))
	}
	for path, content := range want {
		if string(got[path]) != string(content) {
			t.Errorf("%s: %s differs from that of a clean build", what, path)
		}
	}
}

// However documents change, the index made from the last one is that of a clean
// build; small changes are patched.
func TestPatchedIndex(t *testing.T) {
	patchAlways(t)
	lowHeavyMin(t, 900)
	r := rand.New(rand.NewPCG(20, 26))
	documents := sampleDocuments(90)
	spare := sampleDocuments(140)[90:]
	now := again(t, edition{}, documents)
	if now.patched >= 0 || now.texts == "" {
		t.Fatalf("the first build patched %d shards and remembers %d bytes", now.patched, len(now.texts))
	}
	patched := 0
	for round := range 24 {
		i := r.IntN(len(documents))
		d := documents[i]
		what := "sentence"
		switch round % 6 {
		default:
			at := strings.Index(d.Text, "。")
			d.Text = d.Text[:at] + pick(r, clauses) + d.Text[at:]
		case 1:
			what, d.Title = "title", "关于"+pick(r, clauses)+"的意见"
		case 2:
			what, d.DocumentNumber = "number", fmt.Sprintf("武改办〔2024〕%d号", round)
		case 3:
			what, d.Text = "text", d.Title+"\n"+pick(r, clauses)
		case 4:
			what = "new document"
			added := spare[round]
			added.Published, added.IndexNumber = "2026-01-01", fmt.Sprintf("X/%d", round)
			added.URL = fmt.Sprintf("documents/X-%d/", round)
			documents = slices.Insert(documents, 0, added)
			i, d = 0, added
		case 5:
			if what = "removed document"; round%4 == 3 {
				what, i = "removed newest document", 0
			}
			documents = slices.Delete(documents, i, i+1)
			i, d = 0, documents[0]
		}
		documents = slices.Clone(documents)
		documents[i] = d
		now.standing = round%2 == 0
		now.units = []int{0, 10_000, 1}[round%3] // of the texts: all, some or none in memory
		standing := now.standing
		now = again(t, now, documents)
		if now.patched >= 0 {
			patched++
		}
		if what == "removed newest document" && now.patched < 0 {
			t.Errorf("round %d: the whole index was made for a document whose number nobody takes over", round)
		}
		if want := 40 - now.patched; standing && now.patched >= 0 && now.stood != want || !standing && now.stood > 0 {
			t.Errorf("round %d: %d shards stood, standing %v, %d patched", round, now.stood, standing, now.patched)
		}
		if now.read > 1 {
			t.Errorf("%s: %d texts were read", what, now.read)
		}
		compareFiles(t, fmt.Sprintf("round %d, %s", round, what), now.files, again(t, edition{}, documents).files)
	}
	if patched < 10 {
		t.Errorf("only %d of 24 changes were patched", patched)
	}
}

// Nodes that an edit makes heavy, or light again, are patched in: the records
// below them come and go, at every depth.
func TestPatchedDivision(t *testing.T) {
	patchAlways(t)
	lowHeavyMin(t, 300)
	documents := sampleDocuments(60)
	now := again(t, edition{}, documents)
	p := readPast(textsOf(now.texts), now.rest)
	for depth := 2; depth < window; depth++ {
		most := ""
		for _, gram := range slices.Sorted(maps.Keys(p.tracked)) {
			if n := p.tracked[gram]; len(gram) == 2*depth && n <= 300 && n > p.tracked[most] {
				most = gram
			}
		}
		if most == "" {
			t.Fatalf("no node at depth %d", depth)
		}
		gram := string(utf16.Decode(unitsOf(most)))
		for _, text := range []string{documents[5].Text + strings.Repeat("\n"+gram+"甲", 301-int(p.tracked[most])), documents[5].Text} {
			edited := slices.Clone(documents)
			edited[5].Text = text
			now = again(t, now, edited)
			if now.patched < 0 || now.crossed == 0 {
				t.Errorf("%s: %d shards patched, %d nodes crossed", gram, now.patched, now.crossed)
			}
			compareFiles(t, gram, now.files, again(t, edition{}, edited).files)
		}
	}
}

// What is damaged is made anew, never believed.
func TestDamagedPast(t *testing.T) {
	documents := sampleDocuments(80)
	first := again(t, edition{}, documents)
	documents = slices.Clone(documents)
	documents[7].Text += "\n新加的一句。"
	want := again(t, edition{}, documents).files
	for name, damage := range map[string]func(*edition){
		"a shard is gone": func(e *edition) { delete(e.files, "search/shards/0/3.json") },
		"a shard differs": func(e *edition) {
			e.files["search/shards/0/3.json"] = []byte(`{"bits":"","sizes":[],"texts":"","exact":{}}`)
		},
		"texts are torn":   func(e *edition) { e.texts = e.texts[:len(e.texts)/2] },
		"the rest is torn": func(e *edition) { e.rest = e.rest[:len(e.rest)/2] },
		"other texts":      func(e *edition) { e.texts = e.texts[:99] + "x" + e.texts[100:] },
		"no file stands":   func(e *edition) { e.standing, e.damaged = true, true },
		"a shard fell":     func(e *edition) { e.standing = true; delete(e.files, "search/shards/0/3.json") },
		"another version":  func(e *edition) { e.rest = "x" + e.rest[1:] },
		"nothing is left":  func(e *edition) { *e = edition{} },
	} {
		e := first
		e.files = map[string][]byte{}
		for path, content := range first.files {
			e.files[path] = content
		}
		damage(&e)
		compareFiles(t, name, again(t, e, documents).files, want)
	}
}

// What is remembered and of no use is let go of before it fills the memory, and
// does not keep the next index from being remembered.
func TestUselessPast(t *testing.T) {
	documents := sampleDocuments(60)
	first := again(t, edition{}, documents)
	units := len(first.texts) / 2
	for name, change := range map[string]func(*edition) int{
		"another program": func(e *edition) int { e.program = "other"; return 0 },
		"most texts differ": func(e *edition) int {
			return 40
		},
	} {
		e := first
		e.units = units + units/4
		now := slices.Clone(documents)
		for i := range change(&e) {
			now[i].Text = now[i].Text[:len(now[i].Text)/2] + "改了。" + now[i].Text[len(now[i].Text)/2:]
		}
		next := again(t, e, now)
		compareFiles(t, name, next.files, again(t, edition{}, now).files)
		next.program, next.units = e.program, e.units
		if last := again(t, next, now); last.read > 0 || last.patched != 0 {
			t.Errorf("%s: the next build read %d texts and patched %d shards", name, last.read, last.patched)
		}
	}
}
