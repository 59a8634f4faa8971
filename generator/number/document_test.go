package number_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/number"
)

func TestDocumentSorts(t *testing.T) {
	tests := []struct {
		text         string
		sort         number.Sort
		code         string
		year, serial int
	}{
		{"国办公开办函〔2019〕61号", number.Standard, "国办公开办函", 2019, 61},
		{"武司办〔2021〕15号", number.Standard, "武司办", 2021, 15},
		{"国办发明电〔2021〕11号", number.Standard, "国办发明电", 2021, 11},
		{"国务院令第711号", number.Order, "国务院令", 0, 711},
		{"国务院、中华人民共和国中央军事委员会令第425号", number.Order, "国务院、中华人民共和国中央军事委员会令", 0, 425},
		{"国家税务总局令第 53 号", number.Order, "国家税务总局令", 0, 53},
		{"湖北省国家税务局公告2017年第5号", number.Notice, "湖北省国家税务局公告", 2017, 5},
		{"示例市公安局通告2024年第12号", number.Notice, "示例市公安局通告", 2024, 12},
		{"杭州市第十二届人民代表大会常务委员会公告第62号", number.Notice, "杭州市第十二届人民代表大会常务委员会公告", 0, 62},
		{"HFGS-2022-7", number.Register, "HFGS", 2022, 7},
		{"ZJDC01-2021-0003", number.Register, "ZJDC01", 2021, 3},
		{"鄂9005法建(2024)2号", number.Court, "", 0, 0},
		{"鄂9005法建（2024）2号", number.Court, "", 0, 0},
		{"(2019)最高法民终77号", number.Court, "", 0, 0},
		{"（2021）鄂01行终88号之一", number.Court, "", 0, 0},
		{"无", number.None, "", 0, 0},
		{" 无 ", number.None, "", 0, 0},
		{"/", number.None, "", 0, 0},
		{"／", number.None, "", 0, 0},
		{"——", number.None, "", 0, 0},
		{"", number.None, "", 0, 0},
		{"武司办十五号", number.Other, "", 0, 0},
		{"武司办〔2021〕15号、16号", number.Other, "", 0, 0},
		{"关于通知，武司办〔2021〕15号", number.Other, "", 0, 0},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			d := number.ParseDocument(test.text)
			if d.Sort != test.sort || d.Code != test.code || d.Year != test.year || d.Serial != test.serial {
				t.Errorf("read as sort %d, %q, %d, %d", d.Sort, d.Code, d.Year, d.Serial)
			}
			if d.String() != test.text {
				t.Errorf("String() = %q", d.String())
			}
			canonical := test.text
			if test.sort == number.None {
				canonical = ""
			}
			if d.Canonical() != canonical {
				t.Errorf("Canonical() = %q", d.Canonical())
			}
			if wrong := d.Problems(); (len(wrong) > 0) != (test.sort == number.Other) {
				t.Errorf("problems %v", wrong)
			}
		})
	}
}

