package document

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/number"
	"gongkai/generator/source"
)

// reader types the values of one scope after the table of fields. It switches
// on the type of a field, never on its name.
type reader struct {
	file string
	list diag.List
}

// values reads the entries of a scope (0, or a group).
func (r *reader) values(scope field.ID, entries []source.Entry) Values {
	v := Values{file: r.file}
	var m more
	seen := map[field.ID]diag.Position{}
	for _, e := range entries {
		row, ok := field.Lookup(scope, e.Name)
		if !ok {
			r.list.Add(r.unknown(scope, e))
			continue
		}
		if first, twice := seen[row.ID]; twice {
			r.list.Add(diag.New(diag.FieldUnknown, e.At, "“%s”写了两次", e.Name).On(e.Name, utf8.RuneCountInString(e.Name)).
				Noted(first, "第一次写在这里").Hinted("只留一处"))
			continue
		}
		seen[row.ID] = e.At
		if e.Value.Form == source.Empty {
			continue
		}
		before := len(r.list)
		if s, ok := r.slot(row, e, &m); ok {
			if v.slots == nil { // all documents stay in memory: no room to spare, but for the place of a group
				v.slots = make([]slot, 0, len(entries)+min(1, int(scope)))
			}
			v.slots = append(v.slots, s)
		} else if len(r.list) > before {
			m.unread = append(m.unread, row.ID)
		}
	}
	slices.SortFunc(v.slots, func(a, b slot) int { return int(a.id) - int(b.id) })
	v.more = m.inOrder(v.slots)
	return v
}

func (r *reader) unknown(scope field.ID, e source.Entry) diag.Finding {
	width := utf8.RuneCountInString(e.Name)
	if field.IsSecret(e.Name) {
		return diag.New(diag.SecretField, e.At, "公开文件里写有“%s”", e.Name).On(e.Name, width).Hinted("核对公开属性；确可公开的，删去这一行")
	}
	f := diag.New(diag.FieldUnknown, e.At, "没有“%s”这个字段", e.Name).On(e.Name, width)
	if near, ok := diag.Nearest(e.Name, field.Names(scope)); ok {
		return f.Hinted("是不是想写“%s”？", near)
	}
	return f.Hinted("可用的字段有：%s", strings.Join(labels(scope), "、"))
}

func labels(scope field.ID) []string {
	rows := field.All()
	if scope != 0 {
		rows = field.Members(scope)
	}
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = row.Label
	}
	return out
}

// slot reads one value by the type of its field; what has no room in it goes to m.
func (r *reader) slot(row *field.Row, e source.Entry, m *more) (slot, bool) {
	v := e.Value
	s := slot{id: row.ID, line: int32(v.At.Line), column: int32(v.At.Column)}
	switch row.Type {
	case field.Record, field.Records:
		groups, ok := r.groups(row, e)
		s.number, s.count = int32(len(m.groups)), -int32(len(groups))
		m.groups = append(m.groups, groups...)
		return s, ok
	case field.Texts, field.Words, field.Agencies, field.References:
		s.number = int32(len(m.items))
		ok := r.items(row, e, m)
		s.count = int32(len(m.items)) - s.number
		return s, ok
	}
	if v.Form != source.Scalar {
		if v.Form == source.List && len(v.Items) == 1 && v.Items[0].Form == source.Scalar {
			e.Value = v.Items[0]
			return r.slot(row, e, m)
		}
		r.list.Add(r.wrong(e, v, "“%s”只能写一个值", e.Name).Hinted("写作 %s: %s", e.Name, row.Example))
		return s, false
	}
	return s, r.scalar(&s, row, e, v)
}

// scalar reads a single value into the slot.
func (r *reader) scalar(s *slot, row *field.Row, e source.Entry, v source.Value) bool {
	text := oneLine(v.Text)
	switch row.Type {
	case field.Word:
		term, ok := row.Vocabulary.Lookup(text)
		if !ok {
			r.list.Add(r.notInVocabulary(row, e, v))
			return false
		}
		s.text = term.Label
	case field.Date, field.Day:
		d, clock, ok := day.ParseMoment(text)
		if !ok || row.Type == field.Day && clock != "" {
			r.list.Add(r.badDate(row, e, v))
			return false
		}
		s.number, s.text = int32(d), clock
	case field.Years:
		n, err := strconv.Atoi(strings.TrimSuffix(text, "年"))
		if err != nil || n < 1 || n > 100 {
			r.list.Add(r.wrong(e, v, "%s“%s”不是整年数", e.Name, text).Hinted("写阿拉伯数字，如 %s", row.Example))
			return false
		}
		s.number = int32(n)
	case field.Flag:
		switch strings.ToLower(text) {
		case "true", "是", "yes":
			s.number = 1
		case "false", "否", "no":
		default:
			r.list.Add(r.wrong(e, v, "%s“%s”应写 true 或 false", e.Name, text).Hinted("写 %s: true，或者删去这一行", e.Name))
			return false
		}
	case field.DocumentNumber:
		if number.ParseDocument(text).Sort == number.None { // 无, / or a dash
			return false
		}
		s.text = text
	default:
		s.text = text
	}
	return true
}

