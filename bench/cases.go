package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/bench/corpus"
)

// A tree is a site that is built again and again: our column, or Hugo's.
type tree struct {
	dir     string
	output  string
	cache   string // removed before a clean build; empty if there is none
	layout  string // the file of the site that stands for a changed layout
	builtIn string // what it holds before it is changed
	corpus.Summary
}

// A benchCase is a change, made before every run of the build that is measured.
// n counts the runs from 0.
type benchCase struct {
	name   string
	change func(t *tree, n int) error
}

// cases are in the order in which they are measured; those of one group take
// turns. The document that is added is the newest of all and shifts every list
// that it heads; it is the one that is removed again.
var cases = [][]benchCase{
	{{"clean", (*tree).wipe}},
	{{"unchanged", func(*tree, int) error { return nil }}},
	{{"changed", (*tree).edit}},
	{{"added", (*tree).add}, {"removed", (*tree).remove}},
	{{"layout", (*tree).relayout}},
}

func caseNames() (names []string) {
	for _, group := range cases {
		for _, c := range group {
			names = append(names, c.name)
		}
	}
	return names
}

// chooseCases gives the groups with a case of some names, and the clean build
// that all others follow.
func chooseCases(wanted []string) (chosen [][]benchCase, err error) {
	for _, w := range wanted {
		if !slices.Contains(caseNames(), w) {
			return nil, fmt.Errorf("--cases %s: there are only %s", w, strings.Join(caseNames(), ","))
		}
	}
	for i, group := range cases {
		if i == 0 || slices.ContainsFunc(group, func(c benchCase) bool { return slices.Contains(wanted, c.name) }) {
			chosen = append(chosen, group)
		}
	}
	return chosen, nil
}

// wipe removes all that was built.
func (t *tree) wipe(int) error {
	for _, dir := range []string{t.output, t.cache} {
		if dir == "" {
			continue
		}
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("remove what was built: %w", err)
		}
	}
	return nil
}

// edit adds a sentence to a document.
func (t *tree) edit(n int) error {
	f, err := os.OpenFile(t.content(t.Subject), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("edit a document: %w", err)
	}
	_, err = fmt.Fprintf(f, "\n%s\n", sentence(n))
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("edit a document: %w", err)
	}
	return nil
}

// sentence is what an edit adds.
func sentence(n int) string {
	return fmt.Sprintf("本文件于第%d次测量时增加这一句。", n+1)
}

func (t *tree) add(n int) error {
	place := t.Newest[n%len(t.Newest)]
	text, err := os.ReadFile(filepath.Join(t.dir, corpus.NewestDir, filepath.FromSlash(place.Path)))
	if err == nil {
		err = os.MkdirAll(filepath.Dir(t.content(place)), 0o755)
	}
	if err == nil {
		err = os.WriteFile(t.content(place), text, 0o644)
	}
	if err != nil {
		return fmt.Errorf("add a document: %w", err)
	}
	return nil
}

func (t *tree) remove(n int) error {
	if err := os.Remove(t.content(t.Newest[n%len(t.Newest)])); err != nil {
		return fmt.Errorf("remove a document: %w", err)
	}
	return nil
}

// relayout changes the layout that all pages share.
func (t *tree) relayout(n int) error {
	name := filepath.Join(t.dir, filepath.FromSlash(t.layout))
	text := strings.Replace(t.builtIn, "<body", fmt.Sprintf(`<body data-measured="%d"`, n+1), 1)
	if text == t.builtIn {
		return fmt.Errorf("change a layout: %s has no <body", t.layout)
	}
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = os.WriteFile(name, []byte(text), 0o644)
	}
	if err != nil {
		return fmt.Errorf("change a layout: %w", err)
	}
	return nil
}

func (t *tree) content(p corpus.Place) string {
	return filepath.Join(t.dir, "content", filepath.FromSlash(p.Path))
}
