package stencil

import (
	"fmt"
	"html/template"
	"reflect"
	"text/template/parse"
	"unsafe"
)

// A place is where a value lies: behind the data or a variable by the first of
// its hops, and behind the pointer that is there by the next.
type place struct {
	variable int // by number, theDot for the data
	hops     []hop
}

const theDot = -1

// hop is the distance of a field from the beginning of its structure.
type hop struct {
	offset uintptr
	name   string
}

// in gives the place in an execution; nil after an error.
func (p *place) in(e *execution, f *frame) unsafe.Pointer {
	at := f.dot
	if p.variable != theDot {
		at = f.vars[p.variable]
	}
	at = unsafe.Add(at, p.hops[0].offset)
	for _, h := range p.hops[1:] {
		if at = *(*unsafe.Pointer)(at); at == nil {
			e.fail("nil pointer evaluating .%s", h.name)
			return nil
		}
		at = unsafe.Add(at, h.offset)
	}
	return at
}

// operand compiles a pipeline that is a single operand: data, a variable, or a
// field of one.
func (c *compiler) operand(p *parse.PipeNode, s *scope) (*place, reflect.Type, error) {
	if p == nil || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return nil, nil, fmt.Errorf("%w: %s", ErrUnknown, p)
	}
	return c.argument(p.Cmds[0].Args[0], s)
}

func (c *compiler) argument(node parse.Node, s *scope) (*place, reflect.Type, error) {
	switch n := node.(type) {
	case *parse.DotNode:
		return fields(theDot, s.dot, nil)
	case *parse.FieldNode:
		return fields(theDot, s.dot, n.Ident)
	case *parse.VariableNode:
		for i := len(s.vars) - 1; i >= 0; i-- {
			if v := s.vars[i]; v.name == n.Ident[0] {
				return fields(v.at, v.typed, n.Ident[1:])
			}
		}
	}
	return nil, nil, fmt.Errorf("%w: %s", ErrUnknown, node)
}

// fields follows names from a variable of a type.
func fields(variable int, typed reflect.Type, names []string) (*place, reflect.Type, error) {
	if typed == nil {
		return nil, nil, fmt.Errorf("%w: there is no data", ErrUnknown)
	}
	p := &place{variable, []hop{{}}}
	for _, name := range names {
		if _, method := typed.MethodByName(name); method {
			return nil, nil, fmt.Errorf("%w: method %s", ErrUnknown, name)
		}
		holder := typed
		if typed.Kind() == reflect.Pointer {
			holder = typed.Elem()
			p.hops = append(p.hops, hop{name: name})
		}
		if holder.Kind() != reflect.Struct {
			return nil, nil, fmt.Errorf("%w: .%s of %v", ErrUnknown, name, typed)
		}
		if _, method := reflect.PointerTo(holder).MethodByName(name); method {
			return nil, nil, fmt.Errorf("%w: method %s", ErrUnknown, name)
		}
		field, ok := holder.FieldByName(name)
		offset, held := distance(holder, field.Index)
		if !ok || !field.IsExported() || !held {
			return nil, nil, fmt.Errorf("%w: no field %s in %v", ErrUnknown, name, holder)
		}
		p.hops[len(p.hops)-1].offset += offset
		typed = field.Type
	}
	return p, typed, nil
}

// distance gives how far a field lies from the beginning of a structure; ok is
// false where it lies behind an embedded pointer.
func distance(t reflect.Type, index []int) (offset uintptr, ok bool) {
	for _, i := range index {
		if t.Kind() != reflect.Struct {
			return 0, false
		}
		field := t.Field(i)
		offset, t = offset+field.Offset, field.Type
	}
	return offset, true
}

// truth compiles the condition of an if: an operand, not of one, or eq of two
// texts.
func (c *compiler) truth(p *parse.PipeNode, s *scope) (func(e *execution, f *frame) bool, error) {
	if p == nil || len(p.Cmds) != 1 || len(p.Decl) > 0 {
		return nil, fmt.Errorf("%w: %s", ErrUnknown, p)
	}
	args := p.Cmds[0].Args
	if name, ok := args[0].(*parse.IdentifierNode); ok {
		switch {
		case name.Ident == "not" && len(args) == 2:
			holds, err := c.operandTruth(args[1], s)
			return func(e *execution, f *frame) bool { return !holds(e, f) }, err
		case name.Ident == "eq" && len(args) == 3:
			return c.equal(args[1], args[2], s)
		}
	}
	if len(args) != 1 {
		return nil, fmt.Errorf("%w: %s", ErrUnknown, p)
	}
	return c.operandTruth(args[0], s)
}

func (c *compiler) operandTruth(node parse.Node, s *scope) (func(e *execution, f *frame) bool, error) {
	what, typed, err := c.argument(node, s)
	if err != nil {
		return nil, err
	}
	holds, err := truthOf(typed)
	return func(e *execution, f *frame) bool {
		at := what.in(e, f)
		return at != nil && holds(at)
	}, err
}

// equal compares a text with a constant one.
func (c *compiler) equal(a, b parse.Node, s *scope) (func(e *execution, f *frame) bool, error) {
	what, typed, err := c.argument(a, s)
	if err != nil {
		return nil, err
	}
	text, ok := b.(*parse.StringNode)
	if !ok || typed != reflect.TypeFor[string]() {
		return nil, fmt.Errorf("%w: eq %s %s", ErrUnknown, a, b)
	}
	return func(e *execution, f *frame) bool {
		at := what.in(e, f)
		return at != nil && *(*string)(at) == text.Text
	}, nil
}

// truthOf tells what counts as true of a type, as template.IsTrue has it.
func truthOf(t reflect.Type) (func(at unsafe.Pointer) bool, error) {
	switch t.Kind() {
	case reflect.String:
		return func(at unsafe.Pointer) bool { return *(*string)(at) != "" }, nil
	case reflect.Slice, reflect.Array:
		return func(at unsafe.Pointer) bool { _, count := elements(t, at); return count > 0 }, nil
	case reflect.Bool:
		return func(at unsafe.Pointer) bool { return *(*bool)(at) }, nil
	case reflect.Int:
		return func(at unsafe.Pointer) bool { return *(*int)(at) != 0 }, nil
	case reflect.Pointer:
		return func(at unsafe.Pointer) bool { return *(*unsafe.Pointer)(at) != nil }, nil
	case reflect.Struct:
		return func(unsafe.Pointer) bool { return true }, nil
	case reflect.Interface, reflect.Map:
		return func(at unsafe.Pointer) bool {
			truth, _ := template.IsTrue(reflect.NewAt(t, at).Elem().Interface())
			return truth
		}, nil
	}
	return nil, fmt.Errorf("%w: truth of %v", ErrUnknown, t)
}
