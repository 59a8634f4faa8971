package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// fewUnits are characters of which a text makes many equal windows: halves of
// surrogate pairs, what JSON escapes, and what looks like an escape beside it.
var fewUnits = [][]string{
	{"a", "b"}, {"天", "地", "人", "。"}, {"𠀀", "𠀁", "𠐀", "村"}, {`"`, `\`, "t", "n", "u"}, {"\x01", "\x7f", "é", `\`, "𠀀", "t"},
	{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"},
}

// crowd makes documents whose nodes are near every bound all the time.
type crowd struct {
	r                *rand.Rand
	units, sentences []string
	made             int
}

func newCrowd(r *rand.Rand) *crowd {
	c := &crowd{r: r, units: fewUnits[r.IntN(len(fewUnits))]}
	if r.IntN(3) == 0 {
		c.units = slices.Concat(c.units, fewUnits[r.IntN(len(fewUnits))])
	}
	for range 3 + r.IntN(20) {
		c.sentences = append(c.sentences, c.sentence(1+r.IntN(1+r.IntN(24))))
	}
	return c
}

func (c *crowd) sentence(n int) (out string) {
	for range n {
		out += pick(c.r, c.units)
	}
	return out
}

// head is a title or a number; some have none.
func (c *crowd) head() string {
	if c.r.IntN(3) == 0 {
		return ""
	}
	return pick(c.r, c.sentences)
}

// text is empty, or has sentences once or many times.
func (c *crowd) text() (out string) {
	for range c.r.IntN(6) {
		s := pick(c.r, c.sentences)
		if c.r.IntN(4) == 0 {
			s = c.sentence(1 + c.r.IntN(20))
		}
		out += strings.Repeat(s, 1+c.r.IntN(5)/4*c.r.IntN(20))
	}
	return out
}

func (c *crowd) document() Document {
	c.made++
	return Document{
		URL: fmt.Sprintf("documents/%d/", c.made), Title: c.head(), IndexNumber: c.head(), DocumentNumber: c.head(), Published: "2026-01-01",
		Agencies: []Value{{"a", "机构"}}, Kind: Value{"k", "类"}, Validity: []State{{"", Value{"valid", "有效"}, true}}, Text: c.text(),
	}
}

// edit changes a document: what it says, how often, and whether in the title.
func (c *crowd) edit(d *Document, other Document) {
	text := []rune(d.Text)
	at := c.r.IntN(len(text) + 1)
	switch c.r.IntN(10) {
	case 0:
		d.Text = c.text()
	case 1:
		d.Title = c.head()
	case 2:
		d.Text = d.Title
	case 3:
		d.Title, d.Text = d.Text, d.Title
	case 4:
		d.Text += pick(c.r, c.units)
	case 5:
		d.Title, d.IndexNumber, d.DocumentNumber, d.Text = other.Title, other.IndexNumber, other.DocumentNumber, other.Text
	case 6:
		d.Text = strings.Repeat(pick(c.r, c.sentences), 1+c.r.IntN(20))
	case 7, 8:
		d.Text = string(text[:at]) + pick(c.r, c.units) + string(text[min(len(text), at+1):])
	case 9:
		d.Text = string(text[:at]) + pick(c.r, c.sentences) + string(text[at:])
	}
}

// change gives another edition of documents: up to 40 edited, the newest come or
// gone, seldom an older one gone.
func (c *crowd) change(documents []Document) []Document {
	out := slices.Clone(documents)
	switch room := capacity(len(out)) - len(out) - 1; c.r.IntN(9) { // before numbers are written otherwise
	case 0, 1, 2:
		for range min(1+c.r.IntN(3), room) {
			out = slices.Insert(out, 0, c.document())
		}
	case 3, 4:
		out = out[min(1+c.r.IntN(3), len(out)-1):]
	case 5:
		at := c.r.IntN(len(out))
		out = slices.Delete(out, at, at+1)
	}
	for range []int{1, 1, 1, 2, 3, 10, 40}[c.r.IntN(7)] {
		c.edit(&out[c.r.IntN(len(out))], out[c.r.IntN(len(out))])
	}
	return out
}

// trackAll has an edition know every node, as if all were near heavyMin.
func trackAll(e *edition, documents []Document) {
	p, tracked := readPast(textsOf(e.texts), e.rest), map[string]uint32{}
	var made prepared
	for i := range documents {
		made.prepare(0, &documents[i])
		for from := range made.units {
			for to := from + 1; to <= len(made.units) && to-from < window && made.units[to-1] != fieldEnd; to++ {
				if to-from > 1 {
					tracked[bytesOf(made.units[from:to])]++
				}
			}
		}
	}
	n := len(p.spans)
	b, spans := &Builder{metas: make([]meta, n), sums: make([]uint64, n), heads: make([][]uint16, n)}, make([]span, n)
	for i, s := range p.spans {
		spans[i], b.sums[n-1-i], b.heads[i] = p.span(i), s.sum, s.head
	}
	e.rest = string(slices.Concat(appendWords(nil, pastMagic, p.id, p.base), b.restOf(spans, tracked, heavyMin, p.sums), appendSince(p.turns[p.base>>5:], p.since)))
}

// Where few characters make nearly every node gain and lose what it needs to be a
// leaf, or heavy, and many documents change at once, the patched index is that of
// a clean build.
func TestPatchedCrowd(t *testing.T) {
	patchAlways(t)
	patched, crossed := 0, 0
	for seed := range uint64(16) {
		r := rand.New(rand.NewPCG(7, seed))
		lowHeavyMin(t, []int{12, 30, 100, 300}[seed%4])
		c, documents := newCrowd(r), []Document(nil)
		for range []int{12, 33, 40, 66, 90}[r.IntN(5)] {
			documents = append(documents, c.document())
		}
		now := again(t, edition{}, documents)
		for round := range 5 {
			trackAll(&now, documents)
			documents = c.change(documents)
			now.standing, now.units = r.IntN(2) == 0, []int{0, 10_000, 1}[r.IntN(3)]
			now = again(t, now, documents)
			if now.patched >= 0 {
				patched, crossed = patched+1, crossed+now.crossed
			}
			compareFiles(t, fmt.Sprintf("seed %d, round %d", seed, round), now.files, again(t, edition{}, documents).files)
			if t.Failed() {
				return
			}
		}
	}
	if patched < 40 || crossed < 200 {
		t.Errorf("only %d of 80 changes were patched, and %d nodes crossed heavyMin", patched, crossed)
	}
}

// Documents that say the same may have the same sum; what is remembered of them
// still is what the next index needs.
func TestEqualDocuments(t *testing.T) {
	patchAlways(t)
	documents := sampleDocuments(40)
	documents[0].Text = strings.Repeat(documents[0].Text, 4)
	now := again(t, edition{}, documents)
	for equal := 2; equal < 40; equal *= 3 {
		documents = slices.Clone(documents)
		for i := range equal {
			d := &documents[i]
			d.Title, d.IndexNumber, d.DocumentNumber, d.Text = documents[0].Title, documents[0].IndexNumber, documents[0].DocumentNumber, documents[0].Text
		}
		now = again(t, now, documents)
		compareFiles(t, fmt.Sprint(equal, " equal documents"), now.files, again(t, edition{}, documents).files)
	}
}
