package document

import (
	"net/url"
	"path"
	"strings"

	"gongkai/generator/source"
)

// Sort says where a link of a body leads.
type Sort uint8

// The sorts of link targets.
const (
	External   Sort = iota + 1 // another site, a mail address, a telephone number
	Fragment                   // a place in the same document
	ToMarkdown                 // another document, by its path
	ToFile                     // a file beside the document
	Unfit                      // nothing that can be published
)

// Target is where a link of a body leads. Path is relative to the site;
// Fragment is without its #.
type Target struct {
	Sort     Sort
	Path     string
	Fragment string
}

// Resolve reads a link destination as it stands in the body of the document at
// from. Only paths inside content/ are files of the site.
func Resolve(from, destination string) Target {
	u, err := url.Parse(destination)
	if err != nil {
		return Target{Sort: Unfit}
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto", "tel":
		return Target{Sort: External}
	case "":
	default:
		return Target{Sort: Unfit}
	}
	switch {
	case u.Host != "":
		return Target{Sort: External}
	case u.Path == "" && u.RawQuery == "":
		return Target{Sort: Fragment, Fragment: u.Fragment}
	case u.RawQuery != "", strings.HasPrefix(u.Path, "/"), strings.ContainsAny(u.Path, "\\\x00"):
		return Target{Sort: Unfit}
	}
	t := Target{Sort: ToFile, Path: path.Join(path.Dir(from), u.Path), Fragment: u.Fragment}
	if !strings.HasPrefix(t.Path, source.ContentDir+"/") {
		return Target{Sort: Unfit}
	}
	if strings.EqualFold(path.Ext(t.Path), ".md") {
		t.Sort = ToMarkdown
	}
	return t
}

// beside reads the name of a file beside a document as it stands in the front
// matter: a name, not an address, so that # and % mean themselves.
func beside(from, name string) Target {
	t := Target{Sort: ToFile, Path: path.Join(path.Dir(from), name)}
	if strings.HasPrefix(name, "/") || strings.ContainsAny(name, "\\\x00") || strings.Contains(name, "://") || !strings.HasPrefix(t.Path, source.ContentDir+"/") {
		return Target{Sort: Unfit}
	}
	return t
}
