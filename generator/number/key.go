package number

import (
	"fmt"
	"strings"
)

// Key is the normal form by which two typed numbers are the same: document
// numbers without their mistakes (武司办[2021]15号, 武司办〔２０２１〕 15 号), index
// numbers without regard to case, width and spaces. "" is the key of no
// number. Key(Key(s)) is Key(s). Keys are for comparing and are never shown.
func Key(s string) string { return ParseIndex(s).Key() }

// Key is the Key of the typed text.
func (x Index) Key() string {
	if x.Front != "" {
		return x.Plain()
	}
	return documentKey(x.typed)
}

// documentKey is the Key of a text that is no index number of a regular shape.
func documentKey(s string) string {
	folded := strings.ToUpper(compact(s))
	d := ParseDocument(folded)
	switch d.Sort {
	case None:
		return ""
	case Standard:
		if d.canonical != "" {
			return d.canonical
		}
	case Order:
		return fmt.Sprintf("%s第%d号", d.Code, d.Serial)
	case Notice:
		if d.Year == 0 {
			return fmt.Sprintf("%s第%d号", d.Code, d.Serial)
		}
		return fmt.Sprintf("%s%d年第%d号", d.Code, d.Year, d.Serial)
	}
	return folded
}
