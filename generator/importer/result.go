package importer

import (
	"strings"

	"gongkai/generator/day"
	"gongkai/generator/field"
	"gongkai/generator/source"
)

// result lays the facts out as front matter and report.
func (d *draft) result(body string, account Account) *Result {
	kind := d.kind()
	r := &Result{Body: body, Files: d.files, Title: d.text(field.Title), Kind: kind}
	known, unknown := d.agencies()
	r.Year = d.year()
	if !d.has(field.Number) && len(known) > 0 && unknown == "" {
		r.Issue = known[0].Code
	}
	missing := d.missingFields(kind, r.Issue != "")
	for _, label := range missing {
		d.hold("缺少" + label)
	}
	if len(d.missing) > 0 {
		d.state(field.Draft, FromDefault, 1, nil, "true")
	}
	for _, row := range field.All() {
		if value, ok := d.value(row); ok {
			r.Head = append(r.Head, source.Entry{Name: row.Label, Value: value})
		}
	}
	r.Report = Report{
		File: d.input.Name, Kind: kind.Label(), Title: r.Title, Fields: d.reported(), Missing: missing, Draft: d.has(field.Draft) && d.text(field.Draft) != "false", Held: d.missing,
		Removed: d.listRemoved(), Characters: account, Warnings: d.warnings,
	}
	return r
}

// year is the year of publication, else of writing, else this year.
func (d *draft) year() int {
	for _, id := range []field.ID{field.Published, field.Written} {
		if at, _, ok := day.ParseMoment(d.text(id)); ok {
			return at.Year()
		}
	}
	return d.options.Today.Year()
}

// missingFields gives the labels of what a document of the kind must have and
// this one has not.
func (d *draft) missingFields(kind field.Kind, issued bool) []string {
	out := []string{}
	for _, row := range field.All() {
		if !row.Required(kind) || row.ID == field.Number && issued {
			continue
		}
		if row.Type == field.Record {
			if d.has(row.ID) {
				continue
			}
			for _, member := range field.Members(row.ID) {
				if member.Required(kind) && !d.has(member.ID) {
					out = append(out, row.Label+"的"+member.Label)
				}
			}
			continue
		}
		if !d.has(row.ID) {
			out = append(out, row.Label)
		}
	}
	return out
}

// value gives a field as front matter writes it.
func (d *draft) value(row *field.Row) (source.Value, bool) {
	if row.Type == field.Record && d.facts[row.ID] == nil {
		group := source.Value{Form: source.Group}
		for _, member := range field.Members(row.ID) {
			if v, ok := d.value(member); ok {
				group.Entries = append(group.Entries, source.Entry{Name: member.Label, Value: v})
			}
		}
		return group, len(group.Entries) > 0 && d.kind() == field.Reply
	}
	f := d.facts[row.ID]
	switch {
	case f == nil:
		return source.Value{}, false
	case f.whole != nil:
		return *f.whole, true
	case len(f.values) > 1:
		list := source.Value{Form: source.List}
		for _, v := range f.values {
			list.Items = append(list.Items, source.Text(v))
		}
		return list, true
	}
	return source.Text(f.text()), true
}

// reported gives every value for the report, in display order.
func (d *draft) reported() []Field {
	var out []Field
	var add func(rows []*field.Row)
	add = func(rows []*field.Row) {
		for _, row := range rows {
			if f := d.facts[row.ID]; f != nil {
				out = append(out, Field{Key: row.Key, Label: row.Label, Value: strings.Join(f.values, "、"), Source: f.origin, Confidence: f.confidence, Line: f.line, Text: f.quote})
			}
			if row.Type == field.Record {
				add(field.Members(row.ID))
			}
		}
	}
	add(field.All())
	return out
}

// listRemoved lists what left the body, by its place; the title and metadata
// are told as fields.
func (d *draft) listRemoved() []Removed {
	out := []Removed{}
	for _, b := range d.page.blocks {
		if b.gone != "" && b.text != "" {
			out = append(out, Removed{Line: b.line, Text: b.text, Reason: string(b.gone)})
		}
	}
	return append(out, d.removed...)
}

// Named gives the bytes of the document once its index number and the names of
// its files are known. names are by token.
func (r *Result) Named(index string, names map[string]string) []byte {
	body := r.Body
	head := make([]source.Entry, 0, len(r.Head)+1)
	label := field.Of(field.Number).Label
	placed := index == ""
	for _, e := range r.Head {
		row, known := field.Lookup(0, e.Name)
		if !placed && known && row.ID > field.Number {
			head, placed = append(head, source.Entry{Name: label, Value: source.Text(index)}), true
		}
		if known && row.ID == field.Attachments {
			e.Value = withNames(e.Value, names)
		}
		head = append(head, e)
	}
	for _, f := range r.Files {
		body = strings.ReplaceAll(body, "]("+f.Token+")", "]("+escapePath(names[f.Token])+")")
	}
	return source.Format(head, body)
}

func withNames(v source.Value, names map[string]string) source.Value {
	out := v
	out.Items = append([]source.Value(nil), v.Items...)
	for i, item := range out.Items {
		entries := append([]source.Entry(nil), item.Entries...)
		for j, e := range entries {
			if name, ok := names[e.Value.Text]; ok {
				entries[j].Value = source.Text(name)
			}
		}
		out.Items[i].Entries = entries
	}
	return out
}

// escapePath writes a file's name as the destination of a link.
func escapePath(name string) string {
	return strings.NewReplacer("%", "%25", " ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "?", "%3F", "#", "%23", `"`, "%22", `\`, "%5C").Replace(name)
}

// Number gives the index number that the file itself has, or "".
func (r *Result) Number() string { return r.scalar(field.Number) }

// DocumentNumber gives the document number, or "".
func (r *Result) DocumentNumber() string { return r.scalar(field.Document) }

func (r *Result) scalar(id field.ID) string {
	for _, e := range r.Head {
		if row, ok := field.Lookup(0, e.Name); ok && row.ID == id {
			return e.Value.Text
		}
	}
	return ""
}

// Hold makes the document a draft, if it is not one yet.
func (r *Result) Hold(why string) {
	r.Report.Draft, r.Report.Held = true, append(r.Report.Held, why)
	if r.scalar(field.Draft) == "" {
		r.Head = append(r.Head, source.Entry{Name: field.Of(field.Draft).Label, Value: source.Text("true")})
	}
}
