package number_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/number"
)

func TestCheckDigits(t *testing.T) {
	tests := []struct {
		code, digit string
		ok          bool
	}{
		{"010897245", "5", true},
		{"011158671", "1", true},
		{"000014349", "9", true},
		{"015125076", "6", true},
		{"01089724X", "5", false},
		{"035210000", "8", false},
		{"01089724", "", false},
		{"01089七45", "", false},
		{"11441700007280420Y", "Y", true},
		{"11620622013933539B", "B", true},
		{"114403006955506492", "2", true},
		{"11330283002980874G", "G", true},
		{"11341702486344515H", "H", true},
		{"11441700007280420A", "Y", false},
		{"1144170000728042OY", "", false},
	}
	for _, test := range tests {
		check := number.CheckOrganization
		if len(test.code) == 18 {
			check = number.CheckCredit
		}
		digit, ok := check(test.code)
		if digit != test.digit || ok != test.ok {
			t.Errorf("check of %s = %q, %v; want %q, %v", test.code, digit, ok, test.digit, test.ok)
		}
	}
}

func TestCodeProblems(t *testing.T) {
	tests := []struct {
		code string
		want []number.Problem
	}{
		{"010897245", nil},
		{"11330283002980874G", nil},
		{"010897246", []number.Problem{{Kind: number.CheckDigit, Found: "010897246", Want: "010897245"}}},
		{"11330283002980874H", []number.Problem{{Kind: number.CheckDigit, Found: "11330283002980874H", Want: "11330283002980874G"}}},
		{"1133O283002980874G", []number.Problem{{Kind: number.CodeCharacter, Found: "O", Want: "0"}}},
		{"6107280000", []number.Problem{{Kind: number.UnusualFront, Found: "6107280000"}}},
		{"123456", []number.Problem{{Kind: number.Placeholder, Found: "123456"}}},
		{"123456789", []number.Problem{{Kind: number.Placeholder, Found: "123456789"}}},
		{"000000000", []number.Problem{{Kind: number.Placeholder, Found: "000000000"}}},
		{"", []number.Problem{{Kind: number.UnusualFront}}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, number.CodeProblems(test.code)); diff != "" {
			t.Errorf("CodeProblems(%q) (-want +got):\n%s", test.code, diff)
		}
	}
}

func TestSameFront(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"11341702486344515H", "486344515", true},
		{"486344515", "11341702486344515h", true},
		{"48634451-5", "486344515", true},
		{"010897245", "010897245", true},
		{"010897245", "011158671", false},
		{"11341702486344515H", "11330283002980874G", false},
		{"6107280000", "6107280000", true},
	}
	for _, test := range tests {
		if got := number.SameFront(test.a, test.b); got != test.want {
			t.Errorf("SameFront(%s, %s) = %v", test.a, test.b, got)
		}
	}
}

func TestSiteNumbers(t *testing.T) {
	tests := []struct {
		name  string
		valid func(string) bool
		text  string
		want  bool
	}{
		{"local site", number.ValidSiteCode, "4201110038", true},
		{"central site", number.ValidSiteCode, "bm01000001", true},
		{"nine digits", number.ValidSiteCode, "420111003", false},
		{"upper case", number.ValidSiteCode, "BM01000001", false},
		{"full-width", number.ValidSiteCode, "４201110038", false},
		{"icp", number.ValidICP, "鄂ICP备05011180号-1", true},
		{"icp without 号", number.ValidICP, "鄂ICP备05011180", true},
		{"icp of no province", number.ValidICP, "鬼ICP备05011180号", false},
		{"icp too short", number.ValidICP, "鄂ICP备0501118号", false},
		{"police", number.ValidPolice, "鄂公网安备42011102000123号", true},
		{"police with space", number.ValidPolice, "鄂公网安备 42011102000123号", true},
		{"police too short", number.ValidPolice, "鄂公网安备 4201110200012号", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.valid(test.text); got != test.want {
				t.Errorf("%q is valid: %v, want %v", test.text, got, test.want)
			}
		})
	}
}