func TestDocumentMistakes(t *testing.T) {
	type problems = []number.Problem
	bracket := func(found, want string) number.Problem {
		return number.Problem{Kind: number.Bracket, Found: found, Want: want}
	}
	tests := []struct {
		text, canonical string
		want            problems
	}{
		{"呼政办发[2008]68号", "呼政办发〔2008〕68号", problems{bracket("[2008]", "〔2008〕")}},
		{"新政办发[2018]47号", "新政办发〔2018〕47号", problems{bracket("[2018]", "〔2018〕")}},
		{"武政办(2019)77号", "武政办〔2019〕77号", problems{bracket("(2019)", "〔2019〕")}},
		{"武政办（2019）77号", "武政办〔2019〕77号", problems{bracket("（2019）", "〔2019〕")}},
		{"宣政办﹝2015﹞8号", "宣政办〔2015〕8号", problems{bracket("﹝2015﹞", "〔2015〕")}},
		{"宣政办【2015】8号", "宣政办〔2015〕8号", problems{bracket("【2015】", "〔2015〕")}},
		{"宣政办〖2015〗8号", "宣政办〔2015〕8号", problems{bracket("〖2015〗", "〔2015〕")}},
		{"宣政办［2015］8号", "宣政办〔2015〕8号", problems{bracket("［2015］", "〔2015〕")}},
		{"宣政办〈2015〉8号", "宣政办〔2015〕8号", problems{bracket("〈2015〉", "〔2015〕")}},
		{"宣政办〔2015]8号", "宣政办〔2015〕8号", problems{bracket("〔2015]", "〔2015〕")}},
		{"潜政办[2024]第7号", "潜政办〔2024〕7号", problems{bracket("[2024]", "〔2024〕"), {Kind: number.Ordinal, Found: "第"}}},
		{"武司办〔2021〕015号", "武司办〔2021〕15号", problems{{Kind: number.LeadingZero, Found: "015", Want: "15"}}},
		{"武司办〔21〕15号", "", problems{{Kind: number.TwoDigitYear, Found: "〔21〕"}}},
		{"武司办〔3021〕15号", "", problems{{Kind: number.BadYear, Found: "〔3021〕"}}},
		{"武司办〔2021〕0号", "", problems{{Kind: number.BadSerial, Found: "0"}}},
		{"武司办〔2021〕123456号", "", problems{{Kind: number.BadSerial, Found: "123456"}}},
		{"武司办〔２０２１〕 15 号", "武司办〔2021〕15号", problems{
			{Kind: number.Space, Found: "武司办〔２０２１〕 15 号", Want: "武司办〔2021〕15号"},
			{Kind: number.Wide, Found: "武司办〔２０２１〕 15 号", Want: "武司办〔2021〕15号"}}},
		{"武司办 〔2021〕15号", "武司办〔2021〕15号", problems{{Kind: number.Space, Found: "武司办 〔2021〕15号", Want: "武司办〔2021〕15号"}}},
		{"武司办〔2021〕15号\u200b", "武司办〔2021〕15号", problems{{Kind: number.Space, Found: "武司办〔2021〕15号\u200b", Want: "武司办〔2021〕15号"}}},
		{"([2022]4号)", "〔2022〕4号", problems{
			{Kind: number.Wrapped, Found: "([2022]4号)", Want: "[2022]4号"},
			{Kind: number.MissingCode, Found: "[2022]"}, bracket("[2022]", "〔2022〕")}},
		{"（武司办〔2021〕15号）", "武司办〔2021〕15号", problems{{Kind: number.Wrapped, Found: "（武司办〔2021〕15号）", Want: "武司办〔2021〕15号"}}},
		{"武司办〔2021〕15", "武司办〔2021〕15号", problems{{Kind: number.MissingMark, Want: "号"}}},
		{"武司办〔2021年〕15号", "武司办〔2021〕15号", problems{{Kind: number.YearSuffix, Found: "〔2021年〕", Want: "〔2021〕"}}},
		{"武〔2021〕15号", "武〔2021〕15号", problems{{Kind: number.UnusualCode, Found: "武"}}},
		{"武司A〔2021〕15号", "武司A〔2021〕15号", problems{{Kind: number.UnusualCode, Found: "武司A"}}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			d := number.ParseDocument(test.text)
			if d.Sort != number.Standard {
				t.Fatalf("sort %d", d.Sort)
			}
			if d.Canonical() != test.canonical {
				t.Errorf("Canonical() = %q, want %q", d.Canonical(), test.canonical)
			}
			if diff := cmp.Diff(test.want, d.Problems()); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// drawCode draws a 机关代字.
func drawCode(t *rapid.T) string {
	han := rapid.SampledFrom([]rune("国办公开函武司发明电示政规建教人社市监卫健〇"))
	return string(rapid.SliceOfN(han, 2, 16).Draw(t, "code"))
}

// TestDocumentRoundTrip: a standard number gives back its parts, and every
// mistake of the table leads back to it.
func TestDocumentRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := drawCode(t)
		year := rapid.IntRange(1900, 2099).Draw(t, "year")
		serial := rapid.IntRange(1, 99999).Draw(t, "serial")
		canonical := fmt.Sprintf("%s〔%d〕%d号", code, year, serial)
		d := number.ParseDocument(canonical)
		if d.Sort != number.Standard || d.Code != code || d.Year != year || d.Serial != serial || d.Canonical() != canonical || d.Problems() != nil {
			t.Fatalf("%s read as %+v, problems %v", canonical, d, d.Problems())
		}

		pair := []rune(rapid.SampledFrom([]string{"〔〕", "[]", "()", "（）", "﹝﹞", "【】", "〖〗", "［］", "〈〉"}).Draw(t, "pair"))
		zeros := rapid.SampledFrom([]string{"", "0", "00"}).Draw(t, "zeros")
		ordinal := rapid.SampledFrom([]string{"", "第"}).Draw(t, "ordinal")
		mark := rapid.SampledFrom([]string{"号", ""}).Draw(t, "mark")
		space := rapid.SampledFrom([]string{"", " ", "\u3000"}).Draw(t, "space")
		typed := fmt.Sprintf("%s%s%c%d%c%s%s%s%d%s%s", code, space, pair[0], year, pair[1], space, ordinal, zeros, serial, space, mark)
		wrong := number.ParseDocument(typed)
		if wrong.Canonical() != canonical || number.Key(typed) != canonical || wrong.String() != typed {
			t.Fatalf("%q read as %q", typed, wrong.Canonical())
		}
		var want []number.ProblemKind
		expect := func(is bool, kind number.ProblemKind) {
			if is {
				want = append(want, kind)
			}
		}
		expect(pair[0] != '〔', number.Bracket)
		expect(ordinal != "", number.Ordinal)
		expect(zeros != "", number.LeadingZero)
		expect(mark == "", number.MissingMark)
		expect(space != "", number.Space)
		var got []number.ProblemKind
		for _, p := range wrong.Problems() {
			got = append(got, p.Kind)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q: problems (-want +got):\n%s", typed, diff)
		}
	})
}

