package document

import (
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/memo"
	"gongkai/generator/number"
	"gongkai/generator/source"
	"gongkai/generator/workday"
)

func again(t *testing.T, d *Document, list diag.List, c *config.Config) (*Document, diag.List) {
	t.Helper()
	var w memo.Writer
	Remember(&w, d, list, c)
	got, findings, err := Recall(memo.NewReader(string(w.Bytes())), c)
	if err != nil {
		t.Fatal(err)
	}
	return got, findings
}

// Every member of a Document and of what it holds comes back: a new one that
// Remember forgets makes this fail.
func TestRememberEverything(t *testing.T) {
	c, _ := config.Parse([]byte(siteConfig))
	d := new(Document)
	n := 0
	fill(reflect.ValueOf(d).Elem(), &n, 0)
	d.Index, d.Number = number.ParseIndex("010897245/2021-58637"), number.ParseDocument("武司办〔2021〕15号")
	d.setKeys()
	d.Values = consistent(d.Values)
	d.Agencies, d.Section = []*config.Agency{&c.Agencies[1], &c.Agencies[0]}, &c.Sections[3]
	got, _ := again(t, d, nil, c)
	if !reflect.DeepEqual(got, d) {
		t.Errorf("got  %+v\nwant %+v", got, d)
	}
}

// consistent makes of filled values those of a single value, a list and groups,
// as far as they were filled.
func consistent(v Values) Values {
	if len(v.slots) == 0 {
		return Values{file: v.file}
	}
	for i := range v.more.groups {
		v.more.groups[i] = consistent(v.more.groups[i])
	}
	single, list, groups := v.slots[0], v.slots[1], v.slots[1]
	single.count = 0
	list.number, list.count, list.text = 0, int32(len(v.more.items)), ""
	groups.number, groups.count, groups.text = 0, -int32(len(v.more.groups)), ""
	v.slots = slices.DeleteFunc([]slot{single, list, groups}, func(s slot) bool { return s.count == 0 && s.text == "" })
	return v
}

// fill gives every member a value of its own, lists two.
func fill(v reflect.Value, n *int, depth int) {
	*n++
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(true)
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *n))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(*n%120 + 1))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(*n%120 + 1))
	case reflect.Struct:
		for i := range v.NumField() {
			member := v.Field(i)
			fill(reflect.NewAt(member.Type(), unsafe.Pointer(member.UnsafeAddr())).Elem(), n, depth+1)
		}
	case reflect.Pointer:
		if v.Type() != reflect.TypeFor[*config.Section]() {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), n, depth+1)
		}
	case reflect.Slice:
		if depth > 8 || v.Type().Elem().Kind() == reflect.Pointer {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i), n, depth+1)
		}
	}
}

// What New makes of the sample's documents comes back as it was.
func TestRecallSample(t *testing.T) {
	site := os.DirFS("../..")
	text, err := fs.ReadFile(site, config.File)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := config.Parse(text)
	tree, err := source.Walk(site)
	if err != nil {
		t.Fatal(err)
	}
	env := Env{Config: c, Calendar: workday.Default(), Tree: tree, Files: site}
	for _, p := range tree.Documents {
		data, err := fs.ReadFile(site, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, data := range [][]byte{data, data[:len(data)/2], append([]byte("---\n草稿: true\n"), data[4:]...)} {
			d, list := New(p, data, env)
			got, findings := again(t, d, list, c)
			if !reflect.DeepEqual(got, d) {
				t.Errorf("%s:\ngot  %+v\nwant %+v", p, got, d)
			}
			if len(findings) != len(list) || len(list) > 0 && !reflect.DeepEqual(findings, list) {
				t.Errorf("%s: findings\ngot  %+v\nwant %+v", p, findings, list)
			}
		}
	}
}

// Bytes that Remember did not make are refused.
func FuzzRecall(f *testing.F) {
	c, _ := config.Parse([]byte(siteConfig))
	d, list := New(docPath, []byte("---\n"+front("附件: a.pdf")+"---\n根据武司办〔2021〕15号，[见](b.md)。\n"), Env{Config: c, Calendar: workday.Default()})
	var w memo.Writer
	Remember(&w, d, list, c)
	f.Add(string(w.Bytes()))
	f.Fuzz(func(t *testing.T, data string) {
		if d, _, err := Recall(memo.NewReader(data), c); err != nil && d != nil {
			t.Error("a broken memo gave a document")
		}
	})
}
