package field

import (
	"regexp"
	"strings"
	"testing"
)

var keyForm = regexp.MustCompile(`^[a-z][a-z0-9]*([_-][a-z0-9]+)*$`)

// TestTable proves the table of fields sound: every cell that must be filled
// is, and no name is used twice in a scope.
func TestTable(t *testing.T) {
	names := map[ID]map[string]string{}
	for i, r := range table {
		if int(r.ID) != i+1 {
			t.Errorf("row %d has the ID %d: rows stand in the order of the constants", i+1, r.ID)
		}
		for cell, value := range map[string]string{"key": r.Key, "label": r.Label, "example": r.Example, "note": r.Note} {
			if value == "" || value != strings.TrimSpace(value) {
				t.Errorf("row %s: %s is %q", r.Key, cell, value)
			}
		}
		if !keyForm.MatchString(r.Key) {
			t.Errorf("row %s: not a key", r.Key)
		}
		if r.Type < Text || r.Type > Records {
			t.Errorf("row %s: no type %d", r.Key, r.Type)
		}
		if (r.Type == Word || r.Type == Words) != (len(r.Vocabulary) > 0) {
			t.Errorf("row %s: type and vocabulary do not agree", r.Key)
		}
		if group := r.Type == Record || r.Type == Records; group != (len(Members(r.ID)) > 0) {
			t.Errorf("row %s: %d members for type %d", r.Key, len(Members(r.ID)), r.Type)
		}
		if r.In != 0 && (Of(r.In).In != 0 || r.Shown != Nowhere) {
			t.Errorf("row %s: a member of a group is shown by its group, and groups are not nested", r.Key)
		}
		for _, k := range append(append([]Kind{}, r.Need...), r.For...) {
			if k != Every && (k == 0 || int(k) > len(kinds)) {
				t.Errorf("row %s: no kind %d", r.Key, k)
			}
		}
		if names[r.In] == nil {
			names[r.In] = map[string]string{}
		}
		for _, n := range append([]string{r.Key, r.Label}, r.Aliases...) {
			if first, twice := names[r.In][fold(n)]; twice {
				t.Errorf("row %s: the name %s is that of %s", r.Key, n, first)
			}
			names[r.In][fold(n)] = r.Key
			if found, ok := Lookup(r.In, n); !ok || found.ID != r.ID {
				t.Errorf("row %s is not found as %s", r.Key, n)
			}
			if IsSecret(n) {
				t.Errorf("row %s: %s must not be on a public page", r.Key, n)
			}
		}
	}
	if Draft != ID(len(table)) {
		t.Errorf("%d rows for %d constants", len(table), Draft)
	}
}

// TestVocabularies proves every word, key and alias to name one term.
func TestVocabularies(t *testing.T) {
	for _, r := range table {
		seen := map[string]string{}
		for _, term := range r.Vocabulary {
			if !keyForm.MatchString(term.Key) || term.Label == "" {
				t.Errorf("%s: term %q with key %q", r.Key, term.Label, term.Key)
			}
			own := map[string]bool{}
			for _, n := range append([]string{term.Key, term.Label}, term.Aliases...) {
				if first, twice := seen[fold(n)]; twice && !own[fold(n)] {
					t.Errorf("%s: %s names %s and %s", r.Key, n, first, term.Label)
				}
				seen[fold(n)], own[fold(n)] = term.Label, true
				if found, ok := r.Vocabulary.Lookup(n); !ok || found.Label != term.Label {
					t.Errorf("%s: %s is read as %q", r.Key, n, found.Label)
				}
			}
		}
		if r.Type == Word || r.Type == Words {
			if _, ok := r.Vocabulary.Lookup(r.Example); !ok {
				t.Errorf("%s: the example %s is not in the vocabulary", r.Key, r.Example)
			}
		}
	}
}

