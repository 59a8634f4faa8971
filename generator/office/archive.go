package office

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Bounds of what is unpacked. A real document of a government is far below
// them; a zip bomb is far above.
const (
	FileBytesMax    = 200 << 20 // of the file itself
	entriesMax      = 20_000
	partBytesMax    = 64 << 20  // of one XML part, unpacked
	pictureBytesMax = 64 << 20  // of one picture, unpacked
	totalBytesMax   = 256 << 20 // of everything read from one file
)

// archive is an opened zip file with a budget.
type archive struct {
	files map[string]*zip.File
	left  int64
}

// openArchive opens a zip file of an office format.
func openArchive(data []byte) (*archive, error) {
	switch {
	case len(data) == 0:
		return nil, &FormatError{"文件是空的", "核对是不是选错了文件"}
	case len(data) > FileBytesMax:
		return nil, &FormatError{"文件超过 200 MB", "先在 Word 里压缩图片，或者把大图片改为附件"}
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		if encryptedPackage(data) {
			return nil, unreadable("文件设有密码，无法读取")
		}
		return nil, unreadable("这是旧版 Word（.doc）或者 WPS 的二进制格式，无法读取")
	case bytes.HasPrefix(data, []byte("{\\rtf")):
		return nil, unreadable("这是 RTF 格式，无法读取")
	case !bytes.HasPrefix(data, []byte("PK")):
		return nil, unreadable("内容不是 Word 文档，扩展名可能是改出来的")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, unreadable("文件已损坏，无法打开")
	}
	if len(z.File) > entriesMax {
		return nil, unreadable("文件里有 %d 个部分，不像正常的文档", len(z.File))
	}
	a := &archive{files: make(map[string]*zip.File, len(z.File)), left: totalBytesMax}
	for _, f := range z.File {
		name := strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(entryName(f), `\`, "/")), "/")
		if _, twice := a.files[name]; !twice {
			a.files[name] = f
		}
	}
	return a, nil
}

// encryptedPackage looks for the stream name that only a file with a password
// has; the directory of such a file stands in UTF-16.
func encryptedPackage(data []byte) bool {
	var name []byte
	for _, b := range []byte("EncryptedPackage") {
		name = append(name, b, 0)
	}
	return bytes.Contains(data, name)
}

// entryName reads names that Windows tools wrote in GBK.
func entryName(f *zip.File) string {
	if !f.NonUTF8 {
		return f.Name
	}
	if name, err := simplifiedchinese.GB18030.NewDecoder().String(f.Name); err == nil {
		return name
	}
	return f.Name
}

func (a *archive) has(name string) bool { return a.files[name] != nil }

// read unpacks one part, nil where there is none. It stops at limit, at the
// budget of the file, and at parts that are packed beyond belief.
func (a *archive) read(name string, limit int64) ([]byte, error) {
	f := a.files[name]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, unreadable("文件设有密码，无法读取")
	}
	limit = min(limit, a.left)
	if f.UncompressedSize64 > uint64(limit) {
		return nil, unreadable("文件解压后过大，不像正常的文档")
	}
	r, err := f.Open()
	if err != nil {
		return nil, unreadable("文件已损坏，无法打开")
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case int64(len(data)) > limit:
		return nil, unreadable("文件解压后过大，不像正常的文档")
	case errors.Is(err, zip.ErrChecksum), err != nil:
		return nil, unreadable("文件已损坏，无法读完")
	}
	a.left -= int64(len(data))
	return data, nil
}
