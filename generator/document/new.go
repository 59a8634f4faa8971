package document

import (
	"io/fs"
	"strings"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/number"
	"gongkai/generator/source"
	"gongkai/generator/workday"
)

// Env is what a document is judged against besides itself.
type Env struct {
	Config   *config.Config
	Calendar *workday.Calendar
	Tree     source.Tree
	Files    fs.FS // rooted at the site; for the first bytes of attachments
}

// New makes a document of a file. It is nil when the file cannot be read or a
// thing is missing without which it cannot be placed; the findings then hold
// an error. A draft's findings are warnings. Of a document that is not public
// only its number is known, and its findings are left out: they would quote it.
func New(path string, data []byte, env Env) (*Document, diag.List) {
	b := begin(path, data, env)
	d, list := b.document, b.list
	if d == nil || b.hidden {
		return d.fingerprint(env.Config), list
	}
	unmade := len(list)
	list.Add(d.judgeNumbers()...)
	list.Add(d.judgeDates(env)...)
	list.Add(d.judgeTerm(env.Config)...)
	list.Add(d.judgeSummary(env.Config)...)
	list.Add(d.judgeDisclosure()...)
	list.Add(d.attach(env)...)
	list.Add(personalHead(b.file.Head, env.Config.Site.PublicPhones)...)
	list.Add(d.judgeBody(b.file, env)...)
	d.fingerprint(env.Config)
	list = override(list, unmade, env.Config.Rules.Levels)
	if d.Draft {
		return d, Soften(append(list, d.NoTerm()...))
	}
	if !b.complete {
		return nil, list
	}
	return d, list
}

// Head makes a document of a file's front matter alone: what New makes, without
// Attachments, Files, Links and Citations, and without a word about what is
// wrong. That is enough for every list of a column and far less work.
func Head(path string, data []byte, env Env) *Document {
	b := begin(path, data, env)
	if b.document == nil || !b.hidden && !b.document.Draft && !b.complete {
		return nil
	}
	return b.document.fingerprint(env.Config)
}

// begun is a document of which the front matter was read.
type begun struct {
	document *Document // nil where the file cannot be read
	file     source.File
	list     diag.List
	hidden   bool // it is not public: nothing more is said of it
	complete bool // nothing is missing without which it cannot be placed
}

func begin(path string, data []byte, env Env) begun {
	file, list, ok := source.Read(path, data)
	if !ok {
		return begun{list: list}
	}
	r := reader{file: path}
	d := &Document{Path: path, Sum: xxhash.Sum64(data), Size: int64(len(data)), Values: r.values(0, file.Head)}
	d.pack()
	d.Draft = d.Flag(field.Draft)
	d.Index = number.ParseIndex(d.Text(field.Number))
	d.Public = d.Text(field.Openness) == field.Public
	if d.Has(field.Openness) && !d.Public {
		list = diag.List{diag.New(diag.NotPublic, d.At(field.Openness), "公开属性为“%s”，这份文件不进入网站", d.Text(field.Openness)).On(field.Of(field.Openness).Label, 0)}
		d.setKeys()
		return begun{document: d, file: file, list: list, hidden: true}
	}
	list.Add(r.list...)
	list.Add(d.place(env)...)
	d.setKeys()
	list.Add(d.required()...)
	list.Add(d.addressable()...)
	return begun{document: d, file: file, list: list, complete: !list.Failed()}
}

// override gives findings the severity a site wants, but for the errors among
// the first: without them nobody would say why the document is not there.
func override(list diag.List, first int, levels map[diag.Code]diag.Severity) diag.List {
	out := list.Override(levels)
	for i, f := range list[:first] {
		if f.Severity == diag.Error {
			out[i].Severity = diag.Error
		}
	}
	return out
}

// Soften makes a draft's errors warnings.
func Soften(list diag.List) diag.List {
	for i := range list {
		list[i].Severity = min(list[i].Severity, diag.Warning)
	}
	return list
}

// addressable tells of an index number that cannot be the address of a page.
func (d *Document) addressable() diag.List {
	for _, p := range d.Index.Problems() {
		if p.Kind == number.Unsafe {
			message, hint := indexWords(p)
			return diag.List{d.on(diag.ValueUnknown, field.Number, "索引号“%s”%s", d.Index, message).Hinted("%s", hint)}
		}
	}
	return nil
}

// place fills what the rest of the program reads every moment: kind, agencies,
// theme, section, document number.
func (d *Document) place(env Env) (list diag.List) {
	if kind, ok := field.LookupKind(d.Text(field.KindOf)); ok {
		d.Kind = kind
	}
	d.Number = number.ParseDocument(d.Text(field.Document))
	for _, ref := range d.References(field.Agency) {
		agency, ok := env.Config.Agency(ref.Text)
		if !ok {
			list.Add(unknownAgency(env.Config, ref))
			continue
		}
		d.Agencies = append(d.Agencies, agency)
	}
	list.Add(d.placeTheme(env.Config)...)
	list.Add(d.placeSection(env.Config)...)
	return list
}

