package page

import (
	"bytes"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"gongkai/generator/stencil"
	"gongkai/layouts"
)

// hostile are texts that would do harm if they were written as they are.
var hostile = []string{"", "text", "<script>alert(1)</script>", `"onload="x`, "'", "&amp;+", "javascript:alert(1)", "JAVASCRIPT&colon;x", "https://a/?a=1&b=2#c",
	"../中文/", "%zz%20", "mailto:a@b", "a:b/c:d", "/x y", "\x00\xff", "]]>--><!--", "</script>", "\u2028", "#ZgotmplZ", "{{.}}", "`${x}`"}

// fill gives a view values drawn from hostile texts.
func fill(t *rapid.T, v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.SampledFrom(hostile).Draw(t, "text"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "flag"))
	case reflect.Int:
		v.SetInt(int64(rapid.IntRange(-1, 12).Draw(t, "number")))
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(t, v.Field(i), depth+1)
			}
		}
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*Chrome]() || rapid.Bool().Draw(t, "there") {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem(), depth+1)
		}
	case reflect.Slice:
		if depth < 9 {
			v.Set(reflect.MakeSlice(v.Type(), rapid.IntRange(0, 2).Draw(t, "count"), 2))
			for i := range v.Len() {
				fill(t, v.Index(i), depth+1)
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(t, v.Index(i), depth+1)
		}
	case reflect.Interface:
		if rapid.Bool().Draw(t, "there") {
			v.Set(reflect.ValueOf(map[string]any{"name": rapid.SampledFrom(hostile).Draw(t, "value"), "list": []int{1}}))
		}
	}
}

// A page is, byte for byte, what html/template makes of its view, whatever the
// view holds; and every built-in page is compiled.
func TestStencils(t *testing.T) {
	r, err := New(layouts.Over(nil))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range views() {
		if r.stencils[v.template()] == nil {
			_, err := stencil.New(r.pages[v.template()], "base", reflect.TypeOf(v))
			t.Fatalf("%s is not compiled: %v", v.template(), err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.SampledFrom(views()).Draw(t, "view")
		fill(t, reflect.ValueOf(v).Elem(), 0)
		var want bytes.Buffer
		if err := r.pages[v.template()].ExecuteTemplate(&want, "base", v); err != nil {
			t.Fatal(err)
		}
		got, err := r.Render(v)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want.Bytes()) {
			i := 0
			for i < min(len(got), want.Len()) && got[i] == want.Bytes()[i] {
				i++
			}
			t.Fatalf("%s differs at %d:\ngot  %.200q\nwant %.200q", v.template(), i, got[i:], want.Bytes()[i:])
		}
	})
}
