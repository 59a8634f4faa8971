package ledger_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"gongkai/generator/ledger"
	"gongkai/generator/number"
)

const header = "number,path,title,date,removed\n"

func TestRead(t *testing.T) {
	type row = ledger.Row
	type problems = []ledger.Problem
	a := row{Number: "010897245/2024-00001", Path: "content/a.md", Title: "甲", Date: "2024-01-02", Line: 2}
	line := "010897245/2024-00001,content/a.md,甲,2024-01-02,\n"
	other := "010897245/2024-00002,content/b.md,乙,2024-01-03,\n"
	tests := []struct {
		name, data string
		rows       []row
		wrong      problems
	}{
		{"empty", "", nil, nil},
		{"only a header", header, nil, nil},
		{"one row", header + line, []row{a}, nil},
		{"without last line end", header + strings.TrimSuffix(line, "\n"), []row{a}, nil},
		{"mark and CRLF", "\ufeff" + strings.ReplaceAll(header+line, "\n", "\r\n"), []row{a}, nil},
		{"quoted", header + `010897245/2024-00001,content/a.md,"甲,""乙""",2024-01-02,2024-02-01` + "\n",
			[]row{{Number: a.Number, Path: a.Path, Title: `甲,"乙"`, Date: a.Date, Removed: "2024-02-01", Line: 2}}, nil},
		{"without header", line, []row{{a.Number, a.Path, a.Title, a.Date, "", 1}}, problems{{1, ledger.BadHeader, strings.TrimSpace(line)}}},
		{"empty lines", header + "\n" + line + "\n", []row{{a.Number, a.Path, a.Title, a.Date, "", 3}}, nil},
		{"too few fields", header + "010897245/2024-00001,content/a.md\n", []row{{Number: a.Number, Path: a.Path, Line: 2}},
			problems{{2, ledger.BadRow, "010897245/2024-00001,content/a.md"}}},
		{"comma in a title", header + "010897245/2024-00001,content/a.md,甲,乙,2024-01-02,\n", []row{{Number: a.Number, Path: a.Path, Title: "甲", Line: 2}},
			problems{{2, ledger.BadRow, "010897245/2024-00001,content/a.md,甲,乙,2024-01-02,"}}},
		{"open quotation mark hides one line only", header + `010897245/2024-00001,content/a.md,"甲,2024-01-02,` + "\n" + other,
			[]row{{Number: a.Number, Path: a.Path, Title: `"甲`, Line: 2}, {"010897245/2024-00002", "content/b.md", "乙", "2024-01-03", "", 3}},
			problems{{2, ledger.BadRow, `010897245/2024-00001,content/a.md,"甲,2024-01-02,`}}},
		{"without number", header + ",content/a.md,甲,2024-01-02,\n", nil, problems{{2, ledger.BadRow, ",content/a.md,甲,2024-01-02,"}}},
		{"bad days", header + "010897245/2024-00001,content/a.md,甲,2024/1/2,是\n", []row{{a.Number, a.Path, a.Title, "2024/1/2", "是", 2}},
			problems{{2, ledger.BadDate, "2024/1/2"}, {2, ledger.BadDate, "是"}}},
		{"conflict", header + "<<<<<<< HEAD\n" + line + "=======\n" + other + ">>>>>>> branch\n",
			[]row{{a.Number, a.Path, a.Title, a.Date, "", 3}, {"010897245/2024-00002", "content/b.md", "乙", "2024-01-03", "", 5}},
			problems{{2, ledger.Conflict, "<<<<<<< HEAD"}, {4, ledger.Conflict, "======="}, {6, ledger.Conflict, ">>>>>>> branch"}}},
		{"saved as GB18030", header + "010897245/2024-00001,content/a.md,\xbc\xd7,2024-01-02,\n", []row{{a.Number, a.Path, "\ufffd", a.Date, "", 2}},
			problems{{2, ledger.NotUTF8, "010897245/2024-00001,content/a.md,\ufffd,2024-01-02,"}}},
		{"given away after removal", header + "010897245/2024-00001,content/a.md,甲,2024-01-02,2024-02-01\n010897245/2024-00001,content/b.md,乙,2024-03-01,\n",
			[]row{{a.Number, a.Path, a.Title, a.Date, "2024-02-01", 2}, {a.Number, "content/b.md", "乙", "2024-03-01", "", 3}},
			problems{{3, ledger.Reissued, a.Number}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l, wrong := ledger.Read([]byte(test.data))
			if diff := cmp.Diff(test.rows, l.Rows()); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.wrong, wrong); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLookup(t *testing.T) {
	l, _ := ledger.Read([]byte(header +
		"010897245/2024-00001,content/a.md,甲,2024-01-02,\n" +
		"11341702486344515H/2024-00002,content/b.md,乙,2024-01-02,\n" +
		"010897245/2024-00001,content/new/a.md,甲,2024-01-02,\n"))
	for typed, line := range map[string]int{
		"010897245/2024-00001":           4,
		"０１０８９７２４５/2024-00001":           4,
		"11341702486344515h/2024-00002":  3,
		"010897245/2024-00002":           0,
		"11341702486344515H/2024-000020": 0,
	} {
		row, ok := l.Lookup(typed)
		if row.Line != line || ok != (line > 0) {
			t.Errorf("Lookup(%s) = line %d, %v; want line %d", typed, row.Line, ok, line)
		}
	}
	want := []string{"010897245/2024-00001", "11341702486344515H/2024-00002"}
	if diff := cmp.Diff(want, slices.Collect(l.Numbers())); diff != "" {
		t.Errorf("numbers (-want +got):\n%s", diff)
	}
}

func TestNext(t *testing.T) {
	tests := []struct {
		name    string
		issued  []string
		removed []string
		typed   []string
		front   string
		want    string
	}{
		{"first of the year", []string{"010897245/2023-00007"}, nil, nil, "010897245", "010897245/2024-00001"},
		{"after the last", []string{"010897245/2024-00001", "010897245/2024-00003"}, nil, nil, "010897245", "010897245/2024-00004"},
		{"after a removed one", []string{"010897245/2024-00001"}, []string{"010897245/2024-00009"}, nil, "010897245", "010897245/2024-00010"},
		{"after one typed by hand", []string{"010897245/2024-00001"}, nil, []string{"010897245/2024-58637"}, "010897245", "010897245/2024-58638"},
		{"of another agency", []string{"010897245/2024-00001"}, nil, []string{"011158671/2024-00005"}, "010897245", "010897245/2024-00002"},
		{"after the 9 code", []string{"486344515/2024-00041"}, nil, nil, "11341702486344515H", "11341702486344515H/2024-00042"},
		{"after the 18 code", []string{"11341702486344515H/2024-00041"}, nil, nil, "486344515", "486344515/2024-00042"},
		{"after a monthly one", []string{"010897245/202402-00008"}, nil, nil, "010897245", "010897245/2024-00009"},
		{"after hyphens only", []string{"010897245-2024-00008"}, nil, nil, "010897245", "010897245/2024-00009"},
		{"six digits", []string{"010897245/2024-99999"}, nil, nil, "010897245", "010897245/2024-100000"},
		{"none above the highest", []string{"010897245/2024-999999", "010897245/2024-00001"}, nil, nil, "010897245", "010897245/2024-00002"},
		{"folder of an odd number", nil, nil, []string{"010897245/2024/00001"}, "010897245", "010897245/2024-00002"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			data := header
			for _, n := range test.issued {
				data += n + ",content/" + n + ".md,题,2024-01-02,\n"
			}
			for _, n := range test.removed {
				data += n + ",content/" + n + ".md,题,2024-01-02,2024-02-03\n"
			}
			l, wrong := ledger.Read([]byte(data))
			if wrong != nil {
				t.Fatal(wrong)
			}
			if got := l.Next(test.front, 2024, slices.Values(test.typed)); got != test.want {
				t.Errorf("Next = %s, want %s", got, test.want)
			}
			if next := number.ParseIndex(test.want).Serial; test.typed == nil && next > l.Highest(test.front, 2024)+1 {
				t.Errorf("Highest = %d below %d", l.Highest(test.front, 2024), next)
			}
		})
	}
	var none *ledger.Ledger
	if got := none.Next("010897245", 2024, nil); got != "010897245/2024-00001" {
		t.Errorf("Next of no ledger = %s", got)
	}
}

// TestNextNeverRepeats issues, moves and removes at random and demands that no
// number comes twice.
func TestNextNeverRepeats(t *testing.T) {
	fronts := []string{"010897245", "011158671", "11341702486344515H", "486344515"}
	rapid.Check(t, func(t *rapid.T) {
		data := header
		issued := map[string]bool{}
		serials := map[string]bool{}
		var rows []ledger.Row
		for step := range rapid.IntRange(1, 30).Draw(t, "steps") {
			front := rapid.SampledFrom(fronts).Draw(t, "front")
			year := rapid.IntRange(2023, 2024).Draw(t, "year")
			row := ledger.Row{Path: fmt.Sprintf("content/%d.md", step), Title: fmt.Sprint("题", step), Date: "2024-01-02"}
			switch rapid.SampledFrom([]string{"issue", "issue", "move", "remove", "type"}).Draw(t, "what") {
			case "issue":
				l, wrong := ledger.Read([]byte(data))
				if wrong != nil {
					t.Fatal(wrong)
				}
				row.Number = l.Next(front, year, nil)
				serial := fmt.Sprint(number.OrganizationCode(front), year, " ", number.ParseIndex(row.Number).Serial)
				if issued[number.Key(row.Number)] || serials[serial] {
					t.Fatalf("%s was issued before", row.Number)
				}
				serials[serial] = true
			case "type":
				row.Number = number.MakeIndex(front, year, rapid.IntRange(1, 12).Draw(t, "serial")).String()
				if issued[number.Key(row.Number)] {
					continue
				}
				serials[fmt.Sprint(number.OrganizationCode(front), year, " ", number.ParseIndex(row.Number).Serial)] = true
			case "move", "remove":
				if len(rows) == 0 {
					continue
				}
				old := rapid.SampledFrom(rows).Draw(t, "row")
				row.Number, row.Title = old.Number, old.Title
				if rapid.Bool().Draw(t, "removed") {
					row.Path, row.Removed = old.Path, "2024-03-04"
				}
			}
			issued[number.Key(row.Number)] = true
			rows = append(rows, row)
			data += strings.Join([]string{row.Number, row.Path, row.Title, row.Date, row.Removed}, ",") + "\n"
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(header + "010897245/2024-00001,content/a.md,甲,2024-01-02,\n"))
	f.Add([]byte("\ufeff" + header + "010897245/2024-00001,content/a.md,\"甲\r\n<<<<<<< x\n,,,,\n"))
	f.Add([]byte("a,b\r\nb,b,c,d,e\xff\n无,,,,\n\",\",,,,"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, wrong := ledger.Read(data)
		lines := strings.Count(string(data), "\n") + 1
		for _, p := range wrong {
			if p.Line < 1 || p.Line > lines {
				t.Errorf("problem in line %d of %d", p.Line, lines)
			}
		}
		for _, row := range l.Rows() {
			if _, ok := l.Lookup(row.Number); !ok {
				t.Errorf("row %q is not found", row.Number)
			}
		}
		next := l.Next("010897245", 2024, nil)
		if _, ok := l.Lookup(next); ok {
			t.Errorf("%s was issued before", next)
		}
		gone := ledger.Compare(l, nil)
		for _, d := range gone {
			if d.Kind != ledger.Gone {
				t.Errorf("difference %+v without documents", d)
			}
		}
	})
}

// ignoreLine compares rows read with rows to be written.
var ignoreLine = cmpopts.IgnoreFields(ledger.Row{}, "Line")
