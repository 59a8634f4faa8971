package importer

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/generator/markdown"
)

// Account compares the characters of a file with those of the document that
// came of it. Missing and New are empty when every character is accounted for.
type Account struct {
	Source  int       `json:"source"`  // characters of the running text of the file, white space not counted
	Body    int       `json:"body"`    // of the body, as a reader sees it
	Removed int       `json:"removed"` // of what was taken out and listed
	Added   int       `json:"added"`   // of what the body has besides, with a reason: numbers of lists, repeated cells
	Missing []Excerpt `json:"missing"`
	New     []Excerpt `json:"new"`
}

// Excerpt is a place where characters were lost or made up. Characters are
// those, in the order of their code points; Text is where they stand, if that
// could be told.
type Excerpt struct {
	Characters string `json:"characters"`
	Count      int    `json:"count"`
	Text       string `json:"text,omitempty"`
	Line       int    `json:"line,omitempty"`
}

// Whole tells whether nothing was lost and nothing made up.
func (a Account) Whole() bool { return len(a.Missing) == 0 && len(a.New) == 0 }

// account renders the body and weighs it against the words of the file, which
// were gathered by another walk than the blocks. With what was removed, the
// same characters must be there the same number of times, in the same order
// within each block.
func (d *draft) account(body string) Account {
	seen := lowered.Replace(plainText(body, d.page.markdown))
	source := count(lowered.Replace(d.page.words), 1, nil)
	source = count(d.page.marks, -1, source)
	target := count(seen, 1, nil)
	removed := 0
	for _, text := range d.removedWords() {
		removed += runes(squeezed(text))
		target = count(lowered.Replace(text), 1, target)
	}
	target = count(lowered.Replace(d.added), -1, target)
	a := Account{Missing: []Excerpt{}, New: []Excerpt{}, Source: total(source), Body: runes(squeezed(seen)), Removed: removed, Added: runes(squeezed(d.added))}
	lost, made := difference(source, target), difference(target, source)
	if len(lost) > 0 {
		a.Missing = d.locate(lost, squeezed(seen))
	}
	if len(made) > 0 {
		a.New = []Excerpt{excerpt(made)}
	}
	if d.page.markdown || !a.Whole() {
		return a
	}
	if b := d.outOfOrder(squeezed(seen)); b != nil {
		a.Missing = append(a.Missing, Excerpt{Text: shortened(b.text, 60), Line: b.line})
	}
	return a
}

// removedWords are the texts of the blocks that left the body, and of what was
// cut out of others; what never was among the words of the file is not counted.
func (d *draft) removedWords() []string {
	var out []string
	for _, b := range d.page.blocks {
		if b.gone != "" {
			text := b.text
			if d.page.markdown {
				text = b.raw
			}
			out = append(out, text)
		}
	}
	for _, r := range d.removed {
		if !r.apart {
			out = append(out, r.Text)
		}
	}
	return out
}

// plainText is a body as a reader sees it. A body that was Markdown before is
// compared as it is written.
func plainText(body string, written bool) string {
	if written {
		return body
	}
	rendered, err := markdown.New().Render([]byte(body), markdown.Options{Link: func(to string, _ bool) (string, bool) { return to, true }})
	if err != nil {
		return body // larger than anything that is read back: told as a loss
	}
	lines := strings.Split(rendered.Text, "\n")
	for i := len(lines) - 1; i >= 0; i-- { // notes come last, each with a number that is none of its words
		rest, ok := strings.CutPrefix(lines[i], "[")
		number, rest, closed := strings.Cut(rest, "] ")
		if !ok || !closed || number == "" || strings.Trim(number, "0123456789") != "" || !strings.Contains(body, "[^"+number+"]:") {
			continue
		}
		lines[i] = rest
	}
	return strings.Join(lines, "\n")
}

// count counts the characters of a text, white space apart.
func count(text string, by int, into map[rune]int) map[rune]int {
	if into == nil {
		into = map[rune]int{}
	}
	for _, r := range text {
		if !isSpace(r) && r != '\ufffc' {
			into[r] += by
		}
	}
	return into
}

func total(counts map[rune]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

// difference gives what a has more of than b.
func difference(a, b map[rune]int) map[rune]int {
	out := map[rune]int{}
	for r, n := range a {
		if n > b[r] {
			out[r] = n - b[r]
		}
	}
	return out
}

const excerptCharactersMax = 40

func excerpt(counts map[rune]int) Excerpt {
	list := make([]rune, 0, len(counts))
	n := 0
	for r, c := range counts {
		list = append(list, r)
		n += c
	}
	slices.SortFunc(list, func(a, b rune) int { return cmp.Compare(a, b) })
	return Excerpt{Characters: string(list[:min(len(list), excerptCharactersMax)]), Count: n}
}

const placesMax = 20

// locate tells in which blocks the lost characters stood: those whose words are
// not found in the body as they were.
func (d *draft) locate(lost map[rune]int, seen string) []Excerpt {
	all := excerpt(lost)
	out := []Excerpt{all}
	for _, b := range d.page.blocks {
		if b.gone != "" || len(out) > placesMax {
			continue
		}
		for _, line := range strings.Split(b.text, "\n") {
			if words := squeezed(lowered.Replace(line)); words != "" && !strings.Contains(seen, words) && touches(words, lost) {
				out = append(out, Excerpt{Text: shortened(line, 60), Line: b.line})
			}
		}
	}
	return out
}

func touches(text string, lost map[rune]int) bool {
	for _, r := range text {
		if lost[r] > 0 {
			return true
		}
	}
	return false
}

// outOfOrder gives the first paragraph of the body whose words are not found,
// in one piece and after those before it. Lists and tables are left out: their
// numbers stand between their words.
func (d *draft) outOfOrder(seen string) *block {
	at := 0
	for _, b := range d.kept() {
		if !b.isParagraph() && b.level == 0 || b.note != "" || b.node == nil {
			continue
		}
		words := squeezed(lowered.Replace(b.text))
		i := strings.Index(seen[at:], words)
		if i < 0 {
			return b
		}
		at += i + len(words)
	}
	return nil
}
