package page

import (
	"bytes"
	"html/template"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/field"
	"gongkai/generator/markdown"
	"gongkai/generator/publish"
)

// document makes a document's page and its twin, of one reading of its text.
func (c *column) document(e *catalog.Entry) publish.Output {
	p := place(e.URL)
	twin := e.URL + "index.json"
	return publish.Output{Paths: []string{p.file(), twin}, Key: c.documentKey(e), Make: func(emit publish.Emit) error {
		return c.Body(e, func(body markdown.Body) error {
			buffer := c.Renderer.buffers.Get().(*[]byte)
			defer c.Renderer.buffers.Put(buffer)
			data := c.Twin((*buffer)[:0], e, body.Text)
			*buffer = data
			if err := c.emit(emit, p.file(), c.documentView(p, e, body, len(data))); err != nil {
				return err
			}
			return emit(twin, bytes.NewReader(data))
		})
	}}
}

// documentView is a document's page; twinSize is the size of its index.json in
// bytes.
func (c *column) documentView(p place, e *catalog.Entry, body markdown.Body, twinSize int) *DocumentView {
	text := body.HTML
	subtitle := ""
	if e.Validity.Word != "" {
		subtitle, text = splitSubtitle(text)
	}
	var asked []question
	if e.Kind == field.Conference || e.Kind == field.Interpretation {
		text, asked = questions(text)
	}
	v := &DocumentView{
		Frame:       c.documentFrame(p, e),
		Head:        c.documentHead(p, e, subtitle),
		Meta:        c.metadata(p, e),
		Tools:       c.tools(e, twinSize),
		Body:        template.HTML(text),
		Colophon:    c.colophon(e),
		Attachments: attachments(e),
		Timeline:    c.timeline(p, e),
		Changes:     c.changes(p, e),
	}
	v.Relations, v.Cleanup = c.relations(p, e)
	v.CitedBy = c.citedBy(p, e)
	v.Series = c.seriesAt(p, e)
	v.Contents = contents(body.Headings, asked, text, v)
	return v
}

// documentFrame is the frame of a document (网页标签规范：文章标签，并带栏目标签).
func (c *column) documentFrame(p place, e *catalog.Entry) Frame {
	section, steps := c.steps(e)
	name := e.Title()
	if e.Validity.Void {
		name = "（" + e.Validity.Word + "）" + name
	}
	if c.twice()[e.Title()] {
		name += "（" + e.Index.Plain() + "）"
	}
	about := e.Text(field.Summary)
	if about == "" {
		about = agencyNames(e) + e.Published.Chinese() + "发布：" + e.Title()
	}
	f := Frame{Chrome: c.chromeOf(p), HeadTitle: c.headTitle(name), Canonical: c.canonical(p), Crumbs: c.crumbs(p, steps...), Schema: c.documentSchema(e)}
	f.Margin = "索引号：" + e.Index.Plain() + "　" + e.Published.Chinese() + "发布"
	keywords := strings.Join(e.Texts(field.Keywords), ",")
	f.Metas = c.metas(
		"ColumnName", section, "ColumnDescription", c.config.Site.Name+"主动公开的"+section,
		"ColumnKeywords", strings.Join(append([]string{section}, c.config.Site.Keywords...), ","), "ColumnType", e.Kind.Row().Type,
		"ArticleTitle", e.Title(), "PubDate", e.Published.String()+" "+clock(e), "ContentSource", contentSource(e),
		"Keywords", keywords, "Author", agencyNames(e), "Description", about, "Url", f.Canonical)
	return f
}

// steps lead to a document by its section.
func (c *column) steps(e *catalog.Entry) (section string, steps []Link) {
	text := Link{Text: "正文"}
	own := Link{Text: e.Section.Name, Href: sectionAddress(e.Section.Key)}
	if parent := c.Catalog.Section(e.Section.Parent); parent != nil {
		return own.Text, []Link{{Text: parent.Name, Href: sectionAddress(parent.Key)}, own, text}
	}
	return own.Text, []Link{own, text}
}

// clock is the time of publication; the tag PubDate must have one.
func clock(e *catalog.Entry) string {
	if t := e.Clock(field.Published); t != "" {
		return t
	}
	return "00:00"
}

func contentSource(e *catalog.Entry) string {
	if s := e.Text(field.Source); s != "" {
		return s
	}
	return agencyNames(e)
}

func agencyNames(e *catalog.Entry) string {
	names := make([]string, len(e.Agencies))
	for i, a := range e.Agencies {
		names[i] = a.Name
	}
	return strings.Join(names, "、")
}

