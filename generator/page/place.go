package page

import (
	"strconv"
	"strings"
)

// A place is where a page stands in the column: its folder with a final slash,
// "" for the home.
type place string

// root leads from the place to the column's home: ./, ../, ../../ …
func (p place) root() string {
	if p == "" {
		return "./"
	}
	up := len("../") * strings.Count(string(p), "/")
	if up > len(ups) {
		return strings.Repeat("../", up/len("../"))
	}
	return ups[:up]
}

const ups = "../../../../../../../../"

// to gives the address of something in the column, relative to the place.
func (p place) to(target string) string { return p.root() + target }

// file is the path of the page itself.
func (p place) file() string { return string(p) + "index.html" }

// numbered gives the place of a list's page; the first is the list itself.
func (p place) numbered(page int) place {
	if page == 1 {
		return p
	}
	return p + place("page/"+strconv.Itoa(page)+"/")
}