// items reads a list to m; one value stands for a list of one. It tells whether
// there is one.
func (r *reader) items(row *field.Row, e source.Entry, m *more) bool {
	before, items := len(m.items), e.Value.Items
	if e.Value.Form == source.Scalar {
		items = split(e.Value, row.Type)
	}
	if e.Value.Form == source.Group {
		r.list.Add(r.wrong(e, e.Value, "“%s”应是一个或几个值", e.Name).Hinted("写作 %s: %s", e.Name, row.Example))
		return false
	}
	for _, item := range items {
		text := oneLine(item.Text)
		if item.Form == source.Empty {
			continue
		}
		if item.Form != source.Scalar {
			r.list.Add(r.wrong(e, item, "“%s”的每一项应是文字", e.Name).Hinted("写作 %s: [甲, 乙]", e.Name))
			continue
		}
		if row.Type == field.Words {
			term, ok := row.Vocabulary.Lookup(text)
			if !ok {
				r.list.Add(r.notInVocabulary(row, e, item))
				continue
			}
			text = term.Label
		}
		m.items = append(m.items, itemAt(text, item.At))
	}
	return len(m.items) > before
}

// split takes a text apart that stands for a list, at the usual separators;
// keywords also at spaces. A reference is one, whatever stands in it.
func split(v source.Value, t field.Type) []source.Value {
	if t == field.References {
		return []source.Value{v}
	}
	parts := strings.FieldsFunc(v.Text, func(c rune) bool { return strings.ContainsRune("、，,；;|\n", c) })
	if t == field.Texts && len(parts) == 1 {
		parts = strings.Fields(v.Text)
	}
	out := make([]source.Value, 0, len(parts))
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, source.Value{At: v.At, Form: source.Scalar, Text: p})
		}
	}
	return out
}

// groups reads a group or a list of groups.
func (r *reader) groups(row *field.Row, e source.Entry) (groups []Values, ok bool) {
	items := []source.Value{e.Value}
	if e.Value.Form == source.List {
		items = e.Value.Items
	}
	for _, item := range items {
		if item.Form == source.Scalar && row.Type == field.Records { // 附件: a.pdf
			first := field.Members(row.ID)[0]
			item = source.Value{At: item.At, Form: source.Group, Entries: []source.Entry{{Name: first.Label, At: item.At, Value: item}}}
		}
		if item.Form != source.Group {
			r.list.Add(r.wrong(e, item, "“%s”应写成一组“名称: 值”", e.Name).Hinted("写作 %s: %s", e.Name, row.Example))
			continue
		}
		group := r.values(row.ID, item.Entries)
		group.slots = append(group.slots, slot{id: row.ID, line: int32(item.At.Line), column: int32(item.At.Column)})
		groups = append(groups, group)
	}
	if row.Type == field.Record && len(groups) > 1 {
		r.list.Add(r.wrong(e, e.Value, "“%s”只能写一组", e.Name).Hinted("去掉前面的“-”"))
		return nil, false
	}
	return groups, len(groups) > 0
}

func (r *reader) wrong(e source.Entry, v source.Value, format string, args ...any) diag.Finding {
	return diag.New(diag.ValueUnknown, v.At, format, args...).On(e.Name, v.Width())
}

func (r *reader) notInVocabulary(row *field.Row, e source.Entry, v source.Value) diag.Finding {
	f := r.wrong(e, v, "%s“%s”不在可选的词里", e.Name, v.Text)
	if near, ok := diag.Nearest(v.Text, row.Vocabulary.Labels()); ok {
		return f.Hinted("是不是想写“%s”？", near)
	}
	return f.Hinted("可选：%s", strings.Join(row.Vocabulary.Labels(), "、"))
}

func (r *reader) badDate(row *field.Row, e source.Entry, v source.Value) diag.Finding {
	f := diag.New(diag.DateWrong, v.At, "%s“%s”不是有效日期", e.Name, v.Text).On(e.Name, v.Width())
	if row.Type == field.Day {
		if _, clock, ok := day.ParseMoment(oneLine(v.Text)); ok && clock != "" {
			return f.Hinted("只写日期，不写时间，如 %s", row.Example)
		}
	}
	return f.Hinted("应写作 2024-01-13 这样的格式")
}

// oneLine joins the lines of a text that goes on over several; between two
// Latin words a space takes the place of the line's end.
func oneLine(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	lines := strings.FieldsFunc(s, func(r rune) bool { return r == '\n' })
	if len(lines) < 2 {
		return strings.Trim(s, "\n")
	}
	var b strings.Builder
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if i > 0 && line != "" && line[0] < utf8.RuneSelf && b.Len() > 0 && b.String()[b.Len()-1] < utf8.RuneSelf {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}
