package diag

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden file anew")

// TestPrint shows findings as an editor sees them on a terminal with a Chinese
// font: a wide character, a full-width mark and a quotation mark take two
// cells.
func TestPrint(t *testing.T) {
	const file = "content/答复/2021-t083.md"
	text := "\ufeff---\r\n标题: 关于“停水”的公告\r\n发布日期: 2024-13-01\r\nabc\tdef\r\n" + strings.Repeat("长", 70) + "错误" + strings.Repeat("长", 70) + "\r\n\x1b[31m红\u009b色\r\n"
	at := func(line, column int) Position { return Position{file, line, column} }
	list := List{
		New(DateWrong, at(3, 7), "发布日期“%s”不是有效日期", "2024-13-01").On("发布日期", 10).Hinted("应写作 2024-01-13 这样的格式"),
		New(Unfinished, at(2, 7), "标题里有“停水”").On("标题", 4).Noted(at(1, 1), "第一次%s", "在这里"),
		New(ValueUnknown, at(4, 5), "制表符之后").On("", 3),
		New(Boilerplate, at(5, 71), "在长行的中间").On("", 2),
		New(ThemeUnknown, at(6, 5), "控制字符\x1b[31m不打印\u009b").On("", 2),
		New(LabelEmpty, at(2, 99), "行尾之后").On("", 3),
		New(LinkBroken, at(99, 1), "文件已变短"),
		New(LedgerUnrecorded, Position{File: "index-ledger.csv"}, "没有行号"),
		New(ThemeOther, Position{}, "没有文件"),
		New(AttachmentWrong, Position{File: "没有.md", Line: 1, Column: 1}, "文件已不在").On("", 1),
		New(IdentityCard, at(3, 7), "这一行不能照抄").On("", 10),
	}
	var out bytes.Buffer
	source := func(name string) []byte {
		if name == file {
			return []byte(text)
		}
		return nil
	}
	if err := (Printer{To: &out, Source: source}).Print(list); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/print.txt")
	if *update {
		if err := os.WriteFile("testdata/print.txt", out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestManners leaves out what is only told when wanted, paints the head, and
// passes on the writer's error.
func TestManners(t *testing.T) {
	list := List{New(HeldBack, Position{File: "a.md", Line: 1}, "暂不公开"), New(NoTerm, Position{File: "a.md", Line: 1, Column: 2}, "没有有效期")}
	var out bytes.Buffer
	p := Printer{To: &out, Quiet: true, Paint: func(s Severity, text string) string { return "<" + s.String() + " " + text + ">" }}
	if err := p.Print(list); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "a.md:1:2: <warning 警告 VALID-03>: 没有有效期\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	p.To = broken{}
	if err := p.Print(list); err == nil {
		t.Error("the writer's error is lost")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("full") }

// TestManyOfOneCode prints twenty of a code and counts the rest.
func TestManyOfOneCode(t *testing.T) {
	var list List
	for i := range 25 {
		list.Add(New(NoTerm, Position{File: fmt.Sprintf("%02d.md", i)}, "没有有效期"))
	}
	list.Add(New(HeldBack, Position{File: "z.md"}, "暂不公开"))
	var out bytes.Buffer
	if err := (Printer{To: &out}).Print(list); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != ShownOfOneCode+2 || lines[ShownOfOneCode-1] != "19.md: 警告 VALID-03: 没有有效期" || lines[ShownOfOneCode+1] != "VALID-03 另有 5 处未逐条列出，用 --json 可看全部。" {
		t.Errorf("%d lines:\n%s", len(lines), out.String())
	}
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	list := List{New(DateWrong, Position{"content/a.md", 5, 7}, "发布日期“<b>”不是有效日期").On("发布日期", 3).Hinted("应写作 2024-01-13"), New(PublishedLate, Position{File: "content/b.md"}, "晚了")}
	if err := WriteJSON(&out, list); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "“<b>”") {
		t.Errorf("%s: letters are escaped", out.String())
	}
	var got []map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := []map[string]any{
		{"code": "DATE-01", "severity": "error", "file": "content/a.md", "line": 5.0, "column": 7.0, "field": "发布日期", "message": "发布日期“<b>”不是有效日期", "hint": "应写作 2024-01-13", "norm": ""},
		{"code": "DATE-02", "severity": "warning", "file": "content/b.md", "line": 0.0, "column": 0.0, "field": "", "message": "晚了", "hint": "", "norm": "《政府信息公开条例》第二十六条"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	out.Reset()
	if err := WriteJSON(&out, nil); err != nil || strings.TrimSpace(out.String()) != "[]" {
		t.Errorf("no finding is %q (%v), want an empty array", out.String(), err)
	}
}

func TestList(t *testing.T) {
	a1 := New(NoTerm, Position{"a.md", 2, 1}, "甲")
	a2 := New(NoTerm, Position{"a.md", 10, 1}, "乙")
	b := New(DateWrong, Position{"b.md", 1, 1}, "丙")
	held := New(HeldBack, Position{}, "丁")
	list := List{b, a2, a1, held, a1}
	if diff := cmp.Diff(List{held, a1, a2, b}, list.Sorted()); diff != "" {
		t.Errorf("sorted (-want +got):\n%s", diff)
	}
	if list.Count(Warning) != 3 || list.Count(Info) != 1 || !list.Failed() || list[1:].Failed() {
		t.Error("counted wrong")
	}
	strict := list.Strict()
	if strict.Count(Error) != 4 || strict.Count(Info) != 1 || list.Count(Error) != 1 {
		t.Errorf("strict has %d errors, the list %d; want 4 and 1", strict.Count(Error), list.Count(Error))
	}
	milder := list.Override(map[Code]Severity{NoTerm: Info, DateWrong: Warning})
	if milder.Count(Info) != 4 || milder.Count(Warning) != 1 || list.Count(Warning) != 3 {
		t.Errorf("overridden: %v", milder)
	}
}

func TestNoted(t *testing.T) {
	f := New(NoTerm, Position{}, "甲")
	one, two := f.Noted(Position{File: "1"}, "一"), f.Noted(Position{File: "2"}, "二")
	if len(f.Notes) != 0 || one.Notes[0].Message != "一" || two.Notes[0].Message != "二" {
		t.Error("a note was shared between findings")
	}
	percent, none := "100%", []any{}
	if got := New(NoTerm, Position{}, percent, none...).Hinted(percent, none...); got.Message != percent || got.Hint != percent {
		t.Errorf("a message without arguments is formatted: %s | %s", got.Message, got.Hint)
	}
	defer func() {
		if recover() == nil {
			t.Error("a code without a rule did not panic")
		}
	}()
	New("NONE-01", Position{}, "")
}

func TestSeverity(t *testing.T) {
	for _, s := range []Severity{Info, Warning, Error} {
		for _, word := range []string{s.String(), s.Label()} {
			if got, ok := ParseSeverity(word); !ok || got != s {
				t.Errorf("%s is read as %s", word, got)
			}
		}
	}
	if _, ok := ParseSeverity("fatal"); ok {
		t.Error("fatal is a severity")
	}
}

// TestRules proves the table of rules complete.
func TestRules(t *testing.T) {
	seen := map[Code]bool{}
	for _, r := range Rules() {
		if seen[r.Code] || r.Title == "" || r.Why == "" || strings.HasSuffix(r.Title, "。") {
			t.Errorf("rule %s: title %q, why %q", r.Code, r.Title, r.Why)
		}
		seen[r.Code] = true
		if got, ok := Lookup(r.Code); !ok || got != r {
			t.Errorf("rule %s is not found", r.Code)
		}
	}
	if _, ok := Lookup("DATE-99"); ok {
		t.Error("DATE-99 is a rule")
	}
	if wrong, right := Examples("../DATE-01"); wrong != nil || right != nil {
		t.Error("an example outside the folder")
	}
}

func TestNearest(t *testing.T) {
	labels := []string{"发布日期", "发布机构", "成文日期", "文号", "标题", "title", "index_number"}
	for word, want := range map[string]string{"发布曰期": "发布日期", "发布日": "发布日期", "日期发布": "", "文好": "文号", "tilte": "title", "indexnumber": "index_number", "index_nubmer": "index_number", "天气": "", "": "", "题": "标题"} {
		if got, _ := Nearest(word, labels); got != want {
			t.Errorf("nearest to %q is %q, want %q", word, got, want)
		}
	}
	names := []string{"示司发〔2021〕12号", "示司发〔2021〕1号", "示教发〔2021〕21号", "示司规〔2019〕2号"}
	if diff := cmp.Diff([]string{"示司发〔2021〕12号", "示司发〔2021〕1号"}, NearestSome("示司发〔2021〕21号", names, 2)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := NearestSome("甲", nil, 3); len(got) != 0 {
		t.Errorf("near to nothing: %v", got)
	}
}

// TestDistance proves the properties of a measure.
func TestDistance(t *testing.T) {
	word := rapid.SliceOfN(rapid.SampledFrom([]rune("甲乙丙丁")), 0, 6)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		d := distance(a, b)
		if d != distance(b, a) || (d == 0) != (string(a) == string(b)) || d > max(len(a), len(b)) || d < max(len(a)-len(b), len(b)-len(a)) {
			t.Errorf("distance of %q and %q is %d", string(a), string(b), d)
		}
	})
}
