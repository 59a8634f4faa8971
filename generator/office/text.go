package office

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// HasText tells whether Text reads files of a name.
//
// PDF is not among them. No Go library reads the PDF files of Chinese offices
// well enough to promise an exact search of them: ledongthuc/pdf reads what
// LibreOffice writes, in fragments, but gives nonsense for those of Chromium,
// and codes in place of characters for the fonts without ToUnicode of official
// typesetting. pdftotext reads all three, yet what it gives depends on its
// version, and a column must have the same bytes wherever it is built.
func HasText(name string) bool { return textReader(name) != nil }

// Text gives the plain text of a file by its extension, for search, a line a
// block: .docx, .xlsx, .txt, .csv. It is valid UTF-8 without control characters
// but line feeds and tabs, and at most TextBytesMax long; cut tells that the
// file has more. ok is false for formats that are not read. The error is a
// *FormatError.
func Text(name string, data []byte) (text string, cut, ok bool, err error) {
	read := textReader(name)
	if read == nil {
		return "", false, false, nil
	}
	if text, err = read(data); err != nil {
		return "", false, true, err
	}
	text, cut = cutAt(clean(text), TextBytesMax)
	return text, cut, true, nil
}

// TextBytesMax bounds the text of one file: a register of some 100,000 lines.
const TextBytesMax = 4 << 20

func textReader(name string) func(data []byte) (string, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".docx":
		return wordText
	case ".xlsx":
		return workbookText
	case ".csv":
		return tableText
	case ".txt":
		return func(data []byte) (string, error) {
			text, _ := Decode(data)
			return text, nil
		}
	}
	return nil
}

// tableText gives the rows of a .csv file, a line each, cells separated by
// tabs. What is not well-formed stays as it is written.
func tableText(data []byte) (string, error) {
	text, _ := Decode(data)
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = -1, true, true
	var b strings.Builder
	for b.Len() <= TextBytesMax {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return text, nil
		}
		b.WriteString(strings.TrimRight(strings.Join(cells, "\t"), "\t ") + "\n")
	}
	return b.String(), nil
}

// clean drops what is no text: broken characters and control characters.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r == utf8.RuneError || unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
	return blanks.ReplaceAllString(strings.TrimSpace(text), " ")
}

// blanks are the gaps of forms, which say nothing.
var blanks = regexp.MustCompile(`[ \x{3000}_]{3,}`)

// cutAt gives at most n bytes of a text, no character broken.
func cutAt(text string, n int) (string, bool) {
	if len(text) <= n {
		return text, false
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n], true
}

// wordText gives the running text of a Word file, footnotes last, without
// making its HTML or unpacking its pictures.
func wordText(data []byte) (string, error) {
	w, err := openWord(data)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	w.gather(&b, w.body, false)
	ids := slices.Collect(maps.Keys(w.notes))
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	for _, id := range ids {
		w.gather(&b, w.notes[id], false)
	}
	return b.String(), nil
}

// Bounds of one workbook.
const (
	sheetRowsMax  = 200_000
	sheetCellsMax = 8_000_000 // a row may claim 16,384 cells
)

// workbookText gives a sheet's name and its rows, a line each, cells separated
// by tabs. Hidden sheets are left out: they were not meant to be seen.
func workbookText(data []byte) (text string, err error) {
	broken := &FormatError{"表格已损坏，无法读取", "用 Excel 或 WPS 打开后另存为 .xlsx"}
	defer func() {
		if recover() != nil { // the library is not proof against every file
			text, err = "", broken
		}
	}()
	if _, err := openArchive(data); err != nil {
		return "", &FormatError{"不是能读取的 .xlsx 表格", "用 Excel 或 WPS 打开后另存为“Excel 工作簿（.xlsx）”；有密码的先取消密码"}
	}
	// The whole file stays in memory: the library would leave temporary files
	// behind where it fails.
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: totalBytesMax, UnzipXMLSizeLimit: totalBytesMax})
	if err != nil {
		return "", broken
	}
	defer func() { _ = f.Close() }() // nothing was written
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		if visible, err := f.GetSheetVisible(sheet); err != nil || !visible {
			continue
		}
		b.WriteString(sheet + "\n")
		writeRows(&b, f, sheet)
	}
	return b.String(), nil
}

// writeRows writes a sheet as far as it can be read.
func writeRows(b *strings.Builder, f *excelize.File, sheet string) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return // a chart sheet has no rows
	}
	defer rows.Close()
	seen := 0
	for n := 0; rows.Next() && n < sheetRowsMax && seen < sheetCellsMax && b.Len() <= TextBytesMax; n++ {
		cells, err := rows.Columns()
		if err != nil {
			return
		}
		seen += len(cells)
		if line := strings.TrimRight(strings.Join(cells, "\t"), "\t "); line != "" {
			b.WriteString(line + "\n")
		}
	}
}
