package importer

import (
	"net/url"
	"strconv"
	"strings"

	"codeberg.org/readeck/go-readability"
	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/generator/office"
)

// readHTML reads a saved web page.
func readHTML(text string) (*page, error) {
	root, err := parseHTML(text)
	if err != nil {
		return nil, err
	}
	p := &page{}
	doc := goquery.NewDocumentFromNode(root)
	p.readHead(doc)
	p.words = visibleWords(root)
	p.marks = joinNotes(root)
	blocks, hidden := flatten(root, article(doc))
	if !mostly(blocks) {
		blocks, hidden = flatten(root, nil)
	}
	p.blocks = blocks
	for _, words := range hidden {
		p.removed = append(p.removed, Removed{Text: words, Reason: string(hiddenText), apart: true})
	}
	if len(p.blocks) == 0 {
		return nil, &office.FormatError{Message: "网页里没有文字", Hint: "内容由脚本生成的网页，请在浏览器里打开后把正文复制到文本文件"}
	}
	return p, nil
}

// mostly tells whether the article that was chosen holds most of the running
// text: else the choice was wrong, and all of the page is read.
func mostly(blocks []*block) bool {
	inside, all := 0, 0
	for _, b := range blocks {
		n := proseRunes(b.text)
		all += n
		if !b.outside {
			inside += n
		}
	}
	return inside > 0 && float64(inside) >= articleShare*float64(all)
}

// readHead reads what the head of a page says (the page design norm of 国办发
// 〔2017〕47号): ArticleTitle, PubDate, ContentSource and others.
func (p *page) readHead(doc *goquery.Document) {
	p.title = oneLine(doc.Find("title").First().Text())
	if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
		p.base = href
	}
	if href, ok := doc.Find("link[rel=canonical]").First().Attr("href"); ok && p.base == "" {
		p.base = href
	}
	doc.Find("meta[name][content]").Each(func(_ int, s *goquery.Selection) {
		name, content := oneLine(s.AttrOr("name", "")), oneLine(s.AttrOr("content", ""))
		if strings.EqualFold(name, "url") && p.base == "" && strings.HasPrefix(content, "http") {
			p.base = content
		}
		if content != "" {
			p.meta = append(p.meta, pair{label: name, value: content})
		}
	})
}

// visibleWords gathers every character that a reader sees, by a walk of its
// own: what the blocks lose can only be found by comparing with it.
func visibleWords(root *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			return
		}
		if silent(n) || n.Type == html.ElementNode && hidden(n) {
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		b.WriteByte('\n')
	}
	walk(root)
	return b.String()
}

// containers are where government sites put the text of an article, the most
// certain first.
var containers = []string{
	"#UCAP-CONTENT", ".TRS_Editor", ".trs_editor_view", ".TRS_UEDITOR", ".pages_content", "#zoom", "#Zoom", "#zoomcon", ".zoom", "#fontzoom", "#mainText", ".article-content", ".article_content", ".articleContent", ".content-article", ".xxgk_content",
	".view.TRS_UEDITOR", ".bt_content", ".news_content", ".newscontent", ".detail-content", ".detail_content", ".con_text", ".wzcon", ".nr", "#js_content", ".Custom_UnionStyle", "#article", "article", ".article", "#content", ".content", "main",
}

// articleShare is how much of a page's running text a container must hold to
// be taken for the article.
const articleShare = 0.6

// article gives the roots of the part of a page that holds the document: a
// known container, else what go-readability chooses, else all of it.
func article(doc *goquery.Document) map[*html.Node]bool {
	all := running(doc.Nodes[0])
	if all == 0 {
		return nil
	}
	for _, selector := range containers {
		found := map[*html.Node]bool{}
		share := 0
		doc.Find(selector).Each(func(_ int, s *goquery.Selection) {
			n := s.Nodes[0]
			for up := n.Parent; up != nil; up = up.Parent {
				if found[up] {
					return
				}
			}
			found[n] = true
			share += running(n)
		})
		if float64(share) >= articleShare*float64(all) {
			return found
		}
	}
	return readable(doc)
}

// running counts the characters of sentences outside links.
func running(n *html.Node) int {
	total := 0
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			total += proseRunes(n.Data)
			return
		}
		if silent(n) || n.DataAtom == atom.A || n.Type == html.ElementNode && hidden(n) {
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(n)
	return total
}

const proseMin = 10

// proseRunes counts the characters of a text that has the marks of sentences.
func proseRunes(s string) int {
	if n := runes(squeezed(s)); n >= proseMin && strings.ContainsAny(s, "，。；！？,;") {
		return n
	}
	return 0
}

// readable asks go-readability which paragraphs are the article. Each element
// is marked first, so that the choice can be found again in the page itself,
// of which the library keeps a changed copy.
func readable(doc *goquery.Document) map[*html.Node]bool {
	const mark = "data-gongkai"
	root := doc.Nodes[0]
	var marked []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (n.DataAtom == atom.P || n.DataAtom == atom.Td || n.DataAtom == atom.Li || len(n.Data) == 2 && n.Data[0] == 'h' || n.DataAtom == atom.Div && !holdsBlocks(n)) {
			setAttribute(n, mark, strconv.Itoa(len(marked)))
			marked = append(marked, n)
		}
	}
	parser := readability.NewParser()
	chosen, err := parser.ParseDocument(deepCopy(root), nil)
	if err != nil || chosen.Node == nil {
		return nil // all of the page is the article then
	}
	var first *html.Node
	for n := range chosen.Node.Descendants() {
		i, err := strconv.Atoi(attribute(n, mark))
		if err != nil || i < 0 || i >= len(marked) {
			continue
		}
		if first = ancestor(first, marked[i]); first == nil {
			return nil
		}
	}
	if first == nil || first.DataAtom == atom.Body || first.DataAtom == atom.Html || float64(running(first)) < articleShare*float64(running(root)) {
		return nil
	}
	return map[*html.Node]bool{first: true}
}

// ancestor gives the nearest element that holds both nodes.
func ancestor(a, b *html.Node) *html.Node {
	if a == nil {
		return b
	}
	for ; a != nil; a = a.Parent {
		for up := b; up != nil; up = up.Parent {
			if up == a {
				return a
			}
		}
	}
	return nil
}

// absolute resolves a link of the page; ok is false where it leads nowhere
// that could be told.
func (p *page) absolute(href string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil {
		return "", false
	}
	if !u.IsAbs() && p.base != "" {
		if base, err := url.Parse(p.base); err == nil {
			u = base.ResolveReference(u)
		}
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return u.String(), u.Host != ""
	case "mailto", "tel":
		return u.String(), true
	}
	return "", false
}
