package publish

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func manifestWith(paths ...string) string {
	slices.Sort(paths)
	x, files := &index{paths: paths}, make([]file, len(paths))
	for i := range paths {
		x.sorted = append(x.sorted, int32(i))
		files[i].sum[0], files[i].sum[31] = byte(i+1), 0xef
	}
	return string(formatManifest("2026-01-31", x, files))
}

// What formatManifest writes is read without the JSON library, and to the same; whatever else is read so is what that gives.
func FuzzParseManifest(f *testing.F) {
	whole := manifestWith("a.html", "documents/1/index.html", "documents/1/附件 1.pdf")
	if _, _, ok := parseOwnManifest([]byte(whole)); !ok {
		f.Fatalf("our own manifest is not read:\n%s", whole)
	}
	f.Add(whole)
	f.Add(manifestWith("a\"b.html", "c\u2028.txt", "d\\u0041.txt"))
	f.Add(manifestWith())
	f.Add(strings.Replace(whole, "a.html", "z.html", 1))
	f.Add(strings.Replace(whole, ",\n    \"documents/1/index", "\n    \"documents/1/index", 1))
	f.Add(strings.TrimSuffix(whole, "}\n"))
	f.Add(strings.Replace(whole, "\": \"", "\": \"00\": \"", 1))
	f.Add(strings.Replace(whole, `"as_of": "2026`, `"as_of": "\u000a`, 1))
	f.Fuzz(func(t *testing.T, text string) {
		paths, sums, ok := parseOwnManifest([]byte(text))
		if !ok {
			return
		}
		wantPaths, wantSums, err := parseAnyManifest([]byte(text))
		if err != nil {
			t.Fatalf("%v of\n%s", err, text)
		}
		if diff := cmp.Diff(fmt.Sprint(wantPaths, wantSums), fmt.Sprint(paths, sums)); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

func BenchmarkParseManifest(b *testing.B) {
	paths := make([]string, 27_000)
	for i := range paths {
		paths[i] = fmt.Sprintf("documents/010897245-2024-%05d/index.html", i)
	}
	text := []byte(manifestWith(paths...))
	for b.Loop() {
		if _, _, err := parseManifest(text); err != nil {
			b.Fatal(err)
		}
	}
}
