package publish

import "strings"

type attribute uint8

const (
	attributeNone attribute = iota
	attributeID
	attributeHref
	attributeSrc
)

// walkAttributes calls visit with every id, href and src of the tags of a page, the values as written. It knows tags, quoted values,
// comments and the raw text of script and style; that is all it takes to find links in pages whose writer escapes what it prints.
func walkAttributes(page string, visit func(name attribute, value string)) {
	for {
		i := strings.IndexByte(page, '<')
		if i < 0 {
			return
		}
		page = page[i+1:]
		switch {
		case len(page) > 0 && isLetter(page[0]):
			page = walkTag(page, visit)
		case strings.HasPrefix(page, "!--"):
			page = after(page, "-->")
		}
	}
}

// walkTag takes the page from a tag's name on and gives what follows the tag, and for a script or style what follows its text.
func walkTag(page string, visit func(name attribute, value string)) string {
	end := 0
	for end < len(page) && ends[page[end]]&endsTag == 0 {
		end++
	}
	tag, page := page[:end], page[end:]
	for len(page) > 0 && page[0] != '>' {
		if ends[page[0]]&endsTag != 0 {
			page = page[1:]
			continue
		}
		page = walkAttribute(page, visit)
	}
	switch tag {
	case "script":
		return after(page, "</script")
	case "style":
		return after(page, "</style")
	}
	return page
}

// walkAttribute takes the page from an attribute's name on and gives what follows its value.
func walkAttribute(page string, visit func(name attribute, value string)) string {
	end := 1 // a name is never empty, so every step moves on
	for end < len(page) && ends[page[end]]&endsName == 0 {
		end++
	}
	name, page := nameOf(page[:end]), page[end:]
	if len(page) == 0 || page[0] != '=' {
		return page
	}
	page = page[1:]
	value := ""
	if len(page) > 0 && (page[0] == '"' || page[0] == '\'') {
		close := strings.IndexByte(page[1:], page[0])
		if close < 0 {
			return ""
		}
		value, page = page[1:1+close], page[close+2:]
	} else {
		end = 0
		for end < len(page) && ends[page[end]]&endsValue == 0 {
			end++
		}
		value, page = page[:end], page[end:]
	}
	if name != attributeNone {
		visit(name, value)
	}
	return page
}

func nameOf(name string) attribute {
	switch name {
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
func after(page, mark string) string {
	_, rest, _ := strings.Cut(page, mark)
	return rest
}

// ends tells for each byte what it brings to an end: a tag's name, an attribute's, a value without quotation marks.
var ends = [256]uint8{
	' ': endsTag | endsName | endsValue, '\n': endsTag | endsName | endsValue, '\t': endsTag | endsName | endsValue,
	'\r': endsTag | endsName | endsValue, '\f': endsTag | endsName | endsValue,
	'>': endsTag | endsName | endsValue, '/': endsTag | endsName, '=': endsName,
}

const (
	endsTag uint8 = 1 << iota
	endsName
	endsValue
)

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
