package search

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestNormalise(t *testing.T) {
	var vectors struct {
		Normalise []struct{ Name, In, Out string }
	}
	data, err := os.ReadFile("testdata/normalise.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	for _, v := range vectors.Normalise {
		if got := Normalise(v.In); got != v.Out {
			t.Errorf("%s: Normalise(%q) = %q, want %q", v.Name, v.In, got, v.Out)
		}
	}
}

// Characters are read as the library reads them, torn ones too.
func TestDecode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.StringN(1, 3, -1), rapid.Map(rapid.SliceOfN(rapid.Byte(), 1, 4), func(b []byte) string { return string(b) }),
			rapid.Map(rapid.Int32Range(0x700, 0x1100), func(r int32) string {
				return string([]byte{0xe0 | byte(r>>12), 0x80 | byte(r>>6&0x3f), 0x80 | byte(r&0x3f)})
			})).Draw(t, "s")
		r, size := decode(s)
		if wantRune, wantSize := utf8.DecodeRuneInString(s); r != wantRune || size != wantSize {
			t.Errorf("%q: got %q of %d bytes, want %q of %d", s, r, size, wantRune, wantSize)
		}
	})
}

// A text cut anywhere between two characters that need no table lookup beyond
// themselves must normalise to the same as its halves, spaces apart.
func FuzzNormalise(f *testing.F) {
	for _, s := range []string{"武司办〔2021〕15号", "cafe\u0301 İ", "ｶﾞ ﾊﾟ", "𠀀 a\nb", "\xff", "a\u0338\u0301 <\u0338"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip()
		}
		got := Normalise(s)
		if strings.ContainsAny(got, "\n\t\u3000") || strings.Contains(got, "  ") || strings.TrimSpace(got) != got {
			t.Errorf("Normalise(%q) = %q keeps white space", s, got)
		}
		if both := Normalise(s + "。" + s); both != got+"。"+got && !strings.Contains(both, "。") {
			t.Errorf("Normalise(%q) depends on what stands before it: %q", s, both)
		}
	})
}

// What passes at once must be what would come out one by one.
func TestHan(t *testing.T) {
	for r := rune(0x4e00); r <= 0x9fff; r++ {
		if got := singles()[r]; got != uint16(r) {
			t.Errorf("%q alone gives %q", r, rune(got))
		}
	}
	for in, want := range map[string]int{"": 0, "一": 3, "鿿": 3, "一二三": 9, "一二a三": 6, "㿿": 0, "ꀀ": 0, "一。": 3, "一\xe4\xb8": 3, "\xe4\xb8a": 0, "\xe4a\x80": 0, "\xf4\xb8\x80": 0, "\x94\xb8\x80": 0} {
		if got := new(normaliser).writeHan(in); got != want {
			t.Errorf("%q: %d bytes, want %d", in, got, want)
		}
	}
}
