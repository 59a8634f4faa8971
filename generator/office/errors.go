package office

import "fmt"

// FormatError says that a file cannot be read, and what to do about it. Both
// texts are in Chinese, for editors.
type FormatError struct{ Message, Hint string }

func (e *FormatError) Error() string { return e.Message + "（" + e.Hint + "）" }

const saveAsDocx = "用 Word 或 WPS 打开，另存为“Word 文档（.docx）”，再导入；打开或保存时提示有密码的，先取消密码"

func unreadable(format string, args ...any) *FormatError {
	return &FormatError{Message: fmt.Sprintf(format, args...), Hint: saveAsDocx}
}
