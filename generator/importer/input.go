package importer

import (
	"io/fs"
	"path"
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/field"
	"gongkai/generator/office"
)

// Input is one file to import.
type Input struct {
	Name   string // as the user gave it; its extension tells the format
	Data   []byte
	Beside fs.FS // the folder of the file, for pictures and attachments; nil for none
}

// Options are what the user says of all files, and what the site knows.
type Options struct {
	Config    *config.Config
	Today     day.Day
	Kind      field.Kind     // 0: to be told from the text
	Agency    *config.Agency // nil: to be told from the text
	Theme     string         // of documents that state none
	Published string         // of documents that state none
	// Find looks a document of the column up by title or document number and
	// gives a reference to it; nil where the column is not known.
	Find func(name string) (reference string, ok bool)
}

// textBytesMax bounds a page or a text; a document of 8 MiB cannot be read back.
const textBytesMax = 8 << 20

// Formats are the extensions that can be imported.
var Formats = []string{".docx", ".html", ".htm", ".txt", ".md"}

// Known tells whether a file's name is of a format that can be imported.
func Known(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	for _, f := range Formats {
		if ext == f {
			return true
		}
	}
	return false
}

// read makes the page of a file. The error is an *office.FormatError.
func read(in Input) (*page, error) {
	ext := strings.ToLower(path.Ext(in.Name))
	switch {
	case len(in.Data) == 0:
		return nil, &office.FormatError{Message: "文件是空的", Hint: "核对是不是选错了文件"}
	case ext == ".docx":
		return readWord(in.Data)
	case isBinary(in.Data):
		return readBinary(in.Data)
	case len(in.Data) > textBytesMax:
		return nil, &office.FormatError{Message: "文件超过 8 MB", Hint: "拆成几份，或者把大表格改为附件"}
	}
	text, charset := office.Decode(in.Data)
	text = clean(text)
	if squeezed(text) == "" {
		return nil, &office.FormatError{Message: "文件里没有文字", Hint: "核对是不是选错了文件"}
	}
	var p *page
	var err error
	switch {
	case ext == ".md":
		p = readMarkdown(in.Name, text)
	case ext == ".html" || ext == ".htm" || looksLikeHTML(text):
		p, err = readHTML(text)
	case ext == ".txt" || ext == "":
		p = readText(text)
	default:
		return nil, unsupported(ext)
	}
	if err == nil && charset != "UTF-8" {
		p.charset = charset
	}
	return p, err
}

// isBinary tells the formats of offices and others by their first bytes.
func isBinary(data []byte) bool {
	for _, sign := range []string{"PK\x03\x04", "\xd0\xcf\x11\xe0", "%PDF-", "{\\rtf", "\x89PNG", "\xff\xd8\xff", "GIF8"} {
		if strings.HasPrefix(string(data[:min(len(data), 8)]), sign) {
			return true
		}
	}
	return false
}

// readBinary reads a Word file that has another extension, and says what to do
// with everything else.
func readBinary(data []byte) (*page, error) {
	head := string(data[:min(len(data), 8)])
	switch {
	case strings.HasPrefix(head, "PK\x03\x04"), strings.HasPrefix(head, "\xd0\xcf\x11\xe0"), strings.HasPrefix(head, "{\\rtf"):
		return readWord(data)
	case strings.HasPrefix(head, "%PDF-"):
		return nil, &office.FormatError{Message: "PDF 不能导入", Hint: "找到原来的 Word 文件，保存为 .docx 再导入；PDF 可以作附件"}
	}
	return nil, &office.FormatError{Message: "图片不能导入", Hint: "图片可以作附件，或者插入正文"}
}

func unsupported(ext string) error {
	hint := "可以导入 .docx、.html、.txt、.md"
	switch ext {
	case ".doc", ".wps", ".odt", ".rtf":
		hint = "用 Word 或 WPS 打开，保存为 .docx 再导入"
	case ".mht", ".mhtml":
		hint = "在浏览器里“另存为”网页（.html）再导入"
	}
	return &office.FormatError{Message: "不能导入 " + ext + " 文件", Hint: hint}
}

func looksLikeHTML(text string) bool {
	head := strings.ToLower(text[:min(len(text), 2000)])
	for _, sign := range []string{"<!doctype html", "<html", "<head", "<body", "<meta "} {
		if strings.Contains(head, sign) {
			return true
		}
	}
	return false
}
