package comparison

import "strings"

// Block is an article with its paragraphs, on either side or on both; a
// paragraph that belongs to none stands for itself.
type Block struct {
	Op      Op     // Same also where only the number changed
	Article string // 第九条, of the new side where there is one; "" for none
	Was     string // 第八条, where the number changed
	Chapter bool   // it is the head of a chapter
	Rows    []Row
}

// Articles compares two texts article by article, and each two that belong
// together paragraph by paragraph.
func Articles(old, new []string) []Block {
	a, b := cut(old), cut(new)
	var out []Block
	for _, at := range lineUp(joinedLines(a), joinedLines(b)) {
		switch {
		case at.old < 0:
			out = append(out, blockOf(Added, Lines(nil, b[at.new])))
		case at.new < 0:
			out = append(out, blockOf(Removed, Lines(a[at.old], nil)))
		default:
			out = append(out, paired(a[at.old], b[at.new]))
		}
	}
	return out
}

// paired compares two articles that belong together, their numbers aside.
func paired(old, new []string) Block {
	before, oldWords := cutArticle(old[0])
	after, newWords := cutArticle(new[0])
	rows := Lines(append([]string{oldWords}, old[1:]...), append([]string{newWords}, new[1:]...))
	b := Block{Op: Same, Article: after, Chapter: isChapter(new[0]), Rows: rows}
	if before != after {
		b.Was = before
	}
	for _, r := range rows {
		if r.Op != Same {
			b.Op = Changed
		}
	}
	return b
}

// blockOf makes the block of an article that stands on one side alone; its
// rows are without the number, as those of a pair.
func blockOf(op Op, rows []Row) Block {
	b := Block{Op: op, Article: rows[0].Article, Chapter: isChapter(rows[0].Old + rows[0].New), Rows: rows}
	_, rows[0].Old = cutArticle(rows[0].Old)
	_, rows[0].New = cutArticle(rows[0].New)
	return b
}

// cut cuts a text into articles and what belongs to none.
func cut(lines []string) [][]string {
	var out [][]string
	open := false // an article takes the paragraphs that follow
	for _, line := range lines {
		article, _ := cutArticle(line)
		if open && article == "" && !isChapter(line) {
			out[len(out)-1] = append(out[len(out)-1], line)
			continue
		}
		out = append(out, []string{line})
		open = article != ""
	}
	return out
}

func joinedLines(blocks [][]string) []string {
	out := make([]string, len(blocks))
	for i, b := range blocks {
		out[i] = strings.Join(b, "\n")
	}
	return out
}

// isChapter tells 第二章 规划与建设 from a paragraph.
func isChapter(line string) bool {
	rest, ok := strings.CutPrefix(line, "第")
	if !ok {
		return false
	}
	number := strings.TrimLeft(rest, "〇零一二三四五六七八九十百0123456789")
	if number == rest {
		return false
	}
	for _, unit := range []string{"章", "节", "编"} {
		if strings.HasPrefix(number, unit) {
			return true
		}
	}
	return false
}
