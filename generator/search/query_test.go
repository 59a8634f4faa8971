package search

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

type queryVector struct {
	Name string   `json:"name"`
	In   string   `json:"in"`
	Out  []string `json:"out"`
}

func queryVectors(t testing.TB) []queryVector {
	t.Helper()
	data, err := os.ReadFile("testdata/normalise.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors struct{ Queries []queryVector }
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	return vectors.Queries
}

func TestParseQuery(t *testing.T) {
	for _, v := range queryVectors(t) {
		if diff := cmp.Diff(v.Out, ParseQuery(v.In)); diff != "" {
			t.Errorf("%s: ParseQuery(%q) (-want +got):\n%s", v.Name, v.In, diff)
		}
	}
}

// Whatever is typed, parts are normalised, each once and none empty; a query in
// one pair of marks is one part, white space within it being kept as
// normalisation keeps it.
func FuzzParseQuery(f *testing.F) {
	for _, v := range queryVectors(f) {
		f.Add(v.In)
	}
	f.Add("\"\xff \x00\" " + strings.Repeat(`"a `, 500))
	f.Fuzz(func(t *testing.T, query string) {
		parts := ParseQuery(query)
		for i, part := range parts {
			if part == "" || slices.Contains(parts[:i], part) || strings.ContainsAny(part, "\t\n\r\u3000") || !utf8.ValidString(part) {
				t.Errorf("ParseQuery(%q) = %q", query, parts)
			}
		}
		if again := ParseQuery(query + " "); !slices.Equal(again, parts) {
			t.Errorf("a space at the end changes %q into %q", parts, again)
		}
		if !strings.Contains(query, `"`) {
			want := []string{}
			if plain := Normalise(query); plain != "" {
				want = append(want, plain)
			}
			if got := ParseQuery(`"` + query + `"`); !slices.Equal(got, want) {
				t.Errorf("in marks %q becomes %q, want %q", query, got, want)
			}
		}
	})
}

// Both parsers give the same parts of queries made at random of what trips
// parsers: marks, all kinds of spaces, brackets, characters that normalise to
// several or to none, such beyond the BMP, and control characters.
func TestParsersAgree(t *testing.T) {
	node := engineInNode(t)
	if _, err := os.Stat("testdata/query.test.mjs"); err != nil { // names what Node runs, so that a change runs the test anew
		t.Fatal(err)
	}
	alphabet := []rune("\"\"\"\"    \t\n\u00a0\u2003\u2028\u3000\u0085\u200b\x00\x1bab1２Éßſİı政府开〇零〔〕[]()【】，。、“”‘’.,;:/-—①Ⅳ㎡ﬁｶﾞ\u0301\u3099𠮷𠀀𪜀\U0001F600\U000E0001\ufeff")
	r := rand.New(rand.NewPCG(4, 11))
	cases := queryVectors(t)
	for range 4000 {
		text := make([]rune, r.IntN(24))
		for i := range text {
			text[i] = alphabet[r.IntN(len(alphabet))]
		}
		cases = append(cases, queryVector{In: string(text), Out: ParseQuery(string(text))})
	}
	out := t.TempDir()
	write(t, filepath.Join(out, "queries.json"), marshal(cases))
	command := exec.Command(node, "--test", "testdata/query.test.mjs")
	command.Env = append(os.Environ(), "GONGKAI_SEARCH_TEST_OUT="+out)
	if report, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
}
