package page

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/citation"
	"gongkai/generator/comparison"
	"gongkai/generator/markdown"
	"gongkai/generator/publish"
)

// ChangesView tells what changed between a document and an older one.
type ChangesView struct {
	Frame
	Title   string
	New     Relation
	Old     Relation
	Lead    string
	Summary string // 修改4条，新增1条
	Groups  []ChangeGroup
}

// ChangeGroup is an article, or a run of those that did not change.
type ChangeGroup struct {
	Label string // 第九条; empty for what belongs to none
	Href  string // the article in the newer document, in the older one where it was removed
	Kind  string // same, changed, added, removed
	Tag   string // 有改动, 新增, 删去
	Was   string // 原第八条
	Text  string // of a run that did not change
	Rows  []ChangeRow
}

// ChangeRow is a paragraph of a group.
type ChangeRow struct{ Pieces []ChangePiece }

// ChangePiece is a run of words; Kind is ins, del or empty.
type ChangePiece struct{ Kind, Text string }

func (*ChangesView) template() string { return "changes" }

// changesAddress is the comparison of a document with an older one.
func changesAddress(newer, older *catalog.Entry) place {
	return place(newer.URL + "changes/" + older.ID + "/")
}

// changePages compares a document with each older one whose text it takes the
// place of.
func (c *column) changePages(e *catalog.Entry) []publish.Output {
	var out []publish.Output
	for _, older := range e.Compared() {
		p := changesAddress(e, older)
		out = append(out, publish.Output{Paths: []string{p.file()}, Key: c.listKey(p, []*catalog.Entry{e, older}, 2, e.Section.Name), Make: func(emit publish.Emit) error {
			view, err := c.changesView(p, e, older)
			if err != nil {
				return err
			}
			return c.emit(emit, p.file(), view)
		}})
	}
	return out
}

