package browser

import (
	"slices"
	"strings"
	"testing"
)

// These pages have planted faults: each must be noticed, or the tests of the
// site prove nothing.

func TestPlantedComplaintsAreNoticed(t *testing.T) {
	s := opened(t)
	b := openTab(t, s.browser, s.faulty.base)
	for _, c := range []struct {
		path string
		want []string
	}{
		{"", nil},
		{"script.html", []string{"planted complaint", "planted exception", "status 404"}},
		{"policy.html", []string{"inline style", "inline script", "elsewhere.invalid"}},
	} {
		t.Run(c.path, func(t *testing.T) {
			v, err := b.visit(page{path: c.path})
			if err != nil {
				t.Fatal(err)
			}
			all := strings.Join(v.problems, "\n")
			for _, want := range c.want {
				if !strings.Contains(all, want) {
					t.Errorf("problems do not tell %q:\n%s", want, all)
				}
			}
			if len(c.want) == 0 && all != "" {
				t.Errorf("a page without faults: %s", all)
			}
		})
	}
}

func TestPlantedMarkupIsNoticed(t *testing.T) {
	s := opened(t)
	b := openTab(t, s.browser, s.faulty.base)
	v, err := b.visit(page{path: "markup.html"})
	if err != nil {
		t.Fatal(err)
	}
	if f := v.facts; len(f.Headings) != 2 || f.Lang != "" || len(f.ImagesBare) != 1 || !slices.Equal(f.Repeated, []string{"a"}) {
		t.Errorf("facts: %+v", f)
	}
	for _, width := range widths {
		if !strings.Contains(v.overflow[width], `class="wide"`) {
			t.Errorf("overflow at %d px: %q, want the wide element", width, v.overflow[width])
		}
	}
	home, err := b.visit(page{path: ""})
	if err != nil {
		t.Fatal(err)
	}
	if len(home.overflow) != 0 {
		t.Errorf("overflow of a page without faults: %v", home.overflow)
	}
	var problems []string
	for _, link := range v.facts.Links {
		if problem := s.faulty.linkProblem(link, map[string]visit{"": home}); problem != "" {
			problems = append(problems, problem)
		}
	}
	if len(problems) != 3 {
		t.Errorf("link problems: %q, want three", problems)
	}
}

func TestPlantedBarriersAreNoticed(t *testing.T) {
	s := opened(t)
	source := axe(t)
	b := openTab(t, s.browser, s.faulty.base)
	if err := b.open("markup.html", 1280); err != nil {
		t.Fatal(err)
	}
	violations, err := b.examine(source)
	if err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, v := range violations {
		rules = append(rules, v.ID)
	}
	for _, want := range []string{"color-contrast", "html-has-lang", "image-alt", "landmark-one-main"} {
		if !slices.Contains(rules, want) {
			t.Errorf("axe does not tell %s, only %v", want, rules)
		}
	}
}

func TestPlantedInvalidHTMLIsNoticed(t *testing.T) {
	s := opened(t)
	faults, err := openValidator(t, s).faults(s.faulty.files, "markup.html")
	if err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, f := range faults {
		rules = append(rules, f.RuleID)
	}
	for _, want := range []string{"no-dup-id", "no-inline-style", "wcag/h37"} {
		if !slices.Contains(rules, want) {
			t.Errorf("html-validate does not tell %s, only %v", want, rules)
		}
	}
}

func TestPlantedScriptLinkIsNoticed(t *testing.T) {
	s := opened(t)
	b := openTab(t, s.browser, s.faulty.base)
	with, err := b.read("script.html", true)
	if err != nil {
		t.Fatal(err)
	}
	without, err := b.read("script.html", false)
	if err != nil {
		t.Fatal(err)
	}
	if len(with.Links) != 1 || len(without.Links) != 0 {
		t.Errorf("links with script %q, without %q; want one and none", with.Links, without.Links)
	}
}
