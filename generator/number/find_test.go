package number_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/number"
)

// cited gives the pieces found in a text and what they say.
func cited(text string) []string {
	var found []string
	for _, span := range number.FindDocuments(text) {
		found = append(found, text[span.Start:span.End]+" = "+span.Number.Canonical())
	}
	return found
}

func TestFindDocuments(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"in brackets", "《通知》（武政办〔2019〕77号）文件规定", []string{"武政办〔2019〕77号 = 武政办〔2019〕77号"}},
		{"two", "(国办发〔2023〕27号)《湖北省》(鄂政办发〔2024〕11号),", []string{"国办发〔2023〕27号 = 国办发〔2023〕27号", "鄂政办发〔2024〕11号 = 鄂政办发〔2024〕11号"}},
		{"square brackets", "按照呼政办发[2008]68号要求", []string{"呼政办发[2008]68号 = 呼政办发〔2008〕68号"}},
		{"round brackets", "《通知》（武政办（2019）77号）", []string{"武政办（2019）77号 = 武政办〔2019〕77号"}},
		{"small brackets, spaces, width", "宣政办 ﹝２０１５﹞ 8 号", []string{"宣政办 ﹝２０１５﹞ 8 号 = 宣政办〔2015〕8号"}},
		{"ordinal", "市政发〔2021〕第12号", []string{"市政发〔2021〕第12号 = 市政发〔2021〕12号"}},
		{"lead-in", "现根据国办发〔2014〕46号和示政发〔2025〕9号的规定", []string{"国办发〔2014〕46号 = 国办发〔2014〕46号", "和示政发〔2025〕9号 = 和示政发〔2025〕9号"}},
		{"office before the code", "市政府办公厅示政办发〔2025〕18号", []string{"示政办发〔2025〕18号 = 示政办发〔2025〕18号"}},
		{"after a date", "2024年8月5日示司规〔2024〕3号印发", []string{"示司规〔2024〕3号 = 示司规〔2024〕3号"}},
		{"wrapped line", "示司规〔2024〕\n3号", []string{"示司规〔2024〕\n3号 = 示司规〔2024〕3号"}},
		{"minutes without code", "第6次常务会议纪要([2022]4号)和", []string{"[2022]4号 = 〔2022〕4号"}},
		{"two-digit year", "见武司办〔21〕15号", []string{"武司办〔21〕15号 = "}},
		{"court", "《化解》(鄂9005法建(2024)2号)的司法建议", nil},
		{"court with 〔〕", "鄂9005法建〔2024〕2号", nil},
		{"paragraphs", "示司规〔2024〕\n\n3号", nil},
		{"orders and notices", "国务院令第711号、税务总局公告2017年第5号", nil},
		{"other numerals", "(2023)5号楼、第20210200号建议、地铁5号线、[12]5号、（2021）3号线", nil},
		{"without 号", "武司办〔2021〕15", nil},
		{"long serial", "武司办〔2021〕1234567890号", nil},
		{"year twice", "武司办〔2021〕〔2022〕15号", []string{"〔2022〕15号 = 〔2022〕15号"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, cited(test.text)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.text, diff)
			}
		})
	}
}

func TestReadings(t *testing.T) {
	type reading struct{ text, key string }
	tests := []struct {
		text string
		want []reading
	}{
		{"（鄂政发[2024]1号）", []reading{{"鄂政发[2024]1号", "鄂政发〔2024〕1号"}}},
		{"由示司规 [2024]3号", []reading{
			{"由示司规 [2024]3号", "由示司规〔2024〕3号"},
			{"示司规 [2024]3号", "示司规〔2024〕3号"},
			{"司规 [2024]3号", "司规〔2024〕3号"}}},
		{"([2022]4号)", nil},
		{"武司办〔21〕15号", nil},
	}
	for _, test := range tests {
		spans := number.FindDocuments(test.text)
		if len(spans) != 1 {
			t.Fatalf("%s: %d spans", test.text, len(spans))
		}
		var got []reading
		for start, key := range spans[0].Readings() {
			got = append(got, reading{test.text[start:spans[0].End], key})
		}
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(reading{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.text, diff)
		}
	}
}

