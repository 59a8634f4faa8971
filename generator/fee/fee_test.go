package fee

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestVectors reads what the browser's arithmetic is tested with, too. 35 items
// in a month are 20 at 100 yuan and 5 at 200, the example of the rule.
func TestVectors(t *testing.T) {
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		By    string
		N     int
		Parts []Part
		Total int
	}
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	scales := map[string]Scale{"items": Items(), "pages": Pages()}
	for _, v := range vectors {
		parts, total := scales[v.By].Charge(v.N)
		if total != v.Total || len(parts)+len(v.Parts) > 0 && !cmp.Equal(parts, v.Parts) {
			t.Errorf("%d %s: %v, %d yuan; want %v, %d", v.N, v.By, parts, total, v.Parts, v.Total)
		}
	}
}

// A part is never lost, and one piece more never costs less.
func TestChargeKeepsCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom([]Scale{Items(), Pages(), {{Yuan: 3, Every: 7, Raise: 2}}, {{To: 1, Yuan: 5}, {}}}).Draw(t, "scale")
		n := rapid.IntRange(0, 5000).Draw(t, "n")
		parts, total := s.Charge(n)
		count, sum := 0, 0
		for _, p := range parts {
			count, sum = count+p.Count, sum+p.Count*p.Yuan
		}
		if _, next := s.Charge(n + 1); count != n || sum != total || next < total {
			t.Fatalf("%d pieces: %v, %d yuan; one more %d", n, parts, total, next)
		}
	})
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name  string
		scale Scale
		want  error
	}{
		{"items", Items(), nil},
		{"pages", Pages(), nil},
		{"empty", nil, ErrEmpty},
		{"no open end", Scale{{To: 10}}, ErrOrder},
		{"open in the middle", Scale{{}, {To: 10, Yuan: 1}}, ErrOrder},
		{"falling", Scale{{To: 10}, {To: 5}, {}}, ErrOrder},
		{"negative", Scale{{Yuan: -1}}, ErrYuan},
		{"rising in the middle", Scale{{To: 10, Every: 2}, {}}, ErrYuan},
	}
	for _, tt := range tests {
		if got := tt.scale.Check(); !errors.Is(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}
