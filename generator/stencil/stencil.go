// Package stencil executes templates that html/template has made safe, for one
// type of data, without looking up every name again.
//
// It takes a template of html/template, which must have been executed once so
// that its escaper has placed its functions, and the type of data it will be
// given; it gives a Stencil that writes the same bytes, several times as fast.
// It must not decide what is escaped how: it reads that off the tree. The one
// invariant: what it does not know exactly, it refuses to compile, and the
// caller executes the template as usual.
package stencil

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"sync"
	"unsafe"
)

// ErrUnknown says that a template holds something that is not known here.
var ErrUnknown = errors.New("not known to stencils")

// Stencil writes pages from data of one type. It may be used by several
// goroutines at once.
type Stencil struct {
	data       reflect.Type
	root       *part
	executions sync.Pool // of *execution
}

// New compiles the template of a name in t's set for data of a type. The error
// is or wraps ErrUnknown where the template has to be executed as usual.
func New(t *template.Template, name string, data reflect.Type) (*Stencil, error) {
	c := compiler{set: t, parts: map[partKey]*part{}}
	root, err := c.part(name, data)
	if err != nil {
		return nil, err
	}
	return &Stencil{data: data, root: root}, nil
}

// Append appends the page of data to b.
func (s *Stencil) Append(b []byte, data any) ([]byte, error) {
	if reflect.TypeOf(data) != s.data {
		return b, fmt.Errorf("stencil for %v was given a %T", s.data, data)
	}
	e, _ := s.executions.Get().(*execution)
	if e == nil {
		e = new(execution)
	}
	held := reflect.New(s.data)
	held.Elem().Set(reflect.ValueOf(data))
	e.out = b
	e.call(s.root, held.UnsafePointer())
	page, err := e.out, e.err
	e.out, e.err = nil, nil
	s.executions.Put(e)
	return page, err
}

// execution is one page under way. After an error nothing more is written.
type execution struct {
	out    []byte
	err    error
	depth  int
	frames []*frame // one for each depth, used again
}

// frame is one call of a template: where its data lies, and its variables by
// number. Types are known when a template is compiled, so that an execution only
// adds offsets; asking reflect for every field took twice as long.
type frame struct {
	dot  unsafe.Pointer
	vars []unsafe.Pointer
}

// A step writes a part of a template.
type step func(e *execution, f *frame)

// part is a template compiled for a type of data. Its steps are there before
// anything is executed, also where it calls itself.
type part struct {
	steps []step
	vars  int
}

// depthMax bounds templates that call themselves.
const depthMax = 10000

func (e *execution) call(p *part, data unsafe.Pointer) {
	if e.depth == depthMax {
		e.fail("templates call one another without end")
		return
	}
	if e.depth == len(e.frames) {
		e.frames = append(e.frames, new(frame))
	}
	f := e.frames[e.depth]
	f.dot, f.vars = data, slices.Grow(f.vars[:0], p.vars)[:p.vars]
	f.vars[0] = data
	e.depth++
	e.run(p.steps, f)
	e.depth--
	f.dot = nil
	clear(f.vars)
}

func (e *execution) run(steps []step, f *frame) {
	for _, s := range steps {
		if e.err != nil {
			return
		}
		s(e, f)
	}
}

func (e *execution) fail(format string, args ...any) {
	if e.err == nil {
		e.err = fmt.Errorf(format, args...)
	}
}