// grades say what the result of a proposal means (domain: 建议提案办理).
var grades = map[string]string{
	"A": "所提问题已经解决或者基本解决", "B": "所提问题正在解决或者已经列入计划逐步解决", "C": "因条件限制需要以后解决", "D": "留作参考",
}

// documentHead is the head of a document; subtitle is markup of package
// markdown.
func (c *column) documentHead(p place, e *catalog.Entry, subtitle string) DocumentHead {
	var names []string
	for _, a := range e.Agencies {
		names = append(names, a.Name, a.Short)
	}
	from := e.Validity.Since
	h := DocumentHead{
		Notice: notice(p, e, e.Validity.Word, from), Number: e.DocumentNumber(), Title: phrases(e.Title(), names...),
		Subtitle: template.HTML(subtitle), Status: c.status(e),
	}
	if h.Status.Word != "" {
		h.Sentence = sentence(e, e.Validity.Word, from)
	}
	if later(e.Validity, c.Catalog.Day) {
		h.AsOf = "效力状态按" + c.today + "告知"
	}
	if proposal, ok := e.Group(field.Proposal); ok {
		if result := proposal.Text(field.ProposalResult); result != "" {
			h.Grade, h.Sentence = result+"类", grades[result]
		}
	}
	if policies := e.Related(catalog.Interprets); len(policies) > 0 && e.Kind == field.Interpretation {
		group := RelationGroup{Word: catalog.Interprets.Label()}
		for _, policy := range policies {
			group.Links = append(group.Links, c.relation(p, policy))
		}
		h.About = []RelationGroup{group}
	}
	return h
}

// subtitleMax is the longest 题注, in bytes.
const subtitleMax = 1200

// splitSubtitle takes the 题注 off a text: a first paragraph wholly in brackets
// that tells when the text was announced or amended (国办公开办函〔2021〕33号).
// subtitle is markup, with the links of what it cites.
func splitSubtitle(text string) (subtitle, rest string) {
	trimmed := strings.TrimLeft(text, "\n")
	if !strings.HasPrefix(trimmed, "<p") {
		return "", text
	}
	open, end := strings.Index(trimmed, ">"), strings.Index(trimmed, "</p>")
	if end < open || end > subtitleMax {
		return "", text
	}
	inner := plain(trimmed[open+1 : end])
	if !strings.HasPrefix(inner, "（") || !strings.HasSuffix(inner, "）") {
		return "", text
	}
	for _, word := range []string{"公布", "发布", "印发", "通过", "修订", "修正", "修改", "施行"} {
		if strings.Contains(inner, word) {
			return trimmed[open+1 : end], trimmed[end+len("</p>"):]
		}
	}
	return "", text
}

func (c *column) tools(e *catalog.Entry, twinSize int) Tools {
	t := Tools{Downloads: []Link{{Text: "JSON（全部字段和纯文本，" + size(int64(twinSize)) + "）", Href: "index.json"}}}
	var cite strings.Builder
	cite.WriteString(agencyNames(e) + "：" + bookTitle(e))
	if n := e.DocumentNumber(); n != "" {
		cite.WriteString("（" + n + "）")
	}
	cite.WriteString("，" + citedDay(e))
	if url := c.canonical(place(e.URL)); url != "" {
		cite.WriteString("，" + url)
		t.QR = qrOf(url)
	}
	t.Citation = cite.String()
	return t
}

// citedDay is the day a citation gives: 成文日期, else 发布日期.
func citedDay(e *catalog.Entry) string {
	if d, ok := e.Day(field.Written); ok {
		return d.Chinese()
	}
	return e.Published.Chinese()
}

// colophon is printed below the text.
func (c *column) colophon(e *catalog.Entry) []string {
	out := []string{"索引号：" + e.Index.Plain() + "　发布日期：" + e.Published.Chinese(), "发布机构：" + agencyNames(e)}
	if e.Validity.Word != "" {
		told := "效力状态：" + e.Validity.Word + "（" + sentence(e, e.Validity.Word, e.Validity.Since) + "）"
		if later(e.Validity, c.Catalog.Day) {
			told += "，按" + c.today + "告知"
		}
		out = append(out, told)
	}
	if url := c.canonical(place(e.URL)); url != "" {
		out = append(out, "网址："+url)
	}
	return append(out, "本件由政府信息公开栏目打印，以正式印发的文本为准。")
}
