package page

import (
	"strconv"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/document"
)

// attachments lists the files a document names, with type and size.
func attachments(e *catalog.Entry) []Attachment {
	out := make([]Attachment, len(e.Attachments))
	for i, a := range e.Attachments {
		name := a.Title
		if name == "" {
			name = a.Name
		}
		if len(e.Attachments) > 1 && !numbered(name) {
			name = strconv.Itoa(i+1) + "．" + name
		}
		out[i] = Attachment{Text: name, Href: "./" + inAddress.Replace(a.Name), Note: note(a), Alternative: a.Text}
	}
	return out
}

// inAddress writes what means something else in an address; the template
// escapes the rest.
var inAddress = strings.NewReplacer("%", "%25", "#", "%23", "?", "%3F")

// numbered tells whether a name begins with a number of its own.
func numbered(name string) bool {
	name = strings.TrimPrefix(name, "附件")
	return name != "" && name[0] >= '0' && name[0] <= '9'
}

func note(a document.Asset) string {
	if a.Zip {
		return "ZIP 压缩包"
	}
	return a.Type + "，" + size(a.Size)
}

// size writes a number of bytes as readers know it: 46 KB, 1.2 MB.
func size(bytes int64) string {
	switch {
	case bytes < 1<<10:
		return strconv.FormatInt(bytes, 10) + " B"
	case bytes < 1<<20:
		return strconv.FormatInt((bytes+1<<9)>>10, 10) + " KB"
	}
	return strconv.FormatFloat(float64(bytes)/(1<<20), 'f', 1, 64) + " MB"
}
