package memo

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/diag"
)

var positions = rapid.Custom(func(t *rapid.T) diag.Position {
	return diag.Position{File: rapid.String().Draw(t, "file"), Line: rapid.IntRange(-1, 1<<40).Draw(t, "line"), Column: rapid.Int().Draw(t, "column")}
})

var findings = rapid.Custom(func(t *rapid.T) diag.Finding {
	word := rapid.SampledFrom([]string{"", "甲", "乙\x00", "content/a.md"})
	f := diag.Finding{Position: positions.Draw(t, "at"), Code: diag.Code(word.Draw(t, "code")), Severity: diag.Severity(rapid.IntRange(0, 2).Draw(t, "severity")),
		Width: rapid.IntRange(0, 100).Draw(t, "width"), Field: word.Draw(t, "field"), Message: rapid.String().Draw(t, "message"), Hint: word.Draw(t, "hint")}
	for range rapid.IntRange(0, 2).Draw(t, "notes") {
		f.Notes = append(f.Notes, diag.Note{Position: positions.Draw(t, "noted"), Message: word.Draw(t, "note")})
	}
	return f
})

// What was written comes back, in order.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list diag.List
		for range rapid.IntRange(0, 4).Draw(t, "findings") {
			list.Add(findings.Draw(t, "finding"))
		}
		number, sum, flag, text := rapid.Int64().Draw(t, "number"), rapid.Uint64().Draw(t, "sum"), rapid.Bool().Draw(t, "flag"), rapid.String().Draw(t, "text")
		var w Writer
		w.Text("left over")
		w.Reset()
		w.Number(number)
		w.Sum(sum)
		w.Findings(list)
		w.Text(text)
		w.Flag(flag)
		w.Text(text)
		w.Record(text)
		r := NewReader(string(w.Bytes()))
		if r.Number() != number || r.Sum() != sum {
			t.Fatal("numbers differ")
		}
		if diff := cmp.Diff(list, r.Findings()); diff != "" {
			t.Fatalf("findings (-want +got):\n%s", diff)
		}
		if r.Text() != text || r.Flag() != flag || r.Text() != text || r.Record() != text || !r.End() {
			t.Fatal("texts differ")
		}
	})
}

// Bytes from elsewhere are refused, never believed, and never make it panic.
func FuzzReader(f *testing.F) {
	var w Writer
	w.Findings(diag.List{{Position: diag.Position{File: "a", Line: 1}, Code: "X", Message: "m", Notes: []diag.Note{{Message: "n"}}}})
	f.Add(string(w.Bytes()))
	f.Add("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f")
	f.Fuzz(func(t *testing.T, data string) {
		r := NewReader(data)
		list := r.Findings()
		_, _, _, _ = r.Text(), r.Flag(), r.Sum(), r.Count()
		if r.Err() != nil && r.End() {
			t.Error("broken and whole at once")
		}
		if len(list) > len(data) {
			t.Errorf("%d findings of %d bytes", len(list), len(data))
		}
	})
}
