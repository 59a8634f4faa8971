package office

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// Text gives the plain text of a file by its extension, for search: .docx,
// .xlsx, .txt, .csv and, where pdftotext is installed, .pdf. ok is false for
// formats that are not read here. The error is a *FormatError.
func Text(ctx context.Context, name string, data []byte) (text string, ok bool, err error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".docx":
		w, err := ReadWord(data)
		if err != nil {
			return "", true, err
		}
		return strings.TrimSpace(w.Text), true, nil
	case ".xlsx":
		text, err := workbookText(data)
		return text, true, err
	case ".txt", ".csv":
		text, _ := Decode(data)
		return text, true, nil
	case ".pdf":
		if !HasPDF() {
			return "", false, nil
		}
		text, err := pdfText(ctx, data)
		return text, true, err
	}
	return "", false, nil
}

// Bounds of one workbook.
const (
	sheetRowsMax  = 200_000
	sheetBytesMax = 32 << 20
)

// workbookText gives a sheet's name and its rows, a line each, cells separated
// by tabs. Hidden sheets are left out: they were not meant to be seen.
func workbookText(data []byte) (text string, err error) {
	defer func() {
		if recover() != nil { // the library is not proof against every file
			text, err = "", &FormatError{"表格已损坏，无法读取", "用 Excel 或 WPS 打开后另存为 .xlsx"}
		}
	}()
	if _, err := openArchive(data); err != nil {
		return "", &FormatError{"不是能读取的 .xlsx 表格", "用 Excel 或 WPS 打开后另存为“Excel 工作簿（.xlsx）”；有密码的先取消密码"}
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: totalBytesMax, UnzipXMLSizeLimit: partBytesMax})
	if err != nil {
		return "", &FormatError{"表格已损坏，无法读取", "用 Excel 或 WPS 打开后另存为 .xlsx"}
	}
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		if visible, err := f.GetSheetVisible(sheet); err != nil || !visible {
			continue
		}
		b.WriteString(sheet + "\n")
		writeRows(&b, f, sheet)
	}
	if err := f.Close(); err != nil {
		return "", fmt.Errorf("close workbook: %w", err)
	}
	return strings.TrimSpace(b.String()), nil
}

// writeRows writes a sheet as far as it can be read.
func writeRows(b *strings.Builder, f *excelize.File, sheet string) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return // a chart sheet has no rows
	}
	defer rows.Close()
	for n := 0; rows.Next() && n < sheetRowsMax && b.Len() < sheetBytesMax; n++ {
		cells, err := rows.Columns()
		if err != nil {
			return
		}
		if line := strings.TrimRight(strings.Join(cells, "\t"), "\t "); line != "" {
			b.WriteString(line + "\n")
		}
	}
}

const (
	pdfProgram = "pdftotext"
	pdfSeconds = 60
)

// HasPDF tells whether the text of PDF files can be read on this machine.
func HasPDF() bool {
	_, err := exec.LookPath(pdfProgram)
	return err == nil
}

// pdfText asks pdftotext (poppler-utils), which reads the Chinese fonts that no
// Go library does.
func pdfText(ctx context.Context, data []byte) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, pdfSeconds*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, pdfProgram, "-q", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(data)
	cmd.WaitDelay = time.Second
	var out limited
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil && !errors.Is(err, errFull) && out.Len() == 0 {
		return "", &FormatError{"PDF 无法读出文字", "核对文件能否打开；扫描件请附文字说明"}
	}
	return strings.TrimSpace(strings.ToValidUTF8(out.String(), "\ufffd")), nil
}

var errFull = errors.New("enough text")

// limited takes no more than a sheet may have.
type limited struct{ bytes.Buffer }

func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > sheetBytesMax {
		return 0, errFull
	}
	return l.Buffer.Write(p)
}
