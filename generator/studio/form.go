package studio

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/field"
	"gongkai/generator/source"
)

// form is the fields of a document as inputs, made from the table of fields. It
// reads values as they are written in the file, not as they are understood, so
// that what nobody touched is what it was.
type form struct {
	config *config.Config
	kind   field.Kind
}

// input is a field as a form shows it.
type input struct {
	Name     string // of the form: f.title, f.proposal.session, f.attachments.0.file
	ID       string // in the page
	Label    string
	Note     string
	Example  string
	Required bool
	Sort     string // text, date, number, lines, choice, choices, flag, number3, group, groups
	Value    string
	Options  []option
	Parts    [3]string // of a number3
	Finds    bool      // names other documents
	Fixed    bool      // is shown, not changed
	Members  []input   // of a group
	Items    [][]input // of groups
}

// option is a choice; Group heads those of one kind.
type option struct {
	Value, Label, Group string
	Selected            bool
}

// prefix begins the name of every field in a form.
const prefix = "f."

// inputs gives the fields for a head: those the kind usually has and those
// there are.
func (f form) inputs(head []source.Entry) []input {
	given := map[field.ID]source.Value{}
	for _, e := range head {
		if row, ok := field.Lookup(0, e.Name); ok {
			given[row.ID] = e.Value
		}
	}
	var out []input
	for _, row := range field.All() {
		value, has := given[row.ID]
		if has || row.Offered(f.kind) || f.kind == 0 && row.Required(field.Every) {
			out = append(out, f.input(prefix+row.Key, row, value, row.Required(f.kind) || row.Required(field.Every)))
		}
	}
	return out
}

// emptyItems is how many empty groups a list of groups offers.
const emptyItems = 1

func (f form) input(name string, row *field.Row, v source.Value, required bool) input {
	in := input{Name: name, ID: strings.ReplaceAll(name, ".", "-"), Label: row.Label, Note: row.Note, Example: row.Example, Required: required, Sort: "text", Value: written(row, v)}
	switch row.Type {
	case field.Word, field.Words:
		in.Sort, in.Options = "choice", f.words(row, in.Value)
		if row.Type == field.Words {
			in.Sort = "choices"
		}
	case field.Theme:
		in.Sort, in.Options = "choice", known(f.themes(), in.Value)
	case field.Section:
		in.Sort, in.Options = "choice", known(f.sections(), in.Value)
	case field.Agencies:
		in.Sort, in.Options = "suggest", f.agencies()
	case field.Date, field.Day:
		if d, ok := day.Parse(in.Value); in.Value == "" || ok && d.String() == in.Value {
			in.Sort = "date"
		}
	case field.Years:
		if _, err := strconv.Atoi(in.Value); in.Value == "" || err == nil {
			in.Sort = "number"
		}
	case field.Flag:
		in.Sort, in.Options = "choice", known([]option{{Value: "true", Label: "是"}, {Value: "false", Label: "否"}}, in.Value)
	case field.DocumentNumber:
		if parts, ok := splitNumber(in.Value); ok {
			in.Sort, in.Parts = "number3", parts
		}
	case field.IndexNumber:
		in.Fixed = in.Value != ""
	case field.Reference, field.References, field.Basis:
		in.Finds = true
		if row.Type == field.References {
			in.Sort = "lines"
		}
	case field.Record:
		in.Sort, in.Members = "group", f.members(name, row, v)
	case field.Records:
		in.Sort = "groups"
		items := groups(v)
		for i := range len(items) + emptyItems {
			item := source.Value{}
			if i < len(items) {
				item = items[i]
			}
			in.Items = append(in.Items, f.members(name+"."+strconv.Itoa(i), row, item))
		}
	}
	if row.ID == field.Summary {
		in.Sort = "prose"
	}
	in.Note, in.Example = told(row, in)
	return in
}

// told words what to fill in for somebody who has a form before them and not
// the file: no signs of YAML, no example where there are choices.
func told(row *field.Row, in input) (note, example string) {
	note, example = row.Note, strings.Trim(row.Example, "[]\"")
	switch {
	case row.Type == field.Flag:
		return strings.Replace(note, "true 时", "选“是”时", 1), ""
	case in.Fixed:
		return "一经分配，不再改变", ""
	case in.Sort == "choice", in.Sort == "choices", in.Sort == "date", in.Sort == "group", in.Sort == "groups":
		return note, ""
	case row.Type == field.Texts || row.Type == field.Agencies:
		return note, strings.ReplaceAll(example, ", ", "、")
	}
	return note, example
}

