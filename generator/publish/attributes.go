package publish

import "bytes"

type attribute uint8

const (
	attributeNone attribute = iota
	attributeID
	attributeHref
	attributeSrc
)

// walkAttributes calls visit with every id, href and src of the tags of a page, the values as written. It knows tags, quoted values,
// comments and the raw text of script and style; that is all it takes to find links in pages whose writer escapes what it prints.
func walkAttributes(page []byte, visit func(name attribute, value []byte)) {
	for {
		i := bytes.IndexByte(page, '<')
		if i < 0 {
			return
		}
		page = page[i+1:]
		switch {
		case len(page) > 0 && isLetter(page[0]):
			page = walkTag(page, visit)
		case bytes.HasPrefix(page, []byte("!--")):
			page = after(page, "-->")
		}
	}
}

// walkTag takes the page from a tag's name on and gives what follows the tag, and for a script or style what follows its text.
func walkTag(page []byte, visit func(name attribute, value []byte)) []byte {
	end := 0
	for end < len(page) && !isSpace(page[end]) && page[end] != '>' && page[end] != '/' {
		end++
	}
	tag, page := page[:end], page[end:]
	for len(page) > 0 && page[0] != '>' {
		if isSpace(page[0]) || page[0] == '/' {
			page = page[1:]
			continue
		}
		page = walkAttribute(page, visit)
	}
	switch string(tag) {
	case "script":
		return after(page, "</script")
	case "style":
		return after(page, "</style")
	}
	return page
}

// walkAttribute takes the page from an attribute's name on and gives what follows its value.
func walkAttribute(page []byte, visit func(name attribute, value []byte)) []byte {
	end := 1 // a name is never empty, so every step moves on
	for end < len(page) && !isSpace(page[end]) && page[end] != '=' && page[end] != '>' && page[end] != '/' {
		end++
	}
	name, page := nameOf(page[:end]), page[end:]
	if len(page) == 0 || page[0] != '=' {
		return page
	}
	page = page[1:]
	var value []byte
	if len(page) > 0 && (page[0] == '"' || page[0] == '\'') {
		close := bytes.IndexByte(page[1:], page[0])
		if close < 0 {
			return nil
		}
		value, page = page[1:1+close], page[close+2:]
	} else {
		end = 0
		for end < len(page) && !isSpace(page[end]) && page[end] != '>' {
			end++
		}
		value, page = page[:end], page[end:]
	}
	if name != attributeNone {
		visit(name, value)
	}
	return page
}

func nameOf(name []byte) attribute {
	switch string(name) {
	case "id":
		return attributeID
	case "href":
		return attributeHref
	case "src":
		return attributeSrc
	}
	return attributeNone
}

// after gives what follows the first mark, nothing if there is none.
func after(page []byte, mark string) []byte {
	i := bytes.Index(page, []byte(mark))
	if i < 0 {
		return nil
	}
	return page[i+len(mark):]
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
