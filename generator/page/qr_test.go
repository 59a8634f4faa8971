package page

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
	"rsc.io/qr"
)

// drawn reads a path of strokes back into the black modules.
func drawn(t *testing.T, path string) map[[2]int]bool {
	t.Helper()
	black := map[[2]int]bool{}
	x, y := 0, 0
	for _, part := range strings.FieldsFunc(strings.NewReplacer("M", "|M", "m", "|m").Replace(path), func(r rune) bool { return r == '|' }) {
		var a, width int
		if part[0] == 'M' {
			if _, err := fmt.Sscanf(part, "M%d %d.5h%d", &a, &y, &width); err != nil {
				t.Fatalf("%q: %v", part, err)
			}
			x = a
		} else {
			if _, err := fmt.Sscanf(part, "m%d 0h%d", &a, &width); err != nil {
				t.Fatalf("%q: %v", part, err)
			}
			x += a
		}
		for range width {
			black[[2]int{x - quiet, y - quiet}] = true
			x++
		}
	}
	return black
}

func TestQRDrawsEveryModule(t *testing.T) {
	const address = "https://www.example.gov.cn/xxgk/documents/010897245-2021-58637/"
	code, err := qr.Encode(address, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	got := qrOf(address)
	if want := strconv.Itoa(code.Size + 8); got.Size != want {
		t.Errorf("size %s, want %s", got.Size, want)
	}
	black := drawn(t, got.Path)
	for y := range code.Size {
		for x := range code.Size {
			if black[[2]int{x, y}] != code.Black(x, y) {
				t.Fatalf("module %d,%d is %v", x, y, black[[2]int{x, y}])
			}
		}
	}
}

func TestQROfTooLongTextIsNone(t *testing.T) {
	if got := qrOf(strings.Repeat("长", 4000)); got != (QR{}) {
		t.Errorf("got a code of size %s", got.Size)
	}
}

func BenchmarkQR(b *testing.B) {
	for b.Loop() {
		qrOf("https://www.example.gov.cn/xxgk/documents/010897245-2021-58637/")
	}
}

// A code made with a kept plan is the library's own.
func TestEncode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`https://www\.example\.gov\.cn/[a-z0-9/-]{0,200}`), rapid.StringMatching(`[0-9A-Z]{1,900}`)).Draw(t, "text")
		want, wrong := qr.Encode(text, qr.M)
		got, err := encode(text)
		if (err == nil) != (wrong == nil) {
			t.Fatalf("%q: %v, the library says %v", text, err, wrong)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q (-want +got):\n%s", text, diff)
		}
	})
}
