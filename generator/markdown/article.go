package markdown

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"
)

// Article is the number of an article: 第十二条, 第十二条之一.
type Article struct {
	Number int32
	Branch int32 // N of 第十二条之N, else 0
}

// ID is the id the first article of that number has in a body: a12, a12-1.
func (a Article) ID() string { return articleID(mark{number: int(a.Number), branch: int(a.Branch)}) }

// ReadArticle reads 第十二条 at the start of a text; size is its length in
// bytes, 0 where there is none.
func ReadArticle(text []byte) (a Article, size int) {
	if m := readMark(text); m.step == articleStep {
		return Article{int32(m.number), int32(m.branch)}, m.size
	}
	return Article{}, 0
}

var ordinal = []byte("第")

// Articles lists the articles of a source that can be linked to by their
// number, in order of numbers. It reads lines, not the tree: what begins an
// article at the start of a paragraph or of a heading counts, and of those a
// number that occurs once. Where a body holds two statutes, a number names
// either, and so none.
func Articles(source []byte) []Article {
	if !anyOrdinal(source) {
		return nil
	}
	var found []Article
	// open: a paragraph may begin here; plain: the one before is none of a list, a quotation or a table.
	open, plain, fenced := true, true, false
	for len(source) > 0 {
		var line []byte
		line, source, _ = bytes.Cut(source, []byte("\n"))
		if bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("~~~")) {
			fenced = !fenced
			continue
		}
		size, wide := indent(line)
		wide = wide && line[0] != ' ' && line[0] != '\t'
		words := bytes.TrimRight(line[size:], " \t\r")
		headed := bytes.HasPrefix(words, []byte("#"))
		margin := size == 0 || wide
		plain = (plain || open) && margin && !contained(words)
		if a, ok := lineArticle(words, headed); ok && !fenced && margin && (open || headed || wide && plain) {
			found = append(found, a)
		}
		open = len(words) == 0 || headed
	}
	return onlyOnce(found)
}

// anyOrdinal says whether a line begins with 第, marks and spaces aside. Most
// texts are no statutes, and are done with that.
func anyOrdinal(source []byte) bool {
	for line := range bytes.Lines(source) {
		size, _ := indent(line)
		words := line[size:]
		if len(words) > 0 && words[0] < utf8.RuneSelf {
			words = bytes.TrimLeft(words, "#*_ \t")
		}
		if bytes.HasPrefix(words, ordinal) {
			return true
		}
	}
	return false
}

// contained tells whether a line may begin a list, a quotation or a table.
func contained(words []byte) bool {
	return len(words) > 0 && !bytes.HasPrefix(words, bold) && bytes.IndexByte([]byte("-+*>|:0123456789"), words[0]) >= 0
}

// lineArticle reads the article that a line begins; one whose heading has an
// id of the author's is not found by its number.
func lineArticle(words []byte, headed bool) (Article, bool) {
	if headed {
		words = bytes.TrimLeft(words, "#")
		if bytes.Contains(words, []byte("{#")) {
			return Article{}, false
		}
		words = bytes.TrimLeft(words, " \t")
	}
	words = bytes.TrimLeft(words, "*_ ")
	if !bytes.HasPrefix(words, ordinal) {
		return Article{}, false
	}
	if _, ok := articleStart(words); !ok && !headed {
		return Article{}, false
	}
	a, size := ReadArticle(words)
	return a, size > 0
}

// onlyOnce sorts and leaves out what occurs more than once.
func onlyOnce(found []Article) []Article {
	slices.SortFunc(found, func(a, b Article) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Branch, b.Branch))
	})
	out := found[:0]
	for i := 0; i < len(found); {
		j := i + 1
		for j < len(found) && found[j] == found[i] {
			j++
		}
		if j == i+1 {
			out = append(out, found[i])
		}
		i = j
	}
	if len(out) == 0 {
		return nil
	}
	return slices.Clip(out)
}
