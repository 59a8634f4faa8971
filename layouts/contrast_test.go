package layouts

import (
	"fmt"
	"io/fs"
	"maps"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The tokens of each look: those of a block of tokens.css over the ones before.
var lookBlocks = []struct{ name, start string }{
	{"light", ":root {"},
	{"dark", "@media (prefers-color-scheme: dark) {\n  :root {"},
	{"high contrast", `:root:is([data-contrast="more"], :has(#contrast-more:checked)) {`},
}

// bodyPairs are text and the grounds it stands on: WCAG 2.2 AAA, 7 to 1.
var bodyPairs = map[string][]string{
	"ink": {"paper", "paper-2", "paper-3", "mark"}, "ink-2": {"paper", "paper-2"},
	"red": {"paper", "red-tint"}, "blue": {"paper", "paper-2", "blue-tint"}, "blue-2": {"paper", "paper-2"}, "visited": {"paper", "paper-2"},
	"green": {"paper"}, "ochre": {"paper", "ochre-tint"}, "on-blue": {"blue", "blue-2"},
}

// shapePairs are borders that carry meaning: WCAG 1.4.11, 3 to 1.
var shapePairs = map[string][]string{"line-2": {"paper", "paper-2"}, "blue": {"paper-3"}}

func TestContrast(t *testing.T) {
	text, err := fs.ReadFile(Files, "styles/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	light := tokens(t, string(text), lookBlocks[0].start)
	for _, look := range lookBlocks {
		t.Run(look.name, func(t *testing.T) {
			of := maps.Clone(light)
			maps.Copy(of, tokens(t, string(text), look.start))
			expect(t, of, bodyPairs, 7)
			expect(t, of, shapePairs, 3)
		})
	}
}

func expect(t *testing.T, of map[string]string, pairs map[string][]string, least float64) {
	t.Helper()
	for front, grounds := range pairs {
		for _, ground := range grounds {
			ratio := contrast(luminance(t, of[front]), luminance(t, of[ground]))
			if ratio < least {
				t.Errorf("--%s (%s) on --%s (%s): %.2f, want at least %v", front, of[front], ground, of[ground], ratio, least)
			}
		}
	}
}

var token = regexp.MustCompile(`--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b`)

// tokens gives the colours a block declares.
func tokens(t *testing.T, text, start string) map[string]string {
	t.Helper()
	_, block, ok := strings.Cut(text, start)
	if !ok {
		t.Fatalf("tokens.css has no block %q", start)
	}
	block, _, _ = strings.Cut(block, "}")
	found := map[string]string{}
	for _, m := range token.FindAllStringSubmatch(block, -1) {
		found[m[1]] = m[2]
	}
	if len(found) < 15 {
		t.Fatalf("only %d colours in %q", len(found), start)
	}
	return found
}

// luminance is the relative luminance of #rgb or #rrggbb (WCAG 2.2).
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	hex := strings.TrimPrefix(colour, "#")
	if len(hex) == 3 {
		hex = fmt.Sprintf("%c%c%c%c%c%c", hex[0], hex[0], hex[1], hex[1], hex[2], hex[2])
	}
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatalf("colour %q: %v", colour, err)
		}
		c := float64(v) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
