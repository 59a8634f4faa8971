package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/field"
)

// picture is a picture that a body shows.
type picture struct {
	path, shown, alternative string
	at                       diag.Position
}

// pictureTypes are the attachments that a screen reader finds nothing in.
var pictureTypes = map[string]bool{"PNG": true, "JPG": true, "JPEG": true, "GIF": true, "WEBP": true, "BMP": true, "TIF": true, "TIFF": true}

// textLeast is how many letters a text has at least that says more than its
// pictures.
const textLeast = 40

// pictures wants words beside each picture: the 替代文本 of an attachment, the
// brackets of a picture in the text. Where the document says next to nothing
// else, it cannot be read at all without them, which is an error.
func (d *Document) pictures(body []byte, shown []picture) (list diag.List) {
	report := func(at diag.Position, on, name, format, hint string) {
		f := diag.New(diag.PictureBare, at, format, name).On(on, utf8.RuneCountInString(name)).Hinted("%s", hint)
		if letters(body) >= textLeast {
			f = f.As(diag.Warning)
		}
		list.Add(f)
	}
	told := map[string]bool{}
	for _, a := range d.Attachments {
		told[a.Path] = strings.TrimSpace(a.Text) != ""
		if pictureTypes[a.Type] && !told[a.Path] {
			report(a.At, field.Of(field.Attachments).Label, a.Name, "图片“%s”没有替代文本", "在这个附件下写 替代文本: 图里的文字和步骤，使读屏软件读得出、搜索找得到")
		}
	}
	for _, p := range shown {
		if p.alternative == "" && !told[p.path] {
			report(p.at, "", p.shown, "正文里的图片“%s”没有替代文本", "写作 ![图里说了什么](图片.png)；内容多的，登记为附件并写 替代文本")
		}
	}
	return list
}

// pictureMark is a picture in Markdown.
var pictureMark = regexp.MustCompile(`!\[[^\]]*\](\([^)]*\))?`)

// letters counts the letters and digits of a body, those of its pictures left
// out.
func letters(body []byte) int {
	n := 0
	for _, r := range string(pictureMark.ReplaceAll(body, nil)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
