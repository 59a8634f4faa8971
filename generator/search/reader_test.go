package search

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReaders lets Node read what is written here (testdata/readers.test.mjs):
// numbers of the coder, heavy nodes, columns of odd archives.
func TestReaders(t *testing.T) {
	node := engineInNode(t)
	if _, err := os.ReadFile("testdata/readers.test.mjs"); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 14))
	cases := filepath.Join(t.TempDir(), "cases.json")
	write(t, cases, marshal(map[string]any{"coder": coderCases(r), "heavy": heavyCases(r), "columns": columnCases(t, r)}))
	command := exec.Command(node, "--test", "testdata/readers.test.mjs")
	command.Env = append(os.Environ(), "GONGKAI_SEARCH_TEST_CASES="+cases)
	if report, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
}

// coderCase is a text and what it was written from: rows of rising numbers, then
// what to read, with which bound, and what must come.
type coderCase struct {
	Text   string     `json:"text"`
	Shares [][]int    `json:"shares"` // the tables of symbols, of numbers, and of each row
	Rows   [][]uint32 `json:"rows"`
	Steps  [][3]int   `json:"steps"` // kind, bound, value
}

func coderCases(r *rand.Rand) (out []coderCase) {
	times := []int{5000, 1, 0, 300, 20000, 77, 0}
	for i := range 80 {
		k := coderCase{Rows: [][]uint32{}}
		numbers := []int{}
		for range r.IntN(1 + i*20) {
			switch kind := r.IntN(3); kind {
			case 0:
				v := r.IntN(len(times))
				for times[v] == 0 {
					v = r.IntN(len(times))
				}
				k.Steps = append(k.Steps, [3]int{kind, 0, v})
			case 1:
				v := r.IntN(1<<r.IntN(32)) * (1 - 2*r.IntN(2))
				numbers = append(numbers, v)
				k.Steps = append(k.Steps, [3]int{kind, 0, v})
			default:
				size := 1 + r.IntN(1<<(1+r.IntN(30)))
				k.Steps = append(k.Steps, [3]int{kind, size, []int{0, size - 1, r.IntN(size)}[r.IntN(3)]})
			}
		}
		known, ofNumbers := newTable(times), tableOf(classes(numbers))
		k.Shares = [][]int{known.shares, ofNumbers.shares}
		var c coder
		for range r.IntN(3) {
			row := []uint32{}
			for next := uint32(0); len(row) < i && next < 1<<31; {
				next += uint32(r.IntN(1 << r.IntN(1+i/3)))
				row = append(row, next)
				next++
			}
			k.Rows, k.Shares = append(k.Rows, row), append(k.Shares, c.rising(row).shares)
		}
		for _, s := range k.Steps {
			switch s[0] {
			case 0:
				c.symbol(known, s[2])
			case 1:
				c.number(ofNumbers, s[2])
			default:
				c.below(uint32(s[2]), uint32(s[1]))
			}
		}
		k.Text = c.close()
		out = append(out, k)
	}
	return out
}

// Symbols, numbers and chances that are all alike cost what they tell and hardly
// more, and so does a text of a few symbols.
func TestCoderReachesEntropy(t *testing.T) {
	r := rand.New(rand.NewPCG(27, 18))
	for name, source := range map[string]struct {
		n     int
		times []int
		bits  float64
	}{
		"symbols":   {20000, []int{2, 1, 1}, 1.5},
		"one":       {20000, []int{1}, 0},
		"decisions": {20000, []int{9, 1}, .469},
		"few":       {6, []int{1, 1}, 1},
	} {
		of := make([]int, source.n)
		for i := range of {
			at := r.IntN(sum(source.times))
			for at >= source.times[of[i]] {
				at -= source.times[of[i]]
				of[i]++
			}
		}
		var c coder
		c.symbols(newTable(source.times), of)
		if got, want := 6*len(c.close()), source.bits*float64(source.n); float64(got) > want*1.02+18 { // the first symbol tells its slot whole
			t.Errorf("%s: %d bits for %.0f", name, got, want)
		}
	}
	var c coder
	for range 20000 {
		c.below(uint32(r.IntN(7)), 7)
	}
	if got, want := float64(6*len(c.close())), 20000*math.Log2(7); got > want*1.02 {
		t.Errorf("below: %.0f bits for %.0f", got, want)
	}
}

func sum(list []int) (n int) {
	for _, v := range list {
		n += v
	}
	return n
}

type heavyCase struct {
	Nodes heavyNodes     `json:"nodes"`
	Depth map[string]int `json:"depth"` // by gram
}

// heavyCases take what is frequent in texts of few characters, halves of a
// surrogate pair among them.
func heavyCases(r *rand.Rand) (out []heavyCase) {
	for _, least := range []int{1, 3, 10, 1000} {
		times := map[string]int{}
		var text []uint16
		for range 600 {
			text = append(text, []uint16{'a', 'b', '中', '\t', 0xd840, 0xdc0b, 0xffff}[min(r.IntN(7), r.IntN(7))])
		}
		for n := 2; n < window; n++ {
			for at := 0; at+window <= len(text); at++ {
				times[bytesOf(text[at:at+n])]++
			}
		}
		heavy := map[string]bool{}
		for gram, n := range times {
			if n > least {
				heavy[gram] = true
			}
		}
		closeHeavy(heavy)
		k := heavyCase{writeHeavy(heavy), map[string]int{}}
		for at := 0; at+window <= len(text); at += 3 {
			gram, n := text[at:at+window], 1
			for n+1 < window && heavy[bytesOf(gram[:n+1])] {
				n++
			}
			k.Depth[strings.Trim(string(appendJSON(nil, gram)), `"`)] = n
		}
		out = append(out, k)
	}
	return out
}

