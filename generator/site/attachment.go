package site

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"
	"time"

	"gongkai/generator/catalog"
	"gongkai/generator/document"
	"gongkai/generator/publish"
)

// attachments gives the files beside the documents.
func (s *Site) attachments() []publish.Output {
	var out []publish.Output
	for _, e := range s.Catalog.Entries {
		out = append(out, s.attachmentsOf(e)...)
	}
	return out
}

// attachmentsOf gives the files beside a document.
func (s *Site) attachmentsOf(e *catalog.Entry) []publish.Output {
	if len(e.Attachments)+len(e.Files) == 0 {
		return nil
	}
	var out []publish.Output
	taken := map[string]bool{}
	for _, list := range [][]document.Asset{e.Attachments, e.Files} {
		for _, a := range list {
			if taken[a.Path] {
				continue
			}
			taken[a.Path] = true
			out = append(out, s.attachment(e.URL+a.Name, a))
		}
	}
	return out
}

func (s *Site) attachment(to string, a document.Asset) publish.Output {
	return publish.Output{Paths: []string{to}, Key: s.keyOf(a.Path, a.Zip), Make: func(emit publish.Emit) error {
		f, err := s.root.Open(filepath.FromSlash(a.Path))
		if err != nil {
			return fmt.Errorf("read %s: %w", a.Path, err)
		}
		defer f.Close()
		if !a.Zip {
			return emit(to, f)
		}
		packed, err := pack(f, path.Base(strings.TrimSuffix(a.Name, ".zip")))
		if err != nil {
			return fmt.Errorf("pack %s: %w", a.Path, err)
		}
		return emit(to, bytes.NewReader(packed))
	}}
}

// packedOn is the time inside archives: the first a zip can hold, so that the
// same file gives the same bytes.
var packedOn = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// pack puts a file that a browser would run into a zip.
func pack(content io.Reader, name string) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: packedOn})
	if err != nil {
		return nil, err
	}
	if _, err := io.Copy(f, content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