func (f form) members(name string, group *field.Row, v source.Value) []input {
	var out []input
	for _, row := range field.Members(group.ID) {
		value, _ := member(group.ID, row, v)
		out = append(out, f.input(name+"."+row.Key, row, value, row.Required(f.kind)))
	}
	return out
}

// member finds a field of a group, and the name it is written by.
func member(group field.ID, row *field.Row, v source.Value) (source.Value, string) {
	for _, e := range v.Entries {
		if found, ok := field.Lookup(group, e.Name); ok && found.ID == row.ID {
			return e.Value, e.Name
		}
	}
	if v.Form == source.Scalar && row == field.Members(group)[0] { // 附件: a.pdf
		return v, row.Label
	}
	return source.Value{}, row.Label
}

// groups gives the items of a list of groups; one alone stands for a list.
func groups(v source.Value) []source.Value {
	switch v.Form {
	case source.List:
		return v.Items
	case source.Group, source.Scalar:
		return []source.Value{v}
	}
	return nil
}

// written gives a value as one text: items a line each, or joined by 、.
func written(row *field.Row, v source.Value) string {
	if v.Form != source.List {
		return v.Text
	}
	var items []string
	for _, item := range v.Items {
		items = append(items, item.Text)
	}
	if row.Type == field.References {
		return strings.Join(items, "\n")
	}
	return strings.Join(items, "、")
}

// words are the words of a vocabulary; what is written and is none of them
// stays a choice.
func (f form) words(row *field.Row, value string) []option {
	var out []option
	chosen := strings.Split(value, "、")
	for _, t := range row.Vocabulary {
		out = append(out, option{Value: t.Label, Label: t.Label, Selected: slices.Contains(chosen, t.Label)})
	}
	if row.Type == field.Words {
		for _, word := range chosen {
			if word != "" && !slices.ContainsFunc(out, func(o option) bool { return o.Value == word }) {
				out = append(out, option{Value: word, Label: word, Selected: true})
			}
		}
		return out
	}
	return known(out, value)
}

// known selects a value among options and adds it where it is none of them.
func known(options []option, value string) []option {
	out := append([]option{{Label: "（不填）", Selected: value == ""}}, options...)
	found := value == ""
	for i := range out {
		if value != "" && out[i].Value == value {
			out[i].Selected, found = true, true
		}
	}
	if !found {
		out = append(out, option{Value: value, Label: value, Selected: true})
	}
	return out
}

func (f form) themes() []option {
	var out []option
	for _, t := range f.config.Themes {
		out = append(out, option{Value: t.Name, Label: t.Name, Group: t.Name})
		for _, second := range t.Second {
			out = append(out, option{Value: t.Name + "/" + second, Label: t.Name + "/" + second, Group: t.Name})
		}
	}
	return out
}

func (f form) sections() []option {
	var out []option
	for _, s := range f.config.Sections {
		if s.Key != config.Content {
			out = append(out, option{Value: s.Key, Label: s.Name})
		}
	}
	return out
}

func (f form) agencies() []option {
	var out []option
	for _, a := range f.config.Agencies {
		if !a.Closed {
			out = append(out, option{Value: a.Name, Label: a.Short})
		}
	}
	return out
}

var threeParts = regexp.MustCompile(`^([^〔〕\[\]()（）0-9]+)〔(\d{4})〕(\d+)号$`)

// splitNumber takes a document number apart; ok also for none.
func splitNumber(s string) (parts [3]string, ok bool) {
	if s == "" {
		return parts, true
	}
	m := threeParts.FindStringSubmatch(s)
	if m == nil {
		return parts, false
	}
	return [3]string{m[1], m[2], m[3]}, true
}

// The names of the parts of a number3.
var partNames = [3]string{".code", ".year", ".serial"}

