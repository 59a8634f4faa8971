package page

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"reflect"
	"sync"

	"gongkai/generator/publish"
	"gongkai/generator/stencil"
)

// Renderer holds the parsed templates of a layouts tree. It may be used by
// several goroutines at once.
type Renderer struct {
	pages    map[string]*template.Template // by name under layouts/pages
	stencils map[string]*stencil.Stencil   // the same, compiled; those that can be
	sum      uint64                        // fingerprint of the tree's templates
	buffers  sync.Pool                     // of *[]byte
}

// New parses base.html, all components and all pages of a layouts tree, and
// tries each page once with an empty view, so that an error in a template is
// found here. The error names file and line.
func New(tree fs.FS) (*Renderer, error) {
	shared := template.New("layouts")
	sum := newPrint()
	if err := parse(shared, tree, "base.html", sum); err != nil {
		return nil, err
	}
	folders, err := fs.ReadDir(tree, "components")
	if err != nil {
		return nil, fmt.Errorf("list components: %w", err)
	}
	for _, f := range folders {
		name := path.Join("components", f.Name(), f.Name()+".html")
		if _, err := fs.Stat(tree, name); err != nil {
			continue // a component of style or script alone
		}
		if err := parse(shared, tree, name, sum); err != nil {
			return nil, err
		}
	}
	r := &Renderer{pages: map[string]*template.Template{}, stencils: map[string]*stencil.Stencil{}}
	r.buffers.New = func() any { return new([]byte) }
	for _, v := range views() {
		t, err := shared.Clone()
		if err != nil {
			return nil, fmt.Errorf("layouts: %w", err)
		}
		if err := parse(t, tree, path.Join("pages", v.template()+".html"), sum); err != nil {
			return nil, err
		}
		r.pages[v.template()] = t
		if err := t.ExecuteTemplate(io.Discard, "base", v); err != nil {
			return nil, fmt.Errorf("layouts: %w", err)
		}
		if compiled, err := stencil.New(t, "base", reflect.TypeOf(v)); err == nil {
			r.stencils[v.template()] = compiled
		}
	}
	r.sum = sum.Sum64()
	return r, nil
}

// parse adds a file's definitions under the file's own name, so that messages
// name it, and the file to the fingerprint.
func parse(t *template.Template, tree fs.FS, name string, sum print) error {
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		return fmt.Errorf("read layouts: %w", err)
	}
	sum.text(name, string(text))
	if _, err := t.New("layouts/" + name).Parse(string(text)); err != nil {
		return fmt.Errorf("layouts: %w", err)
	}
	return nil
}

// Render gives the page of a view.
func (r *Renderer) Render(v View) ([]byte, error) { return r.append(nil, v) }

// fragment renders a component by itself, to be shared by many pages.
func (r *Renderer) fragment(component string, value any) (template.HTML, error) {
	var b bytes.Buffer
	if err := r.pages["list"].ExecuteTemplate(&b, component, value); err != nil {
		return "", fmt.Errorf("layouts: %w", err)
	}
	return template.HTML(b.String()), nil
}

// emit writes the page of a view to a path of the column.
func (r *Renderer) emit(emit publish.Emit, path string, v View) error {
	b := r.buffers.Get().(*[]byte)
	defer r.buffers.Put(b)
	page, err := r.append((*b)[:0], v)
	*b = page
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return emit(path, bytes.NewReader(page))
}

// append appends the page of a view. Layouts that hold what stencils do not
// know are executed as html/template does.
func (r *Renderer) append(b []byte, v View) ([]byte, error) {
	if s := r.stencils[v.template()]; s != nil {
		page, err := s.Append(b, v)
		if err != nil {
			err = fmt.Errorf("layouts: %w", err)
		}
		return page, err
	}
	out := bytes.NewBuffer(b)
	if err := r.pages[v.template()].ExecuteTemplate(out, "base", v); err != nil {
		return b, fmt.Errorf("layouts: %w", err)
	}
	return out.Bytes(), nil
}
