// Package schema writes the JSON Schema of the front matter, for editors'
// programs that complete and check while one types.
//
// It takes the table of fields and gives one document (JSON Schema 2020-12).
// It must not know sites or documents: what depends on a site's configuration
// (agencies, sections, themes of its own) is plain text here. The one
// invariant: front matter that the parser takes without a finding is valid, if
// names and words are written as the table has them (the parser also takes
// them with other spaces, width and case, and a list of one for one value).
package schema

import (
	"encoding/json"

	"gongkai/generator/field"
)

type node = map[string]any

// Write gives the schema as indented JSON. Every name a field may be written
// by is a property; the label comes with the description an editor shows.
func Write() []byte {
	root := scope(0)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "gongkai 文件元数据"
	root["allOf"] = append(root["allOf"].([]any), conditions()...)
	data, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic("schema: " + err.Error()) // maps of plain values
	}
	return append(data, '\n')
}

// scope describes the fields of the document, or of a group.
func scope(group field.ID) node {
	rows := field.All()
	if group != 0 {
		rows = field.Members(group)
	}
	properties, all := node{}, []any{}
	for _, row := range rows {
		for _, name := range names(row) {
			properties[name] = value(row)
		}
		if row.Required(field.Every) {
			all = append(all, oneOf(row))
		}
	}
	return node{"type": "object", "properties": properties, "additionalProperties": false, "allOf": all}
}

func names(row *field.Row) []string {
	return append([]string{row.Label, row.Key}, row.Aliases...)
}

// oneOf wants a field under any of its names.
func oneOf(row *field.Row) node {
	var any []any
	for _, name := range names(row) {
		any = append(any, node{"required": []string{name}})
	}
	return node{"anyOf": any}
}

// conditions want what only some kinds must have.
func conditions() []any {
	var out []any
	for _, kind := range field.Kinds() {
		var wanted []any
		for _, row := range field.All() {
			if row.Required(kind) && !row.Required(field.Every) {
				wanted = append(wanted, oneOf(row))
			}
		}
		if len(wanted) == 0 {
			continue
		}
		var when []any
		for _, name := range names(field.Of(field.KindOf)) {
			k := kind.Row()
			when = append(when, node{"required": []string{name}, "properties": node{name: node{"enum": append([]string{k.Label, k.Key}, k.Aliases...)}}})
		}
		out = append(out, node{"if": node{"anyOf": when}, "then": node{"allOf": wanted}})
	}
	return out
}

// value describes a field's value by its type. An empty value is as if the
// field were absent.
func value(row *field.Row) node {
	n := forms(row)
	n["description"] = row.Note
	n["examples"] = []string{row.Example}
	return n
}

var (
	text    = []string{"string", "number", "null"}
	datePat = `^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?`
)

func forms(row *field.Row) node {
	switch row.Type {
	case field.Word:
		return node{"enum": append(words(row.Vocabulary), nil)}
	case field.Words:
		word := node{"enum": words(row.Vocabulary)}
		return node{"anyOf": []any{node{"type": []string{"string", "null"}}, node{"type": "array", "items": word}}}
	case field.Date, field.Day:
		return node{"type": []string{"string", "null"}, "pattern": datePat}
	case field.Years:
		return node{"anyOf": []any{node{"type": "integer", "minimum": 1, "maximum": 100}, node{"type": []string{"string", "null"}}}}
	case field.Flag:
		return node{"enum": []any{true, false, "true", "false", "是", "否", "yes", "no", nil}}
	case field.Texts, field.Agencies, field.References:
		return node{"anyOf": []any{node{"type": text}, node{"type": "array", "items": node{"type": text}}}}
	case field.Record:
		return node{"anyOf": []any{scope(row.ID), node{"type": "null"}}}
	case field.Records:
		return node{"anyOf": []any{scope(row.ID), node{"type": []string{"string", "null"}}, node{"type": "array", "items": node{"anyOf": []any{scope(row.ID), node{"type": "string"}}}}}}
	}
	return node{"type": text}
}

func words(v field.Vocabulary) []any {
	var out []any
	for _, t := range v {
		out = append(out, t.Label, t.Key)
		for _, a := range t.Aliases {
			out = append(out, a)
		}
	}
	return out
}
