package office

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	wordSpace = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`
	rootRels  = `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
)

// pack makes a .docx of a body and further parts.
func pack(t testing.TB, body string, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, text string) {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	add("_rels/.rels", rootRels)
	add("word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document`+wordSpace+`><w:body>`+body+`</w:body></w:document>`)
	for i := 0; i+1 < len(parts); i += 2 {
		text := parts[i+1]
		if strings.HasSuffix(parts[i], ".xml") && !strings.Contains(text, "<!DOCTYPE") {
			root, rest, _ := strings.Cut(strings.TrimPrefix(text, "<"), ">")
			text = "<" + root + wordSpace + ">" + rest
		}
		add(parts[i], text)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// p is a paragraph of text with properties.
func p(props, text string) string {
	return `<w:p><w:pPr>` + props + `</w:pPr><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

func inList(id, level, text string) string {
	return p(`<w:numPr><w:ilvl w:val="`+level+`"/><w:numId w:val="`+id+`"/></w:numPr>`, text)
}

const numberingPart = `<w:numbering>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>`

const stylesPart = `<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="仿宋"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="H"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`

func TestReadWord(t *testing.T) {
	png := "\x89PNG\r\n\x1a\n"
	for _, c := range []struct {
		name, body string
		parts      []string
		html, text string
		warnings   int
	}{
		{name: "paragraphs", body: p("", "甲 &amp; 乙") + p(`<w:jc w:val="right"/>`, "丙"), html: `<p>甲 &amp; 乙</p>|<p style="text-align:right">丙</p>`, text: "甲 & 乙丙"},
		{name: "styles", body: p(`<w:pStyle w:val="T"/>`, "标题"), parts: []string{"word/styles.xml", stylesPart},
			html: `<p class="title" style="text-align:center;font-family:仿宋;font-size:22pt">标题</p>`, text: "标题"},
		{name: "heading with automatic number", body: p(`<w:pStyle w:val="1"/>`, "总则") + p(`<w:outlineLvl w:val="1"/>`, "目的"), parts: []string{"word/styles.xml", stylesPart, "word/numbering.xml", numberingPart},
			html: `<h1 style="font-family:仿宋"><span class="auto-number">一、</span>总则</h1>|<h2 style="font-family:仿宋">目的</h2>`, text: "总则目的"},
		{name: "levels", body: inList("1", "0", "甲") + inList("1", "1", "乙") + inList("1", "1", "丙") + inList("1", "0", "丁") + inList("1", "1", "戊"), parts: []string{"word/numbering.xml", numberingPart},
			html: `<p><span class="auto-number">一、</span>甲</p>|<p><span class="auto-number">（一）</span>乙</p>|<p><span class="auto-number">（二）</span>丙</p>|<p><span class="auto-number">二、</span>丁</p>|<p><span class="auto-number">（一）</span>戊</p>`, text: "甲乙丙丁戊"},
		{name: "bullets nest", body: inList("2", "0", "甲") + inList("2", "1", "乙") + inList("2", "0", "丙"), parts: []string{"word/numbering.xml", numberingPart},
			html: `<ul><li>甲<ul><li>乙</li></ul>|</li>|<li>丙</li></ul>`, text: "甲乙丙"},
		{name: "decimal list", body: inList("3", "0", "甲") + inList("3", "0", "乙") + p("", "段") + inList("3", "0", "丙"), parts: []string{"word/numbering.xml", numberingPart},
			html: `<ol start="1"><li>甲</li>|<li>乙</li></ol>|<p>段</p>|<p><span class="auto-number">3.</span>丙</p>`, text: "甲乙段丙"},
		{name: "restart", body: inList("3", "0", "甲") + p("", "段") + inList("4", "0", "乙"), parts: []string{"word/numbering.xml", numberingPart},
			html: `<p><span class="auto-number">1.</span>甲</p>|<p>段</p>|<p><span class="auto-number">5.</span>乙</p>`, text: "甲段乙"},
		{name: "tracked changes", body: `<w:p><w:r><w:t>原</w:t></w:r><w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>`, html: `<p>原增</p>`, text: "原增", warnings: 2},
		{name: "deleted paragraph mark", body: `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>` + p("", "后"), html: `<p>前后</p>`, text: "前后"},
		{name: "hidden text", body: `<w:p><w:r><w:t>见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:rStyle w:val="H"/></w:rPr><w:t>藏</w:t></w:r></w:p>`, parts: []string{"word/styles.xml", stylesPart},
			html: `<p style="font-family:仿宋">见</p>`, text: "见", warnings: 1},
		{name: "comment", body: `<w:p><w:r><w:t>文</w:t><w:commentReference w:id="0"/></w:r></w:p>`, html: `<p>文</p>`, text: "文", warnings: 1},
		{name: "marks", body: `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>常</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:br/><w:tab/><w:t>行</w:t></w:r></w:p>`,
			html: `<p><b>粗</b>常<sup>2</sup><br> 行</p>`, text: "粗常2行"},
		{name: "raised by position", body: `<w:p><w:r><w:t>m</w:t></w:r><w:r><w:rPr><w:position w:val="8"/><w:sz w:val="19"/></w:rPr><w:t>2</w:t></w:r></w:p>`, html: `<p>m<sup>2</sup></p>`, text: "m2"},
		{name: "footnote", body: `<w:p><w:r><w:t>文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`, parts: []string{"word/footnotes.xml", `<w:footnotes><w:footnote w:type="separator" w:id="0">` + p("", "线") + `</w:footnote><w:footnote w:id="2">` + p("", "注") + `</w:footnote></w:footnotes>`},
			html: `<p>文<a class="note-ref" data-note="f2"></a></p>|<div class="note" data-note="f2"><p>注</p>|</div>`, text: "文注"},
		{name: "links", body: `<w:p><w:hyperlink r:id="x"><w:r><w:t>站</w:t></w:r></w:hyperlink><w:hyperlink r:id="y"><w:r><w:t>坏</w:t></w:r></w:hyperlink><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.example/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>域</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
			parts: []string{"word/_rels/document.xml.rels", `<Relationships><Relationship Id="x" Type="h" Target="https://a.example/" TargetMode="External"/><Relationship Id="y" Type="h" Target="javascript:alert(1)" TargetMode="External"/></Relationships>`},
			html:  `<p><a href="https://a.example/">站</a>坏<a href="https://b.example/">域</a></p>`, text: "站坏域"},
		{name: "picture and text box", body: `<w:p><w:r><w:drawing><docPr descr="流程图"/><blip r:embed="i"/></w:drawing></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>` + p("", "框") + `</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + p("", "框") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
			parts: []string{"word/_rels/document.xml.rels", `<Relationships><Relationship Id="i" Type="image" Target="media/image1.png"/></Relationships>`, "word/media/image1.png", png},
			html:  `<p><img src="word/media/image1.png" alt="流程图"></p>|<p>框</p>`, text: "框", warnings: 1},
		{name: "merged cells", body: `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p("", "甲") + `</w:tc><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + p("", "乙") + `</w:tc></w:tr><w:tr><w:tc>` + p("", "丙") + `</w:tc><w:tc>` + p("", "丁") + `</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`,
			html: `<table>|<tr><td colspan="2"><p>甲</p>|</td><td rowspan="2"><p>乙</p>|</td></tr>|<tr><td><p>丙</p>|</td><td><p>丁</p>|</td></tr>|</table>`, text: "甲乙丙丁"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := ReadWord(pack(t, c.body, c.parts...))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.ReplaceAll(c.html, "|", "\n"), strings.TrimSpace(w.HTML)); diff != "" {
				t.Errorf("HTML (-want +got):\n%s", diff)
			}
			if got := squeeze(w.Text); got != squeeze(c.text) {
				t.Errorf("text %q, want %q", got, c.text)
			}
			if len(w.Warnings) != c.warnings {
				t.Errorf("warnings %q, want %d", w.Warnings, c.warnings)
			}
		})
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func TestMargins(t *testing.T) {
	w, err := ReadWord(pack(t, p("", "文"),
		"word/_rels/document.xml.rels", `<Relationships><Relationship Id="a" Type="x/footer" Target="footer1.xml"/><Relationship Id="b" Type="x/header" Target="header1.xml"/></Relationships>`,
		"word/footer1.xml", "<w:ftr>"+p("", "— 1 —")+"</w:ftr>", "word/header1.xml", "<w:hdr>"+p("", "示例市人民政府公报")+"</w:hdr>"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"示例市人民政府公报"}, w.Margins); diff != "" {
		t.Error(diff)
	}
}

func TestUnreadable(t *testing.T) {
	bomb := func() []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		f, _ := z.Create("word/document.xml")
		zeros := bytes.Repeat([]byte{' '}, 1<<20)
		for range 100 {
			if _, err := f.Write(zeros); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	whole := pack(t, p("", strings.Repeat("文", 1000)))
	encrypted := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")...)
	for _, c := range []struct {
		name    string
		data    []byte
		message string
	}{
		{"empty", nil, "空的"},
		{"old .doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1…"), ".doc"},
		{"with a password", encrypted, "密码"},
		{"rtf", []byte(`{\rtf1}`), "RTF"},
		{"text", []byte("只是文字"), "不是 Word 文档"},
		{"cut", whole[:len(whole)/2], "损坏"},
		{"damaged", bytes.Replace(whole, whole[120:140], make([]byte, 20), 1), ""},
		{"bomb", bomb(), "过大"},
		{"entity", pack(t, "", "word/document.xml", ""), ""},
		{"no body", pack(t, "</w:body></w:document><!--"), ""},
		{"deep", pack(t, strings.Repeat("<w:sdt><w:sdtContent>", 5000)), "过深"},
	} {
		t.Run(c.name, func(t *testing.T) {
			started := time.Now()
			_, err := ReadWord(c.data)
			var format *FormatError
			if c.message == "" && err == nil {
				return
			}
			if !errors.As(err, &format) || !strings.Contains(format.Message, c.message) || format.Hint == "" {
				t.Errorf("error %v, want a FormatError with %q", err, c.message)
			}
			if took := time.Since(started); took > time.Minute {
				t.Errorf("took %s", took)
			}
		})
	}
}

func TestEntitiesAreRefused(t *testing.T) {
	for _, part := range []string{
		`<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:styles>&x;</w:styles>`,
		`<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:styles>&b;</w:styles>`,
	} {
		if _, err := ReadWord(pack(t, p("", "文"), "word/styles.xml", part)); err == nil {
			t.Errorf("%s is read", part)
		}
	}
}

func TestFormatNumber(t *testing.T) {
	for _, c := range []struct {
		format string
		n      int
		want   string
	}{
		{"chineseCounting", 10, "十"}, {"chineseCounting", 11, "十一"}, {"chineseCountingThousand", 20, "二十"}, {"chineseCountingThousand", 105, "一百零五"},
		{"chineseCountingThousand", 110, "一百一十"}, {"chineseCountingThousand", 1001, "一千零一"}, {"ideographTraditional", 3, "丙"}, {"decimalEnclosedCircle", 2, "②"},
		{"decimalEnclosedCircle", 21, "21"}, {"upperLetter", 28, "BB"}, {"lowerRoman", 4, "iv"}, {"decimalZero", 7, "07"}, {"decimalFullWidth", 12, "１２"}, {"decimal", 0, "0"}, {"无名", 3, "3"},
	} {
		if got := formatNumber(c.format, c.n); got != c.want {
			t.Errorf("formatNumber(%s, %d) = %q, want %q", c.format, c.n, got, c.want)
		}
	}
}

func FuzzReadWord(f *testing.F) {
	f.Add([]byte(p("", "文")), []byte(stylesPart), []byte(numberingPart))
	f.Add([]byte(inList("1", "1", "甲")+`<w:tbl><w:tr><w:tc/></w:tr></w:tbl>`), []byte(stylesPart), []byte(numberingPart))
	f.Add([]byte(`<w:p><w:r><w:drawing><w:txbxContent><w:p/></w:txbxContent></w:drawing><w:fldChar w:fldCharType="end"/></w:r></w:p>`), []byte(``), []byte(`<w:numbering><w:num/></w:numbering>`))
	f.Fuzz(func(t *testing.T, body, styles, numbering []byte) {
		w, err := ReadWord(pack(t, string(body), "word/styles.xml", string(styles), "word/numbering.xml", string(numbering)))
		var format *FormatError
		switch {
		case err != nil && !errors.As(err, &format):
			t.Fatalf("error %v is no FormatError", err)
		case err == nil && strings.Contains(w.HTML, "<script"):
			t.Fatalf("HTML holds %q", w.HTML)
		}
	})
}

func FuzzArchive(f *testing.F) {
	f.Add(pack(f, p("", "文")))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("\xd0\xcf\x11\xe0"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := ReadWord(data)
		var format *FormatError
		if err != nil && !errors.As(err, &format) {
			t.Fatalf("error %v is no FormatError", err)
		}
	})
}