func TestKinds(t *testing.T) {
	if int(Other) != len(kinds) {
		t.Errorf("%d rows for %d kinds", len(kinds), Other)
	}
	want := "规章 规范性文件 政策文件 政策解读 建议提案答复 工作报告 新闻发布会 重大行政决策 清单 公告公示 机构职能 公开指南 公开制度 公开年报 依申请公开 其他"
	var got []string
	for i, k := range Kinds() {
		row := k.Row()
		got = append(got, row.Label)
		if int(row.Kind) != i+1 || !keyForm.MatchString(row.Key) || row.Section == "" || row.Type == "" || row.Schema == "" {
			t.Errorf("kind %s has an empty cell: %+v", row.Label, *row)
		}
		if _, ok := genres.Lookup(row.Genre); !ok {
			t.Errorf("kind %s: no genre %s", row.Label, row.Genre)
		}
		for _, n := range append([]string{row.Key, row.Label}, row.Aliases...) {
			if found, ok := LookupKind(n); !ok || found != k {
				t.Errorf("kind %s is not found as %s", row.Label, n)
			}
		}
	}
	if strings.Join(got, " ") != want {
		t.Errorf("kinds %s, want %s", got, want)
	}
	for _, label := range []string{"规章", "规范性文件"} {
		if k, _ := LookupKind(label); !k.Row().Interprets || !k.Row().Lapses {
			t.Errorf("%s needs an interpretation and has a validity", label)
		}
	}
}

// TestNames takes names as they are laid out in real pages.
func TestNames(t *testing.T) {
	for name, want := range map[string]ID{"索 引 号": Number, "索　引　号": Number, "标题:": Title, "标题：": Title, "TITLE": Title, "ＴＩＴＬＥ": Title, " 文 号 ": Document, "发文机关": Agency, "主题导航": ThemeOf, "有效期至": Expires} {
		if row, ok := Lookup(0, name); !ok || row.ID != want {
			t.Errorf("%q is not read as %s", name, Of(want).Label)
		}
	}
	if row, ok := Lookup(Attachments, "标题"); !ok || row.ID != AttachmentTitle {
		t.Error("a group has names of its own")
	}
	for _, name := range []string{"", "密级", "标题党"} {
		if row, ok := Lookup(0, name); ok {
			t.Errorf("%q is read as %s", name, row.Label)
		}
	}
	for _, name := range []string{"密级", "密 级", "份号：", "密级和保密期限"} {
		if !IsSecret(name) {
			t.Errorf("%s is not secret", name)
		}
	}
}

// TestThemes proves the classification to be that of the State Council's
// library: 22 themes, no name twice, none that cannot be written "一级/二级".
func TestThemes(t *testing.T) {
	if len(Themes) != 22 || Themes[15].Label != "公安、安全、司法" || Themes[21].Label != "其他" {
		t.Errorf("%d themes, the 16th %s, the last %s", len(Themes), Themes[15].Label, Themes[len(Themes)-1].Label)
	}
	seen := map[string]bool{}
	for _, top := range Themes {
		if seen[top.Label] || strings.ContainsAny(top.Label, `/\／`) {
			t.Errorf("theme %q", top.Label)
		}
		seen[top.Label] = true
		second := map[string]bool{}
		for _, s := range top.Second {
			if second[s] || s == "" || strings.ContainsAny(s, `/\／`) {
				t.Errorf("theme %s/%q", top.Label, s)
			}
			second[s] = true
		}
	}
}

// TestNeed holds the obligations of the interface.
func TestNeed(t *testing.T) {
	want := map[ID]string{Title: "*", KindOf: "*", Number: "*", Agency: "*", ThemeOf: "*", Published: "*", Openness: "*", Interprets: "政策解读", Proposal: "建议提案答复"}
	for _, row := range All() {
		got := ""
		switch {
		case row.Required(Every):
			got = "*"
		case len(row.Need) > 0:
			for _, k := range row.Need {
				got += k.Label()
			}
		}
		if got != want[row.ID] {
			t.Errorf("%s is needed by %q, want %q", row.Label, got, want[row.ID])
		}
		for _, k := range Kinds() {
			if row.Required(k) && !row.Offered(k) {
				t.Errorf("%s is needed by %s but not offered", row.Label, k.Label())
			}
		}
	}
}
