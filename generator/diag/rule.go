package diag

import (
	"embed"
	"strings"

	"golang.org/x/tools/txtar"
)

// Code names a rule, such as DATE-01. Codes are never renumbered.
type Code string

// Rule is a row of the table of rules.
type Rule struct {
	Code     Code
	Severity Severity // as reported unless a site's [rules] say otherwise
	Title    string   // what the rule wants, one short sentence
	Why      string   // what happens otherwise, how it is judged
	Norm     string   // where the rule comes from; empty where it is the program's own
	Secret   bool     // the source line is not printed: it holds what must not spread, or cannot be shown
	Fixed    bool     // a site may not override the severity: the document cannot be read or placed otherwise
}

// Lookup finds a rule by its code.
func Lookup(code Code) (Rule, bool) {
	for _, r := range rules {
		if r.Code == code {
			return r, true
		}
	}
	return Rule{}, false
}

// Rules gives all rules in the order of the table.
func Rules() []Rule { return append([]Rule(nil), rules...) }

//go:embed examples
var examples embed.FS

// File is a file of an example.
type File struct{ Path, Text string }

// Example is a small site, or the part of one that matters: files that a rule
// finds wrong, or the same put right. They are laid over a site of examples
// that has no finding of its own: a table of config.toml ([site], [[agency]],
// [[section]] of a key) takes the place of the same table there, the rows of
// index-ledger.csv are added, other files are laid beside those it has.
type Example []File

// Examples gives what `explain` shows of a rule: files that provoke exactly
// this code, and files that do not.
func Examples(code Code) (wrong, right Example) {
	data, err := examples.ReadFile("examples/" + string(code) + ".txtar")
	if err != nil {
		return nil, nil
	}
	for _, f := range txtar.Parse(data).Files {
		side, path, _ := strings.Cut(f.Name, "/")
		file := File{path, string(f.Data)}
		if side == "wrong" {
			wrong = append(wrong, file)
		} else {
			right = append(right, file)
		}
	}
	return wrong, right
}
