package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What the first words of a paragraph make of it.

const speakerRunesMax = 30

// conversation is the class of a question or an answer, by what stands before
// the first colon: 问, 记者问, 某某晚报记者, 答, 答（局长 王某）. "" for other text.
func conversation(line []byte) string {
	line = bytes.TrimLeft(line, "*_ ")
	colon := indexColon(line[:min(len(line), 4*speakerRunesMax)])
	if colon <= 0 {
		return ""
	}
	speaker := bytes.Trim(line[:colon], "*_ ")
	if bytes.ContainsAny(speaker, "。，；！？、“”《》,;!?") || utf8.RuneCount(speaker) > speakerRunesMax {
		return ""
	}
	if open := bytes.IndexAny(speaker, "（("); open > 0 {
		closing, _ := utf8.DecodeLastRune(speaker)
		if closing != '）' && closing != ')' {
			return ""
		}
		speaker = bytes.TrimSpace(speaker[:open])
	}
	switch {
	case string(speaker) == "问", string(speaker) == "提问", bytes.HasSuffix(speaker, []byte("记者问")), bytes.HasSuffix(speaker, []byte("记者")):
		return "qa__question"
	case string(speaker) == "答", string(speaker) == "回答":
		return "qa__answer"
	}
	return ""
}

// indexColon gives the first colon, : or ：, or -1. It looks at the beginning of
// every paragraph: bytes.IndexAny takes six times as long.
func indexColon(line []byte) int {
	for i, b := range line {
		if b == ':' || b == "："[0] && bytes.HasPrefix(line[i:], wideColon) {
			return i
		}
	}
	return -1
}

var wideColon = []byte("：")

// articleStart reads 第十二条 at the start of an article of a statute. A
// paragraph that cites an article (第五条第二款修改为…) is not one.
func articleStart(line []byte) (id string, ok bool) {
	line = bytes.TrimLeft(line, "*_ ")
	return articleOf(line, readMark(line))
}

// articleOf is articleStart of a line that begins with m.
func articleOf(line []byte, m mark) (id string, ok bool) {
	if m.step != articleStep {
		return "", false
	}
	rest := bytes.TrimLeft(line[m.size:], "*_")
	r, _ := utf8.DecodeRune(rest)
	if len(rest) > 0 && !unicode.IsSpace(r) {
		for _, word := range citationWords {
			if bytes.HasPrefix(rest, []byte(word)) {
				return "", false
			}
		}
	}
	return articleID(m), true
}

var citationWords = []string{
	"第", "、", "和", "至", "或", "及", "与", "到", "之", "规定", "所", "的", "中", "中的", "款", "项", "修改", "改为", "作为",
	"增加", "删去", "删除", "，", "。", "；", "：", "）", ")", "”", "》", "以", "内", "同时",
}

const captionRunesMax = 60

// captionStart reads the caption of a table: 表1　报送时间. Its id is t1, that
// of 表2-1 is t2-1.
func captionStart(line []byte) (id string, ok bool) {
	rest, found := bytes.CutPrefix(bytes.Trim(line, "*_ "), []byte("表"))
	if !found || utf8.RuneCount(rest) > captionRunesMax {
		return "", false
	}
	number, size := anyNumber(bytes.TrimLeft(rest, " "))
	if size == 0 {
		return "", false
	}
	rest = bytes.TrimLeft(rest, " ")[size:]
	id = "t" + strconv.Itoa(number)
	for len(rest) > 1 && (rest[0] == '-' || rest[0] == '.') {
		number, size = anyNumber(rest[1:])
		if size == 0 {
			break
		}
		id += "-" + strconv.Itoa(number)
		rest = rest[1+size:]
	}
	first, _ := utf8.DecodeRune(rest)
	last, _ := utf8.DecodeLastRune(rest)
	apart := len(rest) == 0 || unicode.IsSpace(first) || strings.ContainsRune("：:．.、", first)
	return id, apart && !strings.ContainsRune("。；，;,", last)
}
