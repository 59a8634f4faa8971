package config

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"gongkai/generator/diag"
)

// positions finds where each key stands: "site.name", "agency.0.code".
// A file with a syntax error gives what stands before it.
func positions(data []byte) map[string]diag.Position {
	out := map[string]diag.Position{}
	count := map[string]int{}
	prefix := ""
	p := unstable.Parser{}
	p.Reset(data)
	for p.NextExpression() {
		e := p.Expression()
		names, at := keyOf(&p, e)
		switch e.Kind {
		case unstable.Table:
			prefix = names + "."
			out[names] = at
		case unstable.ArrayTable:
			prefix = names + "." + strconv.Itoa(count[names]) + "."
			out[strings.TrimSuffix(prefix, ".")] = at
			count[names]++
		case unstable.KeyValue:
			out[prefix+names] = at
		}
	}
	return out
}

func keyOf(p *unstable.Parser, e *unstable.Node) (string, diag.Position) {
	var names []string
	var at diag.Position
	for it := e.Key(); it.Next(); {
		node := it.Node()
		if at.Line == 0 {
			start := p.Shape(node.Raw).Start
			at = diag.Position{File: File, Line: start.Line, Column: start.Column}
		}
		names = append(names, string(node.Data))
	}
	return strings.Join(names, "."), at
}

// keys gives every key the configuration knows, for the hint at a misspelt one.
func keys() []string {
	var out []string
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		for t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			return
		}
		for i := range t.NumField() {
			if tag := t.Field(i).Tag.Get("toml"); tag != "" && tag != "-" {
				out = append(out, tag)
				walk(t.Field(i).Type)
			}
		}
	}
	walk(reflect.TypeFor[Config]())
	return out
}
