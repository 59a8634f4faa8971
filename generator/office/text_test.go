package office

import (
	"bytes"
	"errors"
	"strings"
	"testing"

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
		{"a.csv", []byte("\xbc\xd7,1"), "甲,1", true},
		{"a.zip", nil, "", false},
	} {
		got, ok, err := Text(t.Context(), c.name, c.data)
		if err != nil || got != c.want || ok != c.ok {
			t.Errorf("Text(%s) = %q, %v, %v; want %q, %v", c.name, got, ok, err, c.want, c.ok)
		}
	}
	var format *FormatError
	if _, _, err := Text(t.Context(), "a.xlsx", []byte("PK\x03\x04 broken")); !errors.As(err, &format) {
		t.Errorf("broken workbook: %v", err)
	}
}

func TestPDF(t *testing.T) {
	if !HasPDF() {
		t.Skip("pdftotext (Debian: poppler-utils) is not installed")
	}
	pdf := "%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n" +
		"4 0 obj<</Length 40>>stream\nBT /F 12 Tf 20 100 Td (Hello 2024) Tj ET\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
	got, ok, err := Text(t.Context(), "a.pdf", []byte(pdf))
	if err != nil || !ok || got != "Hello 2024" {
		t.Errorf("Text = %q, %v, %v", got, ok, err)
	}
	if _, _, err := Text(t.Context(), "a.pdf", []byte("no pdf")); err == nil {
		t.Error("what is no PDF is read")
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"a.xlsx", "a.txt"} {
			_, _, err := Text(t.Context(), name, data)
			var format *FormatError
			if err != nil && !errors.As(err, &format) {
				t.Fatalf("%s: error %v is no FormatError", name, err)
			}
		}
	})
}