func unknownAgency(c *config.Config, ref Reference) diag.Finding {
	var names []string
	for _, a := range c.Agencies {
		names = append(names, a.Name, a.Short, a.Key)
	}
	f := diag.New(diag.AgencyUnknown, ref.At, "发布机构“%s”没有登记", ref.Text).On(field.Of(field.Agency).Label, utf8.RuneCountInString(ref.Text))
	if near, ok := diag.Nearest(ref.Text, names); ok {
		return f.Hinted("是不是想写“%s”？否则请在 config.toml 里登记这个机构", near)
	}
	return f.Hinted("请写 config.toml 里登记的机构，或者在那里登记它")
}

// lastTheme is where a document goes whose theme is not in the classification:
// 其他, or the last.
func lastTheme(c *config.Config) Theme {
	if first, _, ok := c.Theme("其他"); ok {
		return Theme{First: first}
	}
	return Theme{First: len(c.Themes)}
}

func (d *Document) placeTheme(c *config.Config) (list diag.List) {
	text := d.Text(field.ThemeOf)
	if text == "" {
		return nil
	}
	first, second, ok := c.Theme(text)
	d.Theme = Theme{first, second}
	if ok {
		return nil
	}
	f := diag.New(diag.ThemeUnknown, d.At(field.ThemeOf), "主题分类“%s”不在分类表中", text).On(field.Of(field.ThemeOf).Label, utf8.RuneCountInString(text))
	top, sub := config.SplitTheme(text)
	if first > 0 {
		second := strings.Join(c.Themes[first-1].Second, "、")
		f = f.Hinted("“%s”之下有：%s", top, second)
		if near, ok := diag.Nearest(sub, c.Themes[first-1].Second); ok {
			f = f.Hinted("是不是想写“%s/%s”？这一类之下有：%s", top, near, second)
		}
		return diag.List{f}
	}
	d.Theme = lastTheme(c)
	f = f.Hinted("分类见 docs/fields.md；暂归入“%s”", c.Themes[d.Theme.First-1].Name)
	if near, ok := nearTheme(c, top); ok {
		f = f.Hinted("是不是想写“%s”？", near)
	}
	return diag.List{f}
}

// nearTheme finds what an unknown first level may have meant: a first level
// spelt otherwise, or a second level written alone.
func nearTheme(c *config.Config, word string) (string, bool) {
	var tops []string
	for _, t := range c.Themes {
		tops = append(tops, t.Name)
		for _, s := range t.Second {
			if s == word {
				return t.Name + "/" + s, true
			}
		}
	}
	return diag.Nearest(word, tops)
}

func (d *Document) placeSection(c *config.Config) (list diag.List) {
	if d.Kind != 0 {
		d.Section, _ = c.Section(d.Kind.Row().Section)
	}
	name := d.Text(field.SectionOf)
	if name == "" {
		if d.Kind != 0 && d.Section == nil {
			row := field.Of(field.SectionOf)
			list.Add(diag.New(diag.FieldMissing, d.At(field.KindOf), "类型“%s”的默认栏目被隐藏了，这份文件没有栏目", d.Kind.Label()).On(row.Label, 0).
				Hinted("写明“栏目”；或者删去 config.toml 里那个栏目的 hidden"))
		}
		return list
	}
	if s, ok := c.Section(name); ok && s.Key != config.Content {
		d.Section = s
		return nil
	}
	var names []string
	for _, s := range c.Sections {
		names = append(names, s.Name, s.Key)
	}
	f := diag.New(diag.ValueUnknown, d.At(field.SectionOf), "没有“%s”这个栏目", name).On(field.Of(field.SectionOf).Label, utf8.RuneCountInString(name)).
		Hinted("写 config.toml 里的栏目名称或代号；不写则按类型归入默认栏目")
	if near, ok := diag.Nearest(name, names); ok {
		f = f.Hinted("是不是想写“%s”？", near)
	}
	return diag.List{f}
}

// required finds what is missing. The three facts that tell which proposal was
// answered have a code of their own.
func (d *Document) required() (list diag.List) {
	head := diag.Position{File: d.Path, Line: 1, Column: 1}
	for _, row := range field.All() {
		if !row.Required(d.Kind) && !(d.Kind == 0 && row.Required(field.Every)) {
			continue
		}
		if row.ID == field.Agency && len(d.Agencies) == 0 && d.Has(row.ID) {
			continue // reported as unknown
		}
		if !d.given(row.ID) {
			list.Add(missing(row, head))
		}
	}
	for _, row := range field.All() {
		for _, group := range d.Groups(row.ID) {
			for _, member := range field.Members(row.ID) {
				if member.Required(d.Kind) && !group.given(member.ID) {
					list.Add(missing(member, group.At(row.ID)))
				}
			}
		}
	}
	if d.Text(field.Obligation) == field.InterpretationExempt && !d.Has(field.ExemptReason) {
		list.Add(missing(field.Of(field.ExemptReason), d.At(field.Obligation)))
	}
	return list
}

func missing(row *field.Row, at diag.Position) diag.Finding {
	code, label := diag.FieldMissing, row.Label
	if row.ID == field.Proposal || row.In == field.Proposal {
		code = diag.ProposalMissing
	}
	if row.In != 0 {
		label = field.Of(row.In).Label + "”的“" + row.Label
	}
	return diag.New(code, at, "缺少“%s”", label).On(row.Label, 0).Hinted("%s，如 %s: %s", row.Note, row.Label, row.Example)
}
