// Package citation finds what running text names: titles between book marks,
// document numbers, and the articles that follow them.
//
// It takes text (a Markdown source, or a run of words of it) and gives the
// places and the names; Name makes them comparable. It must not
// know documents, catalogs or how anything is shown: whether a name is some
// document's is told by the catalog. Invariant: the same words give the same
// names, whether they are read in the source or while it is rendered; time is
// in proportion to length.
package citation

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/generator/markdown"
	"gongkai/generator/number"
)

// Citation is a place of a text that names a document: 《title》, a number, or
// both: 《title》（number）. Where it stands within the title of another, the
// other comes first.
type Citation struct {
	Start, End int    // byte offsets; where a number alone starts is a guess, see Number
	Title      string // as typed, without its marks; "" for a number alone
	Number     number.Cited
	NumberAt   int       // where Number.Run begins
	Articles   []Article // that follow it at once
}

// Name is what a citation calls the document, with its variants of writing
// folded. Equal names are the same wherever they stand.
type Name struct {
	Title  string // as Key gives it, "" for a number alone
	Number number.Cited
}

// Name gives the citation's name.
func (c Citation) Name() Name { return Name{Key(c.Title), c.Number} }

// Article is 第十六条 after a citation.
type Article struct {
	Start, End int
	markdown.Article
}

// Find gives the citations of a text in order of their places, the longer
// first.
func Find(text string) []Citation {
	numbers := number.FindCited(text)
	titles := findTitles(text)
	if len(titles) == 0 && len(numbers) == 0 {
		return nil
	}
	out := titles
	taken := make([]bool, len(numbers))
	for i := range out {
		pair(text, &out[i], numbers, taken)
	}
	for i, span := range numbers {
		if !taken[i] {
			out = append(out, Citation{Start: span.Start, End: span.End, Number: span.Cited(), NumberAt: span.RunAt()})
		}
	}
	slices.SortFunc(out, func(a, b Citation) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	for i := range out {
		out[i].Articles = articlesAfter(text, out[i].End)
	}
	return out
}

// pair joins a title with the number in brackets behind it: 《…》（武司办〔2021〕15号）.
func pair(text string, c *Citation, numbers []number.Span, taken []bool) {
	open := c.End
	for _, bracket := range []string{"（", "("} {
		if !strings.HasPrefix(text[open:], bracket) {
			continue
		}
		at := open + len(bracket)
		i, _ := slices.BinarySearchFunc(numbers, at, func(s number.Span, at int) int { return cmp.Compare(s.End, at) })
		if i == len(numbers) || taken[i] || numbers[i].RunAt() != at {
			continue
		}
		for _, shut := range []string{"）", ")"} {
			if strings.HasPrefix(text[numbers[i].End:], shut) {
				taken[i] = true
				c.Number, c.NumberAt, c.End = numbers[i].Cited(), at, numbers[i].End+len(shut)
				return
			}
		}
	}
}

// articlesMax bounds the articles read after one citation.
const articlesMax = 20

// articlesAfter reads 第三条、第五条第二款和第八条 at an offset.
func articlesAfter(text string, at int) []Article {
	var out []Article
	for len(out) < articlesMax {
		a, size := markdown.ReadArticle([]byte(text[at:min(len(text), at+articleBytesMax)]))
		if size == 0 {
			return out
		}
		out = append(out, Article{at, at + size, a})
		at += size + parts(text[at+size:])
		joined := 0
		for _, word := range []string{"、", "和", "及", "至", "与", "或者", "或", "，"} {
			if strings.HasPrefix(text[at:], word+"第") {
				joined = len(word)
			}
		}
		if joined == 0 {
			return out
		}
		at += joined
	}
	return out
}

// articleBytesMax is longer than any number of an article.
const articleBytesMax = 60

// parts gives the length of 第二款第（一）项 after an article.
func parts(text string) int {
	size := 0
	for {
		rest := text[size:]
		if !strings.HasPrefix(rest, "第") {
			return size
		}
		end := strings.IndexAny(rest[:min(len(rest), articleBytesMax)], "款项条，。；")
		if end < 0 || !strings.HasPrefix(rest[end:], "款") && !strings.HasPrefix(rest[end:], "项") {
			return size
		}
		size += end + len("款")
	}
}
