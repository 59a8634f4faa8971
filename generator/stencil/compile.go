package stencil

import (
	"fmt"
	"html/template"
	"reflect"
	"text/template/parse"
	"unsafe"
)

type partKey struct {
	name string
	data reflect.Type
}

type compiler struct {
	set   *template.Template
	parts map[partKey]*part
}

// scope is what names mean at a place of a template.
type scope struct {
	part *part
	dot  reflect.Type // nil where there is no data
	vars []variable
}

type variable struct {
	name  string
	at    int
	typed reflect.Type
}

// part compiles a template for a type of data, once.
func (c *compiler) part(name string, data reflect.Type) (*part, error) {
	key := partKey{name, data}
	if p, ok := c.parts[key]; ok {
		return p, nil
	}
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil || t.Tree.Root == nil {
		return nil, fmt.Errorf("%w: template %q", ErrUnknown, name)
	}
	p := &part{vars: 1}
	c.parts[key] = p
	steps, err := c.list(t.Tree.Root, scope{part: p, dot: data, vars: []variable{{"$", 0, data}}})
	p.steps = steps
	return p, err
}

func (c *compiler) list(list *parse.ListNode, s scope) (steps []step, err error) {
	if list == nil {
		return nil, nil
	}
	for _, node := range list.Nodes {
		one, err := c.node(node, &s)
		if err != nil {
			return nil, err
		}
		if one != nil {
			steps = append(steps, one)
		}
	}
	return steps, nil
}

func (c *compiler) node(node parse.Node, s *scope) (step, error) {
	switch n := node.(type) {
	case *parse.TextNode:
		text := string(n.Text)
		return func(e *execution, _ *frame) { e.out = append(e.out, text...) }, nil
	case *parse.CommentNode:
		return nil, nil
	case *parse.ActionNode:
		return c.action(n.Pipe, s)
	case *parse.IfNode:
		return c.condition(&n.BranchNode, s)
	case *parse.WithNode:
		return c.with(&n.BranchNode, s)
	case *parse.RangeNode:
		return c.loop(&n.BranchNode, s)
	case *parse.TemplateNode:
		return c.template(n, s)
	}
	return nil, fmt.Errorf("%w: %s", ErrUnknown, node)
}

// define gives a variable a place in the frame.
func (s *scope) define(name string, typed reflect.Type) int {
	at := s.part.vars
	s.part.vars++
	s.vars = append(s.vars[:len(s.vars):len(s.vars)], variable{name, at, typed})
	return at
}

func (c *compiler) condition(n *parse.BranchNode, s *scope) (step, error) {
	holds, err := c.truth(n.Pipe, s)
	if err != nil {
		return nil, err
	}
	then, err := c.list(n.List, *s)
	if err != nil {
		return nil, err
	}
	other, err := c.list(n.ElseList, *s)
	return func(e *execution, f *frame) {
		if holds(e, f) {
			e.run(then, f)
		} else {
			e.run(other, f)
		}
	}, err
}

func (c *compiler) with(n *parse.BranchNode, s *scope) (step, error) {
	if len(n.Pipe.Decl) > 0 {
		return nil, fmt.Errorf("%w: %s", ErrUnknown, n.Pipe)
	}
	what, typed, err := c.operand(n.Pipe, s)
	if err != nil {
		return nil, err
	}
	holds, err := truthOf(typed)
	if err != nil {
		return nil, err
	}
	inner := *s
	inner.dot = typed
	then, err := c.list(n.List, inner)
	if err != nil {
		return nil, err
	}
	other, err := c.list(n.ElseList, *s)
	return func(e *execution, f *frame) {
		at := what.in(e, f)
		switch {
		case at == nil:
		case holds(at):
			outer := f.dot
			f.dot = at
			e.run(then, f)
			f.dot = outer
		default:
			e.run(other, f)
		}
	}, err
}

func (c *compiler) loop(n *parse.BranchNode, s *scope) (step, error) {
	if n.Pipe.IsAssign || len(n.Pipe.Decl) > 2 {
		return nil, fmt.Errorf("%w: %s", ErrUnknown, n.Pipe)
	}
	over, typed, err := c.operand(n.Pipe, s)
	if err != nil {
		return nil, err
	}
	if typed == nil || typed.Kind() != reflect.Slice && typed.Kind() != reflect.Array {
		return nil, fmt.Errorf("%w: range over %v", ErrUnknown, typed)
	}
	inner, index, element := *s, -1, -1
	inner.dot = typed.Elem()
	if d := n.Pipe.Decl; len(d) > 0 {
		if len(d) == 2 {
			index = inner.define(d[0].Ident[0], reflect.TypeFor[int]())
		}
		element = inner.define(d[len(d)-1].Ident[0], typed.Elem())
	}
	body, err := c.list(n.List, inner)
	if err != nil {
		return nil, err
	}
	other, err := c.list(n.ElseList, *s)
	size := typed.Elem().Size()
	return func(e *execution, f *frame) {
		at := over.in(e, f)
		if at == nil {
			return
		}
		first, count := elements(typed, at)
		if count == 0 {
			e.run(other, f)
			return
		}
		outer := f.dot
		var number *int
		if index >= 0 {
			number = new(int)
			f.vars[index] = unsafe.Pointer(number)
		}
		for i := range count {
			f.dot = unsafe.Add(first, uintptr(i)*size)
			if index >= 0 {
				*number = i
			}
			if element >= 0 {
				f.vars[element] = f.dot
			}
			e.run(body, f)
		}
		f.dot = outer
	}, err
}

// elements gives where the first element of a slice or an array lies, and how
// many there are.
func elements(t reflect.Type, at unsafe.Pointer) (first unsafe.Pointer, count int) {
	if t.Kind() == reflect.Array {
		return at, t.Len()
	}
	slice := *(*[]byte)(at) // its head is that of every slice
	return unsafe.Pointer(unsafe.SliceData(slice)), len(slice)
}

func (c *compiler) template(n *parse.TemplateNode, s *scope) (step, error) {
	if n.Pipe == nil {
		p, err := c.part(n.Name, nil)
		return func(e *execution, _ *frame) { e.call(p, nil) }, err
	}
	what, typed, err := c.operand(n.Pipe, s)
	if err != nil {
		return nil, err
	}
	p, err := c.part(n.Name, typed)
	return func(e *execution, f *frame) {
		if at := what.in(e, f); at != nil {
			e.call(p, at)
		}
	}, err
}
