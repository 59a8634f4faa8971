// Package comparison tells what changed between two texts: first which
// paragraphs belong together, then what differs within each pair.
//
// It takes lines of plain text, a paragraph a line, and gives rows in the order
// of the newer text. It must not know documents or pages. Invariant: the old
// sides of all rows, in order, are the old text, and the new sides the new one;
// the same holds of the pieces of a row. Work is bounded: texts of any length
// that have little in common are compared coarsely, always in the same way.
package comparison

import (
	"strings"
)

// Op is what happened to a row or a piece.
type Op uint8

// The ops. A row is Changed where both sides have words; a piece never is.
const (
	Same Op = iota
	Changed
	Removed
	Added
)

// Row is a paragraph of either text, or a pair of them.
type Row struct {
	Op       Op
	Old, New string
	Pieces   []Piece // of a pair that is not the same word for word
	Article  string  // 第九条, where the paragraph begins an article (of the new side, where there is one)
	Renamed  string  // 第八条, where the pair begins an article that had this number before
}

// Piece is a run of words.
type Piece struct {
	Op   Op
	Text string
}

// Lines compares two texts paragraph by paragraph.
func Lines(old, new []string) []Row {
	rows := make([]Row, 0, len(new))
	for _, at := range lineUp(old, new) {
		switch {
		case at.old < 0:
			rows = append(rows, single(Added, new[at.new]))
		case at.new < 0:
			rows = append(rows, single(Removed, old[at.old]))
		default:
			rows = append(rows, pair(old[at.old], new[at.new]))
		}
	}
	return rows
}

// place is where a unit stands in the older and in the newer text, -1 for
// nowhere.
type place struct{ old, new int }

// lineUp puts units of both texts side by side: equal ones, and between them
// those that are alike.
func lineUp(old, new []string) []place {
	a, b := numbered(old, new)
	var out []place
	i, j := 0, 0
	for _, m := range append(match(a, b), block{len(old), len(new), 0}) {
		out = append(out, pairs(old, new, i, m.a, j, m.b)...)
		for k := range m.size {
			out = append(out, place{m.a + k, m.b + k})
		}
		i, j = m.a+m.size, m.b+m.size
	}
	return out
}

// numbered gives each unit the number of its words, the number of an article at
// its start left aside: inserting one renumbers all that follow.
func numbered(old, new []string) (a, b []int32) {
	known := map[string]int32{}
	number := func(units []string) []int32 {
		out := make([]int32, len(units))
		for i, unit := range units {
			_, words := cutArticle(unit)
			n, ok := known[words]
			if !ok {
				n = int32(len(known))
				known[words] = n
			}
			out[i] = n
		}
		return out
	}
	return number(old), number(new)
}

// pair makes the row of two paragraphs that belong together.
func pair(old, new string) Row {
	r := Row{Old: old, New: new}
	before, _ := cutArticle(old)
	r.Article, _ = cutArticle(new)
	if before != r.Article {
		r.Renamed = before
	}
	if old != new {
		r.Op, r.Pieces = Changed, Words(old, new)
	}
	return r
}

func single(op Op, line string) Row {
	r := Row{Op: op}
	r.Article, _ = cutArticle(line)
	if op == Removed {
		r.Old = line
	} else {
		r.New = line
	}
	return r
}

// cutArticle takes 第九条 and the space behind it off a paragraph.
func cutArticle(line string) (article, words string) {
	rest, ok := strings.CutPrefix(line, "第")
	if !ok {
		return "", line
	}
	end := strings.Index(rest[:min(len(rest), articleBytesMax)], "条")
	if end <= 0 || strings.Trim(rest[:end], "〇零一二三四五六七八九十百千两0123456789") != "" {
		return "", line
	}
	at := len("第") + end + len("条")
	if branch, ok := strings.CutPrefix(line[at:], "之"); ok {
		size := len(branch) - len(strings.TrimLeft(branch, "一二三四五六七八九十"))
		if size > 0 {
			at += len("之") + size
		}
	}
	words = strings.TrimLeft(line[at:], " 　\t")
	if words == line[at:] && words != "" {
		return "", line // 第九条第二款改为…
	}
	return line[:at], words
}

// articleBytesMax is longer than any number of an article.
const articleBytesMax = 40
