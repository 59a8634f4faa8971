package importer

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// joinNotes finds the footnotes of a web page that Word, WPS or LibreOffice
// saved: a short link to a place whose own link leads back. The mark becomes
// a.note-ref and the text div.note, as office writes them. The words of the
// marks ([1]), which are numbers and no text, are given back for the account.
func joinNotes(root *html.Node) (marks string) {
	places := map[string]*html.Node{}
	var links []*html.Node
	for n := range root.Descendants() {
		for _, key := range []string{"id", "name"} {
			if name := attribute(n, key); name != "" && places[name] == nil {
				places[name] = n
			}
		}
		if n.DataAtom == atom.A && strings.HasPrefix(attribute(n, "href"), "#") {
			links = append(links, n)
		}
	}
	count := 0
	for _, mark := range links {
		text := words(mark)
		target := places[attribute(mark, "href")[1:]]
		if target == nil || runes(text) > 5 || text == "" || attribute(mark, "data-note") != "" {
			continue
		}
		back := backLink(target, mark, places)
		if back == nil || count >= notesMax {
			continue
		}
		count++
		marks += join(mark, back, "n"+strconv.Itoa(count))
	}
	return marks
}

// notesMax bounds the notes of one page.
const notesMax = 2000

// backLink finds, at a note, the link that leads back to its mark.
func backLink(target, mark *html.Node, places map[string]*html.Node) *html.Node {
	leadsBack := func(n *html.Node) bool {
		href := attribute(n, "href")
		if n == mark || n.DataAtom != atom.A || !strings.HasPrefix(href, "#") {
			return false
		}
		to := places[href[1:]]
		for up, steps := mark, 0; up != nil && steps < 3; up, steps = up.Parent, steps+1 {
			if to == up {
				return true
			}
		}
		return false
	}
	if leadsBack(target) {
		return target
	}
	for n := range target.Descendants() {
		if leadsBack(n) {
			return n
		}
	}
	return nil
}

// noteBox tells the element that holds one note of several paragraphs.
func noteBox(n *html.Node) bool {
	inner := 0
	for a := range linksIn(n) {
		if strings.HasPrefix(attribute(a, "href"), "#") {
			inner++
		}
	}
	return attribute(n, "id") != "" && inner == 1 && runes(words(n)) <= noteRunesMax
}

const noteRunesMax = 2000

// join marks both ends with one id and takes their words away.
func join(mark, back *html.Node, id string) string {
	body := back
	for body.Parent != nil && !blocky(body) {
		body = body.Parent
	}
	if body.DataAtom == atom.Body || body.DataAtom == atom.Td {
		return ""
	}
	taken := words(mark) + words(back)
	if up := body.Parent; up != nil && up.DataAtom == atom.Div && (words(up) == words(body) || noteBox(up)) {
		body = up
	}
	for _, n := range []*html.Node{mark, back} {
		for n.FirstChild != nil {
			n.RemoveChild(n.FirstChild)
		}
	}
	setAttribute(mark, "data-note", id)
	setAttribute(mark, "class", "note-ref")
	back.Parent.RemoveChild(back)
	if body.DataAtom != atom.Div {
		inner := deepCopy(body)
		for body.FirstChild != nil {
			body.RemoveChild(body.FirstChild)
		}
		body.AppendChild(inner)
		inner.DataAtom, inner.Data = atom.P, "p"
		body.DataAtom, body.Data = atom.Div, "div"
	}
	setAttribute(body, "data-note", id)
	return taken
}
