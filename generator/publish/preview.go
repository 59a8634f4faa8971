package publish

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"runtime"
)

// Manifest gives the manifest.json that Publish would write for the outputs, without writing anything: it makes them all. The preview
// serves it when it is asked for.
func Manifest(ctx context.Context, asOf string, outputs []Output) ([]byte, error) {
	x, err := newIndex(outputs)
	if err != nil {
		return nil, err
	}
	files := make([]file, len(x.paths))
	err = each(ctx, runtime.GOMAXPROCS(0), len(outputs), func(i int) error {
		return outputs[i].Make(func(path string, content io.ReadSeeker) error {
			n, ok := x.number[path]
			if !ok || x.output[n] != int32(i) {
				return fmt.Errorf("output emitted %q, which it had not announced", path)
			}
			h := sha256.New()
			if _, err := io.Copy(h, content); err != nil {
				return fmt.Errorf("read %s: %w", path, err)
			}
			h.Sum(files[n].sum[:0])
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return formatManifest(asOf, x, files), nil
}
