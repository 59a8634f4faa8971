package office

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// Decode gives the text of bytes in one of the charsets in use in China and
// the name of that charset: by its byte order mark, else UTF-8 if the bytes
// are valid UTF-8, else GB18030, which contains GBK and GB2312. What a page
// says of its own charset is not asked: pages declared gb2312 hold characters
// of GB18030, and saved pages keep a declaration that is no longer true.
func Decode(data []byte) (text, charset string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), data), "UTF-16"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), data), "UTF-16"
	}
	if utf8.Valid(data) {
		return string(data), "UTF-8"
	}
	if text, ok := almostUTF8(data); ok {
		return text, "UTF-8"
	}
	return decode(simplifiedchinese.GB18030, data), "GB18030"
}

func decode(e encoding.Encoding, data []byte) string {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	return string(out)
}

// almostUTF8 accepts UTF-8 with a few broken characters, such as a file cut in
// the middle of one: fewer than one in a hundred of its other characters.
func almostUTF8(data []byte) (string, bool) {
	whole, broken := 0, 0
	for rest := data; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			whole++
		}
		rest = rest[size:]
	}
	if broken*100 >= whole {
		return "", false
	}
	return strings.ToValidUTF8(string(data), "\ufffd"), true
}
