package ledger_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/ledger"
	"gongkai/generator/number"
)

const (
	one   = "010897245/2024-00001"
	two   = "010897245/2024-00002"
	three = "010897245/2024-00003"
)

func TestCompare(t *testing.T) {
	type doc = ledger.Carried
	type told struct {
		Kind        ledger.Kind
		Number      string
		Line        int
		Path, Other string
	}
	rowOne := one + ",content/a.md,关于甲的通知,2024-01-02,\n"
	tests := []struct {
		name, rows string
		docs       []doc
		want       []told
	}{
		{"agreed", rowOne, []doc{{one, "content/a.md", "关于甲的通知"}}, nil},
		{"agreed in other spelling", rowOne, []doc{{"０10897245/2024-00001", "content/./a.md", "关于甲的 通知"}}, nil},
		{"typed by hand", rowOne, []doc{{one, "content/a.md", "关于甲的通知"}, {two, "content/b.md", "乙"}},
			[]told{{Kind: ledger.Unrecorded, Number: two, Path: "content/b.md"}}},
		{"without number", rowOne, []doc{{one, "content/a.md", "关于甲的通知"}, {"", "content/b.md", "乙"}, {"无", "content/c.md", "丙"}}, nil},
		{"no folder name", "", []doc{{"市司法局一号", "content/b.md", "乙"}}, nil},
		{"typed twice", "", []doc{{two, "content/b.md", "乙"}, {two, "content/c.md", "丙"}}, nil},
		{"moved", rowOne, []doc{{one, "content/2024/a.md", "关于甲的通知"}},
			[]told{{Kind: ledger.Moved, Number: one, Line: 2, Path: "content/2024/a.md"}}},
		{"moved, another took the place", rowOne, []doc{{one, "content/b.md", "关于甲的通知"}, {two, "content/a.md", "乙"}},
			[]told{{Kind: ledger.Moved, Number: one, Line: 2, Path: "content/b.md"}, {Kind: ledger.Unrecorded, Number: two, Path: "content/a.md"}}},
		{"moved back", rowOne + one + ",content/b.md,关于甲的通知,2024-01-02,\n", []doc{{one, "content/a.md", "关于甲的办法"}},
			[]told{{Kind: ledger.Moved, Number: one, Line: 3, Path: "content/a.md"}}},
		{"retitled", rowOne, []doc{{one, "content/a.md", "关于甲的意见"}},
			[]told{{Kind: ledger.Retitled, Number: one, Line: 2, Path: "content/a.md"}}},
		{"retitled on record", rowOne + one + ",content/a.md,关于甲的意见,2024-01-02,\n", []doc{{one, "content/b.md", "关于甲的意见"}},
			[]told{{Kind: ledger.Moved, Number: one, Line: 3, Path: "content/b.md"}}},
		{"other path and title", rowOne, []doc{{one, "content/b.md", "乙"}},
			[]told{{Kind: ledger.Reassigned, Number: one, Line: 2, Path: "content/b.md"}}},
		{"old document renumbered, number given away", rowOne, []doc{{two, "content/a.md", "关于甲的通知"}, {one, "content/b.md", "关于甲的通知"}},
			[]told{{Kind: ledger.Reassigned, Number: one, Line: 2, Path: "content/b.md"}, {Kind: ledger.Unrecorded, Number: two, Path: "content/a.md"}}},
		{"number reused after removal", one + ",content/a.md,关于甲的通知,2024-01-02,2024-05-06\n", []doc{{one, "content/a.md", "关于乙的通知"}},
			[]told{{Kind: ledger.Reassigned, Number: one, Line: 2, Path: "content/a.md"}}},
		{"copied with its number", rowOne, []doc{{one, "content/a.md", "关于甲的通知"}, {one, "content/copy.md", "关于甲的通知"}}, nil},
		{"deleted", rowOne, nil, []told{{Kind: ledger.Gone, Number: one, Line: 2}}},
		{"deleted on record", one + ",content/a.md,关于甲的通知,2024-01-02,2024-05-06\n", nil, nil},
		{"came back", one + ",content/a.md,关于甲的通知,2024-01-02,2024-05-06\n", []doc{{one, "content/a.md", "关于甲的通知"}},
			[]told{{Kind: ledger.Restored, Number: one, Line: 2, Path: "content/a.md"}}},
		{"renumbered", rowOne, []doc{{two, "content/a.md", "关于甲的通知"}},
			[]told{{Kind: ledger.Renumbered, Number: one, Line: 2, Path: "content/a.md"}, {Kind: ledger.Unrecorded, Number: two, Path: "content/a.md"}}},
		{"issued by two branches", rowOne + one + ",content/b.md,乙,2024-01-03,\n", []doc{{one, "content/a.md", "关于甲的通知"}, {one, "content/b.md", "乙"}},
			[]told{{Kind: ledger.DoubleIssued, Number: one, Line: 3, Path: "content/b.md", Other: "content/a.md"}}},
		{"issued by two branches under one title", rowOne + one + ",content/b.md,关于甲的通知,2024-01-03,\n",
			[]doc{{one, "content/a.md", "关于甲的通知"}, {one, "content/b.md", "关于甲的通知"}},
			[]told{{Kind: ledger.DoubleIssued, Number: one, Line: 2, Path: "content/a.md", Other: "content/b.md"}}},
		{"second of two branches renumbered", rowOne + one + ",content/b.md,乙,2024-01-03,\n" + three + ",content/b.md,乙,2024-01-04,\n",
			[]doc{{one, "content/a.md", "关于甲的通知"}, {three, "content/b.md", "乙"}},
			[]told{{Kind: ledger.Renumbered, Number: one, Line: 3, Path: "content/b.md"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l, _ := ledger.Read([]byte(header + test.rows))
			var got []told
			for _, d := range ledger.Compare(l, test.docs) {
				got = append(got, told{d.Kind, d.Number, d.Row.Line, d.Doc.Path, d.Other.Path})
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("differences (-want +got):\n%s", diff)
			}
			reversed := slices.Clone(test.docs)
			slices.Reverse(reversed)
			if diff := cmp.Diff(ledger.Compare(l, test.docs), ledger.Compare(l, reversed)); diff != "" {
				t.Errorf("another order of documents makes another answer:\n%s", diff)
			}
		})
	}
}

// TestRecordSettles: what can be recorded is agreed afterwards, and what
// cannot stays.
func TestRecordSettles(t *testing.T) {
	root := openRoot(t)
	start := []ledger.Row{
		{Number: "010897245/2024-00001", Path: "content/1.md", Title: "一", Date: "2024-01-02"},
		{Number: "010897245/2024-00002", Path: "content/2.md", Title: "二", Date: "2024-01-02"},
		{Number: "010897245/2024-00003", Path: "content/3.md", Title: "三", Date: "2024-01-02"},
		{Number: "010897245/2024-00004", Path: "content/4.md", Title: "四", Date: "2024-01-02", Removed: "2024-02-03"},
		{Number: "010897245/2024-00005", Path: "content/5.md", Title: "五", Date: "2024-01-02"},
		{Number: "010897245/2024-00006", Path: "content/6.md", Title: "六", Date: "2024-01-02"},
	}
	docs := []ledger.Carried{
		{Number: "010897245/2024-00001", Path: "content/moved.md", Title: "一"},
		{Number: "010897245/2024-00002", Path: "content/2.md", Title: "二，改了题"},
		{Number: "010897245/2024-00004", Path: "content/4.md", Title: "四"},
		{Number: "010897245/2024-00055", Path: "content/5.md", Title: "五"},
		{Number: "010897245/2024-00006", Path: "content/9.md", Title: "九"},
	}
	if err := ledger.Append(root, start); err != nil {
		t.Fatal(err)
	}
	var kinds []ledger.Kind
	err := ledger.Update(root, func(l *ledger.Ledger) (rows []ledger.Row, err error) {
		for _, d := range ledger.Compare(l, docs) {
			kinds = append(kinds, d.Kind)
			if row, ok := d.Record("2024-06-07"); ok {
				rows = append(rows, row)
			}
		}
		return rows, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []ledger.Kind{ledger.Moved, ledger.Retitled, ledger.Gone, ledger.Restored, ledger.Renumbered, ledger.Reassigned, ledger.Unrecorded}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Fatalf("kinds (-want +got):\n%s", diff)
	}
	wantRows := append(start,
		ledger.Row{Number: "010897245/2024-00001", Path: "content/moved.md", Title: "一", Date: "2024-01-02"},
		ledger.Row{Number: "010897245/2024-00002", Path: "content/2.md", Title: "二，改了题", Date: "2024-01-02"},
		ledger.Row{Number: "010897245/2024-00003", Path: "content/3.md", Title: "三", Date: "2024-01-02", Removed: "2024-06-07"},
		ledger.Row{Number: "010897245/2024-00004", Path: "content/4.md", Title: "四", Date: "2024-01-02"},
		ledger.Row{Number: "010897245/2024-00005", Path: "content/5.md", Title: "五", Date: "2024-01-02", Removed: "2024-06-07"},
		ledger.Row{Number: "010897245/2024-00055", Path: "content/5.md", Title: "五", Date: "2024-06-07"},
	)
	l := readRoot(t, root)
	if diff := cmp.Diff(wantRows, l.Rows(), ignoreLine); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	rest := ledger.Compare(l, docs)
	if len(rest) != 1 || rest[0].Kind != ledger.Reassigned {
		t.Errorf("left after recording: %+v", rest)
	}
}

// BenchmarkCompare reads a ledger of 100,000 numbers and compares it with as
// many documents.
func BenchmarkCompare(b *testing.B) {
	var data strings.Builder
	data.WriteString(header)
	docs := make([]ledger.Carried, 100_000)
	for i := range docs {
		docs[i] = ledger.Carried{Number: number.MakeIndex("010897245", 2024, i+1).String(), Path: fmt.Sprintf("content/政策/%d.md", i), Title: fmt.Sprintf("关于第%d件事的通知", i)}
		fmt.Fprintf(&data, "%s,%s,%s,2024-01-02,\n", docs[i].Number, docs[i].Path, docs[i].Title)
	}
	for b.Loop() {
		l, _ := ledger.Read([]byte(data.String()))
		if differences := ledger.Compare(l, docs); differences != nil {
			b.Fatal(len(differences))
		}
	}
}
