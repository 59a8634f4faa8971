package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
)

// manifest.json is {"format": 1, "as_of": "YYYY-MM-DD", "files": {path: sha256 in hex}}: every published file but itself, sorted by path,
// a line each, so that two of them can be compared by eye and by diff.
const (
	manifestName   = "manifest.json"
	manifestFormat = 1
)

type digest = [sha256.Size]byte

func formatManifest(asOf string, x *index, files []file) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"format\": %d,\n  \"as_of\": %s,\n  \"files\": {", manifestFormat, quoteJSON(asOf))
	separator := "\n    "
	for _, n := range x.sorted {
		b.WriteString(separator)
		b.Write(quoteJSON(x.paths[n]))
		b.WriteString(": \"")
		b.Write(hex.AppendEncode(b.AvailableBuffer(), files[n].sum[:]))
		b.WriteByte('"')
		separator = ",\n    "
	}
	b.WriteString("\n  }\n}\n")
	return b.Bytes()
}

func quoteJSON(s string) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(s) // a string cannot fail to encode
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// parseManifest gives the paths in order and their hashes.
func parseManifest(text []byte) (paths []string, sums []digest, err error) {
	var m struct {
		Format int               `json:"format"`
		Files  map[string]string `json:"files"`
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, nil, err
	}
	if m.Format != manifestFormat || m.Files == nil {
		return nil, nil, fmt.Errorf("no manifest of format %d", manifestFormat)
	}
	paths = make([]string, 0, len(m.Files))
	for path := range m.Files {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	sums = make([]digest, len(paths))
	for i, path := range paths {
		sum := m.Files[path]
		if len(sum) != hex.EncodedLen(len(sums[i])) {
			return nil, nil, fmt.Errorf("hash of %q has the wrong length", path)
		}
		if _, err := hex.Decode(sums[i][:], []byte(sum)); err != nil {
			return nil, nil, fmt.Errorf("hash of %q: %w", path, err)
		}
	}
	return paths, sums, nil
}
