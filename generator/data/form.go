package data

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
)

// formRow is a row of the application form: its label and the lines printed in
// the field, which is as many lines tall as asked for.
type formRow struct {
	label  string
	lines  []string
	height int // twentieths of a point
}

// formRows are what a request has to say, and nothing more (条例第二十九条): who
// asks, what for, in which form.
var formRows = []formRow{
	{"受理机关", nil, 567},
	{"申请人的姓名或者名称", nil, 567},
	{"身份证明（名称和号码）", nil, 567},
	{"联系方式（电话、通信地址或者电子邮箱）", nil, 850},
	{"所需政府信息的名称、文号，或者便于查询的其他特征性描述", nil, 4252},
	{"获取信息的方式", []string{"□纸质　□电子邮件　□光盘等电子介质　□其他："}, 567},
	{"获取信息的途径", []string{"□邮寄　□自行领取　□电子邮件　□传真　□当场查阅、抄录　□其他："}, 567},
	{"申请人签名或者盖章", nil, 850},
	{"申请日期", []string{"　　　　年　　月　　日"}, 567},
}

// formNotes stand below the form.
var formNotes = []string{
	"1．本表依据《中华人民共和国政府信息公开条例》第二十九条编制，只收集该条规定的内容；不需要说明申请的用途。",
	"2．一张表只申请一项信息，便于查找。书写有困难的，可以口头提出，由受理机关代为填写。",
	"3．已经主动公开的信息不用申请，可以先在政府信息公开栏目里查找。",
}

// Form gives the application form of 依申请公开 as a Word file. The same program
// gives the same bytes.
func Form() []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", formText()},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate})
		if err == nil {
			_, err = w.Write([]byte(xml.Header + part.text))
		}
		if err != nil {
			panic("data: application form: " + err.Error()) // a buffer takes everything
		}
	}
	if err := z.Close(); err != nil {
		panic("data: application form: " + err.Error())
	}
	return b.Bytes()
}

// formText is the form's page: a title, a table of two columns and notes, on A4
// with the margins of GB/T 9704.
func formText() string {
	var b strings.Builder
	b.WriteString(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	b.WriteString(formParagraph("政府信息公开申请表", "方正小标宋简体", 44, `<w:jc w:val="center"/><w:spacing w:after="240"/>`))
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="8844" w:type="dxa"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.WriteString(`<w:` + side + ` w:val="single" w:sz="6" w:space="0" w:color="000000"/>`)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="2835"/><w:gridCol w:w="6009"/></w:tblGrid>`)
	for _, row := range formRows {
		b.WriteString(formTableRow(row))
	}
	b.WriteString(`</w:tbl>`)
	b.WriteString(formParagraph("填表说明", "黑体", 24, `<w:spacing w:before="240"/>`))
	for _, note := range formNotes {
		b.WriteString(formParagraph(note, "仿宋", 24, ""))
	}
	b.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1474" w:bottom="1417" w:left="1587" w:header="850" w:footer="850" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return b.String()
}

func formTableRow(row formRow) string {
	cell := func(width, content string) string {
		return `<w:tc><w:tcPr><w:tcW w:w="` + width + `" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>` + content + `</w:tc>`
	}
	lines := row.lines
	if len(lines) == 0 {
		lines = []string{""}
	}
	var field strings.Builder
	for _, line := range lines {
		field.WriteString(formParagraph(line, "仿宋", 24, ""))
	}
	return `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="` + strconv.Itoa(row.height) + `"/></w:trPr>` +
		cell("2835", formParagraph(row.label, "黑体", 24, "")) + cell("6009", field.String()) + `</w:tr>`
}

// formParagraph is a paragraph in a font of a size in half points.
func formParagraph(text, font string, size int, properties string) string {
	var escaped strings.Builder
	_ = xml.EscapeText(&escaped, []byte(text)) // a builder takes everything
	run := `<w:rPr><w:rFonts w:eastAsia="` + font + `" w:ascii="` + font + `" w:hAnsi="` + font + `"/><w:sz w:val="` + strconv.Itoa(size) + `"/></w:rPr>`
	return `<w:p><w:pPr>` + properties + `</w:pPr><w:r>` + run + `<w:t xml:space="preserve">` + escaped.String() + `</w:t></w:r></w:p>`
}
