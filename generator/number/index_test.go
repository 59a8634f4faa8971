package number_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/number"
)

// fields is an Index without what only its methods give.
type fields struct {
	Shape               number.Shape
	Front               string
	Year, Month, Serial int
	Width               int
}

func fieldsOf(x number.Index) fields {
	return fields{x.Shape, x.Front, x.Year, x.Month, x.Serial, x.Width}
}

func TestParseIndex(t *testing.T) {
	type problems = []number.Problem
	tests := []struct {
		text  string
		want  fields
		id    string
		wrong problems
	}{
		{"010897245/2021-58637", fields{number.Yearly, "010897245", 2021, 0, 58637, 5}, "010897245-2021-58637", nil},
		{"011158671/2021-05900", fields{number.Yearly, "011158671", 2021, 0, 5900, 5}, "011158671-2021-05900", nil},
		{"000014349/2022-00039", fields{number.Yearly, "000014349", 2022, 0, 39, 5}, "000014349-2022-00039", nil},
		{"11441700007280420Y/2021-00050", fields{number.Yearly, "11441700007280420Y", 2021, 0, 50, 5}, "11441700007280420Y-2021-00050", nil},
		{"11620622013933539B/2021-03844", fields{number.Yearly, "11620622013933539B", 2021, 0, 3844, 5}, "11620622013933539B-2021-03844", nil},
		{"114403006955506492/2021-00426", fields{number.Yearly, "114403006955506492", 2021, 0, 426, 5}, "114403006955506492-2021-00426", nil},
		{"11330283002980874G/2022-135598", fields{number.Yearly, "11330283002980874G", 2022, 0, 135598, 6}, "11330283002980874G-2022-135598", nil},
		{"11341702486344515H/202110-00013", fields{number.Monthly, "11341702486344515H", 2021, 10, 13, 5}, "11341702486344515H-202110-00013", nil},
		{"015125076-202510-102597", fields{number.Hyphens, "015125076", 2025, 10, 102597, 6}, "015125076-202510-102597", nil},
		{"6107280000/2024-001005", fields{number.Yearly, "6107280000", 2024, 0, 1005, 6}, "6107280000-2024-001005",
			problems{{Kind: number.UnusualFront, Found: "6107280000"}}},
		{"035210000/2025-00016", fields{number.Yearly, "035210000", 2025, 0, 16, 5}, "035210000-2025-00016",
			problems{{Kind: number.CheckDigit, Found: "035210000", Want: "035210008"}}},
		{"123456/2019-00448", fields{number.Yearly, "123456", 2019, 0, 448, 5}, "123456-2019-00448",
			problems{{Kind: number.Placeholder, Found: "123456"}}},
		{"330203-07-02-A1-20091231-00012", fields{Shape: number.Groups}, "330203-07-02-A1-20091231-00012", nil},

		{"０１０８９７２４５／2021-58637", fields{number.Yearly, "010897245", 2021, 0, 58637, 5}, "010897245-2021-58637",
			problems{{Kind: number.Wide, Found: "０１０８９７２４５／2021-58637", Want: "010897245/2021-58637"}}},
		{"010897245/2021- 58637", fields{number.Yearly, "010897245", 2021, 0, 58637, 5}, "010897245-2021-58637",
			problems{{Kind: number.Space, Found: "010897245/2021- 58637", Want: "010897245/2021-58637"}}},
		{"010897245/2021—58637", fields{number.Yearly, "010897245", 2021, 0, 58637, 5}, "010897245-2021-58637",
			problems{{Kind: number.Separator, Found: "010897245/2021—58637", Want: "010897245/2021-58637"}}},
		{"11341702486344515h/2021-00013", fields{number.Yearly, "11341702486344515H", 2021, 0, 13, 5}, "11341702486344515H-2021-00013",
			problems{{Kind: number.LowerCase, Found: "11341702486344515h/2021-00013", Want: "11341702486344515H/2021-00013"}}},
		{"01089724-5/2021-58637", fields{number.Yearly, "010897245", 2021, 0, 58637, 5}, "010897245-2021-58637",
			problems{{Kind: number.CodeHyphen, Found: "01089724-5/2021-58637", Want: "010897245/2021-58637"}}},
		{"010897245/2021-00000", fields{number.Yearly, "010897245", 2021, 0, 0, 5}, "010897245-2021-00000",
			problems{{Kind: number.Placeholder, Found: "00000"}}},
		{"010897245/202113-00001", fields{Shape: number.Unknown}, "010897245-202113-00001",
			problems{{Kind: number.UnusualShape, Found: "010897245/202113-00001"}}},
		{"XXGK-1", fields{Shape: number.Unknown}, "XXGK-1",
			problems{{Kind: number.UnusualShape, Found: "XXGK-1"}}},
		{"市司法局2021-1", fields{Shape: number.Unknown}, "",
			problems{{Kind: number.UnusualShape, Found: "市司法局2021-1"}, {Kind: number.Unsafe, Found: "市"}}},
		{"../../etc", fields{Shape: number.Unknown}, "",
			problems{{Kind: number.UnusualShape, Found: "../../etc"}, {Kind: number.Unsafe, Found: "."}}},
		{"/2021-1", fields{Shape: number.Unknown}, "",
			problems{{Kind: number.UnusualShape, Found: "/2021-1"}, {Kind: number.Unsafe, Found: "-"}}},
		{"com1", fields{Shape: number.Unknown}, "",
			problems{{Kind: number.UnusualShape, Found: "com1"}, {Kind: number.Unsafe, Found: "com1"}}},
		{"", fields{}, "", nil},
		{" \u3000", fields{}, "", nil},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			x := number.ParseIndex(test.text)
			if x.String() != test.text {
				t.Errorf("String() = %q", x.String())
			}
			if diff := cmp.Diff(test.want, fieldsOf(x)); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
			if x.ID() != test.id {
				t.Errorf("ID() = %q, want %q", x.ID(), test.id)
			}
			if diff := cmp.Diff(test.wrong, x.Problems()); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// TestIndexRoundTrip: a number of every regular shape gives back its parts, and
// typing it with full-width characters, spaces and other dashes changes what
// Problems says but not what the number says.
func TestIndexRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := fields{
			Front:  rapid.SampledFrom([]string{"010897245", "11341702486344515H", "6107280000"}).Draw(t, "front"),
			Year:   rapid.IntRange(1900, 2099).Draw(t, "year"),
			Month:  rapid.IntRange(0, 12).Draw(t, "month"),
			Serial: rapid.IntRange(1, number.SerialMax).Draw(t, "serial"),
		}
		separator := rapid.SampledFrom([]string{"/", "-"}).Draw(t, "separator")
		period, serial := fmt.Sprint(want.Year), fmt.Sprintf("%05d", want.Serial)
		want.Width = len(serial)
		if want.Month > 0 {
			period += fmt.Sprintf("%02d", want.Month)
		}
		switch {
		case separator == "-":
			want.Shape = number.Hyphens
		case want.Month > 0:
			want.Shape = number.Monthly
		default:
			want.Shape = number.Yearly
		}
		plain := want.Front + separator + period + "-" + serial
		if diff := cmp.Diff(want, fieldsOf(number.ParseIndex(plain))); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", plain, diff)
		}

		typed := mistype(t, plain)
		x := number.ParseIndex(typed)
		if diff := cmp.Diff(want, fieldsOf(x)); diff != "" || x.Plain() != plain {
			t.Fatalf("%q read as %q (-want +got):\n%s", typed, x.Plain(), diff)
		}
		if told := len(x.Problems()) > len(number.ParseIndex(plain).Problems()); told != (typed != plain) {
			t.Fatalf("%q: problems %v", typed, x.Problems())
		}
	})
}