func (c *column) changesView(p place, newer, older *catalog.Entry) (*ChangesView, error) {
	var texts [2][]string
	for i, e := range []*catalog.Entry{older, newer} {
		err := c.Body(e, func(body markdown.Body) error {
			body.Text = strings.Clone(body.Text)
			texts[i] = compared(body, older, newer)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("compare %s: %w", e.Path, err)
		}
	}
	name := "改了什么：" + numberOf(newer) + "与" + numberOf(older)
	_, steps := c.steps(newer)
	steps = append(steps[:len(steps)-1], Link{Text: newer.Title(), Href: newer.URL}, Link{Text: "改了什么"})
	v := &ChangesView{
		Frame: c.frame(p, name, bookTitle(newer)+"与"+bookTitle(older)+"逐条对照", "政策文件", c.crumbs(p, steps...)),
		Title: "改了什么", New: c.relation(p, newer), Old: c.relation(p, older),
	}
	v.Sheets = c.sheet(p, "changes")
	blocks := comparison.Articles(texts[0], texts[1])
	v.Lead, v.Summary, v.Groups = lead(blocks), summary(blocks), collapsed(p, blocks, newer, older)
	return v, nil
}

// numberOf names a document in the title of a window, where there is little room.
func numberOf(e *catalog.Entry) string {
	if n := e.DocumentNumber(); n != "" {
		return n
	}
	return e.Index.Plain()
}

// compared gives the lines to compare: the text under the heading that is the
// title of either document, or what either hands on, else all of it.
func compared(body markdown.Body, older, newer *catalog.Entry) []string {
	lines := strings.Split(body.Text, "\n")
	for _, h := range body.Headings {
		key := citation.Key(h.Text)
		for _, e := range []*catalog.Entry{newer, older} {
			for _, name := range []string{e.Keys().Issued, e.Keys().Title} {
				if name == "" || !strings.Contains(key, name) || len(key) > len(name)+titleRestMax {
					continue
				}
				if i := slices.Index(lines, h.Text); i >= 0 {
					return lines[i+1:]
				}
			}
		}
	}
	return lines
}

// titleRestMax is what a heading may have besides the title, in bytes: 附：…（2023年修订）.
const titleRestMax = 60

// changeGroup gives what happened to an article, or to a paragraph of none.
func changeGroup(b comparison.Block) ChangeGroup {
	g := ChangeGroup{Label: b.Article, Was: b.Was}
	switch b.Op {
	case comparison.Same:
		g.Kind = "same"
	case comparison.Added:
		g.Kind, g.Tag = "added", "新增"
	case comparison.Removed:
		g.Kind, g.Tag = "removed", "删去"
	default:
		g.Kind, g.Tag = "changed", "有改动"
	}
	for _, r := range b.Rows {
		g.Rows = append(g.Rows, ChangeRow{rowPieces(r)})
	}
	return g
}

func rowPieces(r comparison.Row) []ChangePiece {
	switch r.Op {
	case comparison.Same:
		return []ChangePiece{{"", r.New}}
	case comparison.Added:
		return []ChangePiece{{"ins", r.New}}
	case comparison.Removed:
		return []ChangePiece{{"del", r.Old}}
	}
	out := make([]ChangePiece, len(r.Pieces))
	for i, piece := range r.Pieces {
		out[i] = ChangePiece{map[comparison.Op]string{comparison.Removed: "del", comparison.Added: "ins"}[piece.Op], piece.Text}
	}
	return out
}

// collapsed makes one line of each run of articles that did not change; the
// heads of chapters within it need none.
func collapsed(p place, blocks []comparison.Block, newer, older *catalog.Entry) []ChangeGroup {
	var out []ChangeGroup
	for i := 0; i < len(blocks); {
		if blocks[i].Op != comparison.Same {
			g := changeGroup(blocks[i])
			g.Href = articleAddress(p, g, newer, older)
			out = append(out, g)
			i++
			continue
		}
		j, moved := i, false
		for first := true; j < len(blocks) && blocks[j].Op == comparison.Same; j++ {
			if blocks[j].Chapter {
				continue
			}
			if !first && moved != (blocks[j].Was != "") {
				break
			}
			moved, first = blocks[j].Was != "", false
		}
		if text := sameText(blocks[i:j], moved); text != "" {
			out = append(out, ChangeGroup{Kind: "same", Text: text})
		}
		i = j
	}
	return out
}

// sameText names a run that did not change, "" for heads of chapters alone.
func sameText(run []comparison.Block, moved bool) string {
	var labels, were []string
	loose := 0
	for _, b := range run {
		switch {
		case b.Article != "":
			labels, were = append(labels, b.Article), append(were, b.Was)
		case !b.Chapter:
			loose++
		}
	}
	switch {
	case len(labels) == 0 && loose == 0:
		return ""
	case len(labels) == 0:
		return strconv.Itoa(loose) + "段文字没有改动"
	case moved:
		return fromTo(labels) + "：文字没有改动，原为" + fromTo(were)
	}
	return fromTo(labels) + "没有改动"
}

func fromTo(labels []string) string {
	if len(labels) == 1 {
		return labels[0]
	}
	return labels[0] + "至" + labels[len(labels)-1]
}

// summary counts what happened: articles, or paragraphs where there are none.
func summary(blocks []comparison.Block) string {
	unit := "段"
	if slices.ContainsFunc(blocks, func(b comparison.Block) bool { return b.Article != "" }) {
		unit = "条"
	}
	count := map[comparison.Op]int{}
	for _, b := range blocks {
		if unit == "段" || b.Article != "" {
			count[b.Op]++
		}
	}
	var parts []string
	for _, k := range []struct {
		op   comparison.Op
		word string
	}{{comparison.Changed, "有改动的"}, {comparison.Added, "新增"}, {comparison.Removed, "删去"}, {comparison.Same, "没有改动的"}} {
		if n := count[k.op]; n > 0 {
			parts = append(parts, k.word+strconv.Itoa(n)+unit)
		}
	}
	return strings.Join(parts, "，") + "。"
}

// lead says how to read a comparison.
func lead(blocks []comparison.Block) string {
	kept := 0
	for _, b := range blocks {
		if b.Op == comparison.Same || b.Op == comparison.Changed {
			kept++
		}
	}
	if kept*4 < len(blocks) {
		return "两份文件的文字大多不同，以下逐条列出删去和新增的内容。"
	}
	return "只列有改动的，没有改动的合成一行。"
}

// articleAddress leads to an article in the document that has it.
func articleAddress(p place, g ChangeGroup, newer, older *catalog.Entry) string {
	e := newer
	if g.Kind == "removed" {
		e = older
	}
	a, size := markdown.ReadArticle([]byte(g.Label))
	if size == 0 || !slices.Contains(e.Articles, a) {
		return ""
	}
	return p.to(e.URL) + "#" + url.PathEscape(a.ID())
}
