package publish

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// segmentBytesMax is the longest file name of every usual file system.
const segmentBytesMax = 255

// checkPath says why a path cannot be published: it must name a place below the published folder, and be storable on Linux, macOS and
// Windows alike, since a site is built on one and served or copied on another.
func checkPath(path string) error {
	if !utf8.ValidString(path) {
		return fmt.Errorf("%w: %q is not UTF-8", ErrPath, path)
	}
	if path == "" {
		return fmt.Errorf("%w: it is empty", ErrPath)
	}
	for segment := range strings.SplitSeq(path, "/") {
		if reason := segmentFault(segment); reason != "" {
			return fmt.Errorf("%w: %q: %s", ErrPath, path, reason)
		}
	}
	if fold(path) == manifestName {
		return fmt.Errorf("%w: %q is written by the publication itself", ErrPath, path)
	}
	return nil
}

// segmentFault tells what is wrong with one name between slashes, or nothing.
func segmentFault(name string) string {
	switch {
	case name == "":
		return "empty segment or leading slash"
	case name == "." || name == "..":
		return "segment that is not a name"
	case name[0] == '.' && name != ".well-known":
		return "name that starts with a dot"
	case len(name) > segmentBytesMax:
		return fmt.Sprintf("name of more than %d bytes", segmentBytesMax)
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		return "name that ends in a dot or a space, which Windows drops"
	case strings.ContainsFunc(name, isForbidden):
		return `control character or one of \:*?"<>|`
	case isReserved(name):
		return "device name of Windows"
	}
	return ""
}

func isForbidden(r rune) bool {
	switch r {
	case '\\', ':', '*', '?', '"', '<', '>', '|':
		return true
	}
	return unicode.IsControl(r)
}

// isReserved knows the names that Windows keeps for devices, whatever their extension (Microsoft, “Naming Files, Paths, and Namespaces”).
func isReserved(name string) bool {
	if strings.IndexByte("CPANLcpanl", name[0]) < 0 {
		return false
	}
	stem, _, _ := strings.Cut(name, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	for _, device := range []string{"COM", "LPT"} {
		if digit, ok := strings.CutPrefix(stem, device); ok && utf8.RuneCountInString(digit) == 1 && strings.ContainsAny(digit, "0123456789¹²³") {
			return true
		}
	}
	return false
}

// fold maps two paths to the same string if some disk takes them for one: it is blind to case and to the Unicode form of a character.
func fold(path string) string {
	folded := true
	for i := range len(path) {
		folded = folded && path[i] < utf8.RuneSelf && (path[i] < 'A' || path[i] > 'Z')
	}
	if folded {
		return path
	}
	// Case is dropped while the marks are apart, else a letter and its mark could fold to what another pair composes to.
	lower := func(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }
	return norm.NFC.String(strings.Map(lower, norm.NFD.String(path)))
}