// mistype replaces some characters by their full-width twins or other dashes
// and puts spaces between some.
func mistype(t *rapid.T, plain string) string {
	var b strings.Builder
	for _, r := range plain {
		switch rapid.IntRange(0, 9).Draw(t, "mistake") {
		case 0:
			b.WriteRune(r - '!' + '！')
		case 1:
			b.WriteString(rapid.SampledFrom([]string{" ", "\u3000", "\u200b", "\u00a0"}).Draw(t, "space"))
			b.WriteRune(r)
		case 2:
			if r == '-' {
				r = '—'
			}
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func TestMakeIndex(t *testing.T) {
	for serial, want := range map[int]string{
		1:      "010897245/2024-00001",
		99999:  "010897245/2024-99999",
		100000: "010897245/2024-100000",
	} {
		x := number.MakeIndex("010897245", 2024, serial)
		if x.String() != want || x.Serial != serial || x.Problems() != nil {
			t.Errorf("MakeIndex(%d) = %s, serial %d, problems %v", serial, x, x.Serial, x.Problems())
		}
	}
}

var safeFolder = regexp.MustCompile(`^[0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?$`)

func FuzzParseIndex(f *testing.F) {
	for _, seed := range []string{
		"010897245/2021-58637", "11341702486344515H/202110-00013", "015125076-202510-102597", "330203-07-02-A1-20091231-00012",
		"01089724-5／２０２１—58637", "", "../..", "\xff/2021-00001", "ſ10897245/2021-00001",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		x := number.ParseIndex(text)
		if x.String() != text {
			t.Errorf("String() = %q", x.String())
		}
		id := x.ID()
		if id != "" && (!safeFolder.MatchString(id) || len(id) > 64) {
			t.Errorf("ID() = %q is no folder name", id)
		}
		problems := x.Problems()
		unsafe := false
		for _, p := range problems {
			unsafe = unsafe || p.Kind == number.Unsafe
		}
		if x.Shape != number.NoShape && unsafe != (id == "") {
			t.Errorf("ID() = %q, problems %v", id, problems)
		}
		if x.Shape != number.NoShape && x.Plain() != text && len(problems) == 0 {
			t.Errorf("%q was normalised to %q silently", text, x.Plain())
		}
		if again := number.ParseIndex(x.Plain()); again.Plain() != x.Plain() || fieldsOf(again) != fieldsOf(x) {
			t.Errorf("%q reads as %+v, its plain text as %+v", text, fieldsOf(x), fieldsOf(again))
		}
	})
}
