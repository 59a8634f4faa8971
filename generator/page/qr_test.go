package page

import (
	"encoding/base64"
	"image/png"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
	"rsc.io/qr"
)

// modules reads a picture back into the black modules, whatever reads PNG.
func modules(t rapid.TB, code QR) (black map[[2]int]bool, side int) {
	t.Helper()
	picture, err := png.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(code.PNG)))
	if err != nil {
		t.Fatal(err)
	}
	black = map[[2]int]bool{}
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			if r, _, _, _ := picture.At(x, y).RGBA(); r == 0 {
				black[[2]int{x - quiet, y - quiet}] = true
			}
		}
	}
	return black, picture.Bounds().Dx()
}

func TestQRDrawsEveryModule(t *testing.T) {
	for _, address := range []string{
		"https://a.cn/", "https://www.example.gov.cn/xxgk/documents/010897245-2021-58637/", "https://www.example.gov.cn/" + strings.Repeat("x", 2000),
	} {
		code, err := qr.Encode(address, qr.M)
		if err != nil {
			t.Fatal(err)
		}
		got := qrOf(address)
		want := map[[2]int]bool{}
		for y := range code.Size {
			for x := range code.Size {
				if code.Black(x, y) {
					want[[2]int{x, y}] = true
				}
			}
		}
		black, side := modules(t, got)
		if diff := cmp.Diff(want, black); diff != "" {
			t.Errorf("%s (-want +got):\n%s", address, diff)
		}
		if side != code.Size+2*quiet || got.Side != strconv.Itoa(pixels*side) {
			t.Errorf("%s: a side of %d modules, shown with %s pixels", address, side, got.Side)
		}
	}
}

func TestQROfTooLongTextIsNone(t *testing.T) {
	if got := qrOf(strings.Repeat("长", 4000)); got != (QR{}) {
		t.Errorf("got a code of %s pixels", got.Side)
	}
}

func BenchmarkQR(b *testing.B) {
	for b.Loop() {
		qrOf("https://www.example.gov.cn/xxgk/documents/010897245-2021-58637/")
	}
}

// A code has the modules that the library gives it.
func TestQRAsTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`https://www\.example\.gov\.cn/[a-z0-9/-]{0,200}`), rapid.StringMatching(`[a-z]{1,900}`)).Draw(t, "text") + "a" // as capitals or digits it were another
		want, wrong := qr.Encode(text, qr.M)
		got := qrOf(text)
		if wrong != nil {
			if got != (QR{}) {
				t.Fatalf("%q: a code, the library says %v", text, wrong)
			}
			return
		}
		black, side := modules(t, got)
		if side != want.Size+2*quiet {
			t.Fatalf("%q: a side of %d modules, not %d", text, side, want.Size+2*quiet)
		}
		for y := range want.Size {
			for x := range want.Size {
				if black[[2]int{x, y}] != want.Black(x, y) {
					t.Fatalf("%q: the module in row %d, column %d is another", text, y, x)
				}
			}
		}
	})
}
