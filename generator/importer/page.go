package importer

import (
	"strings"

	"golang.org/x/net/html"

	"gongkai/generator/office"
	"gongkai/generator/source"
)

// page is a file as it was read, before anything was recognised.
type page struct {
	blocks   []*block
	words    string            // every character of the running text, gathered apart from blocks
	marks    string            // words of footnote marks, which are not text
	head     []source.Entry    // front matter of a Markdown file
	meta     []pair            // meta elements of a web page
	title    string            // of a web page
	base     string            // where its relative links lead; "" if it does not say
	pictures map[string][]byte // of a Word file, by src
	removed  []Removed         // what reading alone left out
	warnings []string
	charset  string // where it is not UTF-8
	lines    bool   // blocks count lines of the file
	markdown bool   // blocks are Markdown already
}

// pair is a label and its value as they stand in a file.
type pair struct {
	label, value string
}

// readWord reads a Word file through the same path as a web page.
func readWord(data []byte) (*page, error) {
	w, err := office.ReadWord(data)
	if err != nil {
		return nil, err
	}
	root, err := parseHTML(clean(w.HTML))
	if err != nil {
		return nil, err
	}
	blocks, _ := flatten(root, nil)
	p := &page{blocks: blocks, words: w.Text, pictures: w.Pictures, warnings: w.Warnings}
	for _, b := range p.blocks {
		if b.class == "toc" {
			b.gone = contents
		}
	}
	for _, text := range w.Margins {
		p.removed = append(p.removed, Removed{Text: text, Reason: string(margin), apart: true})
	}
	if len(p.blocks) == 0 {
		return nil, &office.FormatError{Message: "文件里没有文字", Hint: "扫描成图片的文件请先识别成文字，或者作为附件"}
	}
	return p, nil
}

// parseHTML reads any HTML; the library refuses only what is nested too deep.
func parseHTML(text string) (*html.Node, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, &office.FormatError{Message: "网页嵌套过深，无法读取", Hint: "用浏览器打开，把正文复制到文本文件再导入"}
	}
	return root, nil
}
