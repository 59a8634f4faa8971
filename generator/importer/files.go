package importer

import (
	"encoding/base64"
	"fmt"
	"io/fs"
	"iter"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/generator/field"
)

// File is a picture or an attachment to be written beside the document.
type File struct {
	Token string // what stands for it in the body until the document has a name
	Name  string // the name it would like, "" for a picture, which is named after the document
	Ext   string // of a picture: ".png"
	Title string
	Data  []byte
}

const (
	tokenPrefix    = "gongkai-file-"
	fileBytesMax   = 200 << 20
	filesBytesMax  = 400 << 20
	picturesMax    = 1000
	attachmentsMax = 500
)

func linksIn(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for d := range n.Descendants() {
			if d.DataAtom == atom.A && attribute(d, "href") != "" && !yield(d) {
				return
			}
		}
	}
}

func hasLink(n *html.Node) bool {
	for range linksIn(n) {
		return true
	}
	return false
}

func hasPicture(n *html.Node) bool { return holds(n, atom.Img) }

func hasLinkOrPicture(n *html.Node) bool { return hasLink(n) || hasPicture(n) }

// anchors gives the links that lead nowhere: places to link to, buttons of a
// script.
func anchors(n *html.Node) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.DataAtom == atom.A && attribute(d, "href") == "" && attribute(d, "data-note") == "" {
			out = append(out, d)
		}
	}
	return out
}

// fileLink are the extensions of attachments.
var fileLink = map[string]bool{".doc": true, ".docx": true, ".xls": true, ".xlsx": true, ".pdf": true, ".ofd": true, ".wps": true, ".et": true, ".ppt": true, ".pptx": true, ".zip": true, ".rar": true, ".7z": true, ".csv": true, ".txt": true, ".jpg": true, ".jpeg": true, ".png": true}

func isFileLink(href string) bool {
	u, err := url.Parse(strings.TrimSpace(href))
	return err == nil && fileLink[strings.ToLower(path.Ext(u.Path))]
}

// hasAttachment tells a block outside the article that is worth keeping: links
// to files, under or beside the word 附件.
func (d *draft) hasAttachment(b *block) bool {
	if b.node == nil {
		return false
	}
	for a := range linksIn(b.node) {
		if isFileLink(attribute(a, "href")) && !strings.EqualFold(path.Ext(attribute(a, "href")), ".apk") {
			return true
		}
	}
	return false
}

// gatherFiles finds the pictures and attachments of the body, takes those that
// are at hand and repairs or takes away the links to the others.
func (d *draft) gatherFiles() {
	for _, b := range d.kept() {
		if b.node == nil {
			continue
		}
		for _, img := range pictures(b.node) {
			d.picture(b, img)
		}
		for _, a := range collect(linksIn(b.node)) {
			d.link(b, a)
		}
		for _, a := range anchors(b.node) {
			unwrap(a)
		}
	}
	d.listAttachments()
}

func pictures(n *html.Node) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.DataAtom == atom.Img {
			out = append(out, d)
		}
	}
	return out
}

func collect(seq iter.Seq[*html.Node]) []*html.Node {
	var out []*html.Node
	for n := range seq {
		out = append(out, n)
	}
	return out
}

