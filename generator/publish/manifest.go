package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
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
	b.Grow(len(x.sorted) * manifestLine)
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

// manifestLine is about what a file takes there.
const manifestLine = 150

// quoteJSON writes a path or a day.
func quoteJSON(s string) []byte {
	if isPlain(s) {
		return append(append(append(make([]byte, 0, len(s)+2), '"'), s...), '"')
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(s) // a string cannot fail to encode
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// isPlain tells whether a text stands in JSON as it is: UTF-8 without quotes, control characters and the line ends that JavaScript
// did not allow.
func isPlain(s string) bool {
	ascii := true
	for i := range len(s) {
		b := s[i]
		if b < ' ' || b == 0x7f || b == '"' || b == '\\' {
			return false
		}
		ascii = ascii && b < utf8.RuneSelf
	}
	return ascii || utf8.ValidString(s) && !strings.ContainsAny(s, "\u2028\u2029")
}

// parseManifest gives the paths in order and their hashes.
func parseManifest(text []byte) (paths []string, sums []digest, err error) {
	if paths, sums, ok := parseOwnManifest(text); ok {
		return paths, sums, nil
	}
	return parseAnyManifest(text)
}

// parseOwnManifest reads a manifest as formatManifest writes it, whose paths are plain: a sixth of the time that JSON takes in general, in
// every run that finds an old tree. ok is false for any other.
func parseOwnManifest(text []byte) (paths []string, sums []digest, ok bool) {
	before, rest, found := bytes.Cut(text, []byte("\",\n  \"files\": {\n"))
	head := fmt.Appendf(nil, "{\n  \"format\": %d,\n  \"as_of\": \"", manifestFormat)
	if day, ours := bytes.CutPrefix(before, head); !found || !ours || !isPlain(string(day)) {
		return nil, nil, false
	}
	lines := bytes.Count(rest, []byte("\n"))
	paths, sums = make([]string, 0, lines), make([]digest, 0, lines)
	for whole := string(rest); ; {
		line, after, _ := strings.Cut(whole, "\n")
		whole = after
		line, more := strings.CutSuffix(line, ",")
		path, sum, found := strings.Cut(strings.TrimPrefix(line, "    \""), "\": \"")
		sum, closed := strings.CutSuffix(sum, "\"")
		var d digest
		if !found || !closed || len(path) != len(line)-len("    \"\": \"\"")-len(sum) || !isPlain(path) || len(sum) != hex.EncodedLen(len(d)) {
			return nil, nil, false
		}
		if _, err := hex.Decode(d[:], []byte(sum)); err != nil || len(paths) > 0 && paths[len(paths)-1] >= path {
			return nil, nil, false
		}
		paths, sums = append(paths, strings.Clone(path)), append(sums, d)
		if !more {
			return paths, sums, whole == "  }\n}\n"
		}
	}
}

func parseAnyManifest(text []byte) (paths []string, sums []digest, err error) {
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
