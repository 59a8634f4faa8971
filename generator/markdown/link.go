package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// anchor writes a link, or its words alone where it leads nowhere.
func (w *writer) anchor(n *ast.Link) {
	url, ok := w.resolve(string(resolved(n.Destination)), false)
	if !ok || w.inAnchor {
		w.inline(n)
		return
	}
	w.openAnchor(url)
	if len(n.Title) > 0 {
		w.attribute("title", string(resolved(n.Title)))
	}
	w.raw(">")
	w.inAnchor = true
	w.inline(n)
	w.inAnchor = false
	w.raw("</a>")
}

// autoLink writes <https://…> and <name@example.com>.
func (w *writer) autoLink(n *ast.AutoLink) {
	destination := string(n.URL(w.source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(destination), "mailto:") {
		destination = "mailto:" + destination
	}
	url, ok := w.resolve(destination, false)
	if !ok || w.inAnchor {
		w.write(n.Label(w.source))
		return
	}
	w.openAnchor(url)
	w.raw(">")
	w.write(n.Label(w.source))
	w.raw("</a>")
}

func (w *writer) openAnchor(url string) {
	w.raw("<a")
	w.attribute("href", url)
	if scheme := schemeOf(url); scheme == "http" || scheme == "https" || strings.HasPrefix(url, "//") {
		w.raw(` rel="noopener"`)
	}
}

// image writes a picture, or its alternative text where there is none to show.
func (w *writer) image(n *ast.Image) bool {
	alt := string(w.plainText(w.scratch[:0], n))
	url, ok := w.resolve(string(resolved(n.Destination)), true)
	if !ok {
		w.write([]byte(alt))
		return false
	}
	w.raw("<img")
	w.attribute("src", url)
	w.attribute("alt", alt)
	w.raw(` loading="lazy" decoding="async">`)
	if alt != "" {
		w.beforeWords([]byte(alt))
		w.text = appendLine(w.text, []byte(alt))
	}
	return true
}

// figure writes a picture that stands alone and has a title, the title below
// it. It writes nothing where there is no such picture.
func (w *writer) figure(n *ast.Image) bool {
	if len(n.Title) == 0 {
		return false
	}
	if _, ok := w.resolve(string(resolved(n.Destination)), true); !ok {
		return false
	}
	w.raw("<figure>")
	w.image(n)
	w.endLine()
	w.raw("<figcaption>")
	w.write(resolved(n.Title))
	w.endLine()
	w.raw("</figcaption></figure>\n")
	return true
}

// lonelyImage is the picture that is all of paragraph n, or nil.
func lonelyImage(n ast.Node) *ast.Image {
	if first := n.FirstChild(); first != nil && first == n.LastChild() {
		image, _ := first.(*ast.Image)
		return image
	}
	return nil
}

// resolve asks where a destination leads and lets only harmless addresses
// through, before and after asking.
func (w *writer) resolve(destination string, image bool) (url string, ok bool) {
	destination = strings.TrimSpace(destination)
	if destination == "" || !harmless(destination, image) {
		return "", false
	}
	url = destination
	if w.link != nil && schemeOf(destination) != "data" {
		if url, ok = w.link(destination, image); !ok || url == "" || !harmless(url, image) {
			return "", false
		}
	}
	return string(util.URLEscape([]byte(url), false)), true
}

// harmless says whether an address may stand in a page: a relative one or one
// of a scheme that runs nothing and reads no file. Browsers skip white space
// and control characters in a scheme, so an address that has any is refused.
func harmless(url string, image bool) bool {
	if strings.IndexFunc(url, func(r rune) bool { return r < ' ' || r == 0x7F }) >= 0 {
		return false
	}
	switch schemeOf(url) {
	case "", "http", "https":
		return true
	case "mailto", "tel", "ftp", "ftps":
		return !image
	case "data":
		return image && pictureData(url)
	}
	return false
}

func pictureData(url string) bool {
	for _, kind := range []string{"png", "jpeg", "gif", "webp"} {
		rest, ok := cutPrefixFold(url, "data:image/"+kind)
		if ok && (strings.HasPrefix(rest, ";") || strings.HasPrefix(rest, ",")) {
			return true
		}
	}
	return false
}

func cutPrefixFold(s, prefix string) (rest string, ok bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// schemeOf is the scheme of an address in lower case, "" for a relative one.
// What stands before a colon and is not a clean scheme is returned too: a file
// named a:b is taken for an address of scheme a, as a browser does.
func schemeOf(url string) string {
	end := strings.IndexAny(url, ":/?#")
	if end < 0 || url[end] != ':' {
		return ""
	}
	return strings.ToLower(strings.TrimSpace(url[:end]))
}
