package corpus

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// works are texts of a folder.
type works struct {
	texts [][][]string // work, paragraph, sentence
	named []topic
}

// leastParagraphs is how much a text must give to be used.
const leastParagraphs = 5

// readWorks reads the .md and .txt files of a folder in the order of their
// paths, and keeps what is running Chinese text.
func readWorks(dir string) (*works, error) {
	w := &works{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		base, kept := path.Base(name), path.Ext(name) == ".md" || path.Ext(name) == ".txt"
		if err != nil || d.IsDir() || !kept || strings.HasPrefix(base, "_") || strings.HasPrefix(base, "README") || strings.HasPrefix(base, "LICENSE") {
			return err
		}
		text, err := fs.ReadFile(os.DirFS(dir), name)
		if err == nil {
			w.take(strings.TrimSuffix(base, path.Ext(base)), string(text))
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read sentences: %w", err)
	}
	if len(w.texts) == 0 {
		return nil, fmt.Errorf("read sentences: no text of at least %d paragraphs in %s", leastParagraphs, dir)
	}
	slices.SortFunc(w.named, func(a, b topic) int { return strings.Compare(a.name, b.name) })
	w.named = slices.Compact(w.named)
	if len(w.named) == 0 {
		w.named = []topic{{"政务公开", -1}}
	}
	return w, nil
}

var (
	frontMatter = regexp.MustCompile(`(?s)\A---\n.*?\n---\n`)
	remark      = regexp.MustCompile(`(?s)<!--.*?-->`)
	firstTitle  = regexp.MustCompile(`(?m)^# (.+)$`)
	article     = regexp.MustCompile(`^第[一二三四五六七八九十百千零〇]+[条章节编]\s*`)
	enumeration = regexp.MustCompile(`^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*`)
	oneSentence = regexp.MustCompile(`[^。；！？]+[。；！？]+[”』」）)]*`)
	notProse    = regexp.MustCompile("https?://|[|*<>\\[\\]_`~#{}\\\\]|[ \\t]{2,}|[A-Za-z]{12,}")
	notTopic    = regexp.MustCompile(`中华人民共和国|国务院|全国人民代表大会|最高人民法院|最高人民检察院|常务委员会|关于|《|》|的决定|的规定|的解释|(实施)?(条例|办法|规定|细则|规则|法|通知|意见|解释|决定|批复|若干问题)`)
)

func (w *works) take(name, text string) {
	text = remark.ReplaceAllString(frontMatter.ReplaceAllString(text, ""), "")
	if m := firstTitle.FindStringSubmatch(text); m != nil {
		name = m[1]
	}
	var paragraphs [][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(strings.ReplaceAll(line, "\u3000", ""))
		if strings.HasPrefix(line, "#") {
			continue
		}
		line = strings.TrimSpace(enumeration.ReplaceAllString(article.ReplaceAllString(line, ""), ""))
		if s := sentences(line); len(s) > 0 {
			paragraphs = append(paragraphs, s)
		}
	}
	if len(paragraphs) < leastParagraphs {
		return
	}
	w.texts = append(w.texts, paragraphs)
	if t := topicOf(name); t != "" {
		w.named = append(w.named, topic{t, -1})
	}
}

// sentences cuts a line of running text; none where it is something else.
func sentences(line string) (out []string) {
	length, han := utf8.RuneCountInString(line), 0
	for _, r := range line {
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	if length < 14 || length > 900 || han*10 < length*6 || notProse.MatchString(line) {
		return nil
	}
	for _, s := range oneSentence.FindAllString(line, -1) {
		s = strings.TrimSpace(s)
		if n := utf8.RuneCountInString(s); n >= 6 && n <= 400 {
			out = append(out, s)
		}
	}
	return out
}

// topicOf gives what a text is about by its title; empty where that is nothing.
func topicOf(title string) string {
	var out []rune
	for _, r := range notTopic.ReplaceAllString(title, "") {
		if unicode.Is(unicode.Han, r) && len(out) < 16 {
			out = append(out, r)
		}
	}
	if len(out) < 4 {
		return ""
	}
	return string(out)
}

func (w *works) topics() []topic { return w.named }

// begin chooses a few texts and a place in each.
func (w *works) begin(d *dice, _ topic) voice {
	r := &reader{}
	for range d.between(2, 4) {
		text := pick(d, w.texts)
		r.texts, r.at = append(r.texts, text), append(r.at, d.below(len(text)))
	}
	return r
}

// reader reads on in a few texts by turns.
type reader struct {
	texts [][][]string
	at    []int
}

// sentencesMax is how many sentences of one paragraph are taken.
const sentencesMax = 6

func (r *reader) paragraph(d *dice) []string {
	k := d.below(len(r.texts))
	text := r.texts[k]
	from := text[r.at[k]%len(text)]
	r.at[k]++
	if extra := len(from) - sentencesMax; extra > 0 {
		at := d.below(extra + 1)
		from = from[at : at+sentencesMax]
	}
	out := make([]string, len(from))
	for i, s := range from {
		out[i] = renumber(d, s)
	}
	if d.chance(0.3) {
		var b strings.Builder
		fill(d, &b, pick(d, phrases["sentence"]), pick(d, themes).things)
		out = slices.Insert(out, d.below(len(out)+1), b.String())
	}
	return out
}

var someDigits = regexp.MustCompile(`\d+`)

// renumber gives most numbers of a sentence other digits, years apart.
func renumber(d *dice, s string) string {
	return someDigits.ReplaceAllStringFunc(s, func(old string) string {
		year := len(old) == 4 && (strings.HasPrefix(old, "19") || strings.HasPrefix(old, "20"))
		if year || len(old) > 8 || !d.chance(0.6) {
			return old
		}
		low := 1
		for range len(old) - 1 {
			low *= 10
		}
		return strconv.Itoa(d.between(low, low*10-1))
	})
}
