package stencil

import (
	"fmt"
	"html/template"
	"reflect"
	"text/template/parse"
)

// operand compiles a pipeline that is a single operand: data, a variable, or a
// field of one.
func (c *compiler) operand(p *parse.PipeNode, s *scope) (value, reflect.Type, error) {
	if p == nil || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return nil, nil, fmt.Errorf("%w: %s", ErrUnknown, p)
	}
	return c.argument(p.Cmds[0].Args[0], s)
}

func (c *compiler) argument(node parse.Node, s *scope) (value, reflect.Type, error) {
	switch n := node.(type) {
	case *parse.DotNode:
		return dot, s.dot, nil
	case *parse.FieldNode:
		return fields(dot, s.dot, n.Ident)
	case *parse.VariableNode:
		for i := len(s.vars) - 1; i >= 0; i-- {
			if v := s.vars[i]; v.name == n.Ident[0] {
				at := v.at
				return fields(func(_ *execution, f *frame) reflect.Value { return f.vars[at] }, v.typed, n.Ident[1:])
			}
		}
	}
	return nil, nil, fmt.Errorf("%w: %s", ErrUnknown, node)
}

func dot(_ *execution, f *frame) reflect.Value { return f.dot }

// fields follows names from a value of a type.
func fields(from value, typed reflect.Type, names []string) (value, reflect.Type, error) {
	for _, name := range names {
		if typed == nil {
			return nil, nil, fmt.Errorf("%w: .%s of nothing", ErrUnknown, name)
		}
		if _, method := typed.MethodByName(name); method {
			return nil, nil, fmt.Errorf("%w: method %s", ErrUnknown, name)
		}
		holder, pointer := typed, typed.Kind() == reflect.Pointer
		if pointer {
			holder = typed.Elem()
		}
		if holder.Kind() != reflect.Struct {
			return nil, nil, fmt.Errorf("%w: .%s of %v", ErrUnknown, name, typed)
		}
		if _, method := reflect.PointerTo(holder).MethodByName(name); method {
			return nil, nil, fmt.Errorf("%w: method %s", ErrUnknown, name)
		}
		field, ok := holder.FieldByName(name)
		if !ok || !field.IsExported() {
			return nil, nil, fmt.Errorf("%w: no field %s in %v", ErrUnknown, name, holder)
		}
		from, typed = member(from, field, pointer), field.Type
	}
	return from, typed, nil
}

// member gives a field of a struct, or of the struct a pointer leads to.
func member(from value, field reflect.StructField, pointer bool) value {
	index := field.Index
	return func(e *execution, f *frame) reflect.Value {
		v := from(e, f)
		if e.err != nil {
			return v
		}
		if pointer {
			if v.IsNil() {
				e.fail("nil pointer evaluating .%s", field.Name)
				return reflect.Value{}
			}
			v = v.Elem()
		}
		if len(index) == 1 {
			return v.Field(index[0])
		}
		found, err := v.FieldByIndexErr(index)
		if err != nil {
			e.fail("%w", err)
		}
		return found
	}
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
		v := what(e, f)
		return e.err == nil && holds(v)
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
		v := what(e, f)
		return e.err == nil && v.String() == text.Text
	}, nil
}

// truthOf tells what counts as true of a type, as template.IsTrue has it.
func truthOf(t reflect.Type) (func(v reflect.Value) bool, error) {
	if t == nil {
		return nil, fmt.Errorf("%w: truth of nothing", ErrUnknown)
	}
	switch t.Kind() {
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return func(v reflect.Value) bool { return v.Len() > 0 }, nil
	case reflect.Bool:
		return reflect.Value.Bool, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(v reflect.Value) bool { return v.Int() != 0 }, nil
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }, nil
	case reflect.Struct:
		return func(reflect.Value) bool { return true }, nil
	case reflect.Interface:
		return func(v reflect.Value) bool {
			if v.IsNil() {
				return false
			}
			truth, _ := template.IsTrue(v.Elem().Interface())
			return truth
		}, nil
	}
	return nil, fmt.Errorf("%w: truth of %v", ErrUnknown, t)
}
