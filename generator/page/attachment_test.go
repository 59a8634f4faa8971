package page

import (
	"net/url"
	"testing"

	"gongkai/generator/catalog"
	"gongkai/generator/document"
)

// TestAttachmentAddress leads to the file whatever its name holds.
func TestAttachmentAddress(t *testing.T) {
	for _, name := range []string{"附件#1.pdf", "完成100%.pdf", "a%20b.pdf", "a b（c）.pdf"} {
		e := &catalog.Entry{Document: &document.Document{Attachments: []document.Asset{{Name: name, Title: name}}}}
		u, err := url.Parse(attachments(e)[0].Href)
		if err != nil || u.Path != "./"+name || u.Fragment != "" {
			t.Errorf("%s: address %v, %v", name, u, err)
		}
	}
}