func TestDocumentCompare(t *testing.T) {
	sorted := []string{"", "示政发〔2024〕10号", "示政规〔2023〕11号", "示政规〔2024〕2号", "示政规[2024]9号", "示政规〔2024〕10号"}
	var numbers []number.DocumentNumber
	for _, text := range sorted {
		numbers = append(numbers, number.ParseDocument(text))
	}
	slices.Reverse(numbers)
	slices.SortFunc(numbers, number.DocumentNumber.Compare)
	var got []string
	for _, d := range numbers {
		got = append(got, d.String())
	}
	if diff := cmp.Diff(sorted, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func TestKey(t *testing.T) {
	same := [][]string{
		{"武司办〔2021〕15号", "武司办[2021]15号", "武司办〔２０２１〕 15 号", "武司办（2021）第015号", "（武司办〔2021〕15号）", "武司办〔2021〕15"},
		{"国务院令第711号", "国务院令第７１１号", "国务院令 第711号", "国务院令711号"},
		{"财政部税务总局公告2021年第12号", "财政部 税务总局公告2021年第12号"},
		{"HFGS-2022-7", "hfgs-2022-7", "HFGS－2022－7"},
		{"鄂9005法建(2024)2号", "鄂9005法建（2024）2号"},
		{"11341702486344515H/2021-00013", "11341702486344515h／2021-00013", " 11341702486344515H/2021—00013"},
		{"330203-07-02-A1-20091231-00012", "330203-07-02-a1-20091231-00012"},
		{"", "无", "/", " "},
	}
	seen := map[string]string{}
	for _, group := range same {
		key := number.Key(group[0])
		if first, ok := seen[key]; ok {
			t.Errorf("%q has the key of %q", group[0], first)
		}
		seen[key] = group[0]
		for _, text := range group {
			if got := number.Key(text); got != key {
				t.Errorf("Key(%q) = %q, want %q", text, got, key)
			}
		}
	}
}

func FuzzParseDocument(f *testing.F) {
	for _, seed := range []string{
		"武司办〔2021〕15号", "([2022]4号)", "国务院令第711号", "湖北省国家税务局公告2017年第5号", "HFGS-2022-7", "鄂9005法建(2024)2号",
		"武司办〔２０２１〕 第015 号", "无", "〔〕", "（（〔2021〕1））", "\xff〔2021〕1号", "ſs〔2021〕1号",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := number.ParseDocument(text)
		if d.String() != text {
			t.Errorf("String() = %q", d.String())
		}
		problems := d.Problems()
		if d.Sort == number.Standard && d.Canonical() != text && len(problems) == 0 {
			t.Errorf("%q was normalised to %q silently", text, d.Canonical())
		}
		if d.Sort == number.Standard && d.Canonical() != "" {
			again := number.ParseDocument(d.Canonical())
			if again.Canonical() != d.Canonical() || again.Compare(d) != 0 && again.Code != d.Code {
				t.Errorf("%q is %q, which is %q", text, d.Canonical(), again.Canonical())
			}
		}
		if key := number.Key(text); number.Key(key) != key {
			t.Errorf("Key(%q) = %q, whose key is %q", text, key, number.Key(key))
		}
	})
}
