package catalog

import (
	"unicode/utf8"

	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/field"
)

// acts are the relations by which one document ends or changes another, with
// the fields that tell them at the one end and at the other.
var acts = map[Word][2]field.ID{
	Repeals:  {field.Repeals, field.RepealedBy},
	Amends:   {field.Amends, field.AmendedBy},
	Replaces: {field.Replaces, field.ReplacedBy},
}

// judgeOrder warns of a document that acts on a later one, or on one that acts
// on it: one of the two was written the wrong way round.
func (l *linker) judgeOrder(e *Entry) {
	for _, r := range e.Relations {
		fields, ok := acts[r.Word]
		if !ok || r.To == nil || r.To == e {
			continue
		}
		later := r.To.made() > e.begins()
		mutual := r.To.undoes(e) && (e.made() < r.To.made() || e.made() == r.To.made() && e.Path < r.To.Path)
		if !later && !(mutual && e.undoes(r.To)) {
			continue
		}
		at, id := e.At(fields[0]), fields[0]
		if !e.Has(fields[0]) {
			at, id = r.To.At(fields[1]), fields[1]
		}
		why := "那份文件比它晚"
		if !later {
			why = "那份文件也废止或者代替了它"
		}
		l.list.Add(diag.New(diag.ActsBackwards, at, "《%s》%s《%s》，%s", e.Title(), field.Of(fields[0]).Label, r.To.Title(), why).
			On(field.Of(id).Label, utf8.RuneCountInString(e.Text(id))).
			Hinted("核对两份文件的日期，把“%s”写在后一份里", field.Of(fields[0]).Label).Noted(r.To.At(field.Title), "那份文件在这里"))
	}
}

// made is the day on which a document came to be: 成文日期, else 发布日期.
func (e *Entry) made() day.Day {
	if d, ok := e.Day(field.Written); ok {
		return d
	}
	return e.Published
}

// undoes tells whether a document repeals or replaces another.
func (e *Entry) undoes(other *Entry) bool {
	for _, r := range e.Relations {
		if r.To == other && (r.Word == Repeals || r.Word == Replaces) {
			return true
		}
	}
	return false
}
