package markdown

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// headingIDRunesMax is the length of an id made from a heading's text.
const headingIDRunesMax = 40

// ids gives each id of a body once.
type ids struct {
	next map[string]int // id → the number to try for its next repetition
}

// issue gives want, or doc-want where the page or a footnote uses it, or the
// first of want-2, want-3, … that is free.
func (s *ids) issue(want string) string {
	if reserved(want) {
		want = "doc-" + want
	}
	n, used := s.next[want]
	if !used {
		s.next[want] = 2
		return want
	}
	for ; ; n++ {
		id := want + "-" + strconv.Itoa(n)
		if _, used := s.next[id]; !used {
			s.next[want] = n + 1
			s.next[id] = 2
			return id
		}
	}
}

// reserved says whether id belongs to the page around the body or to a note.
func reserved(id string) bool {
	switch id {
	case "main", "cite", "rel", "annex", "history", "page-status", "site-q", "size-label",
		"cleanup", "cited-by", "validity", "validity-sentence", "validity-as-of", "page-notice", "size-l", "size-m", "size-s", "mode-elder", "contrast-more":
		return true
	}
	return strings.HasPrefix(id, "foot-") || numbered(id, "fn") || numbered(id, "ref")
}

// numbered says whether id is prefix and digits, perhaps -digits: ref1-2.
func numbered(id, prefix string) bool {
	rest, ok := strings.CutPrefix(id, prefix)
	return ok && rest != "" && rest[0] != '-' && strings.Trim(rest, "0123456789-") == ""
}

// textID makes an id of a heading's text: letters, digits and Han characters.
func textID(text string) string {
	var b strings.Builder
	count := 0
	for _, r := range norm.NFC.String(text) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			continue
		}
		b.WriteRune(r)
		if count++; count == headingIDRunesMax {
			break
		}
	}
	if b.Len() == 0 {
		return "part"
	}
	return b.String()
}
