package office

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// Bounds of one XML part.
const (
	nodeDepthMax = 200
	nodesMax     = 1_500_000
)

// node is an element of an XML part, or text where name is empty. Names are
// without their prefix: the formats never use one name in two meanings where
// it matters here.
type node struct {
	name  string
	text  string
	attrs []xml.Attr
	kids  []*node
}

// attr gives an attribute by its local name.
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// child gives the first child of a name, or nil; it may be asked of nil.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// at follows names downwards.
func (n *node) at(names ...string) *node {
	for _, name := range names {
		n = n.child(name)
	}
	return n
}

// find gives the first descendant of a name.
func (n *node) find(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
		if found := k.find(name); found != nil {
			return found
		}
	}
	return nil
}

// on tells whether a switch such as <w:b/> or <w:b w:val="0"/> is given and
// whether it is on.
func (n *node) on(name string) (on, given bool) {
	c := n.child(name)
	if c == nil {
		return false, false
	}
	switch c.attr("val") {
	case "0", "false", "off", "none":
		return false, true
	}
	return true, true
}

// parseXML reads a part into a tree. A document type declaration is refused:
// no office program writes one, and it is how entities are smuggled in.
func parseXML(data []byte) (*node, error) {
	if len(data) == 0 {
		return nil, nil
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		text, _ := Decode(data)
		data = []byte(text)
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	root := &node{}
	stack, count := []*node{root}, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, unreadable("文件内部的内容已损坏")
		}
		if count++; count > nodesMax {
			return nil, unreadable("文件过于复杂，不像正常的文档")
		}
		top := stack[len(stack)-1]
		switch t := token.(type) {
		case xml.Directive:
			if strings.HasPrefix(strings.ToUpper(string(bytes.TrimSpace(t))), "DOCTYPE") {
				return nil, unreadable("文件里夹带了外部实体的声明，出于安全不予读取")
			}
		case xml.StartElement:
			if len(stack) > nodeDepthMax {
				return nil, unreadable("文件嵌套过深，不像正常的文档")
			}
			n := &node{name: t.Name.Local, attrs: t.Attr}
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if top.name == "t" || top.name == "instrText" || top.name == "delText" {
				top.kids = append(top.kids, &node{text: string(t)})
			}
		}
	}
	for _, k := range root.kids {
		if k.name != "" {
			return k, nil
		}
	}
	return nil, unreadable("文件内部的内容已损坏")
}

// words gives the text below a node.
func (n *node) words() string {
	var b strings.Builder
	var walk func(*node)
	walk = func(n *node) {
		if n == nil {
			return
		}
		b.WriteString(n.text)
		for _, k := range n.kids {
			walk(k)
		}
	}
	walk(n)
	return b.String()
}
