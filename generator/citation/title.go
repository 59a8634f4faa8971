package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// titleBytesMax is longer than any title; a mark that is not closed within it
// opens none.
const titleBytesMax = 600

// nestedMax bounds titles within titles.
const nestedMax = 6

// findTitles finds 《…》 and, within it, 《…》 and 〈…〉, in order of their ends.
// A title may go on over a line end, not over a blank line.
func findTitles(text string) []Citation {
	var out []Citation
	var open []int
	for i := nextOpen(text); i >= 0 && i < len(text); {
		if len(open) > 0 && i-open[0] > titleBytesMax {
			open = open[:0]
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '《' || r == '〈' && len(open) > 0:
			if len(open) < nestedMax {
				open = append(open, i)
			}
		case (r == '》' || r == '〉') && len(open) > 0:
			from := open[len(open)-1]
			opened, width := utf8.DecodeRuneInString(text[from:])
			if opened == '《' != (r == '》') {
				open = open[:0] // marks that do not fit
				break
			}
			open = open[:len(open)-1]
			if name := text[from+width : i]; strings.TrimSpace(name) != "" {
				out = append(out, Citation{Start: from, End: i + size, Title: name})
			}
		case r == '\n' && blankAfter(text[i+size:]):
			open = open[:0]
		}
		i += size
		if len(open) == 0 {
			next := nextOpen(text[i:])
			if next < 0 {
				break
			}
			i += next
		}
	}
	return out
}

// nextOpen gives where the next 《 of a text begins, or -1. It shares its first
// two bytes with 。 and 、, by which strings.Index goes; its last one is rare.
func nextOpen(text string) int {
	const open = "《"
	for end := 0; ; {
		i := strings.IndexByte(text[end:], open[len(open)-1])
		if i < 0 {
			return -1
		}
		if end += i + 1; strings.HasSuffix(text[:end], open) {
			return end - len(open)
		}
	}
}

// blankAfter tells whether a text begins with a blank line.
func blankAfter(text string) bool {
	line, _, ended := strings.Cut(text[:min(len(text), 80)], "\n")
	return ended && strings.TrimSpace(line) == ""
}

// nation is a prefix that the titles of laws are cited with and without.
const nation = "中华人民共和国"

// Key is the normal form by which two titles are the same: without book marks,
// white space and marks of emphasis, brackets and quotes of one form, Latin
// letters and digits narrow and small, 中华人民共和国 at the front left out. "" is
// the key of no title.
func Key(title string) string {
	key := strings.Map(foldTitle, title)
	if rest, ok := strings.CutPrefix(key, nation); ok && rest != "" {
		return rest
	}
	return key
}

func foldTitle(r rune) rune {
	switch r {
	case '《', '》', '〈', '〉', '*', '_', '\\', '`', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad':
		return -1
	case '〔', '［', '[', '【', '〖', '﹝', '（', '{', '｛':
		return '('
	case '〕', '］', ']', '】', '〗', '﹞', '）', '}', '｝':
		return ')'
	case '“', '”', '„', '＂', '「', '」':
		return '"'
	case '‘', '’', '＇':
		return '\''
	case '—', '–', '－', '‐', '‑', '―', '−':
		return '-'
	case '·', '•', '・', '‧':
		return '·'
	}
	switch {
	case r < utf8.RuneSelf && !unicode.IsSpace(r):
		return unicode.ToLower(r)
	case unicode.IsSpace(r):
		return -1
	case r >= '！' && r <= '～':
		return unicode.ToLower(r - '！' + '!')
	}
	return r
}

// Issued gives the title of what a notice hands on: X of 关于印发《X》的通知, "" for
// any other title.
func Issued(title string) string {
	for _, word := range []string{"印发", "公布", "发布", "颁布", "颁发"} {
		_, rest, found := strings.Cut(title, word)
		if !found {
			continue
		}
		rest = strings.TrimSpace(rest)
		for _, end := range []string{"的通知", "的公告", "的通告", "的决定", "的命令"} {
			name, ok := strings.CutSuffix(rest, end)
			if !ok {
				continue
			}
			if !strings.ContainsAny(name, "《》〈〉") {
				return name
			}
			named := findTitles(singleMarks.Replace(name))
			if n := len(named); n > 0 && named[n-1].End-named[n-1].Start == len(name) {
				return named[n-1].Title
			}
		}
	}
	return ""
}

var singleMarks = strings.NewReplacer("〈", "《", "〉", "》")
