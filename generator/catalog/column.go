package catalog

import (
	"path"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/field"
	"gongkai/generator/number"
)

// judgeSections names the empty sections, all in one finding: a young column
// has many, and each needs the same decision.
func (l *linker) judgeSections() {
	var names []string
	var first *Section
	var walk func(list []*Section)
	walk = func(list []*Section) {
		for _, s := range list {
			if len(s.Entries) == 0 && s.Note.Text == "" && s.Link == "" && len(s.Children) == 0 {
				names = append(names, s.Name)
				if first == nil {
					first = s
				}
			}
			walk(s.Children)
		}
	}
	walk(l.catalog.Sections)
	if first == nil {
		return
	}
	l.list.Add(diag.New(diag.SectionEmpty, l.catalog.Config.At("section"), "%d 个栏目没有内容：%s", len(names), strings.Join(names, "、")).
		Hinted(`没有此类信息的，在 config.toml 里写情况说明：[[section]] key = "%s"，note = { date = "%s", text = "…" }；五个固定栏目以外不设的，写 hidden = true；各栏目的代号见 docs/fields.md`, first.Key, l.catalog.Day))
}

// judgeMoves judges what the configuration says of withdrawn documents and old
// addresses against the documents there are.
func (l *linker) judgeMoves() {
	c := l.catalog.Config
	for i, w := range c.Withdrawn {
		if d := l.index[number.Key(w.Number)]; d != nil && d.Public && !d.Draft {
			l.list.Add(diag.New(diag.ConfigWrong, c.At("withdrawn."+strconv.Itoa(i)), "撤回的“%s”还在 content/ 里", w.Number).On("index_number", 1).
				Noted(d.At(field.Number), "文件在这里").Hinted("删去那份文件，或者删去这一段 [[withdrawn]]"))
		}
	}
	folders := map[string]*document.Document{}
	if len(c.Redirects) > 0 {
		folders = l.folders()
	}
	for i, r := range c.Redirects {
		if d := addressed(folders, r.From); d != nil {
			l.list.Add(diag.New(diag.ConfigWrong, c.At("redirect."+strconv.Itoa(i)), "转址的旧地址“%s”是现有文件的网址", r.From).On("from", 1).
				Noted(d.At(field.Number), "文件在这里").Hinted("写已经不用的旧地址"))
		}
		if d := l.index[number.Key(r.To)]; d != nil && d.Public && !d.Draft {
			continue
		}
		f := diag.New(diag.ConfigWrong, c.At("redirect."+strconv.Itoa(i)), "转址的目标“%s”在栏目内找不到", r.To).On("to", 1).Hinted("写现有文件的索引号")
		if l.asked++; l.asked > candidatesMax {
			l.list.Add(f)
			continue
		}
		if near := diag.NearestSome(r.To, l.candidates(r.To), 3); len(near) > 0 {
			f = f.Hinted("是不是想写：%s？", strings.Join(near, "、"))
		}
		l.list.Add(f)
	}
}

// addressed gives the document whose folder an address lies in, or nil; folders
// are those of folders().
func addressed(folders map[string]*document.Document, address string) *document.Document {
	below, ok := strings.CutPrefix(strings.ToLower(path.Clean(address)), "documents/")
	if !ok {
		return nil
	}
	id, _, _ := strings.Cut(below, "/")
	return folders[id]
}

// folders gives the documents that have a folder, by its name in lower case.
// One that is held back has its already.
func (l *linker) folders() map[string]*document.Document {
	out := map[string]*document.Document{}
	for _, list := range [][]*Entry{l.catalog.Entries, l.held} {
		for _, e := range list {
			out[strings.ToLower(e.Index.ID())] = e.Document
		}
	}
	return out
}