// picture takes a picture over, or out of the text.
func (d *draft) picture(b *block, img *html.Node) {
	src := strings.TrimSpace(attribute(img, "src"))
	alt := oneLine(attribute(img, "alt"))
	data, why := d.pictureData(src)
	if data == nil {
		if why != "" {
			d.warn(b.line, "图片没有导入：%s", why)
		}
		img.Parent.RemoveChild(img)
		return
	}
	kind := http.DetectContentType(data)
	ext := map[string]string{"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}[kind]
	if ext == "" {
		d.warn(b.line, "图片“%s”的格式浏览器不能显示，没有导入，请另存为 PNG 插入", shortened(path.Base(src), 40))
		img.Parent.RemoveChild(img)
		return
	}
	token := d.keep(File{Ext: ext, Data: data})
	if token == "" {
		d.warn(b.line, "图片太多或太大，没有导入“%s”", shortened(path.Base(src), 40))
		img.Parent.RemoveChild(img)
		return
	}
	img.Attr = []html.Attribute{{Key: "src", Val: token}, {Key: "alt", Val: alt}}
	d.added += alt
	if alt == "" {
		d.warn(b.line, "图片没有替代文字，请在方括号里写明图上的内容")
	}
}

// pictureData finds the bytes of a picture; why is empty for what is no loss,
// such as a dot that counts visits.
func (d *draft) pictureData(src string) (data []byte, why string) {
	if known := d.page.pictures[src]; known != nil {
		return known, ""
	}
	if rest, ok := strings.CutPrefix(src, "data:"); ok {
		head, body, _ := strings.Cut(rest, ",")
		if !strings.Contains(head, "base64") {
			return nil, "写在网页里的图片读不出来"
		}
		raw, err := base64.StdEncoding.DecodeString(squeezed(body))
		if err != nil {
			return nil, "写在网页里的图片读不出来"
		}
		return raw, ""
	}
	if src == "" {
		return nil, ""
	}
	if data := d.beside(src); data != nil {
		return data, ""
	}
	if full, ok := d.page.absolute(src); ok {
		return nil, full + "（请从原网页另存，放在文件旁边再导入，或者补在正文里）"
	}
	return nil, "找不到 " + shortened(src, 80)
}

// beside reads a file next to the source, named by a relative link.
func (d *draft) beside(href string) []byte {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" || d.input.Beside == nil {
		return nil
	}
	name := path.Clean(strings.ReplaceAll(u.Path, `\`, "/"))
	if !fs.ValidPath(name) {
		return nil
	}
	info, err := fs.Stat(d.input.Beside, name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > fileBytesMax || info.Size() == 0 {
		return nil
	}
	data, err := fs.ReadFile(d.input.Beside, name)
	if err != nil {
		return nil // told as not found
	}
	return data
}

// keep puts a file in line and gives its token, "" where there are too many.
func (d *draft) keep(f File) string {
	total := len(f.Data)
	for _, other := range d.files {
		total += len(other.Data)
		if string(other.Data) == string(f.Data) && other.Ext == f.Ext && other.Name == f.Name {
			return other.Token
		}
	}
	if len(d.files) >= picturesMax || total > filesBytesMax {
		return ""
	}
	f.Token = fmt.Sprintf("%s%04d", tokenPrefix, len(d.files)+1)
	d.files = append(d.files, f)
	return f.Token
}

// link repairs a link: files at hand come along, relative ones are made
// absolute, what leads nowhere becomes text.
func (d *draft) link(b *block, a *html.Node) {
	if attribute(a, "data-note") != "" {
		return
	}
	href := strings.TrimSpace(attribute(a, "href"))
	title := words(a)
	if isFileLink(href) && len(d.files) < attachmentsMax {
		if data := d.beside(href); data != nil {
			u, err := url.Parse(href)
			if err == nil {
				if token := d.keep(File{Name: path.Base(u.Path), Title: attachmentTitle(title), Data: data}); token != "" {
					a.Attr = []html.Attribute{{Key: "href", Val: token}}
					return
				}
			}
		}
	}
	full, ok := d.page.absolute(href)
	if !ok || title == "" && !hasPicture(a) {
		if !strings.HasPrefix(href, "#") && !strings.HasPrefix(strings.ToLower(href), "javascript:") && title != "" {
			d.warn(b.line, "链接“%s”指向 %s，不知道完整的网址，只留下文字", shortened(title, 30), shortened(href, 80))
		}
		unwrap(a)
		return
	}
	if isFileLink(href) {
		d.warn(b.line, "附件“%s”没有随文件提供，链接仍指向 %s", shortened(title, 40), shortened(full, 100))
	}
	a.Attr = []html.Attribute{{Key: "href", Val: full}}
}

var attachmentNumber = regexp.MustCompile(`^(?:附件)?\s*[0-9一二三四五六七八九十]{0,2}\s*[.．、:：]\s*`)

// attachmentTitle is the words of a link without number and extension.
func attachmentTitle(text string) string {
	if ext := path.Ext(text); fileLink[strings.ToLower(ext)] {
		text = strings.TrimSuffix(text, ext)
	}
	return strings.TrimSpace(attachmentNumber.ReplaceAllString(text, ""))
}

// attachmentLine is an entry of a list of attachments.
func attachmentLine(text string) bool {
	line := squeezed(text)
	return strings.HasPrefix(line, "附件：") || strings.HasPrefix(line, "附件:") || strings.HasPrefix(line, "附：")
}

// listAttachments records the attachments that came along, and warns of those
// that the text only names.
func (d *draft) listAttachments() {
	have := false
	for _, f := range d.files {
		have = have || f.Name != ""
	}
	if have || d.has(field.Attachments) {
		return
	}
	for _, b := range d.kept() {
		if attachmentLine(b.text) && (b.node == nil || !hasLink(b.node)) && runes(squeezed(b.text)) > 3 {
			d.warn(b.line, "正文列有附件（%s），文件没有随附，请放在文档旁边并登记在“附件”里", shortened(b.text, 40))
			return
		}
	}
}