// sent gives a field as it was sent, in the form of written.
func sent(values url.Values, in input) string {
	switch in.Sort {
	case "choices": // in the order in which they stood, then the new ones
		chosen := values[in.Name]
		kept := slices.DeleteFunc(strings.Split(in.Value, "、"), func(s string) bool { return !slices.Contains(chosen, s) })
		for _, s := range chosen {
			if !slices.Contains(kept, s) {
				kept = append(kept, s)
			}
		}
		return strings.Join(slices.DeleteFunc(kept, func(s string) bool { return s == "" }), "、")
	case "number3":
		var p [3]string
		for i, name := range partNames {
			p[i] = strings.TrimSpace(values.Get(in.Name + name))
		}
		if p == [3]string{} {
			return ""
		}
		return fmt.Sprintf("%s〔%s〕%s号", p[0], p[1], p[2])
	case "lines":
		var lines []string
		for line := range strings.Lines(values.Get(in.Name)) {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		return strings.Join(lines, "\n")
	}
	return strings.Join(strings.Fields(values.Get(in.Name)), " ")
}

// value makes of a sent text what is written into the file.
func value(row *field.Row, text string) source.Value {
	split := func(c rune) bool { return strings.ContainsRune("、，,；;\n", c) }
	switch row.Type {
	case field.References:
		split = func(c rune) bool { return c == '\n' }
	case field.Texts, field.Words, field.Agencies:
	default:
		return source.Text(text)
	}
	out := source.Value{Form: source.List}
	for _, s := range strings.FieldsFunc(text, split) {
		if s = strings.TrimSpace(s); s != "" {
			out.Items = append(out.Items, source.Text(s))
		}
	}
	switch {
	case len(out.Items) == 0:
		return source.Value{}
	case len(out.Items) == 1 && row.Type != field.References && row.Type != field.Texts:
		return out.Items[0]
	}
	return out
}

// changes compares what was sent with the head and gives what differs.
func (f form) changes(head []source.Entry, values url.Values) []change {
	names := map[field.ID]string{}
	given := map[field.ID]source.Value{}
	for _, e := range head {
		if row, ok := field.Lookup(0, e.Name); ok {
			names[row.ID], given[row.ID] = e.Name, e.Value
		}
	}
	var out []change
	var before []string
	for _, row := range field.All() {
		name := names[row.ID]
		if name == "" {
			name = row.Label
		}
		if v, differs := f.changed(prefix+row.Key, row, given[row.ID], values); differs {
			out = append(out, change{name: name, after: slices.Clone(before), value: v})
		}
		before = append(before, name)
	}
	return out
}

// changed gives the new value of a field, if it was sent and differs.
func (f form) changed(name string, row *field.Row, old source.Value, values url.Values) (source.Value, bool) {
	in := f.input(name, row, old, false)
	switch {
	case in.Fixed:
		return old, false
	case row.Type == field.Record:
		return f.changedGroup(name, row, old, values)
	case row.Type == field.Records:
		return f.changedGroups(name, row, old, values)
	case !wasSent(values, in):
		return old, false
	}
	now := sent(values, in)
	if now == sentForm(in) {
		return old, false
	}
	return value(row, now), true
}

// sentForm is what a form that nobody touched sends for a field.
func sentForm(in input) string {
	if in.Sort == "lines" || in.Sort == "choices" {
		return in.Value
	}
	return strings.Join(strings.Fields(in.Value), " ")
}

// wasSent tells whether a form had the field at all; of boxes that may all be
// empty a hidden field tells it.
func wasSent(values url.Values, in input) bool {
	name := in.Name
	if in.Sort == "number3" {
		name += partNames[0]
	}
	return values.Has(name)
}

func (f form) changedGroup(name string, row *field.Row, old source.Value, values url.Values) (source.Value, bool) {
	differs := false
	out := source.Value{Form: source.Group, Entries: slices.Clone(old.Entries)}
	for _, sub := range field.Members(row.ID) {
		was, label := member(row.ID, sub, old)
		now, changed := f.changed(name+"."+sub.Key, sub, was, values)
		differs = differs || changed
		at := slices.IndexFunc(out.Entries, func(e source.Entry) bool { return e.Name == label })
		switch {
		case at >= 0 && changed && now.Form == source.Empty:
			out.Entries = slices.Delete(out.Entries, at, at+1)
		case at >= 0 && changed:
			out.Entries[at].Value = now
		case at < 0 && now.Form != source.Empty:
			out.Entries = append(out.Entries, source.Entry{Name: label, Value: now})
		}
	}
	if !slices.ContainsFunc(out.Entries, func(e source.Entry) bool { return e.Value.Form != source.Empty }) && differs {
		return source.Value{}, true
	}
	return out, differs
}

func (f form) changedGroups(name string, row *field.Row, old source.Value, values url.Values) (source.Value, bool) {
	differs := false
	out := source.Value{Form: source.List}
	items := groups(old)
	for i := range len(items) + emptyItems {
		item := source.Value{}
		if i < len(items) {
			item = items[i]
		}
		now, changed := f.changedGroup(name+"."+strconv.Itoa(i), row, item, values)
		differs = differs || changed
		switch {
		case !changed && i < len(items):
			out.Items = append(out.Items, item)
		case changed && now.Form != source.Empty:
			out.Items = append(out.Items, now)
		}
	}
	if len(out.Items) == 0 && differs {
		return source.Value{}, true
	}
	return out, differs
}
