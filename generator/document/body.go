package document

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/source"
)

// judgeBody reads the text once: links, leftovers, personal data, citations.
func (d *Document) judgeBody(file source.File, env Env) (list diag.List) {
	places := lineIndex{file: file.Path, first: file.BodyLine, body: file.Body}
	found, shown := d.links(file, env, &places)
	list.Add(found...)
	list.Add(d.pictures(file.Body, shown)...)
	list.Add(leftovers(file.Body, &places)...)
	list.Add(emptyLabels(file.Body, &places)...)
	list.Add(personal(file.Body, env.Config.Site.PublicPhones, &places)...)
	d.Citations = cited(file.Body, &places)
	d.Articles = markdown.Articles(file.Body)
	return list
}

// lineIndex turns byte offsets of the body into places in the file. Offsets
// are asked in any order; the line starts are counted once, when first needed,
// and the characters of a line from the last place asked on.
type lineIndex struct {
	file   string
	first  int
	body   []byte
	starts []int

	lastOffset, lastColumn int
}

func (x *lineIndex) at(offset int) diag.Position {
	if x.starts == nil {
		x.starts = make([]int, 1, 1+bytes.Count(x.body, []byte("\n")))
		for end := bytes.IndexByte(x.body, '\n'); end >= 0; end = bytes.IndexByte(x.body[x.starts[len(x.starts)-1]:], '\n') {
			x.starts = append(x.starts, x.starts[len(x.starts)-1]+end+1)
		}
	}
	low, high := 0, len(x.starts)
	for high-low > 1 {
		if middle := (low + high) / 2; x.starts[middle] <= offset {
			low = middle
		} else {
			high = middle
		}
	}
	offset = min(offset, len(x.body))
	from, column := x.starts[low], 1
	if x.lastOffset >= from && x.lastOffset <= offset && x.lastColumn > 0 {
		from, column = x.lastOffset, x.lastColumn
	}
	column += utf8.RuneCount(x.body[from:offset])
	x.lastOffset, x.lastColumn = offset, column
	return diag.Position{File: x.file, Line: x.first + low, Column: column}
}

// links finds the files that links and pictures of the body name; shown are
// the pictures.
func (d *Document) links(file source.File, env Env, places *lineIndex) (list diag.List, shown []picture) {
	for _, link := range markdown.Links(file.Body) {
		t := Resolve(d.Path, link.Destination)
		at := places.at(link.Offset)
		width := utf8.RuneCountInString(link.Destination)
		switch t.Sort {
		case External:
			if link.Image {
				list.Add(diag.New(diag.LinkBroken, at, "图片“%s”在别的网站", link.Destination).On("", width).Hinted("把图片存到文件旁边再插入：网页不向别的网站取东西"))
			}
		case Unfit:
			list.Add(diag.New(diag.LinkBroken, at, "链接“%s”不能发布", link.Destination).On("", width).
				Hinted("站内文件写相对于本文件的路径，如 附表.xlsx；站外写 https:// 开头的完整网址"))
		case ToFile:
			asset, finding, ok := find(env, t, link.Destination, at)
			if !ok {
				finding.Code, finding.Severity, finding.Field = diag.LinkBroken, diag.Error, ""
				finding.Message = strings.Replace(finding.Message, "附件", "链接的文件", 1)
				list.Add(finding)
				continue
			}
			if link.Image && asset.Zip {
				list.Add(diag.New(diag.LinkBroken, at, "图片“%s”的格式不能直接显示", link.Destination).On("", width).Hinted("另存为 PNG 再插入"))
				continue
			}
			if link.Image {
				shown = append(shown, picture{path: asset.Path, shown: link.Destination, alternative: link.Alternative, at: at})
			}
			list.Add(d.own(&d.Files, asset)...)
		case ToMarkdown:
			d.Links = append(d.Links, Reference{Text: t.Path, At: at})
		}
	}
	return list, shown
}

// emptyLabels finds lines such as "附件：" after which nothing comes.
func emptyLabels(body []byte, places *lineIndex) (list diag.List) {
	pending, pendingAt := "", 0
	report := func() {
		if pending != "" {
			list.Add(diag.New(diag.LabelEmpty, places.at(pendingAt), "“%s”之后没有内容", pending).On("", utf8.RuneCountInString(pending)).
				Hinted("有附件的登记在元数据“附件”里，没有的删去这一行"))
		}
	}
	for offset, rest := 0, body; len(rest) > 0; {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		if !mayBeLabel(line) {
			pending = ""
			offset += len(line) + 1
			rest = after
			continue
		}
		text := strings.Trim(string(bytes.TrimSpace(line)), "*# 　")
		switch {
		case text == "":
		case isLabel(text):
			report()
			pending, pendingAt = text, offset+bytes.Index(line, []byte(text))
		default:
			pending = ""
		}
		offset += len(line) + 1
		rest = after
	}
	report()
	return list
}

// mayBeLabel passes over nearly every line: one that ends, blanks apart, neither
// in a colon nor in a mark that may follow it is no label, and not empty.
func mayBeLabel(line []byte) bool {
	line = bytes.TrimRight(line, " \t\r")
	if len(line) == 0 {
		return true
	}
	switch last := line[len(line)-1]; {
	case last >= utf8.RuneSelf:
		return bytes.HasSuffix(line, []byte("：")) || bytes.HasSuffix(line, []byte("　")) || !isHan(line)
	default:
		return last == ':' || last == '*' || last == '#' || last < ' '
	}
}

// isHan tells whether a line ends in one of the common Han characters or marks.
func isHan(line []byte) bool {
	r, _ := utf8.DecodeLastRune(line)
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3001 && r <= 0x303f || r >= 0xff01 && r <= 0xff5e
}

func isLabel(text string) bool {
	switch strings.TrimRight(text, "：:") {
	case "附件", "相关链接", "相关附件", "附件下载", "相关文档", "相关解读", "相关文件":
		return strings.HasSuffix(text, "：") || strings.HasSuffix(text, ":")
	}
	return false
}