// TestFindEveryNumber: whatever stands around it, a number in brackets is found
// at its place.
func TestFindEveryNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		filler := rapid.StringOfN(rapid.SampledFrom([]rune("的号第2021年〔[（)】、。 \n示a市")), 0, 40, -1)
		before, after := filler.Draw(t, "before"), filler.Draw(t, "after")
		code := drawCode(t)
		text := before + "（" + code + "〔2021〕15号" + "）" + after
		at := len(before) + len("（")
		for _, span := range number.FindDocuments(text) {
			for start, key := range span.Readings() {
				if start == at && key == code+"〔2021〕15号" {
					return
				}
			}
		}
		t.Fatalf("not found in %q", text)
	})
}

// TestFindInRealDocuments counts the numbers cited in the real documents.
func TestFindInRealDocuments(t *testing.T) {
	want := map[string][]string{
		"000_60f6b656265b2cec.txt": {"武司办〔2021〕15号", "武政办〔2019〕77号"},
		"001_972f77461c46c029.txt": {"国办发〔2023〕27号", "鄂政办发〔2024〕11号", "〔2022〕4号", "〔2024〕7号", "司发〔2023〕1号"},
		"003_0a738a567bbc26ac.txt": {"襄政办函〔2020〕67号"},
	}
	for name, numbers := range want {
		body, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "seeds", name))
		if os.IsNotExist(err) {
			t.Skip("the real documents are not here")
		}
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, span := range number.FindDocuments(string(body)) {
			got = append(got, span.Number.Canonical())
		}
		if diff := cmp.Diff(numbers, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func FuzzFindDocuments(f *testing.F) {
	for _, seed := range []string{
		"根据武司办[2021]15号、鄂9005法建(2024)2号", "〔2021〕〔2022〕第 0１5 号号号", "号", "\xe5\x8f\xb7\xe5\x8f", "（\xff〔2021〕1号",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		free := 0
		for _, span := range number.FindDocuments(text) {
			if span.Start < free || span.End > len(text) || span.Start >= span.End {
				t.Fatalf("span %d–%d after %d in %d bytes", span.Start, span.End, free, len(text))
			}
			free = span.End
			piece := text[span.Start:span.End]
			if number.ParseDocument(piece) != span.Number || !strings.HasSuffix(piece, "号") {
				t.Errorf("%q is not the number of its place", piece)
			}
			for start, key := range span.Readings() {
				if utf8.ValidString(text) && number.Key(text[start:span.End]) != key {
					t.Errorf("reading %q has key %q", text[start:span.End], key)
				}
			}
		}
	})
}

func BenchmarkFindDocuments(b *testing.B) {
	text := strings.Repeat("为做好政策文件解读工作，根据《通知》（武政办〔2019〕77号）的规定，第20210200号代表建议由市司法局主办，请认真贯彻执行。", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		number.FindDocuments(text)
	}
}

// TestFindCited finds orders and notices besides standard numbers, and reads
// each from where its issuer may begin.
func TestFindCited(t *testing.T) {
	tests := map[string][]string{
		"2019年11月4日示例市人民政府令第275号":      {"日示例市人民政府令第275号", "示例市人民政府令第275号"},
		"根据示例市人民政府令第０275号和示司规〔2024〕3号": {"根据示例市人民政府令第275号", "示例市人民政府令第275号", "和示司规〔2024〕3号", "示司规〔2024〕3号", "司规〔2024〕3号"},
		"见示例市税务局公告2017年第5号":            {"见示例市税务局公告2017年第5号", "示例市税务局公告2017年第5号"},
		"第5号、令第3号、命令、公告2017年第号":        nil,
		"鄂9005法建(2024)2号":              nil,
	}
	for text, want := range tests {
		var got []string
		for _, span := range number.FindCited(text) {
			for i, key := range span.Cited().Readings() {
				got = append(got, key)
				if !strings.Contains(text[:span.End], span.Cited().Run[i:]) {
					t.Errorf("%s: %q is not in its span", text, key)
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}
