package office

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// Word is what a .docx file holds.
type Word struct {
	HTML     string            // see the package comment
	Text     string            // every character of the running text, gathered apart from HTML, without the numbers Word made
	Pictures map[string][]byte // by the src of img
	Margins  []string          // the texts of headers and footers, which are not part of HTML
	Warnings []string          // what was left out, in Chinese
}

// ReadWord reads a .docx file. The error is a *FormatError.
//
// Tracked insertions are text, deletions are not; comments and hidden text are
// left out; all three are warned of. Core properties are not read: they tell
// who first used the template.
func ReadWord(data []byte) (*Word, error) {
	w, err := openWord(data)
	if err != nil {
		return nil, err
	}
	w.write()
	return w.out, nil
}

// openWord reads the parts of a .docx file that its text needs.
func openWord(data []byte) (*wordReader, error) {
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	main, err := mainPart(a)
	if err != nil {
		return nil, err
	}
	w := &wordReader{archive: a, folder: path.Dir(main), out: &Word{Pictures: map[string][]byte{}}, seen: map[string]int{}}
	if err := w.open(main); err != nil {
		return nil, err
	}
	if w.body == nil {
		return nil, unreadable("文件里没有正文")
	}
	return w, nil
}

// mainPart finds the part that holds the text.
func mainPart(a *archive) (string, error) {
	rels, err := readRelations(a, "_rels/.rels", "")
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if strings.HasSuffix(r.kind, "/officeDocument") && a.has(r.target) {
			if strings.HasPrefix(r.target, "xl/") || strings.HasPrefix(r.target, "ppt/") {
				break
			}
			return r.target, nil
		}
	}
	if a.has("word/document.xml") {
		return "word/document.xml", nil
	}
	return "", unreadable("内容不是 Word 文档")
}

// relation leads from a part to another, or outside.
type relation struct {
	kind, target string
	external     bool
}

func readRelations(a *archive, name, folder string) (map[string]relation, error) {
	root, err := a.parse(name)
	if err != nil || root == nil {
		return nil, err
	}
	out := map[string]relation{}
	for _, k := range root.kids {
		if k.name != "Relationship" {
			continue
		}
		r := relation{kind: k.attr("Type"), target: k.attr("Target"), external: k.attr("TargetMode") == "External"}
		if !r.external {
			r.target = strings.TrimPrefix(path.Clean("/"+path.Join(joinFolder(folder, r.target))), "/")
		}
		out[k.attr("Id")] = r
	}
	return out, nil
}

func joinFolder(folder, target string) string {
	if strings.HasPrefix(target, "/") {
		return target
	}
	return folder + "/" + target
}

func (a *archive) parse(name string) (*node, error) {
	data, err := a.read(name, partBytesMax)
	if err != nil {
		return nil, err
	}
	return parseXML(data)
}

// wordReader walks the parts of one file.
type wordReader struct {
	archive   *archive
	folder    string
	relations map[string]relation
	styles    *styles
	numbering *numbering
	body      *node
	notes     map[string]*node // by kind and id: "f1", "e1"
	order     []string         // of the notes, as the text calls them
	seen      map[string]int   // what to warn of
	out       *Word
}

// open reads the parts that the text needs.
func (w *wordReader) open(main string) error {
	a := w.archive
	document, err := a.parse(main)
	if err != nil {
		return err
	}
	w.body = document.child("body")
	if w.relations, err = readRelations(a, w.folder+"/_rels/"+path.Base(main)+".rels", w.folder); err != nil {
		return err
	}
	parts := map[string]*node{}
	for _, name := range []string{"styles", "numbering", "footnotes", "endnotes"} {
		if parts[name], err = a.parse(w.folder + "/" + name + ".xml"); err != nil {
			return err
		}
	}
	w.styles, w.numbering = readStyles(parts["styles"]), readNumbering(parts["numbering"])
	w.notes = map[string]*node{}
	for name, letter := range map[string]string{"footnotes": "f", "endnotes": "e"} {
		if parts[name] == nil {
			continue
		}
		for _, n := range parts[name].kids {
			if kind := n.attr("type"); kind == "" || kind == "normal" {
				w.notes[letter+n.attr("id")] = n
			}
		}
	}
	return w.readMargins()
}

// readMargins keeps the words of headers and footers for the report.
func (w *wordReader) readMargins() error {
	var names []string
	for _, r := range w.relations {
		if !r.external && (strings.HasSuffix(r.kind, "/header") || strings.HasSuffix(r.kind, "/footer")) {
			names = append(names, r.target)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		root, err := w.archive.parse(name)
		if err != nil {
			return err
		}
		text := strings.Join(strings.Fields(root.words()), " ")
		if strings.Trim(text, "0123456789 -—–－第页共/") != "" && !slices.Contains(w.out.Margins, text) {
			w.out.Margins = append(w.out.Margins, text)
		}
	}
	return nil
}

// write makes the HTML and gathers the text.
func (w *wordReader) write() {
	var b strings.Builder
	w.blocks(&b, w.body)
	for i := 0; i < len(w.order); i++ { // a note may call another
		id := w.order[i]
		fmt.Fprintf(&b, `<div class="note" data-note="%s">`, id)
		w.blocks(&b, w.notes[id])
		b.WriteString("</div>\n")
	}
	w.out.HTML = b.String()
	var text strings.Builder
	w.gather(&text, w.body, false)
	for _, id := range w.order {
		w.gather(&text, w.notes[id], false)
	}
	w.out.Text = text.String()
	w.warn()
}

// The things that are counted for a warning.
const (
	sawInsertion = "insertion"
	sawDeletion  = "deletion"
	sawComment   = "comment"
	sawHidden    = "hidden"
	sawFormula   = "formula"
	sawChart     = "chart"
	sawObject    = "object"
	sawSymbol    = "symbol"
	sawPicture   = "picture"
	sawPart      = "part"
	sawTextBox   = "box"
)

var warnings = []struct{ what, text string }{
	{sawInsertion, "有 %d 处修订插入的文字，按已接受处理，请核对原稿是否定稿"},
	{sawDeletion, "有 %d 处修订删除的文字，没有导入，请核对原稿是否定稿"},
	{sawComment, "有 %d 处批注，没有导入"},
	{sawHidden, "有 %d 处隐藏文字，没有导入"},
	{sawFormula, "有 %d 个公式，只留下其中的字符，请核对"},
	{sawChart, "有 %d 个图表或图形，没有导入，请另存为图片插入"},
	{sawObject, "有 %d 个嵌入的对象，只留下预览图，请作为附件另附"},
	{sawSymbol, "有 %d 个符号字体的字符认不出，用“□”代替"},
	{sawPicture, "有 %d 张图片取不到，没有导入"},
	{sawPart, "有 %d 处内容取自另一个文件，没有导入"},
	{sawTextBox, "有 %d 个文本框，文字放在所在段落之后"},
}

func (w *wordReader) warn() {
	for _, row := range warnings {
		if n := w.seen[row.what]; n > 0 {
			w.out.Warnings = append(w.out.Warnings, fmt.Sprintf(row.text, n))
		}
	}
}
