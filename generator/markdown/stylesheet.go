package markdown

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// A colour is one row of the palette: the tokens it is for, by chroma's own
// short class, and a colour variable of the site's style sheet. Those hold
// 7:1 and more against --paper-2 in light, dark and high contrast.
type colour struct {
	class    string
	variable string
	types    []chroma.TokenType // categories first: Keyword stands for all of its kind
	extra    string             // another declaration
}

var palette = []colour{
	{class: "k", variable: "--red", types: []chroma.TokenType{chroma.Keyword, chroma.OperatorWord}},
	{class: "s", variable: "--green", types: []chroma.TokenType{chroma.LiteralString, chroma.GenericInserted}},
	{class: "m", variable: "--ochre", types: []chroma.TokenType{chroma.LiteralNumber, chroma.LiteralDate}},
	{class: "c", variable: "--ink-2", types: []chroma.TokenType{chroma.Comment}, extra: "font-style: italic;"},
	{class: "nt", variable: "--blue", types: []chroma.TokenType{chroma.NameTag, chroma.NameProperty, chroma.NameFunction, chroma.NameClass, chroma.GenericHeading, chroma.GenericSubheading}},
	{class: "na", variable: "--visited", types: []chroma.TokenType{chroma.NameAttribute, chroma.NameBuiltin, chroma.NameDecorator, chroma.NameVariable, chroma.NameConstant}},
	{class: "gd", variable: "--red", types: []chroma.TokenType{chroma.GenericDeleted}, extra: "text-decoration: line-through;"},
}

// tokenClass is the class of a token, "" for one that keeps the colour of text.
func tokenClass(t chroma.TokenType) string {
	for _, of := range []chroma.TokenType{t, t.SubCategory(), t.Category()} {
		for i := range palette {
			for _, listed := range palette[i].types {
				if listed == of {
					return palette[i].class
				}
			}
		}
	}
	return ""
}

// StyleSheet is the CSS of coloured code, in the colour variables of the
// site's own style sheet (--ink-2, --paper-2, --line, --red, --green, --blue,
// --ochre, --visited), so that dark, high contrast and print follow by
// themselves.
func StyleSheet() string {
	var b strings.Builder
	b.WriteString(".chroma { overflow-x: auto; padding: .75em 1em; background: var(--paper-2); border: 1px solid var(--line); line-height: 1.6; text-align: left; }\n")
	b.WriteString(".chroma code { font-family: ui-monospace, Consolas, Menlo, monospace; font-size: .875em; color: inherit; tab-size: 4; }\n")
	for _, c := range palette {
		b.WriteString(".chroma ." + c.class + " { color: var(" + c.variable + ");")
		if c.extra != "" {
			b.WriteString(" " + c.extra)
		}
		b.WriteString(" }\n")
	}
	return b.String()
}