// closeHeavy leaves out what is heavier than its parts, since the text above
// is cut at its end.
func closeHeavy(heavy map[string]bool) {
	for n := 3; n < window; n++ {
		for gram := range heavy {
			if len(gram) == 2*n && (!heavy[gram[2:]] || !heavy[gram[:len(gram)-2]]) {
				delete(heavy, gram)
			}
		}
	}
}

type columnCase struct {
	Columns   string       `json:"columns"` // columns.json
	Days      []string     `json:"days"`
	Documents []columnWant `json:"documents"`
}

// columnWant is what a reader must find of a document: keys, but for the address.
type columnWant struct {
	URL      string   `json:"url"`
	Agency   []string `json:"agency"`
	Theme    []string `json:"theme"`
	Kind     string   `json:"kind"`
	Year     string   `json:"year"`
	Validity []string `json:"validity"` // on each of the days
}

// columnCases are archives of every sort of address and of validity.
func columnCases(t *testing.T, r *rand.Rand) (out []columnCase) {
	for _, numbers := range []string{"rising", "by year", "random", "long", "none"} {
		for _, n := range []int{1, 2, 70, 700} {
			documents := oddArchive(r, n, numbers)
			c := columnCase{Days: []string{"2019-06-30", "2026-01-01", "2031-02-28", "9999-12-31"}}
			c.Columns = string(build(t, Options{Threads: 1}, documents)["search/columns.json"])
			for i := range documents {
				c.Documents = append(c.Documents, wanted(&documents[i], c.Days))
			}
			out = append(out, c)
		}
	}
	return out
}

func wanted(d *Document, days []string) columnWant {
	w := columnWant{URL: d.URL, Kind: d.Kind.Key, Year: strings.SplitN(d.Published, "-", 2)[0], Validity: []string{}}
	for _, a := range d.Agencies {
		w.Agency = append(w.Agency, a.Key)
	}
	for _, v := range d.Themes {
		w.Theme = append(w.Theme, v.Key)
	}
	for _, day := range days {
		now := ""
		for i, s := range d.Validity {
			if i == 0 || s.From <= day {
				now = s.Value.Key
			}
		}
		w.Validity = append(w.Validity, now)
	}
	return w
}

func oddArchive(r *rand.Rand, n int, numbers string) []Document {
	valid, amended, expired := Value{"valid", "有效"}, Value{"amended", "已修改"}, Value{"expired", "已失效"}
	out := make([]Document, n)
	for i := range out {
		year := 2026 - i*12/n
		d := Document{
			Title: fmt.Sprint("标题", i), Published: fmt.Sprintf("%d-%02d-%02d", year, 12-i*144/n%12, 1+r.IntN(28)),
			Agencies: []Value{{fmt.Sprint("a", r.IntN(5)), "机构"}}, Kind: Value{fmt.Sprint("k", r.IntN(3)), "类"}, Text: "文",
		}
		for k := range r.IntN(3) {
			d.Themes = append(d.Themes, Value{fmt.Sprint("t", k, r.IntN(4)), "主题"})
		}
		if i > 0 {
			d.Published = min(d.Published, out[i-1].Published)
		}
		end := fmt.Sprintf("%d%s", year+[]int{2, 5, 5, 10, 70}[r.IntN(5)], d.Published[4:])
		switch r.IntN(8) {
		case 0, 1, 2:
			d.Validity = []State{{"", valid, true}, {end, expired, false}}
		case 3:
			d.Validity = []State{{"", valid, true}, {d.Published, amended, true}, {end, expired, false}}
		case 4: // what is no day, or before the publication
			d.Validity = []State{{"", valid, true}, {[]string{"2026-2-3", "2026-00-01", "soon", "1999-12-31", "2028-02-29", "02026-01-01"}[r.IntN(6)], expired, false}}
		case 5:
			d.Validity = []State{{"", valid, true}, {"2030-01-01", expired, false}} // shared by many
		case 6:
			d.Validity = []State{{"", expired, false}}
		}
		d.URL = oddURL(r, numbers, d.Agencies[0].Key, d.Published[:4], n, i)
		out[i] = d
	}
	return out
}

func oddURL(r *rand.Rand, numbers, agency, year string, n, i int) string {
	switch numbers {
	case "rising":
		return fmt.Sprintf("documents/%s-%s-%05d/", agency, year, 3*(n-i)+r.IntN(3))
	case "by year":
		return fmt.Sprintf("documents/%s-%s-%d/", agency, year, 1+(n-i)%(1+n/12))
	case "random":
		return fmt.Sprintf("documents/%s-%s-%05d/", agency, year, r.IntN(100000))
	case "long":
		return fmt.Sprintf("documents/%d/", r.IntN(1000000000))
	}
	return fmt.Sprintf("documents/%s%d/%x/", year, i%3, r.IntN(1<<20))
}
