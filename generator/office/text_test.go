package office

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestDecode(t *testing.T) {
	const text = "示例市㙍𠮷〔2024〕3号"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, data, charset, want string }{
		{"UTF-8", text, "UTF-8", text},
		{"with a mark", "\xef\xbb\xbf" + text, "UTF-8", text},
		{"GB18030 with four bytes", gb, "GB18030", text},
		{"UTF-16", wide, "UTF-16", text},
		{"cut in a character", strings.Repeat(text, 60) + "\xe5\x8f", "UTF-8", strings.Repeat(text, 60) + "\ufffd"},
		{"ASCII", "abc", "UTF-8", "abc"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, charset := Decode([]byte(c.data))
			if got != c.want || charset != c.charset {
				t.Errorf("Decode = %q (%s), want %q (%s)", got, charset, c.want, c.charset)
			}
		})
	}
}

func TestText(t *testing.T) {
	book := excelize.NewFile()
	for cell, value := range map[string]any{"A1": "序号", "B1": "事项", "A2": 1, "B2": "行政检查"} {
		if err := book.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := book.NewSheet("隐藏"); err != nil {
		t.Fatal(err)
	}
	if err := book.SetCellValue("隐藏", "A1", "内部"); err != nil {
		t.Fatal(err)
	}
	if err := book.SetSheetVisible("隐藏", false); err != nil {
		t.Fatal(err)
	}
	var xlsx bytes.Buffer
	if err := book.Write(&xlsx); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
		ok   bool
	}{
		{"a.docx", pack(t, p("", "文")), "文", true},
		{"a.XLSX", xlsx.Bytes(), "Sheet1\n序号\t事项\n1\t行政检查", true},
		{"a.csv", []byte("\xbc\xd7,1"), "甲\t1", true},
		{"b.csv", []byte("\"甲,乙\",,\n丙,\"丁\n戊\""), "甲,乙\n丙\t丁\n戊", true},
		{"a.zip", nil, "", false},
		{"a.pdf", []byte("%PDF-1.7"), "", false},
	} {
		got, _, ok, err := Text(c.name, c.data)
		if err != nil || got != c.want || ok != c.ok {
			t.Errorf("Text(%s) = %q, %v, %v; want %q, %v", c.name, got, ok, err, c.want, c.ok)
		}
	}
	var format *FormatError
	if _, _, _, err := Text("a.xlsx", []byte("PK\x03\x04 broken")); !errors.As(err, &format) {
		t.Errorf("broken workbook: %v", err)
	}
}

// What is too much is cut or refused, in bounded time and memory.
func TestTextBounds(t *testing.T) {
	long := strings.Repeat("示例市", TextBytesMax/9+2)
	text, cut, ok, err := Text("a.txt", []byte(long))
	if err != nil || !ok || !cut || len(text) > TextBytesMax || !utf8.ValidString(text) {
		t.Errorf("a long text: %d bytes, cut %v, %v", len(text), cut, err)
	}
	if text, _, _, err := Text("a.csv", []byte("甲\x00乙\x1b\r\n丙\t丁")); err != nil || text != "甲乙\n丙\t丁" {
		t.Errorf("control characters: %q, %v", text, err)
	}
	var format *FormatError
	for name, part := range map[string]string{"a.docx": "word/document.xml", "a.xlsx": "xl/worksheets/sheet1.xml"} {
		if _, _, _, err := Text(name, bomb(t, part)); !errors.As(err, &format) {
			t.Errorf("a bomb in %s: %v", name, err)
		}
	}
}

// bomb is a small file that unpacks to more than a reader takes: one packed
// megabyte of nothing, over and over.
func bomb(t *testing.T, part string) []byte {
	t.Helper()
	zeros, sum := make([]byte, 1<<20), crc32.NewIEEE()
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(zeros)
	w.Flush()
	block := bytes.Clone(packed.Bytes())
	packed.Reset()
	const times = totalBytesMax>>20 + 1
	for range times {
		packed.Write(block)
		sum.Write(zeros)
	}
	packed.Write([]byte{3, 0}) // the last block, empty
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.CreateRaw(&zip.FileHeader{Name: part, Method: zip.Deflate, CRC32: sum.Sum32(), CompressedSize64: uint64(packed.Len()), UncompressedSize64: times << 20})
	if err != nil {
		t.Fatal(err)
	}
	f.Write(packed.Bytes())
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func FuzzText(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Add(pack(f, p("", "文")+`<w:tbl><w:tr><w:tc>`+p("", "格")+`</w:tc></w:tr></w:tbl>`))
	book := excelize.NewFile()
	var xlsx bytes.Buffer
	if err := book.Write(&xlsx); err != nil {
		f.Fatal(err)
	}
	f.Add(xlsx.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"a.docx", "a.xlsx", "a.txt", "a.csv"} {
			text, _, ok, err := Text(name, data)
			var format *FormatError
			if !ok || err != nil && !errors.As(err, &format) {
				t.Fatalf("%s: error %v is no FormatError", name, err)
			}
			if len(text) > TextBytesMax || !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\r\x1b") {
				t.Fatalf("%s: %q is no clean text", name, text)
			}
		}
	})
}
