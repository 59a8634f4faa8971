package data

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
)

// parts are the files of a workbook. The library takes them from a map; they
// are written in the order of their names and without times.
type parts struct {
	to   io.Writer
	made map[string]*bytes.Buffer
	own  map[string]*bytes.Buffer // by part: the rows that follow the library's
}

func (p *parts) Create(name string) (io.Writer, error) {
	part := new(bytes.Buffer)
	p.made[name] = part
	return part, nil
}

// AddFS is part of the interface; the library does not call it.
func (p *parts) AddFS(fs.FS) error { return errors.ErrUnsupported }

func (p *parts) Close() error {
	w := zip.NewWriter(p.to)
	for _, name := range slices.Sorted(maps.Keys(p.made)) {
		to, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if err := p.write(to, name); err != nil {
			return err
		}
	}
	return w.Close()
}

// write writes a part, and into a sheet its own rows.
func (p *parts) write(to io.Writer, name string) error {
	part, own := p.made[name], p.own[name]
	if own != nil {
		before := bytes.Index(part.Bytes(), []byte("</sheetData>"))
		if _, err := to.Write(part.Next(before)); err != nil {
			return err
		}
		if _, err := own.WriteTo(to); err != nil {
			return err
		}
	}
	_, err := part.WriteTo(to)
	return err
}
