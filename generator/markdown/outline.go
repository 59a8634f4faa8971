package markdown

import "strconv"

const (
	levelMin = 2 // the page's title is the only h1
	levelMax = 6
)

// outline places headings one after another: which level each is rendered at
// and which id tells its place. The headings an author marks with # and those
// found by their numbers share one order, so that the page has h2 and below
// without a gap.
type outline struct {
	open      []placed             // from the widest heading down to the last one
	marked    [articleStep + 1]int // step → author's level where # was used with it
	lastLevel int                  // the last heading marked with #
	lastStep  step
}

type placed struct {
	depth int    // author's level; smaller is wider
	path  string // what the ids below it begin with, "" if it has no number
}

func (o *outline) reset() {
	*o = outline{open: o.open[:0]}
}

// markedDepth is the depth of a heading an author wrote with level #s.
func (o *outline) markedDepth(level int, s step) int {
	if s == articleStep {
		s = unnumbered // an article has no place among 一、 （一） 1.
	}
	o.lastLevel, o.lastStep = level, s
	if s != unnumbered && o.marked[s] == 0 {
		o.marked[s] = level
	}
	return level
}

// foundDepth is the depth of a heading found by its number alone: that of
// marked headings with the same kind of number, else told from the last one.
func (o *outline) foundDepth(s step) int {
	if depth := o.marked[s]; depth > 0 {
		return depth
	}
	return max(1, o.lastLevel+int(s)-int(o.lastStep))
}

// place closes what the heading ends and gives its level.
func (o *outline) place(depth int, m mark) (level int, id string) {
	n := len(o.open)
	for n > 0 && o.open[n-1].depth >= depth {
		n--
	}
	o.open = o.open[:n]
	id, path := o.numberedID(m)
	o.open = append(o.open, placed{depth: depth, path: path})
	return min(levelMax, levelMin+n), id
}

// numberedID is the id of a heading with number m under what is open, and the
// path for the ids below it. Both are empty for a heading without a number.
func (o *outline) numberedID(m mark) (id, path string) {
	number := strconv.Itoa(m.number)
	switch m.step {
	case unnumbered:
		return "", ""
	case articleStep:
		return articleID(m), ""
	case bookStep:
		return "b" + number, ""
	case chapterStep:
		id = "c" + number
		return id, id
	}
	above := ""
	for _, p := range o.open {
		if p.path != "" {
			above = p.path
		}
	}
	switch {
	case above != "":
		id = above + "-" + number
	case m.step == sectionStep:
		id = "j" + number
	default:
		id = "s" + number
	}
	return id, id
}

// articleID is a12 for 第十二条 and a12-1 for 第十二条之一.
func articleID(m mark) string {
	id := "a" + strconv.Itoa(m.number)
	if m.branch > 0 {
		id += "-" + strconv.Itoa(m.branch)
	}
	return id
}
